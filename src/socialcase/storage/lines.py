"""Changes written out as lines of JSON by the database itself, thousands in one statement.

What a line looks like stands in docs/bundle-format.md. JSON has no bytes, and SQLite no base64:
where a salt belongs, a line has `"]` and a tab (within JSON there is none), and the salts come
beside it.
"""

import json
from binascii import b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from struct import iter_unpack
from typing import Any, NamedTuple

from socialcase.lazy_dataclass import dataclass
from socialcase.storage.batches import Several, laid_out
from socialcase.storage.connection import Connection
from socialcase.storage.parcels import SPANNED, Parcel, record_in

_TAIL = b"\0\0"  # 16 bytes of salt and these two are 24 letters, of which the last two stand for =
_PARENTS = (
    "CASE WHEN c.parent_stream IS NULL THEN ',[],' ELSE ',[['"
    " || (SELECT p.at FROM temp.stream_at p WHERE p.id = c.parent_stream)"
    " || ',' || c.parent_seq || ']' || coalesce((SELECT group_concat(',[' || p.at || ',' || m.seq"
    " || ']', '' ORDER BY m.place) FROM more_parent m JOIN temp.stream_at p ON p.id = m.stream"
    " WHERE m.change = c.id), '') || '],' END"
)
# the array ends with what the salt will take the place of
_SALTED = (
    "concat(json_array({stream}, c.seq, c.lamport, c.wall, {save}, {field}, {record}, c.value, ''),"
    f" char(9) || '==\",', {{author}}, {_PARENTS}, 'null]' || char(10))"
)
_REDACTED = (
    "concat('[', {stream}, ',', c.seq, ',', c.lamport, ',', c.wall, ',', {save}, ',', {field}, ',',"
    " {record}, ',', json_quote(c.value), ',null,', {author},"
    f" {_PARENTS}, '\"', base64(c.commitment), '\"]', char(10))"
)
_BLOCK = (
    "SELECT CAST(group_concat(line, '') AS BLOB), CAST(group_concat(salt, ?) AS BLOB), max(letters)"  # noqa: S608
    f" FROM (SELECT CASE WHEN c.salt IS NULL THEN {_REDACTED} ELSE {_SALTED} END AS line,"
    f" c.salt AS salt, length(c.value) AS letters FROM {SPANNED} {{joined}}"
    " WHERE g.at BETWEEN ? AND ? ORDER BY g.at, c.id)"
)


Met = Mapping[str, tuple[int, ...]]
"""By table, the numbers in this file, in the order of the lists."""


class Block(NamedTuple):
    """Some thousand whole lines; `text` gives them. `longest`: letters of their longest value."""

    lines: bytes
    salts: bytes
    longest: int

    def text(self) -> bytes:
        """The lines with the salts at their places; takes its time, in any thread."""
        if not self.salts:
            return self.lines
        pieces = self.lines.split(b'"]\t')
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
def lined(several: Several, parcel: Parcel) -> Iterator[Lined]:
    """The changes of `parcel` as lines, which have to be read before the block ends."""
    met: Met = {
        "stream": parcel.streams,
        "field": parcel.fields,
        "record": tuple(dict.fromkeys([record_in(key) for key in parcel.keys])),
        "save": parcel.saves,
        "author": parcel.authors,
    }
    block = partial(_block, _statement(met))
    with laid_out(several, parcel.spans) as batches:
        batches.everywhere(partial(_prepare, met=met))
        named = partial(_named, batches.connections[0])
        with closing(batches.each(block)) as blocks:
            yield Lined(
                streams=[(device, epoch) for device, epoch in named("stream", "t.device, t.epoch")],
                fields=[uid for (uid,) in named("field")],
                records=[uid for (uid,) in named("record")],
                saves=[uid for (uid,) in named("save")],
                authors=[uid for (uid,) in named("author")],
                rows=parcel.changes,
                widest=parcel.widest,
                blocks=blocks,
            )


def _statement(met: Met) -> str:
    """Writes a batch out. Where all changes have the same number, nothing is looked up."""
    several = [name for name, numbers in met.items() if len(numbers) > 1]
    joined = [f"CROSS JOIN temp.{name}_at ON {name}_at.id = c.{name}" for name in several]
    places = {name: f"{name}_at.at" if name in several else "0" for name in met}
    return _BLOCK.format(joined=" ".join(joined), **places)


def _prepare(connection: Connection, met: Met) -> None:
    connection.connection.create_function("base64", 1, partial(b2a_base64, newline=False))
    for table, numbers in met.items():
        _keep(connection, table, numbers)


def _keep(connection: Connection, table: str, numbers: Sequence[int]) -> None:
    """A temporary table from a number in this file to its place in the list."""
    run = connection.exec_driver_sql
    run(f"CREATE TEMP TABLE IF NOT EXISTS {table}_at (id INTEGER PRIMARY KEY, at INTEGER)")
    run(f"DELETE FROM temp.{table}_at")  # noqa: S608
    run(
        f"INSERT INTO temp.{table}_at SELECT value, key FROM json_each(?)",  # noqa: S608
        (json.dumps(numbers),),
    )


def _named(connection: Connection, table: str, columns: str = "t.uid") -> Sequence[Any]:
    """The long ids behind the numbers of a list."""
    return connection.exec_driver_sql(
        f"SELECT {columns} FROM temp.{table}_at n CROSS JOIN {table} t"  # noqa: S608
        " ON t.id = n.id ORDER BY n.at"
    ).all()


def _block(statement: str, connection: Connection, first: int, last: int) -> Block:
    given = (_TAIL, first, last)
    lines, salts, longest = connection.exec_driver_sql(statement, given).one()
    return Block(lines, salts + _TAIL if salts else b"", longest or 0)
