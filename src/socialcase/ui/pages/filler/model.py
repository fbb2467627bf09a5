"""A form being filled, as the filler's widgets see it.

Every answer goes through `Filling`, which has it journalled before anything on the screen follows;
widgets then hear of the change set and touch only what is named in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from socialcase.errors import UserError
from socialcase.forms import (
    ChangeSet,
    GroupHead,
    Item,
    NodeState,
    Page,
    Problem,
    Question,
    RepeatBlock,
    Session,
)
from socialcase.ui.pages.filler.tables import heads_table

Journal = Callable[[str, str, str], ChangeSet]
"""Does one entry (op, ref, value) on the session once it is safely written, and returns the change
set. Raises `UserError` when it could not be written."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its ref, its number on paper, the index of its page."""

    ref: str
    number: str
    page: int


def questions(items: tuple[Item, ...]) -> Iterator[Question]:
    """Every question of some items in form order, through groups and repeats."""
    for item in items:
        match item:
            case Question():
                yield item
            case GroupHead():
                yield from questions(item.items)
            case RepeatBlock():
                for instance in item.instances:
                    yield from questions(instance.items)


def _moves(change: ChangeSet) -> bool:
    """Whether a change set may have altered which pages and repeats there are, or their names."""
    structural = ("relevant", "label", "instances")
    return bool(change.added or change.removed) or any(f in structural for _, f in change.changes)


class Filling(QObject):
    """One open session with its journal.

    `settled` carries the change set of an act, `kept` the number of the question whose answer was
    just written, `refused` the fault that kept an answer from being written.
    """

    settled = Signal(object)
    kept = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._journal = journal
        self._pages: list[Page] = []
        self._places: list[Place] = []
        self._index: dict[str, int] = {}
        self._read_structure()

    @property
    def pages(self) -> list[Page]:
        """All pages, relevant or not, as of the last change."""
        return self._pages

    @property
    def places(self) -> list[Place]:
        """Every question of the form in order, relevant or not."""
        return self._places

    def node(self, ref: str) -> NodeState:
        """Everything about one node now."""
        return self.session.node(ref)

    def answer(self, ref: str, value: str) -> bool:
        """Give a question an answer. False when it could not be kept (`refused` tells why)."""
        if self.session.node(ref).value == value:
            return True
        return self._do("set", ref, value, self.number(ref))

    def add(self, ref: str) -> bool:
        """Append an instance to the repeat `ref`."""
        return self._do("add", ref, "", "")

    def remove(self, ref: str) -> bool:
        """Remove the repeat instance `ref`."""
        return self._do("remove", ref, "", "")

    def speak(self, language: str) -> bool:
        """Ask in another of the form's languages."""
        return self._do("language", "", language, "")

    def number(self, ref: str) -> str:
        """The number on paper of the question `ref`, or ""."""
        at = self._index.get(ref)
        return self._places[at].number if at is not None else ""

    def page_of(self, ref: str) -> int:
        """The index of the page on which `ref` stands; the first page for an unknown ref."""
        at = self._index.get(ref)
        return self._places[at].page if at is not None else 0

    def open_pages(self) -> list[int]:
        """Indexes of the pages that are asked at present."""
        return [at for at, page in enumerate(self._pages) if page.relevant]

    def following(self, ref: str) -> Place | None:
        """The next question after `ref` that can be answered now."""
        after = self._index.get(ref, -1) + 1
        return next((p for p in self._places[after:] if self._askable(p.ref)), None)

    def first_on(self, page: int) -> Place | None:
        """The first question of a page that can be answered now."""
        return next((p for p in self._places if p.page == page and self._askable(p.ref)), None)

    def next_open(self, ref: str) -> Place | None:
        """The next question after `ref`, going round, that is missing or has to be corrected.

        When none is, the next that is merely unanswered.
        """
        stuck = {problem.ref for problem in self._problems()}
        found = self._round(ref, lambda place: place.ref in stuck)
        return found or self._round(ref, self._unanswered)

    def _problems(self) -> Iterator[Problem]:
        yield from self.session.missing()
        yield from self.session.violations()

    def _round(self, ref: str, wanted: Callable[[Place], bool]) -> Place | None:
        start = self._index.get(ref, -1) + 1
        ring = self._places[start:] + self._places[:start]
        return next((place for place in ring if wanted(place)), None)

    def _unanswered(self, place: Place) -> bool:
        node = self.session.node(place.ref)
        nothing_to_choose = node.choices is not None and not node.choices
        return self._askable(place.ref) and not node.value and not nothing_to_choose

    def _askable(self, ref: str) -> bool:
        node = self.session.node(ref)
        asks = node.kind == "question" and not node.readonly and not heads_table(node)
        return node.relevant and asks

    def _do(self, op: str, ref: str, value: str, number: str) -> bool:
        try:
            change = self._journal(op, ref, value)
        except UserError as fault:
            self.refused.emit(fault)
            return False
        if op != "set" or _moves(change):
            self._read_structure()
        self.settled.emit(change)
        self.kept.emit(number)
        return True

    def _read_structure(self) -> None:
        self._pages = self.session.pages()
        self._places = [
            Place(question.ref, question.number, at)
            for at, page in enumerate(self._pages)
            for question in questions(page.items)
        ]
        self._index = {place.ref: at for at, place in enumerate(self._places)}
