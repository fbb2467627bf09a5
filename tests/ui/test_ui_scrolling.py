"""What opens in a page is brought into sight: as a whole, or from its beginning."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from socialcase.ui.widgets.scrolling import scrolled, show_whole

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def page(qtbot: QtBot, height: int) -> tuple[QScrollArea, QWidget]:
    """A page 300 high with something `height` high far down."""
    body, inside = QWidget(), QWidget()
    column = QVBoxLayout(body)
    inside.setFixedHeight(height)
    column.addSpacing(2000)
    column.addWidget(inside)
    column.addSpacing(2000)
    area = scrolled(body)
    area.resize(400, 300)
    qtbot.addWidget(area)
    area.show()
    return area, inside


def top(area: QScrollArea, inside: QWidget) -> int:
    """Where it begins, from the upper edge of what is seen."""
    return inside.mapTo(area.viewport(), QPoint(0, 0)).y()


def test_what_fits_is_seen_as_a_whole(qtbot: QtBot) -> None:
    area, inside = page(qtbot, 200)
    show_whole(inside)
    qtbot.waitUntil(lambda: 0 <= top(area, inside) <= area.viewport().height() - 200)


def test_of_what_is_higher_than_the_page_the_beginning_is_seen(qtbot: QtBot) -> None:
    area, inside = page(qtbot, 900)
    show_whole(inside)
    qtbot.waitUntil(lambda: 0 <= top(area, inside) <= 20)
