"""What is to be done: tasks, actions of plans, what the rules ask for; put off with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from socialcase.actions.certificates import expiring_in
from socialcase.actions.deadlines import running_in
from socialcase.actions.done import Done, done
from socialcase.actions.editing import day
from socialcase.actions.notes import finish_task
from socialcase.actions.plans import tick_action
from socialcase.actions.resources import ResourceLine, due_resources_in
from socialcase.actions.road import road
from socialcase.actions.scope import audience_in, default_audience
from socialcase.actions.service_views import OpenReferral, open_referrals
from socialcase.actions.supervision import Waiting, waiting
from socialcase.actions.today import day_subject, first_of, is_the_same
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import OPEN_STATUSES, RISKS
from socialcase.cases.dates import day_of, days_late, parse_day
from socialcase.cases.deadlines import Deadline
from socialcase.cases.records import Action, Case, Member, Snooze, Task, Visit
from socialcase.errors import BadValue, NotFound

if TYPE_CHECKING:
    from socialcase.storage.day import DayCase
    from socialcase.storage.reading import Reading

_MANY = 5000
NEXT = 3
"""What stands first: the next three, not a red wall."""
_AHEAD = timedelta(days=30)
_PAPERS_AHEAD = timedelta(days=60)
"""How far ahead of today anything is listed."""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do.

    `kind`: task, action, visit, deadline, resource or certificate; `record`: that record, of a
    deadline the case, of a certificate the person. `code`: of a deadline, what the rules ask for (a
    code of NORMS), and `why` it is due then. `what`: in words, "" where `code` says it. `late`:
    days since it was due, negative while that is ahead, None without a day. `place`: the
    settlement. `put_off_until` may be past.
    """

    kind: str
    record: str
    case: str
    subject: str
    place: str
    what: str
    due: date | None
    late: int | None
    risk_level: str = ""
    code: str = ""
    waits_for: str = ""
    why: Deadline | None = None
    put_off_until: date | None = None
    put_off_why: str = ""

    @property
    def tickable(self) -> bool:
        """Whether a person may say that it is done: what the rules ask for is done by doing it."""
        return self.kind in ("task", "action")


