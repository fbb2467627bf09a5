"""From what a person or an act gives to the exact text that the log keeps."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from socialcase.cases import canonical
from socialcase.cases.fields import FieldSpec, Kind
from socialcase.errors import BadValue

FieldValue = str | int | bool | Mapping[str, str | None] | Iterable[str] | None
"""What a field may be given: text, number, flag, parts of a group, elements of a set, nothing."""

SHORT = "short"
"""Expected: a text short enough for an element of a set."""
LONG = "long"
"""Expected: a text short enough for any field."""

_PARTIAL = re.compile(r"~?\d{4}(-\d{2}(-\d{2})?)?")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")


def exact(spec: FieldSpec, value: FieldValue, showing: str | None, *, whole: bool) -> str | None:
    """The canonical text of `value` for a field that is no set; None when cleared.

    `showing`: the present text, which a group's patch builds on unless `whole`.
    Raises BadValue.
    """
    exactly = None if value is None else _exact(spec, value, showing, whole=whole)
    if exactly is not None and len(exactly) > canonical.MAX_TEXT:
        raise BadValue(spec.record, spec.name, LONG)
    return exactly


def _exact(spec: FieldSpec, value: FieldValue, showing: str | None, *, whole: bool) -> str | None:
    if spec.kind is Kind.GROUP:
        return _group(spec, value, None if whole else showing)
    if spec.kind is Kind.FLAG:
        return _flag(spec, value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadValue(spec.record, spec.name, spec.kind.value)
    cleaned = canonical.text(str(value))
    if not cleaned:
        return None
    if not _fits(spec, cleaned):
        expected = ", ".join(spec.codes) or spec.kind.value
        raise BadValue(spec.record, spec.name, expected)
    return cleaned


def elements(spec: FieldSpec, value: FieldValue) -> set[str]:
    """The elements given for a set. Raises BadValue."""
    if value is None:
        return set()
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, Iterable):
        raise BadValue(spec.record, spec.name, "set")
    return {element(spec, one) for one in value}


def element(spec: FieldSpec, value: str) -> str:
    """One element of a set. Raises BadValue."""
    cleaned = canonical.element(value)
    if not cleaned or (spec.codes and cleaned not in spec.codes):
        raise BadValue(spec.record, spec.name, ", ".join(spec.codes) or SHORT)
    return cleaned


def _group(spec: FieldSpec, value: FieldValue, showing: str | None) -> str | None:
    if not isinstance(value, Mapping) or not set(value) <= set(spec.parts):
        raise BadValue(spec.record, spec.name, ", ".join(spec.parts))
    safe = value.get(spec.safer_part) if spec.safer_part else None
    if safe and spec.safer and safe not in spec.safer:
        raise BadValue(spec.record, spec.name, ", ".join(spec.safer))
    patched = canonical.patched(showing, value)
    return None if patched == "{}" else patched


def _flag(spec: FieldSpec, value: FieldValue) -> str | None:
    if value in (True, "true"):
        return "true"
    if value in (False, "false", ""):
        return None
    raise BadValue(spec.record, spec.name, "true, false")


def _fits(spec: FieldSpec, value: str) -> bool:
    if spec.codes:
        return value in spec.codes
    if spec.kind is Kind.INTEGER:
        return str(_whole(value)) == value
    if spec.kind is Kind.DATE:
        return _is_date(value)
    if spec.kind is Kind.PARTIAL_DATE:
        return bool(_PARTIAL.fullmatch(value)) and _is_date(_completed(value))
    if spec.kind is Kind.INSTANT:
        return bool(_INSTANT.fullmatch(value))
    return True


def _whole(value: str) -> int | None:
    try:
        return int(value)
    except ValueError:
        return None


def _completed(partial: str) -> str:
    return (partial.lstrip("~") + "-01-01")[:10]


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
