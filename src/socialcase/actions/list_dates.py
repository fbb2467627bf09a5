"""Dates as office lists write them: with slashes, with the month in words, with "г." after them."""

import re
from datetime import date

from socialcase.cases.births import read_birth
from socialcase.cases.dates import parse_day

_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\Z")
_AFTER = re.compile(r"\s*(г\.?\s*р\.?|года\s+рождения|ý\.?)\s*\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=\d)[/\-\\](?=\d)")
_YEAR_FIRST = re.compile(r"~?\d{4}-")
_NO_DAY = date(2000, 1, 1)


def birth_in(text: str, today: date) -> str | None:
    """A date of birth, a year, an age, perhaps about; None where it is not understood.

    A day comes before its month: which of two numbers is the month is not guessed.
    """
    try:
        return read_birth(_plain(text), today) or None
    except ValueError:
        return None


def day_in(text: str) -> str | None:
    """A whole day, without the time that may stand after it; None where it is none."""
    try:
        return parse_day(read_birth(_plain(text), _NO_DAY)).isoformat()
    except ValueError:
        return None


def _plain(text: str) -> str:
    plain = _AFTER.sub("", _TIME.sub("", text.strip()))
    return plain if _YEAR_FIRST.match(plain) else _BETWEEN.sub(".", plain).rstrip(".")
