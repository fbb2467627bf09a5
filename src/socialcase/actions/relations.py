"""Who is whose in a family, and what is around it: entered and taken back one act at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, not_ahead
from socialcase.actions.family import FamilyFile, family_file
from socialcase.actions.finding import fetch
from socialcase.actions.people import make_household, told_anew
from socialcase.actions.roles_beside import role_at_home, role_of
from socialcase.actions.scope import beside_case, case_audience, named_audience, named_in, narrower
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
    "parent": ("born", "adopted", "foster", "step", "guardian", "expected", "lost", "stillborn"),
    "child": ("born", "adopted", "foster", "step", "guardian", "expected", "lost", "stillborn"),
    "partner": ("married", "together", "separated", "divorced"),
    "sibling": (),
    "cares_for": (),
    "bond": ("close", "very_close", "distant", "strained", "cut_off", "harm"),
}
"""Which codes of how fit what."""

End = tuple[str, str, bool]
"""A person that a relative is joined to, what they are, whether the relative stands first."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody new in a family: `what` they are to somebody (`RELATIVES`), and how.

    Name, alias and birth may all be unknown. `at_home`: they live in the household, `since`.
    `beside`: the other parent of a new child, "" for none. `others_too`: a new parent is that of
    the brothers and sisters with the same parents as well, a new partner that of the children who
    have one parent only. `person`: somebody registered already; of what else is told of them, what
    was not known yet is added.
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
    person: str = ""


def add_relative(ws: Workspace, case: str, of: str, relative: Relative) -> Done:
    """Register a relative of somebody, related and if wished living here, in one save.

    `of`: a person of the family. The record of the result is the relative.
    Raises NotFound, BadValue, GoesRound.
    """
    _check_code(relative.what, RELATIVES)
    _check_how(relative.what, relative.how)
    known = family_file(ws, case)
    if of not in known.people:
        raise NotFound("person", of)
    ends = _ends(known, of, relative)
    new = _checked(ws, known, relative, ends)
    with ws.store.transaction(ws.person) as tx:
        uid = _written(tx, known, new)
        for other, what, new_first in ends:
            pair = (uid, other) if new_first else (other, uid)
            how = relative.how if relative.how in HOWS[what] else ""
            _relate(tx, new, other, relation_values(*pair, what, how) | _said(relative, what))
        if relative.at_home and known.member(uid) is None:
            role = role_of(known, of, relative.what)
            _move_in(tx, known, uid, role, relative.since, new.at_home)
    return done(uid, tx)


def write_down(ws: Workspace, case: str, unknown: str, relative: Relative) -> Done:
    """Register somebody whom the drawing only implied ("?…"), in their place. One save.

    Raises NotFound, BadValue, GoesRound.
    """
    known = family_file(ws, case)
    links = [link for link in known.implied if unknown in link.pair]
    if not links:
        raise NotFound("person", unknown)
    pairs = [(link.other if link.person == unknown else link.person, link) for link in links]
    ends = [
        (other, link.what, link.person == unknown) for other, link in pairs if not is_unknown(other)
    ]
    new = _checked(ws, known, relative, ends)
    with ws.store.transaction(ws.person) as tx:
        uid = _written(tx, known, new)
        for other, what, new_first in ends:
            pair = (uid, other) if new_first else (other, uid)
            _relate(tx, new, other, relation_values(*pair, what))
    return done(uid, tx)


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
    with ws.store.reading() as reading:
        audience = beside_case(reading, known.case, known.people[person])
    with ws.store.transaction(ws.person) as tx:
        made = _move_in(tx, known, person, role or role_at_home(known, person), since, audience)
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


def _ends(known: FamilyFile, of: str, relative: Relative) -> list[End]:
    """Whom a new relative is joined to."""
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


@dataclass(frozen=True, slots=True)
class _New:
    """A relative ready to be written. `beside`: the audience of what joins them with each end.

    `person`: somebody registered, "" for somebody new; `values` are then what is added there.
    `at_home`: the audience of their membership.
    """

    person: str
    values: Mapping[str, FieldValue]
    beside: Mapping[str, str]
    at_home: str


def _checked(ws: Workspace, known: FamilyFile, relative: Relative, ends: Sequence[End]) -> _New:
    """Raises NotFound, BadValue, GoesRound."""
    values, case = _person_values(relative), known.case
    not_ahead(ws, "person", values)
    who = fetch(ws, Person, relative.person) if relative.person else None
    if who is None:
        with ws.store.reading() as reading:
            beside = {uid: _beside_new(reading, known, uid) for uid, _, _ in ends}
        return _New("", values, beside, case_audience(case))
    for uid, what, new_first in ends:
        if uid == who.uid:
            raise BadValue("relation", "other", "person")
        if what == "parent":
            pair = (who.uid, uid) if new_first else (uid, who.uid)
            _check_way_up(ws, *pair, case.uid)
    joined = {uid for uid, what, first in ends if _joined(ws, who.uid, uid, what, new_first=first)}
    with ws.store.reading() as reading:
        others = [uid for uid, _, _ in ends if uid not in joined]
        beside = {uid: narrower(reading, known.people[uid], who) for uid in others}
        at_home = beside_case(reading, case, who)
    return _New(who.uid, told_anew(who, values), beside, at_home)


def _joined(ws: Workspace, new: str, other: str, what: str, *, new_first: bool) -> bool:
    """Whether a relation says it already."""
    return _same(_between(ws, new, other), what, new if new_first else other) is not None


def _written(tx: "Transaction", known: FamilyFile, new: _New) -> str:
    if not new.person:
        return tx.create("person", case_audience(known.case), new.values)
    for name, value in new.values.items():
        tx.set(new.person, name, value)
    return new.person


def _relate(tx: "Transaction", new: _New, other: str, values: Mapping[str, FieldValue]) -> None:
    if other in new.beside:
        tx.create("relation", new.beside[other], values)


def _beside_new(reading: "Reading", known: FamilyFile, uid: str) -> str:
    """The audience of what joins a new person of this case with somebody of the family."""
    inside, about = named_in(reading, known.case.uid), named_in(reading, uid)
    if inside and about:
        return named_audience(set(inside) & set(about))
    return case_audience(known.case) if inside else known.people[uid].audience


def _move_in(
    tx: "Transaction", known: FamilyFile, person: str, role: str, since: str, audience: str
) -> str:
    case, home = known.case, known.household
    household = home.uid if home else make_household(tx, case, case_audience(case))
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
