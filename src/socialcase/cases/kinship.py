"""Kinship: from who is whose parent, partner, brother or sister to generations and families.

Pure functions over what was entered (`Link`) and, where nothing was, what the roles at home say
(`cases.home_roles`). Two laptops may have entered what cannot be true together (somebody their
own grandparent): such a link is left out and named in `Family.refused`, nothing else is lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from socialcase.cases.dates import parse_partial
from socialcase.lazy_dataclass import dataclass

UNBORN = frozenset(("expected", "lost", "stillborn"))
"""How somebody is the child of a parent who is not born yet, or was not born alive."""
BORN = frozenset(("", "born")) | UNBORN
"""How somebody is the child of a parent by birth."""
TWO_PARENTS = 2
KINSHIP = ("parent", "partner", "sibling")
"""Relations that say in which generation somebody belongs."""
_WHOLE_DAY = len("2019-06-01")
_GENERATION = 25 * 365
"""Days: by how much somebody is older who is no kin, to be drawn one row higher."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody of a family: as much as kinship asks. `birth`: a partial date, "" if unknown."""

    uid: str
    sex: str = ""
    birth: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What joins two people: `what`, `how` are codes of the relation, `uid` its record.

    `uid` is "" for what the roles at home say. Of a parent, `other` is the child; of care, `other`
    is who is cared for.
    """

    person: str
    other: str
    what: str
    how: str = ""
    since: str = ""
    until: str = ""
    uid: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """Both people, whichever stands first."""
        return frozenset((self.person, self.other))


@dataclass(frozen=True, slots=True)
class Union:
    """Two partners, or two who have a child together (`how` is then "")."""

    first: str
    second: str
    how: str = ""
    since: str = ""
    until: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Sibship:
    """The children of the same parents, eldest first. `parents`: none, one or two."""

    parents: tuple[str, ...]
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A family worked out: everybody has a generation, the eldest being 0.

    `hows`: how a child is a parent's, by (parent, child). `besides`: parents by adoption, care or
    marriage beside those whose child somebody is drawn as. `refused`: links that contradict others.
    `twins`: brothers and sisters by birth who were born on one day.
    """

    people: tuple[str, ...]
    generation: Mapping[str, int]
    unions: tuple[Union, ...]
    sibships: tuple[Sibship, ...]
    hows: Mapping[tuple[str, str], str]
    besides: tuple[Link, ...]
    cares: tuple[Link, ...]
    bonds: tuple[Link, ...]
    refused: tuple[Link, ...]
    twins: tuple[tuple[str, ...], ...] = ()

    def parents_of(self, uid: str) -> tuple[str, ...]:
        """The parents whose child somebody is drawn as."""
        return next((s.parents for s in self.sibships if uid in s.children), ())

    def children_of(self, uid: str) -> tuple[str, ...]:
        """Everybody who is drawn as a child of theirs."""
        own = (s.children for s in self.sibships if uid in s.parents)
        return tuple(child for children in own for child in children)

    def siblings_of(self, uid: str) -> tuple[str, ...]:
        """Brothers and sisters, half ones too."""
        parents = set(self.parents_of(uid))
        near = [s for s in self.sibships if uid in s.children or parents & set(s.parents)]
        return tuple(dict.fromkeys(c for s in near for c in s.children if c != uid))

    def partners_of(self, uid: str) -> tuple[str, ...]:
        """Partners and those with whom they have a child."""
        both = [(u.first, u.second) for u in self.unions if uid in (u.first, u.second)]
        return tuple(second if first == uid else first for first, second in both)


def family_of(people: Iterable[Kin], links: Iterable[Link], about: str = "") -> Family:
    """Work out a family. Links to nobody here, to oneself and of unknown kinds are passed over.

    `about`: beside whom those are put who are no kin, by their age.
    """
    known = {one.uid: one for one in people}
    usable = _usable(known, links)
    parents, besides, refused = _parentage(usable["parent"])
    sibships = _sibships(known, parents, usable["sibling"])
    unions = _unions(usable["partner"], sibships)
    ancestry = {child: [link.person for link in of] for child, of in parents.items()}
    levels = _Levels(known, ancestry)
    for sibship in sibships:
        levels.equal(sibship.children)
    for union in unions:
        levels.equal((union.first, union.second))
    for link in usable["sibling"]:
        levels.equal((link.person, link.other))
    joined = _joined(one.pair for what in KINSHIP for one in usable[what])
    hows = {(link.person, link.other): link.how for of in parents.values() for link in of}
    return Family(
        tuple(known),
        _beside(known, levels.settle(), joined, about),
        unions,
        sibships,
        hows,
        tuple(besides),
        tuple(usable["cares_for"]),
        tuple(usable["bond"]),
        tuple(refused),
        tuple(_twins(known, sibships, hows)),
    )


