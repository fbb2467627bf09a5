"""That a person has died: what it leaves open, said before it is written down."""

from typing import TYPE_CHECKING

from socialcase.actions.done import Done
from socialcase.actions.editing import edit
from socialcase.actions.finding import found
from socialcase.actions.lines import PersonLine, person_line, subject_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Member, Person, Relation
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 200


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that stays open. `about_them`: it is of this person; else of their household."""

    uid: str
    number: str
    title: str
    about_them: bool


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What a death leaves open: cases, whom the person cared for, who lives in the household."""

    cases: tuple[OpenCase, ...]
    cared_for: tuple[PersonLine, ...]
    at_home: tuple[PersonLine, ...]


def left_behind(ws: Workspace, person: str) -> LeftBehind:
    """What is open or needs somebody else once this person is dead. Raises NotFound."""
    with ws.store.reading() as reading:
        found(reading, Person, person)
        homes = reading.page(Member, {"person": person, "until": ""}, limit=_MANY)
        households = tuple({one.household for one in homes if one.household})
        housemates = (
            reading.page(Member, {"household": households, "until": ""}, limit=_MANY)
            if households
            else []
        )
        others = {one.person for one in housemates} - {person}
        return LeftBehind(
            _open_cases(reading, person, households),
            _people(ws, reading, _cared_for(reading, person, homes)),
            _people(ws, reading, others),
        )


def write_death(ws: Workspace, person: str, died: str) -> Done:
    """Write down when somebody died, as far as it is known: a year, a month or a day.

    Nothing else changes: cases stay open until somebody closes them. "" takes it back.
    Raises NotFound, BadValue.
    """
    return edit(ws, "person", person, "died", died)


def _open_cases(
    reading: "Reading", person: str, households: tuple[str, ...]
) -> tuple[OpenCase, ...]:
    own = reading.page(Case, {"person": person}, limit=_MANY)
    shared = reading.page(Case, {"household": households}, limit=_MANY) if households else []
    cases = {case.uid: case for case in (*own, *shared) if case.status != "closed"}
    return tuple(
        OpenCase(case.uid, case.number, subject_in(reading, case), case.person == person)
        for case in cases.values()
    )


def _cared_for(reading: "Reading", person: str, homes: list[Member]) -> set[str]:
    cares = reading.page(Relation, {"person": person, "what": "cares_for"}, limit=_MANY)
    found = {one.other for one in cares if not one.until} | {one.carer_of for one in homes}
    return {uid for uid in found if uid and uid != person}


def _people(ws: Workspace, reading: "Reading", uids: set[str]) -> tuple[PersonLine, ...]:
    if not uids:
        return ()
    people = reading.page(Person, {"uid": tuple(sorted(uids))}, limit=len(uids))
    return tuple(person_line(one, ws.today) for one in people if not one.died)
