"""The lines of a genogram that say who is whose partner and child, each in a lane of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from socialcase.cases.kinship import BORN, Family, Sibship, Union
from socialcase.reports.drawing import NOTE_SIZE, Measure, Shape, Writing, polyline
from socialcase.reports.genogram_symbols import HALF

SHORT = 20.0
"""How far the line between two neighbours lies below their symbols."""
LANE = 18.0
BAR = 11.0
_SLASH = 7.0
_SPREAD = 9.0


@dataclass(frozen=True, slots=True)
class Stem:
    """What children hang from: a union, or one parent alone. `row`: of the parents."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    row: int
    union: Union | None

    @property
    def pair(self) -> frozenset[str]:
        """The parents, or partners."""
        return frozenset(self.parents)


def stems(family: Family) -> list[Stem]:
    """Every union and every single parent with children, and who hangs from it."""
    level = family.generation
    by_parents: dict[frozenset[str], tuple[str, ...]] = {}
    for sibship in family.sibships:
        if sibship.parents:
            by_parents[frozenset(sibship.parents)] = sibship.children
    found = []
    for union in family.unions:
        pair = (union.first, union.second)
        children = by_parents.pop(frozenset(pair), ())
        found.append(Stem(pair, children, max(level[uid] for uid in pair), union))
    for parents, children in by_parents.items():
        row = max(level[uid] for uid in parents)
        found.append(Stem(tuple(parents), children, row, None))
    return found


@dataclass(frozen=True, slots=True)
class Lanes:
    """How deep below its row each stem lies, and how far below that its children's bar.

    `bars`: the lane of the bar of each stem; `deep`, `high`: lanes below and bars above each row.
    """

    short: frozenset[frozenset[str]]
    deep_lane: Mapping[frozenset[str], int]
    deep: Mapping[int, int]
    bar_lane: Mapping[frozenset[str], int]
    bars: Mapping[int, int]


def lanes_of(
    all_stems: Sequence[Stem], rows: Sequence[Sequence[str]], x: Mapping[str, float]
) -> Lanes:
    """Give every line a lane that no other uses at the same place."""
    beside = {frozenset(pair) for row in rows for pair in pairwise(row)}
    short = frozenset(s.pair for s in all_stems if len(s.pair) == 1 or s.pair in beside)
    deep_lane: dict[frozenset[str], int] = {}
    bar_lane: dict[frozenset[str], int] = {}
    deep: dict[int, int] = defaultdict(int)
    bars: dict[int, int] = defaultdict(int)
    for row in range(len(rows)):
        here = [stem for stem in all_stems if stem.row == row]
        far = [(stem.pair, _ends(x, stem.parents)) for stem in here if stem.pair not in short]
        deep[row] = _shared(far, deep_lane)
        hung = [(stem.pair, _ends(x, stem.children, _middle(x, stem))) for stem in here]
        used = [one for one, stem in zip(hung, here, strict=True) if stem.children]
        bars[row] = _shared(used, bar_lane)
    return Lanes(short, deep_lane, deep, bar_lane, bars)


def _ends(x: Mapping[str, float], people: Iterable[str], *more: float) -> tuple[float, float]:
    places = [*(x[uid] for uid in people), *more]
    return min(places), max(places)


def _middle(x: Mapping[str, float], stem: Stem) -> float:
    low, high = _ends(x, stem.parents)
    return (low + high) / 2


