"""Lists are laid out before they are painted, and given so many rows as are looked at."""

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
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


def scrolling_list(qtbot: QtBot, how_many: int = HOW_MANY) -> tuple[RowsView, Rows[int], Numbers]:
    """A list that scrolls by itself and is given a hundred rows at once, shown and painted."""
    rows, numbers, view = Rows[int](str, at_once=100), Numbers(), RowsView("Numbers")
    view.setModel(rows)
    view.setItemDelegate(numbers)
    rows.show(range(how_many))
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    qtbot.waitUntil(lambda: bool(numbers.drawn))
    return view, rows, numbers


def test_each_row_is_painted_once_when_a_list_is_shown(qtbot: QtBot) -> None:
    view, _rows, numbers = scrolling_list(qtbot)
    for _ in range(10):
        QApplication.processEvents()
    assert sorted(numbers.drawn) == sorted(set(numbers.drawn))
    assert view.visualRect(view.model().index(0, 0)).width() == view.viewport().width()


def test_rows_are_as_wide_as_the_list_when_it_is_made_wider(qtbot: QtBot) -> None:
    view, rows, _numbers = scrolling_list(qtbot)
    view.resize(700, 400)
    qtbot.waitUntil(lambda: view.viewport().width() > 650)
    assert view.visualRect(rows.index(3, 0)).width() == view.viewport().width()


def test_a_list_is_given_more_rows_whenever_one_comes_to_its_end(qtbot: QtBot) -> None:
    view, rows, _numbers = scrolling_list(qtbot, 250)
    view.setFocus()
    assert rows.rowCount() == 100
    for given, then in ((100, 200), (200, 250), (250, 250)):
        QTest.keyClick(view, Qt.Key.Key_End)
        assert view.currentIndex().data(Qt.ItemDataRole.UserRole) == given - 1
        assert rows.rowCount() == then
    assert not rows.canFetchMore(QModelIndex())


def test_what_follows_the_rows_that_were_read_is_read_when_all_of_them_were_given(
    qtbot: QtBot,
) -> None:
    asked: list[int] = []

    def more(last: int) -> range:
        asked.append(last)
        return range(last + 1, min(last + 31, 40))

    rows = Rows[int](str, more, at_once=25)
    rows.show(range(30), complete=False)
    assert (rows.rowCount(), rows.canFetchMore(QModelIndex())) == (25, True)
    rows.fetchMore(QModelIndex())
    assert (rows.rowCount(), asked) == (30, [])
    rows.fetchMore(QModelIndex())
    assert (rows.rowCount(), asked) == (40, [29])
    rows.fetchMore(QModelIndex())
    assert (rows.rowCount(), asked) == (40, [29, 39])
    assert not rows.canFetchMore(QModelIndex())
