"""The head of a case file: who, risk, step, what comes next and what it still needs."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.case_views import (
    CaseHeader,
    HouseholdView,
    NextStep,
    RiskView,
    SafeContact,
    StepMark,
)
from socialcase.actions.closure_verdicts import closure_verdicts
from socialcase.actions.consents import Untold, untold
from socialcase.actions.lines import StaffNames, person_line, subject_of
from socialcase.actions.norms import norms_in
from socialcase.actions.road import Road, instant
from socialcase.actions.standing import standings
from socialcase.cases.changes import Held
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.codes import CASE_STATUSES
from socialcase.cases.dates import day_of, days_late
from socialcase.cases.deadlines import deadlines
from socialcase.cases.names import fold
from socialcase.cases.norms import Norms
from socialcase.cases.records import Case, Person
from socialcase.cases.rules import needs, onward, propose, steps_from
from socialcase.cases.standing import Standing

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


_AND = re.compile(r"[,;:()\n]| (?:and|и|we) ", re.IGNORECASE)
"""What stands between two people who are named in one sentence."""
_LATELY = 60
"""Days for which the head tells that a case came from another etrap."""


def header(
    reading: "Reading",
    case: Case,
    home: HouseholdView | None,
    staff: StaffNames,
    way: Road,
    today: date,
) -> CaseHeader:
    """The head of the file of `case`."""
    person = main_person(reading, case, home)
    household = home.household if home else None
    stamp = reading.stamps((case.uid,)).get(case.uid)
    norms, state = norms_in(reading), standings(reading, (case,))[case.uid]
    here = [found.field for found in reading.conflicts() if found.record == case.uid]
    came = _came_from(reading, case, today)
    silent = untold(reading, case.uid, today)
    closed = (case,) if case.status == "closed" else ()
    following = steps_from(case.status, urgent=state.urgent)
    return CaseHeader(
        case=case,
        subject=subject_of(case, person, household),
        main=person_line(person, today) if person else None,
        people=len(home.members) if home else int(person is not None),
        etrap=case.etrap,
        settlement=_settlement(home, person),
        opened=day_of(case.opened),
        owner_name=staff.name(case.owner),
        risk=risk_view(reading, case),
        steps=step_marks(case.status, _taken(reading, case)),
        may_go_to=following,
        lacking={step: needs(step, state) for step in following if step != "closed"},
        next=next_step(case, state, norms, today),
        safe_contact=safe_contact(person),
        restricted=reading.restricted(case.uid),
        conflicts=len(here),
        where=way.where(stamp.last_origin) if stamp else "here",
        deadlines=deadlines(state, norms, today),
        notices=tuple(_notices(case, person, home, staff, state, here, came)),
        handover_name=staff.name(case.handover_to),
        languages=person.languages if person else (),
        communication=person.communication if person else "",
        verdict=closure_verdicts(reading, closed).get(case.uid, ""),
        may_hand_over=staff.role_here in ("coordinator", "officer"),
        home=tuple((m.person.uid, m.person.name) for m in home.members) if home else (),
        moved_from=came,
        untold=tuple(_silences(case.not_to_be_told, silent)),
    )


def main_person(reading: "Reading", case: Case, home: HouseholdView | None) -> Person | None:
    """The person of the case, or the main person of its household."""
    main = [m.person.uid for m in home.members if m.main] if home else []
    uid = case.person or (main[0] if main else "")
    return reading.get(Person, uid) if uid else None


def risk_view(reading: "Reading", case: Case) -> RiskView:
    """The risk that shows, and whether two people set it apart."""
    in_conflict = reading.conflict(case.uid, "case.risk") is not None
    return RiskView(case.risk_level, case.risk_reasons, day_of(case.risk_since), in_conflict)


def step_marks(status: str, taken: Collection[str]) -> tuple[StepMark, ...]:
    """The way of a case: what is behind, where it stands, what is ahead.

    `taken`: the steps that it has stood at; those before today's that it has not are left out.
    """
    at = CASE_STATUSES.index(status) if status in CASE_STATUSES else -1

    def mark(place: int, step: str) -> StepMark:
        if place >= at:
            return StepMark(step, "now" if place == at else "ahead")
        return StepMark(step, "done" if step in taken else "skipped")

    return tuple(mark(place, step) for place, step in enumerate(CASE_STATUSES))


def _taken(reading: "Reading", case: Case) -> frozenset[str]:
    """The steps at which a case has stood, of one that was opened again since then."""
    taken: list[str] = []
    for entry in reversed(reading.history(case.uid, "case.status")):
        step = entry.change.value
        if entry.held is not Held.ADMITTED or step is None:
            continue
        if step == "intake" and "closed" in taken:
            taken = []
        taken.append(step)
    return frozenset(taken)


def next_step(case: Case, standing: Standing, norms: Norms, today: date) -> NextStep:
    """What a person wrote as the next step, else what the rules propose.

    What is urgent, and a death, come before what was written.
    """
    proposed = propose(standing, norms, today)
    first = proposed.act in ("urgent_service", "after_death", "none")
    written = bool(case.next_step_act) and not first
    due = day_of(case.next_step_due) if written else proposed.due
    following = onward(case.status)
    return NextStep(
        words=case.next_step_act if written else "",
        act=proposed.act,
        due=due,
        late=days_late(due, today) if due else None,
        onward=following,
        needs=needs(following, standing),
        why=None if written else proposed.why,
    )


def safe_contact(person: Person | None) -> SafeContact:
    """Whether, when and how to call; all empty where nothing is known."""
    if person is None:
        return SafeContact("", "", "", "")
    return SafeContact(
        person.safe_contact_allowed,
        person.safe_contact_when,
        person.safe_contact_how,
        person.safe_contact_say,
    )


def _notices(
    case: Case,
    person: Person | None,
    home: HouseholdView | None,
    staff: StaffNames,
    standing: Standing,
    conflicts: Sequence[str],
    came: str,
) -> Iterator[str]:
    if "case.status" in conflicts:
        yield "apart"
    if standing.died:
        yield "died"
    elif case.person and person is not None and person.died:
        yield "died_left"
    elif case.person and home is not None and _has_left(home, case.person):
        yield "moved_out"
    if came:
        yield "moved_here"
    owner = staff.staff(case.owner)
    if case.status != "closed" and owner is not None and owner.left_on:
        yield "owner_left"


def _silences(words: str, silent: Iterable[Untold]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who is not to be told what, each once: what the case says in `words` is about everything."""
    told = [one for one in silent if one.person or not one.provider]
    parts = [fold(part).split() for part in _AND.split(words)]
    named = [one for part in parts if part for one in _named(part, told)]
    if words:
        yield named[0].name if len(parts) == 1 and named else words, ()
    others: dict[str, set[str]] = {}
    for one in told:
        if one not in named:
            others.setdefault(one.name, set()).update(one.what)
    yield from ((name, tuple(sorted(what))) for name, what in others.items())


