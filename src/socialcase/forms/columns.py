"""Columns that nothing reads: a heading mistyped, or a column of another program."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem
from socialcase.forms.headings import CHOICES, SURVEY, base_of
from socialcase.forms.sheets import Book, Sheet, cells_of

_WORD = re.compile(r"[\w.\-]+")


def unused_columns(book: Book) -> list[FormProblem]:
    """Name each filled column of the survey and choices sheets that changes nothing."""
    survey, choices = book.sheet("survey"), book.sheet("choices")
    found = [_unused(survey, name, SURVEY) for name in strange(survey, SURVEY)]
    spoken = _spoken(book)
    for name in strange(choices, CHOICES):
        if name.strip() not in spoken:
            found.append(_unused(choices, name, CHOICES))
    return found


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
    near = _nearest(base_of(column), known)
    fix = f"Did you mean {near}?" if near else "Remove it, or leave it as a note to yourself."
    message = f"Nothing reads the column {column!r}."
    return FormProblem(sheet.name, sheet.header_row, column, "unused_column", message, fix)


def _nearest(name: str, known: frozenset[str]) -> str:
    """Return the known heading that a mistyped one was probably meant to be, or ""."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.8)), "")
