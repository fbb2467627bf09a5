"""Which place for an answer a question gets.

`place_for_file` is the seam for what is attached (photographs, files, sounds, signatures).
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler import shapes
from socialcase.ui.pages.filler.answer import INSET, Answer, LineAnswer, TextAnswer
from socialcase.ui.pages.filler.choice import ManyAnswer, OneAnswer, Pictures
from socialcase.ui.pages.filler.drawing import DrawnAnswer, MarkedAnswer, SignatureAnswer
from socialcase.ui.pages.filler.files import FileAnswer
from socialcase.ui.pages.filler.long_list import ListAnswer
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.points import PointAnswer, places_for
from socialcase.ui.pages.filler.ranges import SlideAnswer, StepAnswer, StepsAnswer, steps
from socialcase.ui.pages.filler.rank import RankAnswer
from socialcase.ui.pages.filler.showing import SMALL, picture
from socialcase.ui.pages.filler.ticks import ManyListAnswer
from socialcase.ui.widgets.labels import Words

LONG_LIST = 12
"""More choices than this are found by typing instead of shown all at once."""
MANY = 24
"""The same for questions that take several answers, which people want to see side by side."""

_DRAWN: Mapping[str, type[FileAnswer]] = {
    "signature": SignatureAnswer,
    "draw": DrawnAnswer,
    "annotate": MarkedAnswer,
}
"""Appearances of pictures that are drawn."""
_FOUND = frozenset(("minimal", "autocomplete", "search", "autocomplete_chars"))
"""Appearances that ask for a list that opens, instead of all choices in sight."""


def place_for(node: NodeState, filling: Filling | None = None) -> Answer:
    """A new place for the answer of `node`, without a value yet.

    `filling`: the form around it, which has its pictures and takes what is attached.
    """
    if node.type == "binary" or node.control == "upload":
        return place_for_file(node, filling)
    if node.type == "geopoint" and filling is not None:
        shape = shapes.POINT
        return PointAnswer(shape, tr(shape.sample), node.ref, places_for(filling))
    pictures = partial(picture, filling.beside.files, room=SMALL) if filling else None
    made = _PLACES.get(node.control)
    return made(node, pictures) if made else _typed(node)


def place_for_file(node: NodeState, filling: Filling | None) -> Answer:
    """A new place for something attached: a photograph, a file, a sound, a signature."""
    attached = filling.beside.attached if filling is not None else None
    if attached is None:
        return NotHere()
    looks = node.appearance.split()
    made = next((_DRAWN[look] for look in looks if look in _DRAWN), FileAnswer)
    return made(node, attached)


def _one(node: NodeState, pictures: Pictures | None) -> Answer:
    opens = len(node.choices or ()) > LONG_LIST or _FOUND & set(node.appearance.split())
    return ListAnswer() if opens else OneAnswer(pictures=pictures)


def _many(node: NodeState, pictures: Pictures | None) -> Answer:
    long = len(node.choices or ()) > MANY
    return ManyListAnswer() if long else ManyAnswer(pictures=pictures)


def _typed(node: NodeState, _pictures: Pictures | None = None) -> Answer:
    shape, looks = shapes.typed_shape(node), node.appearance.split()
    if node.type in ("geotrace", "geoshape"):
        return TextAnswer(3, shapes.shape_of(node))
    if node.control == "secret" or "masked" in looks:
        made = LineAnswer(shape or shapes.LINE, "")
        made.edit.setEchoMode(QLineEdit.EchoMode.Password)
        return made
    if shape is None:
        return TextAnswer(3 if "multiline" in looks else 1)
    if "counter" in looks and node.type == "int":
        return StepAnswer(shape)
    return LineAnswer(shape, tr(shape.sample))


def _range(node: NodeState, _pictures: Pictures | None) -> Answer:
    shape = shapes.WHOLE if node.type == "int" else shapes.DECIMAL
    short = steps(node, most=10)
    if short:
        return StepsAnswer(short)
    if "picker" in node.appearance.split():
        return StepAnswer(shape, node)
    return SlideAnswer(shape, node)


class Acknowledged(OneAnswer):
    """Something that is read and acknowledged."""

    def show_node(self, node: NodeState) -> None:
        """Show whether it was acknowledged."""
        if not self.presses:
            self._rebuild((Choice("OK", tr("I have read this")),))
        self._reword((Choice("OK", tr("I have read this")),))
        self.show_value(node)


class NotHere(Answer):
    """A question that a laptop cannot answer."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words(size="small", tone="muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self._words, 1)

    def show_node(self, node: NodeState) -> None:
        """Say so, and that leaving it is all right."""
        self._words.setText(tr("This cannot be answered on the laptop. Leave it and go on."))


_PLACES: Mapping[str, Callable[[NodeState, Pictures | None], Answer]] = {
    "select1": _one,
    "select": _many,
    "rank": lambda _node, _pictures: RankAnswer(),
    "range": _range,
    "trigger": lambda _node, _pictures: Acknowledged(),
}
