"""Tables that other programs wrote, read as rows of texts: CSV, a zip of them, XLSX.

Nothing is calculated and nothing is guessed: a cell is the text that stands in it, a whole number
has no ".0", a day is written with the year first.
"""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socialcase.errors import ArrivalRefused
from socialcase.forms.packed import NotASpreadsheet, TooLarge, look_into
from socialcase.reports.unpacked import MOST_BYTES, Unpacked, name_in

MEDIA = "media"
"""The folder in which ODK Central puts the files that are answers."""
MOST_ROWS = 20_000
"""Rows of one table."""
_MOST_COLUMNS = 5_000
_MOST_TABLES = 200
_MOST_CELLS = 4_000_000
_MOST_CELL = 200_000
_MOST_HEAD = 20
_MIDNIGHT = datetime.time()
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Rows under their headings; the second column with one heading has " (2)" after it.

    `rows`: texts by heading, without empty ones; `numbers`: where each row stands in its file.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    numbers: tuple[int, ...]


Head = Callable[[Sequence[Sequence[str]]], tuple[int, int, int]]
"""Says of the first rows where headings begin and end, and where the rows below them begin."""


def first_row(_rows: Sequence[Sequence[str]]) -> tuple[int, int, int]:
    """Headings as programs write them: one line, and nothing above it."""
    return 0, 1, 1


def read_tables(data: bytes, file: str, head: Head = first_row) -> list[ReadTable]:
    """Every table of a file that has rows, the first one first.

    `file` is its name, `head` finds the headings. Raises ArrivalRefused: not_a_table, damaged,
    locked, too_large, not_text, no_rows.
    """
    if len(data) > MOST_BYTES:
        raise ArrivalRefused(file, "too_large")
    if data[:4] == b"PK\x03\x04":
        found = list(_packed(data, file, head))
    elif data[:4] == b"\xd0\xcf\x11\xe0":  # an old workbook, or a new one under a password
        found = list(_workbook(data, file, head))
    else:
        found = [_csv(data, file, file, head)]
    found = [table for table in found if table.rows]
    if not found:
        raise ArrivalRefused(file, "no_rows")
    if sum(len(one.rows) * len(one.columns) for one in found) > _MOST_CELLS:
        raise ArrivalRefused(file, "too_large")
    return found


def _packed(data: bytes, file: str, head: Head) -> Iterator[ReadTable]:
    archive = Unpacked(data, file)
    if any(name.lower().endswith("xl/workbook.xml") for name in archive):
        yield from _workbook(data, file, head)
        return
    names = [name for name in archive if name.lower().endswith(".csv") and _is_table(name)]
    if not names:
        raise ArrivalRefused(file, "not_a_table")
    for name in names[:_MOST_TABLES]:
        yield _csv(archive.read(name, MOST_BYTES), name, file, head)


def _is_table(name: str) -> bool:
    """Whether a file in a zip is no attachment and no log of the filling, as ODK Central adds."""
    return not name.startswith(f"{MEDIA}/") and not name.endswith(" - audit.csv")


# --- workbooks ---------------------------------------------------------------------------------


def _workbook(data: bytes, file: str, head: Head) -> Iterator[ReadTable]:
    import python_calamine

    if data[:2] == b"PK":
        try:
            look_into(data)
        except NotASpreadsheet as fault:
            raise ArrivalRefused(file, "damaged") from fault
        except TooLarge as fault:
            raise ArrivalRefused(file, "too_large") from fault
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names[:_MOST_TABLES]:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 100)
            texts = ([_text(cell) for cell in row] for row in rows)
            yield _table(name, enumerate(texts, 1), file, head)
    except python_calamine.PasswordError as fault:
        raise ArrivalRefused(file, "locked") from fault
    except (python_calamine.CalamineError, OSError) as fault:
        raise ArrivalRefused(file, "damaged") from fault


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        day_alone = cell.time() == _MIDNIGHT
        return cell.date().isoformat() if day_alone else cell.isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
        return str((datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + cell).time())
    return "" if cell is None else str(cell).replace("\u00a0", " ").strip()


# --- text --------------------------------------------------------------------------------------


def _csv(data: bytes, name: str, file: str, head: Head) -> ReadTable:
    text = _decoded(data, file)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        numbered = [(lines.line_num, [_bare(cell) for cell in row]) for row in lines]
    except csv.Error as fault:
        raise ArrivalRefused(file, "damaged") from fault
    return _table(name_in(name).rpartition(".")[0], numbered, file, head)


def _decoded(data: bytes, file: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise ArrivalRefused(file, "not_text") from fault
    if "\x00" in text:
        raise ArrivalRefused(file, "not_a_table")
    return text


def _delimiter(text: str) -> str:
    """What parts the headings: the sign of the three that stands there most often."""
    head = text.lstrip("\r\n").partition("\n")[0]
    outside = re.sub(r'"[^"]*"', "", head)
    return max(",;\t", key=outside.count)


def _bare(cell: str) -> str:
    # the apostrophe that keeps a spreadsheet from running a text as a formula
    text = cell[1:] if _MADE_HARMLESS.match(cell) else cell
    return text.replace("\u00a0", " ").strip(" ")


# --- both --------------------------------------------------------------------------------------


def _table(name: str, rows: Iterable[tuple[int, list[str]]], file: str, head: Head) -> ReadTable:
    filled = list(_bounded(rows, file))
    first = [cells for _, cells in filled[:_MOST_HEAD]]
    begin, end, below = head(first)
    heads = _headings(_in_one(first[begin:end]))
    kept = filled[below:]
    made = tuple({h: c for h, c in zip(heads, cells, strict=False) if h and c} for _, cells in kept)
    return ReadTable(name, tuple(h for h in heads if h), made, tuple(number for number, _ in kept))


def _bounded(rows: Iterable[tuple[int, list[str]]], file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows in which something stands. Raises ArrivalRefused for too many or too large ones."""
    for found, (number, cells) in enumerate(row for row in rows if any(row[1])):
        large = found > MOST_ROWS or len(cells) > _MOST_COLUMNS
        if large or any(len(cell) > _MOST_CELL for cell in cells):
            raise ArrivalRefused(file, "too_large")
        yield number, cells


def _in_one(lines: Sequence[Sequence[str]]) -> list[str]:
    """Headings of two lines in one: a heading over several columns stands before each of them."""
    if len(lines) < 2:
        return list(lines[0]) if lines else []
    above, below = lines[0], lines[1]
    found, over = [], ""
    for at in range(max(len(above), len(below))):
        top = above[at] if at < len(above) else ""
        under = below[at] if at < len(below) else ""
        over = top or (over if under else "")
        found.append(" / ".join(one for one in (over, under) if one))
    return found


def _headings(cells: Iterable[str]) -> list[str]:
    """The headings, "" for a column without one."""
    heads: dict[str, None] = {}
    found: list[str] = []
    for cell in cells:
        plain = head = " ".join(cell.split())
        at = 2
        while head and head in heads:
            head, at = f"{plain} ({at})", at + 1
        heads[head] = None
        found.append(head)
    return found
