"""What is known of a birth date as people say it: "about 1958", "March 2019", «64 года», "12"."""

import re
from datetime import date

from socialcase.cases.dates import parse_partial

OLDEST = 115
"""Years; a greater number is no age."""

_ABOUT = re.compile(
    r"^(?:about|around|approx\.?|ca\.?|c\.|около|ок\.|примерно|takmynan|golaýynda)\s*|"
    r"\s*(?:töweregi|töwereginde|golaýynda|примерно)$"
)
_BORN = re.compile(
    r"^(?:born|in|г\.\s*р\.|родил(?:ся|ась)(?:\s+в)?|в)\s+|"
    r"\s*(?:г\.?\s?р?\.?|год[ау]?|-?nji ýyl.*|ýyl.*)$"
)
_AGE = re.compile(
    r"(\d{1,3})\s*(?:years?(?: old)?|y\.?o?\.?|лет|год[а]?|г\.?|л\.?|ýaş\w*|ýaşynda)?\Z"
)
_MONTHS_OLD = re.compile(r"(\d{1,2})\s*(?:months?(?: old)?|mo\.?|мес\w*\.?|aý\w*)\Z")
_MONTH_YEAR = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?,?\s+(\d{4})\Z")
_MONTHS = (
    ("jan", "янв", "ýan", "yan"),
    ("feb", "фев", "few"),
    ("mar", "мар"),
    ("apr", "апр"),
    ("may", "май", "мая", "maý"),
    ("jun", "июн", "iýun", "iyun"),
    ("jul", "июл", "iýul", "iyul"),
    ("aug", "авг", "awg"),
    ("sep", "сен"),
    ("oct", "окт", "okt"),
    ("nov", "ноя", "noý", "noy"),
    ("dec", "дек", "dek"),
)


def read_birth(typed: str, today: date) -> str:
    """The written form ("~1958", "2019-03") of what was typed, "" for nothing.

    A number up to `OLDEST` is an age today, which gives about a year. Raises ValueError where it
    is neither.
    """
    text = " ".join(typed.casefold().split())
    if not text:
        return ""
    plain = _ABOUT.sub("", text)
    about = plain != text
    found = _from_age(plain, today) or _dated(plain)
    return f"~{found}" if about and _may_be_about(found) else found


def birth_or_text(typed: str, today: date) -> str:
    """As `read_birth`; what cannot be read comes back, for whoever checks it to say so."""
    try:
        return read_birth(typed, today)
    except ValueError:
        return typed.strip()


def _from_age(text: str, today: date) -> str:
    months = _MONTHS_OLD.match(text)
    if months is not None:
        before = today.year * 12 + today.month - 1 - int(months[1])
        return f"~{before // 12:04}-{before % 12 + 1:02}"
    years = _AGE.match(text)
    if years is None or int(years[1]) > OLDEST:
        return ""
    # the year in the middle of which somebody of that age was born: `age_on` gives the age again
    return f"~{today.year - int(years[1]) - (today.month < 7)}"


def _dated(text: str) -> str:
    plain = _BORN.sub("", text)
    named = _MONTH_YEAR.match(plain)
    if named is None:
        return str(parse_partial(plain))
    day, word, year = named.groups()
    month = next((n for n, stems in enumerate(_MONTHS, 1) if word.startswith(stems)), None)
    if month is None:
        raise ValueError("not a month")
    return str(parse_partial(f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")))


def _may_be_about(found: str) -> bool:
    return not found.startswith("~") and len(found) <= len("2019-03")
