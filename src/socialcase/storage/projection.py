"""The typed tables that people read, worked out from the showing heads by set-based SQL."""

from collections.abc import Mapping

from socialcase.cases.fields import FieldSpec, Kind, RecordSpec
from socialcase.storage.connection import Connection
from socialcase.storage.schema import HIDDEN_KINDS, table_name


def mark(connection: Connection) -> None:
    """Note in temp.touched each (record, kind) whose row may be out of date."""
    for source in ("stage n", "cell n", "disputed n"):
        narrowed = " AND n.held = 0" if source == "stage n" else ""
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO temp.touched SELECT n.record, f.kind"  # noqa: S608
            f" FROM temp.{source} JOIN field f ON f.id = n.field WHERE f.known = 1{narrowed}"
        )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.touched SELECT record, kind FROM temp.heard"
    )


def mark_all(connection: Connection) -> None:
    """Note every record in temp.touched."""
    connection.exec_driver_sql("DELETE FROM temp.touched")
    connection.exec_driver_sql("INSERT INTO temp.touched SELECT record, kind FROM circle")


def touched_kinds(connection: Connection) -> list[str]:
    """The kinds in temp.touched."""
    rows = connection.exec_driver_sql("SELECT DISTINCT kind FROM temp.touched ORDER BY kind")
    return [row[0] for row in rows]


def project(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """Bring the typed rows of temp.touched up to date."""
    numbers = {
        row[0]: row[1] for row in connection.exec_driver_sql("SELECT uid, id FROM field").all()
    }
    for kind in touched_kinds(connection):
        spec = registry.get(kind)
        if spec is not None and kind not in HIDDEN_KINDS:
            _drop_hidden(connection, kind)
            connection.exec_driver_sql(_statement(spec, numbers))


def _drop_hidden(connection: Connection, kind: str) -> None:
    connection.exec_driver_sql(
        f"DELETE FROM {table_name(kind)} WHERE record IN (SELECT t.record"  # noqa: S608
        " FROM temp.touched t LEFT JOIN circle k ON k.record = t.record AND k.kind = t.kind"
        f" WHERE t.kind = '{kind}' AND coalesce(k.shown, 0) = 0)"
    )


def _statement(spec: RecordSpec, numbers: Mapping[str, int]) -> str:
    # the kind and all names come from the registry, never from data
    columns = ", ".join(f'"{name}"' for field in spec.fields for name in field.columns)
    picked = ", ".join(_picked(field, numbers) for field in spec.fields)
    shaped = ", ".join(
        text for place, field in enumerate(spec.fields) for text in _shaped(field, f"g.v{place}")
    )
    named = ", ".join(f"v{place}" for place in range(len(spec.fields)))
    join = " JOIN field f ON f.id = h.field" if _has_set(spec) else ""
    # CROSS JOIN fixes the order: begin with the few records touched, whatever the statistics say
    inner = (
        f"SELECT t.record, {picked} FROM temp.touched t CROSS JOIN circle k"  # noqa: S608
        f" ON k.record = t.record AND k.kind = '{spec.kind}' AND k.shown = 1"
        " CROSS JOIN head h ON h.record = t.record AND h.shows = 1"
        f" JOIN change c ON c.id = h.change{join}"
        f" WHERE t.kind = '{spec.kind}' GROUP BY t.record"
    )
    return (
        f"WITH g (record, {named}) AS ({inner})"  # noqa: S608
        f" INSERT OR REPLACE INTO {table_name(spec.kind)} (record, uid, {columns})"
        f" SELECT r.id, r.uid, {shaped} FROM g JOIN record r ON r.id = g.record"
    )


def _has_set(spec: RecordSpec) -> bool:
    return any(field.kind is Kind.SET for field in spec.fields)


def _picked(field: FieldSpec, numbers: Mapping[str, int]) -> str:
    if field.kind is Kind.SET:
        return (
            "json_group_array(f.element ORDER BY f.element) FILTER (WHERE"
            f" f.kind = '{field.record}' AND f.name = '{field.name}'"
            " AND f.element <> '' AND c.value = 'true')"
        )
    return f"max(CASE WHEN h.field = {numbers[field.path]} THEN c.value END)"


def _shaped(field: FieldSpec, column: str) -> list[str]:
    if field.kind is Kind.INTEGER:
        whole = f"CAST({column} AS INTEGER)"
        return [f"CASE WHEN CAST({whole} AS TEXT) = {column} THEN {whole} END"]
    if field.kind is Kind.FLAG:
        return [f"coalesce({column} = 'true', 0)"]
    if field.kind is Kind.GROUP:
        safe = f"CASE WHEN json_valid({column}) THEN {column} END"
        return [f"coalesce(json_extract({safe}, '$.{part}'), '')" for part in field.parts]
    return [f"coalesce({column}, '')"]
