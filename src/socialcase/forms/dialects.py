"""Making forms of other dialects acceptable: each repair is told to the author.

Known: the Community Health Toolkit (`db:person`, `tel`, a group named `meta`), KoboToolbox
(score, rank and matrix blocks), SurveyCTO (disabled rows, its own metadata), the Field Mapping
Tasking Manager (fields that it adds itself), choices that are there twice, lists of their own.
"""

import html
import re
from collections.abc import Iterator

from socialcase.errors import FormProblem, sentence
from socialcase.forms.dialect_kobo import name_rows, plain_blocks
from socialcase.forms.dialect_lists import allow_doubles, merge_external, part_from_files
from socialcase.forms.dialect_mapping import add_fields
from socialcase.forms.dialect_types import plain_types
from socialcase.forms.repairs import note
from socialcase.forms.sheets import EXPRESSION_COLUMNS, Book, Sheet
from socialcase.texts import N_

# stands for the name `meta`, which the converter keeps for itself, until the form is converted
META = "meta-of-this-form"
_UNHEARD = re.compile(
    r"(text audit|audio audit|speed violations?.*|sensor_.*|phone call .*|enumerator)", re.I
)
_BROKEN_COLUMNS = re.compile(
    r"instance::(tag|hxl)"
    # two headings run together
    r"|(label|hint|guidance_hint|required_message|constraint_message)::.*::.*",
    re.I,
)
_TYPESET = re.compile(r"[\u2018\u2019\u201c\u201d]|&(?:gt|lt|amp|quot|apos);")
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_LOOSE = re.compile(r"\$\{(\s+[\w.\-:#]+\s*|[\w.\-:#]+\s+)\}")
# several plain words, which are no expression
_WORDS = re.compile(r"[^\W\d]\w*(?: (?!(?:and|or|div|mod)\b)\w+)+")
_ROOT = "data"
_MOST_ROWS = 12
_SINGLE = re.compile(
    r"(label|hint|guidance_hint|constraint_message|required_message)\s*:\s*([^:\s][^:]*)", re.I
)
_REPEAT = re.compile(r"begin[ _]repeat")
_CALCULATED = ("calculation", "calculate", "bind::calculate", "bind:calculate", "default")


def repair(book: Book) -> list[FormProblem]:
    """Change the sheets in place so that the converter takes them; return what was changed."""
    survey = book.sheet("survey")
    return [
        *_doubled_headings(book),
        *_single_colons(book),
        *_drop_columns(survey),
        *_drop_rows(survey),
        *_quotes(survey),
        *_spaced(book),
        *name_rows(survey),
        *plain_blocks(book),
        *plain_types(survey),
        *_meta(survey),
        *_root(book),
        *_calculations(survey),
        *add_fields(book),
        *_entity_words(book.sheet("entities")),
        *merge_external(book),
        *part_from_files(book),
        *allow_doubles(book),
    ]


def restore(xform: str) -> str:
    """Put back into the converted form what had to be renamed for the converter."""
    return xform.replace(META, "meta")


def _drop_columns(survey: Sheet) -> Iterator[FormProblem]:
    for column in [c for c in survey.columns if _BROKEN_COLUMNS.fullmatch(c)]:
        survey.columns.remove(column)
        for row in survey.rows:
            row.pop(column, None)
        told = N_("The column '{column}' is left out; it changes nothing here.")
        said = sentence(told, column=column)
        yield note("survey", survey.header_row, column, "column_left_out", said)


def _drop_rows(survey: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "")
        if row.get("disabled", "").lower() in ("yes", "true", "1"):
            row.clear()
            said = sentence(N_("The row is disabled."))
            yield note("survey", number, "disabled", "row_left_out", said)
        elif _UNHEARD.fullmatch(kind.strip()):
            row.clear()
            told = N_("Questions of type '{kind}' are left out; a laptop cannot record that.")
            yield note("survey", number, "type", "row_left_out", sentence(told, kind=kind))


def _quotes(survey: Sheet) -> Iterator[FormProblem]:
    """Straighten what word processors and double escaping did to expressions."""
    straightened: dict[str, list[int]] = {}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        for column, text in row.items():
            if column.lower() in EXPRESSION_COLUMNS and _TYPESET.search(text):
                row[column] = html.unescape(text.translate(_STRAIGHT))
                straightened.setdefault(column, []).append(number)
    for column, numbers in straightened.items():
        told = N_("Curly quotes or escaped signs were straightened, in rows {rows}.")
        said = sentence(told, rows=_few(numbers))
        yield note("survey", numbers[0], column, "typeset", said)


