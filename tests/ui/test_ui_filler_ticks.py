"""Many of a long list: found by typing, ticked by keys, and read without scrolling."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.ticks import ManyListAnswer
from socialcase.ui.preferences import Preferences
from socialcase.ui.theme.tokens import current

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
THINGS = [f"Thing {n:02}" for n in range(28)] + ["Nest", "Net for fish", "Näme"]
FORM = """
| survey |
| | type | name | label |
| | select_multiple things | has | What is in the house? |
| | text | after | And then? |
| choices |
| | list_name | name | label |
""" + "\n".join(f"| | things | t{n:02} | {word} |" for n, word in enumerate(THINGS))
HAS, AFTER = "/data/has", "/data/after"
ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    form = compile_form(FORM.encode(), "things.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Things", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def press(desk: Desk, *keys: Qt.Key | str) -> None:
    for key in keys:
        if isinstance(key, str):
            for letter in key:
                QTest.keyClick(desk.window().windowHandle(), Qt.Key(ord(letter.upper())))
        else:
            QTest.keyClick(desk.window().windowHandle(), key)
        QApplication.processEvents()


def value(desk: Desk) -> str:
    return desk.filling.node(HAS).value


def line_and_list(desk: Desk) -> tuple[QLineEdit, QListView]:
    answer = desk.findChild(ManyListAnswer)
    assert answer is not None
    line, lines = answer.findChild(QLineEdit), answer.findChild(QListView)
    assert line is not None
    assert lines is not None
    return line, lines


def test_enter_ticks_the_one_that_is_found_and_takes_it_back(desk: Desk) -> None:
    line, _ = line_and_list(desk)
    press(desk, "nest", ENTER)
    assert value(desk) == "t28"
    assert line.text() == ""
    press(desk, "07", ENTER)
    assert value(desk) == "t07 t28"
    press(desk, "nest", ENTER)
    assert value(desk) == "t07"
    assert desk.place() == HAS


def test_enter_goes_into_the_list_where_several_are_found(desk: Desk) -> None:
    line, lines = line_and_list(desk)
    press(desk, "ne", ENTER)
    assert lines.hasFocus()
    assert not value(desk)
    press(desk, DOWN, Qt.Key.Key_Space)
    assert value(desk) == "t29"
    press(desk, UP, UP)
    assert line.hasFocus()
    assert line.text() == "ne"


def test_enter_goes_on_where_nothing_is_typed_and_from_the_list(desk: Desk) -> None:
    press(desk, ENTER)
    assert desk.place() == AFTER
    desk.go_to(HAS)
    press(desk, DOWN, Qt.Key.Key_Space, ENTER)
    assert value(desk) == "t00"
    assert desk.place() == AFTER


def test_letters_typed_in_the_list_look_for_another_even_n(desk: Desk) -> None:
    line, lines = line_and_list(desk)
    press(desk, DOWN, Qt.Key.Key_Space, "n")
    assert line.hasFocus()
    press(desk, "est")
    assert line.text() == "nest"
    assert [row for row in range(len(THINGS)) if not lines.isRowHidden(row)] == [28]


def test_what_is_ticked_stands_beneath_in_words(desk: Desk) -> None:
    press(desk, "nest", ENTER, "00", ENTER)
    answer = desk.findChild(ManyListAnswer)
    assert answer is not None
    said = [words.text() for words in answer.findChildren(type(answer._said))]
    assert "Chosen: Thing 00, Nest" in said


def test_a_click_anywhere_in_a_line_ticks_it(desk: Desk) -> None:
    _, lines = line_and_list(desk)
    box: QRect = lines.visualRect(lines.model().index(2, 0))
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert value(desk) == "t02"
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert value(desk) == ""


def test_a_tick_is_seen(desk: Desk) -> None:
    _, lines = line_and_list(desk)
    press(desk, "00", ENTER)
    ticked, free = (lines.visualRect(lines.model().index(row, 0)) for row in (0, 1))
    drawn = lines.viewport().grab().toImage()

    def ground(box: QRect) -> str:
        return drawn.pixelColor(box.topLeft() + QPoint(11, box.height() // 2 - 5)).name()

    assert ground(ticked) == current().colour("accent").name()
    assert ground(free) == current().colour("raised").name()
