"""A place on the map is picked from those that were told in the case before, or typed."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.known_places import KnownPlace
from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.model import Beside, Filling
from socialcase.ui.pages.filler.points import PointAnswer
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
FORM = b"""
| survey |
| | type | name | label |
| | geopoint | school | Where is the school? |
| | geopoint | house | Where is the house? |
"""
SCHOOL, HOUSE = "/data/school", "/data/house"
HER_HOUSE = KnownPlace("37.6012 61.8331 0 0", "Where does the grandmother live?", "2026-03-12")
THE_CLINIC = KnownPlace("37.7 61.9 0 0", "Where is the clinic?", "2026-01-02")


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    session = open_session(compile_form(FORM, "x.md"), now=datetime(2026, 11, 22, tzinfo=UTC))
    beside = Beside(places=(HER_HOUSE, THE_CLINIC))
    made = Desk(Filling(session, session.apply, beside=beside), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Places", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def place(desk: Desk, ref: str) -> PointAnswer:
    desk.go_to(ref)
    sheet = desk.sheet()
    assert sheet is not None
    block = sheet.reveal(ref)
    assert isinstance(block, QuestionBlock)
    assert isinstance(block.answer, PointAnswer)
    return block.answer


def press(answer: PointAnswer, key: Qt.Key) -> None:
    QTest.keyClick(answer._list if answer._list.isVisible() else answer.edit, key)
    QApplication.processEvents()


def offered(answer: PointAnswer) -> list[str]:
    return answer._model.stringList()


def test_down_shows_the_known_places_and_enter_takes_one(desk: Desk) -> None:
    answer = place(desk, SCHOOL)
    press(answer, Qt.Key.Key_Down)
    assert offered(answer) == [
        "Where does the grandmother live? · 12.03.2026 · 37.6012, 61.8331",
        "Where is the clinic? · 02.01.2026 · 37.7, 61.9",
    ]
    press(answer, Qt.Key.Key_Down)
    press(answer, Qt.Key.Key_Return)
    assert desk.filling.node(SCHOOL).value == THE_CLINIC.value
    assert answer.edit.text() == "37.7, 61.9"


def test_letters_find_a_place_and_are_no_answer_themselves(desk: Desk) -> None:
    answer = place(desk, SCHOOL)
    QTest.keyClicks(answer.edit, "grandm")
    assert offered(answer) == ["Where does the grandmother live? · 12.03.2026 · 37.6012, 61.8331"]
    press(answer, Qt.Key.Key_Return)
    assert desk.filling.node(SCHOOL).value == HER_HOUSE.value


def test_what_this_form_was_told_already_comes_first(desk: Desk) -> None:
    desk.filling.answer(SCHOOL, THE_CLINIC.value)
    answer = place(desk, HOUSE)
    press(answer, Qt.Key.Key_Down)
    assert offered(answer) == [
        "Where is the school? · 37.7, 61.9",
        "Where does the grandmother live? · 12.03.2026 · 37.6012, 61.8331",
    ]


def test_coordinates_are_typed_as_before(desk: Desk) -> None:
    answer = place(desk, SCHOOL)
    QTest.keyClicks(answer.edit, "37.95, 58.38")
    press(answer, Qt.Key.Key_Return)
    assert desk.filling.node(SCHOOL).value == "37.95 58.38 0 0"
    assert desk.place() == HOUSE