def unborn_in(family: Family, uid: str) -> str:
    """As which of `UNBORN` somebody is drawn, "" for whoever was born."""
    return next((how for (_, c), how in family.hows.items() if c == uid and how in UNBORN), "")


def goes_round(links: Iterable[Link], parent: str, child: str) -> bool:
    """Whether `parent` would become their own ancestor as a parent of `child`."""
    above: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.what == "parent":
            above[link.other].add(link.person)
    return parent == child or child in _ancestors(above, parent)


def age_key(birth: str) -> tuple[int, int]:
    """Sorts the elder first; whose birth is not known comes last."""
    try:
        return (0, parse_partial(birth).earliest.toordinal())
    except ValueError:
        return (1, 0)


def _usable(known: Mapping[str, Kin], links: Iterable[Link]) -> dict[str, list[Link]]:
    """Links by kind, entered ones first, each said once."""
    sorted_in: dict[str, list[Link]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for link in sorted(links, key=lambda one: (not one.uid, one.uid, one.person, one.other)):
        ends = (link.person, link.other) if link.what in ("parent", "cares_for") else (link.pair,)
        said = (link.what, *ends, link.how if link.what == "bond" else "")
        if link.person == link.other or not link.pair <= known.keys() or said in seen:
            continue
        seen.add(said)
        sorted_in[link.what].append(link)
    return sorted_in


def _parentage(
    links: Sequence[Link],
) -> tuple[dict[str, list[Link]], list[Link], list[Link]]:
    """At most two parents for each child (those by birth first), the others, the impossible."""
    above: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, list[Link]] = defaultdict(list)
    besides: list[Link] = []
    refused: list[Link] = []
    for link in sorted(links, key=lambda one: (not one.uid, one.how not in BORN)):
        if link.other in _ancestors(above, link.person) | {link.person}:
            refused.append(link)
            continue
        above[link.other].add(link.person)
        own = parents[link.other]
        fits = len(own) < TWO_PARENTS and (link.how in BORN or not _by_birth(own))
        (own if fits else besides).append(link)
    return parents, besides, refused


def _by_birth(links: Iterable[Link]) -> bool:
    return any(link.how in BORN for link in links)


