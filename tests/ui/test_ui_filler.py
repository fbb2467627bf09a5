"""The filler on a real form and a real session: what is typed, shown, kept and asked next."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from socialcase.errors import DiskFull
from socialcase.forms import ChangeSet, Form, Session, compile_form, open_session
from socialcase.ui.pages.filler.answer import LineAnswer
from socialcase.ui.pages.filler.choice import OneAnswer
from socialcase.ui.pages.filler.desk import REVIEW, Desk
from socialcase.ui.pages.filler.grid import GridRow
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import NoteBlock, QuestionBlock
from socialcase.ui.pages.filler.side import ScoresCard
from socialcase.ui.preferences import Preferences
from tests.ui.filler_form import form_source

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def form() -> Form:
    """The form above, compiled once."""
    return compile_form(form_source(), "test.md")


@pytest.fixture
def session(form: Form) -> Session:
    return open_session(form, now=NOW)


class Journal:
    """Keeps entries in the order in which they were asked for, or refuses them."""

    def __init__(self, session: Session) -> None:
        self.entries: list[tuple[str, str, str]] = []
        self.refuses = False
        self._session = session

    def __call__(self, op: str, ref: str, value: str) -> ChangeSet:
        """Write the entry, then do it."""
        if self.refuses:
            raise DiskFull(Path("laptop"))
        self.entries.append((op, ref, value))
        return self._session.apply(op, ref, value)


@pytest.fixture
def journal(session: Session) -> Journal:
    return Journal(session)


@pytest.fixture
def desk(
    qtbot: QtBot, session: Session, journal: Journal, preferences: Preferences
) -> Iterator[Desk]:
    """The filler on the screen, at the first question."""
    made = Desk(Filling(session, journal), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "A test form", "")
    made.show()
    made.begin("")
    QApplication.processEvents()
    yield made
    made.flush()


def press(widget: QWidget, text: str = "", key: Qt.Key = Qt.Key.Key_unknown) -> None:
    """One key to the widget, as the keyboard would send it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def focused(desk: Desk) -> QWidget:
    """The widget that the keyboard goes to, whether the window is the active one or not."""
    found = desk.window().focusWidget()
    assert found is not None
    return found


def write(widget: QWidget, text: str) -> None:
    for letter in text:
        press(widget, letter)


def block(desk: Desk, ref: str) -> QuestionBlock:
    sheet = desk.sheet()
    assert sheet is not None
    found = sheet.reveal(ref)
    assert isinstance(found, QuestionBlock)
    return found


def pressed(desk: Desk, ref: str) -> list[str]:
    """The words of the chosen places of a question."""
    answer = block(desk, ref).answer
    assert isinstance(answer, OneAnswer)
    return [place.text() for place in answer.presses if place.isChecked()]


def line(desk: Desk, ref: str) -> QLineEdit:
    answer = block(desk, ref).answer
    assert isinstance(answer, LineAnswer)
    return answer.edit


def test_a_digit_chooses_and_is_kept(desk: Desk, journal: Journal) -> None:
    press(block(desk, "/data/who/alone").answer.target(), "2")
    assert journal.entries == [("set", "/data/who/alone", "no")]
    assert pressed(desk, "/data/who/alone") == ["No"]


def test_pressing_a_choice_again_takes_it_back(desk: Desk, journal: Journal) -> None:
    target = block(desk, "/data/who/alone").answer.target()
    press(target, "1")
    press(target, "1")
    assert [value for _, _, value in journal.entries] == ["yes", ""]
    assert pressed(desk, "/data/who/alone") == []


def test_arrows_move_without_choosing(desk: Desk, journal: Journal) -> None:
    target = block(desk, "/data/who/alone").answer.target()
    press(target, key=Qt.Key.Key_Right)
    assert journal.entries == []
    assert focused(desk) is not target


def test_what_is_typed_is_kept_when_the_field_is_left(desk: Desk, journal: Journal) -> None:
    name = block(desk, "/data/who/name").answer.target()
    name.setFocus()
    write(name, "Jeren ýň")
    press(name, key=Qt.Key.Key_Return)
    assert journal.entries == [("set", "/data/who/name", "Jeren ýň")]
    assert focused(desk) is line(desk, "/data/who/age")


def test_a_label_follows_an_answer(desk: Desk) -> None:
    name = block(desk, "/data/who/name").answer.target()
    write(name, "Jeren")
    desk.flush()
    assert "How old is Jeren?" in _words(block(desk, "/data/who/age"))


