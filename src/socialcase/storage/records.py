"""Typed rows as the dataclasses of `cases.records`, with filters and keyset pages."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as parts_of_class
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, or_, select

from socialcase.cases.fields import Kind, RecordSpec

R = TypeVar("R")
Where = Mapping[str, str | int | bool | Sequence[str] | None]
"""Column to value; a sequence means "one of these", None or "" means "empty"."""


def kind_of(record: type[object]) -> str:
    """The record kind of a dataclass of `cases.records`."""
    return str(vars(record)["KIND"])


def from_rows(record: type[R], spec: RecordSpec, table: Table, rows: Iterable[Row[Any]]) -> list[R]:
    """The dataclasses for whole rows of `table`; columns that they do not name are left out."""
    places = {name: place for place, name in enumerate(table.c.keys())}
    names = [part.name for part in parts_of_class(record) if part.name in places]  # type: ignore[arg-type]
    pick = itemgetter(*(places[name] for name in names))
    shapes = {field.name: field.kind for field in spec.fields}
    special = [(name, shapes[name]) for name in names if shapes.get(name) in (Kind.SET, Kind.FLAG)]
    found: list[R] = []
    for row in rows:
        values = dict(zip(names, pick(row), strict=True))
        for name, kind in special:
            values[name] = _shaped(kind, values[name])
        found.append(record(**values))
    return found


def filtered(table: Table, spec: RecordSpec, where: Where | None) -> list[ColumnElement[bool]]:
    """The conditions of `where`. Raises KeyError for an unknown column."""
    sets = {field.name for field in spec.fields if field.kind is Kind.SET}
    return [_condition(table, name, value, name in sets) for name, value in (where or {}).items()]


def paged(
    query: Select[Any],
    table: Table,
    order: str,
    *,
    descending: bool,
    after: tuple[str | int | None, str] | None,
) -> Select[Any]:
    """`query` sorted by (`order`, uid), beginning behind `after`."""
    column: ColumnElement[Any] = table.c[order]
    if isinstance(table.c[order].type.python_type(), int):
        column = func.coalesce(column, -1)
    if after is not None:
        value = -1 if after[0] is None else after[0]
        query = query.where(_behind(column, table.c.uid, value, after[1], descending=descending))
    keys = (column, table.c.uid)
    return query.order_by(*(key.desc() if descending else key.asc() for key in keys))


def matching(table: Table, spec: RecordSpec, where: Where | None) -> Select[Any]:
    """Select the rows that fit `where`."""
    return select(table).where(and_(True, *filtered(table, spec, where)))


def _behind(
    column: ColumnElement[Any],
    uid: ColumnElement[Any],
    value: str | int,
    last: str,
    *,
    descending: bool,
) -> ColumnElement[bool]:
    if descending:
        return or_(column < value, and_(column == value, uid < last))
    return or_(column > value, and_(column == value, uid > last))


def _condition(table: Table, name: str, value: object, is_set: bool) -> ColumnElement[bool]:
    column = table.c[name]
    if is_set:
        wanted = [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
        return or_(*(column.contains(json.dumps(one, ensure_ascii=False)) for one in wanted))
    if value is None or value == "":
        return or_(column.is_(None), column == "")
    if isinstance(value, Sequence) and not isinstance(value, str):
        # one parameter however many there are: the statement stays the same and is compiled once
        many = func.json_each(json.dumps(list(value))).table_valued("value")
        return column.in_(select(many.c.value))
    return column == value


def _shaped(kind: Kind, value: object) -> object:
    if kind is Kind.FLAG:
        return bool(value)
    return () if value == "[]" else tuple(json.loads(str(value or "[]")))
