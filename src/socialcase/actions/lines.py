"""People and cases in one line: the names that lists, headers and histories show."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace, me_in
from socialcase.cases.dates import Age, age_on
from socialcase.cases.records import Case, Household, Person, Staff
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in one line. `name` is the alias where no name is known, "" if nothing is."""

    uid: str
    name: str
    given: str
    alias: str
    sex: str
    age: Age | None
    died: str


def display_name(person: Person) -> str:
    """Given name and surname; without them another name or the alias."""
    parts = (person.name_given, person.name_surname)
    return " ".join(p for p in parts if p) or person.name_other or person.alias


def person_line(person: Person, today: date) -> PersonLine:
    """`person` in one line, aged `today` (or when they died)."""
    return PersonLine(
        person.uid,
        display_name(person),
        person.name_given or person.alias,
        person.alias,
        person.sex,
        None if person.died else age_on(person.birth, today),
        person.died,
    )


def subject_of(case: Case, person: Person | None, household: Household | None) -> str:
    """Who a case is about: its title, the person, the household, or its number."""
    name = display_name(person) if person else ""
    label = household.label if household else ""
    return case.title or name or label or case.number


def subject_in(reading: "Reading", case: Case) -> str:
    """`subject_of` with person and household looked up."""
    person = reading.get(Person, case.person) if case.person else None
    household = reading.get(Household, case.household) if case.household else None
    return subject_of(case, person, household)


def subjects_in(reading: "Reading", cases: Iterable[Case]) -> dict[str, str]:
    """`subject_of` each of many cases by id, in three queries."""
    found = list(cases)
    bare = [case for case in found if not case.title]
    people = reading.page(Person, _these(case.person for case in bare), limit=len(found) + 1)
    homes = reading.page(Household, _these(case.household for case in bare), limit=len(found) + 1)
    persons = {person.uid: person for person in people}
    households = {home.uid: home for home in homes}
    return {
        case.uid: subject_of(case, persons.get(case.person), households.get(case.household))
        for case in found
    }


def _these(uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {"uid": tuple({*uids} - {""})}


class StaffNames:
    """Names of staff by id, each looked up once.

    The person at this workspace is known before any office has sent its staff list.
    """

    def __init__(self, ws: Workspace, reading: "Reading") -> None:
        self._ws = ws
        self._reading = reading
        self._known: dict[str, Staff | None] = {}

    @property
    def role_here(self) -> str:
        """The role of the person at this workspace."""
        return me_in(self._ws, self._reading).role

    def staff(self, uid: str) -> Staff | None:
        """The staff member, if the list here has them."""
        if uid not in self._known:
            self._known[uid] = self._look_up(uid)
        return self._known[uid]

    def _look_up(self, uid: str) -> Staff | None:
        if uid != self._ws.person:
            return self._listed(uid) if uid else None
        own = me_in(self._ws, self._reading)
        return Staff(own.uid, name=own.name, role=own.role, etraps=own.etraps)

    def _listed(self, uid: str) -> Staff | None:
        found = self._reading.get(Staff, uid)
        if found is None:  # the id from before somebody's second laptop became theirs
            everybody = self._reading.page(Staff, limit=5000)
            found = next((one for one in everybody if uid in one.formerly), None)
        return found

    def now(self, uid: str) -> str:
        """The id of the same person today, where `uid` is from before a laptop became theirs."""
        staff = self.staff(uid)
        return staff.uid if staff else uid

    def name(self, uid: str) -> str:
        """Their name, "" when unknown here."""
        staff = self.staff(uid)
        return staff.name if staff else ""

    def names(self, uids: Iterable[str]) -> tuple[str, ...]:
        """The names of several, unknown ones left out."""
        return tuple(name for name in map(self.name, uids) if name)
