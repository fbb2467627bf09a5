"""One family's way through casework, by the same acts that the window calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from socialcase.actions.assessments import answer, finish, start_draft
from socialcase.actions.cases import (
    FirstContact,
    first_contact,
    set_case,
    set_next_step,
    set_risk,
)
from socialcase.actions.consents import give_consent
from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family import DemoConsent, DemoPerson, DemoVisit, birth
from socialcase.actions.demo.filling import Filling, Showing
from socialcase.actions.demo.help import help_events
from socialcase.actions.demo.kin import kin_events
from socialcase.actions.demo.planned import Planned
from socialcase.actions.demo.turns import turn_events
from socialcase.actions.demo.work import Work
from socialcase.actions.editing import edit
from socialcase.actions.emergencies import urgent_met
from socialcase.actions.notes import add_note
from socialcase.actions.people import (
    add_family_member,
    add_household,
    add_member,
    edit_person,
)
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.cases.codes import NAME_PARTS

FORM = "needs_assessment"
MINUTES_PER_ACT = 2.0


@dataclass(slots=True)
class Casework(Work):
    """The work with one family from its first contact. `showing` is told what the form does."""

    showing: Showing | None = None

    def events(self) -> list[Event]:
        """Everything that happens in this family, in order."""
        found = [
            *self._beginning(),
            *kin_events(self),
            *Planned(self).events(),
            *self._meeting(),
            *help_events(self),
            *turn_events(self),
        ]
        return sorted(found, key=lambda event: event.order)

    def _beginning(self) -> Iterator[Event]:
        family = self.family
        opened = family.case.opened
        yield self.event(opened, 0, self.open_case)
        if family.closing is None:
            yield self.event(max(opened, -4), 8, self.say_next_step)
        for consent in family.consents:
            yield self.event(consent.day, 1, partial(self.give_consent, consent))
        if family.assessment:
            yield self.event(family.assessment.day, 3, self.assess)

    def _meeting(self) -> Iterator[Event]:
        for visit in self.family.visits:
            day = visit.day if visit.planned_on is None else visit.planned_on
            yield self.event(day, 2, partial(self.meet, visit))
        for day, text in self.family.notes:
            yield self.event(day, 2, partial(self._note, day, text))

    def _note(self, day: int, text: str) -> None:
        add_note(self.ws, self.case, text, self.on(day))

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
        for name in ("not_to_be_told", "worker_safety", "safety_marks", "services"):
            if getattr(case, name):
                set_case(self.ws, self.case, name, getattr(case, name))
        if case.return_call:
            call = dict(zip(("who", "phone", "after"), case.return_call, strict=True))
            set_case(self.ws, self.case, "return_call", call)
        if case.urgent_met:
            urgent_met(self.ws, self.case, case.urgent_met)

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
        self.members[person.given] = members[-1]
        if len(members) > 1:
            self.members[self.family.main.given] = members[0]
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
                member, cared_for = self.members[person.given], self.people[person.carer_of]
                edit(self.ws, "member", member, "carer_of", cared_for)

    def _birth(self, index: int) -> str:
        return birth(self.family, index, self.clock.real.today())

    def give_consent(self, consent: DemoConsent) -> None:
        """Keep what the family agreed to, and later that it was withdrawn."""
        given = give_consent(
            self.ws,
            self.case,
            consent.scope,
            person=self.people[consent.person or self.family.main.given],
            giver=consent.giver,
            capacity=consent.capacity,
            basis=consent.basis,
            withhold=consent.withhold,
            given=self.on(consent.day),
        )
        self.consents[consent] = given.record

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
        ).fill(self.family, told, self.on(told.day))
        self.clock.spend(40)
        if not told.unfinished:
            self.assessment = finish(self.ws, opened, self.on(told.day)).record
            self.reach("assessed")

    def meet(self, visit: DemoVisit) -> None:
        """Log a visit, or plan one that is still ahead."""
        if visit.planned_on is not None:
            on = self.on(visit.day)
            plan_visit(self.ws, self.case, on, kind=visit.kind, purpose=visit.purpose)
            return
        log = VisitLog(
            outcome=visit.outcome,
            kind=visit.kind,
            told_on=self.on(visit.day),
            minutes=visit.minutes,
            travel_minutes=visit.travel,
            met=visit.met,
            met_people=tuple(self.people[name] for name in visit.people),
            alone=visit.alone,
            note=visit.note,
        )
        log_visit(self.ws, self.case, log)

    def say_next_step(self) -> None:
        """What comes next, and by when."""
        case = self.family.case
        set_next_step(self.ws, self.case, case.next_act, self.on(case.next_due))


def _name(person: DemoPerson) -> dict[str, str]:
    given = (person.given, person.patronymic, person.surname, "")
    return {part: text for part, text in zip(NAME_PARTS, given, strict=True) if text}


def _details(person: DemoPerson) -> dict[str, str | tuple[str, ...]]:
    names = ("phone", "languages", "communication", "disability", "disability_note", "strengths")
    return {name: getattr(person, name) for name in names if getattr(person, name)}
