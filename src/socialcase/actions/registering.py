"""A first contact with the people of a family, typed in one go and kept in one save."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.cases import FirstContact, NewContact, checked_contact, write_contact
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.actions.finding import fetch
from socialcase.actions.lines import PersonLine, person_line
from socialcase.actions.scope import beside_case, case_audience, named_audience, named_in
from socialcase.actions.unkept import kept_with, written_down
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Household, Member, Person
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.cases.family_lines import FamilyLine
    from socialcase.cases.likeness import Described
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

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

    `unkept`: the place where it was written down until now (`actions.unkept`). The record of the
    result is the case. Raises NotFound, NotSettable, BadValue.
    """
    lines = tuple(family)
    new = checked_contact(ws, contact)
    kin = _kin_here(ws, new) if lines else {}
    with ws.store.transaction(ws.person) as tx:
        uid, main = write_contact(tx, new)
        if lines:
            case = Case(uid, title=contact.title, person=main)
            if new.person and not new.named:
                kin = {main: new.audience}
            at_home = _Family(tx, case, kin)
            for line in lines:
                at_home.join(line)
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
    anew = told_anew(who, checked_fields("person", told))
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


def _kin_here(ws: Workspace, new: NewContact) -> dict[str, str]:
    """Somebody known and their parents, with the audience of what joins a new person to each."""
    if not new.known:
        return {}
    from socialcase.actions.family import family_in

    with ws.store.reading() as reading:
        known = family_in(reading, Case("", person=new.known))
        near = (new.known, *known.family.parents_of(new.known))
        return {
            uid: _joining(new.named, named_in(reading, uid), known.people[uid].audience)
            for uid in near
            if uid in known.people
        }


def _joining(inside: Sequence[str], about: Sequence[str], audience: str) -> str:
    """Who may see what joins two people: who may see both. "": whoever may see the case."""
    if inside and about:
        return named_audience(set(inside) & set(about))
    return "" if inside else audience


class _Family:
    """The household of a case that the same save opens: its people, and who is whose.

    `kin`: the main person, and their parents where they are known here already, each with the
    audience of what joins a new person to them ("": the case's own, as for everybody else).
    """

    def __init__(self, tx: "Transaction", case: Case, kin: Mapping[str, str]) -> None:
        # here: most first contacts are of one person
        from socialcase.actions.people import make_household

        self._tx, self._main, self._kin = tx, case.person, kin
        self._audience = case_audience(case)
        self._household = make_household(tx, case, self._audience)
        self._parents = [uid for uid in kin if uid != case.person]

    def join(self, line: "FamilyLine") -> None:
        """Write one more person, how they live here, and what they are to the main person."""
        from socialcase.actions.people import membership, person_values

        drawn = bool(self._main) and line.near  # then who they are stands in the drawing
        fields: dict[str, FieldValue] = {"birth": line.birth, "sex": line.sex or "unknown"}
        if drawn:
            values = checked_fields("person", {"name": line.name_parts, **fields})
        else:
            fields["alias"] = "" if line.name else line.words or "?"
            values = person_values(line.name_parts, fields)
        uid = self._tx.create("person", self._audience, values)
        role, note = line.role or "other_relative", "" if drawn else line.words
        home = membership(self._household, uid, role, note)
        self._tx.create("member", self._audience, home)
        if drawn:
            self._relate(uid, line.role)

    def _relate(self, uid: str, role: str) -> None:
        from socialcase.actions.relations import relation_values

        for person, other, what in self._joins(uid, role):
            beside = other if person == uid else person
            audience = self._kin.get(beside) or self._audience
            self._tx.create("relation", audience, relation_values(person, other, what))

    def _joins(self, uid: str, role: str) -> list[tuple[str, str, str]]:
        """(person, other, what) of each relation of somebody new."""
        if role == "parent":
            self._parents.append(uid)
            return [(uid, self._main, "parent")]
        if role == "sibling" and self._parents:
            return [(parent, uid, "parent") for parent in self._parents]
        return [(self._main, uid, "parent" if role == "child" else role)]
