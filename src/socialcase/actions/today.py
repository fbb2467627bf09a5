"""The Today page: whom to visit this week, what is late, what waits, what the office said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.lines import subject_of
from socialcase.actions.road import road
from socialcase.actions.standing import standings
from socialcase.actions.supervision import Answer, Waiting, answers, waiting
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import CASE_STATUSES
from socialcase.cases.dates import Age, age_on, day_of, days_late, week_from
from socialcase.cases.records import Action, Case, Household, Member, Person, Task, Visit
from socialcase.cases.rules import Standing, propose
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000
_OPEN = tuple(status for status in CASE_STATUSES if status != "closed")


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A visit that is due. `visit` is "" where only the rules ask for a contact.

    `purpose` is what a person wrote, else `act` (cases.rules.ACTS) says it. `late`: days since
    it was due. Groups of the case are never named here: this page may be seen by others.
    """

    case: str
    visit: str
    subject: str
    age: Age | None
    people: int
    risk_level: str
    last_met: date | None
    safe_contact_how: str
    purpose: str
    act: str
    due: date
    late: int


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
    office_has_until: datetime | None


def today(ws: Workspace) -> TodayPage:
    """Read the Today page for the person at this workspace."""
    with ws.store.reading() as reading:
        load = _load(reading, ws.person)
        villages = _villages(load, _due(reading, load, ws.today))
        late = _late(reading, load, ws)
        unsent = reading.unsent()
    due = [visit for village in villages for visit in village.visits]
    return TodayPage(
        day=ws.today,
        visits_today=sum(1 for visit in due if visit.late == 0),
        visits_late=sum(1 for visit in due if visit.late > 0),
        week=_week(villages, ws.today),
        villages=villages,
        late=late,
        answers=tuple(answers(ws)),
        waiting=tuple(waiting(ws)),
        drafts=len(ws.store.drafts.open()),
        unsent_changes=unsent.changes,
        unsent_cases=unsent.cases,
        office_has_until=road(ws).has_until,
    )


@dataclass(frozen=True, slots=True)
class _Load:
    """The open cases of one person, with whom and where they are about."""

    cases: Mapping[str, Case]
    standings: Mapping[str, Standing]
    people: Mapping[str, Person]
    households: Mapping[str, Household]
    members: Mapping[str, int]

    def person(self, case: Case) -> Person | None:
        return self.people.get(case.person)

    def subject(self, case: Case) -> str:
        return subject_of(case, self.person(case), self.households.get(case.household))

    def settlement(self, case: Case) -> str:
        home, person = self.households.get(case.household), self.person(case)
        return (home.address_settlement if home else "") or (
            person.address_settlement if person else ""
        )


def _load(reading: "Reading", owner: str) -> _Load:
    cases = reading.page(Case, {"owner": owner, "status": _OPEN}, limit=_MANY)
    people = tuple({case.person for case in cases} - {""})
    homes = tuple({case.household for case in cases} - {""})
    living = {"household": homes, "until": ""}
    members = reading.page(Member, living, limit=_MANY) if homes else []
    return _Load(
        {case.uid: case for case in cases},
        standings(reading, cases),
        {p.uid: p for p in reading.page(Person, {"uid": people}, limit=_MANY)} if people else {},
        {h.uid: h for h in reading.page(Household, {"uid": homes}, limit=_MANY)} if homes else {},
        {home: sum(1 for m in members if m.household == home) for home in homes},
    )


def _due(reading: "Reading", load: _Load, on: date) -> list[DueVisit]:
    """Planned visits up to a week ahead; for cases without one, what the rules ask for."""
    last = week_from(on)[-1]
    planned = reading.page(Visit, {"outcome": "planned"}, order="planned", limit=_MANY)
    mine = [visit for visit in planned if visit.case in load.cases and day_of(visit.planned)]
    visits = [_planned(load, visit, on) for visit in mine]
    waited_for = {visit.case for visit in mine}
    others = [case for uid, case in load.cases.items() if uid not in waited_for]
    proposed = [_proposed(load, case, on) for case in others]
    due = [*visits, *(visit for visit in proposed if visit is not None)]
    return sorted((v for v in due if v.due <= last), key=lambda v: (v.due, v.subject))


def _planned(load: _Load, visit: Visit, on: date) -> DueVisit:
    case = load.cases[visit.case]
    due = day_of(visit.planned) or on
    return _due_visit(load, case, visit.uid, visit.purpose, "contact", due, on)


def _proposed(load: _Load, case: Case, on: date) -> DueVisit | None:
    proposal = propose(load.standings[case.uid], on)
    due = day_of(case.next_step_due) if case.next_step_act else proposal.due
    if due is None:
        return None
    return _due_visit(load, case, "", case.next_step_act, proposal.act, due, on)


def _due_visit(
    load: _Load, case: Case, visit: str, purpose: str, act: str, due: date, on: date
) -> DueVisit:
    person = load.person(case)
    return DueVisit(
        case=case.uid,
        visit=visit,
        subject=load.subject(case),
        age=age_on(person.birth, on) if person and not case.household else None,
        people=load.members.get(case.household, 1),
        risk_level=case.risk_level,
        last_met=load.standings[case.uid].last_contact,
        safe_contact_how=person.safe_contact_how if person else "",
        purpose=purpose,
        act=act,
        due=due,
        late=days_late(due, on),
    )


def _villages(load: _Load, due: Iterable[DueVisit]) -> tuple[Village, ...]:
    places: dict[tuple[str, str], list[DueVisit]] = {}
    for visit in due:
        case = load.cases[visit.case]
        places.setdefault((load.settlement(case), case.etrap), []).append(visit)
    return tuple(Village(place, etrap, tuple(v)) for (place, etrap), v in places.items())


def _week(villages: Sequence[Village], on: date) -> tuple[DayBox, ...]:
    """Late visits are counted for today: that is when they can be made up for."""
    boxes: list[DayBox] = []
    for one in week_from(on):
        there = {
            village.settlement: n
            for village in villages
            if (n := sum(1 for v in village.visits if max(v.due, on) == one))
        }
        boxes.append(DayBox(one, sum(there.values()), tuple(filter(None, there))))
    return tuple(boxes)


def _late(reading: "Reading", load: _Load, ws: Workspace) -> tuple[LateItem, ...]:
    cases = tuple(load.cases)
    open_actions = {"case": cases, "status": "open"}
    actions = reading.page(Action, open_actions, order="due", limit=_MANY) if cases else []
    tasks = reading.page(Task, {"owner": ws.person, "done_on": ""}, order="due", limit=_MANY)
    items = [
        *(_late_item(load, a.uid, "action", a.case, a.what, a.due, ws.today) for a in actions),
        *(_late_item(load, t.uid, "task", t.case, t.what, t.due, ws.today) for t in tasks),
    ]
    kept = [item for item in items if item is not None and item.late > 0]
    return tuple(sorted(kept, key=lambda item: (item.due, item.what)))


def _late_item(
    load: _Load, record: str, kind: str, case: str, what: str, due_text: str, on: date
) -> LateItem | None:
    due = day_of(due_text)
    if due is None:
        return None
    subject = load.subject(load.cases[case]) if case in load.cases else ""
    return LateItem(record, kind, case, subject, what, due, days_late(due, on))
