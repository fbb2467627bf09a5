"""The timeline of a case: what happened, newest first, from records and from the change log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.case_views import TimelineEntry
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import Road, Where, instant
from socialcase.actions.service_story import service_story
from socialcase.actions.stamps import Stamp, Stamps
from socialcase.actions.visits import met_words
from socialcase.cases.canonical import parts_of
from socialcase.cases.changes import Change, Held
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import (
    Assessment,
    Attachment,
    Comment,
    Consent,
    Note,
    Plan,
    Review,
    Task,
    Visit,
)
from socialcase.cases.versions import names_of

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


_STORY = (
    "case.risk",
    "case.status",
    "case.closure",
    "case.reopening",
    "case.urgent",
    "case.handover",
    "case.owner",
    "case.etrap",
)
"""Fields of a case whose changes tell a story by themselves."""
_TOLD_OTHERWISE = ("draft", "approved", "returned")
"""Statuses of a plan that need no entry: goals tell of a draft, comments of the others."""

_MANY_REVIEWS = 500


@dataclass(frozen=True, slots=True)
class Happenings:
    """The records of a case that the timeline tells of. `names`: people's names by id."""

    visits: Sequence[Visit] = ()
    notes: Sequence[Note] = ()
    assessments: Sequence[Assessment] = ()
    consents: Sequence[Consent] = ()
    comments: Sequence[Comment] = ()
    tasks: Sequence[Task] = ()
    plans: Sequence[Plan] = ()
    documents: Sequence[Attachment] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def timeline(
    reading: "Reading", case: str, told: Happenings, stamps: Stamps, staff: StaffNames, road: Road
) -> tuple[TimelineEntry, ...]:
    """Everything that happened in a case, newest first."""
    entries = [
        *_records(told, stamps),
        *service_story(reading, case, staff, road),
        *_reviews(reading, case, staff, road),
        *_steps(reading, case, _STORY, staff, road),
        *(
            entry
            for plan in told.plans
            for entry in _steps(reading, plan.uid, ("plan.status",), staff, road)
        ),
    ]
    return tuple(sorted(entries, key=lambda e: (e.day, e.stamp.at), reverse=True))


def _reviews(
    reading: "Reading", case: str, staff: StaffNames, road: Road
) -> Iterable[TimelineEntry]:
    reviews = reading.page(Review, {"case": case}, order="held", limit=_MANY_REVIEWS)
    stamps = Stamps(reading, [one.uid for one in reviews], staff, road)
    for one in reviews:
        stamp = stamps.of(one.uid)
        text = one.own_words or one.note
        who = one.with_whom or stamp.author_name
        yield _entry("review", one.uid, one.held, stamp, code=one.decision, text=text, who=who)


def _records(told: Happenings, stamps: Stamps) -> Iterable[TimelineEntry]:
    yield from (
        _visit(v, stamps.of(v.uid), told.names) for v in told.visits if v.outcome != "planned"
    )
    yield from (_note(n, stamps.of(n.uid)) for n in told.notes)
    yield from (_assessment(a, stamps.of(a.uid), told.names) for a in told.assessments)
    yield from (_consent(c, stamps.of(c.uid), told.names) for c in told.consents)
    yield from (_comment(c, stamps.of(c.uid), told.kinds) for c in told.comments)
    yield from (_task(t, stamps.of(t.uid)) for t in told.tasks)
    yield from (_document(d, stamps.of(d.uid)) for d in told.documents)
    names = names_of(told.plans, {plan.uid: stamps.begun(plan.uid) for plan in told.plans})
    agreed = (plan for plan in told.plans if plan.agreed_on)
    yield from (_agreed(plan, names[plan.uid], stamps.of(plan.uid)) for plan in agreed)


def _entry(
    kind: str,
    record: str,
    day: str,
    stamp: Stamp,
    *,
    code: str = "",
    about: str = "",
    title: str = "",
    text: str = "",
    who: str = "",
    minutes: int | None = None,
) -> TimelineEntry:
    on = day_of(day) or _civil(stamp.at)
    return TimelineEntry(
        on, kind, record, code, about, "", title, text, who, minutes, stamp, save=""
    )


def _visit(visit: Visit, stamp: Stamp, names: Mapping[str, str]) -> TimelineEntry:
    return _entry(
        "visit",
        visit.uid,
        visit.told_on or visit.planned,
        stamp,
        code=visit.outcome,
        about=visit.kind,
        title=visit.purpose,
        text=visit.note,
        who=met_words(visit, names),
        minutes=visit.minutes,
    )


