"""The Today page: whom to visit this week, what is late, what waits, what the office said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from socialcase.actions.day_standing import day_standing
from socialcase.actions.norms import norms_in
from socialcase.actions.road import in_no_bundle, road
from socialcase.actions.supervision import Answer, Waiting, answers, waiting
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import OPEN_STATUSES
from socialcase.cases.dates import Age, age_on, day_of, days_late, week_from
from socialcase.cases.deadlines import deadline
from socialcase.cases.norms import Norms
from socialcase.cases.records import Action, Snooze, Task, Visit
from socialcase.cases.rules import propose
from socialcase.cases.standing import current
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.day import DayCase

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000


class DueVisit(NamedTuple):
    """A visit that is due. `visit` is "" where only the rules ask for a contact.

    `purpose` is what a person wrote, else `act` (cases.rules.ACTS) says it. `late`: days since
    it was due. `birth`, `on`: when the person was born, as kept, and the day of the page. Groups
    of the case are never named here: this page may be seen by others.
    """

    case: str
    visit: str
    subject: str
    people: int
    risk_level: str
    last_met: date | None
    safe_contact_how: str
    purpose: str
    act: str
    due: date
    late: int
    birth: str
    on: date

    @property
    def age(self) -> Age | None:
        """The person's age; None for a family. Worked out when it is shown: few rows ever are."""
        return age_on(self.birth, self.on) if self.birth else None


@dataclass(frozen=True, slots=True)
class Village:
    """The visits due in one place; places come in the order of their most urgent visit."""

    settlement: str
    etrap: str
    visits: tuple[DueVisit, ...]


@dataclass(frozen=True, slots=True)
class DayBox:
    """One day of the week ahead."""

    day: date
    visits: int
    settlements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateItem:
    """An action or task whose day has passed. `kind`: action or task."""

    record: str
    kind: str
    case: str
    subject: str
    what: str
    due: date
    late: int


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the Today page shows."""

    day: date
    visits_today: int
    visits_late: int
    week: tuple[DayBox, ...]
    villages: tuple[Village, ...]
    late: tuple[LateItem, ...]
    answers: tuple[Answer, ...]
    waiting: tuple[Waiting, ...]
    drafts: int
    unsent_changes: int
    unsent_cases: int
    only_here: int
    office_has_until: datetime | None


def today(ws: Workspace) -> TodayPage:
    """Read the Today page for the person at this workspace."""
    way = road(ws)
    with ws.store.reading() as reading:
        planned = reading.page(Visit, {"outcome": "planned"}, order="planned", limit=_MANY)
        cases = _cases(reading, ws.person, planned)
        off = put_off(reading, ws.today)
        villages = _villages(cases, _due(reading, cases, ws.today, planned, off))
        late = _late(reading, cases, ws, off)
        unsent = reading.unsent()
    due = [visit for village in villages for visit in village.visits]
    return TodayPage(
        day=ws.today,
        visits_today=sum(1 for visit in due if visit.late == 0),
        visits_late=sum(1 for visit in due if visit.late > 0),
        week=_week(villages, ws.today),
        villages=villages,
        late=late,
        answers=tuple(answers(ws, way)),
        waiting=tuple(waiting(ws, way)),
        drafts=len(ws.store.drafts.open()),
        unsent_changes=unsent.changes,
        unsent_cases=unsent.cases,
        only_here=in_no_bundle(ws, way, unsent.changes),
        office_has_until=way.has_until,
    )


_Cases = Mapping[str, DayCase]
PutOff = Mapping[tuple[str, str], tuple[date, str]]
"""Until when something is put off, and when it was due: by the record that it is about, its code.

"" for the day: whenever it is due.
"""


def _cases(reading: "Reading", owner: str, planned: Iterable[Visit]) -> dict[str, DayCase]:
    """One's own open cases, and closed ones in which a visit is planned."""
    cases = {c.uid: c for c in reading.day_cases(owner, OPEN_STATUSES)}
    others = {visit.case for visit in planned} - {*cases, ""}
    closed = reading.day_cases_among(others, owner) if others else ()
    return cases | {c.uid: c for c in closed}


def _due(
    reading: "Reading", cases: _Cases, on: date, planned: Iterable[Visit], off: PutOff
) -> list[DueVisit]:
    """Planned visits up to a week ahead; for cases without one, what the rules ask for.

    A visit that is planned for a later week does not stand for a contact that is due before it.
    What was put off is due on the day until which it was.
    """
    last = week_from(on)[-1]
    mine = [visit for visit in planned if visit.case in cases and day_of(visit.planned)]
    visits = [_planned(cases[visit.case], visit, on, off) for visit in mine]
    first = first_of(mine)
    others = (case for uid, case in cases.items() if uid not in first)
    norms = norms_in(reading)
    proposed = (_proposed(case, norms, on, last, off) for case in others)
    sooner = (_sooner(cases[uid], day, norms, on, off) for uid, day in first.items() if day > last)
    due = [*visits, *(visit for visit in (*proposed, *sooner) if visit is not None)]
    return sorted((v for v in due if v.due <= last), key=lambda v: (v.due, v.subject))


def first_of(visits: Iterable[Visit]) -> dict[str, date]:
    """The earliest day for which one of these is planned, by case."""
    found: dict[str, date] = {}
    for visit in visits:
        day = day_of(visit.planned)
        if day is not None and day < found.get(visit.case, date.max):
            found[visit.case] = day
    return found


