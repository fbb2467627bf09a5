"""Finding a question by its number or by any word in it, in any spelling."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from socialcase.cases.names import fold
from socialcase.texts import tr
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.words import in_words, plain
from socialcase.ui.widgets.field import TextBox

_MOST = 60
"""So many places are listed; more words find fewer."""


def find(filling: Filling, sought: str) -> list[Place]:
    """The questions asked now with this number, else with these words, in form order.

    Words are looked for in the question, its hint and its answer.
    """
    if not sought.strip():
        return []
    numbered = [p for p in filling.places if p.number == sought.strip()]
    exact = [p for p in numbered if filling.node(p.ref).relevant]
    return exact or list(_worded(filling, fold(sought)))


def _worded(filling: Filling, part: str) -> Iterator[Place]:
    if not part:
        return
    for place in filling.places:
        node = filling.node(place.ref)
        said = f"{plain(node.label)} {plain(node.hint)} {in_words(node)}"
        if node.relevant and part in fold(said):
            yield place


class Finder(QWidget):
    """A line to type in, and beneath it what was found.

    `chosen` carries the ref of a question; `given_up` says that the person wants none; `filled`
    whether there is something to list.
    """

    chosen = Signal(str)
    given_up = Signal()
    filled = Signal(bool)

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._filling = filling
        self._found: list[Place] = []
        self._at = -1
        self.line = TextBox()
        self.line.textEdited.connect(self._look)
        self.line.installEventFilter(self)
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.installEventFilter(self)
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.line)

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.line.setPlaceholderText(tr("Find a number or a word"))
        self.line.setAccessibleName(tr("Find a question by number or word"))
        self.list.setAccessibleName(tr("Questions that were found"))

    def begin(self) -> None:
        """Take the keyboard to the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def again(self) -> bool:
        """Go to the next place with the same words. False where there is none."""
        self._found = find(self._filling, self.line.text())
        if not self._found:
            return False
        self._choose((self._at + 1) % len(self._found))
        return True

    def seek(self, sought: str) -> bool:
        """Go to the first question with this number or word. False where there is none."""
        self.line.setText(sought)
        self._at = -1
        return self.again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to a place, Down into the list, Esc back to the questions."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        ends = event.key() == Qt.Key.Key_Escape
        if ends and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._key(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.list:
                self._choose(self.list.currentIndex().row())
            else:
                self.again()
        elif event.key() == Qt.Key.Key_Down and watched is self.line and self._found:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _look(self, sought: str) -> None:
        self._found, self._at = find(self._filling, sought), -1
        lines = [self._line(place) for place in self._found[:_MOST]]
        if sought.strip() and not lines:
            lines = [tr("Nothing in this form has that number or word.")]
        self._model.setStringList(lines)
        self._show(bool(sought.strip()))

    def _line(self, place: Place) -> str:
        node = self._filling.node(place.ref)
        return f"{place.number}  {plain(node.label) or node.name}".strip()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._found):
            self._at = at
            place = self._found[at]
            self._show(False)
            self.chosen.emit(place.ref)

    def _clear(self) -> None:
        self.line.clear()
        self._found, self._at = [], -1
        self._show(False)

    def _show(self, there: bool) -> None:
        self.list.setVisible(there)
        self.filled.emit(there)
