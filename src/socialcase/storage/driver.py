"""The driver's connections to one encrypted file, and what its faults mean to a person."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from socialcase.errors import CannotWrite, DatabaseDamaged, DiskFull, UserError

Fault = sqlcipher.Error
"""What every connection of this room raises, SQLAlchemy's too (see `engine`)."""

KEY_BYTES = 32
_CACHE_KIB = 64 * 1024
_WAIT_SECONDS = 30


def connect(file: Path, key: bytes, *, query_only: bool) -> Any:
    """A connection of the driver without transactions of its own. The file is made if missing.

    Commits are durable when they return (WAL, FULL).
    """
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


def as_user_error(fault: Exception, folder: Path) -> UserError | None:
    """The fault that a person can act on behind a driver error, or None for a defect."""
    name = str(getattr(fault, "sqlite_errorname", ""))
    if name.startswith("SQLITE_FULL"):
        return DiskFull(folder)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return CannotWrite(folder)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return DatabaseDamaged(folder)
    return _by_text(str(fault), folder)


def _by_text(said: str, folder: Path) -> UserError | None:
    if "is full" in said:
        return DiskFull(folder)
    if "not a database" in said or "malformed" in said:
        return DatabaseDamaged(folder)
    if "readonly" in said or "unable to open" in said or "disk I/O" in said:
        return CannotWrite(folder)
    return None
