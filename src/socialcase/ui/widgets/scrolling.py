"""Areas that scroll up and down, and the column of a page."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from socialcase.ui.theme.tokens import PAGE_MARGIN

_ABOVE = 12
"""Pixels that are left above what is scrolled to the top."""


def scrolled(body: QWidget) -> QScrollArea:
    """`body` in an area that scrolls up and down, on the page's ground.

    Sideways only where the window is smaller than what stands in it: nothing is out of reach.
    """
    area = QScrollArea()
    area.setObjectName("page")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body.setObjectName("pageBody")
    area.setWidget(body)
    return area


def show_whole(widget: QWidget, below: int = 24) -> None:
    """Scroll so that as much of `widget` as can be is in sight, once it has its place.

    Of one that is higher than the page its beginning is. `below`: pixels left free beneath it.
    """

    def scroll() -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        body = area.widget() if area is not None else None
        if area is None or body is None or not widget.isVisible():
            return
        if widget.height() > area.viewport().height():
            top = widget.mapTo(body, QPoint(0, 0)).y()
            area.verticalScrollBar().setValue(top - _ABOVE)
        else:
            area.ensureWidgetVisible(widget, 0, below)

    QTimer.singleShot(0, widget, scroll)


def page_column(page: QWidget, *, gap: int = 14) -> QVBoxLayout:
    """The column of a page, with the page's margins."""
    column = QVBoxLayout(page)
    column.setContentsMargins(PAGE_MARGIN, 22, PAGE_MARGIN, 16)
    column.setSpacing(gap)
    return column
