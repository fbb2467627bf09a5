"""An ecomap laid out: the household in the middle, around it who and what it has ties with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from socialcase.reports.bonds import flow_heads, tie_line
from socialcase.reports.drawing import (
    NAME_SIZE,
    NOTE_SIZE,
    Box,
    Drawing,
    Measure,
    Shape,
    Spot,
    Writing,
    circle,
    usual_width,
)
from socialcase.reports.genogram_symbols import broken

SENSITIVE_TIES = frozenset(("strained", "broken"))
HOME = "home"
"""The id of the household's own circle."""
_LEAST_INNER, _EDGE, _LINE = 56.0, 14.0, 15.0
_LEAST, _ROOM = 46.0, 14.0
_ARM = 46.0
_MOST_NAME = 6
"""Lines of a name: its circle grows with it, for a name is never cut short."""
_TONES = {"strong": "ok", "weak": "edge", "strained": "danger", "broken": "danger"}


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody or something around the household. `strength`, `flow`: codes of ties and flows."""

    uid: str
    name: str
    note: str = ""
    strength: str = "ordinary"
    flow: str = "none"


def ecomap(
    home: str, count: str, around: Sequence[Around], *, measure: Measure = usual_width
) -> Drawing:
    """Lay it out; `home` and `count` are written in the middle."""
    lines = [_lines(one, measure) for one in around]
    radius = max((_radius(own, measure) for own in lines), default=_LEAST)
    middle = [*((words, True) for words in _home(home, measure)), (count, False)]
    inner = max(_LEAST_INNER, _radius(middle, measure) + 4)
    arm = _arm(len(around), radius, inner)
    reach = arm + radius + _EDGE
    centre = (reach, reach)
    shapes: list[Shape] = []
    writings = list(_middle(middle, centre))
    spots = [Spot(HOME, _square(centre, inner), _square(centre, inner))]
    for place, (one, own) in enumerate(zip(around, lines, strict=True)):
        turn = 2 * pi * place / len(around) - pi / 2
        way = (cos(turn), sin(turn))
        there = (centre[0] + way[0] * arm, centre[1] + way[1] * arm)
        shapes += _tie(one, centre, way, (inner, arm - radius))
        shapes.append(Shape(circle(*there, radius), "edge", 1.4, "raised"))
        writings += _written(own, there)
        spots.append(Spot(one.uid, _square(there, radius), _square(there, radius)))
    shapes.append(Shape(circle(*centre, inner), "accent", 1.6, "accent_soft"))
    used = {f"tie_{one.strength}" for one in around}
    used |= {"help_flows" for one in around if one.flow not in ("", "none")}
    return Drawing(
        2 * reach, 2 * reach, tuple(shapes), tuple(writings), tuple(spots), frozenset(used)
    )


def _arm(count: int, radius: float, inner: float) -> float:
    """From the middle to the middles around: nobody on the household, nobody on a neighbour."""
    least = inner + _ARM + radius
    if count < 2:
        return least
    return max(least, (radius + _ROOM / 2) / sin(pi / count))


Lines = list[tuple[str, bool]]


def _lines(one: Around, measure: Measure) -> Lines:
    wide = 2 * _LEAST - 8
    name = broken(one.name, NOTE_SIZE, measure, bold=True, widest=wide, most=_MOST_NAME)
    note = broken(one.note, NOTE_SIZE, measure, bold=False, widest=wide)[:2]
    return [*((words, True) for words in name), *((words, False) for words in note)]


def _radius(lines: Lines, measure: Measure) -> float:
    """As large as its words ask for."""
    least = _LEAST
    for place, (words, bold) in enumerate(lines):
        low = abs(place - (len(lines) - 1) / 2) * _LINE + _LINE / 2
        half = measure(words, NOTE_SIZE, bold) / 2
        least = max(least, (half**2 + low**2) ** 0.5 + 4)
    return least


def _home(home: str, measure: Measure) -> list[str]:
    return broken(home, NAME_SIZE, measure, bold=True, widest=2 * _LEAST_INNER - 18)


def _middle(lines: Lines, centre: tuple[float, float]) -> Iterator[Writing]:
    top = centre[1] - _LINE * len(lines) / 2 + 11
    for place, (words, bold) in enumerate(lines):
        size, tone = (NAME_SIZE, "text") if bold else (NOTE_SIZE, "muted")
        yield Writing(centre[0], top + _LINE * place, words, size, bold, tone)


def _written(lines: Lines, there: tuple[float, float]) -> Iterator[Writing]:
    top = there[1] - _LINE * len(lines) / 2 + 11
    for place, (words, bold) in enumerate(lines):
        tone = "text" if bold else "muted"
        yield Writing(there[0], top + _LINE * place, words, bold=bold, tone=tone)


def _tie(
    one: Around, centre: tuple[float, float], way: tuple[float, float], reach: tuple[float, float]
) -> list[Shape]:
    arrows = one.flow in ("to_them", "from_them", "both")
    room = 3 if arrows else 0
    start, stop = reach[0] + room, reach[1] - room
    points = [
        (centre[0] + way[0] * far, centre[1] + way[1] * far)
        for far in (start, start + (stop - start) / 2, stop)
    ]
    inner = [
        (centre[0] + way[0] * far, centre[1] + way[1] * far)
        for far in (start + 7, (start + stop) / 2, stop - 7)
    ]
    drawn = tie_line(one.strength, inner if arrows else points)
    return [*drawn, *flow_heads(one.flow, points, _TONES.get(one.strength, "text"))]


def _square(centre: tuple[float, float], half: float) -> Box:
    x, y = centre
    return Box(x - half, y - half, x + half, y + half)
