"""A place on the map: typed, or picked from the places that are known in this case."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from socialcase.actions.known_places import KnownPlace, is_place
from socialcase.cases.names import fold
from socialcase.forms import NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import LineAnswer
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.shapes import Shape
from socialcase.ui.pages.filler.words import day_in_words, plain

Places = Callable[[str], Sequence[KnownPlace]]
"""The places to pick from for the question `ref`."""
_LINES = 420
"""Pixels for the list of known places."""


def places_for(filling: Filling) -> Places:
    """The places that this form has answers with already, then those told in the case before."""

    def known(ref: str) -> Sequence[KnownPlace]:
        answers = filling.session.answers()
        here = [
            KnownPlace(value, plain(filling.node(other).label), "")
            for other, value in answers.items()
            if other != ref and is_place(value) and filling.node(other).type == "geopoint"
        ]
        offered: dict[str, KnownPlace] = {}
        for place in (*here, *filling.beside.places):
            offered.setdefault(place.value, place)
        return list(offered.values())

    return known


class PointAnswer(LineAnswer):
    """Coordinates in a line. Down shows the known places; letters find one of them."""

    def __init__(self, shape: Shape, sample: str, ref: str, places: Places) -> None:
        super().__init__(shape, sample)
        self._sample, self._ref, self._places = sample, ref, places
        self._offered: list[KnownPlace] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.edit)
        self._list = QListView()
        self._list.setMinimumWidth(_LINES)
        self._completer.setPopup(self._list)
        self._completer.activated.connect(lambda _words: self._pick(self._list.currentIndex()))
        self.edit.textEdited.connect(self._find)
        self.edit.setMaximumWidth(_LINES)

    def follow(self, ref: str) -> None:
        """Its question has another ref now."""
        self._ref = ref

    def show_node(self, node: NodeState) -> None:
        """Show the place, and that there are some to pick from."""
        super().show_node(node)
        known = tr("latitude, longitude, or Down for the known places")
        self.edit.setPlaceholderText(known if self._places(self._ref) else self._sample)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down shows the known places; everything else as in other fields."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bare = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Down and bare and not self.edit.isReadOnly():
                self._offer("")
                return True
        if event.type() == QEvent.Type.FocusOut and self._list.isVisible():
            return False  # the list took the keyboard; what is typed is no answer yet
        return super().eventFilter(watched, event)

    def _find(self, typed: str) -> None:
        if any(letter.isalpha() for letter in typed) and self._shape.read(typed) is None:
            self._offer(typed)
        else:
            self._list.hide()

    def _offer(self, typed: str) -> None:
        wanted = fold(typed)
        lines = {_line(place): place for place in self._places(self._ref)}
        found = {line: place for line, place in lines.items() if wanted in fold(line)}
        self._offered = list(found.values())
        self._model.setStringList(list(found))
        if found:
            self._completer.complete()
            self._list.setCurrentIndex(self._model.index(0))

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self._list.hide()
            self.edit.setText(self._shape.show(self._offered[index.row()].value))
            self._value = self._offered[index.row()].value
            self._timer.stop()
            self._waits = False
            self.unread.emit("")
            self.given.emit(self._value)

    def _keep(self) -> None:
        if not self._list.isVisible():
            super()._keep()


def _line(place: KnownPlace) -> str:
    where = ", ".join(place.value.split()[:2])
    parts = (plain(place.words), day_in_words(place.told_on), where)
    return " · ".join(part for part in parts if part)
