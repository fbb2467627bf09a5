"""Who lives in the household of a case, as its page shows them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.case_views import HouseholdView, MemberLine
from socialcase.actions.lines import person_line
from socialcase.cases.records import Case, Household, Member, Person

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


def household_view(reading: "Reading", case: Case, today: date) -> HouseholdView | None:
    """The household of `case`; None where it has none (or none that may be seen)."""
    household = reading.get(Household, case.household) if case.household else None
    if household is None:
        return None
    members = reading.page(Member, {"household": household.uid}, order="since", limit=500)
    people = _people(reading, members)
    lines = [
        _line(member, people[member.person], people, today, main=case.person)
        for member in members
        if member.person in people
    ]
    lines.sort(key=_eldest_first)
    now = tuple(line for line in lines if not line.until)
    return HouseholdView(household, now, tuple(line for line in lines if line.until))


def _people(reading: "Reading", members: Iterable[Member]) -> dict[str, Person]:
    found = (reading.get(Person, member.person) for member in members)
    return {person.uid: person for person in found if person is not None}


def _line(
    member: Member, person: Person, people: dict[str, Person], today: date, main: str
) -> MemberLine:
    cared_for = people.get(member.carer_of)
    return MemberLine(
        uid=member.uid,
        person=person_line(person, today),
        role=member.role,
        role_note=member.role_note,
        since=member.since,
        until=member.until,
        cares_for=(person_line(cared_for, today).given,) if cared_for else (),
        disability=person.disability,
        disability_note=person.disability_note,
        strengths=person.strengths,
        main=person.uid == main or member.role == "main",
    )


def _eldest_first(line: MemberLine) -> tuple[bool, int, str]:
    age = line.person.age
    return (not line.main, -(age.years if age else 0), line.person.name)
