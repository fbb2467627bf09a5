"""Making the tables of a new database, and the small texts it keeps about itself."""

from collections.abc import Mapping

from sqlalchemy import Connection, MetaData

from socialcase.cases.fields import RecordSpec
from socialcase.storage import tables
from socialcase.storage.interning import learn_fields
from socialcase.storage.search import create_search


def create_log(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """Make the log tables and note the fields known."""
    tables.log.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA}")
    write_meta(connection, "lamport", "0")
    learn_fields(connection, registry)


def create_typed(connection: Connection, typed: MetaData) -> None:
    """Make the typed tables and the search."""
    typed.create_all(connection)
    create_search(connection)


def drop_typed(connection: Connection) -> None:
    """Drop every typed table, those of an older registry too."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'now\\_%' ESCAPE '\\'"
    ).scalars()
    for name in names.all():
        connection.exec_driver_sql(f'DROP TABLE "{name}"')


def read_meta(connection: Connection, name: str) -> str | None:
    """The text kept under `name`, if any."""
    found = connection.exec_driver_sql("SELECT value FROM meta WHERE name = ?", (name,)).scalar()
    return None if found is None else str(found)


def write_meta(connection: Connection, name: str, value: str) -> None:
    """Keep `value` under `name`."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def registry_mark(registry: Mapping[str, RecordSpec]) -> str:
    """A text that differs whenever the typed tables must be made again."""
    return "\n".join(
        f"{field.path} {field.kind.value} {field.merge.value} {','.join(field.safer)}"
        f" {field.safer_part} {','.join(field.parts)} {field.search:d}"
        for spec in registry.values()
        for field in spec.fields
    )
