"""The typed tables: one for each record kind, made from the field registry."""

from collections.abc import Mapping

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from socialcase.cases.fields import FieldSpec, Kind, RecordSpec
from socialcase.storage.schema import HIDDEN_KINDS, table_name

_INDEXED = ("case", "household", "person", "owner", "plan", "goal", "subject")


def typed_tables(registry: Mapping[str, RecordSpec]) -> tuple[MetaData, dict[str, Table]]:
    """The tables by record kind. `record` is the number of the record in this file."""
    metadata = MetaData()
    kinds = [spec for kind, spec in registry.items() if kind not in HIDDEN_KINDS]
    return metadata, {spec.kind: _table(metadata, spec) for spec in kinds}


def _table(metadata: MetaData, spec: RecordSpec) -> Table:
    columns = [column for field in spec.fields for column in _columns(field)]
    table = Table(
        table_name(spec.kind),
        metadata,
        Column("record", Integer, primary_key=True),
        Column("uid", Text, nullable=False, unique=True),
        *columns,
    )
    for name in _INDEXED:
        if name in table.c:
            Index(f"{table.name}_{name}", table.c[name])
    return table


def _columns(field: FieldSpec) -> list[Column[str] | Column[int]]:
    if field.kind is Kind.INTEGER:
        return [Column(field.name, Integer)]
    if field.kind is Kind.FLAG:
        return [Column(field.name, Integer, nullable=False)]
    return [Column(name, Text, nullable=False) for name in field.columns]
