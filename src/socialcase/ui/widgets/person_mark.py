"""A round mark with the first letters of a name."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from socialcase.ui.theme.tokens import CAPTION, current
from socialcase.ui.widgets.paint import BOLD, CENTRE, Pen, round_box, write


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class PersonMark(QWidget):
    """The mark of one person; their name stands beside it."""

    def __init__(self, name: str, size: int = 32) -> None:
        super().__init__()
        self._letters = initials(name)
        self.setFixedSize(QSize(size, size))

    def show_name(self, name: str) -> None:
        """Mark another person."""
        self._letters = initials(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the letters on a soft circle."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        round_box(painter, box, current().colour("accent_soft"), None, box.width() / 2)
        write(painter, self.rect(), self._letters, Pen(CAPTION, BOLD, "accent"), CENTRE)
        painter.end()
