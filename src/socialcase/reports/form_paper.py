"""A form on paper, blank or filled, with the numbers that the screen shows.

What a blank form does not ask of everybody still stands on it, with the questions that it depends
on: the specialist decides across the table. A filled one shows what was asked, and what was said.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from socialcase.cases.dates import day_of
from socialcase.forms import (
    Choice,
    GroupHead,
    Item,
    NodeState,
    Page,
    Question,
    RepeatBlock,
    RepeatInstance,
    Session,
)
from socialcase.forms.choice_numbers import numbers_beside
from socialcase.forms.logic_picture import links
from socialcase.forms.scales import DRAWN_TOTALS
from socialcase.reports.bands import band_of
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_, tr_in

Made = dict[str, object]

MOST_CHOICES = 60
"""A blank form lists no more: the rest is picked later, and written down meanwhile."""
_EMPTY_CARDS = 3
_TABLE_HEADS = 5
_HEAD_LETTERS = 34
_SHORTEST_RUN = 3
_FEWEST_RESULTS = 2
_PLACES = re.compile(r"\[\d+\]")
_MARKUP = re.compile(r"<[^<>]{0,200}>|\*{1,2}|(?<!\w)_{1,2}|_{1,2}(?!\w)|^#{1,6} ", re.M)
_EMPTY = re.compile(r" ?\(\s*\)|:\s*(?=\?)")
"""What is left of a label where the name in it is not known yet: "Who helps ()?"."""
_LINES = {"text": 2, "multiline": 3}


@dataclass(frozen=True, slots=True)
class Printing:
    """What stands around a form: the language's code, who prints it, and when.

    `facts`: names and values at its head; `notes`: what was noted, by question; `blank`: to be
    filled by hand.
    """

    language: str
    by: str
    at: datetime
    facts: Sequence[tuple[str, str]] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    blank: bool = False


def form_sheet(session: Session, title: str, printing: Printing) -> Sheet:
    """The form of `session` as a document, in the session's language.

    A blank one gets empty cards for its repeats: they are added to the session.
    """
    paper = _Paper(session, printing)
    data: Made = {
        "title": title,
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "notice": paper.say(BLANK_NOTICE) if printing.blank else "",
        "blank": printing.blank,
        "no_answer": paper.say(N_("no answer")),
        "from_list": paper.say(
            N_("Write the name; it is picked from the list when this is typed.")
        ),
        "pages": list(paper.pages()),
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("form", data, printing.at)


BLANK_NOTICE = N_(
    "Ask only what fits. Questions with * are needed to finish. "
    "The numbers are those on the screen."
)


def foot(language: str, by: str, at: datetime) -> dict[str, str]:
    """The words at the foot of every document: who printed it, when, and the page."""
    printed = tr_in(language, N_("Printed by {name} on {day}"))
    return {
        "footer": printed.format(name=by, day=f"{at:%d.%m.%Y %H:%M}"),
        "page_of": tr_in(language, N_("Page {page} of {pages}")),
    }


def empty_cards(session: Session, count: int) -> None:
    """Add empty instances to every repeat that may have more of them, until there are `count`."""
    for block in [block for page in session.pages() for block in _blocks(page.items)]:
        for _ in range(count - len(block.instances)):
            if not block.fixed and block.relevant:
                session.add_repeat(block.ref)


def plain(words: str) -> str:
    """A label without the marks for bold type and headings that authors put into it."""
    return " ".join(_EMPTY.sub("", _MARKUP.sub("", words)).split())


class _Paper:
    """One walk through a session's pages."""

    def __init__(self, session: Session, printing: Printing) -> None:
        self._session = session
        self._printing = printing
        self._blank = printing.blank
        self._sources = _what_shows_what(session) if printing.blank else {}

    def say(self, sentence: str) -> str:
        return tr_in(self._printing.language, sentence)

    def pages(self) -> Iterator[Made]:
        if self._blank:
            empty_cards(self._session, _EMPTY_CARDS)
        for page in self._session.pages():
            if not (self._blank or page.relevant):
                continue
            found = self._items(page.items)
            if found:
                yield self._page(page, found)

    def _page(self, page: Page, found: list[Made]) -> Made:
        return {
            "number": page.number,
            "label": plain(page.label),
            "depends": self._depends(page.ref),
            "items": found,
        }

    def _items(self, items: Sequence[Item]) -> list[Made]:
        made = self._each(items)
        return list(self._gathered(made)) if self._blank else made

    def _gathered(self, made: Sequence[Made]) -> Iterator[Made]:
        """Notes after each other that depend on the same become one table: the bands of a score."""
        for depends, run in groupby(made, lambda one: one["kind"] == "note" and one["depends"]):
            notes = list(run)
            if not depends or len(notes) < _FEWEST_RESULTS:
                yield from notes
                continue
            scored = sum(bool(one["band"]) for one in notes) >= _FEWEST_RESULTS
            rows = [{"band": one["band"] if scored else "", "words": one["label"]} for one in notes]
            points = self.say(N_("Points:")) if scored else ""
            yield {"kind": "results", "depends": depends, "points": points, "rows": rows}

    def _each(self, items: Sequence[Item]) -> list[Made]:
        made: list[Made] = []
        row: list[NodeState] = []
        for item in items:
            node = self._session.node(item.ref) if isinstance(item, Question) else None
            if node is not None and row and _same_answers(row[0], node):
                row.append(node)
                continue
            made += self._asked(row)
            row = []
            if node is None:
                made += self._composed(item)
            elif self._blank or node.relevant:
                row = [node]
        return made + self._asked(row)

    def _asked(self, row: list[NodeState]) -> list[Made]:
        shown = [node for node in row if self._blank or node.relevant]
        if len(shown) > 1 and _fits_table(shown[0]):
            return [self._matrix(shown)]
        return [made for node in shown for made in self._one(node)]

    def _one(self, node: NodeState) -> list[Made]:
        if node.kind == "note":
            label = "" if node.choices else plain(node.label)  # with choices: heads of a table
            band = band_of(self._session, _path(node.ref)) if self._blank else ""
            depends = self._depends(node.ref)
            note: Made = {"kind": "note", "label": label, "depends": depends, "band": band}
            return [note] if label else []
        return [self._question(node)] if node.kind == "question" else []

    def _composed(self, item: Item) -> list[Made]:
        if isinstance(item, RepeatBlock):
            return [self._repeat(item)] if self._blank or item.relevant else []
        node = self._session.node(item.ref)
        if not isinstance(item, GroupHead) or not (self._blank or node.relevant):
            return []
        inner = self._items(item.items)
        depends = self._depends(item.ref)
        label = plain(node.label)
        group: Made = {"kind": "group", "label": label, "depends": depends, "items": inner}
        return [group] if inner else []

    def _repeat(self, block: RepeatBlock) -> Made:
        cards = [self._card(block, at, card) for at, card in enumerate(block.instances, 1)]
        more = N_("More of these? Copy this page.") if self._blank and not block.fixed else ""
        return {"kind": "repeat", "cards": cards, "more": self.say(more) if more else ""}

    def _card(self, block: RepeatBlock, at: int, card: RepeatInstance) -> Made:
        return {"title": f"{plain(block.label)} {at}".strip(), "items": self._items(card.items)}

    def _question(self, node: NodeState) -> Made:
        choices = (node.choices or ()) if self._blank else ()
        listed = choices if len(choices) <= MOST_CHOICES else ()
        return {
            "kind": "question",
            "number": node.number,
            "label": plain(node.label) or node.name,
            "hint": plain(node.hint) if self._blank else "",
            "required": node.required and self._blank,
            "depends": self._depends(node.ref),
            "many": node.control != "select1",
            "choices": _words_of(listed),
            "numbers": numbers_beside([one.value for one in listed], _words_of(listed)),
            "value": "" if self._blank else answer_words(node),
            "picked_by_hand": bool(choices) and not listed,
            "lines": _lines(node),
            "note": self._printing.notes.get(node.ref, ""),
        }

    def _matrix(self, row: list[NodeState]) -> Made:
        heads = row[0].choices or ()
        return {
            "kind": "matrix",
            "heads": [plain(choice.label) for choice in heads],
            "numbers": self._numbers(heads),
            "points": self._points(row[0]),
            "many": row[0].control != "select1",
            "rows": [self._row(node) for node in row],
        }

    def _numbers(self, heads: Sequence[Choice]) -> list[str]:
        codes = [one.value for one in heads]
        return numbers_beside(codes, _words_of(heads)) if self._blank else ["" for _ in heads]

    def _points(self, node: NodeState) -> list[str]:
        """What each answer counts, where the form is a scale whose codes are its points."""
        codes = [choice.value for choice in node.choices or ()]
        counted = self._blank and self._session.form.form_id in DRAWN_TOTALS
        return codes if counted and all(code.isdecimal() for code in codes) else []

    def _row(self, node: NodeState) -> Made:
        return {
            "number": node.number,
            "label": plain(node.label) or node.name,
            "required": node.required and self._blank,
            "chosen": [choice.value in node.value.split() for choice in node.choices or ()],
            "note": self._printing.notes.get(node.ref, ""),
        }

    def _depends(self, ref: str) -> str:
        numbers = self._sources.get(_PLACES.sub("", ref), ())
        if not numbers:
            return ""
        return self.say(N_("Depends on {numbers}")).format(numbers=", ".join(_runs(numbers)))


