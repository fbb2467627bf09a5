"""Places for answers of every kind by keyboard, pictures, the gate, and the last time."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions import assessments
from socialcase.actions.workspaces import Workspace
from socialcase.forms import compile_form, open_session
from socialcase.texts import use_language
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from socialcase.ui.pages.filler import FillerPage, typed
from socialcase.ui.pages.filler.choice import OneAnswer, PressedAnswer
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.grid import GridRow
from socialcase.ui.pages.filler.model import Beside, Filling
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.buttons import Button

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
Open = Callable[..., Desk]


@pytest.fixture
def opened(qtbot: QtBot, preferences: Preferences) -> Open:
    """A form given by its rows, opened in the filler."""

    def made(survey: str, choices: str = "", **more: object) -> Desk:
        lists = f"\n| choices |\n| | list_name | name | label |\n{choices}" if choices else ""
        form = compile_form(f"| survey |\n{survey}{lists}".encode(), "kinds.md")
        session = open_session(form, now=NOW)
        before = more.pop("before", {})
        beside = Beside(**more)  # type: ignore[arg-type]
        filling = Filling(session, session.apply, beside=beside)
        desk = Desk(filling, before, "2026-11-22", "2026-09-02")  # type: ignore[arg-type]
        qtbot.addWidget(desk)
        desk.resize(1306, 716)
        desk.show()
        desk.begin("")
        QApplication.processEvents()
        return desk

    return made


def block(desk: Desk, name: str) -> QuestionBlock:
    sheet = desk.sheet()
    assert sheet is not None
    found = sheet.reveal(f"/data/{name}")
    assert isinstance(found, QuestionBlock)
    return found


def value(desk: Desk, name: str) -> str:
    return desk.filling.node(f"/data/{name}").value


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_an_order_is_made_and_changed_by_keys(opened: Open) -> None:
    rows = "| | type | name | label |\n| | rank w | first | What first? |"
    desk = opened(rows, "| | w | a | Food |\n| | w | b | School |\n| | w | c | Work |")
    pills = block(desk, "first").answer
    assert isinstance(pills, OneAnswer)
    for pill in (pills.presses[2], pills.presses[0], pills.presses[1]):
        QTest.keyClick(pill, Qt.Key.Key_Space)
    assert value(desk, "first") == "c a b"
    QTest.keyClick(pills.presses[1], Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert value(desk, "first") == "c b a"
    QTest.keyClick(pills.presses[0], Qt.Key.Key_1)
    assert value(desk, "first") == "a c b"


def test_a_range_is_typed_stepped_or_slid(opened: Open) -> None:
    rows = (
        "| | type | name | label | parameters |\n"
        "| | range | days | How many days? | start=0 end=100 step=5 |\n"
        "| | range | sure | How sure? | start=1 end=5 |"
    )
    desk = opened(rows)
    line = block(desk, "days").answer.target()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "20")
    QTest.keyClick(line, Qt.Key.Key_Up)
    desk.flush()
    assert value(desk, "days") == "25"
    slider = block(desk, "days").findChild(QSlider)
    assert isinstance(slider, QSlider)
    assert slider.value() == 5
    slider.setValue(12)
    desk.flush()
    assert value(desk, "days") == "60"
    QTest.keyClick(block(desk, "sure").answer.target(), Qt.Key.Key_4)
    assert value(desk, "sure") == "4"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("37.95, 58.38", "37.95 58.38 0 0"),
        ("37,95 58,38", "37.95 58.38 0 0"),
        ("37.95 58.38 210 5", "37.95 58.38 210 5"),
        ("37°57'00\"N 58°22'48\"E", "37.95 58.38 0 0"),
        ("-12.5, -3", "-12.5 -3 0 0"),
        ("", ""),
        ("91, 10", None),
        ("37.95", None),
        ("Mary", None),
    ],
)
def test_a_place_on_the_map_is_typed(text: str, place: str | None) -> None:
    assert typed.point(text) == place


def test_lines_and_areas_are_typed_a_place_a_line(opened: Open) -> None:
    assert typed.trace("1.5, 2\n3, 4") == "1.5 2 0 0; 3 4 0 0"
    assert typed.trace("1.5, 2") is None
    closed = "0 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 0 0"
    assert typed.area("0, 0\n0, 1\n1, 1") == closed
    desk = opened("| | type | name | label |\n| | geoshape | field | The field |")
    box = block(desk, "field").answer.target()
    QTest.keyClicks(box, "0, 0;0, 1;1, 1")
    desk.flush()
    assert value(desk, "field").count(";") == 3


def test_numbers_are_shown_with_the_comma_of_the_language(opened: Open) -> None:
    rows = (
        "| | type | name | label | appearance |\n"
        "| | decimal | rent | Rent | |\n| | integer | debt | Debt | thousands-sep |"
    )
    desk = opened(rows)
    use_language("ru")
    desk.filling.answer("/data/rent", "12.5")
    desk.filling.answer("/data/debt", "1250000")
    shown = [block(desk, name).answer.target() for name in ("rent", "debt")]
    use_language("en")
    assert [line.text() for line in shown if isinstance(line, QLineEdit)] == [
        "12,5",
        "1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000",
    ]


def test_what_is_masked_is_not_shown(opened: Open) -> None:
    rows = "| | type | name | label | appearance |\n| | text | code | Code word | masked |"
    line = block(opened(rows), "code").answer.target()
    assert isinstance(line, QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password


def test_a_quick_choice_goes_on_by_itself(opened: Open) -> None:
    rows = (
        "| | type | name | label | appearance |\n"
        "| | select_one yn | a | A? | quick |\n| | select_one yn | b | B? | |"
    )
    desk = opened(rows, "| | yn | y | Yes |\n| | yn | n | No |")
    QTest.keyClick(block(desk, "a").answer.target(), Qt.Key.Key_2)
    assert (value(desk, "a"), desk.place()) == ("n", "/data/b")


def test_what_the_form_hides_is_neither_shown_nor_asked(opened: Open) -> None:
    rows = (
        "| | type | name | label | appearance |\n"
        "| | text | id | Internal id | hidden |\n| | text | name | Name | |\n"
        "| | note | empty | NO_LABEL | |"
    )
    desk = opened(rows)
    assert desk.place() == "/data/name"
    assert "Internal id" not in words(desk.book)
    assert "NO_LABEL" not in words(desk.book)


def picture_file() -> bytes:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_a_picture_that_the_form_carries_is_shown(opened: Open) -> None:
    rows = (
        "| | type | name | label | media::image |\n"
        "| | text | house | Which house? | house.png |\n"
        "| | text | roof | And the roof? | roof.png |"
    )
    desk = opened(rows, files={"house.png": picture_file()})
    pictures = [label.pixmap() for label in block(desk, "house").findChildren(QLabel)]
    assert [(p.width(), p.height()) for p in pictures if not p.isNull()] == [(20, 10)]
    assert "roof.png" in words(block(desk, "roof"))


LISTS = "| | how | alone | alone |\n| | how | help | with help |"


def test_the_last_time_is_dashed_and_dated(opened: Open) -> None:
    rows = (
        "| | type | name | label | appearance |\n| | begin_group | t | Table | table-list |\n"
        "| | select_one how | wash | Washing | |\n| | select_one how | eat | Eating | |\n"
        "| | end_group | | | |"
    )
    before = {"/data/t/wash": "help", "/data/t/eat": "alone"}
    desk = opened(rows, LISTS, before=before)
    sheet = desk.sheet()
    assert sheet is not None
    row = sheet.reveal("/data/t/wash")
    assert isinstance(row, GridRow)
    answer: PressedAnswer = row.marks
    assert [press.before for press in answer.presses] == [False, True]
    assert "02.09.2026" in words(desk.heading)
    desk.filling.answer("/data/t/wash", "alone")
    assert "was: with help" in words(row)


GATED = (
    "| | type | name | label | required |\n| | begin_group | who | Secret matters | |\n"
    "| | select_one yn | talk_alone | Can we speak alone? | yes |\n"
    "| | text | worry | What worries you? | |\n| | end_group | | | |"
)
YES_NO = "| | yn | yes | Yes |\n| | yn | no | No |"


def test_a_form_may_begin_with_can_we_speak_alone(opened: Open, qtbot: QtBot) -> None:
    desk = opened(GATED, YES_NO)
    gate = desk.gate()
    assert gate is not None
    shown = [label.text() for label in desk.findChildren(QLabel) if label.isVisible()]
    assert "Can we speak alone?" in shown
    assert not [text for text in shown if "Secret" in text or "worries" in text]
    place = gate.findChild(OneAnswer)
    assert isinstance(place, OneAnswer)
    QTest.keyClick(place.presses[0], Qt.Key.Key_2)
    QTest.keyClick(place.presses[1], Qt.Key.Key_Return)
    assert desk.gate() is not None  # no: the form stays closed
    with qtbot.waitSignal(desk.leaves):
        gate.left.emit()
    QTest.keyClick(place.presses[0], Qt.Key.Key_1)
    QTest.keyClick(place.presses[0], Qt.Key.Key_Return)
    assert desk.gate() is None
    assert desk.place() == "/data/who/worry"
    assert desk.book.isVisible()


def test_a_mouse_opens_the_form_after_yes(opened: Open) -> None:
    desk = opened(GATED, YES_NO)
    gate = desk.gate()
    assert gate is not None
    go_on = next(one for one in gate.findChildren(Button) if one.text() == "Go on")
    assert not go_on.isVisible()
    place = gate.findChild(OneAnswer)
    assert isinstance(place, OneAnswer)
    QTest.mouseClick(place.presses[1], Qt.MouseButton.LeftButton)
    assert not go_on.isVisible()  # no: leave, or go on all the same
    QTest.mouseClick(place.presses[0], Qt.MouseButton.LeftButton)
    assert go_on.isVisible()
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert desk.gate() is None
    assert desk.book.isVisible()


def test_a_removed_card_comes_back_with_its_answers(
    qtbot: QtBot, workspace: Workspace, case_uid: str, preferences: Preferences
) -> None:
    toasts: list[Callable[[], object]] = []

    def nothing(*_: object) -> None:
        """What the window would do."""

    context = PageContext(
        workspace,
        Jobs(),
        nothing,
        nothing,
        lambda _words, undo: toasts.append(undo) if undo is not None else None,
        nothing,
    )
    draft = assessments.start_draft(workspace, case_uid, "", "needs_assessment").draft
    page = FillerPage(context)
    qtbot.addWidget(page)
    page.show_record(draft)
    assert page.desk is not None
    filling = page.desk.filling
    name = next(
        p.ref for p in filling.places if "[1]" in p.ref and filling.node(p.ref).type == "string"
    )
    repeat = name.partition("[")[0]
    filling.answer(name, "Merdan")
    filling.add(repeat)
    second = name.replace("[1]", "[2]", 1)
    filling.answer(second, "Jeren")
    page.desk.remove(f"{repeat}[1]")
    assert page.desk.filling.node(name).value == "Jeren"
    toasts[-1]()
    again = page.desk.filling
    assert [again.node(ref).value for ref in (name, second)] == ["Merdan", "Jeren"]
    assert assessments.resume(workspace, draft).session.node(name).value == "Merdan"


def test_a_short_range_shows_the_words_at_its_marks(opened: Open) -> None:
    rows = (
        "| | type | name | label | parameters |\n"
        "| | range | sure | How sure? | start=1 end=3 tick_labelset=ends |"
    )
    desk = opened(rows, "| | ends | 1 | Not at all |\n| | ends | 3 | Wholly |")
    pills = block(desk, "sure").answer
    assert isinstance(pills, OneAnswer)
    assert [pill.text() for pill in pills.presses] == ["1 · Not at all", "2", "3 · Wholly"]
    QTest.keyClick(pills.presses[0], Qt.Key.Key_3)
    assert value(desk, "sure") == "3"
