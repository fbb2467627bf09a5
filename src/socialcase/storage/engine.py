"""Connections to one encrypted file: SQLCipher under SQLAlchemy Core."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from socialcase.errors import CannotWrite, DatabaseDamaged, DiskFull, UserError

DRIVER_FAULTS = (DBAPIError, sqlcipher.Error)
"""What the driver raises, wrapped by SQLAlchemy or straight."""

KEY_BYTES = 32
_CACHE_KIB = 64 * 1024
_READERS = 6
_WAIT_SECONDS = 30


def writer(file: Path, key: bytes) -> Engine:
    """An engine with the one writing connection; every transaction begins IMMEDIATE.

    The file is made if it is missing. Commits are durable when they return (WAL, FULL).
    """
    engine = _engine(file, key, pool_size=1, query_only=False)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def readers(file: Path, key: bytes) -> Engine:
    """An engine whose connections cannot write; each transaction is one snapshot."""
    engine = _engine(file, key, pool_size=_READERS, query_only=True)
    event.listen(engine, "begin", _begin)
    return engine


def _engine(file: Path, key: bytes, *, pool_size: int, query_only: bool) -> Engine:
    def connect() -> Any:
        return _connect(file, key, query_only=query_only)

    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else 32,
        hide_parameters=True,
    )


def _connect(file: Path, key: bytes, *, query_only: bool) -> Any:
    connection = sqlcipher.connect(
        str(file), isolation_level=None, check_same_thread=False, timeout=_WAIT_SECONDS
    )
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    if not query_only:
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA secure_delete = ON")  # a redacted value stays in no freed page
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.execute(f"PRAGMA query_only = {int(query_only)}")
    cursor.close()
    return connection


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def as_user_error(error: DBAPIError | sqlcipher.Error, folder: Path) -> UserError | None:
    """The fault that a person can act on behind a driver error, or None for a defect."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(cause, "sqlite_errorname", ""))
    if name.startswith("SQLITE_FULL"):
        return DiskFull(folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return CannotWrite(folder)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return DatabaseDamaged(folder)
    return _by_text(str(cause), folder)


def _by_text(said: str, folder: Path) -> UserError | None:
    if "is full" in said:
        return DiskFull(folder)
    if "not a database" in said or "malformed" in said:
        return DatabaseDamaged(folder)
    if "readonly" in said or "unable to open" in said or "disk I/O" in said:
        return CannotWrite(folder)
    return None
