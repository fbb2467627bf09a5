"""Finding a question by its number or by any word in it, in any spelling.

A long form is looked through in short turns, so that letters can be typed meanwhile.
"""

import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from socialcase.cases.names import fold
from socialcase.forms import NoSuchNode
from socialcase.texts import tr
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.words import in_words, plain
from socialcase.ui.widgets.field import TextBox

_MOST = 60
"""So many places are listed; more words find fewer."""
_TURN = 0.008
"""Seconds of looking in each turn."""


def find(filling: Filling, sought: str) -> Iterator[Place | None]:
    """The questions asked now with this number, else with these words, in form order.

    Words are looked for in the question, its hint and its answer. None stands for each question
    that was looked at and is not meant, so that whoever looks may rest there.
    """
    if not sought.strip():
        return iter(())
    numbered = [p for p in filling.places if p.number == sought.strip()]
    exact = [p for p in numbered if filling.node(p.ref).relevant]
    return iter(exact) if exact else _worded(filling, list(filling.places), fold(sought))


def _worded(filling: Filling, places: list[Place], part: str) -> Iterator[Place | None]:
    for place in places if part else ():
        try:
            node = filling.node(place.ref)
        except NoSuchNode:
            continue  # its card went while the form was looked through
        said = f"{plain(node.label)} {plain(node.hint)} {in_words(node)}"
        yield place if node.relevant and part in fold(said) else None


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
        self._search: Iterator[Place | None] = iter(())
        self._at = -1
        self._last = ""
        self._through: object = None
        self._turns = QTimer(self)
        self._turns.setSingleShot(True)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._look_on)
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
        if self._through is not self._filling.places:
            self._restart()  # another answer may have altered what is asked
        at = self._next()
        if at is None:
            self._last = ""
            self._restart()
            at = self._next()
        self._choose(-1 if at is None else at)
        return at is not None

    def seek(self, sought: str) -> bool:
        """Go to the first question with this number or word. False where there is none."""
        self.line.setText(sought)
        self._last = ""
        self._restart()
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
        self._last = ""
        self._restart()
        self._model.setStringList([])
        self._show(bool(sought.strip()))
        self._look_on()

    def _restart(self) -> None:
        self._turns.stop()
        self._found, self._at = [], -1
        self._through = self._filling.places
        self._search = find(self._filling, self.line.text())

    def _look_on(self) -> None:
        """Look for as long as a turn may take, and list what was found."""
        end, done = time.perf_counter() + _TURN, True
        for place in self._search:
            if place is not None:
                self._found.append(place)
            if time.perf_counter() >= end:
                done = False
                self._turns.start()
                break
        listed = self._model.rowCount()
        if self._found and listed < _MOST:
            fresh = [self._line(place) for place in self._found[listed:_MOST]]
            self._model.setStringList([*self._model.stringList(), *fresh])
        elif done and not self._found and self.line.text().strip():
            self._model.setStringList([tr("Nothing in this form has that number or word.")])

    def _next(self) -> int | None:
        """The place in what is found of the next after the one that was gone to last."""
        at = self._at + 1
        while at < len(self._found) or self._one_more():
            if self._filling.comes_after(self._found[at].ref, self._last):
                return at
            at += 1
        return None

    def _one_more(self) -> bool:
        found = next((place for place in self._search if place is not None), None)
        if found is not None:
            self._found.append(found)
        return found is not None

    def _line(self, place: Place) -> str:
        node = self._filling.node(place.ref)
        return f"{place.number}  {plain(node.label) or node.name}".strip()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._found):
            self._at = at
            place = self._found[at]
            self._last = place.ref
            self._turns.stop()
            self._show(False)
            self.chosen.emit(place.ref)

    def _clear(self) -> None:
        self.line.clear()
        self._last = ""
        self._restart()
        self._show(False)

    def _show(self, there: bool) -> None:
        self.list.setVisible(there)
        self.filled.emit(there)
