"""Making forms of other dialects acceptable: each repair is told to the author.

Known: the Community Health Toolkit (`db:person`, `tel`, a group named `meta`), KoboToolbox
(score, rank and matrix blocks), SurveyCTO (disabled rows, its own metadata), duplicate choices.
"""

import html
import re
from collections.abc import Iterator

from socialcase.errors import FormProblem
from socialcase.forms.sheets import EXPRESSION_COLUMNS, Book, Sheet

# stands for the name `meta`, which the converter keeps for itself, until the form is converted
META = "meta-of-this-form"
_TYPES = {
    "tel": ("text", "numbers"),
    "numeric": ("decimal", ""),
    "comments": ("text", "multiline"),
    "caseid": ("hidden", ""),
    "calculate_here": ("calculate", ""),
    "thousands-sep": ("integer", "thousands-sep"),
}
_UNHEARD = re.compile(
    r"(text audit|audio audit|speed violations?.*|sensor_.*|phone call .*|enumerator)", re.I
)
_BROKEN_COLUMNS = re.compile(r"instance::(tag|hxl)", re.I)
_TYPESET = re.compile(r"[\u2018\u2019\u201c\u201d]|&(?:gt|lt|amp|quot|apos);")
_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_DUPLICATES = ("allow_choice_duplicates", "yes")


def repair(book: Book) -> list[FormProblem]:
    """Change the sheets in place so that the converter takes them; return what was changed."""
    survey = book.sheet("survey")
    return [
        *_drop_columns(survey),
        *_drop_rows(survey),
        *_quotes(survey),
        *_kobo(book),
        *_types(survey),
        *_meta(survey),
        *_choices(book),
    ]


def restore(xform: str) -> str:
    """Put back into the converted form what had to be renamed for the converter."""
    return xform.replace(META, "meta")


def _note(sheet: str, row: int, column: str, code: str, message: str) -> FormProblem:
    return FormProblem(sheet, row, column, code, message, "Nothing: the form runs here as it is.")


def _drop_columns(survey: Sheet) -> Iterator[FormProblem]:
    for column in [c for c in survey.columns if _BROKEN_COLUMNS.fullmatch(c)]:
        survey.columns.remove(column)
        for row in survey.rows:
            row.pop(column, None)
        message = f"The column {column!r} is left out; it changes nothing here."
        yield _note("survey", survey.header_row, column, "column_left_out", message)


def _drop_rows(survey: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "")
        if row.get("disabled", "").lower() in ("yes", "true", "1"):
            row.clear()
            yield _note("survey", number, "disabled", "row_left_out", "The row is disabled.")
        elif _UNHEARD.fullmatch(kind.strip()):
            row.clear()
            message = f"Questions of type {kind!r} are left out; a laptop cannot record that."
            yield _note("survey", number, "type", "row_left_out", message)


def _quotes(survey: Sheet) -> Iterator[FormProblem]:
    """Straighten what word processors and double escaping did to expressions."""
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        for column, text in row.items():
            if column.lower() in EXPRESSION_COLUMNS and _TYPESET.search(text):
                row[column] = html.unescape(text.translate(_STRAIGHT))
                message = "Curly quotes or escaped signs in the expression were straightened."
                yield _note("survey", number, column, "typeset", message)


def _types(survey: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "").strip()
        known = _TYPES.get(kind) or (("text", "db-object") if kind.startswith("db:") else None)
        if known is None:
            continue
        row["type"] = known[0]
        if known[1]:
            row["appearance"] = f"{row.get('appearance', '')} {known[1]}".strip()
            if "appearance" not in survey.columns:
                survey.columns.append("appearance")
        message = f"The type {kind!r} is asked as {known[0]!r}."
        yield _note("survey", number, "type", "type_replaced", message)


def _meta(survey: Sheet) -> Iterator[FormProblem]:
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        if row.get("name") == "meta":
            row["name"] = META
            message = "The name 'meta' is kept by ODK for itself; it is accepted here."
            yield _note("survey", number, "name", "reserved_name", message)
    for row in survey.rows:
        for column, text in row.items():
            if "${meta}" in text:
                row[column] = text.replace("${meta}", f"${{{META}}}")
            elif "/meta/" in text and column != "label":
                row[column] = text.replace("/meta/", f"/{META}/")