@dataclass(frozen=True, slots=True)
class Todos:
    """Everything to do, each thing once: the next three first, the rest by when it is due."""

    next: tuple[Todo, ...]
    overdue: tuple[Todo, ...]
    today: tuple[Todo, ...]
    week: tuple[Todo, ...]
    later: tuple[Todo, ...]
    undated: tuple[Todo, ...]
    put_off: tuple[Todo, ...]
    for_family: tuple[Todo, ...]
    for_provider: tuple[OpenReferral, ...]
    for_office: tuple[Waiting, ...]

    @property
    def count(self) -> int:
        """How much is to be done now: without what was put off or waits for others."""
        parts = (self.next, self.overdue, self.today, self.week, self.later, self.undated)
        return sum(len(part) for part in parts)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar: visits first, then what else is due."""

    day: date
    todos: tuple[Todo, ...]


def todos(ws: Workspace) -> Todos:
    """What the person here has to do, as of today."""
    found = _all(ws, ws.today + _AHEAD)
    put_off = [one for one in found if one.put_off_until and one.put_off_until > ws.today]
    family = [one for one in found if one.waits_for == "family" and one not in put_off]
    mine = [one for one in found if one not in put_off and one not in family]
    dated = sorted((one for one in mine if one.late is not None), key=_urgency)
    first = tuple(dated[:NEXT])
    rest = sorted(dated[NEXT:], key=_by_day)
    return Todos(
        next=first,
        overdue=tuple(one for one in rest if _late(one) > 0),
        today=tuple(one for one in rest if _late(one) == 0),
        week=tuple(one for one in rest if -7 < _late(one) < 0),
        later=tuple(one for one in rest if _late(one) <= -7),
        undated=tuple(one for one in mine if one.late is None),
        put_off=tuple(sorted(put_off, key=lambda one: one.put_off_until or date.max)),
        for_family=tuple(sorted(family, key=_by_day)),
        for_provider=tuple(open_referrals(ws, mine=True)),
        for_office=tuple(waiting(ws, road(ws))),
    )


def calendar(ws: Workspace, monday: date) -> tuple[CalendarDay, ...]:
    """Seven days from `monday`: what falls on each of them."""
    days = [monday + timedelta(days=place) for place in range(7)]
    found = _all(ws, days[-1])
    by_day: dict[date, list[Todo]] = {one: [] for one in days}
    for todo in found:
        on = max(filter(None, (todo.put_off_until, todo.due)), default=None)
        if on in by_day:
            by_day[on].append(todo)
    order = ("visit", "deadline", "action", "task", "resource", "certificate")
    return tuple(
        CalendarDay(on, tuple(sorted(found, key=lambda one: (order.index(one.kind), one.subject))))
        for on, found in by_day.items()
    )


def finish(ws: Workspace, todo: Todo) -> Done:
    """Say that a task or an action is done. Raises NotFound for what is done by doing it."""
    if todo.kind == "task":
        return finish_task(ws, todo.record)
    if todo.kind == "action":
        return tick_action(ws, todo.record)
    raise NotFound(todo.kind, todo.record)


def put_off(ws: Workspace, todo: Todo, until: str, reason: str) -> Done:
    """Put something off to a later day, and say why. It comes back on that day with the reason.

    Raises BadValue (a day that is not ahead, or no reason).
    """
    on = day("snooze", "until", until)
    if parse_day(on) <= ws.today:
        raise BadValue("snooze", "until", "ahead")
    if not reason.strip():
        raise BadValue("snooze", "reason", "text")
    kept = _kept(ws, todo)
    audience = audience_in(todo.case) if todo.case else default_audience(ws)
    with ws.store.transaction(ws.person) as tx:
        due = todo.due.isoformat() if todo.due else ""
        for uid in kept:
            tx.set(uid, "until", on)
            tx.set(uid, "reason", reason.strip())
            tx.set(uid, "due", due or None)
        if not kept:
            about = {"case": todo.case, "about": todo.record, "what": todo.code, "due": due}
            filled = {name: value for name, value in about.items() if value}
            values = {**filled, "until": on, "reason": reason.strip()}
            kept = (tx.create("snooze", audience, values),)
    return done(kept[0], tx)


def take_up(ws: Workspace, todo: Todo) -> Done:
    """Put something no longer off. Raises NotFound where it is not."""
    kept = _kept(ws, todo)
    if not kept:
        raise NotFound("snooze", todo.record)
    with ws.store.transaction(ws.person) as tx:
        for uid in kept:
            tx.set(uid, "until", None)
    return done(kept[0], tx)


def _kept(ws: Workspace, todo: Todo) -> tuple[str, ...]:
    """How it was put off before: more than once, where two laptops did so apart."""
    with ws.store.reading() as reading:
        found = reading.page(Snooze, {"about": todo.record, "what": todo.code}, limit=_MANY)
    return tuple(one.uid for one in found)


_Cases = Mapping[str, "DayCase"]


def _all(ws: Workspace, last: date) -> list[Todo]:
    """Everything that is open and due by `last`, or has no day."""
    with ws.store.reading() as reading:
        cases = {one.uid: one for one in reading.day_cases(ws.person, OPEN_STATUSES)}
        tasks = reading.page(Task, {"owner": ws.person, "done_on": ""}, order="due", limit=_MANY)
        lent = [one for one in due_resources_in(reading, ws.today) if one.late is not None]
        planned = reading.page(Visit, {"outcome": "planned"}, order="planned", limit=_MANY)
        told_of = {*(one.case for one in planned), *(one.resource.case for one in lent)}
        own = cases | _others(reading, told_of - {*cases, ""}, ws.person)
        asked = own | _others(reading, {one.case for one in tasks} - {*own, ""})
        found = [
            *_tasks(ws, tasks, asked),
            *_resources(ws, lent, own),
            *_actions(ws, reading, cases),
            *_visits(ws, planned, own),
            *_deadlines(ws, reading, cases, first_of(planned)),
            *_certificates(ws, reading, cases),
        ]
        off = {(one.about, one.what): one for one in reading.page(Snooze, limit=_MANY)}
    marked = (_marked(one, off.get((one.record, one.code))) for one in found)
    return [one for one in marked if one.due is None or one.due <= last]


def _marked(todo: Todo, off: Snooze | None) -> Todo:
    until = day_of(off.until) if off is not None else None
    if off is None or until is None or not is_the_same(off.due, todo.due):
        return todo
    return replace(todo, put_off_until=until, put_off_why=off.reason)


def _todo(
    ws: Workspace, cases: _Cases, kind: str, record: str, case: str, what: str, due: date | None
) -> Todo:
    about = cases.get(case)
    return Todo(
        kind,
        record,
        case,
        day_subject(about) if about else "",
        (about.home_settlement or about.person_settlement) if about else "",
        what,
        due,
        days_late(due, ws.today) if due else None,
        about.risk_level if about else "",
    )


def _others(reading: "Reading", uids: set[str], owner: str = "") -> dict[str, "DayCase"]:
    """Closed cases, and those of others, in which something is still to be done."""
    return {one.uid: one for one in reading.day_cases_among(uids, owner)} if uids else {}


def _tasks(ws: Workspace, tasks: Iterable[Task], cases: _Cases) -> Iterable[Todo]:
    for task in tasks:
        made = _todo(ws, cases, "task", task.uid, task.case, task.what, day_of(task.due))
        yield replace(made, waits_for=task.waiting_for)


def _actions(ws: Workspace, reading: "Reading", cases: _Cases) -> Iterable[Todo]:
    if not cases:
        return
    open_ = {"case": tuple(cases), "status": "open"}
    actions = [a for a in reading.page(Action, open_, order="due", limit=_MANY) if a.due]
    elsewhere = reading.passed_on([action.uid for action in actions])
    for action in actions:
        due = day_of(action.due)
        if due is not None and action.uid not in elsewhere:
            yield _todo(ws, cases, "action", action.uid, action.case, action.what, due)


def _visits(ws: Workspace, planned: Iterable[Visit], cases: _Cases) -> Iterable[Todo]:
    """Visits that are planned in one's own cases, closed ones too."""
    for visit in planned:
        due = day_of(visit.planned)
        if due is not None and visit.case in cases:
            yield _todo(ws, cases, "visit", visit.uid, visit.case, visit.purpose, due)


