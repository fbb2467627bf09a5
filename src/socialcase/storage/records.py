"""Typed rows as the dataclasses of `cases.records`, with filters and keyset pages.

The statements are written here as text. The names in them come from the field registry alone and
are checked against it: a quoted name that is none would be a text to SQLite.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from socialcase.cases.fields import Kind, RecordSpec
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.schema import table_name

R = TypeVar("R")
Where = Mapping[str, str | int | bool | Sequence[str] | None]
"""Column to value; a sequence means "one of these", None or "" means "empty"."""

Value = str | int | None
After = tuple[str | int | None, str] | None


@dataclass(frozen=True, slots=True)
class Query:
    """A statement and what is put in the place of its question marks."""

    text: str
    values: tuple[Value, ...]


def kind_of(record: type[object]) -> str:
    """The record kind of a dataclass of `cases.records`."""
    return str(vars(record)["KIND"])


def columns_of(record: type[object], spec: RecordSpec) -> tuple[str, ...]:
    """The columns from which the dataclass is made, in its own order."""
    kinds = _columns(spec)
    return tuple(name for name in vars(record)["__match_args__"] if name in kinds)


def from_rows(record: type[R], spec: RecordSpec, rows: Iterable[Any]) -> list[R]:
    """The dataclasses for rows of `columns_of(record)`."""
    kinds = _columns(spec)
    names = columns_of(record, spec)
    shapes: Mapping[Kind, Callable[[Any], object]]
    shapes = {Kind.FLAG: bool, Kind.SET: cache(_elements)}  # few sets stand in many rows
    shaped = [
        (place, shapes[kinds[name]]) for place, name in enumerate(names) if kinds[name] in shapes
    ]
    found: list[R] = []
    for row in rows:
        values = list(row)
        for place, shape in shaped:
            values[place] = shape(values[place])
        found.append(record(**dict(zip(names, values, strict=True))))
    return found


def selected(
    wanted: Sequence[str],
    spec: RecordSpec,
    where: Where | None,
    order: str,
    *,
    limit: int,
    descending: bool = False,
    after: After = None,
) -> Query:
    """The columns `wanted` of the rows that fit, by (`order`, uid), beginning behind `after`.

    Raises KeyError for a column that the kind does not have.
    """
    kinds = _columns(spec)
    chosen = _where(spec, kinds, where)
    key = _named(kinds, order)
    if kinds[order] is Kind.INTEGER:
        key = f"coalesce({key}, -1)"
    text, values = chosen.text, chosen.values
    if after is not None:
        text += f" AND ({key}, uid) {'<' if descending else '>'} (?, ?)"
        values = (*values, -1 if after[0] is None else after[0], after[1])
    way = "DESC" if descending else "ASC"
    names = ", ".join(_named(kinds, name) for name in wanted)
    return Query(
        f"SELECT {names} FROM {text} ORDER BY {key} {way}, uid {way} LIMIT ?",  # noqa: S608
        (*values, limit),
    )


def counted(spec: RecordSpec, where: Where | None) -> Query:
    """How many rows fit. Raises KeyError for a column that the kind does not have."""
    chosen = _where(spec, _columns(spec), where)
    return Query(f"SELECT count(*) FROM {chosen.text}", chosen.values)  # noqa: S608


def tallied(spec: RecordSpec, column: str, where: Where | None) -> Query:
    """How many rows fit, for each value of `column`. Raises KeyError as `counted` does."""
    kinds = _columns(spec)
    chosen, name = _where(spec, kinds, where), _named(kinds, column)
    text = f"SELECT {name}, count(*) FROM {chosen.text} GROUP BY {name}"  # noqa: S608
    return Query(text, chosen.values)


@cache
def _columns(spec: RecordSpec) -> Mapping[str, Kind]:
    kinds = {name: field.kind for field in spec.fields for name in field.columns}
    return {"uid": Kind.TEXT, **kinds}


def _named(kinds: Mapping[str, Kind], column: str) -> str:
    if column not in kinds:
        raise KeyError(column)
    return f'"{column}"'


def _where(spec: RecordSpec, kinds: Mapping[str, Kind], where: Where | None) -> Query:
    """The table and the conditions."""
    terms, values = ["1"], list[Value]()
    for column, value in (where or {}).items():
        name, kind = _named(kinds, column), kinds[column]
        term = _condition(name, kind, value)
        terms.append(term.text)
        values.extend(term.values)
    return Query(f"{table_name(spec.kind)} WHERE {' AND '.join(terms)}", tuple(values))


def _condition(name: str, kind: Kind, value: str | int | Sequence[str] | None) -> Query:
    if kind is Kind.SET:
        elements = value if isinstance(value, list | tuple) else [value]
        wanted = tuple(json.dumps(one, ensure_ascii=False) for one in elements)
        return Query(f"({' OR '.join([f'instr({name}, ?)'] * len(wanted)) or '0'})", wanted)
    if value is None or value == "":
        return Query(f"({name} IS NULL OR {name} = '')", ())
    if isinstance(value, str | int):
        return Query(f"{name} = ?", (value,))
    # one value however many there are: the statement stays the same
    text = f"{name} IN (SELECT value FROM json_each(?))"  # noqa: S608  (from the registry)
    return Query(text, (json.dumps(list(value)),))


def _elements(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text or "[]"))
