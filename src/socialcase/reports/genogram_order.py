"""In which order the people of a genogram stand in their rows, from left to right.

Brothers and sisters stay together, eldest first, each with partners who married in beside them.
Such blocks are then moved until few lines cross and partners stand near each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from socialcase.cases.kinship import Family

_CROSSING, _BETWEEN, _TURNED = 4.0, 1.5, 0.1
_MOST_TRIES = 140
"""Orders looked at; a family of thirty needs fewer than half as many."""

Rows = list[list[tuple[str, ...]]]


def rows_of(family: Family, sexes: Mapping[str, str]) -> list[list[str]]:
    """The people of each generation from left to right."""
    placed = _placed(family, _Blocks(family, sexes).made())
    best = _Search(family, sexes).improved(placed)
    return [[uid for block in row for uid in block] for row in best]


class _Blocks:
    """Brothers and sisters with those who married in; couples; people by themselves."""

    def __init__(self, family: Family, sexes: Mapping[str, str]) -> None:
        self._family, self._sexes = family, sexes
        self._level = family.generation
        self._with_parents = {c for s in family.sibships for c in s.children}
        self._taken: set[str] = set()

    def made(self) -> list[tuple[str, ...]]:
        blocks = []
        for sibship in self._family.sibships:
            for children in self._on_one_level(sibship.children):
                blocks.append(self._block(children))
        partners = {uid: len(self._family.partners_of(uid)) for uid in self._family.people}
        for uid in sorted(self._family.people, key=lambda one: -partners[one]):
            if uid not in self._with_parents | self._taken:
                blocks.append(self._block((uid,)))
        return blocks

    def _on_one_level(self, children: Sequence[str]) -> list[list[str]]:
        levels: dict[int, list[str]] = defaultdict(list)
        for child in children:
            levels[self._level[child]].append(child)
        return list(levels.values())

    def _block(self, children: Sequence[str]) -> tuple[str, ...]:
        line: list[str] = []
        for child in children:
            self._taken.add(child)
            left, right = self._beside(child)
            line += [*reversed(left), child, *right]
        return tuple(line)

    def _beside(self, one: str) -> tuple[list[str], list[str]]:
        """Who married in: men to the left, women to the right; the second on the other side."""
        left: list[str] = []
        right: list[str] = []
        for partner in self._family.partners_of(one):
            if partner in self._with_parents | self._taken:
                continue
            if self._level[partner] != self._level[one]:
                continue
            self._taken.add(partner)
            wanted, other = (left, right) if self._sexes.get(partner) == "male" else (right, left)
            side = wanted if len(wanted) <= len(other) else other
            side += [partner, *self._further(partner)]
        return left, right

    def _further(self, one: str) -> list[str]:
        left, right = self._beside(one)
        return [*left, *right]


def _placed(family: Family, blocks: Iterable[tuple[str, ...]]) -> Rows:
    """Blocks in rows, as one meets them going down from the eldest."""
    level = family.generation
    rows: Rows = [[] for _ in range(max(level.values(), default=-1) + 1)]
    home = {uid: block for block in blocks for uid in block}
    seen: set[tuple[str, ...]] = set()
    for top in sorted(dict.fromkeys(home.values()), key=lambda block: level[block[0]]):
        waiting = [top]
        while waiting:
            block = waiting.pop(0)
            if block not in seen:
                seen.add(block)
                rows[level[block[0]]].append(block)
                below = [child for uid in block for child in family.children_of(uid)]
                waiting += [home[child] for child in below]
    return rows


@dataclass(frozen=True, slots=True)
class _Branch:
    parents: tuple[str, ...]
    children: tuple[str, ...]
    row: int


class _Search:
    def __init__(self, family: Family, sexes: Mapping[str, str]) -> None:
        level = family.generation
        self._left = _MOST_TRIES
        self._sexes = sexes
        self._unions = [
            (u.first, u.second) for u in family.unions if level[u.first] == level[u.second]
        ]
        self._branches: dict[int, list[_Branch]] = defaultdict(list)
        for sibship in family.sibships:
            if sibship.parents:
                row = min(level[child] for child in sibship.children)
                branch = _Branch(sibship.parents, sibship.children, row)
                self._branches[row].append(branch)

    def improved(self, rows: Rows) -> Rows:
        """Rows with their blocks in a better order."""
        best = self._swept(rows)
        found = True
        while found and self._left > 0:
            found = False
            for place in range(len(best)):
                found = self._improve_row(best, place) or found
        return best

    def _swept(self, rows: Rows) -> Rows:
        best, least = rows, self._cost(rows)
        now = [list(row) for row in rows]
        for turn in range(6):
            for row in now if turn % 2 else reversed(now):
                place = _positions(now)
                row.sort(key=lambda block: self._middle(block, place, down=bool(turn % 2)))
            cost = self._cost(now)
            if cost < least:
                best, least = [list(row) for row in now], cost
        return best

    def _middle(self, block: tuple[str, ...], place: Mapping[str, float], *, down: bool) -> float:
        inside = set(block)
        near: list[float] = []
        for branches in self._branches.values():
            for branch in branches:
                mine, theirs = branch.parents, branch.children
                if down:
                    mine, theirs = theirs, mine
                if inside & set(mine):
                    near.append(_mean(place[uid] for uid in theirs))
        for first, second in self._unions:
            if (first in inside) != (second in inside):
                near.append(place[second if first in inside else first])
        return _mean(near) if near else _mean(place[uid] for uid in block)

    def _improve_row(self, rows: Rows, at: int) -> bool:
        row, least, better = rows[at], self._cost(rows), False
        for block in list(row):
            old = row.index(block)
            for new in range(len(row)):
                if new == row.index(block) or self._left <= 0:
                    continue
                row.remove(block)
                row.insert(new, block)
                cost = self._cost(rows)
                if cost < least - 1e-9:
                    least, better, old = cost, True, new
                else:
                    row.remove(block)
                    row.insert(old, block)
        return better

    def _cost(self, rows: Rows) -> float:
        self._left -= 1
        order = {
            uid: place
            for row in rows
            for place, uid in enumerate(uid for block in row for uid in block)
        }
        cost = 0.0
        for first, second in self._unions:
            cost += _BETWEEN * (abs(order[first] - order[second]) - 1)
            cost += _TURNED * (self._sexes.get(second) == "male") * (order[first] < order[second])
        for branches in self._branches.values():
            cost += _CROSSING * _crossings(branches, order)
        return cost


def _crossings(branches: Sequence[_Branch], order: Mapping[str, int]) -> int:
    """How often lines from parents to children cross between two rows."""
    lines = sorted(
        (_mean(order[p] for p in branch.parents), [order[c] for c in branch.children])
        for branch in branches
    )
    crossed = 0
    for place, (_, left) in enumerate(lines):
        for _, right in lines[place + 1 :]:
            if max(left) > min(right):
                crossed += sum(a > b for a in left for b in right)
    return crossed


def _positions(rows: Rows) -> dict[str, float]:
    """Where people stand if all rows were equally wide."""
    places: dict[str, float] = {}
    for row in rows:
        line = [uid for block in row for uid in block]
        places |= {uid: (at + 0.5) / len(line) for at, uid in enumerate(line)}
    return places


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
