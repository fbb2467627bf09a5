"""A first contact with the people of a family, typed in one go and kept in one save."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from socialcase.actions.cases import FirstContact, checked_contact, write_contact
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, not_ahead
from socialcase.actions.finding import fetch
from socialcase.actions.lines import PersonLine, person_line
from socialcase.actions.new_family import family_known, write_family
from socialcase.actions.scope import beside_case, case_audience
from socialcase.actions.unkept import kept_with, written_down
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Household, Member, Person
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.cases.family_lines import FamilyLine
    from socialcase.cases.likeness import Described
    from socialcase.storage.reading import Reading

CONTACT_PLACE = "contact"
"""Where a first contact is written down until its case is open (`actions.unkept`)."""
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
        pairs = reading.likely_duplicates(wanted, limit)
        found = [_known(ws, reading, pair.second, pair.score, pair.reasons) for pair in pairs]
    return tuple(one for one in found if one is not None)


def known_one(ws: Workspace, person: str) -> KnownOne | None:
    """Somebody who was found to be meant; None where they are here no more, or restricted."""
    with ws.store.reading() as reading:
        return None if reading.restricted(person) else _known(ws, reading, person)


def _known(
    ws: Workspace, reading: "Reading", uid: str, score: int = 0, reasons: tuple[str, ...] = ()
) -> KnownOne | None:
    person = reading.get(Person, uid)
    if person is None:
        return None
    going = tuple(
        (case.uid, case.number)
        for case in reading.page(Case, {"person": uid}, limit=50)
        if case.status != "closed" and not reading.restricted(case.uid)
    )
    line, settlement = person_line(person, ws.today), person.address_settlement
    return KnownOne(line, settlement, score, reasons, going[:_OPEN_MOST])


def register(
    ws: Workspace, contact: FirstContact, family: "Iterable[FamilyLine]" = (), *, unkept: str = ""
) -> Done:
    """Open a case from a first contact and register the others of the family, in one save.

    Who of the family is registered already (`FamilyLine.person`) gets no second record. `unkept`:
    the place where it was written down until now (`actions.unkept`). The record of the result is
    the case. Raises NotFound, NotSettable, BadValue.
    """
    lines = tuple(family)
    new = checked_contact(ws, contact)
    family_here = family_known(ws, new, lines) if lines else None
    with ws.store.transaction(ws.person) as tx:
        uid, main = write_contact(tx, new)
        if family_here is not None:
            case = Case(uid, title=contact.title, person=main)
            write_family(tx, case, new, lines, family_here)
        if unkept:
            kept_with(ws, unkept, tx)
    return done(uid, tx)


def contact_begun(ws: Workspace) -> bool:
    """Whether a first contact is being written that is not kept yet."""
    return written_down(ws, CONTACT_PLACE) is not None


def join_home(
    ws: Workspace, case: str, person: str, role: str, role_note: str = "", **told: FieldValue
) -> Done:
    """Say that somebody who is registered lives in the household of a case (made if lacking).

    Whoever lives there already stays as they are. `told`: fields of the person; what was not known
    yet is added. The record of the result is the membership, or the household made for
    its main person. Raises NotFound, BadValue.
    """
    from socialcase.actions.people import make_household, membership, told_anew

    the_case, who = fetch(ws, Case, case), fetch(ws, Person, person)
    home = fetch(ws, Household, the_case.household) if the_case.household else None
    values = checked_fields("person", told)
    not_ahead(ws, "person", values)
    anew = told_anew(who, values)
    with ws.store.reading() as reading:
        audience = beside_case(reading, the_case, who)
        lives = {"household": the_case.household, "person": person, "until": ""}
        there = reading.page(Member, lives, limit=1) if home else []
    with ws.store.transaction(ws.person) as tx:
        uid = there[0].uid if there else ""
        if not there:
            own = case_audience(the_case)
            uid = household = home.uid if home else make_household(tx, the_case, own)
            if home or person != the_case.person:  # else they are its main person already
                uid = tx.create("member", audience, membership(household, person, role, role_note))
        for name, value in anew.items():
            tx.set(person, name, value)
    return done(uid, tx)
