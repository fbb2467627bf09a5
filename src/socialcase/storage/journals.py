"""Small things kept beside the log: texts about the workspace, and private ones."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from socialcase.storage.connection import Connection

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction

Opening = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection in a transaction that commits when the block ends well."""
_LAST = chr(0x10FFFF)
"""Comes after every sign that a name has."""


class Texts:
    """A small table of named texts: `store.meta` and `store.private`."""

    def __init__(self, table: str, reading: Opening, writing: Opening) -> None:
        self._table = table
        self._reading = reading
        self._writing = writing

    def get(self, name: str, default: str = "") -> str:
        """The text kept under `name`, else `default`."""
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                f"SELECT value FROM {self._table} WHERE name = ?",  # noqa: S608
                (name,),
            ).scalar()
        return default if found is None else str(found)

    def put(self, name: str, value: str) -> None:
        """Keep `value` under `name`, durably when this returns."""
        with self._writing() as connection:
            connection.exec_driver_sql(
                f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?)",  # noqa: S608
                (name, value),
            )

    def drop(self, name: str) -> None:
        """Forget what is kept under `name`."""
        with self._writing() as connection:
            self._drop(connection, name)

    def drop_with(self, name: str, tx: "Transaction") -> None:
        """Forget what is kept under `name` in a transaction that keeps something in its place."""
        self._drop(tx.connection, name)

    def _drop(self, connection: Connection, name: str) -> None:
        connection.exec_driver_sql(
            f"DELETE FROM {self._table} WHERE name = ?",  # noqa: S608
            (name,),
        )

    def names(self, start: str = "") -> Iterator[str]:
        """The names kept that begin with `start`, sorted."""
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                f"SELECT name FROM {self._table} WHERE name >= ? AND name < ? ORDER BY name",  # noqa: S608
                (start, start + _LAST),
            ).scalars()
            yield from found.all()

    def some(self, *starts: str) -> dict[str, str]:
        """The texts whose names begin with one of `starts`, by name and sorted, in one go."""
        which = " OR ".join("name >= ? AND name < ?" for _ in starts)
        bounds = tuple(bound for start in starts for bound in (start, start + _LAST))
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                f"SELECT name, value FROM {self._table} WHERE {which} ORDER BY name",  # noqa: S608
                bounds,
            ).all()
        return {str(name): str(value) for name, value in found}


class FormsCache:
    """Compiled forms by the hash of their content: `store.forms_cache`."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading = reading
        self._writing = writing

    def get(self, content_hash: str) -> bytes | None:
        """What was put under this hash, if anything."""
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT content FROM form_cache WHERE hash = ?", (content_hash,)
            ).scalar()
        return None if found is None else bytes(found)

    def put(self, content_hash: str, content: bytes) -> None:
        """Keep `content` under this hash."""
        with self._writing() as connection:
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO form_cache VALUES (?, ?)", (content_hash, content)
            )
