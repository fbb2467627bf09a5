"""The symbols of a genogram (McGoldrick and Gerson) and the words beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socialcase.reports.drawing import (
    NAME_SIZE,
    NOTE_SIZE,
    Box,
    Measure,
    Shape,
    Writing,
    circle,
    polyline,
    rectangle,
)

HALF = 22.0
"""Half a symbol, in pixels."""
_INNER = 5.0
_ASIDE = 9.0
_ROOM, _SMALL = 4, 10
"""Letters for which a symbol has room at the size of names, and the size of longer words."""
_LINE = 16.0
_WIDEST = 132.0
_MOST_LINES = 3
BRACKETED = frozenset(("adopted", "foster", "guardian"))


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody as they are drawn.

    `inside`: the age in the symbol; `name` and `notes` stand beside it. `main`: whose case it is.
    `at_home`: inside the outline of those who live together. `unknown`: not written down.
    `unborn`: a code of `kinship.UNBORN`.
    """

    uid: str
    sex: str = ""
    inside: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    died: bool = False
    main: bool = False
    at_home: bool = False
    unknown: bool = False
    unborn: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The words beside a symbol, in lines; `place`: below, above, left or right of it."""

    lines: tuple[tuple[str, bool], ...]
    wide: float
    place: str

    @property
    def high(self) -> float:
        """How high the lines are together."""
        return _LINE * len(self.lines)

    @property
    def left(self) -> float:
        """How far symbol and words reach to the left of the middle."""
        return self._reach("left")

    @property
    def right(self) -> float:
        """How far they reach to the right."""
        return self._reach("right")

    def _reach(self, side: str) -> float:
        if not self.lines:
            return HALF
        if self.place in ("above", "below"):
            return max(HALF, self.wide / 2)
        return HALF + _ASIDE + self.wide if self.place == side else HALF

    def box(self, x: float, y: float) -> Box:
        """Where the words of a symbol at (x, y) are; an empty box where there are none."""
        if not self.lines:
            return Box(x, y, x, y)
        half = self.wide / 2
        if self.place == "below":
            return Box(x - half, y + HALF + 4, x + half, y + HALF + 4 + self.high)
        if self.place == "above":
            return Box(x - half, y - HALF - 6 - self.high, x + half, y - HALF - 6)
        top = y - self.high / 2
        if self.place == "left":
            return Box(x - HALF - _ASIDE - self.wide, top, x - HALF - _ASIDE, top + self.high)
        return Box(x + HALF + _ASIDE, top, x + HALF + _ASIDE + self.wide, top + self.high)


def label_of(figure: Figure, place: str, measure: Measure) -> Label:
    """The words beside a symbol, broken into lines that are not too wide."""
    lines = [(line, True) for line in broken(figure.name, NAME_SIZE, measure, bold=True)]
    for note in figure.notes:
        lines += [(line, False) for line in broken(note, NOTE_SIZE, measure, bold=False)]
    wide = max((_wide(line, measure) for line in lines), default=0.0)
    return Label(tuple(lines), wide, place)


def broken(
    words: str,
    size: int,
    measure: Measure,
    *,
    bold: bool,
    widest: float = _WIDEST,
    most: int = _MOST_LINES,
) -> list[str]:
    """Words in at most `most` lines, the last with … where more was said."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[:most]]
        lines[-1] += " …"
    return lines


def _wide(line: tuple[str, bool], measure: Measure) -> float:
    words, bold = line
    return measure(words, NAME_SIZE if bold else NOTE_SIZE, bold)


def symbol(figure: Figure, x: float, y: float) -> Iterator[Shape]:
    """The shapes of a symbol around (x, y)."""
    if figure.unborn:
        yield from _unborn(figure, x, y)
        return
    dashes = "3 4" if figure.unknown else ""
    yield Shape(_edge(figure.sex, x, y, HALF), "text", 1.8, "raised", dashes)
    if figure.main:
        yield Shape(_edge(figure.sex, x, y, HALF - 4), "text", 1.4)
    if figure.died:
        far = HALF if figure.sex == "male" else HALF * 0.7
        far = HALF / 2 if figure.sex not in ("male", "female") else far
        for slope in (1, -1):
            cross = ((x - far, y - slope * far), (x + far, y + slope * far))
            yield Shape(polyline(cross), "text", 1.4)


def _unborn(figure: Figure, x: float, y: float) -> Iterator[Shape]:
    """A triangle for a pregnancy, a dot where it was lost, a small crossed one when stillborn."""
    top = y - HALF
    half = HALF * {"expected": 0.75, "lost": 0.3}.get(figure.unborn, 0.45)
    yield Shape(polyline(((x, top), (x, y - half))), "text", 1.6)
    if figure.unborn == "expected":
        corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
        yield Shape(polyline(corners, closed=True), "text", 1.8, "raised")
    elif figure.unborn == "lost":
        yield Shape(circle(x, y, half), "text", 1.0, "text")
    else:
        yield Shape(_edge(figure.sex, x, y, half), "text", 1.8, "raised")
        far = half * (1.0 if figure.sex == "male" else 0.7)
        for slope in (1, -1):
            yield Shape(
                polyline(((x - far, y - slope * far), (x + far, y + slope * far))), "text", 1.4
            )


def brackets(x: float, y: float) -> Iterator[Shape]:
    """The marks of a child who came into the family by adoption or care."""
    for side in (-1, 1):
        far = x + side * (HALF + 6)
        near = far - side * 5
        top, low = y - HALF - 4, y + HALF + 4
        yield Shape(polyline(((near, top), (far, top), (far, low), (near, low))), "text", 1.6)


def writings(figure: Figure, label: Label, x: float, y: float) -> Iterator[Writing]:
    """The words in and beside a symbol."""
    doubtful = figure.unknown or figure.sex not in ("male", "female")
    inside = figure.inside or ("?" if doubtful else "")
    if inside and not figure.died and not figure.unborn:
        longer = len(inside) > _ROOM  # an infant's months, with their word
        yield Writing(x, y + 4.5, inside, _SMALL if longer else NAME_SIZE)
    box = label.box(x, y)
    sides = {"left": ("end", box.right), "right": ("start", box.left)}
    side, at = sides.get(label.place, ("middle", x))
    for place, (words, bold) in enumerate(label.lines):
        base = box.top + _LINE * place + 12
        tone = "text" if bold else "muted"
        yield Writing(at, base, words, NAME_SIZE if bold else NOTE_SIZE, bold, tone, side)


def _edge(sex: str, x: float, y: float, half: float) -> str:
    if sex == "male":
        return rectangle(Box(x - half, y - half, x + half, y + half))
    if sex == "female":
        return circle(x, y, half)
    far = half * 1.12
    corners: Sequence[tuple[float, float]] = (
        (x, y - far),
        (x + far, y),
        (x, y + far),
        (x - far, y),
    )
    return polyline(corners, closed=True)


def symbol_code(figure: Figure) -> frozenset[str]:
    """The codes of the legend that a symbol needs."""
    if figure.unborn:
        return frozenset((figure.unborn,))
    sex = figure.sex if figure.sex in ("male", "female") else "sex_unknown"
    marks = {"main": figure.main, "died": figure.died, "unwritten": figure.unknown}
    return frozenset((sex, *(mark for mark, there in marks.items() if there)))