def _few(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_ROWS]))
    return f"{shown}, …" if len(numbers) > _MOST_ROWS else shown


def _single_colons(book: Book) -> Iterator[FormProblem]:
    """Write `label:Language` as `label::Language`, where other columns are written so."""
    sheets = [book.sheet(name) for name in ("survey", "choices") if name in book.sheets]
    if not any("::" in column for sheet in sheets for column in sheet.columns):
        return
    for sheet in sheets:
        for at, column in enumerate(sheet.columns):
            single = _SINGLE.fullmatch(column)
            if single is None:
                continue
            double = f"{single.group(1)}::{single.group(2)}"
            if double in sheet.columns:
                continue
            sheet.columns[at] = double
            for row in sheet.rows:
                if column in row:
                    row[double] = row.pop(column)
            told = N_("The column '{column}' is read as {double}: two colons before a language.")
            said = sentence(told, column=column, double=double)
            yield note(sheet.name, sheet.header_row, column, "single_colon", said)


def _spaced(book: Book) -> Iterator[FormProblem]:
    """Take blanks out of references: `${ name }`."""
    for sheet in book.sheets.values():
        for number, row in zip(sheet.numbers, sheet.rows, strict=True):
            for column, text in row.items():
                if _LOOSE.search(text):
                    row[column] = _LOOSE.sub(lambda m: f"${{{m.group(1).strip()}}}", text)
                    told = N_("Blanks between the braces of a reference were left out.")
                    yield note(sheet.name, number, column, "spaced", sentence(told))


def _meta(survey: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if row.get("name") == "meta":
            row["name"] = META
            told = N_("The name '{name}' is kept by ODK for itself; it is accepted here.")
            yield note("survey", number, "name", "reserved_name", sentence(told, name="meta"))
    for row in survey.rows:
        for column, text in row.items():
            if "${meta}" in text:
                row[column] = text.replace("${meta}", f"${{{META}}}")
            elif "/meta/" in text and column != "label":
                row[column] = text.replace("/meta/", f"/{META}/")


def _doubled_headings(book: Book) -> Iterator[FormProblem]:
    for sheet in book.sheets.values():
        for column in sheet.doubled:
            told = N_("The column '{column}' is there twice; the first one is read.")
            said = sentence(told, column=column)
            # one may be named by a language already, and only copied too far
            base = column.partition(":")[0]
            fix = sentence(N_("Name each by its language: {column}::English (en)."), column=base)
            yield note(sheet.name, sheet.header_row, column, "double_column", said, fix)


def _root(book: Book) -> Iterator[FormProblem]:
    """Call the form's root otherwise where a repeat has its name."""
    settings, survey = book.sheet("settings"), book.sheet("survey")
    if settings.rows and settings.rows[0].get("name"):
        return
    taken = {row.get("name", "") for row in survey.rows}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if row.get("name") == _ROOT and _REPEAT.fullmatch(row.get("type", "")):
            name = next(n for n in ("answers", "answers_", "answers__") if n not in taken)
            book.set_setting("name", name)
            told = N_("A repeat is named '{old}' as the form itself; the form is named '{new}'.")
            said = sentence(told, old=_ROOT, new=name)
            yield note("survey", number, "name", "reserved_name", said)
            return


def _entity_words(entities: Sheet) -> Iterator[FormProblem]:
    """Put plain words that are to be an expression in quotes."""
    for number, row in zip(entities.numbers, entities.rows, strict=True):
        text = row.get("label", "")
        if _WORDS.fullmatch(text):
            row["label"] = f"'{text}'"
            told = N_("The words '{words}' are taken as they are; they had no quotes.")
            yield note("entities", number, "label", "unquoted", sentence(told, words=text))


def _calculations(survey: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if row.get("type") == "calculate" and not any(row.get(c) for c in _CALCULATED):
            row["type"] = "hidden"
            told = N_("'{name}' calculates nothing; its value stays empty.")
            said = sentence(told, name=row.get("name", ""))
            fix = N_("Write the calculation into the column calculation, or remove the row.")
            yield note("survey", number, "calculation", "no_calculation", said, sentence(fix))
