"""Lists on paper: what is the same for each line stands in columns, part by part.

What stands on them was chosen before (`actions.directory_papers`); here it is only set.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from socialcase.reports.answer_tables import Table
from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.typeset import Sheet

Cell = tuple[str, str]
"""What stands in a cell, and in small letters beneath it."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """Lines under a heading ("" for none). `shares`: how wide each column is beside the others.

    `numbers`: the columns of amounts, which stand at the right.
    """

    title: str
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()


def list_sheet(
    title: str, parts: Sequence[ListPart], printing: Printing, *, nothing: str = ""
) -> Sheet:
    """Parts under a title; empty ones are left out.

    `nothing` stands in the place of all of them where none has a line.
    """
    data: Made = {
        "title": title,
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "nothing": nothing,
        "parts": [_part(one) for one in parts if one.rows],
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("list", data, printing.at)


def list_tables(title: str, parts: Sequence[ListPart]) -> tuple[Table, ...]:
    """The same lines for spreadsheets, a table for each part that has some."""
    return tuple(_table(one.title or title, one) for one in parts if one.rows)


def _part(one: ListPart) -> Made:
    return {
        "title": one.title,
        "heads": list(one.heads),
        "shares": list(one.shares),
        "numbers": list(one.numbers),
        "rows": [[list(cell) for cell in row] for row in one.rows],
    }


def _table(name: str, part: ListPart) -> Table:
    rows = tuple(tuple(" · ".join(filter(None, cell)) for cell in row) for row in part.rows)
    return Table(name, part.heads, rows, {})
