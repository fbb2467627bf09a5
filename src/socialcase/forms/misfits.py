"""What a form compares that can never be alike: days as no form writes them, columns of no list."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.headings import base_of
from socialcase.forms.sheets import EXPRESSION_COLUMNS, Book, Sheet, cells_of
from socialcase.forms.spelling import meant
from socialcase.texts import N_

_LISTED = re.compile(r"(?:select_one|select_multiple|rank)\s+(\S+).*")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_REFERENCE = re.compile(r"\$\{[^}]*\}")
# a word that is neither a function, nor a part of a path, nor an operator
_WORD = re.compile(r"(?<![\w./:@$-])([A-Za-z_][\w-]*)(?![\w-]*\s*[(/:])")
_OPERATORS = frozenset(("and", "or", "div", "mod"))
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_DATED = frozenset(("date", "datetime", "today"))
Told = tuple[str, Sentence, tuple[Sentence, ...]]


def misfits(book: Book) -> Iterator[FormProblem]:
    """Look over the filters of choices, and over days in expressions and defaults."""
    yield from _filters(book)
    yield from _days(book.sheet("survey"))


def _filters(book: Book) -> Iterator[FormProblem]:
    survey, choices = book.sheet("survey"), book.sheet("choices")
    lists = {_of(row, "list_name") for row in choices.rows}
    columns = {base_of(column) for column in choices.columns}
    asked = {row.get("name", "") for row in survey.rows}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        text = row.get("choice_filter", "")
        listed = _LISTED.fullmatch(row.get("type", "").strip())
        if text and listed and listed.group(1) in lists:
            for problem in _filter(text, columns, asked):
                yield FormProblem("survey", number, "choice_filter", *problem)


def _of(row: dict[str, str], base: str) -> str:
    return next((text for column, text in row.items() if base_of(column) == base), "")


def _filter(text: str, columns: set[str], asked: set[str]) -> Iterator[Told]:
    if "/" in text:  # a path says more than words do
        return
    bare = _REFERENCE.sub("''", _QUOTED.sub("''", text))
    words = [word for word in dict.fromkeys(_WORD.findall(bare)) if word not in _OPERATORS]
    for word in words:
        if word not in columns:
            said = N_("There is no column '{word}' on the sheet choices, so nothing is offered.")
            fix = sentence(N_("Add the column and fill it in for each choice of the list."))
            yield "no_column", sentence(said, word=word), (*meant(word, columns), fix)
    answered = [word for word in words if word in columns & asked]
    if answered and "${" not in text:
        told = sentence(N_("The filter looks at no answer: it offers the same choices always."))
        fixed = f"{answered[0]} = ${{{answered[0]}}}"
        yield "no_answer", told, (sentence(N_("Write {text}."), text=fixed),)


def _days(survey: Sheet) -> Iterator[FormProblem]:
    for number, column, text in cells_of(survey):
        if column.lower() in EXPRESSION_COLUMNS:
            for quoted in _QUOTED.finditer(text):
                day = quoted.group(1) or quoted.group(2) or ""
                yield from _day(number, column, day, "date('{iso}')")
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if row.get("type", "").strip().lower() in _DATED:
            yield from _day(number, "default", row.get("default", "").strip(), "{iso}")


def _day(number: int, column: str, day: str, written: str) -> Iterator[FormProblem]:
    found = _DAY.fullmatch(day)
    if found is None:
        return
    on, month, year = (int(part) for part in found.groups())
    said = sentence(N_("'{day}' is no day to a form: it writes the year first."), day=day)
    text = written.format(iso=f"{year:04}-{month:02}-{on:02}")
    fix = sentence(N_("Write {text}."), text=text)
    yield FormProblem("survey", number, column, "no_day", said, (fix,))
