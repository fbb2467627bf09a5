"""One of a long list at the keyboard: nothing leads nowhere, and what is wrong is said."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.head import bare
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.pages.filler.repeats import RepeatBox
from socialcase.ui.preferences import Preferences
from socialcase.ui.theme.tokens import current

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
FORM = """
| survey |
| | type | name | label | appearance | default |
| | select_one wards | ward | Which ward? | minimal | To be listed |
| | integer | rooms | How many rooms? | | 3 |
| | text | after | And then? | | |
| choices |
| | list_name | name | label |
| | wards | bunju | Bunju |
| | wards | mbopo | Mbopo |
"""
WARD, ROOMS, AFTER = "/data/ward", "/data/rooms", "/data/after"
ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    form = compile_form(FORM.encode(), "wards.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Wards", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def write(letters: str) -> None:
    """Write over what stands in the field."""
    place = QApplication.focusWidget()
    assert isinstance(place, QLineEdit)
    place.selectAll()
    QTest.keyClicks(place, letters)


def press(desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.window().windowHandle(), key)
    QApplication.processEvents()


def said(desk: Desk, ref: str) -> str:
    sheet = desk.sheet()
    assert sheet is not None
    block = sheet.block(ref)
    assert isinstance(block, QuestionBlock)
    return block.message()


def test_enter_goes_on_from_a_default_that_is_no_choice(desk: Desk) -> None:
    assert desk.place() == WARD
    press(desk, ENTER)
    assert desk.place() == ROOMS
    assert desk.filling.node(WARD).value == "To be listed"


def test_words_that_no_choice_has_are_said_to_be_so(desk: Desk) -> None:
    write("Zzz")
    press(desk, ENTER)
    assert desk.place() == WARD
    assert said(desk, WARD).startswith("No choice has these words")
    write("Mb")
    assert not said(desk, WARD)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, ENTER)
    press(desk, ENTER)
    assert desk.filling.node(WARD).value == "mbopo"
    assert desk.place() == ROOMS


def test_what_is_offered_stands_on_a_ground_of_its_own(desk: Desk) -> None:
    write("B")
    offered = QApplication.activePopupWidget()
    assert offered is not None
    drawn = offered.grab().toImage()
    ground = drawn.pixelColor(drawn.width() - 6, drawn.height() - 4)
    assert ground.name() == current().colour("raised").name()
    offered.close()


def test_the_answer_from_before_takes_the_message_back(desk: Desk) -> None:
    press(desk, ENTER)
    write("x")
    press(desk, ENTER)
    assert said(desk, ROOMS) == "This question takes a whole number, such as 12."
    assert desk.place() == ROOMS
    write("3")
    press(desk, ENTER)
    assert not said(desk, ROOMS)
    assert desk.place() == AFTER


def test_a_page_without_a_name_is_named_by_its_number(desk: Desk) -> None:
    assert "Page 1" in [label.text() for label in desk.heading.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("English (en)", "English"), ("English(en)", "English"), ("Türkmençe", "Türkmençe")],
)
def test_a_language_is_named_without_its_code(written: str, shown: str) -> None:
    assert bare(written) == shown


def test_letters_that_are_no_answer_stand_in_the_way_of_finishing(desk: Desk) -> None:
    press(desk, ENTER)
    write("3 or 4")
    desk.step(1)  # away without Enter
    assert not desk.review.button.isEnabled()
    assert [problem.ref for problem in desk.filling.unread()] == [ROOMS]
    lines = [label.text() for label in desk.review.findChildren(QLabel)]
    assert "This question takes a whole number, such as 12." in lines
    desk.go_to_missing()
    assert desk.place() == ROOMS
    write("4")
    desk.step(1)
    assert desk.filling.unread() == []
    assert desk.review.button.isEnabled()
    assert desk.filling.node(ROOMS).value == "4"


LISTS = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) |
| | begin_group | home | Home | Дом |
| | begin_repeat | child | Children | Дети |
| | text | first | First name | Имя |
| | end_repeat | | | |
| | end_group | | | |
"""


def test_the_cards_of_a_list_are_named_in_the_language_that_is_chosen(
    qtbot: QtBot, preferences: Preferences
) -> None:
    form = compile_form(LISTS.encode(), "lists.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    desk = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(desk)
    desk.word("Family", "Lists", "")
    desk.begin("/data/home/child[1]/first")
    titles = [box.cards[0]._title.text() for box in desk.findChildren(RepeatBox)]
    assert titles == ["Children 1 of 1"]
    desk.acts()["language"]()
    titles = [box.cards[0]._title.text() for box in desk.findChildren(RepeatBox)]
    assert titles == ["Дети 1 of 1"]
