"""A box to tick, drawn from the palette."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.paint import MEDIUM, Pen, mark, write


def draw_check(painter: QPainter, box: QRect, *, ticked: bool) -> None:
    """A box of 16 pixels, ticked or not."""
    tokens = current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens.colour("accent" if ticked else "edge"), 1.5))
    painter.setBrush(tokens.colour("accent" if ticked else "raised"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
    painter.restore()
    if ticked:
        mark(painter, box.adjusted(2, 2, -2, -2), "check-bold", "accent_text")


class CheckBox(QCheckBox):
    """A tick and its words. `then(ticked)` when a person changes it."""

    def __init__(
        self, words: str = "", *, ticked: bool = False, then: Callable[[bool], object] | None = None
    ) -> None:
        super().__init__(words)
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if then is not None:
            self.clicked.connect(then)

    def sizeHint(self) -> QSize:
        """Room for box, gap and words."""
        words = Pen(weight=MEDIUM).width(self.text())
        return QSize(24 + (words + 10 if words else 0), 26)

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`: words are never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The words belong to the box."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words, and the ring when the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - 16) // 2
        draw_check(painter, QRect(4, top, 16, 16), ticked=self.isChecked())
        if self.text():
            box = self.rect().adjusted(30, 0, 0, 0)
            write(painter, box, self.text(), Pen(weight=MEDIUM))
        if self.hasFocus():
            painter.setPen(QPen(current().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, top - 3, 22, 22), 6, 6)
        painter.end()
