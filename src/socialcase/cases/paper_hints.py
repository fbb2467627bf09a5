"""What papers and telephones usually look like. It is for hints alone: nothing is refused.

The patterns are not verified by any office; a number is always kept as it was written.
"""

import re
from datetime import date

from socialcase.cases.dates import age_on
from socialcase.cases.hearing import is_mobile, local_number

PASSPORT_AGE = 16
"""Years from which an internal passport is given; below it is the birth certificate."""

_SERIES = re.compile(r"[IVX]{1,4}\s?-?\s?[A-ZÇÄŽŇÖŞÜÝА-ЯЁҢӨҮҖӘ]{2}\s?[-№]?\s?\d{6}\Z")
_PATTERNS = {"passport": _SERIES, "birth": _SERIES}
_WHOLE_NUMBER = 8
_TOWN = re.compile(r"[1-5]")
_LETTERS = re.compile(r"[^\W\d_]")


def document_hint(kind: str, number: str, birth: str, today: date) -> str:
    """A code of what to look at again: "series", "too_young", or "" for nothing."""
    age = age_on(birth, today)
    if kind == "passport" and age is not None and age.years < PASSPORT_AGE:
        return "too_young"
    usual = _PATTERNS.get(kind)
    if number.strip() and usual is not None and usual.match(number.strip().upper()) is None:
        return "series"
    return ""


def phone_hint(phone: str) -> str:
    """A code of what to look at again: "letters", "length", "beginning", or "" for nothing."""
    if not phone.strip():
        return ""
    if _LETTERS.search(phone):
        return "letters"
    number = local_number(phone)
    if len(number) != _WHOLE_NUMBER:
        return "length"
    return "" if is_mobile(number) or _TOWN.match(number) else "beginning"
