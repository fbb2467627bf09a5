"""Which place for an answer a question gets."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler import answer as typing
from socialcase.ui.pages.filler.answer import INSET, Answer, LineAnswer, Shape, TextAnswer
from socialcase.ui.pages.filler.choice import ManyAnswer, OneAnswer, RankAnswer
from socialcase.ui.pages.filler.long_list import ListAnswer, ManyListAnswer
from socialcase.ui.pages.filler.marks import OnePill
from socialcase.ui.widgets.labels import Words

LONG_LIST = 12
"""More choices than this are found by typing instead of shown all at once."""
MANY = 24
"""The same for questions that take several answers, which people want to see side by side."""

_SHAPES = {
    "int": typing.WHOLE,
    "decimal": typing.DECIMAL,
    "date": typing.DAY,
    "time": typing.CLOCK,
    "dateTime": typing.MOMENT,
}
_NOT_HERE = ("binary", "geotrace", "geoshape", "intent")


def place_for(node: NodeState) -> Answer:
    """A new place for the answer of `node`, without a value yet."""
    if node.type in _NOT_HERE or node.control == "upload":
        return NotHere()
    return _PLACES.get(node.control, _typed)(node)


def _one(node: NodeState) -> Answer:
    return ListAnswer() if _is_long(node) else OneAnswer()


def _many(node: NodeState) -> Answer:
    return ManyListAnswer() if len(node.choices or ()) > MANY else ManyAnswer()


def _is_long(node: NodeState) -> bool:
    return len(node.choices or ()) > LONG_LIST or "autocomplete" in node.appearance


def _typed(node: NodeState) -> Answer:
    shape = _shape(node)
    if shape is None:
        least = 3 if "multiline" in node.appearance else 1
        return TextAnswer(least)
    return LineAnswer(shape, tr(shape.sample))


def _shape(node: NodeState) -> Shape | None:
    if node.type == "date":
        if "month-year" in node.appearance:
            return typing.MONTH
        if "year" in node.appearance.split():
            return typing.YEAR
    if "numbers" in node.appearance or node.type == "barcode":
        return typing.LINE
    return _SHAPES.get(node.type)


def _range(node: NodeState) -> Answer:
    steps = _steps(node)
    if not steps:
        return LineAnswer(typing.WHOLE if node.type == "int" else typing.DECIMAL, "")
    return RangeAnswer(steps)


def _steps(node: NodeState) -> list[str]:
    """The values of a range of at most eleven steps, else none."""
    try:
        start, end = float(node.parameters["start"]), float(node.parameters["end"])
        step = abs(float(node.parameters.get("step", "1"))) or 1.0
    except (KeyError, ValueError):
        return []
    count = round(abs(end - start) / step)
    if count > 10:
        return []
    way = step if end >= start else -step
    return [f"{start + way * at:g}" for at in range(count + 1)]


class RangeAnswer(OneAnswer):
    """A short range as pills, so that a digit answers it."""

    def __init__(self, steps: list[str]) -> None:
        super().__init__()
        self._steps = tuple(Choice(step, step) for step in steps)

    def show_node(self, node: NodeState) -> None:
        """Show the steps and which is chosen."""
        if not self.presses:
            self._rebuild(self._steps)
            for press, step in zip(self.presses, self._steps, strict=True):
                if isinstance(press, OnePill):
                    press.key = ""
                press.digit.disconnect()
                press.digit.connect(self._by_value)
                press.setToolTip(step.label)
        self.show_value(node)

    def _by_value(self, digit: int) -> None:
        codes = [step.value for step in self._steps]
        if str(digit) in codes:
            self.choose(codes.index(str(digit)))


class Acknowledged(OneAnswer):
    """Something that is read and acknowledged."""

    def show_node(self, node: NodeState) -> None:
        """Show whether it was acknowledged."""
        if not self.presses:
            self._rebuild((Choice("OK", tr("I have read this")),))
        self.show_value(node)


class NotHere(Answer):
    """A question that a laptop cannot answer, such as a photograph or a track."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words(size="small", tone="muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self._words, 1)

    def show_node(self, node: NodeState) -> None:
        """Say so, and that leaving it is all right."""
        self._words.setText(tr("This cannot be answered on the laptop. Leave it and go on."))


_PLACES: Mapping[str, Callable[[NodeState], Answer]] = {
    "select1": _one,
    "select": _many,
    "rank": lambda _node: RankAnswer(),
    "range": _range,
    "trigger": lambda _node: Acknowledged(),
}
