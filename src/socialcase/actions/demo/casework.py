"""One family's way through casework, by the same acts that the window calls."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from socialcase.actions.assessments import answer, finish, start_draft
from socialcase.actions.cases import (
    FirstContact,
    first_contact,
    set_case,
    set_next_step,
    set_risk,
    set_status,
)
from socialcase.actions.consents import give_consent
from socialcase.actions.demo.family import DemoGoal, DemoPerson, DemoVisit, Family, birth
from socialcase.actions.demo.filling import Filling, Showing
from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.editing import edit
from socialcase.actions.notes import add_note
from socialcase.actions.people import (
    add_family_member,
    add_household,
    add_member,
    edit_person,
)
from socialcase.actions.plans import (
    add_action,
    add_goal,
    agree_plan,
    send_plan,
    set_goal,
    tick_action,
)
from socialcase.actions.standing import standing
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import NAME_PARTS

FORM = "needs_assessment"
MINUTES_PER_ACT = 2.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day of the story. `rank` orders what falls on one day."""

    day: int
    rank: int
    key: str
    act: Callable[[], object] = field(compare=False)

    @property
    def order(self) -> tuple[int, int, str]:
        """What events are sorted by."""
        return (self.day, self.rank, self.key)


@dataclass(slots=True)
class Casework:
    """The work with one family at one laptop, and the ids that come of it.

    `staff`: who else may see a restricted file. `showing` is told what the form does.
    """

    ws: Workspace
    clock: StoryClock
    family: Family
    staff: tuple[str, ...] = ()
    showing: Showing | None = None
    case: str = ""
    plan: str = ""
    assessment: str = ""
    people: dict[str, str] = field(default_factory=dict)
    _members: dict[str, str] = field(default_factory=dict)
    _goals: list[str] = field(default_factory=list)

    def events(self) -> list[Event]:
        """Everything that happens in this family, in order."""
        found = [*self._beginning(), *self._planning(), *self._meeting()]
        return sorted(found, key=lambda event: event.order)

    def _beginning(self) -> Iterator[Event]:
        family = self.family
        opened = family.case.opened
        yield self._event(opened, 0, self.open_case)
        yield self._event(max(opened, -4), 8, self.say_next_step)
        if family.consent:
            yield self._event(family.consent.day, 1, self.give_consent)
        if family.assessment:
            yield self._event(family.assessment.day, 3, self.assess)

    def _planning(self) -> Iterator[Event]:
        plan = self.family.plan
        if plan is None:
            return
        yield self._event(plan.sent, 4, self.write_plan)
        if plan.agreed is not None:
            # the office must have approved it, which the story lets happen 13 days ago
            yield self._event(max(plan.agreed, -12), 5, self.begin_service)
        for index, goal in enumerate(self.family.goals):
            yield from self._goal_events(index, goal)
        if self.family.case.status == "closing":
            yield self._event(-9, 7, partial(self._reach, "under_review"))

    def _goal_events(self, index: int, goal: DemoGoal) -> Iterator[Event]:
        for day, done in goal.progress:
            yield self._event(day, 6, partial(self._set_goal, index, "done", done))
        if goal.met is not None:
            yield self._event(goal.met, 7, partial(self._set_goal, index, "status", "met"))

    def _meeting(self) -> Iterator[Event]:
        for visit in self.family.visits:
            day = visit.day if visit.planned_on is None else visit.planned_on
            yield self._event(day, 2, partial(self.meet, visit))
        for day, text in self.family.notes:
            yield self._event(day, 2, partial(self._note, day, text))

    def _event(self, day: int, rank: int, act: Callable[[], object]) -> Event:
        return Event(day, rank, self.family.key, act)

    def _on(self, day: int) -> str:
        return self.clock.day(day)

    def _note(self, day: int, text: str) -> None:
        add_note(self.ws, self.case, text, self._on(day))

    def _set_goal(self, index: int, field_name: str, value: str | int) -> None:
        set_goal(self.ws, self._goals[index], field_name, value)

    # --- the acts, in the order of a case ------------------------------------------------------

    def open_case(self) -> None:
        """First contact, the household with everyone in it, risk."""
        self._first_contact()
        for index in range(1, len(self.family.people)):
            self._add_member(index)
        if len(self.family.people) == 1 and self.family.street:
            self._lives_alone()
        self._care_links()
        case = self.family.case
        set_risk(self.ws, self.case, case.risk_level, case.risk_reasons)
        for name in ("not_to_be_told", "worker_safety"):
            if getattr(case, name):
                set_case(self.ws, self.case, name, getattr(case, name))

    def _first_contact(self) -> None:
        family = self.family
        contact = FirstContact(
            worry=family.case.worry,
            name=_name(family.main),
            title=family.label,
            sex=family.main.sex,
            birth=self._birth(0),
            safe_contact=family.safe_contact or None,
            address=family.address,
            source=family.case.source,
            groups=family.case.groups,
            urgent=family.case.urgent,
            etrap=family.etrap,
            restricted_to=self.staff if family.case.restricted else (),
        )
        opened = first_contact(self.ws, contact)
        self.case = opened.record
        self.people[family.main.given] = opened.records("person")[0]
        self.clock.spend(MINUTES_PER_ACT)
        self._more_about(family.main)

    def _more_about(self, person: DemoPerson) -> None:
        for name, value in _details(person).items():
            edit_person(self.ws, self.people[person.given], name, value)

    def _add_member(self, index: int) -> None:
        person = self.family.people[index]
        added = add_family_member(
            self.ws,
            self.case,
            _name(person),
            person.role,
            role_note=person.role_note,
            sex=person.sex,
            birth=self._birth(index),
            **_details(person),
        )
        members = added.records("member")
        self.people[person.given] = added.record
        self._members[person.given] = members[-1]
        if len(members) > 1:
            self._members[self.family.main.given] = members[0]
            self._describe_household(added.records("household")[0])
        self.clock.spend(MINUTES_PER_ACT)

    def _lives_alone(self) -> None:
        family = self.family
        home = add_household(self.ws, family.label, family.address, family.strengths).record
        add_member(self.ws, home, self.people[family.main.given], "main")
        set_case(self.ws, self.case, "household", home)

    def _describe_household(self, household: str) -> None:
        family = self.family
        edit(self.ws, "household", household, "label", family.label)
        edit(self.ws, "household", household, "address", family.address)
        edit(self.ws, "household", household, "strengths", family.strengths)

    def _care_links(self) -> None:
        for person in self.family.people:
            if person.carer_of:
                member, cared_for = self._members[person.given], self.people[person.carer_of]
                edit(self.ws, "member", member, "carer_of", cared_for)

    def _birth(self, index: int) -> str:
        return birth(self.family, index, self.clock.real.today())

    def give_consent(self) -> None:
        """Keep what the family agreed to."""
        consent = self.family.consent
        assert consent is not None  # noqa: S101  the event exists only with a consent
        give_consent(
            self.ws,
            self.case,
            consent.scope,
            person=self.people[self.family.main.given],
            giver=consent.giver,
            withhold=consent.withhold,
            given=self._on(consent.day),
        )

    def assess(self) -> None:
        """Fill the needs assessment through the form engine, answer by answer."""
        told = self.family.assessment
        assert told is not None  # noqa: S101  the event exists only with an assessment
        person = self.people[told.about]
        opened = start_draft(self.ws, self.case, person, FORM, told.language)
        Filling(
            opened.session,
            lambda op, ref, value: answer(self.ws, opened, op, ref, value),
            self.showing,
        ).fill(self.family, told, self._on(told.day))
        self.clock.spend(40)
        if not told.unfinished:
            self.assessment = finish(self.ws, opened, self._on(told.day)).record
            self._reach("assessed")

    def write_plan(self) -> None:
        """Goals and actions in the family's words, and the plan to the coordinator."""
        for goal in self.family.goals:
            self._add_goal(goal)
        self._reach("planned")
        send_plan(self.ws, self.plan)

    def _add_goal(self, goal: DemoGoal) -> None:
        added = add_goal(
            self.ws,
            self.case,
            goal.words,
            person=self.people.get(goal.person, ""),
            baseline=goal.baseline,
            target=goal.target,
            measure=goal.measure,
            of=goal.of,
            due=self._on(goal.due),
        )
        self._goals.append(added.record)
        self.plan = self.plan or added.records("plan")[0]
        for step in goal.actions:
            act = add_action(self.ws, added.record, step.what, who=step.who, due=self._on(step.due))
            if step.done:
                tick_action(self.ws, act.record)
        self.clock.spend(MINUTES_PER_ACT)

    def begin_service(self) -> None:
        """The family agrees to the approved plan, and the work begins."""
        plan = self.family.plan
        assert plan is not None  # noqa: S101  the event exists only with a plan
        agree_plan(self.ws, self.plan, plan.by, self._on(plan.agreed or 0))
        self._reach("in_service")

    def meet(self, visit: DemoVisit) -> None:
        """Log a visit, or plan one that is still ahead."""
        if visit.planned_on is not None:
            on = self._on(visit.day)
            plan_visit(self.ws, self.case, on, kind=visit.kind, purpose=visit.purpose)
            return
        log = VisitLog(
            outcome="done",
            kind=visit.kind,
            told_on=self._on(visit.day),
            minutes=visit.minutes,
            met=visit.met,
            note=visit.note,
        )
        log_visit(self.ws, self.case, log)

    def say_next_step(self) -> None:
        """What comes next, and by when."""
        case = self.family.case
        set_next_step(self.ws, self.case, case.next_act, self._on(case.next_due))

    def _reach(self, status: str) -> None:
        if standing(self.ws, self.case).status != status:
            set_status(self.ws, self.case, status)


def _name(person: DemoPerson) -> dict[str, str]:
    given = (person.given, person.patronymic, person.surname, "")
    return {part: text for part, text in zip(NAME_PARTS, given, strict=True) if text}


def _details(person: DemoPerson) -> dict[str, str | tuple[str, ...]]:
    names = ("phone", "languages", "disability", "disability_note", "strengths")
    return {name: getattr(person, name) for name in names if getattr(person, name)}
