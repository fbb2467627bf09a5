"""A genogram laid out: generations in rows, children under their parents, eldest first.

`genogram` is a pure function of a family and of how its people are drawn. No symbol or label lies
on another, whatever was entered. The same drawing is shown, clicked, and printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from socialcase.cases.kinship import Family, Link
from socialcase.reports.bonds import SENSITIVE_BONDS, bond_line, care_line, meets, way_between
from socialcase.reports.drawing import (
    NOTE_SIZE,
    Box,
    Drawing,
    Measure,
    Shape,
    Spot,
    Writing,
    polyline,
    rectangle,
    usual_width,
)
from socialcase.reports.enclosure import Run, joined, outline
from socialcase.reports.genogram_lines import (
    BAR,
    LANE,
    SHORT,
    FamilyLines,
    Ground,
    lanes_of,
    stems,
)
from socialcase.reports.genogram_order import rows_of
from socialcase.reports.genogram_places import Cell, across
from socialcase.reports.genogram_symbols import (
    BRACKETED,
    HALF,
    Figure,
    Label,
    brackets,
    label_of,
    symbol,
    symbol_code,
    writings,
)

EDGE = 22.0
_BETWEEN_ROWS = 26.0
_ROOM = 10.0
_LOOSE = 18.0


@dataclass(frozen=True, slots=True)
class Options:
    """What is drawn besides the family itself.

    `on_unions`: words on the line of two partners. `sensitive`: whether harm, strain and broken
    bonds are drawn.
    """

    on_unions: Mapping[frozenset[str], str]
    sensitive: bool = True
    measure: Measure = usual_width


_FAR = 100_000.0
_OUTSIDE = (Box(-_FAR, -_FAR, 2, _FAR), Box(-_FAR, -_FAR, _FAR, 2))
"""Left of the drawing and above it, where no line is seen; to the other sides it grows."""


def genogram(family: Family, figures: Mapping[str, Figure], options: Options) -> Drawing:
    """Lay the family out; `figures` has everybody in it."""
    if not family.people:
        return Drawing(0, 0, (), (), ())
    return _Layout(family, figures, options).drawn()


class _Layout:
    def __init__(self, family: Family, figures: Mapping[str, Figure], options: Options) -> None:
        self._family, self._figures, self._options = family, figures, options
        self._rows = rows_of(family, {uid: one.sex for uid, one in figures.items()})
        self._stems = stems(family)
        self._labels = self._labelled()
        cells = {uid: Cell(one.left + 4, one.right + 4) for uid, one in self._labels.items()}
        placed = across(family, self._rows, cells, self._gaps())
        self._x = {uid: place + EDGE for uid, place in placed.items()}
        self._lanes = lanes_of(self._stems, self._rows, self._x)
        self._tops: list[float] = []
        self._lows: list[float] = []
        self._ground = self._heights()
        self._passed: list[tuple[float, float]] = []
        self._ways: list[list[tuple[float, float]]] = []

    def drawn(self) -> Drawing:
        """The drawing."""
        lines = FamilyLines(self._family, self._lanes, self._ground, self._stems)
        family_shapes = list(lines.shapes())
        spots = tuple(self._spot(uid) for uid in self._family.people)
        around = self._together()
        used = {code for one in self._figures.values() for code in symbol_code(one)} | lines.used
        shapes = [*around, *family_shapes, *self._beside(used)]
        words = [*lines.words(self._options.on_unions, self._options.measure), *self._words()]
        boxes = [_box(one, self._options.measure) for one in words]
        relations = list(self._relations(spots, boxes, used))
        relations += [
            Shape(rectangle(box), "", 0, "raised", shade=0.8) for box in self._crossed(boxes)
        ]
        for uid in self._family.people:
            relations += self._drawn_symbol(uid)
        if around:
            used.add("together_home")
        wide = max((box.whole.right for box in spots), default=0.0)
        wide = max([wide, *(_right(one, self._options.measure) for one in words)])
        far = [x for x, _ in self._passed]
        low = [y for _, y in self._passed]
        return Drawing(
            max([wide, *far]) + EDGE,
            max([self._lows[-1], *low]) + EDGE,
            (*shapes, *relations),
            tuple(words),
            spots,
            frozenset(used),
        )

    # --- where ------------------------------------------------------------------------------------

    def _labelled(self) -> dict[str, Label]:
        row_place = {uid: at for row in self._rows for at, uid in enumerate(row)}
        joined: dict[str, list[str]] = {}
        for stem in self._stems:
            for uid in stem.parents:
                others = [one for one in stem.parents if one != uid]
                joined.setdefault(uid, []).extend(others)
        with_parents = {c for s in self._family.sibships for c in s.children}
        labels = {}
        for uid, figure in self._figures.items():
            place = "below"
            if uid in joined and uid not in with_parents:
                place = "above"
            elif uid in joined:
                right = any(row_place[one] > row_place[uid] for one in joined[uid][:1])
                place = "left" if right or not joined[uid] else "right"
            labels[uid] = label_of(figure, place, self._options.measure)
        return labels

    def _gaps(self) -> dict[frozenset[str], float]:
        gaps = {}
        for stem in self._stems:
            words = self._options.on_unions.get(stem.pair, "")
            wide = self._options.measure(words, NOTE_SIZE, False) + 14
            gaps[stem.pair] = max(2 * HALF + 46, wide)
        return gaps

    def _heights(self) -> Ground:
        y: dict[str, float] = {}
        deep_from, bars_from = [], []
        top = EDGE
        for at, row in enumerate(self._rows):
            above = max((self._high(uid, "above") for uid in row), default=0.0)
            aside = max((self._high(uid, "aside") for uid in row), default=0.0)
            over = max(above, aside, 12.0) + (_LOOSE if self._any_loose(row) else 0.0)
            middle = top + over + HALF
            y |= dict.fromkeys(row, middle)
            below = max((self._high(uid, "below") for uid in row), default=0.0)
            low = middle + HALF + max(below, aside, SHORT if self._any_short(row) else 0.0)
            self._tops.append(top)
            self._lows.append(low + _ROOM / 2)
            deep_from.append(low + 4)
            bars_from.append(low + 4 + LANE * self._lanes.deep[at] + 8)
            top = bars_from[-1] + BAR * (self._lanes.bars[at] + 1) + _BETWEEN_ROWS - _ROOM
        return Ground(self._x, y, self._tops, deep_from, bars_from)

    def _high(self, uid: str, place: str) -> float:
        label = self._labels[uid]
        if not label.lines:
            return 0.0
        if place == "aside":
            return max(0.0, label.high / 2 - HALF) if label.place in ("left", "right") else 0.0
        return label.high + 8 if label.place == place else 0.0

    def _any_loose(self, row: Sequence[str]) -> bool:
        """Whether brothers and sisters without parents are joined over this row."""
        loose = (s.children[0] for s in self._family.sibships if not s.parents)
        return any(uid in row for uid in loose)

    def _any_short(self, row: Sequence[str]) -> bool:
        here = set(row)
        return any(stem.pair in self._lanes.short and stem.pair & here for stem in self._stems)

    # --- what -------------------------------------------------------------------------------------

    def _at(self, uid: str) -> tuple[float, float]:
        return self._ground.x[uid], self._ground.y[uid]

    def _spot(self, uid: str) -> Spot:
        x, y = self._at(uid)
        mine = Box(x - HALF, y - HALF, x + HALF, y + HALF)
        words = self._labels[uid].box(x, y)
        whole = mine
        if self._labels[uid].lines:
            whole = Box(
                min(mine.left, words.left),
                min(mine.top, words.top),
                max(mine.right, words.right),
                max(mine.bottom, words.bottom),
            )
        return Spot(uid, mine, whole)

    def _drawn_symbol(self, uid: str) -> Iterator[Shape]:
        x, y = self._at(uid)
        yield from symbol(self._figures[uid], x, y)
        hows = {how for (_, child), how in self._family.hows.items() if child == uid}
        if hows & BRACKETED:
            yield from brackets(x, y)

    def _words(self) -> Iterator[Writing]:
        for uid in self._family.people:
            yield from writings(self._figures[uid], self._labels[uid], *self._at(uid))

    def _beside(self, used: set[str]) -> Iterator[Shape]:
        """Parents by adoption, care or marriage beside those by birth: a line of their own."""
        for link in self._family.besides:
            ends = (self._at(link.person), self._at(link.other))
            dashes = "6 4" if link.how == "adopted" else "2 4"
            used.add("adopted" if link.how == "adopted" else "raised")
            yield Shape(polyline(way_between(*ends, ())), "muted", 1.4, dashes=dashes)

    def _relations(
        self, spots: Sequence[Spot], words: Sequence[Box], used: set[str]
    ) -> Iterator[Shape]:
        for link in self._family.bonds:
            if self._options.sensitive or link.how not in SENSITIVE_BONDS:
                used.add(link.how or "close")
                yield from bond_line(link.how, self._way(link, spots, words))
        for link in self._family.cares:
            used.add("cares_for")
            yield from care_line(self._way(link, spots, words))

    def _way(
        self, link: Link, spots: Sequence[Spot], words: Sequence[Box]
    ) -> list[tuple[float, float]]:
        between = [spot.symbol.around(3) for spot in spots if spot.uid not in link.pair]
        ends = self._at(link.person), self._at(link.other)
        way = way_between(*ends, [*between, *(box.around(2) for box in words), *_OUTSIDE])
        self._ways.append(way)
        self._passed += way
        return way

    def _crossed(self, words: Sequence[Box]) -> list[Box]:
        """Where a line leads through words all the same: it is fainter there."""
        return [box for box in words if any(meets(way, box.around(1)) for way in self._ways)]

    def _together(self) -> list[Shape]:
        """The dashed outline around those who live here."""
        if sum(one.at_home for one in self._figures.values()) < 2:
            return []
        runs = [run for at in range(len(self._rows)) for run in self._runs(at)]
        path = outline(joined(runs, len(self._rows) - 1))
        fill = Shape(path, "", 0, "accent_soft", shade=0.55)
        return [fill, Shape(path, "accent", 1.5, dashes="6 5")]

    def _runs(self, at: int) -> Iterator[Run]:
        """Neighbours of a row who live here."""
        run: list[str] = []
        for uid in (*self._rows[at], ""):
            if uid and self._figures[uid].at_home:
                run.append(uid)
            elif run:
                left = self._ground.x[run[0]] - self._labels[run[0]].left - 8
                right = self._ground.x[run[-1]] + self._labels[run[-1]].right + 8
                yield Run(at, Box(left, self._tops[at], right, self._lows[at]))
                run = []


def _right(one: Writing, measure: Measure) -> float:
    return _box(one, measure).right


def _box(one: Writing, measure: Measure) -> Box:
    """Where words stand."""
    wide = measure(one.words, one.size, one.bold)
    left = one.x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.side]
    return Box(left, one.y - one.size + 1, left + wide, one.y + 4)
