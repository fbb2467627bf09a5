"""Who is whose in a family, and what is around it: entered and taken back one act at a time."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.actions.family import FamilyFile, family_file
from socialcase.actions.finding import fetch
from socialcase.actions.people import make_household
from socialcase.actions.scope import case_audience, named_audience, named_in, narrower
from socialcase.actions.workspaces import Workspace
from socialcase.cases.home_roles import is_unknown
from socialcase.cases.kinship import KINSHIP, TWO_PARENTS, Link, goes_round
from socialcase.cases.records import Case, Household, Person, Relation, Tie
from socialcase.errors import BadValue, GoesRound, NotFound
from socialcase.lazy_dataclass import dataclass, field

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

RELATIVES = ("parent", "partner", "child", "sibling")
"""What a relative may be to somebody."""
HOWS: Mapping[str, tuple[str, ...]] = {
    "parent": ("born", "adopted", "foster", "step", "guardian"),
    "child": ("born", "adopted", "foster", "step", "guardian"),
    "partner": ("married", "together", "separated", "divorced"),
    "sibling": (),
    "cares_for": (),
    "bond": ("close", "very_close", "distant", "strained", "cut_off", "harm"),
}
"""Which codes of how fit what."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody new in a family: `what` they are to somebody (`RELATIVES`), and how.

    Name, alias and birth may all be unknown. `at_home`: they live in the household, `since`.
    `beside`: the other parent of a new child, "" for none. `others_too`: a new parent is that of
    the brothers and sisters with the same parents as well, a new partner that of the children who
    have one parent only.
    """

    what: str
    how: str = ""
    name: Mapping[str, str] = field(default_factory=dict)
    sex: str = ""
    birth: str = ""
    died: str = ""
    note: str = ""
    at_home: bool = False
    since: str = ""
    beside: str = ""
    others_too: bool = False


def add_relative(ws: Workspace, case: str, of: str, relative: Relative) -> Done:
    """Register a relative of somebody, related and if wished living here, in one save.

    `of`: a person of the family. The record of the result is the new person.
    Raises NotFound, BadValue.
    """
    _check_code(relative.what, RELATIVES)
    _check_how(relative.what, relative.how)
    known = family_file(ws, case)
    if of not in known.people:
        raise NotFound("person", of)
    values = _person_values(relative)
    ends = _ends(known, of, relative)
    with ws.store.reading() as reading:
        audiences = {uid: _beside_new(reading, known, uid) for uid, _, _ in ends}
    with ws.store.transaction(ws.person) as tx:
        new = tx.create("person", case_audience(known.case), values)
        for uid, what, new_first in ends:
            pair = (new, uid) if new_first else (uid, new)
            fields = relation_values(
                *pair, what, relative.how if relative.how in HOWS[what] else ""
            )
            tx.create("relation", audiences[uid], {**fields, **_said(relative, what)})
        if relative.at_home:
            _move_in(tx, known, new, role_of(known, of, relative.what), relative.since)
    return done(new, tx)


def write_down(ws: Workspace, case: str, unknown: str, relative: Relative) -> Done:
    """Register somebody whom the drawing only implied ("?…"), in their place. One save.

    Raises NotFound, BadValue.
    """
    known = family_file(ws, case)
    links = [link for link in known.implied if unknown in link.pair]
    near = {uid for link in links for uid in link.pair if not is_unknown(uid)}
    if not links:
        raise NotFound("person", unknown)
    with ws.store.reading() as reading:
        audiences = {uid: _beside_new(reading, known, uid) for uid in near}
    with ws.store.transaction(ws.person) as tx:
        new = tx.create("person", case_audience(known.case), _person_values(relative))
        for link in links:
            other = link.other if link.person == unknown else link.person
            if other in audiences:
                pair = (new, other) if link.person == unknown else (other, new)
                tx.create("relation", audiences[other], relation_values(*pair, link.what, ""))
    return done(new, tx)


def relate(
    ws: Workspace,
    person: str,
    other: str,
    what: str,
    how: str = "",
    *,
    since: str = "",
    note: str = "",
    case: str = "",
) -> Done:
    """Say what joins two people who are registered; said twice it is changed, not doubled.

    `what`: a code of relations, `how` one that fits it (`HOWS`). Of a parent, `other` is the
    child; `case` lets roles at home be looked at, too. Raises NotFound, BadValue, GoesRound.
    """
    _check_how(what, how)
    one, two = fetch(ws, Person, person), fetch(ws, Person, other)
    if person == other:
        raise BadValue("relation", "other", "person")
    kept = _between(ws, person, other)
    if what == "parent":
        _check_way_up(ws, person, other, case)
    fields = relation_values(person, other, what, how)
    fields |= checked_fields("relation", {"since": since, "note": note})
    with ws.store.reading() as reading:
        audience = narrower(reading, one, two)
    same = _same(kept, what, person)
    with ws.store.transaction(ws.person) as tx:
        if same is not None:
            for name in ("how", *(n for n in ("since", "note") if fields[n])):
                tx.set(same.uid, name, fields[name])
            uid = same.uid
        else:
            uid = tx.create("relation", audience, fields)
    return done(uid, tx)


def end_relation(ws: Workspace, relation: str) -> Done:
    """Take a relation out of the drawing; its history stays. Raises NotFound."""
    fetch(ws, Relation, relation)
    with ws.store.transaction(ws.person) as tx:
        tx.set(relation, "what", None)
    return done(relation, tx)


def move_in(ws: Workspace, case: str, person: str, role: str = "", since: str = "") -> Done:
    """Say that somebody of the family lives in the household now. Raises NotFound, BadValue."""
    known = family_file(ws, case)
    if person not in known.people:
        raise NotFound("person", person)
    with ws.store.transaction(ws.person) as tx:
        made = _move_in(tx, known, person, role or role_at_home(known, person), since)
    return done(made, tx)


def add_tie(ws: Workspace, case: str, what: str, name: str = "", **fields: FieldValue) -> Done:
    """Put somebody or something into the ecomap; `fields` are those of `Tie`.

    The household is made where the case has none. Raises NotFound, BadValue, NotSettable.
    """
    the_case = fetch(ws, Case, case)
    home = fetch(ws, Household, the_case.household) if the_case.household else None
    given = {key: value for key, value in fields.items() if value}
    values = checked_fields("tie", {"strength": "ordinary", **given, "what": what, "name": name})
    audience = home.audience if home else case_audience(the_case)
    about = str(fields.get("person") or "")
    if about and home:
        who = fetch(ws, Person, about)
        with ws.store.reading() as reading:
            audience = narrower(reading, home, who)
    with ws.store.transaction(ws.person) as tx:
        household = home.uid if home else make_household(tx, the_case, audience)
        uid = tx.create("tie", audience, {**values, "household": household})
    return done(uid, tx)


def change_tie(ws: Workspace, tie: str, fields: Mapping[str, FieldValue]) -> Done:
    """Give several fields of a tie their values in one save. Raises NotFound, BadValue."""
    fetch(ws, Tie, tie)
    values = checked_fields("tie", fields)
    with ws.store.transaction(ws.person) as tx:
        for name, value in values.items():
            tx.set(tie, name, value)
    return done(tie, tx)


def end_tie(ws: Workspace, tie: str) -> Done:
    """Take something out of the ecomap; its history stays. Raises NotFound."""
    return change_tie(ws, tie, {"what": None})


def end_either(ws: Workspace, record: str) -> Done:
    """Take out a relation or a tie, whichever it is. Raises NotFound."""
    with ws.store.reading() as reading:
        is_tie = reading.get(Tie, record) is not None
    return end_tie(ws, record) if is_tie else end_relation(ws, record)


def alike_siblings(known: FamilyFile, uid: str) -> tuple[str, ...]:
    """Brothers and sisters who have the same parents, and fewer than two."""
    own = next((s for s in known.family.sibships if uid in s.children), None)
    if own is None or len(own.parents) >= TWO_PARENTS:
        return ()
    return tuple(one for one in own.children if one != uid and one in known.people)


def children_alone(known: FamilyFile, uid: str) -> tuple[str, ...]:
    """The children of somebody who have no other parent."""
    own = [s for s in known.family.sibships if s.parents == (uid,)]
    return tuple(one for s in own for one in s.children if one in known.people)


def others_too(known: FamilyFile, uid: str) -> tuple[int, int]:
    """How many brothers and sisters a new parent, how many children a new partner may have, too."""
    return len(alike_siblings(known, uid)), len(children_alone(known, uid))


def role_at_home(known: FamilyFile, person: str) -> str:
    """Which role at home somebody of the family has beside the main person."""
    family, main = known.family, known.main
    if person == main:
        return "main"
    near = (
        ("partner", family.partners_of(main)),
        ("child", family.children_of(main)),
        ("parent", family.parents_of(main)),
        ("sibling", family.siblings_of(main)),
    )
    for role, people in near:
        if person in people:
            return role
    return _further_role(known, person)


def role_of(known: FamilyFile, of: str, what: str) -> str:
    """Which role at home a new relative of somebody has beside the main person."""
    start = role_at_home(known, of)
    return _ROLES.get((start, what), "other_relative")


_ROLES: Mapping[tuple[str, str], str] = {
    ("main", "parent"): "parent",
    ("main", "partner"): "partner",
    ("main", "child"): "child",
    ("main", "sibling"): "sibling",
    ("partner", "parent"): "in_law",
    ("partner", "child"): "child",
    ("partner", "sibling"): "in_law",
    ("child", "parent"): "partner",
    ("child", "partner"): "in_law",
    ("child", "child"): "grandchild",
    ("child", "sibling"): "child",
    ("parent", "parent"): "grandparent",
    ("parent", "partner"): "parent",
    ("parent", "child"): "sibling",
    ("sibling", "parent"): "parent",
    ("sibling", "partner"): "in_law",
    ("sibling", "sibling"): "sibling",
    ("grandchild", "sibling"): "grandchild",
    ("grandparent", "partner"): "grandparent",
    ("in_law", "partner"): "in_law",
}


def _further_role(known: FamilyFile, person: str) -> str:
    family, main = known.family, known.main
    beyond = (
        (
            "grandchild",
            (c for one in family.children_of(main) for c in family.children_of(one)),
        ),
        ("grandparent", (p for one in family.parents_of(main) for p in family.parents_of(one))),
        ("in_law", (p for one in family.partners_of(main) for p in family.parents_of(one))),
        ("in_law", (p for one in family.children_of(main) for p in family.partners_of(one))),
        ("in_law", (s for one in family.partners_of(main) for s in family.siblings_of(one))),
    )
    return next((role for role, people in beyond if person in people), "other_relative")


def _ends(known: FamilyFile, of: str, relative: Relative) -> list[tuple[str, str, bool]]:
    """Whom a new relative is joined to: (person, what, whether the new one stands first)."""
    if relative.what == "parent":
        alike = alike_siblings(known, of) if relative.others_too else ()
        return [(child, "parent", True) for child in (of, *alike)]
    if relative.what == "partner":
        children = children_alone(known, of) if relative.others_too else ()
        return [(of, "partner", False), *((child, "parent", True) for child in children)]
    if relative.what == "child":
        parents = [of, relative.beside] if relative.beside in known.people else [of]
        return [(parent, "parent", False) for parent in parents]
    parents = [uid for uid in known.family.parents_of(of) if uid in known.people]
    return [(parent, "parent", False) for parent in parents] or [(of, "sibling", False)]


def _said(relative: Relative, what: str) -> dict[str, FieldValue]:
    return {"note": relative.note or None} if what in KINSHIP else {}


def _person_values(relative: Relative) -> dict[str, FieldValue]:
    """The checked fields of somebody who may stay nameless. Raises BadValue."""
    fields: dict[str, FieldValue] = {"sex": relative.sex or "unknown"}
    fields |= {"birth": relative.birth, "died": relative.died}
    name = {part: words.strip() for part, words in relative.name.items() if words.strip()}
    if name:
        fields["name"] = name
    return {key: value for key, value in checked_fields("person", fields).items() if value}


def relation_values(person: str, other: str, what: str, how: str = "") -> dict[str, FieldValue]:
    """The checked fields of what joins two people. Raises BadValue."""
    fields = {"person": person, "other": other, "what": what, "how": how}
    return checked_fields("relation", fields)


def _beside_new(reading: "Reading", known: FamilyFile, uid: str) -> str:
    """The audience of what joins a new person of this case with somebody of the family."""
    inside, about = named_in(reading, known.case.uid), named_in(reading, uid)
    if inside and about:
        return named_audience(set(inside) & set(about))
    return case_audience(known.case) if inside else known.people[uid].audience


def _move_in(tx: "Transaction", known: FamilyFile, person: str, role: str, since: str) -> str:
    audience = case_audience(known.case)
    household = known.household.uid if known.household else make_household(tx, known.case, audience)
    values = {"household": household, "person": person, "role": role, "since": since}
    if not known.household and person == known.case.person:
        return household
    return tx.create("member", audience, checked_fields("member", values))


def _between(ws: Workspace, one: str, other: str) -> list[Relation]:
    with ws.store.reading() as reading:
        return [
            relation
            for ends in ((one, other), (other, one))
            for relation in reading.page(Relation, {"person": ends[0], "other": ends[1]})
            if relation.what
        ]


def _same(kept: Iterable[Relation], what: str, person: str) -> Relation | None:
    """The relation that says the same already; only parents and carers have a direction."""
    directed = what in ("parent", "cares_for")
    fitting = (r for r in kept if r.what == what and (not directed or r.person == person))
    return next(fitting, None)


def _check_way_up(ws: Workspace, parent: str, child: str, case: str) -> None:
    links = [link for of in _above(ws, parent) for link in of]
    if case:
        known = family_file(ws, case)
        links += [*known.implied, *(Link(r.person, r.other, r.what) for r in known.relations)]
    if goes_round(links, parent, child):
        raise GoesRound


def _above(ws: Workspace, start: str) -> Iterable[list[Link]]:
    with ws.store.reading() as reading:
        seen, waiting = {start}, [start]
        while waiting:
            kept = reading.page(Relation, {"other": tuple(waiting), "what": "parent"}, limit=500)
            yield [Link(one.person, one.other, "parent") for one in kept]
            waiting = [one.person for one in kept if one.person not in seen]
            seen.update(waiting)


def _check_code(value: str, codes: tuple[str, ...]) -> None:
    if value not in codes:
        raise BadValue("relation", "what", ", ".join(codes))


def _check_how(what: str, how: str) -> None:
    _check_code(what, tuple(HOWS))
    if how and how not in HOWS[what]:
        raise BadValue("relation", "how", ", ".join(HOWS[what]))
