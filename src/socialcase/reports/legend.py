"""What the symbols of a drawing mean: each as a small drawing of its own, for beside its word."""

from collections.abc import Callable, Iterator, Mapping

from socialcase.reports.bonds import bond_line, care_line, flow_heads, tie_line
from socialcase.reports.drawing import (
    Box,
    Drawing,
    Shape,
    circle,
    polyline,
    rectangle,
)

WIDE, HIGH = 30.0, 16.0
_MIDDLE = HIGH / 2
_WAY = [(2.0 + 2.6 * step, _MIDDLE) for step in range(11)]


def legend_symbol(code: str) -> Drawing:
    """The small drawing of one code; empty for a code that has none."""
    make = _SYMBOLS.get(code)
    shapes = tuple(make()) if make else ()
    return Drawing(WIDE, HIGH, shapes, (), ())


def _square() -> Iterator[Shape]:
    yield Shape(rectangle(Box(9, 2, 21, 14)), "text", 1.5)


def _round() -> Iterator[Shape]:
    yield Shape(circle(15, _MIDDLE, 6.2), "text", 1.5)


def _diamond(dashes: str = "") -> Iterator[Shape]:
    corners = ((15.0, 1.0), (22.0, 8.0), (15.0, 15.0), (8.0, 8.0))
    yield Shape(polyline(corners, closed=True), "text", 1.5, dashes=dashes)


def _main() -> Iterator[Shape]:
    yield from _round()
    yield Shape(circle(15, _MIDDLE, 3.6), "text", 1.4)


def _died() -> Iterator[Shape]:
    yield from _square()
    yield Shape("M9 2L21 14M21 2L9 14", "text", 1.2)


def _expected() -> Iterator[Shape]:
    yield Shape("M15 1L22 14H8Z", "text", 1.5)


def _lost() -> Iterator[Shape]:
    yield Shape(circle(15, _MIDDLE, 4), "text", 1.0, "text")


def _stillborn() -> Iterator[Shape]:
    yield Shape(rectangle(Box(11, 4, 19, 12)), "text", 1.4)
    yield Shape("M11 4L19 12M19 4L11 12", "text", 1.2)


def _home() -> Iterator[Shape]:
    yield Shape(
        "M6 2H24Q27 2 27 5V11Q27 14 24 14H6Q3 14 3 11V5Q3 2 6 2Z",
        "accent",
        1.4,
        "accent_soft",
        "4 3",
    )


def _union(dashes: str = "", slashes: int = 0) -> Iterator[Shape]:
    yield Shape("M4 2V11H26V2", "text", 1.5, dashes=dashes)
    for number in range(slashes):
        at = 16 + 5 * number
        yield Shape(f"M{at - 2} 15L{at + 3} 6", "text", 1.5)


def _drop(dashes: str) -> Iterator[Shape]:
    yield Shape("M2 8H28", "text", 1.6, dashes=dashes)


def _twins() -> Iterator[Shape]:
    yield Shape("M15 1L8 14M15 1L22 14", "text", 1.5)


def _bond(how: str) -> Callable[[], Iterator[Shape]]:
    return lambda: iter(bond_line(how, _WAY))


def _tie(strength: str) -> Callable[[], Iterator[Shape]]:
    return lambda: iter(tie_line(strength, _WAY))


def _flows() -> Iterator[Shape]:
    yield Shape(polyline(_WAY[:-2]), "text", 1.8)
    yield from flow_heads("from_them", _WAY, "text")


_SYMBOLS: Mapping[str, Callable[[], Iterator[Shape]]] = {
    "male": _square,
    "female": _round,
    "sex_unknown": _diamond,
    "main": _main,
    "died": _died,
    "unwritten": lambda: _diamond("2 3"),
    "expected": _expected,
    "lost": _lost,
    "stillborn": _stillborn,
    "together_home": _home,
    "married": _union,
    "together": lambda: _union("4 3"),
    "separated": lambda: _union(slashes=1),
    "divorced": lambda: _union(slashes=2),
    "twins": _twins,
    "adopted": lambda: _drop("6 4"),
    "raised": lambda: _drop("2 4"),
    "cares_for": lambda: iter(care_line(_WAY)),
    "close": _bond("close"),
    "very_close": _bond("very_close"),
    "distant": _bond("distant"),
    "strained": _bond("strained"),
    "cut_off": _bond("cut_off"),
    "harm": _bond("harm"),
    "tie_strong": _tie("strong"),
    "tie_ordinary": _tie("ordinary"),
    "tie_weak": _tie("weak"),
    "tie_strained": _tie("strained"),
    "tie_broken": _tie("broken"),
    "help_flows": _flows,
}
