"""Where in its row each person of a genogram stands: parents over children, nobody on another.

Each row is brought as near as it can be to what it would like, its order and least distances
kept; that is done downwards and upwards a few times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from socialcase.cases.kinship import Family

GAP = 18.0
_TURNS = 8
_PARTNERS = 0.35
_STAYING = 0.05


@dataclass(frozen=True, slots=True)
class Cell:
    """How far somebody's symbol and labels reach to either side of the middle of the symbol."""

    left: float
    right: float


def across(
    family: Family,
    rows: Sequence[Sequence[str]],
    cells: Mapping[str, Cell],
    partners_gap: Mapping[frozenset[str], float],
) -> dict[str, float]:
    """The middle of everybody's symbol, from the left edge 0 on.

    `partners_gap`: how far apart two at least stand when they are beside each other.
    """
    spaces = [_spaces(row, cells, partners_gap) for row in rows]
    x: dict[str, float] = {}
    for row, space in zip(rows, spaces, strict=True):
        x |= _packed(row, space)
    wishes = _Wishes(family)
    for _ in range(_TURNS):
        for down in (True, False):
            order = range(len(rows)) if down else range(len(rows) - 1, -1, -1)
            for at in order:
                _settle(x, rows[at], spaces[at], wishes, down=down)
    edge = min((x[uid] - cells[uid].left for uid in x), default=0.0)
    return {uid: place - edge for uid, place in x.items()}


def _spaces(
    row: Sequence[str],
    cells: Mapping[str, Cell],
    partners_gap: Mapping[frozenset[str], float],
) -> list[float]:
    """The least distance between the middles of each two neighbours."""
    return [
        max(
            cells[one].right + GAP + cells[other].left,
            partners_gap.get(frozenset((one, other)), 0.0),
        )
        for one, other in pairwise(row)
    ]


def _packed(row: Sequence[str], space: Sequence[float]) -> dict[str, float]:
    at = -sum(space) / 2
    x: dict[str, float] = {}
    for uid, further in zip(row, (*space, 0.0), strict=True):
        x[uid] = at
        at += further
    return x


class _Wishes:
    """Where people would like to be, seen from those above, below and beside them."""

    def __init__(self, family: Family) -> None:
        self._as_child = {
            child: sibship
            for sibship in family.sibships
            if sibship.parents
            for child in sibship.children
        }
        self._as_parent: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for sibship in family.sibships:
            for parent in sibship.parents:
                branch = (sibship.parents, sibship.children)
                self._as_parent.setdefault(parent, []).append(branch)
        self._partners = {uid: family.partners_of(uid) for uid in family.people}
        self._level = family.generation

    def of(self, uid: str, x: Mapping[str, float], *, down: bool) -> tuple[float, float]:
        """(place, weight)."""
        wishes = [(x[uid], _STAYING)]
        sibship = self._as_child.get(uid)
        if down and sibship is not None:
            middle = _middle(x, sibship.children)
            wishes.append((_middle(x, sibship.parents) + x[uid] - middle, 1.0))
        for parents, children in self._as_parent.get(uid, ()) if not down else ():
            wishes.append((x[uid] + _middle(x, children) - _middle(x, parents), 1.0))
        for partner in self._partners[uid]:
            if self._level[partner] == self._level[uid]:
                wishes.append((x[partner], _PARTNERS))
        weight = sum(one for _, one in wishes)
        return sum(place * one for place, one in wishes) / weight, weight


def _middle(x: Mapping[str, float], people: Sequence[str]) -> float:
    return (min(x[uid] for uid in people) + max(x[uid] for uid in people)) / 2


def _settle(
    x: dict[str, float],
    row: Sequence[str],
    space: Sequence[float],
    wishes: _Wishes,
    *,
    down: bool,
) -> None:
    """Bring a row as near to its wishes as its least distances allow (pooling neighbours)."""
    pools: list[tuple[float, float, int]] = []  # mean, weight, people
    before = 0.0
    shifts = []
    for place, uid in enumerate(row):
        shifts.append(before)
        wish, weight = wishes.of(uid, x, down=down)
        pools.append((wish - before, weight, 1))
        before += space[place] if place < len(space) else 0.0
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (second, more, right), (first, some, left) = pools.pop(), pools.pop()
            whole = some + more
            pools.append(((first * some + second * more) / whole, whole, left + right))
    flat = [mean for mean, _, people in pools for _ in range(people)]
    for uid, base, shift in zip(row, flat, shifts, strict=True):
        x[uid] = base + shift
