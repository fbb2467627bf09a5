"""Answers within a range: a few steps as pills, more of them as a slider beside its number."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSlider

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import LineAnswer
from socialcase.ui.pages.filler.choice import OneAnswer
from socialcase.ui.pages.filler.marks import OnePill
from socialcase.ui.pages.filler.shapes import Shape
from socialcase.ui.widgets.labels import Words

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_MOST = 10_000
"""A slider with more places than this is left out: a pixel would skip answers."""


def bounds(node: NodeState) -> tuple[float, float, float] | None:
    """Start, end and step of a range; None where its author gave none that can be read."""
    try:
        start, end = float(node.parameters["start"]), float(node.parameters["end"])
        step = abs(float(node.parameters.get("step", "1"))) or 1.0
    except (KeyError, ValueError):
        return None
    return start, end, step


def steps(node: NodeState, most: int) -> list[str]:
    """The values of a range of at most `most` steps, else none."""
    found = bounds(node)
    if found is None:
        return []
    start, end, step = found
    count = round(abs(end - start) / step)
    if count > most:
        return []
    way = step if end >= start else -step
    return [f"{start + way * at:g}" for at in range(count + 1)]


class StepsAnswer(OneAnswer):
    """A short range as pills, so that a digit answers it."""

    def __init__(self, values: list[str]) -> None:
        super().__init__()
        self._steps = tuple(Choice(step, step) for step in values)
        self._just = ""

    def show_node(self, node: NodeState) -> None:
        """Show the steps and which is chosen."""
        if not self.presses:
            words = {choice.value: choice.label for choice in node.choices or ()}
            self._steps = tuple(_worded(step.value, words) for step in self._steps)
            self._rebuild(self._steps)
            for press, step in zip(self.presses, self._steps, strict=True):
                if isinstance(press, OnePill):
                    press.key = ""
                press.setToolTip(step.label)
        self.show_value(node)

    def digit(self, digit: int) -> None:
        """Choose the value itself; a second digit right after the first makes it a longer one."""
        longer = f"{self._just}{digit}"
        code = longer if longer in self._codes else str(digit)
        self._just = code
        if code in self._codes:
            self.choose(self._codes.index(code))

    def went(self, press: object) -> None:
        """The keyboard went: what is typed next begins a number."""
        self._just = ""
        super().went(press)


def _worded(step: str, words: Mapping[str, str]) -> Choice:
    """A step with the words that the form has for it: they stand at the ends, most of the time."""
    return Choice(step, f"{step} · {words[step]}" if words.get(step) else step)


class StepAnswer(LineAnswer):
    """A number that Up and Down change by a step."""

    def __init__(self, shape: Shape, node: NodeState | None = None) -> None:
        super().__init__(shape, "")
        found = bounds(node) if node is not None else None
        self._start, self._end, self._step = found or (0.0, float("inf"), 1.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down change the number; everything else as in other fields."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._change(by)
                return True
        return super().eventFilter(watched, event)

    def _change(self, by: int) -> None:
        if self.edit.isReadOnly():
            return
        now = self._shape.read(self.edit.text())
        value = float(now) + by * self._step if now else self._start
        least, most = sorted((self._start, self._end))
        self._write(max(least, min(most, value)))

    def _write(self, value: float) -> None:
        self.edit.setText(self._shape.show(f"{value:g}"))
        self._touched()


class SlideAnswer(StepAnswer):
    """A number, and a slider beside it with the ends of the range."""

    def __init__(self, shape: Shape, node: NodeState) -> None:
        super().__init__(shape, node)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the number
        self.slider.setFixedWidth(300)
        places = abs(self._end - self._start) / self._step if bounds(node) else 0.0
        self.slider.setRange(0, round(places) if places <= _MOST else 0)
        self.slider.valueChanged.connect(self._slid)
        self._showing = False
        line = self.layout()
        if isinstance(line, QBoxLayout) and self.slider.maximum():
            ends = [
                Words(self._shape.show(f"{end:g}"), size="small", tone="muted")
                for end in (self._start, self._end)
            ]
            for at, part in enumerate((ends[0], self.slider, ends[1]), start=1):
                line.insertWidget(at, part)
        else:
            self.slider.hide()

    def show_node(self, node: NodeState) -> None:
        """Show the value in the field and on the slider."""
        super().show_node(node)
        self.slider.setEnabled(not node.readonly)
        self.slider.setAccessibleName(tr("Slider for the number"))
        self._show_slider(node.value)

    def _show_slider(self, value: str) -> None:
        self._showing = True
        try:
            at = round(abs(float(value) - self._start) / self._step) if value else 0
        except ValueError:
            at = 0
        self.slider.setValue(at)
        self._showing = False

    def _slid(self, at: int) -> None:
        if self._showing:
            return
        way = self._step if self._end >= self._start else -self._step
        self._write(self._start + way * at)
