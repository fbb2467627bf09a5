"""Heads: the admitted changes that no admitted change has replaced, and which of them shows.

A change replaces a parent only within the same field of the same record, and only with a higher
lamport counter; so the heads depend on the set of admitted changes alone, not on their arrival.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from socialcase.cases.canonical import parts_of
from socialcase.cases.fields import AUDIENCE, FieldSpec, Kind, Merge, RecordSpec
from socialcase.cases.registry import field_at
from socialcase.storage.connection import Connection

_REPLACES = "p.held <> 2 AND p.record = c.record AND p.field = c.field AND p.lamport < c.lamport"
_COUNTS = "c.held = 0"
_AUDIENCES = ("named:", "case:", "etrap:", "everyone")
"""Audiences from the narrowest on: while two disagree, the narrower one holds."""


def take_in(connection: Connection, first: int) -> None:
    """Heads after new admitted rows (on the stage, numbered from `first`) entered the log."""
    run = connection.exec_driver_sql
    run(
        "INSERT OR IGNORE INTO temp.gone SELECT p.id FROM temp.stage c JOIN change p"  # noqa: S608
        f" ON p.stream = c.parent_stream AND p.seq = c.parent_seq AND {_REPLACES}"
        f" WHERE {_COUNTS}"
    )
    run(
        "INSERT OR IGNORE INTO temp.gone SELECT p.id FROM temp.stage_parent m"  # noqa: S608
        f" JOIN temp.stage c ON c.id = m.change JOIN change p"
        f" ON p.stream = m.stream AND p.seq = m.seq AND {_REPLACES} WHERE {_COUNTS}"
    )
    run(
        "INSERT INTO head SELECT record, field, id, 1 FROM temp.stage"
        " WHERE held = 0 AND id NOT IN (SELECT id FROM temp.gone) ORDER BY record, field, id"
    )
    run(
        "DELETE FROM head WHERE (record, field, change) IN (SELECT p.record, p.field, p.id"
        " FROM temp.gone g JOIN change p ON p.id = g.id WHERE g.id < ?)",
        (first,),
    )
    _meet_children(connection)
    _note_missing(connection, "temp.stage c")


def _meet_children(connection: Connection) -> None:
    # a child that came before its parent: the parent's field is worked out from the log
    if not connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM missing_parent)").scalar_one():
        return
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.cell SELECT s.record, s.field FROM temp.stage s"
        " JOIN missing_parent m ON m.stream = s.stream AND m.seq = s.seq"
    )
    connection.exec_driver_sql(
        "DELETE FROM missing_parent WHERE EXISTS (SELECT 1 FROM change k"
        " WHERE k.stream = missing_parent.stream AND k.seq = missing_parent.seq AND k.held <> 2)"
    )


def _note_missing(connection: Connection, children: str) -> None:
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO missing_parent SELECT c.parent_stream, c.parent_seq"  # noqa: S608
        f" FROM {children} WHERE c.held = 0 AND c.parent_stream IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM change p WHERE p.stream = c.parent_stream"
        " AND p.seq = c.parent_seq AND p.held <> 2)"
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO missing_parent SELECT m.stream, m.seq"  # noqa: S608
        f" FROM {children} JOIN more_parent m ON m.change = c.id WHERE c.held = 0"
        " AND NOT EXISTS (SELECT 1 FROM change p WHERE p.stream = m.stream"
        " AND p.seq = m.seq AND p.held <> 2)"
    )


def recompute(connection: Connection) -> None:
    """Work out the heads of the fields in temp.cell from the log."""
    run = connection.exec_driver_sql
    run("DELETE FROM head WHERE (record, field) IN (SELECT record, field FROM temp.cell)")
    inside = "temp.cell t JOIN change c ON c.record = t.record AND c.field = t.field"
    run("DELETE FROM temp.gone")
    run(
        f"INSERT OR IGNORE INTO temp.gone SELECT p.id FROM {inside} JOIN change p"  # noqa: S608
        f" ON p.stream = c.parent_stream AND p.seq = c.parent_seq AND {_REPLACES}"
        f" WHERE {_COUNTS}"
    )
    run(
        f"INSERT OR IGNORE INTO temp.gone SELECT p.id FROM {inside}"  # noqa: S608
        " JOIN more_parent m ON m.change = c.id"
        f" JOIN change p ON p.stream = m.stream AND p.seq = m.seq AND {_REPLACES}"
        f" WHERE {_COUNTS}"
    )
    run(
        f"INSERT INTO head SELECT c.record, c.field, c.id, 1 FROM {inside}"  # noqa: S608
        " WHERE c.held = 0 AND c.id NOT IN (SELECT id FROM temp.gone)"
    )
    _note_missing(connection, inside)


def rank(connection: Connection, registry: Mapping[str, RecordSpec]) -> set[tuple[int, int]]:
    """Choose what shows where several heads stand; gives the (record, field) newly in conflict."""
    _find_disputed(connection)
    rows = connection.exec_driver_sql(
        "SELECT h.record, h.field, h.change, f.uid, c.value, c.lamport, s.device, s.epoch, c.seq"
        " FROM temp.disputed d JOIN head h ON h.record = d.record AND h.field = d.field"
        " JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream"
        " JOIN field f ON f.id = h.field ORDER BY h.record, h.field"
    ).all()
    shown: list[tuple[int, int, int, int]] = []
    conflicts: set[tuple[int, int]] = set()
    for cell, heads in groupby(rows, key=lambda row: (row[0], row[1])):
        several = list(heads)
        spec = field_at(several[0][3], registry)
        best = max(several, key=lambda row: standing(spec, row[4], row[5:]))
        shown += [(int(row is best), *cell, row[2]) for row in several]
        if spec and spec.merge is Merge.ASK and len({row[4] for row in several}) > 1:
            conflicts.add(cell)
    return _note(connection, shown, conflicts)


def _find_disputed(connection: Connection) -> None:
    for source in ("temp.stage WHERE held = 0", "temp.cell WHERE 1"):
        connection.exec_driver_sql(
            f"INSERT OR IGNORE INTO temp.disputed SELECT n.record, n.field FROM"  # noqa: S608
            f" (SELECT record, field FROM {source}) n WHERE"
            " (SELECT count(*) > 1 OR min(h.shows) = 0 FROM head h"
            " WHERE h.record = n.record AND h.field = n.field)"
            " OR EXISTS (SELECT 1 FROM conflict x"
            " WHERE x.record = n.record AND x.field = n.field)"
        )


def _note(
    connection: Connection,
    shown: list[tuple[int, int, int, int]],
    conflicts: set[tuple[int, int]],
) -> set[tuple[int, int]]:
    run = connection.exec_driver_sql
    before = {
        (row[0], row[1])
        for row in run(
            "SELECT x.record, x.field FROM temp.disputed d JOIN conflict x"
            " ON x.record = d.record AND x.field = d.field"
        )
    }
    if shown:
        run("UPDATE head SET shows = ? WHERE record = ? AND field = ? AND change = ?", shown)
    for statement, cells in (
        ("DELETE FROM conflict WHERE record = ? AND field = ?", before - conflicts),
        ("INSERT INTO conflict VALUES (?, ?)", conflicts - before),
    ):
        if cells:
            run(statement, sorted(cells))
    return conflicts - before


def standing(
    spec: FieldSpec | None, value: str | None, order: Iterable[int | str]
) -> tuple[object, ...]:
    """Sorting key of a head: the safest value first, then lamport, device, epoch, seq."""
    return (-_risk(spec, value), *order)


def _risk(spec: FieldSpec | None, value: str | None) -> int:
    if spec is None:
        return 0
    if spec.name == AUDIENCE:
        return _first(_AUDIENCES, lambda start: (value or "").startswith(start))
    if spec.kind is Kind.SET:
        return 0 if value == "true" else 1
    if not spec.safer:
        return 0
    code = parts_of(value).get(spec.safer_part) if spec.safer_part else value
    return _first(spec.safer, lambda known: known == code)


def _first(codes: tuple[str, ...], fits: Callable[[str], bool]) -> int:
    return next((place for place, code in enumerate(codes) if fits(code)), len(codes))
