"""Lists: a model of plain rows and a delegate that paints them; never a widget for each row."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from socialcase.ui.widgets.paint import fill, focus_ring, line_below

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
_FIRST_ROWS, _FEW = 22, 240
"""More than a screen holds: the others are laid out while one looks at these.

Of fewer than `_FEW` all are laid out at once: to paint a screenful once more takes longer.
"""
_LOOKED_AT = 50
"""Milliseconds after the first painting when the others are."""


class Rows(QAbstractListModel, Generic[Row]):
    """Rows of one kind. `spoken(row)` is what a screen reader says of one.

    With `more`, the list asks for the rows after the last one when a person comes to its end. With
    `first`, it is given a screenful first, and the others once that was painted: a list that is as
    high as its rows has all of them laid out. Later it is given all at once: it may be scrolled.
    With `at_once`, for a list that scrolls by itself, it is given so many, and as many more
    whenever a person comes to its end.
    """

    def __init__(
        self,
        spoken: Callable[[Row], str],
        more: Callable[[Row], Sequence[Row]] | None = None,
        *,
        first: bool = False,
        at_once: int = 0,
    ) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._first = first
        self._at_once = at_once
        self._given = 0
        self._spoken = spoken
        self._more = more
        self._ended = True

    def show(self, rows: Sequence[Row], *, complete: bool = True) -> None:
        """Show these rows instead. `complete`: there are no more behind them."""
        self.beginResetModel()
        self.rows = list(rows)
        first = self._first and len(rows) > _FEW
        self._given = min(len(rows), _FIRST_ROWS if first else self._at_once or len(rows))
        self._ended = complete or not rows
        self.endResetModel()

    def waits(self) -> bool:
        """Whether there are rows that the list is to be given once it was painted."""
        return not self._at_once and self._given < len(self.rows)

    def show_rest(self) -> None:
        """Give the list what it was not given yet."""
        if self.waits():
            self.beginInsertRows(QModelIndex(), self._given, len(self.rows) - 1)
            self._given, self._first = len(self.rows), False
            self.endInsertRows()

    def show_again(self) -> None:
        """Have the rows painted anew: they look different, but are as high as before."""
        if self._given:
            self.dataChanged.emit(self.index(0, 0), self.index(self._given - 1, 0))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows the list was given."""
        return 0 if parent is not None and parent.isValid() else self._given

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row itself, or what is said of it."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        spoken = (
            int(Qt.ItemDataRole.AccessibleTextRole),
            int(Qt.ItemDataRole.DisplayRole),
            int(Qt.ItemDataRole.ToolTipRole),
        )
        return self._spoken(row) if role in spoken else None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether rows may follow."""
        more = self._at_once and self._given < len(self.rows)
        return not parent.isValid() and bool(more or (self._more is not None and not self._ended))

    def fetchMore(self, parent: Index) -> None:
        """Give the list the rows after its last one; load them where they were not read yet."""
        if self._given == len(self.rows) and self._more is not None and self.rows:
            found = list(self._more(self.rows[-1]))
            self._ended = not found
            self.rows.extend(found)
        until = min(len(self.rows), self._given + (self._at_once or len(self.rows)))
        if until > self._given:
            self.beginInsertRows(QModelIndex(), self._given, until - 1)
            self._given = until
            self.endInsertRows()


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Paints a row's ground, line and focus; a subclass paints what it says.

    Override `draw` and, where rows differ in height, `height_of`.
    """

    height = 48
    ruled = True
    shows_choice = False
    """Whether the chosen row is coloured even while the keyboard is elsewhere."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        view = option.widget
        row: Row = index.data(ROW)
        box = QRect(option.rect)
        # asked of the list: to name one of QStyle's flags costs as much as to lay the page out
        rows = view if isinstance(view, RowsView) else None
        chosen = rows is not None and rows.is_chosen(index)
        painter.save()
        if chosen and self.shows_choice:
            fill(painter, box, "accent_soft")
        self.ground(painter, box, row, hover=rows is not None and rows.is_under_mouse(index))
        last = index.row() == index.model().rowCount() - 1
        if self.ruled and not last:
            line_below(painter, box)
        self.draw(painter, box, row)
        painter.restore()
        if chosen and rows is not None and rows.hasFocus():
            focus_ring(painter, box)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """How high a row is at the width of its list."""
        if not self.differs():
            return QSize(0, self.height)
        view, row = option.widget, index.data(ROW)
        if isinstance(view, RowsView):
            return QSize(0, view.height_of(row))
        return QSize(0, self.height_of(row, 400))

    def ground(self, painter: QPainter, box: QRect, row: Row, *, hover: bool) -> None:
        """Paint what lies under the words."""
        if hover and self.opens(row):
            fill(painter, box, "hover")

    def opens(self, row: Row) -> bool:
        """Whether Enter and a click do something with this row."""
        return True

    def draw(self, painter: QPainter, box: QRect, row: Row) -> None:
        """Paint what the row says into `box`."""
        raise NotImplementedError

    def differs(self) -> bool:
        """Whether rows may differ in height."""
        return type(self).height_of is not RowDelegate.height_of

    def height_of(self, row: Row, width: int) -> int:
        """How high this row is when it is `width` wide."""
        return self.height

    def height_of_all(self, rows: Sequence[Row], width: int) -> int:
        """How high a list of them is."""
        if not self.differs():
            return self.height * len(rows)
        return sum(self.height_of(row, width) for row in rows)


class RowsView(QListView):
    """A list. `opened(row)` when a person clicks a row or presses Enter on it."""

    opened = Signal(object)

    def __init__(self, name: str, *, fitted: bool = False) -> None:
        """`fitted`: as high as its rows, inside a page that scrolls; else it scrolls itself."""
        super().__init__()
        self._fitted = fitted
        self._measured = _Measured(-1)
        self.setObjectName("inCard")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def is_chosen(self, index: Index) -> bool:
        """Whether the row is the one that the keyboard is on or that was clicked."""
        return self.selectionModel().isSelected(index)

    def is_under_mouse(self, index: Index) -> bool:
        """Whether the mouse is on the row."""
        if not self.underMouse():
            return False
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())) == index

    def row_width(self) -> int:
        """How wide a row is."""
        # a fitted list has no scroll bar; to make its viewport known to Python takes milliseconds
        return (self.maximumViewportSize() if self._fitted else self.viewport().size()).width()

    def height_of(self, row: object) -> int:
        """How high a row is, measured once as long as neither rows nor width change."""
        known, delegate = self._measured_now(), self.itemDelegate()
        if id(row) not in known.rows and isinstance(delegate, RowDelegate):
            known.rows[id(row)] = delegate.height_of(row, known.width)
        return known.rows.get(id(row), 0)

    def measure_again(self) -> None:
        """Lay the rows out anew: some are higher or lower than they were."""
        self._measured = _Measured(-1)
        self.scheduleDelayedItemsLayout()
        self.fit()
        self.executeDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is there, and then take the rows that wait."""
        super().paintEvent(event)
        model = self.model()
        if isinstance(model, Rows) and model.waits():
            QTimer.singleShot(_LOOKED_AT, model, model.show_rest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin on the first row that opens."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_first()

    def choose_first(self) -> None:
        """Put the keyboard on the first row that opens."""
        model, delegate = self.model(), self.itemDelegate()
        for place in range(model.rowCount() if model is not None else 0):
            index = model.index(place, 0)
            if not isinstance(delegate, RowDelegate) or delegate.opens(index.data(ROW)):
                self.setCurrentIndex(index)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else moves through the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def currentChanged(self, now: Index, before: Index) -> None:
        """Keep the row that the keyboard is on in sight, inside the page that scrolls."""
        super().currentChanged(now, before)
        came = before.isValid() and now.isValid()  # from another row: the first one is in sight
        if not (self._fitted and came and self.hasFocus()):
            return
        area = self._page()
        body = area.widget() if area is not None else None
        if area is not None and body is not None:
            middle = self.mapTo(body, self.visualRect(now).center())
            area.ensureVisible(middle.x(), middle.y(), 0, 60)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A fitted list leaves the wheel to its page."""
        if self._fitted:
            event.ignore()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give wrapped rows their new height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            if not self.uniformItemSizes():
                self.scheduleDelayedItemsLayout()
            self.fit()
        self._lay_out()

    def fit(self) -> None:
        """Make a fitted list as high as its rows."""
        if self._fitted:
            self.setFixedHeight(max(1, self._rows_height()))

    def reset(self) -> None:
        """Fit again after the rows were replaced."""
        super().reset()
        self._measured = _Measured(-1)
        self.fit()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the rows out."""
        super().showEvent(event)
        self._lay_out()

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:
        """Have the rows painted by `delegate`; one height for all is asked for once."""
        super().setItemDelegate(delegate)
        same = isinstance(delegate, RowDelegate) and not delegate.differs()
        self.setUniformItemSizes(same)

    def _lay_out(self) -> None:
        """Lay the rows out before they are painted: while they are, all would be painted again."""
        if self.isVisible():
            self.executeDelayedItemsLayout()

    def _measured_now(self) -> "_Measured":
        width = self.row_width()
        if self._measured.width != width:
            self._measured = _Measured(width)
        return self._measured

    def _rows_height(self) -> int:
        model, delegate = self.model(), self.itemDelegate()
        if not isinstance(model, Rows) or not isinstance(delegate, RowDelegate):
            return 0
        known = self._measured_now()
        if known.all is None:
            known.all = delegate.height_of_all(model.rows, known.width)
        return known.all

    def _open(self, index: Index) -> None:
        delegate = self.itemDelegate()
        if not index.isValid():
            return
        row = index.data(ROW)
        if not isinstance(delegate, RowDelegate) or delegate.opens(row):
            self.opened.emit(row)

    def _page(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent


class _Measured:
    """How high rows are at one width: each, by its identity, and all of them."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: dict[int, int] = {}
        self.all: int | None = None
