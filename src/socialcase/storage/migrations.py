"""From an older layout to today's, step by step; the log's rows are never rewritten.

Every step runs in one transaction with its version number. Before the first one a copy of the
database is kept beside it (`database.before-v1.scdb`, under the same key).
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine

from socialcase.cases.fields import RecordSpec
from socialcase.errors import DiskFull
from socialcase.storage import circles, schema, tables
from socialcase.storage.health import chain_head
from socialcase.storage.interning import learn_fields
from socialcase.storage.log import logged
from socialcase.storage.meta import read_meta
from socialcase.storage.staging import Stage

Step = Callable[[Connection, Mapping[str, RecordSpec]], None]


def migrate(engine: Engine, file: Path, registry: Mapping[str, RecordSpec]) -> None:
    """Bring the file to `schema.SCHEMA`. Raises DiskFull when there is no room for the copy."""
    with engine.connect() as connection:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if found >= schema.SCHEMA:
        return
    keep_copy(engine, file, found)
    for step in range(found, schema.SCHEMA):
        with engine.begin() as connection:
            STEPS[step](connection, registry)
            connection.exec_driver_sql(f"PRAGMA user_version = {step + 1}")


def keep_copy(engine: Engine, file: Path, found: int) -> Path:
    """A whole copy of the file as it is, beside it; an older copy of that version is replaced."""
    copy = file.with_name(f"{file.stem}.before-v{found + 1}{file.suffix}")
    part = copy.with_suffix(".part")
    if shutil.disk_usage(file.parent).free < 2 * file.stat().st_size:
        raise DiskFull(file.parent)
    part.unlink(missing_ok=True)
    bare = engine.raw_connection()  # a checkpoint cannot run inside a transaction
    bare.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bare.close()
    shutil.copyfile(file, part)
    part.replace(copy)
    return copy


def _hash_rows(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """0 → 1: each change keeps its row hash; heads, circles and the exchange get tables."""
    run = connection.exec_driver_sql
    run("ALTER TABLE change ADD COLUMN row_hash BLOB NOT NULL DEFAULT x''")
    run("ALTER TABLE change RENAME TO change_v0")
    for name in ("change_origin", "change_cell", "change_save", "change_held"):
        run(f"DROP INDEX IF EXISTS {name}")
    tables.log.create_all(connection)
    names = ", ".join(column.name for column in tables.change.columns)
    run(f"INSERT INTO change ({names}) SELECT {names} FROM change_v0 ORDER BY id")  # noqa: S608
    run("DROP TABLE change_v0")
    hashes = [(row.change.row_hash(), row.number) for row in logged(connection, "")]
    if hashes:
        run("UPDATE change SET row_hash = ? WHERE id = ?", hashes)
    _link_own(connection)
    run(
        "INSERT OR REPLACE INTO meta SELECT 'lamport', coalesce(max(lamport), 0)"
        " FROM change WHERE held = 0"
    )
    learn_fields(connection, registry)


def _link_own(connection: Connection) -> None:
    own = connection.exec_driver_sql(
        "SELECT s.id FROM stream s JOIN meta m ON m.name = 'device' AND m.value = s.device"
    ).scalars()
    for number in own.all():
        connection.exec_driver_sql(
            "UPDATE stream SET head = ? WHERE id = ?", (chain_head(connection, number), number)
        )


def _add_redactions(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """1 → 2: the changes whose values are dropped for good get a table; circles say more."""
    tables.redacted.create(connection, checkfirst=True)
    columns = connection.exec_driver_sql("PRAGMA table_info(circle)").all()
    if all(row[1] != "cleared" for row in columns):
        tables.circle.drop(connection)
        tables.circle.create(connection)
        Stage(connection, registry)  # its working tables
        circles.redraw(connection, read_meta(connection, "viewer") or "")


def _add_rulings(connection: Connection, _registry: Mapping[str, RecordSpec]) -> None:
    """2 → 3: what people decided about held changes gets a table."""
    tables.ruling.create(connection, checkfirst=True)


def _add_openings(connection: Connection, _registry: Mapping[str, RecordSpec]) -> None:
    """3 → 4: who opened which case file gets a table."""
    tables.opened.create(connection, checkfirst=True)


STEPS: Mapping[int, Step] = {0: _hash_rows, 1: _add_redactions, 2: _add_rulings, 3: _add_openings}
"""From version n to n + 1."""
