"""A form being filled, as the filler's widgets see it.

Every answer goes through `Filling`, which has it journalled before anything on the screen follows;
widgets then hear of the change set and touch only what is named in it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from socialcase.actions.draft_journal import without
from socialcase.actions.known_places import KnownPlace
from socialcase.errors import UserError
from socialcase.forms import (
    ChangeSet,
    GroupHead,
    Item,
    NodeState,
    NoSuchNode,
    Page,
    Problem,
    Question,
    RepeatBlock,
    RepeatInstance,
    Session,
)
from socialcase.texts import tr
from socialcase.ui.pages.filler.attached import AnswerFiles
from socialcase.ui.pages.filler.shapes import shape_of
from socialcase.ui.pages.filler.tables import heads_table

Journal = Callable[[str, str, str], ChangeSet]
"""Does one entry (op, ref, value) on the session once it is safely written, and returns the change
set. Raises `UserError` when it could not be written."""


UNANSWERED = "_unanswered"
"""The ending of the hidden question in which a form keeps why another has no answer."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept of a form beside its answers, by ref.

    `typing`: letters that were no answer yet when the program ended. `notes`: what is noted on
    questions for the supervisor. `keep(what, ref, text)` writes one more ("typing", "note" or
    "told on").
    `files`: what lies beside the form by file name, such as pictures of its questions. `told_on`:
    the day of the conversation, ISO, "" where nobody has said. `attached`: what takes files as
    answers, None where nothing can be kept. `trial`: the form is only tried, and nothing is kept.
    `places`: on the map, told in the case before.
    `private`: nobody but the person here reads it.
    """

    typing: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    keep: Callable[[str, str, str], None] = lambda _what, _ref, _text: None
    files: Mapping[str, bytes] = field(default_factory=dict)
    told_on: str = ""
    attached: AnswerFiles | None = None
    trial: bool = False
    places: tuple[KnownPlace, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What one act replaced, so that it can be taken back."""

    op: str
    ref: str
    before: str


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


def repeats(items: tuple[Item, ...]) -> Iterator[RepeatBlock]:
    """Every repeat of some items, through groups and into other repeats."""
    for item in items:
        if isinstance(item, RepeatBlock):
            yield item
            for instance in item.instances:
                yield from repeats(instance.items)
        elif isinstance(item, GroupHead):
            yield from repeats(item.items)


def _moves(change: ChangeSet) -> bool:
    """Whether a change set may have altered which pages and repeats there are, or their names."""
    structural = ("relevant", "label", "instances")
    return bool(change.added or change.removed) or any(f in structural for _, f in change.changes)


