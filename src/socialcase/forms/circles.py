"""Calculations that read each other in a circle: what they show hangs on their order."""

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.headings import base_of
from socialcase.forms.sheets import Book, cells_of
from socialcase.texts import N_

_REFERENCE = re.compile(r"\$\{\s*([^}#]*?)\s*\}")
_MOST = 20
"""Circles told of one form; an author mends them one by one."""


def circular(book: Book) -> Iterator[FormProblem]:
    """Name each circle once, at one of its calculations. The form runs all the same."""
    survey = book.sheet("survey")
    named = dict(zip(survey.numbers, (row.get("name", "") for row in survey.rows), strict=True))
    places: dict[str, tuple[int, str]] = {}
    reads: dict[str, set[str]] = {}
    for number, column, text in cells_of(survey):
        name = named[number]
        if base_of(column) == "calculation" and name:
            places[name] = number, column
            reads[name] = set(_REFERENCE.findall(text))
    for circle in _circles({name: found & reads.keys() for name, found in reads.items()}):
        row, column = places[circle[0]]
        yield FormProblem("survey", row, column, *_told(circle))


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


def _told(circle: list[str]) -> tuple[str, Sentence, tuple[Sentence, ...]]:
    names = ", ".join(circle)
    said = (
        sentence(N_("The calculation of {name} reads itself."), name=names)
        if len(circle) == 1
        else sentence(N_("These calculations read each other in a circle: {names}."), names=names)
    )
    return "reads_itself", said, (sentence(N_("Calculate it from answers only.")),)
