"""Choice lists of other dialects: choices twice, lists kept apart, lists that a file has too."""

import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, sentence
from socialcase.forms.repairs import note
from socialcase.forms.sheets import Book, Sheet
from socialcase.texts import N_

_DUPLICATES = ("allow_choice_duplicates", "yes")
_FROM_FILE = re.compile(r"select_(?:one|multiple)_from_file\s+(\S+)\.(?:csv|xml|geojson)\b.*", re.I)
_SELECT = re.compile(r"((?:select_one|select_multiple|rank)\s+)(\S+)(.*)")


def list_of(row: dict[str, str]) -> str:
    """Return the name of the list that a choice belongs to."""
    return row.get("list_name") or row.get("list name") or ""


def merge_external(book: Book) -> Iterator[FormProblem]:
    """Put the choices of `external_choices` with the others: here no list is too long."""
    outside = book.sheet("external_choices")
    known = {list_of(row) for row in book.sheet("choices").rows}
    wanted = {list_of(row) for row in outside.rows} - known - {""}
    used = False
    for number, row in zip(book.sheet("survey").numbers, book.sheet("survey").rows, strict=True):
        head, _, name = row.get("type", "").replace("select one external", _EXTERNAL).partition(" ")
        if head == _EXTERNAL and name.strip() in wanted:
            row["type"] = f"select_one {name.strip()}"
            used = True
            told = N_("The list '{list}' of external_choices is read with the choices.")
            said = sentence(told, list=name.strip())
            yield note("survey", number, "type", "external_list", said)
    if used:
        _take(book, outside, wanted)


_EXTERNAL = "select_one_external"


def _take(book: Book, outside: Sheet, wanted: set[str]) -> None:
    choices = book.sheets.setdefault("choices", Sheet("choices"))
    if "choices" not in book.names:
        book.names.append("choices")
    heading = "list name" if "list name" in choices.columns else "list_name"
    choices.columns += [c for c in (heading, "name", *outside.columns) if c not in choices.columns]
    for number, row in zip(outside.numbers, outside.rows, strict=True):
        if list_of(row) in wanted:
            kept = {k: v for k, v in row.items() if k not in ("list_name", "list name")}
            choices.rows.append({heading: list_of(row), **kept})
            choices.numbers.append(number)


def part_from_files(book: Book) -> Iterator[FormProblem]:
    """Rename a list that has the name of a file the form reads: both would be one instance."""
    survey, choices = book.sheet("survey"), book.sheet("choices")
    kinds = [row.get("type", "") for row in survey.rows]
    files = {m.group(1) for kind in kinds if (m := _FROM_FILE.fullmatch(kind.strip()))}
    clashes = files & {list_of(row) for row in choices.rows}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        match = _SELECT.fullmatch(row.get("type", "").strip())
        if match and match.group(2) in clashes:
            row["type"] = f"{match.group(1)}{match.group(2)}_choices{match.group(3)}"
            told = N_("The list '{list}' has the name of a file that the form reads.")
            said = sentence(told, list=match.group(2))
            yield note("survey", number, "type", "list_renamed", said)
    for row in choices.rows:
        for heading in ("list_name", "list name"):
            if row.get(heading) in clashes:
                row[heading] += "_choices"


def allow_doubles(book: Book) -> Iterator[FormProblem]:
    """Let a choice be there twice; each is told."""
    settings, choices = book.sheet("settings"), book.sheet("choices")
    if settings.rows and settings.rows[0].get(_DUPLICATES[0]):
        return
    seen: set[tuple[str, str]] = set()
    doubled = False
    for number, row in zip(choices.numbers, choices.rows, strict=True):
        key = (list_of(row), row.get("name", ""))
        if all(key) and key in seen:
            doubled = True
            told = N_("The choice '{code}' is there twice in the list '{list}'.")
            said = sentence(told, code=key[1], list=key[0])
            fix = N_("Give one of them another code; as it is, both are the same answer.")
            yield note("choices", number, "name", "double_choice", said, sentence(fix))
        seen.add(key)
    if doubled:
        book.set_setting(*_DUPLICATES)