def _deadlines(
    ws: Workspace, reading: "Reading", cases: _Cases, planned: Mapping[str, date]
) -> Iterable[Todo]:
    """What the rules ask for; no contact where a visit is planned by the day it is due."""
    for uid, running in running_in(ws, reading, cases).items():
        visit = planned.get(uid, date.max)
        for deadline in running:
            if deadline.what != "contact" or visit > max(deadline.due, ws.today):
                made = _todo(ws, cases, "deadline", uid, uid, "", deadline.due)
                yield replace(made, code=deadline.what, why=deadline)


def _certificates(ws: Workspace, reading: "Reading", cases: _Cases) -> Iterable[Todo]:
    """Papers of people in one's own cases that end soon: a new one takes its time."""
    ending = expiring_in(reading, ws.today, ws.today + _PAPERS_AHEAD)
    people = tuple({one.person for one in ending})
    if not people:
        return
    homes = {case.household: uid for uid, case in cases.items() if case.household}
    members = reading.page(Member, {"person": people, "until": ""}, limit=_MANY)
    where = {m.person: homes[m.household] for m in members if m.household in homes}
    own = reading.page(Case, {"person": people, "owner": ws.person}, limit=_MANY)
    where |= {case.person: case.uid for case in own if case.uid in cases}
    for one in ending:
        if one.person in where:
            due = day_of(one.valid_until)
            made = _todo(ws, cases, "certificate", one.person, where[one.person], one.name, due)
            yield replace(made, code=one.what)


def _resources(ws: Workspace, lent: Iterable[ResourceLine], cases: _Cases) -> Iterable[Todo]:
    """What was promised or lent in one's own cases; closed ones too: it goes back even then."""
    for line in lent:
        resource = line.resource
        if resource.case in cases:
            due = ws.today - timedelta(days=line.late or 0)
            yield _todo(ws, cases, "resource", resource.uid, resource.case, resource.what, due)


def _late(todo: Todo) -> int:
    return todo.late if todo.late is not None else -_MANY


def _by_day(todo: Todo) -> tuple[date, str, str]:
    return (todo.due or date.max, todo.subject, todo.what)


def _urgency(todo: Todo) -> tuple[bool, bool, date, int, str]:
    """Urgent help first; then what is due by today, the higher risk before the lower."""
    risk = RISKS.index(todo.risk_level) if todo.risk_level in RISKS else len(RISKS)
    ahead = _late(todo) < 0
    return (todo.code != "service", ahead, todo.due or date.max, risk, todo.subject)
