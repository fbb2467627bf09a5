"""Columns and lists that nothing reads: mistyped, or of another program."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, sentence
from socialcase.forms.headings import CHOICES, SETTINGS, SURVEY, base_of
from socialcase.forms.marks import MARKS
from socialcase.forms.sheets import Book, Sheet, cells_of
from socialcase.forms.spelling import did_you_mean, nearest
from socialcase.texts import N_

_WORD = re.compile(r"[\w.\-]+")


def unused_columns(book: Book) -> list[FormProblem]:
    """Name each filled column of survey, choices and settings that changes nothing."""
    survey, choices = book.sheet("survey"), book.sheet("choices")
    found = [_unused(survey, name, SURVEY) for name in strange(survey, SURVEY)]
    spoken = _spoken(book)
    for name in strange(choices, CHOICES):
        if name.strip() not in spoken:
            found.append(_unused(choices, name, CHOICES))
    settings = book.sheet("settings")
    known = SETTINGS | frozenset(MARKS)
    return found + [_unused(settings, name, known) for name in strange(settings, known)]


def unused_lists(book: Book) -> list[FormProblem]:
    """Name each list of the choices sheet that no question takes and no expression reads."""
    choices, spoken = book.sheet("choices"), _spoken(book)
    found: dict[str, FormProblem] = {}
    for number, row in zip(choices.numbers, choices.rows, strict=True):
        heading = "list_name" if "list_name" in row else "list name"
        name = row.get(heading, "")
        # a name with other signs than a word's stands in the type column as it is
        if name and name not in found and not _takes(book, name, spoken):
            said = sentence(N_("No question takes the list '{list}'."), list=name)
            fix = sentence(N_("Remove the list, or ask: select_one {list}."), list=name)
            found[name] = FormProblem("choices", number, heading, "unused_list", said, (fix,))
    return list(found.values())


def _takes(book: Book, name: str, spoken: set[str]) -> bool:
    kinds = (row.get("type", "") for row in book.sheet("survey").rows)
    return name in spoken or any(name in kind.split() for kind in kinds)


def strange(sheet: Sheet, known: frozenset[str]) -> Iterator[str]:
    """Yield the filled columns whose headings mean nothing."""
    filled = {column for row in sheet.rows for column in row}
    for column in sheet.columns:
        if column in filled and column.strip() and base_of(column) not in known:
            yield column


def _spoken(book: Book) -> set[str]:
    """Every word of the survey's and settings' cells: a filter or a formula may read a column."""
    sheets = (book.sheet(name) for name in ("survey", "settings", "entities"))
    return {
        word for sheet in sheets for _, _, text in cells_of(sheet) for word in _WORD.findall(text)
    }


def _unused(sheet: Sheet, column: str, known: frozenset[str]) -> FormProblem:
    near = nearest(base_of(column), known)
    leave = N_("Remove it, or leave it as a note to yourself.")
    fix = did_you_mean(near) if near else sentence(leave)
    said = sentence(N_("Nothing reads the column '{column}'."), column=column)
    return FormProblem(sheet.name, sheet.header_row, column, "unused_column", said, (fix,))