def test_a_wrong_value_stays_with_the_forms_own_words(desk: Desk, session: Session) -> None:
    age = line(desk, "/data/who/age")
    write(age, "142")
    desk.flush()
    assert block(desk, "/data/who/age").message() == "Age goes up to 115."
    assert age.text() == "142"
    assert age.property("wrong") is True
    assert session.node("/data/who/age").value == "142"


def test_the_message_speaks_the_forms_language(desk: Desk) -> None:
    write(line(desk, "/data/who/age"), "142")
    desk.flush()
    desk.filling.speak("Русский (ru)")
    desk.sheet().refresh()  # type: ignore[union-attr]
    assert block(desk, "/data/who/age").message() == "Возраст бывает до 115."
    assert "Мы одни?" in _words(block(desk, "/data/who/alone"))


def test_what_cannot_be_read_is_not_given_and_stays(desk: Desk, journal: Journal) -> None:
    told = line(desk, "/data/who/told")
    write(told, "32.11.2026")
    desk.flush()
    assert journal.entries == []
    assert told.text() == "32.11.2026"
    assert "22.11.2026" in block(desk, "/data/who/told").message()


def test_a_day_is_typed_in_any_usual_way(desk: Desk, journal: Journal) -> None:
    write(line(desk, "/data/who/told"), "221126")
    desk.flush()
    assert journal.entries == [("set", "/data/who/told", "2026-11-22")]


def test_a_page_opens_when_an_answer_asks_for_it(desk: Desk) -> None:
    before = desk.filling.open_pages()
    write(line(desk, "/data/who/age"), "12")
    desk.flush()
    assert len(desk.filling.open_pages()) == len(before) + 1


def test_several_answers_are_kept_in_the_forms_order(desk: Desk, journal: Journal) -> None:
    desk.filling.answer("/data/who/age", "12")
    desk.go_to("/data/child/languages")
    target = block(desk, "/data/child/languages").answer.target()
    press(target, "3")
    press(target, "1")
    assert journal.entries[-1] == ("set", "/data/child/languages", "tk uz")


def test_questions_that_share_answers_are_rows(desk: Desk, journal: Journal) -> None:
    desk.go_to("/data/daily/table/wash")
    sheet = desk.sheet()
    assert sheet is not None
    rows = [sheet.reveal(f"/data/daily/table/{name}") for name in ("wash", "dress")]
    assert all(isinstance(row, GridRow) for row in rows)
    press(focused(desk), "2")
    press(focused(desk), key=Qt.Key.Key_Return)
    press(focused(desk), "1")
    assert journal.entries == [
        ("set", "/data/daily/table/wash", "help"),
        ("set", "/data/daily/table/dress", "alone"),
    ]


def test_a_table_names_itself_once(desk: Desk) -> None:
    desk.go_to("/data/daily/table/wash")
    notes = [note for note in desk.findChildren(NoteBlock) if note.isVisible()]
    assert notes == []


def test_a_repeat_grows_and_shrinks_by_cards(desk: Desk, session: Session) -> None:
    desk.go_to("/data/daily/helper[1]/helper_name")
    desk.filling.answer("/data/daily/helper[1]/helper_name", "Aýna")
    desk.filling.add("/data/daily/helper")
    desk.filling.answer("/data/daily/helper[2]/helper_name", "Merdan")
    sheet = desk.sheet()
    assert sheet is not None
    assert sheet.reveal("/data/daily/helper[2]/helper_name") is not None
    desk.filling.remove("/data/daily/helper[1]")
    assert session.node("/data/daily/helper[1]/helper_name").value == "Merdan"
    assert sheet.block("/data/daily/helper[2]/helper_name") is None
    name = block(desk, "/data/daily/helper[1]/helper_name").answer.target()
    assert "Merdan" in name.toPlainText()  # type: ignore[attr-defined]


def test_the_next_missing_answer_is_found_across_pages(desk: Desk) -> None:
    desk.filling.answer("/data/who/alone", "yes")
    desk.go_to("/data/daily/table/wash")
    desk.go_to_missing()
    assert desk.filling.page_of("/data/who/name") == desk.here()
    assert focused(desk) is block(desk, "/data/who/name").answer.target()


def test_a_number_finds_its_question(desk: Desk) -> None:
    wanted = desk.filling.number("/data/daily/table/dress")
    assert desk.seek(wanted)
    sheet = desk.sheet()
    assert sheet is not None
    row = sheet.reveal("/data/daily/table/dress")
    assert isinstance(row, GridRow)
    assert focused(desk) in row.marks.presses


def test_a_word_finds_its_question(desk: Desk) -> None:
    assert desk.seek("washing")
    assert not desk.seek("no such word")


