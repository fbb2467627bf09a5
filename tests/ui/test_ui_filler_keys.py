"""The filler by keyboard: pages, finding, notes, no answer, cards, typing from paper."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from socialcase.forms import Form, Session, compile_form, open_session
from socialcase.ui.pages.filler.answer import LineAnswer
from socialcase.ui.pages.filler.choice import OneAnswer
from socialcase.ui.pages.filler.desk import REVIEW, Desk
from socialcase.ui.pages.filler.model import Beside, Filling
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.pages.filler.repeats import RepeatCard
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
FORM = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | required | constraint | hint |
| | begin_group | home | At home | Дома | | | |
| | select_one yesno | heat | Is it warm? | Тепло ли? | yes | | |
| | integer | rooms | How many rooms? | Сколько комнат? | ${rooms_unanswered} = '' | . < 30 | |
| | hidden | rooms_unanswered | | | | | |
| | select_multiple worry | worries | What worries you? | Что беспокоит? | | | |
| | decimal | rent | How much is the rent? | Сколько за жильё? | | | in manat |
| | end_group | | | | | | |
| | begin_group | people | The people | Люди | | | |
| | begin_repeat | child | Child | Ребёнок | | | |
| | text | name | What is the name? | Как зовут? | | | |
| | integer | age | How old? | Сколько лет? | | | |
| | begin_repeat | visit | Visit | Приход | | | |
| | date | day | On which day? | В какой день? | | | |
| | end_repeat | | | | | | |
| | end_repeat | | | | | | |
| | end_group | | | | | | |
| | begin_group | end | The end | Конец | | | |
| | text | words | In their own words | Своими словами | | | |
| | end_group | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) |
| | yesno | yes | Yes | Да |
| | yesno | no | No | Нет |
| | worry | cold | The cold | Холод |
| | worry | debt | A debt | Долг |
| | worry | skip | Prefers not to say | Не хочет говорить |
| settings |
| | form_id | form_title | default_language |
| | keys | Keys | English (en) |
"""
HEAT, ROOMS, WORRIES, RENT = (f"/data/home/{n}" for n in ("heat", "rooms", "worries", "rent"))


@pytest.fixture(scope="module")
def form() -> Form:
    return compile_form(FORM.encode(), "keys.md")


@pytest.fixture
def session(form: Form) -> Session:
    return open_session(form, now=NOW)


@pytest.fixture
def written() -> list[tuple[str, str, str]]:
    """Every write of what is kept beside the answers."""
    return []


@pytest.fixture
def beside(written: list[tuple[str, str, str]]) -> Beside:
    """What is kept beside the answers."""
    return Beside(keep=lambda *what: written.append(what), typing={}, notes={})


@pytest.fixture
def desk(
    qtbot: QtBot, session: Session, beside: Beside, preferences: Preferences
) -> Iterator[Desk]:
    made = Desk(Filling(session, session.apply, beside=beside), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Keys", "")
    made.show()
    made.begin("")
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def press(desk: Desk, *names: str) -> None:
    """Keys to the window, as a person presses them: shortcuts answer, too."""
    held = {
        "Ctrl": Qt.KeyboardModifier.ControlModifier,
        "Shift": Qt.KeyboardModifier.ShiftModifier,
    }
    special = {"Enter": "Return", "Esc": "Escape", "Del": "Delete"}
    for name in names:
        *modifiers, last = name.split("+")
        with_keys = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            with_keys |= held[one]
        key = getattr(Qt.Key, f"Key_{special.get(last, last)}")
        QTest.keyClick(desk.window().windowHandle(), key, with_keys)
        QApplication.processEvents()


def write(desk: Desk, text: str) -> None:
    place = desk.window().focusWidget()
    assert place is not None
    QTest.keyClicks(place, text)
    QApplication.processEvents()


def at(desk: Desk) -> str:
    """The ref of the question with the keyboard."""
    return desk.place()


def value(desk: Desk, ref: str) -> str:
    return desk.filling.node(ref).value


def words(widget: QWidget) -> str:
    shown = [part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget)]
    return "\n".join(shown)


def test_a_page_is_filled_without_the_mouse(desk: Desk) -> None:
    press(desk, "1", "Enter")
    write(desk, "3")
    press(desk, "Enter", "2", "1", "Enter")
    write(desk, "120,5")
    press(desk, "Enter")
    answers = [value(desk, ref) for ref in (HEAT, ROOMS, WORRIES, RENT)]
    assert answers == ["yes", "3", "cold debt", "120.5"]
    assert desk.here() == 1


def test_keys_turn_the_pages_and_the_questions(desk: Desk) -> None:
    press(desk, "Ctrl+Enter")
    assert desk.here() == 1
    press(desk, "Ctrl+Enter", "Ctrl+Enter")
    assert desk.here() == REVIEW
    press(desk, "Ctrl+Shift+Enter", "Ctrl+PageUp", "Ctrl+PageUp")
    assert (desk.here(), at(desk)) == (0, HEAT)
    press(desk, "Ctrl+Down", "Ctrl+Down", "Ctrl+Up")
    assert at(desk) == ROOMS


