"""Who lives in the household of a case, as its page shows them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.case_views import HouseholdView, MemberLine
from socialcase.actions.lines import PersonLine, person_line
from socialcase.cases.records import Case, Household, Member, Person, Relation
from socialcase.texts import label, tr

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


def household_view(reading: "Reading", case: Case, today: date) -> HouseholdView | None:
    """The household of `case`; None where it has none (or none that may be seen)."""
    household = reading.get(Household, case.household) if case.household else None
    if household is None:
        return None
    members = reading.page(Member, {"household": household.uid}, order="since", limit=500)
    people = _people(reading, members)
    cares = _cares(reading, members, people)
    lines = [
        _line(member, people, cares, today, main=case.person)
        for member in members
        if member.person in people
    ]
    lines.sort(key=_eldest_first)
    now = tuple(line for line in lines if not line.until)
    return HouseholdView(household, now, tuple(line for line in lines if line.until))


def _people(reading: "Reading", members: Iterable[Member]) -> dict[str, Person]:
    found = (reading.get(Person, member.person) for member in members)
    return {person.uid: person for person in found if person is not None}


def _cares(
    reading: "Reading", members: Iterable[Member], people: dict[str, Person]
) -> dict[str, dict[str, Person]]:
    """Whom everybody cares for, at home or elsewhere; `carer_of` is how it was kept at first."""
    carers = tuple(people)
    kept = reading.page(Relation, {"person": carers, "what": "cares_for"}) if carers else []
    pairs = [(one.person, one.other) for one in kept]
    pairs += [(one.person, one.carer_of) for one in members if one.carer_of]
    elsewhere = {uid: reading.get(Person, uid) for _, uid in pairs if uid not in people}
    known = people | {uid: person for uid, person in elsewhere.items() if person is not None}
    found: dict[str, dict[str, Person]] = {}
    for carer, uid in pairs:
        if uid in known:
            found.setdefault(carer, {})[uid] = known[uid]
    return found


def _line(
    member: Member,
    people: dict[str, Person],
    cares: dict[str, dict[str, Person]],
    today: date,
    main: str,
) -> MemberLine:
    person = people[member.person]
    cared_for = cares.get(member.person, {}).values()
    return MemberLine(
        uid=member.uid,
        person=_called(person_line(person, today), member),
        role=member.role,
        role_note=member.role_note,
        since=member.since,
        until=member.until,
        cares_for=tuple(filter(None, (one.name_given or one.alias for one in cared_for))),
        disability=person.disability,
        disability_note=person.disability_note,
        strengths=person.strengths,
        main=person.uid == main or member.role == "main",
    )


def _called(line: PersonLine, member: Member) -> PersonLine:
    """Somebody nameless is called by the role at home wherever the people of a case are named."""
    if line.name:
        return line
    role = label("role_at_home", member.role) if member.role else ""
    called = member.role_note or role or tr("Name not known")
    return replace(line, name=called, given=called)


def _eldest_first(line: MemberLine) -> tuple[bool, int, str]:
    age = line.person.age
    return (not line.main, -(age.years if age else 0), line.person.name)
