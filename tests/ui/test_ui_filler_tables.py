"""Tables of questions on the screen: their headings are drawn, and are no questions."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.grid import GridHead, GridRow
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import NoteBlock
from socialcase.ui.pages.filler.saying import RichWords
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.labels import Words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
FORM = b"""
| survey |
| | type | name | label | appearance | required |
| | begin_group | daily | Daily living | | |
| | begin_group | alone | How does it go? | table-list | |
| | select_one how | wash | Washing | | yes |
| | select_one how | dress | Dressing | | yes |
| | end_group | | | | |
| | end_group | | | | |
| | begin_group | people | Who helps? | | |
| | begin_group | several | Who helps with what? | table-list | |
| | select_multiple who | cooking | Cooking | | |
| | select_multiple who | fuel | Fuel | | |
| | end_group | | | | |
| | end_group | | | | |
| choices |
| | list_name | name | label |
| | how | self | alone |
| | how | help | with help |
| | who | son | a son |
| | who | daughter | a daughter |
"""


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    """The filler over a form of two pages, each a table."""
    session = open_session(compile_form(FORM, "tables.md"), now=datetime(2026, 11, 22, tzinfo=UTC))
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Tables", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def test_a_table_has_its_name_and_the_words_of_its_answers_above_it(desk: Desk) -> None:
    desk.go_to("/data/daily/alone/wash")
    (head,) = [head for head in desk.findChildren(GridHead) if head.isVisible()]
    assert [label.text() for label in head.findChildren(RichWords)] == ["How does it go?"]
    words = [word.text() for word in head.findChildren(Words) if not isinstance(word, RichWords)]
    assert words == ["1", "alone", "2", "with help"]
    rows = [row.number for row in desk.findChildren(GridRow) if row.isVisible()]
    assert rows == ["1.1", "1.2"]
    assert not [note for note in desk.findChildren(NoteBlock) if note.isVisible()]


def test_a_page_with_a_table_is_full_when_its_rows_are(desk: Desk) -> None:
    for ref in ("wash", "dress"):
        desk.filling.answer(f"/data/daily/alone/{ref}", "self")
    assert [(p.answered, p.total) for p in desk.filling.session.progress()] == [(2, 2), (0, 2)]
    following = desk.filling.following("/data/daily/alone/dress")
    assert following is not None
    assert following.ref == "/data/people/several/cooking"


def rows_of(desk: Desk) -> dict[str, GridRow]:
    return {row.ref: row for row in desk.findChildren(GridRow) if row.isVisible()}


def press(desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.window().windowHandle(), key)
    QApplication.processEvents()


def test_questions_of_several_answers_are_rows_with_check_boxes(desk: Desk) -> None:
    desk.go_to("/data/people/several/cooking")
    (head,) = [head for head in desk.findChildren(GridHead) if head.isVisible()]
    assert [w.text() for w in head.findChildren(RichWords)] == ["Who helps with what?"]
    boxes = rows_of(desk)["/data/people/several/cooking"].findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == [
        "a son: 2.1 Cooking",
        "a daughter: 2.1 Cooking",
    ]


def test_rows_of_check_boxes_are_filled_by_digits_arrows_and_space(desk: Desk) -> None:
    cooking, fuel = (f"/data/people/several/{name}" for name in ("cooking", "fuel"))
    desk.go_to(cooking)
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space):
        press(desk, key)
    assert desk.filling.node(cooking).value == "son daughter"
    assert desk.filling.node(fuel).value == "daughter"
    assert desk.place() == fuel
    press(desk, Qt.Key.Key_Up)
    assert desk.place() == cooking
    press(desk, Qt.Key.Key_Up)  # there is no row above
    assert desk.place() == cooking
    press(desk, Qt.Key.Key_Space)
    assert desk.filling.node(cooking).value == "son"  # the column stayed the same
