"""Whom a row from outside is about: one case for certain, or the reason why none is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from socialcase.actions.lines import person_line
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import parse_partial
from socialcase.cases.likeness import Described
from socialcase.cases.records import Case, Member, Person
from socialcase.errors import Sentence, sentence
from socialcase.texts import N_

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.views import DuplicatePair

_MANY = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row does not fit. `stops`: it cannot be taken; else only if a person chooses it."""

    said: Sentence
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Whom:
    """The case and the person that a row goes to, and how a list names them; or why to none."""

    case: str = ""
    person: str = ""
    number: str = ""
    name: str = ""
    reason: Reason | None = None


def whom(ws: Workspace, said: Iterable[str], birth: str = "") -> Whom:
    """The case that one of the texts numbers, else the case of the one person so named.

    `said`: texts of the row; together they are a name in any order and spelling. Only what the
    person here may see is looked through; a restricted file is found by its number alone.
    """
    texts = [text.strip() for text in said if text.strip()]
    if not texts:
        return _none(sentence(N_("It does not say whom it is about.")))
    with ws.store.reading() as reading:
        for text in texts:
            numbered = with_number(ws, reading, text)
            if numbered is not None:
                return numbered
        return _named(ws, reading, " ".join(texts), _year_first(birth))


def with_number(ws: Workspace, reading: "Reading", number: str) -> Whom | None:
    """The case of this number; None where there is none. A list may have brought one twice."""
    numbered = reading.page(Case, {"number": number}, limit=2)
    if len(numbered) > 1:
        said = N_("Several cases here have the number {number}.")
        return _none(sentence(said, number=number))
    return in_case(ws, reading, numbered[0]) if numbered else None


def in_case(ws: Workspace, reading: "Reading", case: Case, person: str = "") -> Whom:
    """A case that is known, and the person in it (without `person` the one it is about)."""
    found = reading.get(Person, person or case.person)
    name = person_line(found, ws.today).name if found is not None else case.title
    return Whom(case.uid, found.uid if found is not None else "", case.number, name)


def about_whom(ws: Workspace, target: Whom, about: str) -> tuple[Whom, list[Reason]]:
    """The person in a case that our own file means: "family", "person" or the id of one in it."""
    if not target.case or about in ("", "person"):
        return target, []
    if about == "family":
        return replace(target, person=""), []
    with ws.store.reading() as reading:
        case = reading.get(Case, target.case)
        if case is not None and about in people_of(reading, case):
            return in_case(ws, reading, case, about), []
    said = N_("It is about one of the family who is not known here; it would be about all of it.")
    return replace(target, person=""), [Reason(sentence(said), stops=False)]


def people_of(reading: "Reading", case: Case) -> set[str]:
    """The ids of all whom a case may be about, that the person here may see."""
    homes = {one.household for one in reading.page(Member, {"person": case.person}, limit=_MANY)}
    homes = {home for home in (case.household, *homes) if home}
    members = reading.page(Member, {"household": tuple(homes)}, limit=_MANY) if homes else []
    found = {case.person, *(one.person for one in members)}
    return {one for one in found if one and reading.get(Person, one) is not None}


def _named(ws: Workspace, reading: "Reading", name: str, birth: str) -> Whom:
    pairs = reading.likely_duplicates(Described(name, birth), restricted=True)
    certain = [pair for pair in pairs if _certain(reading, pair, birth)]
    if len(certain) > 1:
        many = N_("{n} people here are called so; say a birth date or a case's number.")
        return _none(sentence(many, n=len(certain)))
    if not certain:
        if pairs:
            alike = N_("Nobody here is certainly meant; somebody alike is {name}.")
            likely = reading.get(Person, pairs[0].second)
            told = person_line(likely, ws.today).name if likely is not None else ""
            return _none(sentence(alike, name=told))
        return _none(sentence(N_("There is no such person here.")))
    return _case_of(ws, reading, certain[0].second)


def _certain(reading: "Reading", pair: "DuplicatePair", birth: str) -> bool:
    """Whether all names are the same, and the birth date wherever both sides know one."""
    if "same_name" not in pair.reasons:
        return False
    person = reading.get(Person, pair.second)
    known = person.birth if person is not None else ""
    return not (birth and known) or "same_birth" in pair.reasons


def _case_of(ws: Workspace, reading: "Reading", person: str) -> Whom:
    """The one case of a person that goes on, else the only one that there is."""
    homes = [one.household for one in reading.page(Member, {"person": person}, limit=_MANY)]
    found = list(reading.page(Case, {"person": person}, limit=_MANY))
    if not found and homes:
        found = list(reading.page(Case, {"household": tuple(homes)}, limit=_MANY))
    going_on = [case for case in found if case.status != "closed"] or found
    if not going_on:
        return _none(sentence(N_("This person has no case here.")))
    if len(going_on) > 1:
        numbers = ", ".join(case.number for case in going_on)
        return _none(sentence(N_("This person has several cases: {numbers}."), numbers=numbers))
    return in_case(ws, reading, going_on[0], person)


def _none(said: Sentence) -> Whom:
    return Whom(reason=Reason(said))


def _year_first(birth: str) -> str:
    try:
        return str(parse_partial(birth))
    except ValueError:
        return ""
