"""A picture of a form's logic: which question shows which, as SVG.

Every question and group that appears only under a condition stands on a line of its own, in form
order, with its condition; so does whatever the conditions read. An arc leads from what is answered
to what it shows. Calculations stand in between where a condition reads one.
"""

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from socialcase.forms.form import Form
from socialcase.forms.model import Expression, Model, Plan, Text
from socialcase.forms.outline import WORDED, numbers
from socialcase.forms.xpath.footprint import Path

Effect = Literal["shows", "feeds", "narrows"]
_DASHES: dict[Effect, str] = {"shows": "none", "feeds": "1 4", "narrows": "7 4"}
_ROW, _TOP, _ARCS, _INDENT, _LETTER = 26, 88, 190, 14, 7
_LABEL_CHARS, _RULE_CHARS = 54, 90
_RULE_LETTER = 7.3
"""The width of a letter of a rule: all are as wide as each other."""
_BARE = re.compile(r"[#*_]{1,3}|<[^<>]*>")
_PATH = re.compile(r"(?:(?:\.\./|\./|/)[\w.\-]*)(?:/?(?:\.\./)*[\w.\-]+)*")
_BLANKS = re.compile(r"(?<=\()\s+|\s+(?=[),])")
_STRING = re.compile(r"('[^']*'|\"[^\"]*\")")


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture looks: the form's language (its default if empty), colours, words.

    `arc`: how light the arcs are, from 0 to 1.
    """

    language: str = ""
    title: str = ""
    ground: str = "#ffffff"
    ink: str = "#1c1c1c"
    faint: str = "#5c5c5c"
    arc: float = 0.38
    shows: str = "shows"
    feeds: str = "is reckoned into"
    narrows: str = "narrows the choices of"
    when: str = "when {rule}"
    nothing: str = "Nothing here depends on an answer."

    def said(self, effect: Effect) -> str:
        """What one place does to another, in words."""
        return {"shows": self.shows, "feeds": self.feeds, "narrows": self.narrows}[effect]


PLAIN = Look()
"""English, dark on white."""


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that one place of the form does to another."""

    source: Path
    target: Path
    effect: Effect


@dataclass(frozen=True, slots=True)
class _Row:
    plan: Plan
    number: str
    label: str
    rule: str


def links(form: Form) -> list[Link]:
    """Return what shows, feeds and narrows what, in form order. Raises `FormRefused`."""
    model = form.model
    asked = (p for p in model.plans.values() if not p.name.startswith(WORDED))
    found = [link for plan in asked for link in _asked_of(model, plan)]
    reckoned = {link.source for link in found if _is_reckoned(model.plans[link.source])}
    known = set(reckoned)
    while reckoned:
        fed = [link for path in sorted(reckoned) for link in _feeding(model, model.plans[path])]
        found += fed
        reckoned = {x.source for x in fed if _is_reckoned(model.plans[x.source])} - known
        known |= reckoned
    place = {path: at for at, path in enumerate(model.plans)}
    return sorted(dict.fromkeys(found), key=lambda x: (place[x.target], place[x.source]))


def names(form: Form, language: str = "") -> dict[Path, str]:
    """The number and label of every place, by path, to tell of links in words."""
    named = numbers(form.model)
    return {
        path: f"{named.get(path, '')} {_label(form, plan, language)}".strip()
        for path, plan in form.model.plans.items()
    }


def logic_picture(form: Form, look: Look = PLAIN) -> str:
    """Return the picture as SVG text. Raises `FormRefused` when the form cannot run."""
    found = links(form)
    taking_part = {path for link in found for path in (link.source, link.target)}
    named = numbers(form.model)
    rows = [
        _Row(plan, named.get(path, ""), _label(form, plan, look.language), _rule(plan, look))
        for path, plan in form.model.plans.items()
        if path in taking_part
    ]
    return "\n".join(_svg(form, rows, found, look)) + "\n"


# what leads to what --------------------------------------------------------------------------


def _asked_of(model: Model, plan: Plan) -> Iterator[Link]:
    """What shows a place, and what narrows its choices."""
    if plan.relevant is not None:
        yield from _links(model, plan, plan.relevant, "shows")
    itemset = plan.control.itemset if plan.control is not None else None
    if itemset is not None:
        yield from _links(model, plan, itemset.nodes, "narrows")


def _feeding(model: Model, plan: Plan) -> Iterator[Link]:
    if plan.calculate is not None:
        yield from _links(model, plan, plan.calculate, "feeds")


def _is_reckoned(plan: Plan) -> bool:
    return plan.calculate is not None and plan.control is None


def _links(model: Model, plan: Plan, reads: Expression, effect: Effect) -> Iterator[Link]:
    for read in reads.reads:
        source = model.plans.get(read.path)
        if source is not None and source is not plan and (source.leaf or source.repeat):
            yield Link(source.path, plan.path, effect)


# words ---------------------------------------------------------------------------------------