def test_the_review_names_what_is_missing_and_holds_the_end_back(desk: Desk, qtbot: QtBot) -> None:
    desk.show_page(REVIEW)
    assert not desk.review.button.isEnabled()
    assert "Can we speak alone?" in _words(desk.review)
    qtbot.waitUntil(lambda: "What is the name?" in _words(desk.review))


def test_the_review_keeps_the_keyboard_in_its_list_when_it_is_read_anew(desk: Desk) -> None:
    desk.show_page(REVIEW)
    assert focused(desk).accessibleName().endswith("Can we speak alone?")
    desk.step(1)
    _let_go()
    assert focused(desk).accessibleName().endswith("Can we speak alone?")
    desk.filling.answer("/data/who/alone", "yes")
    desk.go_to("/data/who/name")
    desk.show_page(REVIEW)
    _let_go()
    assert focused(desk).accessibleName().endswith("What is the name?")


def _let_go() -> None:
    """What is taken away is gone only when the loop comes round."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_a_complete_form_can_be_finished(desk: Desk, qtbot: QtBot) -> None:
    desk.filling.answer("/data/who/alone", "yes")
    desk.filling.answer("/data/who/name", "Jeren")
    desk.show_page(REVIEW)
    qtbot.waitUntil(lambda: "Jeren" in _words(desk.review))
    scores = desk.review.findChild(ScoresCard)
    assert scores is not None
    assert desk.review.button.geometry().bottom() < scores.geometry().top()  # in sight at once
    with qtbot.waitSignal(desk.finishes) as finished:
        desk.review.button.click()
    assert finished.args == ["2026-11-22"]


def test_after_the_review_empty_required_questions_say_so(desk: Desk) -> None:
    assert block(desk, "/data/who/name").message() == ""
    desk.show_page(REVIEW)
    desk.go_to("/data/who/name")
    assert block(desk, "/data/who/name").message() != ""


def test_scores_follow_the_answers(desk: Desk) -> None:
    desk.filling.answer("/data/daily/table/wash", "help")
    QApplication.processEvents()
    assert "Needs help" in _words(desk.side)
    assert "of 2 activities" in _words(desk.side)
    assert "1" in _words(desk.side)


def test_the_reason_for_a_question_stands_beside_it(desk: Desk) -> None:
    block(desk, "/data/who/alone").focus_answer()
    QApplication.processEvents()
    assert "Other ears change what is said." in _words(desk.side)


def test_an_answer_that_was_not_kept_is_not_shown_as_kept(
    desk: Desk, journal: Journal, qtbot: QtBot
) -> None:
    journal.refuses = True
    kept: list[str] = []
    desk.filling.kept.connect(kept.append)
    with qtbot.waitSignal(desk.filling.refused) as refused:
        press(block(desk, "/data/who/alone").answer.target(), "1")
    assert isinstance(refused.args[0], DiskFull)
    assert kept == []
    assert pressed(desk, "/data/who/alone") == []


def test_only_what_changed_is_touched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[str] = []
    real = QuestionBlock.show_node

    def noted(self: QuestionBlock, node: object, *, nag: bool) -> None:
        touched.append(self.ref)
        real(self, node, nag=nag)  # type: ignore[arg-type]

    monkeypatch.setattr(QuestionBlock, "show_node", noted)
    desk.filling.answer("/data/who/alone", "yes")
    assert touched == ["/data/who/alone"]


def test_the_last_answers_stand_beside_the_questions(
    qtbot: QtBot, session: Session, journal: Journal, preferences: Preferences
) -> None:
    last = {"/data/who/alone": "no", "/data/who/name": "Jeren"}
    desk = Desk(Filling(session, journal), last, "2026-11-22")
    qtbot.addWidget(desk)
    desk.begin("")
    desk.filling.answer("/data/who/alone", "yes")
    desk.filling.answer("/data/who/name", "Jeren")
    assert "was: No" in _words(block(desk, "/data/who/alone"))
    assert "the same" in _words(block(desk, "/data/who/name"))


def test_every_place_has_a_name_for_screen_readers(desk: Desk) -> None:
    for page in desk.filling.open_pages():
        desk.show_page(page)
        sheet = desk.sheet()
        assert sheet is not None
        for child in sheet.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
                assert child.accessibleName() or child.property("text"), child


def _words(widget: QWidget) -> str:
    """Every word that a widget shows, markup left out."""
    labels = [part.text() for part in widget.findChildren(QLabel)]
    buttons = [part.text() for part in widget.findChildren(QAbstractButton)]
    return "\n".join((*labels, *buttons))
