"""Changes on their way out: flat rows from one query, every long id looked up only once."""

import json
from collections.abc import Iterable, Mapping, Sequence

from socialcase.storage.connection import Connection
from socialcase.storage.rows import Outgoing

Origins = tuple[tuple[str, str, int], ...]
Raw = tuple[
    int,  # place in the order of arrival
    int,  # seq
    int,  # lamport
    int,  # wall
    int,  # save
    int,  # record
    int,  # field
    str | None,  # value
    bytes | None,  # salt
    int,  # author
    bytes | None,  # commitment, of a redacted change
    bytes,  # row hash
    int,  # stream
    int | None,  # stream of the first parent
    int | None,  # and its sequence number
]
"""A row of the log with the numbers that stand for long ids in this file."""

_SELECT = (
    "SELECT c.id, c.seq, c.lamport, c.wall, c.save, c.record, c.field, c.value, c.salt, c.author,"
    " CASE WHEN c.salt IS NULL THEN c.commitment END, c.row_hash, c.stream, c.parent_stream,"
    " c.parent_seq FROM"
)
_NOBODY = "named:"
_EVERYONE = "everyone"


def raw_rows(connection: Connection, source: str, parameters: Sequence[object]) -> list[Raw]:
    """The rows of `source`, SQL of this room in which the change is `c`."""
    cursor = connection.connection.cursor()
    cursor.execute(f"{_SELECT} {source}", tuple(parameters))
    return list(cursor.fetchall())


def leaving(connection: Connection, rows: Sequence[Raw]) -> list[Outgoing]:
    """`rows` with their ids written out and the effective audience of their records now."""
    saves = _uids(connection, "save", {row[4] for row in rows})
    records = _uids(connection, "record", {row[5] for row in rows})
    fields = _uids(connection, "field", {row[6] for row in rows})
    authors = _uids(connection, "author", {row[9] for row in rows})
    streams = _streams(connection)
    parents = _parents(connection, rows, streams)
    circles = _circles(connection, records)
    return [
        tuple.__new__(
            Outgoing, (
                *streams[stream], seq, lamport, wall, saves[save], records[record], fields[field],
                value, salt, authors[author], () if above is None else parents[number],
                commitment, row_hash, circles[field][record], number,
            )
        )
        for number, seq, lamport, wall, save, record, field, value, salt, author, commitment,
        row_hash, stream, above, _ in rows
    ]  # fmt: skip


def _uids(connection: Connection, table: str, numbers: Iterable[int]) -> dict[int, str]:
    rows = connection.exec_driver_sql(
        f"SELECT id, uid FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(list(numbers)),),
    ).all()
    return {row[0]: row[1] for row in rows}


def _streams(connection: Connection) -> dict[int, tuple[str, str]]:
    rows = connection.exec_driver_sql("SELECT id, device, epoch FROM stream").all()
    return {row[0]: (row[1], row[2]) for row in rows}


def _parents(
    connection: Connection, rows: Sequence[Raw], streams: Mapping[int, tuple[str, str]]
) -> dict[int, Origins]:
    """The parents of each change that has any, by its place in the order of arrival."""
    found: dict[int, Origins] = {
        row[0]: ((*streams[row[13]], row[14]),)
        for row in rows
        if row[13] is not None and row[14] is not None
    }
    more = connection.exec_driver_sql(
        "SELECT m.change, m.stream, m.seq FROM json_each(?) g JOIN more_parent m"
        " ON m.change = g.value ORDER BY m.change, m.place",
        (json.dumps(list(found)),),
    )
    for number, stream, seq in more:
        found[number] = (*found[number], (*streams[stream], seq))
    return found


class _Circle(dict[int, str]):
    """Effective audiences of one kind by record; `otherwise` where none is known."""

    def __init__(self, otherwise: str) -> None:
        super().__init__()
        self._otherwise = otherwise

    def __missing__(self, record: int) -> str:
        return self._otherwise


def _circles(connection: Connection, records: Iterable[int]) -> dict[int, _Circle]:
    """The effective audience of each of `records`, by field and record.

    Where none is known (a newer program's kind, an unfinished record): named people, and nobody.
    """
    fields = connection.exec_driver_sql("SELECT id, kind FROM field").all()
    by_kind = {kind: _Circle(_EVERYONE if kind == "epoch" else _NOBODY) for _, kind in fields}
    known = connection.exec_driver_sql(
        "SELECT k.kind, k.record, k.effective FROM json_each(?) g"
        " JOIN circle k ON k.record = g.value WHERE k.effective <> ''",
        (json.dumps(list(records)),),
    )
    for kind, record, effective in known:
        by_kind[kind][record] = effective
    return {number: by_kind[kind] for number, kind in fields}
