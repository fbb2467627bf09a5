"""The change between two days as a small picture, SVG: two marks on a line for each question.

No row is a verdict: the line runs from the first answer offered to the last, with their words at
its ends, and neither end is better. Nothing is added up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

_WIDE, _EDGE, _LEFT, _RIGHT = 560, 16, 150, 410
_ROW, _LINE, _LETTERS, _END_LETTERS = 30, 17, 78, 20
_MARK = 6
_QUOTE = {'"': "'"}
_NEAR = 34
"""Closer than this, the words of two marks are written to either side of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question or score: where it lay then and now, from 0 to 1, and the words of both ends.

    `said_then`, `said_now`: short words over the marks, empty where the ends say it.
    """

    label: str
    then: float
    now: float
    first: str
    last: str
    said_then: str = ""
    said_now: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Words, colours ("#rrggbb") and typeface; as made, dark on white, for paper."""

    title: str
    caption: str
    then: str
    now: str
    ground: str = "#ffffff"
    ink: str = "#1c1c1c"
    faint: str = "#5c5c5c"
    line: str = "#b9b6ae"
    mark: str = "#155e75"
    family: str = "Inter, sans-serif"


def change_picture(rows: Sequence[Row], look: Look) -> str:
    """The picture as SVG text, 560 units wide; "" where there is nothing to draw."""
    if not rows:
        return ""
    parts: list[str] = []
    y = 28
    parts.append(_text(_EDGE, y, look.title, look.ink, size=15, bold=True))
    y += 24
    parts += _legend(y, look)
    y += 12
    for row in rows:
        y = _row(parts, row, y, look)
    y += 8
    for line in wrap(look.caption, _LETTERS + 4):
        y += _LINE
        parts.append(_text(_EDGE, y, line, look.faint))
    return "\n".join(_framed(parts, y + _EDGE, look)) + "\n"


def _framed(parts: Sequence[str], high: int, look: Look) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{high}" '
        f'viewBox="0 0 {_WIDE} {high}" role="img" font-family="{escape(look.family, _QUOTE)}">'
    )
    yield f"<title>{escape(look.title)}</title>"
    yield f'<rect width="{_WIDE}" height="{high}" fill="{look.ground}"/>'
    yield from parts
    yield "</svg>"


def _legend(y: int, look: Look) -> list[str]:
    second = _EDGE + 40 + 8 * len(look.then)
    return [
        _then(_EDGE + _MARK, y - 4, look),
        _text(_EDGE + 18, y, look.then, look.ink),
        _now(second, y - 4, look),
        _text(second + 12, y, look.now, look.ink),
    ]


def _row(parts: list[str], row: Row, y: int, look: Look) -> int:
    """Draw one question; gives how far down it reaches."""
    y += 10
    for line in wrap(row.label, _LETTERS):
        y += _LINE
        parts.append(_text(_EDGE, y, line, look.ink))
    middle = y + _ROW - 6 + (6 if row.said_then or row.said_now else 0)
    then, now = _place(row.then), _place(row.now)
    parts.append(_text(_LEFT - 14, middle + 4, _short(row.first), look.faint, anchor="end"))
    parts.append(_text(_RIGHT + 14, middle + 4, _short(row.last), look.faint))
    parts.append(_stroke(_LEFT, _RIGHT, middle, look.line, 2))
    parts.append(_stroke(then, now, middle, look.mark, 3))
    parts += [_then(then, middle, look), _now(now, middle, look)]
    parts += _said(row, then, now, middle - 11, look)
    return middle + 6


def _said(row: Row, then: int, now: int, y: int, look: Look) -> Iterator[str]:
    near = abs(then - now) < _NEAR
    sides = ("end", "start") if then < now else ("start", "end")
    for x, words, side in ((then, row.said_then, sides[0]), (now, row.said_now, sides[1])):
        if words:
            yield _text(x, y, words, look.ink, anchor=side if near else "middle")


def _place(share: float) -> int:
    return round(_LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, share)))


def _short(words: str) -> str:
    return words if len(words) <= _END_LETTERS else words[: _END_LETTERS - 1].rstrip() + "…"


def _then(x: int, y: int, look: Look) -> str:
    """A ring: what was."""
    return (
        f'<circle cx="{x}" cy="{y}" r="{_MARK - 1}" fill="{look.ground}" '
        f'stroke="{look.mark}" stroke-width="2"/>'
    )


def _now(x: int, y: int, look: Look) -> str:
    """A full point: what is."""
    return f'<circle cx="{x}" cy="{y}" r="{_MARK}" fill="{look.mark}"/>'


def _stroke(first: int, last: int, y: int, colour: str, wide: int) -> str:
    return (
        f'<line x1="{first}" y1="{y}" x2="{last}" y2="{y}" stroke="{colour}" '
        f'stroke-width="{wide}" stroke-linecap="round"/>'
    )


def _text(
    x: int, y: int, words: str, colour: str, *, size: int = 12, bold: bool = False, anchor: str = ""
) -> str:
    weight = ' font-weight="600"' if bold else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{weight}{side}>'
        f"{escape(words)}</text>"
    )
