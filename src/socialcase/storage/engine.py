"""The one writing connection: SQLCipher under SQLAlchemy Core. Imported when something is written.

SQLAlchemy's wrappings of the driver's faults are taken off again: this room knows `driver.Fault`.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool

from socialcase.storage.driver import connect


def writer(file: Path, key: bytes, *, query_only: bool = False) -> Engine:
    """An engine with the one writing connection; every transaction begins IMMEDIATE.

    The file is made if it is missing. `query_only`: of a database opened for reading, every write
    raises what the driver says of it.
    """

    def connected() -> Any:
        return connect(file, key, query_only=query_only)

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connected,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin if query_only else _begin_immediate)
    event.listen(engine, "handle_error", _unwrapped, retval=True)
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _unwrapped(context: ExceptionContext) -> BaseException | None:
    return context.original_exception
