"""From sheets to an ODK XForm through pyxform, its complaints turned into problems with cells."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.columns import strange
from socialcase.forms.compile_watch import Watch, WatchedRows
from socialcase.forms.headings import SURVEY
from socialcase.forms.sheets import Book, Sheet, cells_of
from socialcase.forms.spelling import meant
from socialcase.forms.support import TYPES
from socialcase.texts import N_

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(r"'(survey|choices|settings|entities|external_choices|osm)' sheet")
_QUOTED = re.compile(r"['\"`‘“]([^'\"`’”]{1,80})['\"`’”]")
_COLUMN = re.compile(r"the '([\w:]+)' (?:value|column)")
_LINK = re.compile(r"\s*(?:Learn more|See|More info)[^.]*https?://\S+")
# advice for uploading to phones that says nothing here
_NOISE = ("machine-readable codes", "uses a default language")
_ADVICE = N_("The form runs as it is; correct it when you next change the form.")
_UNKNOWN = re.compile(r"Unknown question type '([^']*)'")
# what people write for want of the type's name
_MEANT = {
    "number": N_("Write integer (a whole number) or decimal."),
    "choice": N_("Write select_one and the list's name."),
    "select": N_("Write select_one and the list's name."),
    "select_one": N_("Write select_one and the list's name."),
    "select_multiple": N_("Write select_multiple and the list's name."),
    "multiple": N_("Write select_multiple and the list's name."),
    "checkbox": N_("Write select_multiple and the list's name."),
    "yes_no": N_("Write select_one and the list's name."),
    "group": N_("Write begin_group."),
    "repeat": N_("Write begin_repeat."),
    "picture": N_("Write image."),
    "phone": N_("Write text, with the appearance numbers."),
}
_UNTYPED = "Question with no type"
_UNLABELLED = re.compile(r"The survey element named '([^']*)' has no label or hint")
_WORDLESS = "Choices should have a label"
_UNTRANSLATED = re.compile(r"Language '(.+?)' is missing the (\w+) (.+?) columns?\b")


class Refused(ValueError):
    """The converter did not take the form; `problem` says where and what."""

    def __init__(self, problem: FormProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def convert(book: Book, fallback_name: str, watch: Watch) -> tuple[str, list[FormProblem]]:
    """Return the XForm and the converter's warnings. Raises `Refused`."""
    from pyxform.errors import PyXFormError

    warnings: list[str] = []
    workbook = _workbook(book, fallback_name)
    workbook["survey"] = WatchedRows(workbook.get("survey", []), watch)
    try:
        xform = _written(workbook, warnings, watch)
    except PyXFormError as error:
        raise Refused(problem_of(str(error), book)) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        # the converter stumbles over some broken forms instead of naming what is wrong
        raise Refused(_stumbled(book)) from error
    told = [text for text in warnings if not any(mark in text for mark in _NOISE)]
    notes = [problem_of(text, book, code="converter_note") for text in told]
    return xform, [replace(note, advice=(sentence(_ADVICE),)) for note in notes]


def _written(workbook: dict[str, Any], warnings: list[str], watch: Watch) -> str:
    """Take the steps of `pyxform.xls2xform.convert` one by one.

    As a whole it also looks through every choice of every question for a file that nobody needs
    here, and puts the form into a temporary file.
    """
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    sheets = DefinitionData(**workbook)
    named = sheets.fallback_form_name
    parts = workbook_to_json(workbook_dict=sheets, fallback_form_name=named, warnings=warnings)
    watch.at("writing", 0, 3)
    survey = create_survey_element_from_dict(parts)
    watch.at("writing", 1, 3)
    document = survey.xml()
    watch.at("writing", 2, 3)
    return f'<?xml version="1.0"?>{document.toxml()}'


def _workbook(book: Book, fallback_name: str) -> dict[str, Any]:
    made: dict[str, Any] = {"sheet_names": book.names, "fallback_form_name": fallback_name}
    for name, sheet in book.sheets.items():
        made[name] = _known_cells(sheet) if name == "survey" else sheet.rows
        # repairs may have filled cells of columns that are not there
        heads = dict.fromkeys((*sheet.columns, *(head for row in sheet.rows for head in row)))
        made[f"{name}_header"] = [heads] if heads else []
    return made


def _known_cells(sheet: Sheet) -> list[dict[str, str]]:
    """Return the rows without columns that mean nothing: the converter reads `${...}` in them."""
    left_out = set(strange(sheet, SURVEY))
    return [{k: v for k, v in row.items() if k not in left_out} for row in sheet.rows]


