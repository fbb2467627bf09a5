"""Changes written out as lines of JSON by the database itself, thousands in one statement.

What a line looks like stands in docs/bundle-format.md. JSON has no bytes, and SQLite no base64:
where a salt belongs, a line has a tab (within JSON there is none), and the salts come beside it.
"""

import json
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from struct import iter_unpack
from typing import Any, NamedTuple

from socialcase.lazy_dataclass import dataclass
from socialcase.storage.connection import Connection
from socialcase.storage.parcels import SPANNED, Parcel, Spans, record_in, spread

_AT_ONCE = 3_000
_FILLED = (
    b"\0\0"  # 16 bytes of salt and these two are 24 letters, of which the last two stand for =
)

_PARENTS = (
    "CASE WHEN c.parent_stream IS NULL THEN ',[],' ELSE ',[['"
    " || (SELECT p.at FROM temp.stream_at p WHERE p.id = c.parent_stream)"
    " || ',' || c.parent_seq || ']' || coalesce((SELECT group_concat(',[' || p.at || ',' || m.seq"
    " || ']', '' ORDER BY m.place) FROM more_parent m JOIN temp.stream_at p ON p.id = m.stream"
    " WHERE m.change = c.id), '') || '],' END"
)
_LINE = (
    "concat('[', s.at, ',', c.seq, ',', c.lamport, ',', c.wall, ',', v.at, ',', f.at, ',', r.at,"
    " ',', json_quote(c.value), CASE WHEN c.salt IS NULL THEN ',null,'"
    " ELSE ',\"' || char(9) || '==\",' END, a.at,"
    f" {_PARENTS}, CASE WHEN c.salt IS NULL THEN '\"' || base64(c.commitment) || '\"]'"
    " ELSE 'null]' END, char(10))"
)
_BLOCK = (
    "SELECT CAST(group_concat(line, '') AS BLOB), CAST(group_concat(salt, '') AS BLOB),"  # noqa: S608
    f" max(letters) FROM (SELECT {_LINE} AS line, c.salt || ? AS salt, length(c.value) AS letters"
    f" FROM {SPANNED} CROSS JOIN temp.stream_at s ON s.id = c.stream"
    " CROSS JOIN temp.save_at v ON v.id = c.save CROSS JOIN temp.field_at f ON f.id = c.field"
    " CROSS JOIN temp.record_at r ON r.id = c.record CROSS JOIN temp.author_at a ON a.id = c.author"
    " WHERE g.at BETWEEN ? AND ? ORDER BY g.at, c.id)"
)


class Block(NamedTuple):
    """Some thousand whole lines; `text` gives them. `longest`: letters of their longest value."""

    lines: bytes
    salts: bytes
    longest: int

    def text(self) -> bytes:
        """The lines with the salts at their places; takes its time, in any thread."""
        if not self.salts:
            return self.lines
        pieces = self.lines.split(b"\t")
        written = [b""] * (2 * len(pieces) - 1)
        written[0::2] = pieces
        letters = b2a_base64(self.salts, newline=False)
        written[1::2] = [salt for (salt,) in iter_unpack("22s2x", letters)]
        return b"".join(written)


@dataclass(frozen=True, slots=True)
class Lined:
    """Changes written out. The lists are what the numbers in the lines stand for.

    `rows`: how many lines. `widest`: most parents of one change. `blocks` can be gone through once.
    """

    streams: list[tuple[str, str]]
    fields: list[str]
    records: list[str]
    saves: list[str]
    authors: list[str]
    rows: int
    widest: int
    blocks: Iterator[Block]


@contextmanager
def lined(connection: Connection, parcel: Parcel) -> Iterator[Lined]:
    """The changes of `parcel` as lines, which have to be read before the block ends."""
    spans = list(_short(parcel.spans))
    records = dict.fromkeys([record_in(key) for key in parcel.keys])
    with spread(connection, spans):
        streams = _named(connection, "stream", "t.device, t.epoch", parcel.streams)
        yield Lined(
            streams=[(device, epoch) for device, epoch in streams],
            fields=[uid for (uid,) in _named(connection, "field", "t.uid", parcel.fields)],
            records=[uid for (uid,) in _named(connection, "record", "t.uid", records)],
            saves=[uid for (uid,) in _named(connection, "save", "t.uid", parcel.saves)],
            authors=[uid for (uid,) in _named(connection, "author", "t.uid", parcel.authors)],
            rows=parcel.changes,
            widest=parcel.widest,
            blocks=_blocks(connection, spans),
        )


def _keep(connection: Connection, table: str, numbers: Iterable[int]) -> None:
    """A temporary table from a number in this file to its place in the list."""
    run = connection.exec_driver_sql
    run(f"CREATE TEMP TABLE IF NOT EXISTS {table}_at (id INTEGER PRIMARY KEY, at INTEGER)")
    run(f"DELETE FROM temp.{table}_at")  # noqa: S608
    run(
        f"INSERT INTO temp.{table}_at SELECT value, key FROM json_each(?)",  # noqa: S608
        (json.dumps(list(numbers)),),
    )


def _named(
    connection: Connection, table: str, columns: str, numbers: Iterable[int]
) -> Sequence[Any]:
    """The long ids behind `numbers`, which are kept."""
    _keep(connection, table, numbers)
    return connection.exec_driver_sql(
        f"SELECT {columns} FROM temp.{table}_at n CROSS JOIN {table} t"  # noqa: S608
        " ON t.id = n.id ORDER BY n.at"
    ).all()


def _short(spans: Spans) -> Iterator[tuple[int, int]]:
    """The same places, no run longer than a block."""
    for first, last in spans:
        for start in range(first, last + 1, _AT_ONCE):
            yield start, min(last, start + _AT_ONCE - 1)


def _blocks(connection: Connection, spans: Sequence[tuple[int, int]]) -> Iterator[Block]:
    connection.connection.create_function("base64", 1, partial(b2a_base64, newline=False))
    for first, last in _batches(spans):
        lines, salts, longest = connection.exec_driver_sql(_BLOCK, (_FILLED, first, last)).one()
        yield Block(lines, salts or b"", longest or 0)


def _batches(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First and last number of the spans (from 1) that make up a block."""
    begun, size = 1, 0
    for at, (first, last) in enumerate(spans, 1):
        if size and size + last - first + 1 > _AT_ONCE:
            yield begun, at - 1
            begun, size = at, 0
        size += last - first + 1
    if size:
        yield begun, len(spans)
