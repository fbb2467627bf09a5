"""Long lists of choices: found by typing, shown by a model, never a button for each."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import INSET, Answer, mark_wrong
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.field import ChoiceBox

_CODE = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 232  # about eight lines


class ListAnswer(Answer):
    """One of a long list: typing finds it by any part of its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = ChoiceBox(kept=self.given.emit)
        self._box.setEditable(True)
        self._box.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self._box.setMinimumWidth(280)
        completer = QCompleter(self._box.model(), self._box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._line = QLineEdit()
        self._box.setLineEdit(self._line)
        self._box.setCompleter(completer)
        self._line.installEventFilter(self)
        self._line.returnPressed.connect(self._next)
        self._value = ""
        self._choices: tuple[Choice, ...] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self._box)
        row.addStretch(1)

    def show_node(self, node: NodeState) -> None:
        """Show the choices and which is chosen."""
        self._box.setEnabled(not node.readonly)
        if node.choices != self._choices:
            self._choices = node.choices
            options = {choice.value: plain(choice.label) for choice in node.choices or ()}
            self._box.offer({"": "", **options}, node.value)
        self._value = node.value
        self._show_value()

    def flush(self) -> None:
        """Take what is typed for the choice that it names; other words are taken back."""
        typed = self._line.text().strip()
        at = self._box.findText(typed, Qt.MatchFlag.MatchFixedString)
        code = str(self._box.itemData(at) or "") if at >= 0 else self._value
        if code == self._value:
            self._show_value()
        else:
            self.given.emit(code)

    def target(self) -> QWidget:
        """The box."""
        return self._box

    def mark(self, *, wrong: bool) -> None:
        """Draw the box's edge in the colour for what has to be corrected."""
        mark_wrong(self._box, wrong=wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the box is entered; keep its choice when it is left."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _show_value(self) -> None:
        at = self._box.findData(self._value)
        if self._box.currentIndex() != at:
            self._box.setCurrentIndex(at)
        self._line.setText(self._box.itemText(at) if at >= 0 else "")

    def _next(self) -> None:
        self.flush()
        self.passed.emit()


class ManyListAnswer(Answer):
    """Any of a long list: a line to find by typing, and lines to tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] | None = None
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._ticked)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._find = QLineEdit()
        self._find.textChanged.connect(self._shown.setFilterFixedString)
        self._list = QListView()
        self._list.setModel(self._shown)
        self._list.setFixedHeight(_HEIGHT)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        for part in (self._find, self._list):
            part.setMaximumWidth(420)
            part.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, 0, 0)
        column.addWidget(self._find)
        column.addWidget(self._list)

    def show_node(self, node: NodeState) -> None:
        """Show the choices and which are ticked."""
        self._find.setPlaceholderText(tr("Find by typing"))
        self._find.setAccessibleName(tr("Find by typing"))
        self._list.setEnabled(not node.readonly)
        with QSignalBlocker(self._model):
            if node.choices != self._choices:
                self._choices = node.choices
                self._rebuild(node.choices or ())
            self._tick(set(node.value.split()))
        self._shown.invalidate()
        self._list.viewport().update()

    def target(self) -> QWidget:
        """The lines."""
        return self._list

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the list is entered; Enter goes on to the next question."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and _is_enter(event):
            self.passed.emit()
            return True
        return super().eventFilter(watched, event)

    def _rebuild(self, choices: tuple[Choice, ...]) -> None:
        self._model.clear()
        for choice in choices:
            item = QStandardItem(plain(choice.label) or choice.value)
            item.setCheckable(True)
            item.setData(choice.value, _CODE)
            self._model.appendRow(item)

    def _tick(self, chosen: set[str]) -> None:
        for item in self._items():
            ticked = item.data(_CODE) in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _ticked(self, _item: QStandardItem) -> None:
        ticked = [i for i in self._items() if i.checkState() == Qt.CheckState.Checked]
        self.given.emit(" ".join(str(item.data(_CODE)) for item in ticked))


def _is_enter(event: QKeyEvent) -> bool:
    pressed = event.type() == QEvent.Type.KeyPress
    return pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