def _label(form: Form, plan: Plan, language: str) -> str:
    text = plan.control.label if plan.control is not None else None
    words = " ".join(_BARE.sub("", _plain(form, text, language)).split())
    return _cut(words, _LABEL_CHARS) if words else plan.name


def _plain(form: Form, text: Text | None, language: str) -> str:
    """A label in a language, else in the form's default one; answers in it stand as dots."""
    if text is None:
        return ""
    if not text.itext:
        return "".join(part if isinstance(part, str) else "…" for part in text.parts)
    order = (language or form.default_language, form.default_language)
    translations = form.model.translations
    for each in sorted(translations, key=lambda t: [t.language != one for one in order]):
        node = each.texts.get(text.itext, {}).get("")
        if node is not None:
            return "".join(c.text() or "…" for c in node.children) or node.value
    return ""


def _rule(plan: Plan, look: Look) -> str:
    """A condition as its author wrote it, or nearly: names in place of paths."""
    if plan.relevant is None:
        return ""
    pieces = _STRING.split(plan.relevant.source)
    spoken = [p if at % 2 else _tight(_PATH.sub(_named, p)) for at, p in enumerate(pieces)]
    return _cut(look.when.format(rule=" ".join("".join(spoken).split())), _RULE_CHARS)


def _tight(words: str) -> str:
    """Without the blanks that the converter puts around what was named."""
    return _BLANKS.sub("", words)


def _named(path: re.Match[str]) -> str:
    name = path.group().rpartition("/")[2]
    return f"${{{name}}}" if name.strip(".") else path.group()


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


# drawing -------------------------------------------------------------------------------------


def _svg(form: Form, rows: list[_Row], found: list[Link], look: Look) -> Iterator[str]:
    place = {row.plan.path: at for at, row in enumerate(rows)}
    deepest = max((row.plan.depth for row in rows), default=2) - 2
    rules = _ARCS + 20 + deepest * _INDENT + (_LABEL_CHARS + 8) * _LETTER
    longest = max((len(row.rule) for row in rows), default=0)
    width, height = (
        rules + round(longest * _RULE_LETTER) + 20,
        _TOP + max(len(rows), 1) * _ROW + 20,
    )
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="Inter, sans-serif" font-size="13" role="img">'
    )
    title = look.title or form.title
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{width}" height="{height}" fill="{look.ground}"/>'
    yield _text(20, 30, title, look.ink, 'font-size="18" font-weight="bold"')
    yield from _legend(rows, look)
    for link in found:
        yield _arc(link, place[link.source], place[link.target], rows, look)
    for at, row in enumerate(rows):
        yield from _line(row, _TOP + at * _ROW, rules, look)
    yield "</svg>"


def _legend(rows: list[_Row], look: Look) -> Iterator[str]:
    if not rows:
        yield _text(20, _TOP, look.nothing, look.faint)
        return
    for at, (effect, dashes) in enumerate(_DASHES.items()):
        x = 20 + at * 190
        yield (
            f'<line x1="{x}" y1="48" x2="{x + 30}" y2="48" stroke="{look.faint}" '
            f'stroke-width="1.6" stroke-dasharray="{dashes}"/>'
        )
        yield _text(x + 38, 52, look.said(effect), look.faint)


def _arc(link: Link, start: int, end: int, rows: list[_Row], look: Look) -> str:
    top, bottom = (_TOP + at * _ROW - 4 for at in (start, end))
    x, bow = _ARCS, min(_ARCS - 16, 22 + abs(end - start) * 9)
    # what one question shows has one colour, and its neighbour another
    shade = hls_to_rgb(start * 47 % 360 / 360, look.arc, 0.6)
    colour = "#" + "".join(f"{round(part * 255):02x}" for part in shade)
    told = f"{rows[start].label} {look.said(link.effect)} {rows[end].label}"
    return (
        f'<path d="M {x} {top} C {x - bow} {top} {x - bow} {bottom} {x} {bottom}" fill="none" '
        f'stroke="{colour}" stroke-width="1.6" stroke-dasharray="{_DASHES[link.effect]}">'
        f"<title>{escape(told)}</title></path>"
        f'<path d="M {x + 7} {bottom} l -8 -4 v 8 z" fill="{colour}"/>'
    )


def _line(row: _Row, y: int, rules: int, look: Look) -> Iterator[str]:
    x = _ARCS + 14 + max(row.plan.depth - 2, 0) * _INDENT
    weight = "" if row.plan.leaf else 'font-weight="bold"'
    reckoned = 'font-style="italic"' if _is_reckoned(row.plan) else weight
    yield _text(x, y, f"{row.number} {row.label}".strip(), look.ink, reckoned)
    if row.rule:
        yield _text(rules, y, row.rule, look.faint, 'font-family="monospace" font-size="12"')


def _text(x: int, y: int, words: str, colour: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" {more}>{escape(words)}</text>'
