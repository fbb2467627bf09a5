"""The lines of a list in a card: what matters, and beneath it what tells it apart."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from socialcase.ui.speech import joined
from socialcase.ui.theme.tokens import SMALL
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.paint import MEDIUM, QUIET, Pen, line_above, write_wrapped

_UPPER = Pen(SMALL, MEDIUM)
_GAP = 1


class Line(QWidget):
    """One line of a list in a card. `ruled`: a line of one pixel parts it from the one above."""

    def __init__(self, layout: QLayout | None = None) -> None:
        super().__init__()
        self.ruled = False
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rule."""
        if self.ruled:
            painter = QPainter(self)
            line_above(painter, self.rect())
            painter.end()


class TwoLines(Words):
    """A label that says both and wraps each where it has to.

    It paints by itself: lists of such lines are long, and two labels of Qt take four times as long.
    """

    def __init__(self, upper: str, lower: str) -> None:
        super().__init__(upper)
        self.setAccessibleName(joined(upper, lower))
        self._lines = [(words, pen) for words, pen in ((upper, _UPPER), (lower, QUIET)) if words]
        self._wide = [pen.width(words) + 1 for words, pen in self._lines]
        self._each: dict[int, list[int]] = {}

    def hasHeightForWidth(self) -> bool:
        """Words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high both are at `width`."""
        heights = self._heights_at(width)
        return sum(heights) + _GAP * (len(heights) - 1)

    def sizeHint(self) -> QSize:
        """Each in one line."""
        width = max(self._wide, default=0) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a long word."""
        return QSize(min(80, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write both, in the palette in force."""
        painter = QPainter(self)
        heights = self._heights_at(self.width())
        top = max(0, (self.height() - sum(heights) - _GAP * (len(heights) - 1)) // 2)
        for (words, pen), height in zip(self._lines, heights, strict=True):
            write_wrapped(painter, QRect(0, top, self.width(), height), words, pen)
            top += height + _GAP
        painter.end()

    def _heights_at(self, width: int) -> list[int]:
        if width not in self._each:
            self._each[width] = [
                QFontMetrics(pen.font()).height() if wide < width else pen.height(words, width)
                for (words, pen), wide in zip(self._lines, self._wide, strict=True)
            ]
        return self._each[width]
