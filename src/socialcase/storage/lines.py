"""Changes written out as lines of JSON by the database itself, thousands in one statement.

What a line looks like stands in docs/bundle-format.md. JSON has no bytes, and SQLite no base64:
where a salt belongs, a line has a tab (within JSON there is none), and the salts come beside it.
"""

from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from struct import iter_unpack
from typing import Any, NamedTuple

from socialcase.lazy_dataclass import dataclass
from socialcase.storage.connection import Connection
from socialcase.storage.parcels import SPANNED, Parcel, Spans, spread

_AT_ONCE = 6_000
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
# in the order in which they are met; a change with several parents comes by itself
_WHOSE = (
    "SELECT DISTINCT c.save, c.author, c.stream, c.parent_stream, CASE WHEN"  # noqa: S608
    " c.parent_stream IS NOT NULL AND EXISTS (SELECT 1 FROM more_parent m WHERE m.change = c.id)"
    f" THEN c.id END FROM {SPANNED}"
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
    with spread(connection, spans):
        names = _Names(connection, parcel)
        names.keep()
        yield Lined(
            streams=names.streams(),
            fields=names.uids("field"),
            records=list(dict.fromkeys([one.uid for one in parcel.records])),
            saves=names.uids("save"),
            authors=names.uids("author"),
            rows=parcel.changes,
            widest=names.widest,
            blocks=_blocks(connection, spans),
        )


class _Names:
    """Which streams, saves, fields, records and authors there are, by order of first use."""

    def __init__(self, connection: Connection, parcel: Parcel) -> None:
        self._connection = connection
        run = connection.exec_driver_sql
        self._numbers: dict[str, dict[int, int]] = {
            table: {} for table in ("stream", "save", "field", "record", "author")
        }
        self.widest = 1
        records = dict.fromkeys([one.number for one in parcel.records])
        self._numbers["record"] = dict(zip(records, count(), strict=False))
        self._note("field", run(f"SELECT DISTINCT c.field FROM {SPANNED}").scalars())  # noqa: S608
        for save, author, stream, above, several in run(_WHOSE).all():
            self._note("save", (save,))
            self._note("author", (author,))
            self._note("stream", (stream,) if above is None else (stream, above))
            if several is not None:
                self._note("stream", self._more_parents(several))

    def _note(self, table: str, found: Iterator[int] | Sequence[int]) -> None:
        numbers = self._numbers[table]
        for number in found:
            numbers.setdefault(number, len(numbers))

    def _more_parents(self, change: int) -> list[int]:
        found = self._connection.exec_driver_sql(
            "SELECT stream FROM more_parent WHERE change = ? ORDER BY place", (change,)
        )
        streams: list[int] = list(found.scalars())
        self.widest = max(self.widest, len(streams) + 1)
        return streams

    def keep(self) -> None:
        """Have them in temporary tables, from the number in this file to the place in the list."""
        for table, numbers in self._numbers.items():
            run = self._connection.exec_driver_sql
            run(f"CREATE TEMP TABLE IF NOT EXISTS {table}_at (id INTEGER PRIMARY KEY, at INTEGER)")
            run(f"DELETE FROM temp.{table}_at")  # noqa: S608
            self._connection.connection.executemany(
                f"INSERT INTO temp.{table}_at VALUES (?, ?)",  # noqa: S608
                numbers.items(),
            )

    def uids(self, table: str) -> list[str]:
        """The long ids."""
        return [uid for (uid,) in self._found(table, "t.uid")]

    def streams(self) -> list[tuple[str, str]]:
        """Device and epoch of the streams."""
        return [(device, epoch) for device, epoch in self._found("stream", "t.device, t.epoch")]

    def _found(self, table: str, columns: str) -> Sequence[Any]:
        return self._connection.exec_driver_sql(
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
