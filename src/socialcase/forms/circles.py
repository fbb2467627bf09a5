"""Questions that hang on each other in a circle: what they show would depend on their order.

ODK Collect and Web Forms do not open such a form; here its author is told where. What reads only
itself, or another instance of its repeat, is opened by both, and here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.headings import base_of
from socialcase.forms.sheets import Book, Sheet
from socialcase.texts import N_

_REFERENCE = re.compile(r"\$\{\s*([^}#]*?)\s*\}")
# what reads another instance of a repeat than its own, or may
_ELSEWHERE = re.compile(r"indexed-repeat\s*\(|\[")
_LOGIC = frozenset(("calculation", "calculate", "relevant", "relevance"))
_BEGIN = re.compile(r"begin[ _](?:group|repeat)|group|repeat|lgroup")
_MOST = 20
"""Circles told of one form; an author mends them one by one."""


@dataclass(slots=True)
class _Asked:
    """One question: the names that it reads in its own instance, and the cell of each."""

    reads: dict[str, tuple[int, str]] = field(default_factory=dict)


def closed_circles(book: Book) -> Iterator[FormProblem]:
    """Name each circle of several questions once, at one of its cells: the form cannot run."""
    questions = _questions(book.sheet("survey"))
    others = {name: set(one.reads) - {name} for name, one in questions.items()}
    for circle in _circles({name: found & others.keys() for name, found in others.items()}):
        # each in the list is read by the one after it
        reader, read = circle[1], circle[0]
        row, column = questions[reader].reads[read]
        names = ", ".join(f"${{{name}}}" for name in circle)
        said = sentence(N_("These questions hang on each other in a circle: {names}."), names=names)
        told = N_("Take {name} out of this cell, or reckon one of them from answers only.")
        fix = sentence(told, name=f"${{{read}}}")
        yield FormProblem("survey", row, column, "circle", said, (fix,))


def reading_themselves(book: Book) -> Iterator[FormProblem]:
    """Name calculations that read themselves, and groups shown by an answer within them."""
    survey = book.sheet("survey")
    for name, one in _questions(survey).items():
        row, column = one.reads.get(name, (0, ""))
        if base_of(column) in ("calculation", "calculate"):
            said = sentence(N_("The calculation of {name} reads itself."), name=name)
            yield _warning(row, column, said, sentence(N_("Calculate it from answers only.")))
    for row, column, name in _shown_by_themselves(survey):
        told = N_("The group is shown depending on {name}, which is inside it.")
        fix = N_("Once hidden it never comes back: move the question before the group.")
        yield _warning(row, column, sentence(told, name=f"${{{name}}}"), sentence(fix))


def _warning(row: int, column: str, said: Sentence, fix: Sentence) -> FormProblem:
    return FormProblem("survey", row, column, "reads_itself", said, (fix,))


def _questions(survey: Sheet) -> dict[str, _Asked]:
    """The questions of which there is one by that name, with what their logic reads."""
    found: dict[str, _Asked] = {}
    doubled: set[str] = set()
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        name = row.get("name", "")
        if not name or _BEGIN.match(row.get("type", "").lower()):
            continue
        if name in found:
            doubled.add(name)
        found[name] = _Asked(_reads(number, row))
    return {name: one for name, one in found.items() if name not in doubled}


def _reads(number: int, row: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    reads: dict[str, tuple[int, str]] = {}
    for column, text in row.items():
        base = base_of(column)
        # with a trigger it is reckoned once, when that is answered
        triggered = base.startswith("calc") and row.get("trigger")
        if base in _LOGIC and not triggered and not _ELSEWHERE.search(text):
            for name in _REFERENCE.findall(text):
                reads.setdefault(name, (number, column))
    return reads


def _shown_by_themselves(survey: Sheet) -> Iterator[tuple[int, str, str]]:
    """Yield row, column and name where a group is shown by a question inside it."""
    opened: list[tuple[int, str, list[str]]] = []
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "").lower()
        if _BEGIN.match(kind):
            column = next((c for c in row if base_of(c) in ("relevant", "relevance")), "")
            opened.append((number, column, _REFERENCE.findall(row.get(column, ""))))
        elif kind.startswith("end") and opened and kind not in ("end", "end time"):
            opened.pop()
        else:
            yield from ((n, c, row["name"]) for n, c, r in opened if row.get("name") in r)


def _circles(reads: dict[str, set[str]]) -> Iterator[list[str]]:
    """The circles, each without its first name at the end; one step of each is cut to go on."""
    for _ in range(_MOST):
        try:
            TopologicalSorter(reads).prepare()
        except CycleError as error:
            read, reader = error.args[1][:2]
            yield error.args[1][:-1]
            reads[reader].discard(read)
        else:
            return
