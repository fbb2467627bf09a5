"""Civil dates that are often only partly known: "about 1958", "March 2019", a whole day.

Written form: `1958`, `~1958` (about), `2019-03`, `~2019-03`, `2019-03-07`.
"""

import re
from datetime import date, timedelta

from socialcase.lazy_dataclass import dataclass

EARLIEST_YEAR = 1880
"""Nobody alive was born before; a year before it is a slip of the pen."""

# compiled when a date is first read: most starts of the program come before that
_PARTIAL = r"(~?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z"
_SPOKEN = r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})\Z"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which at least the year is known. `about`: the year itself is a guess."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __str__(self) -> str:
        """The written form that is kept."""
        parts = [f"{self.year:04}"]
        if self.month is not None:
            parts.append(f"{self.month:02}")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        return ("~" if self.about else "") + "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        if self.day is not None:
            return date(self.year, month, self.day)
        if month == 12:
            return date(self.year, 12, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years; `about` when the birth date is not known well enough to be sure.

    `months`: whole months of somebody below one year, `days` of somebody below one month; None
    where that is not known, and for everybody older.
    """

    years: int
    about: bool
    months: int | None = None
    days: int | None = None


def parse_partial(text: str) -> PartialDate:
    """Read a date as people write it: the kept forms, and `7.3.2019`, `03.2019`.

    Raises ValueError for anything else, for a day that does not exist, for a year before
    `EARLIEST_YEAR` and for "about" with a day.
    """
    match = re.match(_PARTIAL, _iso(text.strip()), re.ASCII)
    if match is None:
        raise ValueError("not a date")
    about, year, month, day = match.groups()
    found = PartialDate(int(year), _whole(month), _whole(day), bool(about))
    if found.year < EARLIEST_YEAR or (found.about and found.day is not None):
        raise ValueError("not a likely date")
    _ = found.earliest  # raises ValueError where the day does not exist
    return found


def parse_day(text: str) -> date:
    """Read a whole civil date: `2026-11-22` or `22.11.2026`. Raises ValueError."""
    found = parse_partial(text)
    if found.day is None:
        raise ValueError("not a whole date")
    return found.earliest


def age_on(birth: str, day: date) -> Age | None:
    """The age on `day` of somebody born on `birth` (kept form); None when not known or not born.

    Between the earliest and the latest possible age the lower one is given, marked `about`; of
    "about 1958", which is a guess, and of a year in which they may just have been born, that of
    somebody born in the middle of it. Where only the month of an infant is known, the months are
    those from that month on.
    """
    try:
        born = parse_partial(birth)
    except ValueError:
        return None
    most, least = _years(born.earliest, day), _years(born.latest, day)
    if most < 0:
        return None
    sure = most == least and not born.about
    if born.month is None and (born.about or least <= 0 < most):
        least = _years(date(born.year, 7, 1), day)
    return Age(least, about=not sure) if least > 0 else _below_one(born, day)


def _below_one(born: PartialDate, day: date) -> Age:
    if born.month is None:
        return Age(0, about=True)
    months = (day.year - born.year) * 12 + day.month - born.month
    if born.day is None:
        return Age(0, about=True, months=months)
    months -= day.day < born.day
    return Age(0, about=False, months=months, days=None if months else (day - born.earliest).days)


def day_of(text: str) -> date | None:
    """A kept civil date, or None where there is none (or one this program cannot read)."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def days_late(due: date, today: date) -> int:
    """Days since `due`: negative while it is still ahead."""
    return (today - due).days


def week_from(day: date) -> tuple[date, ...]:
    """`day` and the six after it."""
    return tuple(day + timedelta(days=n) for n in range(7))


def _iso(text: str) -> str:
    match = re.match(_SPOKEN, text, re.ASCII)
    if match is None:
        return text
    day, month, year = match.groups()
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
