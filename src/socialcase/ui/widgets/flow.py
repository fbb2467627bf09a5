"""Parts that follow one another like words: in a line, and in the next line when it is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Lays widgets out from left to right and wraps them."""

    def __init__(self, *, across: int = 8, down: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._across, self._down = across, down
        self._heights: dict[int, int] = {}
        self._sizes: dict[int, list[QSize]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`, None after the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at `index` out."""
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        """Something in it changed its size."""
        self._forget()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is when it is `width` wide."""
        # what is around it asks again and again for the same widths
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), really=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets into `rect`."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items]
        width = sum(s.width() for s in sizes) + self._across * max(0, len(sizes) - 1)
        return QSize(width, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest of its widgets."""
        sizes = [item.minimumSize() for item in self._items]
        width = max((s.width() for s in sizes), default=0)
        return QSize(width, max((s.height() for s in sizes), default=0))

    def _place(self, rect: QRect, *, really: bool) -> int:
        x, y, line = rect.x(), rect.y(), list[tuple[QLayoutItem, int, QSize]]()
        for item, size in zip(self._items, self._sizes_at(rect.width()), strict=True):
            if line and x + size.width() > rect.right() + 1:
                y += _end(line, y, really=really) + self._down
                x, line = rect.x(), []
            line.append((item, x, size))
            x += size.width() + self._across
        return y + _end(line, y, really=really) - rect.y()

    def _sizes_at(self, most: int) -> list[QSize]:
        if most not in self._sizes:
            self._sizes[most] = [_size(item, most) for item in self._items]
        return self._sizes[most]

    def _forget(self) -> None:
        self._heights.clear()
        self._sizes.clear()


def _size(item: QLayoutItem, most: int) -> QSize:
    size = item.sizeHint()
    width = min(size.width(), most)
    height = item.heightForWidth(width) if width < size.width() else size.height()
    height = max(height, size.height()) if item.hasHeightForWidth() else size.height()
    return QSize(width, height)


def _end(line: list[tuple[QLayoutItem, int, QSize]], y: int, *, really: bool) -> int:
    """Put what stands in a line on one middle; gives how high the line is."""
    high = max((size.height() for _item, _x, size in line), default=0)
    for item, x, size in line if really else ():
        item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
    return high


class FlowBox(QWidget):
    """A widget whose parts wrap."""

    def __init__(self, *, across: int = 8, down: int = 6) -> None:
        super().__init__()
        self.flow = Flow(across=across, down=down)
        self.setLayout(self.flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
