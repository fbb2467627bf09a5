"""Long ids to the whole numbers that stand for them in this file."""

import json
from collections.abc import Iterable, Mapping

from socialcase.cases.fields import Kind, RecordSpec
from socialcase.cases.registry import field_at, fields
from socialcase.storage.connection import Connection

EXEMPT_KINDS = ("decision", "epoch")
"""Kinds whose changes a decision cannot set aside: otherwise decisions would go in circles."""


class Interner:
    """The numbers of one table (`record`, `save` or `author`), remembered for one transaction."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self.numbers: dict[str, int] = {}

    def ensure(self, uids: Iterable[str]) -> dict[str, int]:
        """Numbers for all `uids`; new ones are given to those not met before."""
        unknown = set(uids).difference(self.numbers)
        if unknown:
            self._look_up(unknown)
            self._mint(sorted(unknown.difference(self.numbers)))
        return self.numbers

    def _look_up(self, uids: set[str]) -> None:
        found = self._connection.exec_driver_sql(
            f"SELECT uid, id FROM {self._table} WHERE uid IN (SELECT value FROM json_each(?))",  # noqa: S608
            (json.dumps(list(uids)),),
        )
        self.numbers.update((uid, number) for uid, number in found)

    def _mint(self, uids: list[str]) -> None:
        if not uids:
            return
        first = _next(self._connection, self._table)
        fresh = [(first + place, uid) for place, uid in enumerate(uids)]
        self._connection.exec_driver_sql(
            f"INSERT INTO {self._table} (id, uid) VALUES (?, ?)",  # noqa: S608
            fresh,
        )
        self.numbers.update((uid, number) for number, uid in fresh)


class Fields:
    """The numbers of field paths, and whether this program knows them."""

    def __init__(self, connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
        self._connection = connection
        self._registry = registry
        rows = connection.exec_driver_sql("SELECT uid, id, known FROM field").all()
        self.numbers: dict[str, int] = {path: number for path, number, _ in rows}
        self.unknown: set[int] = {number for _, number, known in rows if not known}

    def ensure(self, paths: Iterable[str]) -> dict[str, int]:
        """Numbers for all `paths`."""
        fresh = sorted(set(paths).difference(self.numbers))
        if fresh:
            self._mint(fresh)
        return self.numbers

    def _mint(self, paths: list[str]) -> None:
        first = _next(self._connection, "field")
        rows = [
            (first + place, path, *_about(path, self._registry)) for place, path in enumerate(paths)
        ]
        self._connection.exec_driver_sql(
            "INSERT INTO field (id, uid, kind, name, element, known, exempt)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self.numbers.update((row[1], row[0]) for row in rows)
        self.unknown.update(row[0] for row in rows if not row[5])


def learn_fields(connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
    """Give every single-valued field of the registry a number, and note what is known now."""
    known = Fields(connection, registry)
    known.ensure(spec.path for spec in fields(registry) if spec.kind is not Kind.SET)
    for path, number in known.numbers.items():
        _, _, _, is_known, exempt = _about(path, registry)
        connection.exec_driver_sql(
            "UPDATE field SET known = ?, exempt = ? WHERE id = ?", (is_known, exempt, number)
        )


def _about(path: str, registry: Mapping[str, RecordSpec]) -> tuple[str, str, str, int, int]:
    kind, _, rest = path.partition(".")
    name, _, element = rest.partition("/")
    known = field_at(path, registry) is not None
    return kind, name, element, int(known), int(kind in EXEMPT_KINDS)


def _next(connection: Connection, table: str) -> int:
    return int(
        connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one()  # noqa: S608
    )
