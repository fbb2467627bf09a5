"""The order of Tab is read from the layouts, and nothing of them is held on to."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from socialcase.ui.pages.filler.unrolled import Unrolled
from socialcase.ui.reading_order import tab_stops

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def nested() -> tuple[QWidget, list[QPushButton]]:
    """Buttons made in another order than that in which they are read."""
    root = QWidget()
    made = {name: QPushButton(name, root) for name in reversed("abcdefg")}
    column, line, grid = QVBoxLayout(root), QHBoxLayout(), QGridLayout()
    column.addWidget(made["a"])
    column.addLayout(line)
    line.addWidget(made["b"])
    line.addWidget(made["c"])
    grid.addWidget(made["f"], 1, 0)
    grid.addWidget(made["d"], 0, 0)
    grid.addWidget(made["e"], 0, 1)
    column.addLayout(grid)
    column.addWidget(made["g"])
    return root, [made[name] for name in "abcdefg"]


def test_tab_reads_lines_and_grids_from_the_left_to_the_right(qtbot: QtBot) -> None:
    root, buttons = nested()
    qtbot.addWidget(root)
    root.show()
    assert tab_stops(root) == buttons


def test_what_lies_over_a_layout_comes_last(qtbot: QtBot) -> None:
    root, buttons = nested()
    qtbot.addWidget(root)
    root.show()
    over = QPushButton("over", root)
    over.show()
    assert tab_stops(root) == [*buttons, over]


def items_held() -> int:
    """Items of layouts that Python knows by their address."""
    kept = shiboken6.getAllValidWrappers()
    return sum(1 for one in kept if isinstance(one, QLayoutItem) and not isinstance(one, QLayout))


def test_tab_leaves_no_item_that_something_else_is_taken_for(qtbot: QtBot) -> None:
    root, _ = nested()
    qtbot.addWidget(root)
    root.show()
    before = items_held()
    tab_stops(root)
    assert items_held() == before


def test_menus_can_be_made_after_questions_have_gone(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()
    column = QVBoxLayout(holder)
    menu = QMenu(holder)
    for _ in range(30):
        lines = [QLabel("a question", holder) for _ in range(10)]
        for line in lines:
            column.addWidget(line)
        assert tab_stops(holder) == []
        for line in lines:
            line.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert {type(menu.addAction("a language")) for _ in range(30)} == {QAction}
        menu.clear()


def test_the_first_lines_of_a_long_column_are_found_without_its_items(qtbot: QtBot) -> None:
    column = Unrolled()
    qtbot.addWidget(column)
    assert column.top() is None
    before = items_held()
    first = QPushButton("first")
    column.show_lines(iter([first, QPushButton("second")]))
    top = column.top()
    assert top is not None
    assert top.isAncestorOf(first)
    assert items_held() == before
