"""Columns that nothing reads: a heading mistyped, or a column of another program."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem
from socialcase.forms.sheets import Book, Sheet, cells_of

# the part before a colon or a language; blanks stand for underscores
_SURVEY = frozenset(
    (
        *("type", "name", "label", "hint", "guidance_hint", "appearance", "default", "disabled"),
        *("audio", "image", "video", "big-image", "autoplay", "media", "parameters", "rows"),
        *("relevant", "relevance", "constraint", "constraint_message", "constraining_message"),
        *("required", "required_message", "requiredmsg", "readonly", "read_only"),
        *("calculation", "calculate", "trigger", "choice_filter", "save_to", "value"),
        *("repeat_count", "count", "jr", "bind", "body", "instance", "intent"),
    )
)
_CHOICES = frozenset(
    (
        *("list_name", "name", "value", "label", "geometry"),
        *("audio", "image", "video", "big-image", "media"),
    )
)
_WORD = re.compile(r"[\w.\-]+")


def unused_columns(book: Book) -> list[FormProblem]:
    """Name each filled column of the survey and choices sheets that changes nothing."""
    survey, choices = book.sheet("survey"), book.sheet("choices")
    found = [_unused(survey, name, _SURVEY) for name in _strange(survey, _SURVEY)]
    spoken = _spoken(book)
    for name in _strange(choices, _CHOICES):
        if name.strip() not in spoken:
            found.append(_unused(choices, name, _CHOICES))
    return found


def _strange(sheet: Sheet, known: frozenset[str]) -> Iterator[str]:
    filled = {column for row in sheet.rows for column in row}
    for column in sheet.columns:
        if column in filled and column.strip() and _base(column) not in known:
            yield column


def _base(column: str) -> str:
    return column.partition(":")[0].strip().lower().replace(" ", "_")


def _spoken(book: Book) -> set[str]:
    """Every word of the survey's and settings' cells: a filter or a formula may read a column."""
    sheets = (book.sheet(name) for name in ("survey", "settings", "entities"))
    return {
        word for sheet in sheets for _, _, text in cells_of(sheet) for word in _WORD.findall(text)
    }


def _unused(sheet: Sheet, column: str, known: frozenset[str]) -> FormProblem:
    near = _nearest(_base(column), known)
    fix = f"Did you mean {near}?" if near else "Remove it, or leave it as a note to yourself."
    message = f"Nothing reads the column {column!r}."
    return FormProblem(sheet.name, sheet.header_row, column, "unused_column", message, fix)


def _nearest(name: str, known: frozenset[str]) -> str:
    """Return the known heading that a mistyped one was probably meant to be, or ""."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.8)), "")
