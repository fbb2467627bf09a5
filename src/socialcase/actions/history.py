"""History of every field, and undo of one save."""

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from socialcase.actions.case_contents import case_records, person_records
from socialcase.actions.done import Done, done_with
from socialcase.actions.finding import found
from socialcase.actions.lines import StaffNames
from socialcase.actions.record_names import names_in
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases import records
from socialcase.cases.changes import Held, Origin
from socialcase.cases.records import Case, Person
from socialcase.cases.registry import REGISTRY
from socialcase.errors import NotAllowed, NotFound, NothingToUndo

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import Entry


_NOTED_BETWEEN = 50
"""Saves of that kind that may stand between two acts before one is overlooked."""
_NOTED: frozenset[str] = frozenset({records.Disclosure.KIND, records.Viewing.KIND})
"""What the program notes of somebody's doings by itself: nobody takes it back."""
_ID = re.compile(r"[a-z2-7]{26}")
_UNTOLD = frozenset({"attachment.key", "attachment.file", "attachment.sha256"})
"""Fields that tell people nothing, or too much: where a file lies and what opens it."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change. `old` is what it replaced (None: nothing); values are canonical text.

    `element`: for a set, which one. `settled`: it decided between several values. `counts`:
    nothing has replaced it. `held`: why it does not count yet (ADMITTED: it does). `about`: the
    name of the person that the record is about, or what else tells it from others of its kind.
    `named`: what the records are called whose ids stand in the values.
    """

    save: str
    at: datetime
    author: str
    author_name: str
    device: str
    device_label: str
    record: str
    kind: str
    field: str
    element: str
    new: str | None
    old: str | None
    redacted: bool
    settled: bool
    counts: bool
    held: Held
    about: str = ""
    named: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SaveLine:
    """One save, for the undo list: when, whose, how many fields, of which kinds."""

    save: str
    at: datetime
    author_name: str
    fields: int
    kinds: tuple[str, ...]