def is_the_same(was_due: str, due: date | None) -> bool:
    """Whether what was put off when it was due then ("" for whenever) is what is `due` now."""
    return not was_due or day_of(was_due) == due


def _off_until(off: PutOff, about: str, what: str, due: date | None) -> date | None:
    until, was_due = off.get((about, what), (None, ""))
    return until if is_the_same(was_due, due) else None


def _planned(case: DayCase, visit: Visit, on: date, off: PutOff) -> DueVisit:
    planned = day_of(visit.planned)
    due = _off_until(off, visit.uid, "", planned) or planned or on
    return _due_visit(case, visit.uid, visit.purpose, "contact", due, on)


def _proposed(case: DayCase, norms: Norms, on: date, last: date, off: PutOff) -> DueVisit | None:
    """What the rules ask for in a case, unless it is due after `last`.

    A step that somebody chose stands before them; but not before the next contact, where it has no
    day or a later one.
    """
    chosen = day_of(case.next_step_due) if case.next_step_act else None
    if case.next_step_act and (chosen is None or chosen > last):
        return _sooner(case, chosen or date.max, norms, on, off)
    proposal = propose(day_standing(case), norms, on)
    due = chosen if case.next_step_act else proposal.due
    if proposal.why is not None and not case.next_step_act:
        due = _off_until(off, case.uid, proposal.why.what, due) or due
    if due is None or due > last:
        return None
    return _due_visit(case, "", case.next_step_act, proposal.act, due, on)


def _sooner(case: DayCase, planned: date, norms: Norms, on: date, off: PutOff) -> DueVisit | None:
    """The contact that the rules ask for before the day for which something is `planned`."""
    standing = day_standing(case)
    contact = (
        None
        if standing.died or case.status == "closed"
        else deadline("contact", current(standing), norms, on)
    )
    if contact is None or planned <= max(contact.due, on):
        return None
    due = _off_until(off, case.uid, "contact", contact.due) or contact.due
    return _due_visit(case, "", "", "contact", due, on)


def _due_visit(case: DayCase, visit: str, purpose: str, act: str, due: date, on: date) -> DueVisit:
    return DueVisit(
        case.uid,
        visit,
        day_subject(case),
        case.people if case.household else 1,
        case.risk_level,
        day_of(case.newest_met),
        case.safe_contact_how,
        purpose,
        act,
        due,
        days_late(due, on),
        "" if case.household else case.birth,
        on,
    )


def day_subject(case: DayCase) -> str:
    """Who a case is about, as `lines.subject_of` says it of records."""
    if case.title:
        return case.title
    name = f"{case.given} {case.surname}".strip() or case.other or case.alias
    return name or case.label or case.number


def _villages(cases: _Cases, due: Iterable[DueVisit]) -> tuple[Village, ...]:
    places: dict[tuple[str, str], list[DueVisit]] = {}
    for visit in due:
        case = cases[visit.case]
        settlement = case.home_settlement or case.person_settlement
        places.setdefault((settlement, case.etrap), []).append(visit)
    return tuple(Village(place, etrap, tuple(v)) for (place, etrap), v in places.items())


def _week(villages: Sequence[Village], on: date) -> tuple[DayBox, ...]:
    """Late visits are counted for today: that is when they can be made up for."""
    counts: dict[date, dict[str, int]] = {day: {} for day in week_from(on)}
    for village in villages:
        for visit in village.visits:
            there = counts[visit.due if visit.due > on else on]
            there[village.settlement] = there.get(village.settlement, 0) + 1
    return tuple(
        DayBox(day, sum(there.values()), tuple(filter(None, there)))
        for day, there in counts.items()
    )


def _late(reading: "Reading", cases: _Cases, ws: Workspace, off: PutOff) -> tuple[LateItem, ...]:
    open_actions = {"case": tuple(cases), "status": "open"}
    actions = reading.page(Action, open_actions, order="due", limit=_MANY) if cases else []
    tasks = reading.page(Task, {"owner": ws.person, "done_on": ""}, order="due", limit=_MANY)
    items = [
        *(_late_item(cases, a.uid, "action", a.case, a.what, a.due, ws.today) for a in actions),
        *(_late_item(cases, t.uid, "task", t.case, t.what, t.due, ws.today) for t in tasks),
    ]
    kept = [
        i
        for i in items
        if i is not None and i.late > 0 and not _off_until(off, i.record, "", i.due)
    ]
    elsewhere = reading.passed_on([item.record for item in kept if item.kind == "action"])
    kept = [item for item in kept if item.record not in elsewhere]
    return tuple(sorted(kept, key=lambda item: (item.due, item.what)))


def put_off(reading: "Reading", on: date) -> PutOff:
    """What is put off beyond the day `on`."""
    kept = reading.page(Snooze, limit=_MANY)
    until = {(one.about, one.what): (day_of(one.until), one.due) for one in kept}
    return {what: (day, due) for what, (day, due) in until.items() if day is not None and day > on}


def _late_item(
    cases: _Cases, record: str, kind: str, case: str, what: str, due_text: str, on: date
) -> LateItem | None:
    due = day_of(due_text)
    if due is None:
        return None
    subject = day_subject(cases[case]) if case in cases else ""
    return LateItem(record, kind, case, subject, what, due, days_late(due, on))
