"""Reading a form's source into sheets of text cells with their row numbers, within bounds."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.headings import base_of, plain_heading
from socialcase.forms.packed import NotASpreadsheet, TooLarge, look_into
from socialcase.texts import N_

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
EXPRESSION_COLUMNS = frozenset(
    [
        "relevant",
        "relevance",
        "constraint",
        "calculation",
        "calculate",
        "choice_filter",
        "repeat_count",
        "bind::relevant",
        "bind::constraint",
        "bind::calculate",
        "bind:relevant",
        "bind:constraint",
        "bind:calculate",
        "bind::required",
        "bind::readonly",
        "required",
        "readonly",
        "read_only",
    ]
)
_MOST_BYTES = 25 * 1024 * 1024
_MOST_ROWS = {"choices": 100_000, "external_choices": 100_000}
_MOST_QUESTIONS = 20_000
_MOST_CELL = 100_000
_EMPTY_RUN = 60
_TOO_LARGE = N_("The file is too large for a form.")
_SAVE_AGAIN = N_("Save it again as .xlsx.")
_PIPE = re.compile(r"(?<!\\)\|")


class SheetFault(ValueError):
    """A source that cannot be read as sheets, with the problem to show."""

    def __init__(self, problem: FormProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class Sheet:
    """One sheet: column headings and rows of non-empty cells; `numbers` are their row numbers.

    `doubled` are headings that are there twice, of which the first is read.
    """

    name: str
    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    header_row: int = 1
    doubled: list[str] = field(default_factory=list)

    def number_of(self, index: int) -> int:
        """Return the row number in the file of the row at an index."""
        return self.numbers[index] if 0 <= index < len(self.numbers) else 0


@dataclass(slots=True)
class Book:
    """All sheets of a source by lower-case name, and the names as written.

    `titles`: the form's title by language code, once `take_titles` has taken them out; `marks`:
    what it says of itself, once `take_marks` has.
    """

    sheets: dict[str, Sheet]
    names: list[str]
    titles: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """Return a sheet, an empty one when it is not there."""
        return self.sheets.get(name) or Sheet(name)

    def set_setting(self, column: str, value: str) -> None:
        """Write a setting, on a settings sheet that is made where there is none."""
        if "settings" not in self.sheets:
            self.sheets["settings"] = Sheet("settings")
            self.names.append("settings")
        settings = self.sheets["settings"]
        if not settings.rows:
            settings.rows.append({})
            settings.numbers.append(settings.header_row + 1)
        if column not in settings.columns:
            settings.columns.append(column)
        settings.rows[0][column] = value


def fault(
    code: str, said: Sentence, fix: Sentence, *, sheet: str = "", row: int = 0, column: str = ""
) -> SheetFault:
    """Make a fault with its problem."""
    return SheetFault(FormProblem(sheet, row, column, code, said, (fix,)))


def read_book(data: bytes, filename: str) -> Book:
    """Read .xlsx, .xls, .csv or .md. Raises `SheetFault`."""
    if len(data) > _MOST_BYTES:
        fix = sentence(N_("Remove pictures from it."))
        raise fault("too_large", sentence(_TOO_LARGE), fix)
    suffix = filename.lower().rpartition(".")[2]
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        return _spreadsheet(data)
    if suffix in ("xlsx", "xls", "xlsm"):
        said = sentence(N_("The file is no spreadsheet."))
        raise fault("not_a_spreadsheet", said, sentence(_SAVE_AGAIN))
    text = _decode(data)
    if suffix == "md" or text.lstrip().startswith("|"):
        return _stacked((n, _cells(line)) for n, line in enumerate(text.splitlines(), 1))
    lines = csv.reader(io.StringIO(text))
    try:
        return _stacked((lines.line_num, [c.strip() for c in line]) for line in lines)
    except csv.Error as error:
        said = sentence(N_("A cell holds more text than a form can show, or its quotes never end."))
        fix = sentence(N_("Shorten it, or close the quotes."))
        raise fault("giant_cell", said, fix, row=lines.line_num) from error


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = sentence(N_("The file is neither a spreadsheet nor text."))
        raise fault("not_text", said, sentence(_SAVE_AGAIN)) from error


# --- spreadsheets ------------------------------------------------------------------------------


def _spreadsheet(data: bytes) -> Book:
    import python_calamine

    _check_packed(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
        wanted = [n for n in names if n.strip().lower() in SHEETS]
        if not wanted and len(names) == 1:
            wanted = names
        sheets = {}
        for name in wanted:
            known = name.strip().lower()
            known = known if known in SHEETS else "survey"
            most = _most_rows(known) + _EMPTY_RUN
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most)
            sheets[known] = _sheet(known, enumerate(rows, 1))
    except (python_calamine.CalamineError, OSError) as error:
        said = sentence(N_("The spreadsheet cannot be read."))
        raise fault("damaged", said, sentence(N_("Open it and save it again."))) from error
    return Book(sheets, names)


def _check_packed(data: bytes) -> None:
    if data[:2] != b"PK":
        return
    try:
        look_into(data)
    except NotASpreadsheet as error:
        said = sentence(N_("The spreadsheet is cut short, damaged, or of another kind."))
        fix = sentence(N_("Copy the file again, or save it as .xlsx."))
        raise fault("damaged", said, fix) from error
    except TooLarge as error:
        empty = N_("Remove pictures from it, and what stands far below or right of the form.")
        raise fault("too_large", sentence(_TOO_LARGE), sentence(empty)) from error


def _sheet(name: str, rows: Iterable[tuple[int, list[Any]]]) -> Sheet:
    sheet = Sheet(name)
    heads: list[str] = []
    blank = 0
    for number, cells in rows:
        texts = [_text(cell) for cell in cells]
        if not heads:
            heads = _headings(sheet, number, texts)
            continue
        row = {h: t for h, t in zip(heads, texts, strict=False) if h and t}
        blank = 0 if row else blank + 1
        if blank > _EMPTY_RUN:
            break
        _check_cells(sheet.name, number, row)
        if len(sheet.rows) >= _most_rows(name):
            raise _too_long(name, number)
        sheet.rows.append(row)
        sheet.numbers.append(number)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
        sheet.numbers.pop()
    return sheet


def _most_rows(sheet: str) -> int:
    return _MOST_ROWS.get(sheet, _MOST_QUESTIONS)


def _too_long(sheet: str, row: int) -> SheetFault:
    said = sentence(N_("The sheet has more than {most} rows."), most=_most_rows(sheet))
    own_file = N_("Put so long a list into a file of its own: select_one_from_file towns.csv.")
    fix = sentence(own_file if "choices" in sheet else N_("Make several forms of it."))
    return fault("too_many_rows", said, fix, sheet=sheet, row=row)


def _headings(sheet: Sheet, number: int, texts: list[str]) -> list[str]:
    """Return the headings, "" for a column that is not read.

    Of words that are there twice the first column is read (the other is another language that
    has no name); anything else that is there twice is a fault.
    """
    heads = [plain_heading(sheet.name, re.sub(r"\s+", " ", text)) for text in texts]
    sheet.header_row = number
    for at, head in enumerate(heads):
        if head and head in heads[:at]:
            if base_of(head) not in _WORDS:
                raise _twice(sheet, head)
            sheet.doubled.append(head)
            heads[at] = ""
    sheet.columns = [head for head in heads if head]
    return heads


_WORDS = frozenset(("label", "hint", "guidance_hint", "constraint_message", "required_message"))


def _twice(sheet: Sheet, head: str) -> SheetFault:
    said = sentence(N_("The column '{column}' is there twice."), column=head)
    fix = sentence(N_("Remove one of the two columns."))
    row = sheet.header_row
    return fault("double_column", said, fix, sheet=sheet.name, row=row, column=head)


def _check_cells(sheet: str, number: int, row: dict[str, str]) -> None:
    for head, text in row.items():
        if len(text) > _MOST_CELL:
            raise fault(
                "giant_cell",
                sentence(N_("A cell holds more text than a form can show.")),
                sentence(N_("Shorten the text.")),
                sheet=sheet,
                row=number,
                column=head,
            )


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.timedelta):
        return str((datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + cell).time())
    if isinstance(cell, datetime.datetime | datetime.date | datetime.time):
        return str(cell)
    return str(cell).replace("\u00a0", " ").strip()


# --- text: sheet names in the first column, headings in the line below -------------------------


def _cells(line: str) -> list[str]:
    """Split a line of a Markdown table; lines that are none (and rules) give nothing."""
    line = line.strip()
    if not line.startswith("|") or re.fullmatch(r"[|\s:-]+", line):
        return []
    parts = _PIPE.split(line.removeprefix("|").removesuffix("|"))
    return [part.strip().replace("\\|", "|") for part in parts]


def _stacked(lines: Iterable[tuple[int, list[str]]]) -> Book:
    blocks: dict[str, list[tuple[int, list[Any]]]] = {}
    names: list[str] = []
    current = ""
    for number, cells in lines:
        if not any(cells):
            continue
        if cells[0]:
            names.append(cells[0])
            current = cells[0].strip().lower()
            blocks.setdefault(current, [])
            if not any(cells[1:]):
                continue
        if current:
            blocks[current].append((number, list(cells[1:])))
    sheets = {n: _sheet(n, rows) for n, rows in blocks.items() if n in SHEETS}
    return Book(sheets, names)


def cells_of(sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    """Yield (row number, column, text) of every cell that is not empty."""
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        for column, text in row.items():
            yield number, column, text