def answer_words(node: NodeState) -> str:
    """An answer as a person writes it: the words of what was picked, dates as day.month.year.

    A code that its list has lost stands as it is.
    """
    if node.choices is not None:
        words = {choice.value: plain(choice.label) or choice.value for choice in node.choices}
        picked = [node.value] if node.control == "select1" else node.value.split()
        return ", ".join(words.get(code, code) for code in picked if code)
    day = day_of(node.value) if node.type == "date" else None
    return f"{day:%d.%m.%Y}" if day else node.value


def _words_of(choices: Sequence[Choice]) -> list[str]:
    return [plain(choice.label) or choice.value for choice in choices]


def _path(ref: str) -> tuple[str, ...]:
    return tuple(_PLACES.sub("", ref).strip("/").split("/"))


def _lines(node: NodeState) -> int:
    if node.type == "string" and node.control == "input":
        return _LINES["multiline" if "multiline" in node.appearance else "text"]
    return 1


def _same_answers(one: NodeState, other: NodeState) -> bool:
    """Whether two questions have the same choices, so that they are rows of one table."""
    both_asked = one.kind == other.kind == "question"
    return (
        both_asked
        and bool(one.choices)
        and one.control == other.control
        and one.choices == other.choices
    )


def _fits_table(node: NodeState) -> bool:
    heads = node.choices or ()
    return len(heads) <= _TABLE_HEADS and all(len(c.label) <= _HEAD_LETTERS for c in heads)