def test_the_next_missing_answer_and_the_one_before(desk: Desk) -> None:
    press(desk, "F8")
    assert at(desk) == ROOMS
    press(desk, "Shift+F8")
    assert at(desk) == HEAT


def test_the_sheet_of_keys_opens_and_goes_with_any_key(desk: Desk) -> None:
    press(desk, "F1")
    assert "the next missing answer" in words(desk)
    press(desk, "F8")
    assert at(desk) == HEAT  # the key took the sheet away and did nothing else
    assert "the next missing answer" not in words(desk)


def test_finding_lists_what_is_found_and_goes_there(desk: Desk) -> None:
    press(desk, "Ctrl+F")
    write(desk, "manat")
    assert desk.left.finder.list.isVisible()
    press(desk, "Enter")
    assert at(desk) == RENT
    press(desk, "Ctrl+G")
    write(desk, desk.filling.number("/data/end/words"))
    press(desk, "Enter")
    assert at(desk) == "/data/end/words"


def test_looking_further_goes_round_and_esc_returns(desk: Desk) -> None:
    press(desk, "Ctrl+F")
    write(desk, "how")
    found = []
    for _ in range(4):
        press(desk, "F3")
        found.append(at(desk))
    assert found == [ROOMS, RENT, "/data/people/child[1]/age", ROOMS]
    press(desk, "Ctrl+F", "Esc")
    assert at(desk) == ROOMS
    assert not desk.left.finder.list.isVisible()


def test_the_language_changes_in_place(desk: Desk) -> None:
    desk.go_to(WORRIES)
    press(desk, "F7")
    assert at(desk) == WORRIES
    block = desk.book.sheet(0).reveal(WORRIES)
    assert isinstance(block, QuestionBlock)
    assert isinstance(block.answer, OneAnswer)
    assert [pill.text() for pill in block.answer.presses] == ["Холод", "Долг", "Не хочет говорить"]
    assert block.answer.presses[0].hasFocus()


def test_a_note_is_kept_at_the_question_and_shown_there(
    desk: Desk, beside: Beside, written: list[tuple[str, str, str]]
) -> None:
    desk.go_to(ROOMS)
    press(desk, "F2")
    write(desk, "Told by the neighbour")
    assert written[-1] == ("note", ROOMS, "Told by the neighbour")  # before anybody leaves it
    press(desk, "Enter")
    assert beside.notes == {ROOMS: "Told by the neighbour"}
    assert at(desk) == ROOMS
    assert isinstance(desk.window().focusWidget(), QLineEdit)
    desk.show_page(REVIEW)
    QApplication.processEvents()  # the answers are read back in the turns after
    assert "Told by the neighbour" in words(desk.review)


def test_why_there_is_no_answer_is_kept_in_the_form(desk: Desk) -> None:
    desk.go_to(ROOMS)
    write(desk, "4")
    press(desk, "F4")
    assert (value(desk, ROOMS), value(desk, f"{ROOMS}_unanswered")) == ("", "unsure")
    assert ROOMS not in [problem.ref for problem in desk.filling.session.missing()]
    assert "unsure" in desk.filling.session.serialize()
    press(desk, "F4")
    assert value(desk, f"{ROOMS}_unanswered") == "refused"
    write(desk, "2")
    desk.flush()
    assert (value(desk, ROOMS), value(desk, f"{ROOMS}_unanswered")) == ("2", "")


def test_a_choice_of_no_answer_stands_alone(desk: Desk) -> None:
    desk.go_to(WORRIES)
    press(desk, "1", "2", "3")
    assert value(desk, WORRIES) == "skip"
    press(desk, "1")
    assert value(desk, WORRIES) == "cold"


def test_the_last_answers_are_taken_back_one_by_one(desk: Desk) -> None:
    press(desk, "1", "2")
    assert value(desk, HEAT) == "no"
    assert desk.take_back()
    assert value(desk, HEAT) == "yes"
    assert desk.take_back()
    assert value(desk, HEAT) == ""
    assert not desk.take_back()


def cards(desk: Desk) -> list[RepeatCard]:
    return [card for card in desk.book.sheet(1).findChildren(RepeatCard) if card.isVisible()]


def test_cards_are_added_removed_and_put_back(desk: Desk, qtbot: QtBot) -> None:
    desk.go_to("/data/people/child[1]/name")
    write(desk, "Merdan")
    press(desk, "Ctrl+N")
    assert at(desk) == "/data/people/child[2]/name"
    write(desk, "Jeren")
    desk.flush()
    with qtbot.waitSignal(desk.removed) as removed:
        press(desk, "Ctrl+D")
    assert removed.args[0] == "/data/people/child[2]"
    with qtbot.waitSignal(desk.filling.wants_back) as wanted:
        desk.take_back()
    assert wanted.args == ["/data/people/child[2]"]


