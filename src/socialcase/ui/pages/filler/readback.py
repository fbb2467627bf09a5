"""All answers to read, page by page, on the review: built in turns, however many there are."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from socialcase.texts import tr
from socialcase.ui.pages.filler.declining import WHY_NONE
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.outline import page_name
from socialcase.ui.pages.filler.unrolled import Unrolled
from socialcase.ui.pages.filler.words import in_words, plain
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, column, row


class Readback(Unrolled):
    """The whole form read back: each answer, why there is none, what is noted on it."""

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._filling = filling

    def refresh(self) -> None:
        """Read the form again."""
        self.show_lines(self._lines(), at_once=False)  # what is to do comes first

    def _lines(self) -> Iterator[QWidget | None]:
        page = -1
        for place in self._filling.places:
            line = self._said(place)
            if line is None:
                yield None  # most of a long form may have no answer: the window turns meanwhile
                continue
            if place.page != page:
                page = place.page
                yield self._heading(page)
            yield line

    def _heading(self, index: int) -> QWidget:
        words = Words(page_name(self._filling.pages[index]), weight="bold")
        words.setContentsMargins(0, 12, 0, 4)
        return words

    def _said(self, place: Place) -> QWidget | None:
        node = self._filling.node(place.ref)
        if node.kind != "question" or not node.relevant:
            return None
        why = self._filling.why_none(place.ref)
        none = WHY_NONE.get(why.value, "") if why is not None else ""
        note = self._filling.beside.notes.get(place.ref, "")
        if not (node.value or none or note):
            return None
        return _line(place, plain(node.label) or node.name, in_words(node) or tr(none), note)


def _line(place: Place, question: str, answer: str, note: str) -> QWidget:
    number = Words(place.number, size="small", tone="muted")
    number.setFixedWidth(38)
    asked = Words(question, size="small", tone="muted", wrap=True)
    told = column(Words(answer, wrap=True), gap=2, margins=(0, 0, 0, 5))
    if note:
        noted = row(IconLabel("chat-text", "accent", 16), Words(note, size="small", wrap=True))
        noted.setStretch(1, 1)
        told.addLayout(noted)
    told.addStretch(1)  # a short answer stands beside the first line of a long question
    line = row(number, asked, told, gap=8)
    line.setStretch(1, 3)
    line.setStretch(2, 2)
    for part in (number, asked):
        line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    return boxed(line)