def _choices(book: Book) -> Iterator[FormProblem]:
    settings, choices = book.sheet("settings"), book.sheet("choices")
    if settings.rows and settings.rows[0].get(_DUPLICATES[0]):
        return
    seen: set[tuple[str, str]] = set()
    doubled = False
    for number, row in zip(choices.numbers, choices.rows, strict=True):
        key = (row.get("list_name", row.get("list name", "")), row.get("name", ""))
        if all(key) and key in seen:
            doubled = True
            message = f"The choice {key[1]!r} is there twice in the list {key[0]!r}."
            yield _note("choices", number, "name", "double_choice", message)
        seen.add(key)
    if doubled:
        _allow_duplicates(book, settings)


def _allow_duplicates(book: Book, settings: Sheet) -> None:
    if "settings" not in book.sheets:
        book.sheets["settings"] = settings
        book.names.append("settings")
    if not settings.rows:
        settings.rows.append({})
        settings.numbers.append(2)
    settings.columns.append(_DUPLICATES[0])
    settings.rows[0][_DUPLICATES[0]] = _DUPLICATES[1]


# --- KoboToolbox blocks ------------------------------------------------------------------------


def _kobo(book: Book) -> Iterator[FormProblem]:
    """Write Kobo's score, rank and matrix blocks as plain groups."""
    survey = book.sheet("survey")
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    block: dict[str, str] = {}
    for number, row in zip(survey.numbers, survey.rows, strict=True):
        kind = row.get("type", "").strip().replace(" ", "_")
        made = _plain_rows(kind, row, block, book)
        if kind.startswith("begin_") and kind[6:] in _BLOCKS:
            block = dict(row)
            message = f"The block {kind!r} is asked as a plain group."
            yield _note("survey", number, "type", "block_replaced", message)
        elif kind.startswith("end_") and kind[4:] in _BLOCKS:
            block = {}
        rows += made
        numbers += [number] * len(made)
    survey.rows, survey.numbers = rows, numbers


_BLOCKS = ("score", "rank", "kobomatrix")


def _plain_rows(
    kind: str, row: dict[str, str], block: dict[str, str], book: Book
) -> list[dict[str, str]]:
    if kind.startswith(("begin_", "end_")) and kind.partition("_")[2] in _BLOCKS:
        return _edge(kind, row, book)
    if kind == "score__row":
        choices = block.get("kobo--score-choices", "")
        return [{**row, "type": f"select_one {choices}", "appearance": "list-nolabel"}]
    if kind == "rank__level":
        return [{**row, "type": f"select_one {block.get('kobo--rank-items', '')}"}]
    if block.get("type", "").replace(" ", "_") == "begin_kobomatrix":
        return _matrix(row, block, book)
    return [row]


def _edge(kind: str, row: dict[str, str], book: Book) -> list[dict[str, str]]:
    if kind.startswith("end_"):
        return [{"type": "end_group"}]
    if kind == "begin_kobomatrix":
        return [{**_kept(row), "type": "begin_group"}]
    return _opening(row, book)


def _kept(row: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in row.items() if not k.startswith("kobo--") and k != "appearance"}


def _opening(row: dict[str, str], book: Book) -> list[dict[str, str]]:
    survey = book.sheet("survey")
    if "appearance" not in survey.columns:
        survey.columns.append("appearance")
    group = {**_kept(row), "type": "begin_group", "appearance": "field-list"}
    choices = row.get("kobo--score-choices")
    if not choices:
        return [group]
    heading = {k: v for k, v in _kept(row).items() if k.startswith("label")}
    name = f"{row.get('name', 'score')}_header"
    asked = {"type": f"select_one {choices}", "name": name, "appearance": "label"}
    return [group, {**heading, **asked}]


def _matrix(row: dict[str, str], block: dict[str, str], book: Book) -> list[dict[str, str]]:
    """Ask a matrix column once for each line of the matrix's list."""
    wanted = block.get("kobo--matrix_list", "")
    lines = [
        c for c in book.sheet("choices").rows if c.get("list_name", c.get("list name")) == wanted
    ]
    made = []
    for line in lines:
        labels = {
            column: f"{line.get(column, '')} – {text}"
            for column, text in row.items()
            if column.startswith("label")
        }
        made.append({**row, **labels, "name": f"{line.get('name', '')}_{row.get('name', '')}"})
    return made
