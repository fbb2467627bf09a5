"""Text edited in place: no frame until it is used, and a sign where it is longer than its room."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from socialcase.ui.widgets.field import TextBox

# What QLineEdit leaves free on both sides of its text inside the frame.
_INSET = 2


class PlainEdit(TextBox):
    """A field without a frame until the mouse or the keyboard is on it: text edited in place.

    While the keyboard is elsewhere, text that is too long ends in "…" and is the tooltip.
    """

    def __init__(self, text: str = "", kept: Callable[[str], object] | None = None) -> None:
        super().__init__(text, kept=kept)
        self.setProperty("plain", True)
        self.setCursorPosition(0)
        self.textChanged.connect(self._hint)

    def shown(self) -> str:
        """The words as they are drawn while the keyboard is elsewhere."""
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), mode, self._room().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether the text fits."""
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, with a sign at its end where it does not fit."""
        shown = self.shown()
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        painter.setPen(self.palette().text().color())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._room(), middle, shown)
        painter.end()

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(contents, option, self)
        return room.adjusted(_INSET, 0, -_INSET, 0)

    def _hint(self) -> None:
        words = self.text()
        self.setToolTip("" if self.shown() == words else words)
