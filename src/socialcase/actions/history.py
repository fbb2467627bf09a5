"""History of every field, and undo of one save."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from socialcase.actions.done import Done, done_with
from socialcase.actions.finding import found
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases import records
from socialcase.cases.changes import Held, Origin
from socialcase.cases.records import Case
from socialcase.cases.registry import REGISTRY
from socialcase.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import Entry


class _Record(Protocol):
    @property
    def uid(self) -> str: ...


_IN_CASE: tuple[type[_Record], ...] = (
    records.Consent,
    records.Assessment,
    records.Plan,
    records.Goal,
    records.Action,
    records.Visit,
    records.Note,
    records.Comment,
    records.Remark,
    records.Task,
    records.Attachment,
)
_UNTOLD = frozenset({"attachment.key", "attachment.file", "attachment.sha256"})
"""Fields that tell people nothing, or too much: where a file lies and what opens it."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change. `old` is what it replaced (None: nothing); values are canonical text.

    `element`: for a set, which one. `settled`: it decided between several values. `counts`:
    nothing has replaced it. `held`: why it does not count yet (ADMITTED: it does).
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
        found(reading, Case, case)
        members = [case, *(r for kind in _IN_CASE for r in _of_case(reading, kind, case))]
        return history_lines(ws, reading, reading.history_of(members, limit=limit))


def recent_saves(ws: Workspace, limit: int = 50) -> list[SaveLine]:
    """The person's latest saves on this laptop, newest first."""
    with ws.store.reading() as reading:
        names = StaffNames(ws, reading)
        return [
            SaveLine(s.save, instant(s.wall), names.name(s.author), s.changes, s.kinds)
            for s in reading.recent_saves(ws.person, limit)
        ]


def undo(ws: Workspace, save: str) -> Done:
    """Take one save back by a new save.

    Raises NothingToUndo, ChangedSince, NotAllowed (on a laptop, what only the office decides).
    """
    if ws.kind != "office" and _only_the_offices(ws, save):
        raise NotAllowed("undo", me(ws).role)
    changes = ws.store.undo(save, ws.person)
    return done_with(changes[0].record if changes else "", changes)


def _only_the_offices(ws: Workspace, save: str) -> bool:
    """Whether the save is about records that no laptop writes, as forms are."""
    with ws.store.reading() as reading:
        kinds = {change.field.partition(".")[0] for change in reading.save(save)}
    return any(kind in REGISTRY and not REGISTRY[kind].writers for kind in kinds)


def history_lines(
    ws: Workspace, reading: "Reading", entries: "Sequence[Entry]"
) -> list[HistoryLine]:
    """`entries` as lines for people, with what each one replaced where that is among them."""
    names, labels = StaffNames(ws, reading), device_labels(ws)
    values = {entry.change.origin: entry.change.value for entry in entries}
    replaced = {p for e in entries if e.held is Held.ADMITTED for p in e.change.parents}
    told = [entry for entry in entries if entry.change.field not in _UNTOLD]
    return [_line(entry, values, replaced, names, labels) for entry in told]


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


def _of_case(reading: "Reading", kind: type[_Record], case: str) -> list[str]:
    return [record.uid for record in reading.page(kind, {"case": case}, limit=1000)]
