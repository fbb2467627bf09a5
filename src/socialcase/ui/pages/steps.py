"""Steps one after another: done ones fold into a line, the present one lies open as a card."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from socialcase.texts import tr
from socialcase.ui.theme.tokens import SMALL, current
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import boxed, clear, row
from socialcase.ui.widgets.paint import BOLD, CENTRE, Pen, mark, round_box, write

DONE, NOW, AHEAD = "done", "now", "ahead"


class StepNumber(QWidget):
    """The number of a step in a circle, or a tick."""

    def __init__(self, number: int, state: str) -> None:
        super().__init__()
        self._number, self._state = number, state
        self.setFixedSize(QSize(26, 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circle and number."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        fills = {DONE: "accent_soft", NOW: "accent", AHEAD: "background"}
        round_box(painter, box, tokens.colour(fills[self._state]), None, 13)
        if self._state == DONE:
            mark(painter, self.rect().adjusted(5, 5, -5, -5), "check", "accent")
        else:
            tone = "accent_text" if self._state == NOW else "muted"
            write(painter, self.rect(), str(self._number), Pen(SMALL, BOLD, tone), CENTRE)
        if self._state == AHEAD:
            painter.setPen(QPen(tokens.colour("edge"), 1.5))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.end()


class Step(QWidget):
    """One step. `content` is shown while it is the present one; `said` when it is done."""

    def __init__(self, number: int, content: QWidget, back: Callable[[], object]) -> None:
        super().__init__()
        self._number = number
        self.content = content
        self._back = back
        self._name = ""
        self._said = ""
        self._hint = ""
        self._state = AHEAD
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_words(self, name: str, said: str, hint: str) -> None:
        """The step's name, what was chosen in it, and what it will be about."""
        self._name, self._said, self._hint = name, said, hint
        self._build()

    def show_state(self, state: str) -> None:
        """Fold or unfold: DONE, NOW or AHEAD."""
        self._state = state
        self._build()

    def _build(self) -> None:
        self.content.setParent(None)
        clear(self._layout)
        build = self._open if self._state == NOW else self._folded
        self._layout.addWidget(build())

    def _folded(self) -> QWidget:
        tone = "" if self._state == DONE else "muted"
        name = Words(self._name, size="question", weight="bold", tone=tone)
        detail = Words(self._said if self._state == DONE else self._hint, tone="muted")
        line = row(StepNumber(self._number, self._state), 4, name, detail, None)
        if self._state == DONE:
            line.addWidget(link(tr("Change"), then=self._back))
        line.setContentsMargins(18, 12, 14, 12)
        made = QVBoxLayout()
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(0)
        made.addWidget(Rule())
        made.addLayout(line)
        return boxed(made)

    def _open(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        name = Words(self._name, size="section", weight="bold")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(18, 18, 22, 20)
        layout.setSpacing(8)
        layout.addLayout(row(StepNumber(self._number, NOW), 4, name, None))
        inner = row(self.content, margins=(42, 0, 0, 0))
        layout.addLayout(inner)
        self.content.show()
        return card
