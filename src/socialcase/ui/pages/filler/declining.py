"""Why a question has no answer: "not sure" or "prefers not to say", where the form keeps that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from socialcase.forms import Choice, NodeState
from socialcase.texts import N_, tr
from socialcase.ui.pages.filler.choice import OneAnswer
from socialcase.ui.pages.filler.marks import OnePill

UNSURE, REFUSED = "unsure", "refused"
WHY_NONE = {UNSURE: N_("Not sure"), REFUSED: N_("Prefers not to say")}
"""The codes that a form's hidden question `..._unanswered` is given, and their words."""


class DeclineRow(OneAnswer):
    """Two quiet pills under a question. `declined` carries a reason, "" when it is taken back."""

    declined = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.given.connect(self.declined)

    def show_node(self, node: NodeState) -> None:
        """Show which reason is given; `node` is the hidden question that keeps it."""
        choices = tuple(Choice(code, tr(words)) for code, words in WHY_NONE.items())
        if not self.presses:
            self._rebuild(choices)
            for press in self.presses:
                if isinstance(press, OnePill):
                    press.key, press.quiet = "", True
        self._reword(choices)
        self._nothing.hide()
        self.show_value(node)

    def next_reason(self) -> str:
        """The reason after the one that is given: F4 goes round, through none at all."""
        ring = ("", *WHY_NONE)
        return ring[(ring.index(self._value) + 1) % len(ring)] if self._value in ring else ""
