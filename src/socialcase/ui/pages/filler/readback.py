"""All answers to read, page by page, on the review: built in turns, however many there are."""

import time
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.texts import tr
from socialcase.ui.pages.filler.declining import WHY_NONE
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.shelf import Shelf
from socialcase.ui.pages.filler.words import in_words, plain
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import boxed, clear, column, row

_TURN = 0.010
"""Seconds for each turn of building."""


class Readback(QWidget):
    """The whole form read back: each answer, why there is none, what is noted on it."""

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self._filling = filling
        self._waiting: list[QWidget] = []
        self._work: Iterator[QWidget] = iter(())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shelf = Shelf(self._column, self._waiting)
        self._turns = QTimer(self)
        self._turns.setSingleShot(True)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._go_on)

    def refresh(self) -> None:
        """Read the form again."""
        self._waiting.clear()
        clear(self._column)
        self._shelf = Shelf(self._column, self._waiting)
        self._work = self._lines()
        self._go_on()

    def _go_on(self) -> None:
        end = time.perf_counter() + _TURN
        for line in self._work:
            self._shelf.add(line)
            if time.perf_counter() >= end:
                self._turns.start()
                break
        for holder in self._waiting:
            holder.show()
        self._waiting.clear()

    def _lines(self) -> Iterator[QWidget]:
        page = -1
        for place in self._filling.places:
            line = self._said(place)
            if line is None:
                continue
            if place.page != page:
                page = place.page
                yield self._heading(page)
            yield line

    def _heading(self, index: int) -> QWidget:
        page = self._filling.pages[index]
        words = Words(f"{page.number}  {plain(page.label)}".strip(), weight="bold")
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
    line = row(number, asked, told, gap=8)
    line.setStretch(1, 3)
    line.setStretch(2, 2)
    for part in (number, asked):
        line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    return boxed(line)