def _named(part: Sequence[str], told: Iterable[Untold]) -> list[Untold]:
    """Whom these folded words name: in full, or by a given name that one alone has."""
    names = [(one, fold(one.name).split()) for one in told]
    whole = [one for one, name in names if sorted(name) == sorted(part)]
    short = [one for one, name in names if one.person and name[:1] == list(part)]
    return whole or (short if len({one.name for one in short}) == 1 else [])


def _came_from(reading: "Reading", case: Case, today: date) -> str:
    """The etrap from which the case was moved within the last months; "" if it was not."""
    entries = [e for e in reading.history(case.uid, "case.etrap") if e.held is Held.ADMITTED]
    if len(entries) < 2:
        return ""
    newest, before = entries[0].change, entries[1].change
    moved = instant(newest.wall).astimezone(ASHGABAT).date()
    lately = (today - moved).days <= _LATELY and case.status != "closed"
    return before.value or "" if lately and before.value != newest.value else ""


def _has_left(home: HouseholdView, person: str) -> bool:
    left = {member.person.uid for member in home.former}
    return person in left - {member.person.uid for member in home.members}


def _settlement(home: HouseholdView | None, person: Person | None) -> str:
    at_home = home.household.address_settlement if home else ""
    return at_home or (person.address_settlement if person else "")
