"""What a command gives back: data for programs, lines for people, and the exit status."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from socialcase.cli.plain import Plain

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a command. `complaint` goes to standard error whatever else is printed."""

    data: Plain
    lines: tuple[str, ...]
    as_json: bool
    status: int = DONE
    complaint: str = ""


def answer(data: Plain, lines: Iterable[str], *, as_json: bool) -> Answer:
    """A command that was done."""
    return Answer(data, tuple(lines), as_json)


def give(given: Answer) -> int:
    """Print an answer and return its exit status."""
    if given.as_json:
        print_json(given.data)
    else:
        for line in given.lines:
            print(line)
    if given.complaint:
        print(given.complaint, file=sys.stderr)
    return given.status


def print_json(data: Plain) -> None:
    """One JSON document on standard output, letters as they are, names sorted as they come."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows as aligned columns; the last one is left ragged."""
    table = list(rows)
    if not table:
        return []
    widths = [max(len(row[n]) for row in table) for n in range(len(table[0]) - 1)]
    return [
        "  ".join(
            [*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]]
        ).rstrip()
        for row in table
    ]
