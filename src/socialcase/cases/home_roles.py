"""What the roles at home say of kinship where nobody has entered it.

A family then draws itself from "child", "parent", "partner" beside the main person. What was
entered goes first: a role adds a parent only where fewer than two are known, and nothing to
somebody whose place is known already. Where a role leaps over somebody ("grandchild"), an unknown
one stands between (`unknown_one`).
"""

from collections.abc import Iterable, Mapping, Sequence

from socialcase.cases.kinship import KINSHIP, TWO_PARENTS, Kin, Link, age_key
from socialcase.lazy_dataclass import dataclass

UNKNOWN = "?"
"""How the ids of those begin who must have been but are not written down."""
_ELDER = 15 * 365


@dataclass(frozen=True, slots=True)
class AtHome:
    """A person's role in the household."""

    person: str
    role: str


def is_unknown(uid: str) -> bool:
    """Whether somebody is not written down, only implied."""
    return uid.startswith(UNKNOWN)


def implied(
    people: Mapping[str, Kin], homes: Sequence[AtHome], links: Iterable[Link]
) -> tuple[list[Link], list[Kin]]:
    """The links that the roles add to what was entered, and the unknown people between."""
    main = next((home.person for home in homes if home.role == "main"), "")
    if main not in people:
        return [], []
    return _Roles(people, main, homes, links).read()


class _Roles:
    def __init__(
        self,
        people: Mapping[str, Kin],
        main: str,
        homes: Sequence[AtHome],
        links: Iterable[Link],
    ) -> None:
        self._people, self._main = people, main
        self._homes = [home for home in homes if home.person in people and home.person != main]
        self._links = [link for link in links if link.what in KINSHIP]
        self._kin_before = {uid for link in self._links for uid in link.pair}
        self._added: list[Link] = []
        self._unknown: dict[str, Kin] = {}

    def read(self) -> tuple[list[Link], list[Kin]]:
        """Go through the roles, those first on which others rest."""
        for role, act in (
            ("partner", self._partner),
            ("parent", self._parent),
            ("in_law", self._in_law),
            ("child", self._child),
            ("sibling", self._sibling),
            ("grandparent", self._grandparent),
            ("grandchild", self._grandchild),
        ):
            for home in self._homes:
                if home.role == role:
                    act(home.person)
        return self._added, list(self._unknown.values())

    def _partner(self, one: str) -> None:
        if not self._joined(self._main, one):
            self._add(self._main, one, "partner")

    def _parent(self, one: str) -> None:
        if not self._joined(self._main, one):
            self._give_parent(self._main, one)

    def _child(self, one: str) -> None:
        if self._joined(self._main, one):
            return
        self._give_parent(one, self._main)
        partners = self._partners(self._main)
        if len(partners) == 1:
            self._give_parent(one, partners[0])

    def _sibling(self, one: str) -> None:
        if self._joined(self._main, one) or self._parents(one):
            return
        parents = self._parents(self._main)
        for parent in parents:
            self._give_parent(one, parent)
        if not parents:
            self._add(self._main, one, "sibling")

    def _in_law(self, one: str) -> None:
        """A much older relative by marriage is the partner's parent; others stand beside."""
        if one in self._kin_before or not self._older(one, self._main):
            return
        partners = self._partners(self._main)
        if not partners:
            between = self._between("partner")
            self._add(self._main, between, "partner")
            partners = [between]
        if len(partners) == 1:
            self._give_parent(partners[0], one)

    def _grandparent(self, one: str) -> None:
        if one in self._kin_before:
            return
        lacking = [p for p in self._parents(self._main) if len(self._parents(p)) < TWO_PARENTS]
        if not lacking:
            lacking = [self._between("parent")]
            self._give_parent(self._main, lacking[0])
        self._give_parent(lacking[0], one)

    def _grandchild(self, one: str) -> None:
        if self._parents(one):
            return
        between = self._between("child")
        if not self._parents(between):
            self._give_parent(between, self._main)
            partners = self._partners(self._main)
            if len(partners) == 1:
                self._give_parent(between, partners[0])
        self._give_parent(one, between)

    def _older(self, one: str, other: str) -> bool:
        (unknown, day), (other_unknown, other_day) = (
            age_key(self._people[uid].birth) for uid in (one, other)
        )
        return not unknown and not other_unknown and other_day - day > _ELDER

    def _between(self, what: str) -> str:
        uid = f"{UNKNOWN}{what}:{self._main}"
        self._unknown.setdefault(uid, Kin(uid, "unknown"))
        return uid

    def _give_parent(self, child: str, parent: str) -> None:
        if len(self._parents(child)) < TWO_PARENTS and not self._joined(parent, child):
            self._add(parent, child, "parent")

    def _add(self, person: str, other: str, what: str) -> None:
        self._added.append(Link(person, other, what))

    def _all(self) -> tuple[Link, ...]:
        return (*self._links, *self._added)

    def _joined(self, one: str, other: str) -> bool:
        return any(link.pair == {one, other} for link in self._all())

    def _parents(self, uid: str) -> list[str]:
        return [li.person for li in self._all() if li.what == "parent" and li.other == uid]

    def _partners(self, uid: str) -> list[str]:
        both = [link for link in self._all() if link.what == "partner" and uid in link.pair]
        return [link.other if link.person == uid else link.person for link in both]
