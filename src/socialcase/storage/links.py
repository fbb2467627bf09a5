"""What links to a record: it would lose its place if that record went."""

from collections.abc import Iterator, Mapping

from socialcase.cases.fields import FieldSpec, Kind, RecordSpec
from socialcase.storage.connection import Connection
from socialcase.storage.schema import HIDDEN_KINDS, table_name

_STANDS_ALONE = frozenset(
    {"task.about", "snooze.about", "snooze.case", "viewing.case", "viewing.person"}
)
"""Links that only say where something came from, or what the program noted by itself."""

BESIDE = ("snooze", "viewing")
"""Kinds that only say of a record that it was read or put off: nothing is lost beside it."""


def linking(
    connection: Connection,
    registry: Mapping[str, RecordSpec],
    record: str,
    kind: str,
    save: str,
) -> set[str]:
    """The fields of other records that name `record`, set by another save than `save`.

    Only of records that the viewer may see: the answer is said to them.
    """
    return {
        field.path
        for field in _links_to(registry, kind)
        if connection.exec_driver_sql(
            f'SELECT 1 FROM "{table_name(field.record)}" n'  # noqa: S608
            " JOIN head h ON h.record = n.record JOIN field f ON f.id = h.field AND f.uid = ?"
            " JOIN change c ON c.id = h.change JOIN save v ON v.id = c.save"
            f' WHERE n."{field.name}" = ? AND n.uid <> ? AND v.uid <> ? LIMIT 1',
            (field.path, record, record, save),
        ).first()
    }


def _links_to(registry: Mapping[str, RecordSpec], kind: str) -> Iterator[FieldSpec]:
    for spec in registry.values():
        for field in spec.fields if spec.kind not in HIDDEN_KINDS else ():
            fits = field.kind is Kind.REFERENCE and field.target in ("", kind)
            if fits and field.path not in _STANDS_ALONE:
                yield field
