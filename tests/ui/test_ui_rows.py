"""A long list that is as high as its rows shows the first of them in its first painting."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView
from socialcase.ui.widgets.scrolling import scrolled

HOW_MANY = 500


class Numbers(RowDelegate[int]):
    """Draws nothing, and notes what it was to draw."""

    height = 20

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def draw(self, painter: QPainter, box: QRect, row: int) -> None:
        """Note the row."""
        self.drawn.append(row)


def long_list(qtbot: QtBot) -> tuple[QScrollArea, RowsView, Rows[int], Numbers]:
    """A list of many rows in a page that scrolls, not shown yet."""
    rows, numbers, view = Rows[int](str, first=True), Numbers(), RowsView("Numbers", fitted=True)
    view.setModel(rows)
    view.setItemDelegate(numbers)
    rows.show(range(HOW_MANY))
    page = scrolled(view)
    qtbot.addWidget(page)
    page.resize(300, 400)
    return page, view, rows, numbers


def test_the_first_painting_shows_the_first_rows(qtbot: QtBot) -> None:
    page, view, rows, numbers = long_list(qtbot)
    page.show()
    qtbot.waitUntil(lambda: bool(numbers.drawn))
    assert rows.waits()
    assert numbers.drawn[:10] == list(range(10))
    assert view.height() == HOW_MANY * numbers.height


def test_the_others_follow_by_themselves_and_move_nothing(qtbot: QtBot) -> None:
    page, view, rows, numbers = long_list(qtbot)
    page.show()
    qtbot.waitUntil(lambda: bool(numbers.drawn))
    view.setCurrentIndex(rows.index(3, 0))
    qtbot.waitUntil(lambda: not rows.waits())
    assert view.currentIndex().row() == 3
    assert rows.rowCount() == HOW_MANY
    assert page.verticalScrollBar().value() == 0
    last = view.visualRect(rows.index(HOW_MANY - 1, 0))
    assert last.bottom() == view.height() - 1
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: HOW_MANY - 1 in numbers.drawn)


def test_the_keyboard_reaches_the_last_row(qtbot: QtBot) -> None:
    page, view, rows, _ = long_list(qtbot)
    page.show()
    qtbot.waitUntil(lambda: not rows.waits())
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().data(Qt.ItemDataRole.UserRole) == HOW_MANY - 1


def test_a_list_that_may_be_scrolled_is_given_all_rows_at_once(qtbot: QtBot) -> None:
    page, view, rows, numbers = long_list(qtbot)
    page.show()
    rows.show_again()
    qtbot.waitUntil(lambda: not rows.waits())
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    numbers.drawn.clear()
    rows.show(range(1000, 1000 + HOW_MANY))
    assert not rows.waits()
    qtbot.waitUntil(lambda: bool(numbers.drawn))
    assert 1000 + HOW_MANY - 1 in numbers.drawn
    assert view.height() == HOW_MANY * numbers.height


def test_a_list_may_become_shorter_before_it_was_given_all(qtbot: QtBot) -> None:
    page, view, rows, numbers = long_list(qtbot)
    page.show()
    qtbot.waitUntil(lambda: bool(numbers.drawn))
    rows.show([7])
    assert not rows.waits()
    rows.show_rest()
    assert (rows.rowCount(), view.height()) == (1, numbers.height)