def _stumbled(book: Book) -> FormProblem:
    unusual = [c for c in book.sheet("survey").columns if "::" in c and not _usual(c)]
    said = sentence(N_("The form could not be converted; the converter gave no reason."))
    fix = sentence(N_("Remove columns and rows that you added last, and check the form again."))
    return FormProblem("survey", 1, unusual[0] if unusual else "", "not_converted", said, (fix,))


def _usual(column: str) -> bool:
    head = column.partition("::")[0].strip().lower()
    return head in ("label", "hint", "guidance_hint", "media", "constraint_message", "image")


def problem_of(message: str, book: Book, code: str = "converter") -> FormProblem:
    """Turn a sentence of the converter into a problem with sheet, row and column."""
    # what follows in further lines is the converter's own data
    text = _LINK.sub("", _ROW.sub("", message)).strip().partition("\n")[0].strip()
    named = _SHEET.search(message)
    sheet = book.sheet(named.group(1) if named else "survey")
    row = _ROW.search(message)
    column = _COLUMN.search(message)
    if row:
        number = sheet.number_of(int(row.group(1)) - 2) or int(row.group(1))
        head = column.group(1) if column else _column_in_row(sheet, number, message)
        return FormProblem(sheet.name, number, head, code, _told(text), _advice(text))
    place = _searched(message, book)
    return FormProblem(*place, code, _told(text), _advice(text))


def _column_in_row(sheet: Sheet, number: int, message: str) -> str:
    words = _QUOTED.findall(message)
    for at, column, text in cells_of(sheet):
        if at == number and any(word == text or word in text.split() for word in words):
            return column
    return "type"


def _searched(message: str, book: Book) -> tuple[str, int, str]:
    """Find the cell that a complaint without a row is about by the words that it quotes."""
    for word in _by_weight(_QUOTED.findall(message)):
        for sheet in book.sheets.values():
            for number, column, cell in cells_of(sheet):
                if word == cell or f"${{{word}}}" in cell:
                    return sheet.name, number, column
            if word in sheet.columns:
                return sheet.name, sheet.header_row, word
    # what names no cell is about the form as a whole
    return "survey", book.sheet("survey").header_row, "type"


def _told(text: str) -> Sentence:
    """Say a complaint of the converter: the usual ones in our words, the others quoted."""
    unknown = _UNKNOWN.match(text)
    if unknown is not None:
        return sentence(N_("Unknown question type '{kind}'."), kind=unknown.group(1))
    if text.startswith(_UNTYPED):
        return sentence(N_("This row has no question type."))
    unlabelled = _UNLABELLED.match(text)
    if unlabelled is not None:
        return sentence(N_("'{name}' has no label."), name=unlabelled.group(1))
    if _WORDLESS in text:
        return sentence(N_("The choice has no label: its code is shown."))
    untranslated = _UNTRANSLATED.match(text)
    if untranslated is not None:
        language, sheet, columns = untranslated.groups()
        told = N_("{language} has no column for {columns} on the sheet {sheet}.")
        return sentence(told, language=language, columns=columns, sheet=sheet)
    return sentence(N_("pyxform says: {words}"), words=text)


def _advice(text: str) -> tuple[Sentence, ...]:
    """Return what to do about a complaint of the converter."""
    unknown = _UNKNOWN.match(text)
    if unknown is not None:
        return _about_type(unknown.group(1))
    if text.startswith(_UNTYPED):
        return (sentence(N_("Write a type, such as text, or empty the row.")),)
    if _UNLABELLED.match(text):
        told = N_("Write what is asked into the column label; hidden and calculate need none.")
        return (sentence(told),)
    return (sentence(N_("Correct this cell and check the form again.")),)


def _about_type(kind: str) -> tuple[Sentence, ...]:
    words = kind.split()
    if len(words) > 2 and words[0].startswith("select"):
        type_and_list = f"{words[0]} {'_'.join(words[1:])}"
        return (sentence(N_("A list has a name of one word: {words}."), words=type_and_list),)
    if kind in _MEANT:
        return (sentence(_MEANT[kind]),)
    types = sentence(N_("The types are in docs/forms-support.md."))
    return (*meant(words[0] if words else kind, TYPES), types)


def _by_weight(words: Iterable[str]) -> list[str]:
    plain = {"survey", "choices", "settings", "label", "name", "type", "list_name", "hint"}
    return sorted(words, key=lambda word: word in plain)
