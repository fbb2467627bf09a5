"""History of every field, and undo of one save."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from socialcase.actions.case_contents import case_records
from socialcase.actions.done import Done, done_with
from socialcase.actions.finding import found
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases import records
from socialcase.cases.changes import Held, Origin
from socialcase.cases.records import Case
from socialcase.cases.registry import REGISTRY
from socialcase.errors import NotAllowed, NotFound, NothingToUndo

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import Entry


_NOTED_BETWEEN = 50
"""Saves of that kind that may stand between two acts before one is overlooked."""
_NOTED: frozenset[str] = frozenset({records.Disclosure.KIND, records.Viewing.KIND})
"""What the program notes of somebody's doings by itself: nobody takes it back."""
_UNTOLD = frozenset({"attachment.key", "attachment.file", "attachment.sha256"})
"""Fields that tell people nothing, or too much: where a file lies and what opens it."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change. `old` is what it replaced (None: nothing); values are canonical text.

    `element`: for a set, which one. `settled`: it decided between several values. `counts`:
    nothing has replaced it. `held`: why it does not count yet (ADMITTED: it does). `about`: the
    name of the person that the record is about, where that is worth saying.
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


def case_history(ws: Workspace, case: str, limit: int = 500) -> list[HistoryLine]:
    """The changes of a case and of everything in it, newest first. Raises NotFound."""
    with ws.store.reading() as reading:
        about = case_records(reading, found(reading, Case, case))
        return history_lines(ws, reading, reading.history_of(about, limit=limit), about)


def recent_saves(ws: Workspace, limit: int = 50) -> list[SaveLine]:
    """The person's latest saves on this laptop, newest first; without what the program noted."""
    with ws.store.reading() as reading:
        names = StaffNames(ws, reading)
        saves = reading.recent_saves(ws.person, limit + _NOTED_BETWEEN)
        return [
            SaveLine(s.save, instant(s.wall), names.name(s.author), s.changes, s.kinds)
            for s in saves
            if not _NOTED.issuperset(s.kinds)
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
    return done_with(changes[0].record if changes else "", changes)


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
    """`entries` as lines for people, with what each one replaced where that is among them.

    `about`: the name of the person that a record is about, by record.
    """
    names, labels = StaffNames(ws, reading), device_labels(ws)
    values = {entry.change.origin: entry.change.value for entry in entries}
    replaced = {p for e in entries if e.held is Held.ADMITTED for p in e.change.parents}
    told = [entry for entry in entries if entry.change.field not in _UNTOLD]
    lines = (_line(entry, values, replaced, names, labels) for entry in told)
    return (
        [replace(line, about=about.get(line.record, "")) for line in lines]
        if about
        else list(lines)
    )


def device_labels(ws: Workspace) -> dict[str, str]:
    """What each known device is called; this one by its workspace's label."""
    labels = {peer.device: peer.label for peer in ws.store.exchange.peers()}
    return {**labels, ws.store.device: ws.label}


def _line(
    entry: "Entry",
    values: Mapping[Origin, str | None],
    replaced: AbstractSet[Origin],
    names: StaffNames,
    labels: dict[str, str],
) -> HistoryLine:
    change = entry.change
    kind, _, rest = change.field.partition(".")
    field, _, element = rest.partition("/")
    old = next((values[p] for p in change.parents if p in values), None)
    return HistoryLine(
        save=change.save,
        at=instant(change.wall),
        author=change.author,
        author_name=names.name(change.author),
        device=change.origin.device,
        device_label=labels.get(change.origin.device, ""),
        record=change.record,
        kind=kind,
        field=field,
        element=element,
        new=change.value,
        old=old,
        redacted=change.redacted,
        settled=len(change.parents) > 1,
        counts=entry.held is Held.ADMITTED and change.origin not in replaced,
        held=entry.held,
    )