def _runs(numbers: Sequence[str]) -> Iterator[str]:
    """Three or more numbers that follow each other are said as first and last: 2.1-2.9."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _after(runs[-1][-1]) == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        yield from [f"{run[0]}\N{EN DASH}{run[-1]}"] if len(run) >= _SHORTEST_RUN else run


def _after(number: str) -> str:
    page, dot, last = number.rpartition(".")
    return f"{page}{dot}{int(last) + 1}" if last.isdecimal() else ""


def _blocks(items: Sequence[Item]) -> Iterator[RepeatBlock]:
    for item in items:
        if isinstance(item, RepeatBlock):
            yield item
        elif isinstance(item, GroupHead):
            yield from _blocks(item.items)


def _what_shows_what(session: Session) -> dict[str, tuple[str, ...]]:
    """The numbers of the questions that decide whether a place is asked, by its ref."""
    found = links(session.form)
    numbers = session.form.numbers
    fed: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for link in found:
        if link.effect == "feeds":
            fed[link.target].append(link.source)
    shown: dict[str, dict[str, None]] = defaultdict(dict)
    for link in found:
        if link.effect == "shows":
            here = shown["/" + "/".join(link.target)]
            here.update({numbers[place]: None for place in _answered(link.source, fed, numbers)})
    place = {number: at for at, number in enumerate(numbers.values())}
    return {ref: tuple(sorted(of, key=place.__getitem__)) for ref, of in shown.items()}


def _answered(
    place: tuple[str, ...],
    fed: Mapping[tuple[str, ...], Sequence[tuple[str, ...]]],
    numbers: Mapping[tuple[str, ...], str],
) -> Iterator[tuple[str, ...]]:
    """The questions behind a place: itself, or what is reckoned into it, through other sums too."""
    waiting, seen = [place], {place}
    while waiting:
        at = waiting.pop(0)
        if at in numbers:
            yield at
            continue
        found = [one for one in fed.get(at, ()) if one not in seen]
        seen.update(found)
        waiting += found
