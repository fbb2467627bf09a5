"""Conflicts: one field, two values, each written without sight of the other. A person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import TimelineEntry
from socialcase.actions.combining import combined, values_of
from socialcase.actions.done import Done, done
from socialcase.actions.editing import checked
from socialcase.actions.finding import RECORDS
from socialcase.actions.history import device_labels
from socialcase.actions.lines import StaffNames, display_name, subject_in
from socialcase.actions.road import instant
from socialcase.actions.scope import EVERYONE, case_audience, default_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Change, Origin
from socialcase.cases.fields import AUDIENCE
from socialcase.cases.records import Case, Household, Member, Person, Provider, Relation, Staff, Tie
from socialcase.errors import BadValue, NotFound
from socialcase.texts import label
from socialcase.texts.places import etrap_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import Conflict

_URGENT = ("case.risk", "case.status", "case.closure", "consent.scope", "consent.withdrawn")
_AROUND = 5


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict in the list. `field` is a path ("case.risk"); `urgent`: risk, consent, closure."""

    record: str
    kind: str
    field: str
    case: str
    subject: str
    versions: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that somebody had (or had not) before them: whose and when."""

    author_name: str
    at: datetime
    value: str | None
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values. `number` from 1 is what `keep_version` takes.

    `parts`: for a group, its parts in order; otherwise one part named "" with the value.
    `showing`: the program shows it until the conflict is settled (the safer one).
    """

    number: int
    origin: Origin
    author: str
    author_name: str
    role: str
    owns_case: bool
    device_label: str
    at: datetime
    value: str | None
    parts: tuple[tuple[str, str], ...]
    showing: bool
    had_seen: tuple[Seen, ...]
    had_not_seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Everything the conflict page shows. `field` is a path ("case.risk").

    `base`: the value that all had before, if there is one. `differing`: parts that differ.
    `combined`: a proposal from all versions (the safer level, all reasons), None if none makes
    sense; give it, edited or not, to `settle`. `around`: what happened in the case meanwhile.
    """

    record: str
    kind: str
    field: str
    case: str
    subject: str
    case_number: str
    etrap: str
    base: Seen | None
    versions: tuple[Version, ...]
    differing: tuple[str, ...]
    combined: Mapping[str, str] | None
    around: tuple[TimelineEntry, ...]


def conflicts(ws: Workspace) -> list[ConflictRow]:
    """What waits for a decision, the urgent first."""
    with ws.store.reading() as reading:
        rows = [_row(reading, conflict) for conflict in reading.conflicts()]
    return sorted(rows, key=lambda row: (not row.urgent, row.subject, row.field))


def conflict(ws: Workspace, record: str, field: str) -> ConflictView:
    """Both sides of one conflict. Raises NotFound when there is none (any more)."""
    with ws.store.reading() as reading:
        open_conflict = _found(reading, record, field)
        case, subject = about(reading, open_conflict.kind, record)
        versions = _versions(ws, reading, open_conflict, case)
        base = open_conflict.base
        seen = _seen(base, StaffNames(ws, reading)) if base else None
    around = _around(ws, case, open_conflict) if case else ()
    return ConflictView(
        record=record,
        kind=open_conflict.kind,
        field=open_conflict.field,
        case=case.uid if case else "",
        subject=subject,
        case_number=case.number if case else "",
        etrap=case.etrap if case else "",
        base=seen,
        versions=versions,
        differing=_differing(versions),
        combined=combined(open_conflict.field, [head.value for head in open_conflict.heads]),
        around=around,
    )


def keep_version(ws: Workspace, record: str, field: str, number: int) -> Done:
    """Settle by keeping one version. Raises NotFound, BadValue (no such number)."""
    with ws.store.reading() as reading:
        open_conflict = _found(reading, record, field)
    heads = open_conflict.heads
    if not 1 <= number <= len(heads):
        raise BadValue(open_conflict.kind, open_conflict.field, f"1-{len(heads)}")
    with ws.store.transaction(ws.person) as tx:
        # the exact text: it may hold a code or a part that only a newer program knows
        tx.put(record, open_conflict.field, heads[number - 1].value)
    return done(record, tx)


def settle(
    ws: Workspace, record: str, field: str, value: Mapping[str, str | None] | str | None
) -> Done:
    """Settle with a value of one's own (for a group, all its parts). Raises NotFound, BadValue."""
    with ws.store.reading() as reading:
        open_conflict = _found(reading, record, field)
    name, given = checked(open_conflict.kind, open_conflict.field.partition(".")[2], value)
    with ws.store.transaction(ws.person) as tx:
        tx.settle(record, name, given)
    return done(record, tx)