def _note(note: Note, stamp: Stamp) -> TimelineEntry:
    return _entry("note", note.uid, note.told_on, stamp, text=note.text)


def _assessment(done: Assessment, stamp: Stamp, names: Mapping[str, str]) -> TimelineEntry:
    who = names.get(done.person, "")
    title, text = done.form_title or done.form_id, done.reason
    return _entry("assessment", done.uid, done.told_on, stamp, title=title, text=text, who=who)


def _consent(consent: Consent, stamp: Stamp, names: Mapping[str, str]) -> TimelineEntry:
    code = "withdrawn" if consent.withdrawn else consent.scope
    who = consent.giver or names.get(consent.person, "")
    day = consent.withdrawn or consent.given
    return _entry("consent", consent.uid, day, stamp, code=code, text=consent.withhold, who=who)


def _comment(said: Comment, stamp: Stamp, kinds: Mapping[str, str]) -> TimelineEntry:
    about = kinds.get(said.about, "")
    who = stamp.author_name
    return _entry(
        "comment", said.uid, "", stamp, code=said.kind, about=about, text=said.text, who=who
    )


def _task(task: Task, stamp: Stamp) -> TimelineEntry:
    code = "done" if task.done_on else "open"
    return _entry("task", task.uid, task.done_on, stamp, code=code, title=task.what)


def _document(document: Attachment, stamp: Stamp) -> TimelineEntry:
    title = document.caption or document.name
    return _entry("attachment", document.uid, "", stamp, title=title, who=stamp.author_name)


def _agreed(plan: Plan, version: str, stamp: Stamp) -> TimelineEntry:
    who = plan.agreed_by
    return _entry("plan", plan.uid, plan.agreed_on, stamp, code="agreed", title=version, who=who)


def _steps(
    reading: "Reading", record: str, fields: Iterable[str], staff: StaffNames, road: Road
) -> Iterable[TimelineEntry]:
    """Changes that tell a story by themselves: risk, status of case and plan, whose it is."""
    whole = reading.history(record)
    for path in fields:
        entries = [entry for entry in whole if entry.change.field == path]
        values = {entry.change.origin: _code(entry.change) for entry in entries}
        for entry in entries:
            change = entry.change
            before = next((values[p] for p in change.parents if p in values), "")
            quiet = values[change.origin] in (before, *_TOLD_OTHERWISE)
            settled = len(change.parents) > 1 and path in _SETTLED
            if entry.held is Held.ADMITTED and (settled or not (quiet or _silent(change))):
                yield _step(change, before, staff, road.where(change.origin))


_SETTLED = ("case.risk", "case.status", "plan.status")
"""Fields of which it is told, too, when somebody decided between two values."""


def _silent(change: Change) -> bool:
    """Changes that another entry tells of: whose a new case is, and what its closing ends."""
    if change.field in ("case.owner", "case.etrap"):
        return not change.parents or not change.value
    if change.field in ("case.closure", "case.handover", "case.reopening"):
        return not _code(change)
    return change.field == "case.status" and change.value == "closed"


def _step(change: Change, before: str, staff: StaffNames, where: Where) -> TimelineEntry:
    kind, _, name = change.field.partition(".")
    at = instant(change.wall)
    stamp = Stamp(change.author, staff.name(change.author), at, where)
    parts = parts_of(change.value) if name in _PARTS else {}
    said = (parts.get(part, "") for part in _PARTS.get(name, ()))
    to = {"handover": parts.get("to", ""), "owner": change.value or ""}.get(name, "")
    return TimelineEntry(
        day=_civil(at),
        kind="plan" if kind == "plan" else name,
        record=change.record,
        code=_code(change),
        about="settled" if len(change.parents) > 1 else "",
        before=before,
        title=staff.name(to),
        text="\n".join(filter(None, said)),
        who=stamp.author_name,
        minutes=None,
        stamp=stamp,
        save=change.save,
    )


_PARTS: Mapping[str, tuple[str, ...]] = {
    "risk": ("reasons",),
    "closure": ("outcome", "feedback", "unheard"),
    "reopening": ("reason",),
    "urgent": ("what",),
    "handover": (),
}
"""The parts of a group that are shown as what somebody wrote."""
_CODES: Mapping[str, str] = {
    "case.risk": "level",
    "case.closure": "reason",
    "case.reopening": "date",
    "case.urgent": "since",
    "case.handover": "reason",
}
"""The part of a group that says what happened."""


def _code(change: Change) -> str:
    if change.field in _CODES:
        return parts_of(change.value).get(_CODES[change.field], "")
    return change.value or ""


def _civil(at: datetime) -> date:
    return at.astimezone(ASHGABAT).date()
