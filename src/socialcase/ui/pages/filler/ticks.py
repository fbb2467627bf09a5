"""Any of a long list of choices: a line to find by typing over lines that are ticked."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import INSET, Answer, mark_wrong
from socialcase.ui.pages.filler.long_list import Lines
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.paint import NAME, PLAIN, fill, focus_ring, mark, round_box, write

_CODE = int(Qt.ItemDataRole.UserRole)
_TICKED = int(Qt.ItemDataRole.CheckStateRole)
_LINE, _SHOWN = 29, 8
"""Pixels of a line of the list, and how many of them are in sight at once."""
_BOX = 18
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class _TickLine(QStyledItemDelegate):
    """Paints a line: a box with a tick or without, then its words.

    The style's own boxes have no colours of the palette in force.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are equally high."""
        return QSize(0, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line, with the ring where the keyboard is."""
        view = option.widget
        box = QRect(option.rect)
        ticked = is_ticked(index)
        if ticked:
            fill(painter, box, "accent_soft")
        place = QRect(box.left() + 8, box.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        tokens = current()
        ground, edge = ("accent", "accent") if ticked else ("raised", "edge")
        round_box(painter, QRectF(place), tokens.colour(ground), tokens.colour(edge), 4)
        if ticked:
            mark(painter, place.adjusted(2, 2, -2, -2), "check", "accent_text")
        words = box.adjusted(place.right() + 10 - box.left(), 0, -8, 0)
        write(painter, words, str(index.data()), NAME if ticked else PLAIN)
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            focus_ring(painter, box)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Leave ticking to the list: a click anywhere in a line ticks it."""
        return False


def is_ticked(index: Index) -> bool:
    """Whether the line of a list at `index` is ticked."""
    return index.data(_TICKED) in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)


class ManyListAnswer(Answer):
    """Any of a long list. Enter in the line ticks the one that is found; Space ticks in the list.

    What is ticked stands beneath in words, wherever the list is scrolled to.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] | None = None
        self._lines = Lines(())
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._changed)
        self._find = QLineEdit()
        self._find.textChanged.connect(self._narrow)
        self._list = QListView()
        self._paint_line = _TickLine(self._list)
        self._list.setItemDelegate(self._paint_line)
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setFixedHeight(_LINE * _SHOWN + 2)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.clicked.connect(self._toggle)
        self._said = Words(size="small", tone="muted", wrap=True)
        for part in (self._find, self._list):
            part.setMaximumWidth(520)
            part.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, 0, 0)
        column.addWidget(self._find)
        column.addWidget(self._list)
        column.addWidget(self._said)

    def show_node(self, node: NodeState) -> None:
        """Show the choices and which are ticked."""
        self._find.setPlaceholderText(tr("Type a part of the word; Down shows all"))
        self._list.setEnabled(not node.readonly)
        with QSignalBlocker(self._model):
            if node.choices != self._choices:
                self._choices = node.choices
                self._rebuild(node.choices or ())
            self._tick(set(node.value.split()))
        self._list.viewport().update()
        self._say()

    def target(self) -> QWidget:
        """The line to find by typing; Down goes from there into the list."""
        return self._find

    def mark(self, *, wrong: bool) -> None:
        """Draw the edge of the line in the colour for what has to be corrected."""
        mark_wrong(self._find, wrong=wrong)

    def describe(self, name: str, description: str) -> None:
        """Name the line and the list."""
        for part in (self._find, self._list):
            part.setAccessibleName(name)
            part.setAccessibleDescription(description)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when it is entered; take the keys of the line and of the list."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
            self._list.viewport().update()
        if isinstance(event, QKeyEvent) and not _with_ctrl(event):
            if event.type() == QEvent.Type.ShortcutOverride and event.text().isalnum():
                event.accept()  # a letter finds, even one that is a key of the form elsewhere
                return True
            if event.type() == QEvent.Type.KeyPress:
                keys = self._key_in_line if watched is self._find else self._key_in_list
                return keys(event)
        return super().eventFilter(watched, event)

    # --- keys ------------------------------------------------------------------------------------

    def _key_in_line(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self._enter()
        elif event.key() == Qt.Key.Key_Down:
            self._go_into_list()
        else:
            return False
        return True

    def _key_in_list(self, event: QKeyEvent) -> bool:
        at = self._list.currentIndex()
        if event.key() in _ENTER:
            self.passed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(at)
        elif event.key() == Qt.Key.Key_Up and at.row() == next(self._shown(), -1):
            self._find.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.text().isalnum():  # typed on, the person looks for another
            self._find.setFocus(Qt.FocusReason.TabFocusReason)
            self._find.setText(event.text())
        else:
            return False
        return True

    def _enter(self) -> None:
        """Tick the one that is meant by what is typed; go on where nothing is typed."""
        typed = self._find.text()
        if not typed.strip():
            self.passed.emit()
            return
        exact = self._lines.exact(typed)
        found = self._lines.find(typed) if exact is None else [exact]
        if len(found) != 1:
            self._go_into_list()
            return
        self._toggle(self._model.index(found[0], 0))
        self._find.clear()

    def _go_into_list(self) -> None:
        first = next(self._shown(), None)
        if first is not None:
            self._list.setCurrentIndex(self._model.index(first, 0))
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def _shown(self) -> "filter[int]":
        return filter(lambda r: not self._list.isRowHidden(r), range(self._model.rowCount()))

    def _narrow(self, typed: str) -> None:
        everything = range(len(self._lines.words))
        found = set(self._lines.find(typed) if typed.strip() else everything)
        for place in range(self._model.rowCount()):
            self._list.setRowHidden(place, place not in found)

    # --- ticking ---------------------------------------------------------------------------------

    def _rebuild(self, choices: tuple[Choice, ...]) -> None:
        self._model.clear()
        self._lines = Lines(choices)
        for code, words in zip(self._lines.codes, self._lines.words, strict=True):
            item = QStandardItem(words)
            item.setCheckable(True)
            item.setData(code, _CODE)
            self._model.appendRow(item)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid() and self._list.isEnabled():
            states = Qt.CheckState
            to = states.Unchecked if is_ticked(index) else states.Checked
            self._model.setData(index, to, _TICKED)

    def _tick(self, chosen: set[str]) -> None:
        for item in self._items():
            ticked = item.data(_CODE) in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _ticked(self) -> list[QStandardItem]:
        return [i for i in self._items() if i.checkState() == Qt.CheckState.Checked]

    def _changed(self, _item: QStandardItem) -> None:
        self.given.emit(" ".join(str(item.data(_CODE)) for item in self._ticked()))

    def _say(self) -> None:
        words = ", ".join(item.text() for item in self._ticked())
        self._said.setText(tr("Chosen: {words}").format(words=words))
        self._said.setVisible(bool(words))


def _with_ctrl(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
