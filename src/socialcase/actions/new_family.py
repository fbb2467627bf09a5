"""The family of a case in the save that opens it: who lives together, and who is whose.

The case is not there to be read yet; what is known of its people is read before (`FamilyKnown`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.cases import NewContact
from socialcase.actions.editing import FieldValue, checked_fields, not_ahead
from socialcase.actions.finding import found
from socialcase.actions.scope import case_audience, named_audience, named_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.lazy_dataclass import dataclass, field

if TYPE_CHECKING:
    from socialcase.cases.family_lines import FamilyLine
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

Join = tuple[str, str, str]
"""A relation: person, other, what."""


@dataclass(frozen=True, slots=True)
class FamilyKnown:
    """What is here already of a family.

    `kin`: the main person and their parents, each with the audience of what joins a new person to
    them ("": the case's own). `joins`: how they are related. `people`: those of its lines who are
    registered; `named`: the staff whom alone some are for.
    """

    kin: Mapping[str, str] = field(default_factory=dict)
    joins: frozenset[Join] = frozenset()
    people: Mapping[str, Person] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def family_known(ws: Workspace, new: NewContact, lines: Iterable["FamilyLine"]) -> FamilyKnown:
    """Read what is known of the people of a first contact. Raises NotFound, BadValue."""
    lines = tuple(lines)
    for line in lines:
        not_ahead(ws, "person", checked_fields("person", {"birth": line.birth}))
    with ws.store.reading() as reading:
        uids = [line.person for line in lines if line.person]
        people = {uid: found(reading, Person, uid) for uid in uids}
        kin, joins = _kin(reading, new) if new.known else ({}, frozenset())
        named = {uid: named_in(reading, uid) for uid in (*people, *kin)}
    return FamilyKnown(kin, joins, people, named)


def write_family(
    tx: "Transaction",
    case: Case,
    new: NewContact,
    lines: Iterable["FamilyLine"],
    known: FamilyKnown,
) -> None:
    """Inside a save: the household of a case, the people of `lines`, what they are to each other.

    Raises BadValue, NotSettable.
    """
    at_home = _AtHome(tx, case, new, known)
    for line in lines:
        at_home.join(line)


def _kin(reading: "Reading", new: NewContact) -> tuple[dict[str, str], frozenset[Join]]:
    # here: most first contacts are of somebody new
    from socialcase.actions.family import family_in

    known = family_in(reading, Case("", person=new.known))
    near = (new.known, *known.family.parents_of(new.known))
    kin = {
        uid: _both(new.named, named_in(reading, uid), known.people[uid].audience)
        for uid in near
        if uid in known.people
    }
    return kin, frozenset((one.person, one.other, one.what) for one in known.relations)


def _both(inside: Sequence[str], about: Sequence[str], audience: str) -> str:
    """Who may see what joins two people: who may see both. "": whoever may see the case."""
    if inside and about:
        return named_audience(set(inside) & set(about))
    return "" if inside else audience


class _AtHome:
    """The household that a save makes for its case."""

    def __init__(self, tx: "Transaction", case: Case, new: NewContact, known: FamilyKnown) -> None:
        from socialcase.actions.people import make_household

        self._tx, self._new, self._known = tx, new, known
        self._main = case.person
        open_to_all = bool(new.person) and not new.named
        self._kin = {case.person: new.audience} if open_to_all else known.kin
        self._audience = case_audience(case)
        self._household = make_household(tx, case, self._audience)
        self._parents = [uid for uid in self._kin if uid != case.person]

    def join(self, line: "FamilyLine") -> None:
        """Write one more person, how they live here, and what they are to the main person."""
        from socialcase.actions.people import membership

        if line.person and line.person == self._main:
            return
        drawn = bool(self._main) and line.near  # then who they are stands in the drawing
        uid = self._somebody(line, drawn=drawn)
        role, note = line.role or "other_relative", "" if drawn else line.words
        home = membership(self._household, uid, role, note)
        self._tx.create("member", self._beside(uid, self._audience), home)
        if drawn:
            self._relate(uid, line.role)

    def _somebody(self, line: "FamilyLine", *, drawn: bool) -> str:
        from socialcase.actions.people import person_values, told_anew

        fields: dict[str, FieldValue] = {"birth": line.birth, "sex": line.sex or "unknown"}
        if line.person:
            anew = told_anew(self._known.people[line.person], checked_fields("person", fields))
            for name, value in anew.items():
                self._tx.set(line.person, name, value)
            return line.person
        if drawn:
            values = checked_fields("person", {"name": line.name_parts, **fields})
        else:
            alias = "" if line.name else line.words or "?"
            values = person_values(line.name_parts, {**fields, "alias": alias})
        return self._tx.create("person", self._audience, values)

    def _relate(self, uid: str, role: str) -> None:
        from socialcase.actions.relations import relation_values

        for person, other, what in self._joins(uid, role):
            said = {(person, other, what)} | (
                {(other, person, what)} if what != "parent" else set()
            )
            if person == other or said & self._known.joins:
                continue
            near = self._kin.get(other if person == uid else person) or self._audience
            self._tx.create(
                "relation", self._beside(uid, near), relation_values(person, other, what)
            )

    def _beside(self, uid: str, audience: str) -> str:
        """Who may see what joins somebody with this family; else `audience`."""
        about = self._known.named.get(uid, ())
        circles = [set(one) for one in (about, self._new.named, self._named_main) if one]
        return named_audience(set.intersection(*circles)) if about else audience

    @property
    def _named_main(self) -> tuple[str, ...]:
        return self._known.named.get(self._main, ())

    def _joins(self, uid: str, role: str) -> list[Join]:
        """Each relation of somebody who joins the family."""
        if role == "parent":
            self._parents.append(uid)
            return [(uid, self._main, "parent")]
        if role == "sibling" and self._parents:
            return [(parent, uid, "parent") for parent in self._parents]
        return [(self._main, uid, "parent" if role == "child" else role)]