def ask_authors(ws: Workspace, record: str, field: str, question: str = "") -> Done:
    """Leave it open and give every author a task to talk about it. Raises NotFound."""
    with ws.store.reading() as reading:
        open_conflict = _found(reading, record, field)
        case, _ = about(reading, open_conflict.kind, record)
        circle = reading.audience(record)
    due = (ws.today + timedelta(days=7)).isoformat()
    what = question or label("field", open_conflict.field)
    if case:
        circle = case_audience(case)
    elif circle in ("", EVERYONE):  # a staff record's is no circle for a task
        circle = default_audience(ws)
    with ws.store.transaction(ws.person) as tx:
        for author in dict.fromkeys(head.author for head in open_conflict.heads):
            task = {"what": what, "owner": author, "due": due, "case": case.uid if case else None}
            tx.create("task", circle, task)
    return done(record, tx)


def about(reading: "Reading", kind: str, record: str) -> tuple[Case | None, str]:
    """The case that a record belongs to, if any, and whom it is about."""
    got = reading.get(RECORDS[kind], record) if kind in RECORDS else None
    if isinstance(got, Person):
        return None, display_name(got)
    if isinstance(got, Household):
        return None, got.label
    if isinstance(got, Provider):
        return None, got.name
    if isinstance(got, Member | Relation | Tie):
        return None, _at_home(reading, got)
    uid = record if kind == "case" else str(getattr(got, "case", ""))
    case = reading.get(Case, uid) if uid else None
    return case, subject_in(reading, case) if case else ""


def _at_home(reading: "Reading", got: Member | Relation | Tie) -> str:
    """The person that a part of a family is about, else the household."""
    person = reading.get(Person, got.person) if got.person else None
    household = "" if isinstance(got, Relation) else got.household
    home = reading.get(Household, household) if household else None
    return (display_name(person) if person else "") or (home.label if home else "")


def _found(reading: "Reading", record: str, field: str) -> "Conflict":
    """The open conflict in `field` ("risk" or "case.risk") of a record. Raises NotFound."""
    for one in reading.conflicts():
        if one.record == record and field in (one.field, one.field.partition(".")[2]):
            return one
    raise NotFound("conflict", field)


def _row(reading: "Reading", one: "Conflict") -> ConflictRow:
    case, subject = about(reading, one.kind, one.record)
    uid, urgent = case.uid if case else "", one.field in _URGENT
    return ConflictRow(one.record, one.kind, one.field, uid, subject, len(one.heads), urgent)


def _versions(
    ws: Workspace, reading: "Reading", one: "Conflict", case: Case | None
) -> tuple[Version, ...]:
    names, labels = StaffNames(ws, reading), device_labels(ws)
    seen = (_seen(one.base, names),) if one.base else ()
    versions: list[Version] = []
    for number, head in enumerate(one.heads, start=1):
        unseen = tuple(_seen(other, names) for other in one.heads if other is not head)
        staff = names.staff(head.author) or Staff(head.author)
        versions.append(
            Version(
                number=number,
                origin=head.origin,
                author=head.author,
                author_name=staff.name,
                role=staff.role,
                owns_case=case is not None and case.owner == head.author,
                device_label=labels.get(head.origin.device, ""),
                at=instant(head.wall),
                value=head.value,
                parts=_parts(head, names),
                showing=number == 1,
                had_seen=seen,
                had_not_seen=unseen,
            )
        )
    return tuple(versions)


def _seen(change: Change, names: StaffNames) -> Seen:
    return Seen(
        names.name(change.author), instant(change.wall), change.value, _parts(change, names)
    )


def _parts(change: Change, names: StaffNames) -> tuple[tuple[str, str], ...]:
    value = values_of(change.field, change.value)
    if change.field.endswith(f".{AUDIENCE}"):
        return (("", _circle(change.value or "", names)),)
    if isinstance(value, Mapping):
        named = {"to"} if change.field == "case.handover" else set()
        return tuple(
            (part, names.name(text or "") if part in named else text or "")
            for part, text in value.items()
        )
    return (("", value or ""),)


def _circle(audience: str, names: StaffNames) -> str:
    """Who is in a circle: the people named, or the etrap."""
    kind, _, rest = audience.partition(":")
    if kind == "named":
        return ", ".join(names.name(one) or one for one in rest.split(","))
    return etrap_name(rest) if kind == "etrap" else audience


def _differing(versions: tuple[Version, ...]) -> tuple[str, ...]:
    names = dict.fromkeys(part for version in versions for part, _ in version.parts)
    return tuple(
        name for name in names if len({dict(version.parts).get(name) for version in versions}) > 1
    )


def _around(ws: Workspace, case: Case, one: "Conflict") -> tuple[TimelineEntry, ...]:
    """What happened in the case since the first of the values was written."""
    since = min(instant(head.wall) for head in one.heads).date()
    own = {"risk", "status"}
    entries = case_file(ws, case.uid).timeline
    near = [e for e in entries if e.day >= since and e.kind not in own]
    return tuple(reversed(near[-_AROUND:]))
