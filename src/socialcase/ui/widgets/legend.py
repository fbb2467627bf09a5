"""What the symbols of a drawing mean, in as many lines as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from socialcase.reports.drawing import Drawing, as_svg
from socialcase.ui.widgets.drawing_view import screen_look
from socialcase.ui.widgets.paint import QUIET, write

_LINE, _GAP, _APART = 20, 6, 14


class Legend(QWidget):
    """Painted as a whole: a widget for each sign would take as long as the drawing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: Sequence[tuple[Drawing, str]] = ()

    def show_signs(self, signs: Sequence[tuple[Drawing, str]]) -> None:
        """Show these symbols with their words."""
        self._signs = signs
        self.setAccessibleName(", ".join(words for _, words in signs))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the symbols in the palette in force, and their words."""
        painter = QPainter(self)
        look = screen_look()
        for (drawing, words), (left, top) in zip(self._signs, self._places(), strict=True):
            svg = QSvgRenderer(QByteArray(as_svg(drawing, look, "", ground=False).encode()))
            svg.render(painter, QRectF(left, top + 2, drawing.wide, drawing.high))
            start = left + round(drawing.wide) + _GAP
            write(painter, QRect(start, top, self.width() - start, _LINE), words, QUIET)
        painter.end()

    def _places(self) -> list[tuple[int, int]]:
        places = []
        left = top = 0
        for drawing, words in self._signs:
            wide = round(drawing.wide) + _GAP + QUIET.width(words)
            if left and left + wide > self.width():
                left, top = 0, top + _LINE
            places.append((left, top))
            left += wide + _APART
        return places

    def _fit(self) -> None:
        places = self._places()
        self.setFixedHeight((places[-1][1] if places else 0) + _LINE)