def history(ws: Workspace, record: str, field: str = "") -> list[HistoryLine]:
    """Every change of a record (or of one field of it, "risk" or "case.risk"), newest first.

    Raises NotFound.
    """
    with ws.store.reading() as reading:
        entries = reading.history(record)
        if not entries:
            raise NotFound("", record)
        lines = history_lines(ws, reading, entries)
    return [line for line in lines if not field or line.field in (field, field.split(".")[-1])]


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest changes of a case file, newest first. `older`: there are more before them."""

    lines: tuple[HistoryLine, ...]
    older: bool


def latest_changes(ws: Workspace, case: str, limit: int) -> Latest:
    """Up to `limit` changes of a case and of everything in it, newest first. Raises NotFound."""
    with ws.store.reading() as reading:
        about = case_records(reading, found(reading, Case, case))
        entries = reading.history_of(about, limit=limit + 1)
        lines = history_lines(ws, reading, entries[:limit], about)
    return Latest(tuple(lines), len(entries) > limit)


def case_history(ws: Workspace, case: str, limit: int = 500) -> list[HistoryLine]:
    """The same as a list."""
    return list(latest_changes(ws, case, limit).lines)


def person_history(ws: Workspace, person: str, limit: int = 500) -> list[HistoryLine]:
    """The changes of a person, their papers, homes and relations, newest first.

    Raises NotFound.
    """
    with ws.store.reading() as reading:
        about = person_records(reading, found(reading, Person, person).uid)
        return history_lines(ws, reading, reading.history_of(about, limit=limit), about)


def recent_saves(ws: Workspace, limit: int = 50) -> list[SaveLine]:
    """The person's latest saves on this laptop, newest first.

    Without what the program noted, and without what was taken back since the workspace was opened
    and what took it back: undoing the first again and again goes further back.
    """
    with ws.store.reading() as reading:
        names = StaffNames(ws, reading)
        saves = reading.recent_saves(ws.person, limit + _NOTED_BETWEEN + 2 * len(ws.undone))
        return [
            SaveLine(s.save, instant(s.wall), names.name(s.author), s.changes, s.kinds)
            for s in saves
            if not _NOTED.issuperset(s.kinds) and _stands(ws, s.save)
        ][:limit]


def undo(ws: Workspace, save: str) -> Done:
    """Take one save back by a new save.

    Raises NothingToUndo, ChangedSince, NotAllowed (on a laptop, what only the office decides).
    """
    kinds = _kinds(ws, save)
    if kinds and _NOTED.issuperset(kinds):
        raise NothingToUndo(save)
    if ws.kind != "office" and _only_the_offices(kinds):
        raise NotAllowed("undo", me(ws).role)
    changes = ws.store.undo(save, ws.person)
    if changes:
        ws.undone[changes[0].save] = save
    return done_with(changes[0].record if changes else "", changes)


def _stands(ws: Workspace, save: str) -> bool:
    """Whether a save neither took another back nor was taken back; to bring back is an act."""
    if save in ws.undone.values():
        return False
    steps = 0
    while save in ws.undone:
        save, steps = ws.undone[save], steps + 1
    return steps % 2 == 0


def _kinds(ws: Workspace, save: str) -> set[str]:
    with ws.store.reading() as reading:
        return {change.field.partition(".")[0] for change in reading.save(save)}


def _only_the_offices(kinds: Collection[str]) -> bool:
    """Whether a save is about records that no laptop writes, as forms are."""
    return any(kind in REGISTRY and not REGISTRY[kind].writers for kind in kinds)


def history_lines(
    ws: Workspace,
    reading: "Reading",
    entries: "Sequence[Entry]",
    about: Mapping[str, str] | None = None,
) -> list[HistoryLine]:
    """`entries` as lines for people, with what each one replaced.

    `about`: the name of the person that a record is about, by record.
    """
    names, labels = StaffNames(ws, reading), device_labels(ws)
    told = [entry for entry in entries if entry.change.field not in _UNTOLD]
    values = {entry.change.origin: entry.change.value for entry in entries}
    values |= reading.values_at({p for e in told for p in e.change.parents if p not in values})
    said = [(e.change.field, e.change.value) for e in told if not e.change.redacted]
    said += [(e.change.field, values.get(p)) for e in told for p in e.change.parents]
    lines = _Lines(
        values,
        {p for e in entries if e.held is Held.ADMITTED for p in e.change.parents},
        names,
        labels,
        about or {},
        names_in(reading, said, names),
    )
    return [lines.line(entry) for entry in told]


def device_labels(ws: Workspace) -> dict[str, str]:
    """What each known device is called; this one by its workspace's label."""
    labels = {peer.device: peer.label for peer in ws.store.exchange.peers()}
    return {**labels, ws.store.device: ws.label}


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a line needs besides its own entry."""

    values: Mapping[Origin, str | None]
    replaced: AbstractSet[Origin]
    staff: StaffNames
    devices: Mapping[str, str]
    about: Mapping[str, str]
    named: Mapping[str, str]

    def line(self, entry: "Entry") -> HistoryLine:
        change = entry.change
        kind, _, rest = change.field.partition(".")
        name, _, element = rest.partition("/")
        old = next((self.values[p] for p in change.parents if p in self.values), None)
        about = self.about.get(change.record, "")
        return HistoryLine(
            save=change.save,
            at=instant(change.wall),
            author=change.author,
            author_name=self.staff.name(change.author),
            device=change.origin.device,
            device_label=self.devices.get(change.origin.device, ""),
            record=change.record,
            kind=kind,
            field=name,
            element=element,
            new=change.value,
            old=old,
            redacted=change.redacted,
            settled=len(change.parents) > 1,
            counts=entry.held is Held.ADMITTED and change.origin not in self.replaced,
            held=entry.held,
            about="" if about in (change.value, old) else about,
            named=self._names(change.value, old, element) if self.named else {},
        )

    def _names(self, *said: str | None) -> dict[str, str]:
        spoken_of = _ID.findall(" ".join(filter(None, said)))
        return {uid: self.named[uid] for uid in spoken_of if uid in self.named}
