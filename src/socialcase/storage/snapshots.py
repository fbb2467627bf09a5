"""Reading without SQLAlchemy: connections that cannot write, each transaction one snapshot.

A window shows its first page before anybody writes. SQLAlchemy, which only writing goes through,
would take longer to be read from the disk than that page to be shown.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from socialcase.storage.driver import connect

_IDLE = 6


class Rows:
    """What a statement gave; see `connection.Answer`."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.rowcount: int = cursor.rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

    def all(self) -> list[Any]:
        """All rows."""
        return list(self._cursor.fetchall())

    def first(self) -> Any:
        """The first row, or None."""
        found = self._cursor.fetchone()
        self._cursor.close()
        return found

    def one(self) -> Any:
        """The only row; ValueError where there are none or several."""
        (found,) = self._cursor.fetchmany(2)
        return found

    def one_or_none(self) -> Any:
        """The only row, None where there is none; ValueError where there are several."""
        found = self._cursor.fetchmany(2)
        if len(found) > 1:
            raise ValueError(len(found))
        return found[0] if found else None

    def scalar(self) -> Any:
        """The first value of the first row, or None."""
        found = self.first()
        return found[0] if found is not None else None

    def scalar_one(self) -> Any:
        """The first value of the only row; ValueError where there are none or several."""
        return self.one()[0]

    def scalars(self) -> "Scalars":
        """The first value of every row."""
        return Scalars(row[0] for row in self._cursor)

    def mappings(self) -> Iterator[Any]:
        """Every row by the names of its columns."""
        names = [column[0] for column in self._cursor.description]
        return (dict(zip(names, row, strict=True)) for row in self._cursor)


class Scalars:
    """The first value of every row."""

    def __init__(self, values: Iterator[Any]) -> None:
        self._values = values

    def __iter__(self) -> Iterator[Any]:
        return self._values

    def all(self) -> list[Any]:
        """All of them."""
        return list(self._values)


class Snapshot:
    """A reading connection in a transaction; see `connection.Connection`.

    Once its block has ended, RuntimeError: by then another thread may read on the connection.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @property
    def connection(self) -> Any:
        """The driver's own."""
        if self._connection is None:
            raise RuntimeError("asked of a reading that has ended")
        return self._connection

    def end(self) -> None:
        """Let nothing be read any more."""
        self._connection = None

    def exec_driver_sql(self, statement: str, parameters: Any = ()) -> Rows:
        """Run one statement with what stands for its question marks."""
        return Rows(self.connection.execute(statement, parameters))

    def hold(self) -> None:
        """Fix the state that is read; else it is the one at the first statement."""
        self.exec_driver_sql("SELECT 1 FROM sqlite_schema").first()


class Readers:
    """Connections of the driver that cannot write, lent one at a time to any thread."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._key = key
        self._lock = threading.Lock()
        self._idle: list[Any] = []
        self._open = True

    @contextmanager
    def begin(self) -> Iterator[Snapshot]:
        """A consistent snapshot until the block ends."""
        connection = self.lend()
        snapshot = Snapshot(connection)
        try:
            connection.execute("BEGIN")
            yield snapshot
        finally:
            snapshot.end()
            self._end(connection)

    def lend(self) -> Any:
        """A connection of the driver outside any transaction; to be given back or closed."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return connect(self._file, self._key, query_only=True)

    def dispose(self) -> None:
        """Close what is not lent; what is lent is closed when it comes back."""
        with self._lock:
            self._open = False
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _end(self, connection: Any) -> None:
        if connection.in_transaction:
            connection.rollback()
        with self._lock:
            if self._open and len(self._idle) < _IDLE:
                self._idle.append(connection)
                return
        connection.close()
