"""The head of a list: the names of its columns, above rows that a delegate paints."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from socialcase.ui.theme.tokens import CAPTION
from socialcase.ui.widgets.paint import MEDIUM, Pen, line_below, write

HEAD = Pen(CAPTION, MEDIUM, "muted")


class ListHead(QWidget):
    """Column names. `columns(width)` gives the left edge and width of each column."""

    def __init__(self, columns: Callable[[int], Sequence[tuple[int, int]]]) -> None:
        super().__init__()
        self._columns = columns
        self._names: Sequence[str] = ()
        self.setFixedHeight(32)

    def show_names(self, names: Sequence[str]) -> None:
        """Name the columns; "" leaves one without a name."""
        self._names = names
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the names."""
        painter = QPainter(self)
        line_below(painter, self.rect())
        places = self._columns(self.width())
        for name, (left, width) in zip(self._names, places, strict=False):
            box = QRect(left, 0, width, self.height() - 1)
            write(painter, box, name, HEAD)
        painter.end()