def _ancestors(above: Mapping[str, Iterable[str]], uid: str) -> set[str]:
    found: set[str] = set()
    waiting = list(above.get(uid, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(above.get(one, ()))
    return found


def _sibships(
    known: Mapping[str, Kin], parents: Mapping[str, Sequence[Link]], siblings: Iterable[Link]
) -> tuple[Sibship, ...]:
    by_parents: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for child in known:
        own = tuple(sorted(link.person for link in parents.get(child, ())))
        if own:
            by_parents[own].append(child)
    orphans = {child for child in known if not parents.get(child)}
    groups = _joined(link.pair for link in siblings if link.pair <= orphans)
    return (
        *(Sibship(own, _eldest_first(known, found)) for own, found in by_parents.items()),
        *(Sibship((), _eldest_first(known, group)) for group in groups),
    )


def _twins(
    known: Mapping[str, Kin], sibships: Iterable[Sibship], hows: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, ...]]:
    for sibship in sibships:
        born: dict[str, list[str]] = defaultdict(list)
        for child in sibship.children:
            by_birth = all(hows.get((one, child), "") in BORN for one in sibship.parents)
            day = known[child].birth
            if by_birth and len(day) == _WHOLE_DAY and not day.startswith("~"):
                born[day].append(child)
        yield from (tuple(children) for children in born.values() if len(children) > 1)


def _joined(pairs: Iterable[frozenset[str]]) -> list[set[str]]:
    groups: list[set[str]] = []
    for pair in pairs:
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(set(pair).union(*touching))
    return groups


def _eldest_first(known: Mapping[str, Kin], children: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(children, key=lambda uid: (*age_key(known[uid].birth), uid)))


def _unions(partners: Iterable[Link], sibships: Iterable[Sibship]) -> tuple[Union, ...]:
    """Each pair once: as entered, else because they have a child together."""
    found: dict[frozenset[str], Union] = {}
    for link in partners:
        made = Union(link.person, link.other, link.how, link.since, link.until, link.uid)
        found.setdefault(link.pair, made)
    for sibship in sibships:
        for first, second in combinations(sibship.parents, TWO_PARENTS):
            found.setdefault(frozenset((first, second)), Union(first, second))
    return tuple(found.values())


def _beside(
    known: Mapping[str, Kin], level: dict[str, int], joined: Sequence[set[str]], about: str
) -> dict[str, int]:
    """Bring families that nothing joins to the level of somebody, or a row above or below."""
    if about in level:
        kin = next((group for group in joined if about in group), {about})
        rest = [group for group in joined if not group & kin]
        rest += [{uid} for uid in known if not any(uid in group for group in joined)]
        for group in rest:
            _shift(known, level, group - kin, about)
    least = min(level.values(), default=0)
    return {uid: one - least for uid, one in level.items()}


def _shift(known: Mapping[str, Kin], level: dict[str, int], group: set[str], about: str) -> None:
    eldest = _eldest_first(known, group)[:1]
    for one in eldest:
        by = level[about] + _apart(known[about].birth, known[one].birth) - level[one]
        for uid in group:
            level[uid] += by


def _apart(about: str, birth: str) -> int:
    """How many rows below `about` somebody born on `birth` goes: -1, 0 or 1."""
    (unknown, mine), (theirs_unknown, theirs) = age_key(about), age_key(birth)
    if unknown or theirs_unknown:
        return 0
    return max(-1, min(1, round((theirs - mine) / _GENERATION)))


class _Levels:
    """Generations: a child is below its parents; partners, brothers and sisters on one level.

    What cannot be (an uncle who married his niece) gives way: being below comes first.
    """

    def __init__(self, people: Iterable[str], parents: Mapping[str, Sequence[str]]) -> None:
        self._group = {uid: uid for uid in people}
        self._members: dict[str, list[str]] = {uid: [uid] for uid in self._group}
        self._above: dict[str, set[str]] = {uid: set(parents.get(uid, ())) for uid in self._group}

    def equal(self, people: Sequence[str]) -> None:
        """Put people on one level wherever nobody would come above themselves."""
        for one in people[1:]:
            first, second = self._group[people[0]], self._group[one]
            if first != second and not self._stacked(first, second):
                self._merge(first, second)

    def settle(self) -> dict[str, int]:
        """The level of everybody; the highest is 0. Parents stand right above their children."""
        order = self._from_above()
        level = dict.fromkeys(order, 0)
        below: dict[str, list[str]] = defaultdict(list)
        for group in order:
            for parent in self._above[group]:
                level[group] = max(level[group], level[parent] + 1)
                below[parent].append(group)
        for group in reversed(order):
            if below[group]:
                level[group] = min(level[child] for child in below[group]) - 1
        return {uid: level[group] for uid, group in self._group.items()}

    def _stacked(self, first: str, second: str) -> bool:
        return second in _ancestors(self._above, first) or first in _ancestors(self._above, second)

    def _merge(self, kept: str, lost: str) -> None:
        for uid in self._members.pop(lost):
            self._group[uid] = kept
            self._members[kept].append(uid)
        self._above[kept] |= self._above.pop(lost)
        for above in self._above.values():
            if lost in above:
                above.discard(lost)
                above.add(kept)

    def _from_above(self) -> list[str]:
        order: list[str] = []
        done: set[str] = set()
        for start in self._above:
            waiting = [(start, False)]
            while waiting:
                group, ready = waiting.pop()
                if ready:
                    order.append(group)
                elif group not in done:
                    done.add(group)
                    waiting.append((group, True))
                    waiting.extend((parent, False) for parent in sorted(self._above[group]))
        return order
