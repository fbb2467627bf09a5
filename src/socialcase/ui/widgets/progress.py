"""Progress in words: steps that are done, at hand and ahead, and a bar with Cancel beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from socialcase.texts import tr
from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words, restyle
from socialcase.ui.widgets.layout import row

DONE, NOW, AHEAD = "done", "now", "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a longer act: its words and, once known, a detail such as "8.4 MB"."""

    words: str
    detail: str = ""


class StepMark(QWidget):
    """The round mark before a step."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)
        self._state = AHEAD

    def show_state(self, state: str) -> None:
        """Show `done`, `now` or `ahead`."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(9, 9)
        if self._state == DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent"))
            painter.drawEllipse(middle, 8, 8)
            box = self.rect().adjusted(3, 3, -3, -3)
            draw_icon(painter, "check", box, tokens.colour("accent_text"))
        else:
            now = self._state == NOW
            painter.setPen(QPen(tokens.colour("accent" if now else "edge"), 5 if now else 1.5))
            painter.setBrush(tokens.colour("raised"))
            painter.drawEllipse(middle, 5.5 if now else 7.25, 5.5 if now else 7.25)
        painter.end()


class _StepRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._mark = StepMark()
        self._words = Words(weight="medium", wrap=True)
        self._detail = Words(size="small", tone="muted")
        line = row(self._mark, self._words, self._detail, gap=11, margins=(0, 6, 0, 6))
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_step(self, step: Step, state: str) -> None:
        self._mark.show_state(state)
        self._words.setText(step.words)
        self._words.setProperty("tone", "muted" if state == AHEAD else "")
        self._words.setProperty("weight", "bold" if state == NOW else "medium")
        restyle(self._words)
        self._detail.setText(step.detail)
        spoken = {DONE: tr("done"), NOW: tr("at hand"), AHEAD: tr("ahead")}[state]
        self.setAccessibleName(f"{step.words}, {spoken}")


class Steps(QWidget):
    """The steps of an act, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_StepRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: list[Step], at: int) -> None:
        """Show `steps` with number `at` at hand; all are done when `at` is their count."""
        while len(self._rows) < len(steps):
            self._rows.append(_StepRow())
            self._column.addWidget(self._rows[-1])
        for place, (line, step) in enumerate(zip(self._rows, steps, strict=False)):
            state = DONE if place < at else NOW if place == at else AHEAD
            line.show_step(step, state)
        for line in self._rows[len(steps) :]:
            line.hide()


class ProgressLine(QWidget):
    """What is done, how much of it, and Cancel. Hidden while nothing runs."""

    def __init__(self, cancel: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = Words(size="small", tone="muted")
        self._cancel = Button(small=True, then=cancel)
        if cancel is None:
            self._cancel.hide()  # never show: without a parent yet, it would be a window
        line = row(self._bar, self._words, self._cancel, gap=10)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show `done` of `total`; a total of 0 means that it is not known yet."""
        # counts of bytes may be larger than the bar's range
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(min(1000, done * 1000 // total) if total else 0)
        self._words.setText(words)
        self._cancel.setText(tr("Cancel"))
        self._bar.setAccessibleName(words)
        self.show()
