"""Forms of the Field Mapping Tasking Manager: it adds fields of its own when they are used."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, sentence
from socialcase.forms.repairs import note
from socialcase.forms.sheets import Book, cells_of
from socialcase.texts import N_

_ADDED = (
    *("feature", "new_feature", "existing", "form_category", "xid", "xlocation", "task_id"),
    *("status", "feature_exists", "building_exists", "digitisation_correct"),
)
_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
_YES_NO = "yes_no"


def add_fields(book: Book) -> Iterator[FormProblem]:
    """Add the fields that the form reads and the manager would add, with no value."""
    survey = book.sheet("survey")
    known = {row.get("name") for row in survey.rows}
    missing: dict[str, tuple[str, int, str]] = {}
    for name in ("survey", "choices", "entities"):
        for number, column, text in cells_of(book.sheet(name)):
            for found in _REFERENCE.findall(text):
                if found in _ADDED and found not in known:
                    missing.setdefault(found, (name, number, column))
    if not missing or not _of_the_manager(book, missing):
        return
    for name, (sheet, number, column) in missing.items():
        survey.rows.insert(0, {"type": "hidden", "name": name})
        survey.numbers.insert(0, number)
        told = N_("'{name}' is added as an empty field; the mapping manager would fill it.")
        yield note(sheet, number, column, "field_added", sentence(told, name=name))
    yield from _yes_no(book)


def _of_the_manager(book: Book, missing: dict[str, tuple[str, int, str]]) -> bool:
    """Whether the form is one of the manager's: one wrong reference alone is a slip."""
    lists = {row.get("list_name", "") for row in book.sheet("entities").rows}
    return len(missing) > 1 or "feature" in missing or "features" in lists


def _yes_no(book: Book) -> Iterator[FormProblem]:
    choices, survey = book.sheet("choices"), book.sheet("survey")
    if any(_YES_NO in row.values() for row in choices.rows):
        return
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if row.get("type", "").split()[1:] == [_YES_NO]:
            heading = "list name" if "list name" in choices.columns else "list_name"
            words = [c for c in choices.columns if c.startswith("label")] or ["label"]
            for code, text in (("yes", "Yes"), ("no", "No")):
                choices.rows.append({heading: _YES_NO, "name": code, **dict.fromkeys(words, text)})
                choices.numbers.append(0)
            told = N_("The list '{list}' is added; the mapping manager would add it.")
            yield note("survey", number, "type", "list_added", sentence(told, list=_YES_NO))
            return
