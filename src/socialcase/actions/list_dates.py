"""Dates as office lists write them: with slashes, with the month in words, with "г." after them."""

import re

from socialcase.cases.dates import parse_day, parse_partial

_MONTHS = (
    ("янв", "ýanw", "jan"),
    ("фев", "few", "feb"),
    ("мар", "mart", "mar"),
    ("апр", "apr"),
    ("мая", "май", "maý", "may"),
    ("июн", "iýun", "jun"),
    ("июл", "iýul", "jul"),
    ("авг", "awg", "aug"),
    ("сен", "sen", "sep"),
    ("окт", "okt", "oct"),
    ("ноя", "noý", "nov"),
    ("дек", "dek", "dec"),
)
_AFTER = re.compile(
    r"\s*(г\.?\s*р\.?|года\s+рождения|года|год|г\.?|ý\.?|ýyl\w*)\s*\Z", re.IGNORECASE
)
_ABOUT = re.compile(r"(около|примерно|ок\.|takmynan|about|c\.)\s*", re.IGNORECASE)
_WORDED = re.compile(r"(?:(\d{1,2})[\s.-]+)?([^\W\d_]{3,})\.?[\s.,-]+(\d{4})\Z")
_BETWEEN = re.compile(r"(?<=\d)[/\-\\](?=\d)")


def birth_in(text: str) -> str | None:
    """A date of birth, perhaps of a year alone or about; None where it is not understood.

    A day comes before its month: which of two numbers is the month is not guessed.
    """
    plain = _plain(text)
    try:
        return str(parse_partial(plain))
    except ValueError:
        return None


def day_in(text: str) -> str | None:
    """A whole day, without the time that may stand after it; None where it is none."""
    plain = _plain(re.sub(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\Z", "", text.strip()))
    try:
        return parse_day(plain).isoformat()
    except ValueError:
        return None


def _plain(text: str) -> str:
    """The same as `parse_partial` reads it."""
    plain = _AFTER.sub("", re.sub(r"T00:00(:00)?\Z", "", text.strip()))
    bare = _ABOUT.sub("", plain)
    about = "~" if bare != plain else ""
    worded = _WORDED.match(bare)
    if worded is not None:
        day, month, year = worded.groups()
        number = _month(month)
        return about + ".".join(part for part in (day, number, year) if part) if number else text
    if not re.match(r"~?\d{4}-", bare):
        bare = _BETWEEN.sub(".", bare)
    return about + bare.rstrip(".")


def _month(word: str) -> str:
    plain = word.casefold()
    at = (at for at, starts in enumerate(_MONTHS, 1) if plain.startswith(starts))
    found = next(at, 0)
    return f"{found:02}" if found else ""