class Filling(QObject):
    """One open session with its journal.

    `settled` carries the change set of an act, `kept` the number of the question whose answer was
    just written, `refused` the fault that kept an answer from being written, `noted` the question
    whose note is another now, `wants_back` the repeat instance whose removal is to be taken back.
    """

    settled = Signal(object)
    kept = Signal(str)
    refused = Signal(object)
    noted = Signal(str)
    wants_back = Signal(str)

    def __init__(
        self,
        session: Session,
        journal: Journal,
        parent: QObject | None = None,
        *,
        beside: Beside | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.beside = beside or Beside()
        self._journal = journal
        self._done: list[Step] = []
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
        """Give a question an answer. False when it could not be kept (`refused` tells why).

        An answer takes back that there was none ("not sure").
        """
        before = self.session.node(ref).value
        if before == value:
            self.beside.typing.pop(ref, None)
            return True
        if not self._do("set", ref, value, self.number(ref)):
            return False
        self._done.append(Step("set", ref, before))
        self.beside.typing.pop(ref, None)
        why = self.why_none(ref)
        if value and why is not None and why.value:
            self._do("set", why.ref, "", "")
        return True

    def add(self, ref: str) -> bool:
        """Append an instance to the repeat `ref`."""
        done = self._do("add", ref, "", "")
        if done:
            self._done.append(Step("add", ref, ""))
        return done

    def remove(self, ref: str) -> bool:
        """Remove the repeat instance `ref`."""
        done = self._do("remove", ref, "", "")
        if done:
            for words in (self.beside.typing, self.beside.notes):
                left = without(words, ref)  # those after it have moved up by one
                words.clear()
                words.update(left)
            if self.beside.attached is not None:
                self.beside.attached.instance_removed(ref)
            self._done.append(Step("remove", ref, ""))
        return done

    def take_back(self) -> str | None:
        """Take back the last act of this sitting; the ref that it was about, None without one."""
        if not self._done:
            return None
        step = self._done.pop()
        if step.op == "set":
            self._do("set", step.ref, step.before, self.number(step.ref))
        elif step.op == "add":
            count = sum(1 for _ in self._instances(step.ref))
            self._do("remove", f"{step.ref}[{count}]", "", "")
        else:
            self.wants_back.emit(step.ref)
        return step.ref

    def why_none(self, ref: str) -> NodeState | None:
        """Where the form keeps why a question has no answer ("unsure", "refused"), if it does.

        A form allows that with a hidden question named as the question itself + `_unanswered`.
        """
        try:
            found = self.session.node(f"{ref}{UNANSWERED}")
        except NoSuchNode:
            return None
        return found if found.kind == "value" else None

    def decline(self, ref: str, why: str) -> bool:
        """Say why a question has no answer; "" takes that back. The answer there was goes."""
        kept = self.why_none(ref)
        if kept is None:
            return False
        if why:
            self.answer(ref, "")
        return self._do("set", kept.ref, why, self.number(ref))

    def type(self, ref: str, text: str) -> None:
        """Keep letters that stand in a field and are no answer yet."""
        self.beside.typing[ref] = text
        self._write("typing", ref, text)

    def tell(self, day: str) -> None:
        """Keep the day of the conversation, ISO."""
        if self._write("told on", "", day):
            self.kept.emit("")

    def jot(self, ref: str, text: str) -> None:
        """Keep the letters of a note while it is being written; nobody hears of them yet."""
        self._write("note", ref, text)

    def note(self, ref: str, text: str) -> None:
        """Keep a note on a question for the supervisor; "" takes it back."""
        if self.beside.notes.get(ref, "") == text.strip():
            return
        if self._write("note", ref, text):
            self.beside.notes.pop(ref, None)
            if text.strip():
                self.beside.notes[ref] = text.strip()
            self.noted.emit(ref)
            self.kept.emit(self.number(ref))

    def speak(self, language: str) -> bool:
        """Ask in another of the form's languages."""
        return self._do("language", "", language, "")

    def number(self, ref: str) -> str:
        """The number on paper of the question `ref`, or ""."""
        at = self._index.get(ref)
        return self._places[at].number if at is not None else ""

    def comes_after(self, ref: str, other: str) -> bool:
        """Whether `ref` is a question after `other`; any is after one that is not there."""
        return self._index.get(ref, -1) > self._index.get(other, -1)

    def page_of(self, ref: str) -> int:
        """The index of the page on which `ref` stands; the first page for an unknown ref."""
        at = self._index.get(ref)
        return self._places[at].page if at is not None else 0

    def open_pages(self) -> list[int]:
        """Indexes of the pages that are asked at present."""
        return [at for at, page in enumerate(self._pages) if page.relevant]

    def preceding(self, ref: str) -> Place | None:
        """The question before `ref` that can be answered now."""
        before = self._places[: self._index.get(ref, 0)]
        return next((p for p in reversed(before) if self._askable(p.ref)), None)

    def following(self, ref: str) -> Place | None:
        """The next question after `ref` that can be answered now."""
        after = self._index.get(ref, -1) + 1
        return next((p for p in self._places[after:] if self._askable(p.ref)), None)

    def first_on(self, page: int) -> Place | None:
        """The first question of a page that can be answered now."""
        return next((p for p in self._places if p.page == page and self._askable(p.ref)), None)

    def next_open(self, ref: str, *, back: bool = False) -> Place | None:
        """The next question after `ref`, going round, that is missing or has to be corrected.

        When none is, the next that is merely unanswered. `back`: the one before instead.
        """
        stuck = {problem.ref for problem in self._problems()}
        found = self._round(ref, lambda place: place.ref in stuck, back=back)
        return found or self._round(ref, self._unanswered, back=back)

    def unread(self) -> list[Problem]:
        """Questions in whose fields letters stand that are no answer to them."""
        at_hand = sorted((self._index[r], r) for r in self.beside.typing if r in self._index)
        found = ((self._places[at], self.session.node(ref)) for at, ref in at_hand)
        return [
            Problem(at.ref, at.number, node.label, "constraint", tr(shape_of(node).expects))
            for at, node in found
            if node.relevant and shape_of(node).read(self.beside.typing[at.ref]) is None
        ]

    def _problems(self) -> Iterator[Problem]:
        yield from self.session.missing()
        yield from self.session.violations()
        yield from self.unread()

    def _round(
        self, ref: str, wanted: Callable[[Place], bool], *, back: bool = False
    ) -> Place | None:
        start = self._index.get(ref, -1) + 1
        ring = self._places[start:] + self._places[:start]
        if back:
            ring = ring[-2::-1] + ring[-1:]  # the question itself comes last
        return next((place for place in ring if wanted(place)), None)

    def _unanswered(self, place: Place) -> bool:
        node = self.session.node(place.ref)
        if node.value or not self._askable(place.ref):
            return False
        why = self.why_none(place.ref)
        return why is None or not why.value

    def _askable(self, ref: str) -> bool:
        node = self.session.node(ref)
        asks = node.kind == "question" and not node.readonly and not heads_table(node)
        nothing_to_choose = node.choices is not None and not node.choices
        return node.relevant and asks and not nothing_to_choose

    def _instances(self, ref: str) -> Iterator[RepeatInstance]:
        for page in self._pages:
            for block in repeats(page.items):
                if block.ref == ref:
                    yield from block.instances

    def _write(self, what: str, ref: str, text: str) -> bool:
        try:
            self.beside.keep(what, ref, text)
        except UserError as fault:
            self.refused.emit(fault)
            return False
        return True

    def _do(self, op: str, ref: str, value: str, number: str) -> bool:
        try:
            change = self._journal(op, ref, value)
        except UserError as fault:
            if isValid(self):
                self.refused.emit(fault)
            return False
        if not isValid(self):  # a file came in after the form was left: it is kept, nobody looks
            return True
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