def test_a_repeat_inside_a_repeat_grows_where_the_keyboard_is(desk: Desk) -> None:
    desk.go_to("/data/people/child[1]/visit[1]/day")
    write(desk, "20.11.2026")
    press(desk, "Ctrl+N")
    assert at(desk) == "/data/people/child[1]/visit[2]/day"
    write(desk, "21.11.2026")
    press(desk, "Enter")
    assert value(desk, "/data/people/child[1]/visit[1]/day") == "2026-11-20"
    assert value(desk, "/data/people/child[1]/visit[2]/day") == "2026-11-21"


def test_many_cards_are_folded_and_say_what_they_are_about(desk: Desk, qtbot: QtBot) -> None:
    for n, name in enumerate(("Merdan", "Jeren", "Leyla", "Myrat"), start=1):
        if n > 1:
            desk.filling.add("/data/people/child")
        desk.filling.answer(f"/data/people/child[{n}]/name", name)
        desk.filling.answer(f"/data/people/child[{n}]/age", str(n))
    desk.book.drop()
    desk.show_page(1)
    qtbot.waitUntil(lambda: len([c for c in cards(desk) if "visit" not in c.ref]) == 4)
    tops = [card for card in cards(desk) if "visit" not in card.ref]
    assert [card.is_open() for card in tops] == [True, False, False, False]
    titles = [button.text() for button in tops[2].findChildren(QPushButton)]
    assert titles == ["Child 3 of 4", "Remove"]
    assert "Leyla · 3" in words(desk.book.sheet(1))
    desk.go_to("/data/people/child[4]/age")
    assert at(desk) == "/data/people/child[4]/age"


def test_typing_from_paper_goes_by_numbers(desk: Desk, qtbot: QtBot) -> None:
    press(desk, "F10")
    bar = desk.paper()
    assert bar.isVisible()
    write(desk, "2")
    press(desk, "Enter")
    write(desk, "5")
    press(desk, "Enter")
    write(desk, "1 2")
    press(desk, "Enter")
    assert [value(desk, ref) for ref in (HEAT, ROOMS, WORRIES)] == ["no", "5", "cold debt"]
    press(desk, "Up")
    write(desk, "2.1/2")
    press(desk, "Enter")
    assert at(desk) == "/data/people/child[2]/name"
    write(desk, "Jeren")
    press(desk, "Enter")
    assert value(desk, "/data/people/child[2]/name") == "Jeren"
    assert "2.1/2  What is the name?  Jeren" in words(bar)


def test_what_paper_says_wrongly_stays_in_hand(desk: Desk) -> None:
    press(desk, "F10")
    write(desk, "7")
    press(desk, "Enter")
    assert "the number of one answer" in words(desk.paper())
    assert value(desk, HEAT) == ""
    press(desk, "Up")
    write(desk, "1.2")
    press(desk, "Enter")
    write(desk, "31")
    press(desk, "Enter")
    assert "The answer is to be 29 or less." in words(desk.paper())
    assert at(desk) == ROOMS
    press(desk, "Esc")
    assert not desk.paper().isVisible()


def test_the_day_of_the_talk_is_kept_beside_the_day_of_typing(desk: Desk) -> None:
    press(desk, "F10")
    bar = desk.paper()
    assert "typed on 22.11.2026" in words(bar)
    bar.told_on.setText("19.11.2026")
    bar.told_on.editingFinished.emit()
    assert desk.review.told_on() == "2026-11-19"


def test_letters_are_kept_as_they_are_typed(desk: Desk, beside: Beside) -> None:
    desk.go_to(ROOMS)
    write(desk, "1")
    assert beside.typing == {ROOMS: "1"}
    assert value(desk, ROOMS) == ""
    desk.flush()
    assert (beside.typing, value(desk, ROOMS)) == ({}, "1")


def test_letters_that_were_no_answer_yet_stand_in_their_field_again(
    qtbot: QtBot, session: Session, preferences: Preferences
) -> None:
    typing = {ROOMS: "12x", RENT: "7"}
    desk = Desk(Filling(session, session.apply, beside=Beside(typing=typing)), {}, "2026-11-22")
    qtbot.addWidget(desk)
    desk.begin(ROOMS)
    for ref, text in (("rooms", "12x"), ("rent", "7")):
        block = desk.book.sheet(0).reveal(f"/data/home/{ref}")
        assert isinstance(block, QuestionBlock)
        assert isinstance(block.answer, LineAnswer)
        assert block.answer.edit.text() == text
    desk.flush()
    assert (value(desk, ROOMS), value(desk, RENT)) == ("", "7")
    first = desk.book.sheet(0).reveal(ROOMS)
    assert isinstance(first, QuestionBlock)
    assert "whole number" in first.message()