def _shared(
    spans: Iterable[tuple[frozenset[str], tuple[float, float]]], lanes: dict[frozenset[str], int]
) -> int:
    """Put spans into as few lanes as they need; gives how many."""
    ends: list[float] = []
    for pair, (low, high) in sorted(spans, key=lambda one: (one[1], sorted(one[0]))):
        free = next((at for at, end in enumerate(ends) if end + 8 < low), len(ends))
        if free == len(ends):
            ends.append(high)
        ends[free] = high
        lanes[pair] = free
    return len(ends)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where everything is: middles of symbols, tops of rows, where lanes and bars begin below."""

    x: Mapping[str, float]
    y: Mapping[str, float]
    tops: Sequence[float]
    deep_from: Sequence[float]
    bars_from: Sequence[float]


class FamilyLines:
    """Draws unions, the lines to the children, and the words on them."""

    def __init__(self, family: Family, lanes: Lanes, ground: Ground, all_stems: Sequence[Stem]):
        self._family, self._lanes, self._ground = family, lanes, ground
        self._stems = all_stems
        self._together = {one: twins for twins in self._side_by_side() for one in twins}
        self._feet = self._attached()
        self.used: set[str] = set()

    def shapes(self) -> Iterator[Shape]:
        """All lines."""
        for stem in self._stems:
            depth = self._depth(stem)
            if stem.union is not None or len(stem.parents) > 1:
                yield from self._union(stem, depth)
            if stem.children:
                yield from self._children(stem, depth)
        for sibship in self._family.sibships:
            if not sibship.parents:
                yield from self._loose(sibship)

    def words(self, said: Mapping[frozenset[str], str], measure: Measure) -> Iterator[Writing]:
        """What is written on the lines of unions, by pair: "m. 2012"."""
        for stem in self._stems:
            words = said.get(stem.pair, "")
            if words and len(stem.parents) > 1:
                low, high = _ends(self._ground.x, stem.parents)
                y = self._depth(stem) - 4
                if stem.pair in self._lanes.short:
                    yield Writing((low + high) / 2, y, words, NOTE_SIZE, tone="muted")
                else:
                    yield Writing(low + 14, y, words, NOTE_SIZE, tone="muted", side="start")

    def _side_by_side(self) -> Iterator[tuple[str, ...]]:
        """Twins with nobody between them."""
        x, y = self._ground.x, self._ground.y
        for twins in self._family.twins:
            low, high = _ends(x, twins)
            between = [uid for uid in x if low <= x[uid] <= high and y[uid] == y[twins[0]]]
            if set(between) == set(twins):
                yield twins

    def _attached(self) -> dict[tuple[str, frozenset[str]], float]:
        """Where under a symbol each of its lines begins: side by side, as their other ends lie."""
        x = self._ground.x
        feet = {}
        of: dict[str, list[Stem]] = defaultdict(list)
        for stem in self._stems:
            for uid in stem.parents:
                of[uid].append(stem)
        for uid, own in of.items():
            own.sort(key=lambda stem: (_middle(x, stem), sorted(stem.pair)))
            step = min(_SPREAD, 2 * (HALF - 6) / len(own))
            first = -(len(own) - 1) / 2 * step
            for place, stem in enumerate(own):
                feet[uid, stem.pair] = x[uid] + first + step * place
        return feet

    def _depth(self, stem: Stem) -> float:
        row = stem.row
        if stem.pair in self._lanes.short:
            return max(self._ground.y[uid] for uid in stem.parents) + HALF + SHORT
        return self._ground.deep_from[row] + LANE * (self._lanes.deep_lane[stem.pair] + 1)

    def _hang(self, stem: Stem) -> float:
        feet = [self._feet[uid, stem.pair] for uid in stem.parents]
        return (min(feet) + max(feet)) / 2

    def _union(self, stem: Stem, depth: float) -> Iterator[Shape]:
        left, right = sorted(stem.parents, key=lambda uid: self._ground.x[uid])
        ends = [self._feet[uid, stem.pair] for uid in (left, right)]
        low = [self._ground.y[uid] + HALF for uid in (left, right)]
        points = ((ends[0], low[0]), (ends[0], depth), (ends[1], depth), (ends[1], low[1]))
        how = stem.union.how if stem.union else ""
        dashes = "6 4" if how == "together" else ""
        yield Shape(polyline(points), dashes=dashes)
        self._note("together" if how == "together" else "married" if how else "")
        slashes = {"separated": 1, "divorced": 2}.get(how, 0)
        for number in range(slashes):
            at = ends[0] + (ends[1] - ends[0]) * 0.72 + 6 * number
            slash = ((at - 4, depth + _SLASH), (at + 4, depth - _SLASH))
            yield Shape(polyline(slash))
            self._note(how)

    def _children(self, stem: Stem, depth: float) -> Iterator[Shape]:
        ground, family = self._ground, self._family
        bar = ground.bars_from[stem.row] + BAR * (self._lanes.bar_lane[stem.pair] + 1)
        hang = self._hang(stem)
        alone = stem.union is None and len(stem.parents) == 1
        top = ground.y[stem.parents[0]] + HALF if alone else depth
        yield Shape(polyline(((hang, top), (hang, bar))))
        feet = {child: self._foot(child) for child in stem.children}
        low, high = min([hang, *feet.values()]), max([hang, *feet.values()])
        if high > low:
            yield Shape(polyline(((low, bar), (high, bar))))
        for child in stem.children:
            hows = {family.hows.get((parent, child), "") for parent in stem.parents}
            raised = hows - BORN
            dashes = "" if not raised else "6 4" if "adopted" in raised else "2 4"
            drop = ((feet[child], bar), (ground.x[child], ground.y[child] - HALF))
            yield Shape(polyline(drop), dashes=dashes)
            self._note("adopted" if "adopted" in raised else "raised" if raised else "")

    def _foot(self, child: str) -> float:
        """Where on the bar a child hangs: twins who stand side by side hang from one point."""
        x = self._ground.x
        twins = self._together.get(child, (child,))
        if len(twins) > 1:
            self._note("twins")
        return sum(x[one] for one in twins) / len(twins)

    def _loose(self, sibship: Sibship) -> Iterator[Shape]:
        """Brothers and sisters whose parents nobody has written down."""
        ground = self._ground
        tops = [(ground.x[uid], ground.y[uid] - HALF) for uid in sibship.children]
        bar = ground.tops[self._family.generation[sibship.children[0]]] + 6
        low, high = _ends(ground.x, sibship.children)
        yield Shape(polyline(((low, bar), (high, bar))))
        for x, y in tops:
            yield Shape(polyline(((x, bar), (x, y))))

    def _note(self, code: str) -> None:
        if code:
            self.used.add(code)
