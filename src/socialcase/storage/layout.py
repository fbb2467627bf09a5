"""Making the tables of a new database."""

from collections.abc import Mapping

from sqlalchemy import Connection, MetaData

from socialcase.cases.fields import RecordSpec
from socialcase.storage import tables
from socialcase.storage.interning import learn_fields
from socialcase.storage.meta import write_meta
from socialcase.storage.schema import SCHEMA
from socialcase.storage.search import create_search


def create_log(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """Make the log tables and note the fields known."""
    tables.log.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
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
