"""XPath's four value types (and moments) and how each becomes another."""

import math
import re
from collections.abc import Callable
from datetime import tzinfo
from decimal import Decimal
from typing import TypeAlias

from socialcase.forms.xpath import moments
from socialcase.forms.xpath.moments import Moment
from socialcase.forms.xpath.nodes import Node

Value: TypeAlias = float | str | bool | Moment | list[Node]

_NUMBER = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*")


def number_of_text(text: str, zone: tzinfo) -> float:
    """Read a number; a date counts as its days since 1970; anything else is NaN."""
    if not text:
        return math.nan
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        # float() takes more than XPath does (1_000, inf, nan, +1)
        if _NUMBER.fullmatch(text):
            return float(text)
    except OverflowError:
        return math.inf
    if len(text) > 7 and "-" in text:
        moment = moments.read(text, zone)
        if moment is not None:
            return moment.days
    return math.nan


def text_of_number(number: float) -> str:
    """Write a number as XPath does: no exponent, no `.0`, NaN, Infinity."""
    if number == int(number) if math.isfinite(number) else False:
        return str(int(number))
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    shortest = repr(number)
    return format(Decimal(shortest), "f") if "e" in shortest else shortest


def to_text(value: Value) -> str:
    """XPath string()."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return text_of_number(value)
    if isinstance(value, Moment):
        return str(value)
    return value[0].text() if value else ""


def to_number(value: Value, zone: tzinfo) -> float:
    """XPath number(), where dates count as days."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, Moment):
        return value.days
    return number_of_text(value if isinstance(value, str) else to_text(value), zone)


def to_truth(value: Value) -> bool:
    """XPath boolean()."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, Moment):
        return not math.isnan(value.days)
    return bool(value)


Comparison = Callable[[float, float], bool]


def compare(left: Value, right: Value, ordered: Comparison, zone: tzinfo) -> bool:
    """Compare with < <= > >=: some pair of values fulfils it, as numbers."""
    rights = _numbers(right, zone)
    return any(ordered(a, b) for a in _numbers(left, zone) for b in rights)


def _numbers(value: Value, zone: tzinfo) -> list[float]:
    if isinstance(value, list):
        return [number_of_text(n.text(), zone) for n in value]
    return [to_number(value, zone)]


def equal(left: Value, right: Value, zone: tzinfo) -> bool:
    """Compare with =: some pair of values is equal, in the type that XPath chooses."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    if isinstance(left, list):
        return any(_equal_text(n.text(), right, zone) for n in left)
    if isinstance(right, list):
        return any(_equal_text(n.text(), left, zone) for n in right)
    if isinstance(left, str):
        return _equal_text(left, right, zone)
    return to_number(left, zone) == to_number(right, zone)


def unequal(left: Value, right: Value, zone: tzinfo) -> bool:
    """Compare with !=: some pair of values differs."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) != to_truth(right)
    if isinstance(left, list):
        return any(_unequal_text(n.text(), right, zone) for n in left)
    if isinstance(right, list):
        return any(_unequal_text(n.text(), left, zone) for n in right)
    return not equal(left, right, zone)


def _equal_text(text: str, other: Value, zone: tzinfo) -> bool:
    if isinstance(other, str):
        return text == other
    if isinstance(other, list):
        return any(n.text() == text for n in other)
    return number_of_text(text, zone) == to_number(other, zone)


def _unequal_text(text: str, other: Value, zone: tzinfo) -> bool:
    if isinstance(other, list):
        return any(n.text() != text for n in other)
    return not _equal_text(text, other, zone)
