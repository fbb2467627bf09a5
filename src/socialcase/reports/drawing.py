"""A drawing as shapes: laid out once, written as SVG for screen and paper, asked what lies where.

Colours are tones ("text", "accent"); a `Look` says what they are on screen or paper. Lengths are
pixels at 96 to the inch.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAME_SIZE, NOTE_SIZE = 13, 12
Measure = Callable[[str, int, bool], float]
"""How wide words are: (words, size, bold)."""

_WIDTHS: Mapping[str, str] = {
    "0.25": "ijlI’'|",
    "0.33": "!,.:; ·frt()/[]{}-г",
    "0.56": "s*?`şз–ackvxyzJLçäžýавкстухчьэя«»",
    "0.73": "ADVÄАЛПЧфCGHNOQUÇŇÖÜДИЙНОСЦм",
    "0.85": "w%ФЪшюыMМЫжщ",
    "1.02": "mW@ЖШЩЮ—…",
}
_WIDTH = {letter: float(width) for width, letters in _WIDTHS.items() for letter in letters}
_USUAL = 0.65
_BOLD = 1.06
_QUOTE = {'"': "'"}


def usual_width(words: str, size: int, bold: bool) -> float:
    """About how wide words are in Inter; never less."""
    return sum(_WIDTH.get(letter, _USUAL) for letter in words) * size * (_BOLD if bold else 1.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether they have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def around(self, by: float) -> "Box":
        """The rectangle with so much more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Shape:
    """A path in SVG's own terms ("M0 0L10 0Z"). `fill`, `line`: tones, "" for none."""

    path: str
    line: str = "text"
    wide: float = 1.6
    fill: str = ""
    dashes: str = ""
    shade: float = 1.0


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of words; `y` is where the letters stand. `side`: start, middle or end."""

    x: float
    y: float
    words: str
    size: int = NOTE_SIZE
    bold: bool = False
    tone: str = "text"
    side: str = "middle"


@dataclass(frozen=True, slots=True)
class Spot:
    """What can be chosen in a drawing: its symbol, and symbol with labels. `uid`: what it is."""

    uid: str
    symbol: Box
    whole: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they lie over each other, then the words.

    `used`: codes of the symbols in it, for a legend of only those.
    """

    wide: float
    high: float
    shapes: tuple[Shape, ...]
    writings: tuple[Writing, ...]
    spots: tuple[Spot, ...]
    used: frozenset[str] = frozenset()

    def spot(self, uid: str) -> Spot | None:
        """Where something is drawn."""
        return next((spot for spot in self.spots if spot.uid == uid), None)

    def at(self, x: float, y: float) -> str:
        """What lies at a place, "" for nothing."""
        here = Box(x, y, x + 0.01, y + 0.01)
        return next((spot.uid for spot in self.spots if spot.whole.overlaps(here)), "")


@dataclass(frozen=True, slots=True)
class Look:
    """What the tones are ("#rrggbb") and the typeface; as made, dark on white, for paper."""

    tones: Mapping[str, str] = field(
        default_factory=lambda: {
            "text": "#1c1c1c",
            "muted": "#4d4d4d",
            "edge": "#6b6b6b",
            "raised": "#ffffff",
            "accent": "#155e75",
            "accent_soft": "#e0edf0",
            "ok": "#2b6b3c",
            "danger": "#ae2a1e",
        }
    )
    family: str = "Inter, sans-serif"


def as_svg(drawing: Drawing, look: Look, title: str, *, ground: bool = True) -> str:
    """The drawing as SVG text. `ground`: with a ground of its own, for a file by itself."""
    return "\n".join(_lines(drawing, look, title, ground)) + "\n"


def _lines(drawing: Drawing, look: Look, title: str, ground: bool) -> Iterator[str]:
    wide, high = f"{drawing.wide:g}", f"{drawing.high:g}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" font-family="{escape(look.family, _QUOTE)}">'
    )
    yield f"<title>{escape(title)}</title>"
    if ground:
        yield f'<rect width="{wide}" height="{high}" fill="{look.tones["raised"]}"/>'
    for shape in drawing.shapes:
        yield _shape(shape, look)
    for writing in drawing.writings:
        yield _writing(writing, look)
    yield "</svg>"


def _shape(shape: Shape, look: Look) -> str:
    fill = look.tones[shape.fill] if shape.fill else "none"
    parts = [f'<path d="{shape.path}" fill="{fill}"']
    if shape.line:
        parts.append(f'stroke="{look.tones[shape.line]}" stroke-width="{shape.wide:g}"')
        parts.append('stroke-linejoin="round"')
    if shape.dashes:
        parts.append(f'stroke-dasharray="{shape.dashes}"')
    if shape.shade < 1:
        parts.append(f'fill-opacity="{shape.shade:g}"')
    return " ".join(parts) + "/>"


def _writing(one: Writing, look: Look) -> str:
    weight = ' font-weight="600"' if one.bold else ""
    return (
        f'<text x="{one.x:.1f}" y="{one.y:.1f}" font-size="{one.size}" '
        f'fill="{look.tones[one.tone]}" text-anchor="{one.side}"{weight}>'
        f"{escape(one.words)}</text>"
    )


# --- paths ---------------------------------------------------------------------------------------


def polyline(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """A path through points."""
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return path + "Z" if closed else path


def rectangle(box: Box) -> str:
    """The path of a rectangle."""
    return f"M{box.left:.1f} {box.top:.1f}H{box.right:.1f}V{box.bottom:.1f}H{box.left:.1f}Z"


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle."""
    half = f"a{radius:.1f} {radius:.1f} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{half} {2 * radius:.1f} 0{half} {-2 * radius:.1f} 0Z"


def arrow_head(tip: tuple[float, float], way: tuple[float, float], size: float = 9) -> str:
    """A filled arrow head whose tip points in the direction `way` (of length one)."""
    (x, y), (dx, dy) = tip, way
    back = (x - dx * size, y - dy * size)
    half = size * 0.45
    left = (back[0] - dy * half, back[1] + dx * half)
    right = (back[0] + dy * half, back[1] - dx * half)
    return polyline((tip, left, right), closed=True)


def zigzag(start: tuple[float, float], end: tuple[float, float], swing: float = 5) -> str:
    """A jagged line from `start` to `end`."""
    (x1, y1), (x2, y2) = start, end
    long = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    turns = max(2, round(long / 7))
    points = [start]
    for turn in range(1, turns):
        far, aside = long * turn / turns, swing if turn % 2 else -swing
        points.append((x1 + dx * far - dy * aside, y1 + dy * far + dx * aside))
    return polyline([*points, end])
