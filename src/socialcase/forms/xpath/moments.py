"""Dates and times as ODK forms see them.

A moment is a number of days since 1970-01-01 UTC; it reads as a plain date when it falls on
midnight in the session's zone, otherwise as local time with its offset. Not-a-date is NaN days.
"""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_MS = 86_400_000
_PATTERN = re.compile(
    r"\s*(-?\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?)?\s*"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?")
NOT_A_DATE = "Invalid Date"


class Moment:
    """A point in time with the zone it is read in."""

    __slots__ = ("days", "zone")

    def __init__(self, days: float, zone: tzinfo) -> None:
        self.days = days
        self.zone = zone

    def local(self) -> datetime | None:
        """Return the local time, or None when this is no date (or out of range)."""
        if math.isnan(self.days) or math.isinf(self.days):
            return None
        try:
            exact = _EPOCH + timedelta(milliseconds=round(self.days * _DAY_MS))
            return exact.astimezone(self.zone)
        except OverflowError:
            return None

    def __str__(self) -> str:
        """Read as ISO 8601: a date at local midnight, otherwise local time with offset."""
        local = self.local()
        if local is None:
            return NOT_A_DATE
        if not (local.hour or local.minute or local.second or local.microsecond):
            return local.date().isoformat()
        return stamp(local)


def stamp(local: datetime) -> str:
    """Return `2026-11-22T14:30:00.000+05:00`."""
    return local.isoformat(timespec="milliseconds")


def from_datetime(when: datetime, zone: tzinfo) -> Moment:
    """Return the moment of an aware datetime."""
    return Moment((when - _EPOCH) / timedelta(days=1), zone)


def read(text: str, zone: tzinfo) -> Moment | None:
    """Read a date or date and time; None when the text is none."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        return None
    try:
        return from_datetime(_assemble(match, zone), zone)
    except (ValueError, OverflowError):
        return None


def _assemble(match: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    return datetime(
        int(year),
        int(month),
        int(day),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        _micro(fraction),
        tzinfo=_zone(offset) if offset else zone,
    )


def _micro(fraction: str | None) -> int:
    return int(((fraction or "") + "000000")[:6])


def _zone(offset: str) -> tzinfo:
    if offset == "Z":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def day_fraction(text: str, zone: tzinfo) -> float:
    """Return the part of the local day that a time (or date and time) stands for, or NaN."""
    clock = _CLOCK.fullmatch(text.strip().rpartition("T")[2])
    if clock is None:
        return math.nan
    hour, minute, second, fraction, offset = clock.groups()
    try:
        day = datetime(
            1970,
            1,
            2,
            int(hour),
            int(minute),
            int(second or 0),
            _micro(fraction),
            tzinfo=_zone(offset) if offset else zone,
        )
    except ValueError:
        return math.nan
    local = day.astimezone(zone)
    return (local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6) / 86400


def today(now: datetime, zone: tzinfo) -> Moment:
    """Return local midnight of the day that `now` falls on."""
    day: date = now.astimezone(zone).date()
    return from_datetime(datetime(day.year, day.month, day.day, tzinfo=zone), zone)


def shape(moment: Moment, pattern: str, months: tuple[str, ...], weekdays: tuple[str, ...]) -> str:
    """Format with ODK's escapes: %Y %y %m %n %b %d %e %H %h %M %S %3 %a %W.

    `months` are twelve short names from January, `weekdays` seven from Monday.
    """
    local = moment.local()
    if local is None:
        return ""
    parts = _parts(local, months, weekdays)
    return re.sub(r"%(.)", lambda m: parts.get(m.group(1), m.group(0)), pattern)


def _parts(local: datetime, months: tuple[str, ...], weekdays: tuple[str, ...]) -> dict[str, str]:
    return {
        "Y": f"{local.year:04d}",
        "y": f"{local.year % 100:02d}",
        "m": f"{local.month:02d}",
        "n": str(local.month),
        "b": months[local.month - 1],
        "d": f"{local.day:02d}",
        "e": str(local.day),
        "H": f"{local.hour:02d}",
        "h": str(local.hour),
        "M": f"{local.minute:02d}",
        "S": f"{local.second:02d}",
        "3": f"{local.microsecond // 1000:03d}",
        "a": weekdays[local.weekday()],
        "W": str(local.isocalendar().week),
        "%": "%",
    }
