"""*Can we speak alone?*: where a form says so it begins with that, and nothing else shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from socialcase.texts import tr
from socialcase.ui.pages.filler.choice import OneAnswer
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.saying import RichWords
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.buttons import Button, primary
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.layout import boxed, column, row

ASKS = "talk_alone"
"""A form whose first question is a choice of this name begins with the gate."""
_ALONE = frozenset(("yes", "y", "1", "true"))
_WIDTH = 620


def gate_of(filling: Filling) -> Place | None:
    """The question to begin with; None where the form has none, or it was answered with yes."""
    first = filling.places[0] if filling.places else None
    if first is None or first.ref.rpartition("/")[2] != ASKS:
        return None
    node = filling.node(first.ref)
    asks = node.relevant and node.control == "select1" and node.value not in _ALONE
    return first if asks else None


class Gate(QWidget):
    """One question on an empty page. `opened`: the form may be shown. `left`: the person leaves."""

    opened = Signal()
    left = Signal()

    def __init__(self, filling: Filling, place: Place) -> None:
        super().__init__()
        self._filling, self._place = filling, place
        self._words = RichWords(size="title", weight="bold")
        self._hint = RichWords(tone="muted")
        self._answer = OneAnswer()
        self._answer.given.connect(self._give)
        self._answer.passed.connect(self._pass)
        self._then = Words(wrap=True)
        self._leave = primary(icon_name="caret-left", then=self.left.emit)
        self._go_on = Button(then=self.opened.emit)
        self._buttons = boxed(row(self._leave, self._go_on, None))
        self._open = primary(then=self.opened.emit)
        self._opening = boxed(row(self._open, key_hint("Enter"), None, gap=8))
        self._keys = Words(size="small", tone="muted", wrap=True)
        keys = row(key_hint("Esc"), key_hint("F9"), self._keys, gap=8)
        keys.setStretch(2, 1)
        inside = boxed(
            column(
                *(self._words, self._hint, self._answer, self._then),
                *(self._buttons, self._opening, keys),
                gap=14,
            )
        )
        inside.setFixedWidth(_WIDTH)
        self.setLayout(row(None, column(None, inside, None, None), None))
        self.show_question()

    def show_question(self) -> None:
        """Show the question in the form's language, and what follows from the answer."""
        node = self._filling.node(self._place.ref)
        self._words.show_words(node.label or node.name)
        self._hint.show_words(node.guidance or node.hint)
        self._answer.show_node(node)
        self._answer.describe(f"{self._place.number} {plain(node.label) or node.name}", "")
        not_alone = bool(node.value) and node.value not in _ALONE
        self._then.setText(
            tr("Then talk of something that anybody may hear, and come back to the form later.")
        )
        self._then.setVisible(not_alone)
        self._buttons.setVisible(not_alone)
        self._opening.setVisible(node.value in _ALONE)
        self._open.setText(tr("Go on"))
        self._leave.setText(tr("Leave the form"))
        self._go_on.setText(tr("Go on all the same"))
        kept = tr("leave the form; hide the screen at once. Every answer is kept.")
        tried = tr("leave the trial; hide the screen at once. Nothing is kept of a trial.")
        self._keys.setText(tried if self._filling.beside.trial else kept)

    def focus_answer(self) -> None:
        """Take the keyboard to the answer."""
        self._answer.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, value: str) -> None:
        self._filling.answer(self._place.ref, value)
        self.show_question()

    def _pass(self) -> None:
        value = self._filling.node(self._place.ref).value
        if value in _ALONE:
            self.opened.emit()
        elif value:
            self._leave.setFocus(Qt.FocusReason.TabFocusReason)
