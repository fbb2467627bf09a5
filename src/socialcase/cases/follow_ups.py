"""Things to do that somebody writes into a note: lines that begin with an arrow."""

import re
from datetime import date
from typing import NamedTuple

from socialcase.cases.dates import parse_day

_ARROW = re.compile(r"\s*(?:→|->|=>)\s*(\S.*)")
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")


class FollowUp(NamedTuple):
    """Something to do. `due`: the day at the end of its line, None without one."""

    what: str
    due: date | None


def follow_ups(note: str, today: date) -> tuple[FollowUp, ...]:
    """What the lines of a note that begin with → (or ->) ask for, in their order.

    A day at the end of a line is when it is due: "25.11.2026", or "25.11" for the next one that
    comes from `today` on.
    """
    asked = (_ARROW.fullmatch(line) for line in note.splitlines())
    return tuple(_read(match[1].strip(), today) for match in asked if match)


def _read(words: str, today: date) -> FollowUp:
    before, _, last = words.rpartition(" ")
    due = _day(last.strip("(),;"), today) if before else None
    what = before.rstrip(" ,;–-")
    return FollowUp(what, due) if due and what else FollowUp(words, None)


def _day(text: str, today: date) -> date | None:
    try:
        if short := _SHORT.fullmatch(text):
            found = date(today.year, int(short[2]), int(short[1]))
            return found if found >= today else found.replace(year=today.year + 1)
        return parse_day(text)
    except ValueError:
        return None
