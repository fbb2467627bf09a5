"""A first contact with the people of a family, typed in one go."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.done import Done, done
from socialcase.actions.finding import fetch
from socialcase.actions.lines import PersonLine, person_line
from socialcase.actions.scope import case_audience, narrower
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Household, Member, Person
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.cases.family_lines import FamilyLine
    from socialcase.cases.likeness import Described

_OPEN_MOST = 3


@dataclass(frozen=True, slots=True)
class KnownOne:
    """Somebody here who may be meant, why, and what tells them from others.

    `reasons`: codes of `cases.likeness`. `cases`: ids and numbers of open cases about them.
    """

    person: PersonLine
    settlement: str
    score: int
    reasons: tuple[str, ...]
    cases: tuple[tuple[str, str], ...]


def known_ones(ws: Workspace, wanted: "Described", limit: int = 3) -> tuple[KnownOne, ...]:
    """Who here may be the one being registered, likeliest first. Asked while somebody types.

    Nobody out of a restricted file: not by name, not by number, not by how many there are.
    """
    with ws.store.reading() as reading:
        found: list[KnownOne] = []
        for pair in reading.likely_duplicates(wanted, limit):
            person = reading.get(Person, pair.second)
            if person is None:
                continue
            cases = reading.page(Case, {"person": person.uid}, limit=50)
            going = tuple(
                (case.uid, case.number)
                for case in cases
                if case.status != "closed" and not reading.restricted(case.uid)
            )
            line = person_line(person, ws.today)
            settlement = person.address_settlement
            found.append(KnownOne(line, settlement, pair.score, pair.reasons, going[:_OPEN_MOST]))
        return tuple(found)


def register(
    ws: Workspace, contact: FirstContact, family: "Iterable[FamilyLine]" = ()
) -> tuple[Done, tuple[Done, ...]]:
    """Open a case from a first contact, then register the others of the family.

    The case is kept first, in a save of its own; each of the others follows in theirs, so that
    each can be taken back. Gives both. Raises NotFound, NotSettable, BadValue.
    """
    case = first_contact(ws, contact)
    return case, tuple(_join(ws, case.record, line) for line in family)


def join_home(ws: Workspace, case: str, person: str, role: str, role_note: str = "") -> Done:
    """Say that somebody who is registered lives in the household of a case (made if lacking).

    Whoever lives there already stays as they are. The record of the result is the membership.
    Raises NotFound, BadValue.
    """
    from socialcase.actions.people import make_household, membership

    the_case, who = fetch(ws, Case, case), fetch(ws, Person, person)
    home = fetch(ws, Household, the_case.household) if the_case.household else None
    with ws.store.reading() as reading:
        audience = narrower(reading, home, who) if home else case_audience(the_case)
        lives = {"household": the_case.household, "person": person, "until": ""}
        there = reading.page(Member, lives, limit=1) if home else []
    with ws.store.transaction(ws.person) as tx:
        uid = there[0].uid if there else ""
        if not there:
            household = home.uid if home else make_household(tx, the_case, audience)
            uid = tx.create("member", audience, membership(household, person, role, role_note))
    return done(uid, tx)


def _join(ws: Workspace, case: str, line: "FamilyLine") -> Done:
    # here: most first contacts are of one person
    from socialcase.actions.people import add_family_member
    from socialcase.actions.relations import Relative, add_relative

    main = fetch(ws, Case, case).person
    if main and line.near:
        relative = Relative(line.role, "", line.name_parts, line.sex, line.birth, at_home=True)
        return add_relative(ws, case, main, relative)
    return add_family_member(
        ws,
        case,
        line.name_parts,
        line.role or "other_relative",
        alias="" if line.name else line.words or "?",
        birth=line.birth,
        sex=line.sex or "unknown",
        role_note=line.words,
    )
