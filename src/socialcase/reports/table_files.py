"""Tables as files that other programs open: CSV, XLSX and Parquet, written in memory alone."""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Literal, TypeVar

from socialcase.errors import CellTooLong
from socialcase.reports.answer_tables import Table

if TYPE_CHECKING:
    from arro3.core import Array
    from xlsxwriter.worksheet import Worksheet

Format = Literal["csv", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "parquet")

_LONGEST_CELL = 32_767
"""Letters in a cell (Excel's specifications and limits)."""
_LONGEST_NAME = 31
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?\Z")
_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?\Z")
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})\Z")
_FIRST_DAY = date(1970, 1, 1)
_STAMP = (1980, 1, 1, 0, 0, 0)
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""Signs that no file may have in its name; a form's name may."""
Value = TypeVar("Value")


def as_csv(tables: Sequence[Table]) -> bytes:
    """A zip with a CSV file for each table: UTF-8 with a mark, so that spreadsheets read it."""
    return _zipped((f"{table.name}.csv", _csv(table)) for table in tables)


def as_parquet(tables: Sequence[Table]) -> bytes:
    """A zip with a Parquet file for each table; whole numbers, decimals and dates are typed."""
    return _zipped((f"{table.name}.parquet", _parquet(table)) for table in tables)


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table. Every cell is a text: nothing is calculated.

    Raises CellTooLong for a text longer than a cell can hold: nothing is cut off silently.
    """
    import xlsxwriter

    target = BytesIO()
    # without in_memory the writer puts plain sheets into the system's temporary folder
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for name, table in zip(_sheet_names(tables), tables, strict=True):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, table.columns, head)
            sheet.freeze_panes(1, 0)
            _fill(sheet, table)
    return target.getvalue()


def _fill(sheet: "Worksheet", table: Table) -> None:
    for at, row in enumerate(table.rows, 1):
        for column, text in enumerate(row):
            if len(text) > _LONGEST_CELL:
                raise CellTooLong(table.columns[column])
            if text:
                sheet.write_string(at, column, text)


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """Names that a workbook takes: short, unique whatever the case, without signs it forbids."""
    names: list[str] = []
    for table in tables:
        plain = re.sub(r"[\[\]:*?/\\']", "-", table.name)
        name, at = plain[:_LONGEST_NAME], 2
        while name.lower() in (one.lower() for one in names):
            name, at = f"{plain[: _LONGEST_NAME - 4]}-{at}", at + 1
        names.append(name)
    return names


def _csv(table: Table) -> bytes:
    target = StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(text) for text in row] for row in table.rows)
    return target.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it.

    So does one that looks as if it had got one: reading takes exactly one away again.
    """
    if _FORMULA.match(text) and not _NUMBER.match(text):
        return f"'{text}"
    return text


def _parquet(table: Table) -> bytes:
    from arro3.core import Table as Columns
    from arro3.io import write_parquet

    columns = [
        _typed([row[at] for row in table.rows], table.kinds.get(name, "text"))
        for at, name in enumerate(table.columns)
    ]
    target = BytesIO()
    write_parquet(Columns.from_arrays(columns, names=list(table.columns)), target)
    return target.getvalue()


def _typed(values: Sequence[str], kind: str) -> "Array":
    """A column in its own type, where every answer in it is one; else the texts as they are."""
    from arro3.core import Array, DataType

    if kind == "int" and all(_WHOLE.match(one) for one in values if one):
        return Array(_each(values, int), type=DataType.int64())
    if kind == "decimal" and all(_DECIMAL.match(one) for one in values if one):
        return Array(_each(values, float), type=DataType.float64())
    if kind == "date" and all(_is_day(one) for one in values if one):
        days = Array(_each(values, _day_number), type=DataType.int32())
        return days.cast(DataType.date32())
    return Array(_each(values, str), type=DataType.utf8())


def _each(values: Iterable[str], make: Callable[[str], Value]) -> list[Value | None]:
    return [make(one) if one else None for one in values]


def _day_number(text: str) -> int:
    """Days since 1 January 1970, which is how the format keeps a date."""
    return (date.fromisoformat(text) - _FIRST_DAY).days


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(_NO_NAME.sub("-", name), _STAMP)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
