"""An order of all choices: pressed one after the other, or moved up and down with Shift."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from socialcase.forms import NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.choice import ManyAnswer
from socialcase.ui.pages.filler.marks import ManyPill

_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class RankAnswer(ManyAnswer):
    """Pills that show their place in the order; the value lists codes in that order.

    Space puts one at the end of the order or takes it out, Shift+arrows move it, and a digit gives
    the one with the keyboard that place.
    """

    def show_value(self, node: NodeState) -> None:
        """Show each pill's place in the order instead of a digit to press."""
        super().show_value(node)
        order = self._chosen()
        for press, code in zip(self.presses, self._codes, strict=True):
            if isinstance(press, ManyPill):
                press.key = str(order.index(code) + 1) if code in order else "–"
                press.update()
                press.setToolTip(press.text())
                place = tr("place {n}").format(n=press.key) if code in order else tr("not placed")
                press.setAccessibleDescription(place)

    def take_key(self, press: object, event: QKeyEvent) -> bool:
        """Shift+arrows move the choice in the order; everything else as in other lists."""
        by = _MOVES.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._shift(self._code_of(press), by)
            return True
        if event.text().isdecimal() and event.text().isascii() and event.text() != "0":
            self._put(self._code_of(press), int(event.text()) - 1)
            return True
        return super().take_key(press, event)

    def _code_of(self, press: object) -> str:
        places: list[object] = list(self.presses)
        return self._codes[places.index(press)]

    def _shift(self, code: str, by: int) -> None:
        order = self._chosen()
        at = order.index(code) + by if code in order else len(order)
        self._put(code, at)

    def _put(self, code: str, at: int) -> None:
        order = [one for one in self._chosen() if one != code]
        at = max(0, min(len(order), at))
        self.given.emit(" ".join([*order[:at], code, *order[at:]]))

    def _with(self, code: str) -> str:
        chosen = self._chosen()
        if code in chosen:
            return " ".join(c for c in chosen if c != code)
        return " ".join([*chosen, code])
