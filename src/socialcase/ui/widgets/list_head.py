"""The head of a list: the names of its columns, above rows that a delegate paints."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from socialcase.ui.theme.tokens import CAPTION
from socialcase.ui.widgets.paint import LEFT, MEDIUM, RIGHT, Pen, line_below, write

HEAD = Pen(CAPTION, MEDIUM, "muted")


class ListHead(QWidget):
    """Column names. `columns(width)` gives the left edge and width of each column."""

    def __init__(self, columns: Callable[[int], Sequence[tuple[int, int]]]) -> None:
        super().__init__()
        self._columns = columns
        self._names: Sequence[str] = ()
        self._numbers: Collection[int] = ()
        self._bar: QScrollBar | None = None
        self.setFixedHeight(32)

    def show_names(self, names: Sequence[str], numbers: Collection[int] = ()) -> None:
        """Name the columns; "" leaves one without a name. `numbers`: which stand at the right."""
        self._names, self._numbers = names, numbers
        self.update()

    def stand_beside(self, bar: QScrollBar) -> None:
        """Leave the room that the scroll bar of the rows takes while it is there."""
        self._bar = bar
        bar.rangeChanged.connect(self.update)

    def row_width(self) -> int:
        """How wide the rows beneath are."""
        bar = self._bar
        return self.width() - (bar.width() if bar is not None and bar.isVisible() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the names."""
        painter = QPainter(self)
        line_below(painter, self.rect())
        places = self._columns(self.row_width())
        for at, (name, (left, width)) in enumerate(zip(self._names, places, strict=False)):
            box = QRect(left, 0, width, self.height() - 1)
            write(painter, box, name, HEAD, RIGHT if at in self._numbers else LEFT)
        painter.end()
