"""One outline around several rectangles that touch or lie over each other, its corners round."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from socialcase.reports.drawing import Box

Corner = tuple[float, float]
_ROUND = 10.0
_NARROW = 44.0
_STRIP = 14.0
_NECK = 30.0


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours of one row who belong inside, and the rectangle around them."""

    row: int
    box: Box


def joined(runs: Sequence[Run], last: int) -> list[Box]:
    """The rectangles and the ways between them, through the room between two rows: nobody is there.

    `last`: the last row, below which there is no room. What cannot be joined stays by itself.
    """
    pairs = [
        (_aside(one.box, other.box) + 10_000 * (one.row == other.row), n, m)
        for n, one in enumerate(runs)
        for m, other in enumerate(runs)
        if n < m and other.row - one.row <= 1
    ]
    group = list(range(len(runs)))
    boxes = [run.box for run in runs]
    for _, n, m in sorted(pairs):
        if group[n] != group[m]:
            kept, lost = group[n], group[m]
            group = [kept if one == lost else one for one in group]
            boxes += _way(runs[n], runs[m], last)
    return boxes


def _aside(one: Box, other: Box) -> float:
    return max(0.0, one.left - other.right, other.left - one.right)


def _way(upper: Run, lower: Run, last: int) -> Iterator[Box]:
    one, other = upper.box, lower.box
    low, high = max(one.left, other.left), min(one.right, other.right)
    if upper.row != lower.row and high - low > _NARROW:
        yield Box(low, one.bottom, high, other.top)
    elif upper.row != lower.row or upper.row < last:
        left, right = sorted((one, other), key=lambda box: box.left + box.right)
        start, end = left.right - _NECK, right.left + _NECK
        strip = Box(min(start, end), one.bottom, max(start, end), one.bottom + _STRIP)
        yield strip
        if upper.row != lower.row:
            edge = other.left if other is right else other.right - _NECK
            yield Box(edge, strip.top, edge + _NECK, other.top)


def outline(boxes: Sequence[Box]) -> str:
    """The path around the boxes: one loop for each part that nothing joins to another."""
    return "".join(_rounded(loop) for loop in _loops(boxes))


def _loops(boxes: Sequence[Box]) -> list[list[Corner]]:
    xs = sorted({edge for box in boxes for edge in (box.left, box.right)})
    ys = sorted({edge for box in boxes for edge in (box.top, box.bottom)})
    inside = {
        (i, j)
        for i, (left, right) in enumerate(pairwise(xs))
        for j, (top, bottom) in enumerate(pairwise(ys))
        if any(_covers(box, left, right, top, bottom) for box in boxes)
    }
    edges = dict(_edges(inside))
    loops = []
    while edges:
        start = next(iter(edges))
        loop = [start]
        at = edges.pop(start)
        while at != start:
            loop.append(at)
            at = edges.pop(at)
        loops.append(_corners([(xs[i], ys[j]) for i, j, _ in loop]))
    return loops


def _covers(box: Box, left: float, right: float, top: float, bottom: float) -> bool:
    return box.left <= left and right <= box.right and box.top <= top and bottom <= box.bottom


_Knot = tuple[int, int, int]


def _edges(inside: set[tuple[int, int]]) -> Iterable[tuple[_Knot, _Knot]]:
    """The border, clockwise; where two cells touch at a corner only, each goes its own way.

    A knot is a corner of the grid and which of two ways meets there.
    """
    for i, j in inside:
        for (di, dj), (start, end) in _SIDES.items():
            if (i + di, j + dj) not in inside:
                yield _knot(inside, i, j, start), _knot(inside, i, j, end)


_SIDES = {
    (0, -1): ((0, 0), (1, 0)),
    (1, 0): ((1, 0), (1, 1)),
    (0, 1): ((1, 1), (0, 1)),
    (-1, 0): ((0, 1), (0, 0)),
}


def _knot(inside: set[tuple[int, int]], i: int, j: int, corner: tuple[int, int]) -> _Knot:
    di, dj = (2 * corner[0] - 1, 2 * corner[1] - 1)
    apart = (i + di, j + dj) in inside and (i + di, j) not in inside and (i, j + dj) not in inside
    return i + corner[0], j + corner[1], (1 + corner[0] + 2 * corner[1]) if apart else 0


def _corners(points: Sequence[Corner]) -> list[Corner]:
    """Without the points at which the outline goes straight on."""
    kept = []
    for before, here, after in zip(
        (points[-1], *points), points, (*points[1:], points[0]), strict=False
    ):
        if not (before[0] == here[0] == after[0] or before[1] == here[1] == after[1]):
            kept.append(here)
    return kept


def _rounded(corners: Sequence[Corner]) -> str:
    path: list[str] = []
    for before, here, after in zip(
        (corners[-1], *corners), corners, (*corners[1:], corners[0]), strict=False
    ):
        start, end = _towards(here, before), _towards(here, after)
        path.append(
            f"{'L' if path else 'M'}{start[0]:.1f} {start[1]:.1f}"
            f"Q{here[0]:.1f} {here[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        )
    return "".join(path) + "Z"


def _towards(here: Corner, there: Corner) -> Corner:
    dx, dy = there[0] - here[0], there[1] - here[1]
    far = abs(dx) + abs(dy)
    part = min(_ROUND, far / 2) / far if far else 0.0
    return here[0] + dx * part, here[1] + dy * part
