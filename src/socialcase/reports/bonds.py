"""Lines of closeness, strain and care between two symbols, drawn around those in between."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot

from socialcase.reports.drawing import Box, Shape, arrow_head, polyline

Point = tuple[float, float]
SENSITIVE_BONDS = frozenset(("strained", "cut_off", "harm"))
_BENDS = (0.0, 0.08, -0.08, 0.16, -0.16, 0.24, -0.24, 0.32, -0.32, 0.45, -0.45)
_STEP = 9.0
"""How far the points of a curve are apart: nearer than any label is high."""
_AWAY = 26.0
_HEAD = 9.0


def way_between(start: Point, end: Point, obstacles: Sequence[Box]) -> list[Point]:
    """A curve from one symbol's edge to the other's that meets as few obstacles as can be."""
    best: list[Point] = []
    least = 10_000
    for bend in _BENDS:
        way = _curve(start, end, bend)
        hit = sum(meets(way, box) for box in obstacles)
        if hit < least:
            best, least = way, hit
        if not hit:
            break
    return best


def care_line(way: Sequence[Point]) -> list[Shape]:
    """An arrow towards who is cared for."""
    return [
        Shape(polyline(_before_head(way)), "accent", 1.8),
        Shape(_head(way), "accent", 1.0, "accent"),
    ]


def bond_line(how: str, way: Sequence[Point]) -> list[Shape]:
    """A bond drawn as it is: a code of relation qualities."""
    return list(_BONDS.get(how, _BONDS["close"])(way))


def tie_line(strength: str, way: Sequence[Point]) -> list[Shape]:
    """A tie of the ecomap drawn as it is: a code of ties."""
    return list(_TIES.get(strength, _TIES["ordinary"])(way))


def flow_heads(flow: str, way: Sequence[Point], tone: str) -> list[Shape]:
    """Arrow heads at one end or both; the way runs from the household outwards."""
    ways = {"to_them": (way[::-1],), "from_them": (way,), "both": (way, way[::-1])}
    return [Shape(_head(one), tone, 1.0, tone) for one in ways.get(flow, ())]


def _curve(start: Point, end: Point, bend: float) -> list[Point]:
    (x1, y1), (x2, y2) = start, end
    middle = ((x1 + x2) / 2 - (y2 - y1) * bend * 2, (y1 + y2) / 2 + (x2 - x1) * bend * 2)
    points = []
    steps = max(14, round(_far(start, end) * (1 + abs(bend)) / _STEP))
    for step in range(steps + 1):
        t = step / steps
        points.append(
            (
                (1 - t) ** 2 * x1 + 2 * t * (1 - t) * middle[0] + t * t * x2,
                (1 - t) ** 2 * y1 + 2 * t * (1 - t) * middle[1] + t * t * y2,
            )
        )
    near = [p for p in points if _far(p, start) > _AWAY and _far(p, end) > _AWAY]
    first, last = _edge(start, near[0] if near else end), _edge(end, near[-1] if near else start)
    return [first, *near, last]


def _edge(centre: Point, towards: Point) -> Point:
    far = _far(centre, towards) or 1.0
    part = min(1.0, _AWAY / far)
    return (
        centre[0] + (towards[0] - centre[0]) * part,
        centre[1] + (towards[1] - centre[1]) * part,
    )


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def meets(way: Sequence[Point], box: Box) -> bool:
    """Whether a way leads through a box."""
    return any(box.left < x < box.right and box.top < y < box.bottom for x, y in way)


def _head(way: Sequence[Point]) -> str:
    (x1, y1), (x2, y2) = way[-2], way[-1]
    far = hypot(x2 - x1, y2 - y1) or 1.0
    return arrow_head((x2, y2), ((x2 - x1) / far, (y2 - y1) / far), _HEAD)


def _before_head(way: Sequence[Point]) -> list[Point]:
    """The way as far as the back of the head at its end."""
    (x1, y1), (x2, y2) = way[-2], way[-1]
    far = hypot(x2 - x1, y2 - y1) or 1.0
    part = max(0.0, far - _HEAD + 1) / far
    return [*way[:-1], (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part)]


def _beside(way: Sequence[Point], by: Callable[[int], float]) -> list[Point]:
    """The way moved sideways; `by` says how far at each of its points."""
    moved = []
    for place, (x, y) in enumerate(way):
        (x1, y1), (x2, y2) = way[max(0, place - 1)], way[min(len(way) - 1, place + 1)]
        far = hypot(x2 - x1, y2 - y1) or 1.0
        aside = by(place)
        moved.append((x - (y2 - y1) / far * aside, y + (x2 - x1) / far * aside))
    return moved


def _even(way: Sequence[Point], every: float) -> list[Point]:
    """Points on the way at equal distances."""
    points = [way[0]]
    left = every
    for (x1, y1), (x2, y2) in pairwise(way):
        far, at = hypot(x2 - x1, y2 - y1), 0.0
        while far - at >= left:
            at += left
            points.append((x1 + (x2 - x1) * at / far, y1 + (y2 - y1) * at / far))
            left = every
        left -= far - at
    return [*points, way[-1]]


def _zigzag(way: Sequence[Point]) -> str:
    even = _even(way, 6)
    last = len(even) - 1
    swing = _beside(even, lambda at: 0.0 if at in (0, last) else (4.5 if at % 2 else -4.5))
    return polyline(swing)


def _parallel(way: Sequence[Point], *aside: float) -> Iterator[Shape]:
    for by in aside:
        yield Shape(polyline(_beside(way, lambda _at, by=by: by)), "ok", 1.8)  # type: ignore[misc]


def _distant(way: Sequence[Point]) -> Iterator[Shape]:
    yield Shape(polyline(way), "edge", 1.8, dashes="2 5")


def _strained(way: Sequence[Point]) -> Iterator[Shape]:
    yield Shape(_zigzag(way), "danger", 1.8)


def _cut_off(way: Sequence[Point]) -> Iterator[Shape]:
    even = _even(way, 4)
    half = len(even) // 2
    for part, bar in ((even[: half - 1], -1), (even[half + 2 :], 0)):
        if len(part) > 1:
            yield Shape(polyline(part), "danger", 1.8)
            sides = _beside(part, lambda _at: 7.0)[bar], _beside(part, lambda _at: -7.0)[bar]
            yield Shape(polyline(sides), "danger", 1.8)


def _harm(way: Sequence[Point]) -> Iterator[Shape]:
    yield Shape(_zigzag(_before_head(way)), "danger", 1.8)
    yield Shape(_head(way), "danger", 1.0, "danger")


def _strong(way: Sequence[Point]) -> Iterator[Shape]:
    yield Shape(polyline(way), "ok", 4.0)


def _ordinary(way: Sequence[Point]) -> Iterator[Shape]:
    yield Shape(polyline(way), "text", 1.8)


def _weak(way: Sequence[Point]) -> Iterator[Shape]:
    yield Shape(polyline(way), "edge", 1.8, dashes="5 5")


_Drawn = Callable[[Sequence[Point]], Iterator[Shape]]
_BONDS: Mapping[str, _Drawn] = {
    "close": lambda way: _parallel(way, -2.6, 2.6),
    "very_close": lambda way: _parallel(way, -4.2, 0.0, 4.2),
    "distant": _distant,
    "strained": _strained,
    "cut_off": _cut_off,
    "harm": _harm,
}
_TIES: Mapping[str, _Drawn] = {
    "strong": _strong,
    "ordinary": _ordinary,
    "weak": _weak,
    "strained": _strained,
    "broken": _cut_off,
}
