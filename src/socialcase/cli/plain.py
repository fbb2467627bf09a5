"""Values as plain JSON: records as objects, days as ISO 8601; codes as they are."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from pathlib import Path

from socialcase.errors import FormProblem

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """`value` as JSON can write it. Raises TypeError for a thing that is no data."""
    if value is None or isinstance(value, str | int | float | date | Path):
        return _single(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):  # a named tuple
        return plain(value._asdict())
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(one) for one in value]
    if isinstance(value, AbstractSet):
        return sorted((plain(one) for one in value), key=str)
    return _object(value)


def _single(value: str | float | date | Path | None) -> Plain:
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum | Path) else value


_PROBLEM = ("sheet", "row", "column", "code", "message", "fix")


def _object(value: object) -> dict[str, Plain]:
    if isinstance(value, FormProblem):
        # in English, whatever language the person has: programs read it
        return {name: plain(getattr(value, name)) for name in _PROBLEM}
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(type(value).__name__)
    return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
