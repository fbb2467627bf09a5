"""What people type, read into the values that a form holds.

Retyping from paper is fast when 221126, 22.11.26 and 22/11/2026 all mean the same day. A function
here returns None when it cannot read the text; the field then keeps it and says what it expects.
"""

import re
from collections.abc import Callable
from datetime import date, time

Reading = Callable[[str], str | None]
"""Text as typed to the form's value; "" to ""; None when it cannot be read."""

_WHOLE = re.compile(r"[+-]?\d{1,15}")
_DECIMAL = re.compile(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[. /-](\d{1,2})[. /-](\d{2}|\d{4})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_MONTH = re.compile(r"(?:(\d{4})-(\d{1,2}))|(?:(\d{1,2})[. /](\d{4}))")
_CLOCK = re.compile(r"(\d{1,2})[:. ](\d{2})|(\d{1,2})(\d{2})")
_GEO = re.compile(r"[+-]?\d{1,3}(\.\d+)?|[+-]?\d{1,5}(\.\d+)?")
_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’])?\s*"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*[\"″”])?\s*([NSEWСЮВЗ])"
)
_ZONE = ".000+05:00"  # Asia/Ashgabat, which has no summer time


def text(typed: str) -> str | None:
    """Free text, without blanks around it."""
    return typed.strip()


def whole(typed: str) -> str | None:
    """A whole number: "12", "1 200"."""
    return _number(typed, _WHOLE)


def decimal(typed: str) -> str | None:
    """A number with a comma or a point, its digits kept as typed."""
    return _number(typed, _DECIMAL)


def day(typed: str) -> str | None:
    """A day: 22.11.2026, 22/11/26, 221126 or 2026-11-22. A short year is of 1941 to 2040."""
    bare = typed.strip()
    if not bare:
        return ""
    if found := _ISO.fullmatch(bare):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(bare) or _RUN.fullmatch(bare):
        return _date(_year(found[3]), int(found[2]), int(found[1]))
    return None


def month(typed: str) -> str | None:
    """A month, 03.2019 or 2019-03, as its first day."""
    bare = typed.strip()
    found = _MONTH.fullmatch(bare)
    if found is None:
        return day(bare)
    return _date(int(found[1] or found[4]), int(found[2] or found[3]), 1)


def year(typed: str) -> str | None:
    """A year, 1958, as its first day."""
    bare = typed.strip()
    return _date(int(bare), 1, 1) if re.fullmatch(r"\d{4}", bare) else month(bare)


def clock(typed: str) -> str | None:
    """A time of day: 9:05, 9.05 or 0905."""
    bare = typed.strip()
    if not bare:
        return ""
    found = _CLOCK.fullmatch(bare)
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute).strftime("%H:%M:%S") + _ZONE


def moment(typed: str) -> str | None:
    """A day and a time of day: 22.11.2026 9:05."""
    bare = typed.strip()
    if not bare:
        return ""
    first, _, second = bare.partition(" ")
    on, at = day(first), clock(second)
    return f"{on}T{at}" if on and at else None


def point(typed: str) -> str | None:
    """A place on the map: "37.95, 58.38", "37,95 58,38" or 37°57'00"N 58°22'48"E.

    Latitude comes first; altitude and accuracy may follow. The value has all four.
    """
    bare = typed.strip()
    if not bare:
        return ""
    found = _degrees(bare) or _plain_point(bare)
    if found is None or abs(found[0]) > 90 or abs(found[1]) > 180:
        return None
    return " ".join(f"{number:.10g}" if number else "0" for number in found)


def trace(typed: str) -> str | None:
    """Places on the map, one a line or parted by semicolons."""
    return _places(typed, least=2)


def area(typed: str) -> str | None:
    """The corners of an area, one a line; it is closed with the first of them."""
    found = _places(typed, least=3)
    corners = found.split("; ") if found else []
    if corners and corners[0] != corners[-1]:
        corners.append(corners[0])
    return "; ".join(corners) if corners else found


def _places(typed: str, least: int) -> str | None:
    lines = [line for line in re.split(r"[;\n]", typed) if line.strip()]
    read = [point(line) for line in lines]
    if any(one is None for one in read) or 0 < len(read) < least:
        return None
    return "; ".join(one for one in read if one)


def _plain_point(bare: str) -> tuple[float, ...] | None:
    parts = re.split(r",\s+|\s+|,(?=\s*[+-]?\d+\.)", bare)
    numbers = [part.strip().replace(",", ".") for part in parts if part.strip()]
    if not 2 <= len(numbers) <= 4 or not all(_GEO.fullmatch(number) for number in numbers):
        return None
    return tuple(float(number) for number in [*numbers, "0", "0"][:4])


def _degrees(bare: str) -> tuple[float, ...] | None:
    found = _DEGREES.findall(bare)
    if len(found) != 2:
        return None
    north, east = (_angle(*one) for one in found)
    return (north, east, 0.0, 0.0)


def _angle(degrees: str, minutes: str, seconds: str, side: str) -> float:
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return round(-value if side in "SWЮЗ" else value, 6)


def _number(typed: str, shape: re.Pattern[str]) -> str | None:
    bare = typed.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    if not bare:
        return ""
    return bare.lstrip("+") if shape.fullmatch(bare) else None


def _date(of: int, in_month: int, on: int) -> str | None:
    try:
        return date(of, in_month, on).isoformat()
    except ValueError:
        return None


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    # A written year of two digits is a birth or a visit: 58 is 1958, 26 is 2026.
    return 2000 + int(digits) if int(digits) <= 40 else 1900 + int(digits)
