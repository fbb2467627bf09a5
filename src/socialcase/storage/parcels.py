"""Parcels: which changes go out together, named by their places in the order of arrival.

A parcel is small whatever it holds. What must be known of its changes is asked of the database for
all of them at once: a bundle holds fifty thousand, and a loop over them would take longer than
compressing, sealing and writing it.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

from socialcase.cases.changes import Origin
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.batches import Several, laid_out, scratch
from socialcase.storage.connection import Connection
from socialcase.storage.leaving import leaving, raw_rows
from socialcase.storage.rows import Outgoing

T = TypeVar("T")

Spans = tuple[tuple[int, int], ...]
"""Runs of places, first and last of each, in the order of sending; at every place lies a change."""

SPANNED = "temp.span g CROSS JOIN change c ON c.id BETWEEN g.first AND g.last"
"""The changes of temp.span (see `spread`), with `ORDER BY g.at, c.id` in the order of sending."""
_BATCH = "WHERE g.at BETWEEN ? AND ?"

# a plus keeps the field out of the search for a plan: an index would be made just for this
_OF_FILE = "+c.field = (SELECT id FROM field WHERE uid = 'attachment.size')"
_WEIGHT = "200 + 2 * coalesce(octet_length(c.value), 0)"
_TOTAL = (
    "SELECT count(*), 200 * count(*) + 2 * total(octet_length(c.value)),"  # noqa: S608
    f" count(*) FILTER (WHERE {_OF_FILE}),"
    f" total(CAST(c.value AS INTEGER)) FILTER (WHERE {_OF_FILE}) FROM {SPANNED} {_BATCH}"
)
_EACH = (
    f"SELECT c.save, c.id, 1, {_WEIGHT}, {_OF_FILE},"  # noqa: S608
    f" CASE WHEN {_OF_FILE} THEN CAST(c.value AS INTEGER) ELSE 0 END"
    f" FROM {SPANNED} ORDER BY g.at, c.id"
)
# a DISTINCT aggregate gives what it meets in the order of meeting: all of them in one look
_KINDS = (
    "CREATE TEMP TABLE IF NOT EXISTS kind_of (field INTEGER PRIMARY KEY, kind INTEGER)",
    "DELETE FROM temp.kind_of",
    "INSERT INTO temp.kind_of SELECT id, min(id) OVER (PARTITION BY kind) FROM field",
)
_MET = (
    "SELECT group_concat(DISTINCT (c.record << 20) + k.kind), group_concat(DISTINCT c.field),"  # noqa: S608
    " group_concat(DISTINCT c.save), group_concat(DISTINCT c.author),"
    " group_concat(DISTINCT (c.stream << 20) + coalesce(c.parent_stream, 0))"
    f" FROM {SPANNED} CROSS JOIN temp.kind_of k ON k.field = c.field {_BATCH}"
)
_RECORDS = (
    "SELECT r.id, r.uid, f.kind, coalesce(nullif(k.effective, ''),"
    " CASE f.kind WHEN 'epoch' THEN 'everyone' ELSE 'named:' END) AS audience"
    " FROM json_each(?) j CROSS JOIN field f ON f.id = j.value & 1048575"
    " LEFT JOIN circle k ON k.record = j.value >> 20 AND k.kind = f.kind"
    " CROSS JOIN record r ON r.id = j.value >> 20"
)
_RESTRICTED = f"{_RECORDS} WHERE audience LIKE 'named:%'"
_KIND_NAMES = "SELECT kind FROM field WHERE id IN (SELECT value & 1048575 FROM json_each(?))"
_CASE_RECORDS = (
    "SELECT r.uid FROM json_each(?) j CROSS JOIN record r ON r.id = j.value >> 20"
    " WHERE j.value & 1048575 IN (SELECT id FROM field WHERE kind = 'case')"
)
_WIDEST = (
    "SELECT coalesce(max(m.place), 0) + 1 FROM temp.span g CROSS JOIN more_parent m"  # noqa: S608
    f" ON m.change BETWEEN g.first AND g.last {_BATCH}"
)
_STREAMS = (
    "SELECT DISTINCT c.stream, c.parent_stream, CASE WHEN c.parent_stream IS NOT NULL"  # noqa: S608
    " AND EXISTS (SELECT 1 FROM more_parent m WHERE m.change = c.id) THEN c.id END"
    f" FROM {SPANNED} {_BATCH}"
)
_OF_RECORDS = (
    f"{SPANNED} CROSS JOIN field f ON f.id = c.field AND (c.record, f.kind) IN"  # noqa: S608
    " (SELECT value ->> 0, value ->> 1 FROM json_each(?)) ORDER BY g.at, c.id"
)
_CASES = (
    f"SELECT DISTINCT c.value FROM {SPANNED} WHERE +c.field IN (SELECT id FROM field"  # noqa: S608
    " WHERE name = 'case' AND element = '') AND c.value <> ''"
)
_HANGING = "SELECT DISTINCT kind FROM field WHERE name = 'case' AND element = ''"
_VALUES = (
    f"SELECT DISTINCT c.value FROM {SPANNED}"  # noqa: S608
    " WHERE +c.field = (SELECT id FROM field WHERE uid = ?) AND c.value IS NOT NULL"
)


class Bounds(NamedTuple):
    """How much goes into one bundle.

    `weight`: bytes of changes on the wire before compression, about. `files`, `file_bytes`: of
    the encrypted files that changes bring along.
    """

    changes: int
    weight: int
    files: int
    file_bytes: int


class Going(NamedTuple):
    """A record of which changes go out. `number`: what stands for it in this file.

    `audience`: effective one now. Where none is known (a newer program's kind, an unfinished
    record): named people, and nobody.
    """

    number: int
    uid: str
    kind: str
    audience: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Changes to be sent, and what they belong to, by numbers of this file in order of first use.

    `keys`: records, each with its kind (see `record_in`); `kinds`: which kinds these are. `widest`:
    most parents of one change.
    """

    spans: Spans = ()
    keys: tuple[int, ...] = ()
    fields: tuple[int, ...] = ()
    saves: tuple[int, ...] = ()
    authors: tuple[int, ...] = ()
    streams: tuple[int, ...] = ()
    kinds: frozenset[str] = frozenset()
    widest: int = 1

    @property
    def changes(self) -> int:
        """How many changes."""
        return count(self.spans)

    def and_then(self, other: "Parcel") -> "Parcel":
        """Both, the changes of `other` last."""
        if not self.spans:
            return other
        return Parcel(
            self.spans + other.spans,
            _every((self.keys, other.keys)),
            _every((self.fields, other.fields)),
            _every((self.saves, other.saves)),
            _every((self.authors, other.authors)),
            _every((self.streams, other.streams)),
            self.kinds | other.kinds,
            max(self.widest, other.widest),
        )


class _Met(NamedTuple):
    """What the changes of one batch belong to."""

    keys: tuple[int, ...]
    fields: tuple[int, ...]
    saves: tuple[int, ...]
    authors: tuple[int, ...]
    streams: tuple[int, ...]
    widest: int


def _every(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def record_in(key: int) -> int:
    """The number of the record of which this is the key."""
    return key >> 20


def count(spans: Spans) -> int:
    """How many places."""
    return sum(last - first + 1 for first, last in spans)


def spans_of(places: Iterable[int]) -> Spans:
    """The runs in `places`, which stay in their order."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and place == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((place, place))
    return tuple(spans)


def without(spans: Spans, places: Collection[int]) -> Spans:
    """`spans` without some places."""
    gone = set(places)
    every = (place for first, last in spans for place in range(first, last + 1))
    return spans_of(place for place in every if place not in gone)


def places_of(connection: Connection, origins: Iterable[Origin]) -> Iterator[int]:
    """The places of changes, in the order of `origins`; those not here are left out."""
    for one in origins:
        found = connection.exec_driver_sql(
            "SELECT c.id FROM stream s JOIN change c ON c.stream = s.id AND c.seq = ?"
            " AND c.held <> 2 WHERE s.device = ? AND s.epoch = ?",
            (one.seq, one.device, one.epoch),
        ).scalar()
        if found is not None:
            yield int(found)


@contextmanager
def spread(connection: Connection, spans: Sequence[tuple[int, int]]) -> Iterator[None]:
    """Have `spans` in temp.span of a reading connection."""
    with scratch(connection):
        connection.connection.executemany(
            "INSERT INTO temp.span (first, last) VALUES (?, ?)", spans
        )
        yield


def survey(several: Several, spans: Spans) -> Parcel:
    """The parcel of `spans`."""
    if not spans:
        return Parcel()
    with laid_out(several, spans) as batches:
        batches.everywhere(_learn_kinds)
        *lists, widest = zip(*batches.each(_met), strict=True)
        keys, fields, saves, authors, streams = map(_every, lists)
        run = batches.connections[0].exec_driver_sql
        kinds = frozenset(run(_KIND_NAMES, (json.dumps(keys),)).scalars())
        return Parcel(spans, keys, fields, saves, authors, streams, kinds, max(widest))


def _learn_kinds(connection: Connection) -> None:
    for statement in _KINDS:
        connection.exec_driver_sql(statement)


def _met(connection: Connection, *batch: int) -> _Met:
    run = connection.exec_driver_sql
    *lists, streams = run(_MET, batch).one()
    keys, fields, saves, authors = map(_numbers, lists)
    widest = run(_WIDEST, batch).scalar_one()
    met = _pairs(_numbers(streams)) if widest == 1 else _streams(connection, *batch)
    return _Met(keys, fields, saves, authors, met, widest)


def records_of(connection: Connection, parcel: Parcel, *, restricted: bool) -> list[Going]:
    """The records of `parcel` as they are now, only those for named people if so wanted."""
    statement = _RESTRICTED if restricted else _RECORDS
    rows = connection.exec_driver_sql(statement, (json.dumps(parcel.keys),))
    return list(map(Going._make, rows))


def _numbers(listed: str) -> tuple[int, ...]:
    return tuple(map(int, listed.split(",")))


def _pairs(numbers: Iterable[int]) -> tuple[int, ...]:
    """The streams of changes and of their only parents."""
    found = dict.fromkeys(one for pair in numbers for one in (pair >> 20, pair & 1048575))
    return tuple(one for one in found if one)


def _streams(connection: Connection, *batch: int) -> tuple[int, ...]:
    """The same where some change has several parents."""
    found: dict[int, None] = {}
    for stream, above, several in connection.exec_driver_sql(_STREAMS, batch).all():
        found |= dict.fromkeys((stream,) if above is None else (stream, above))
        if several is not None:
            more = connection.exec_driver_sql(
                "SELECT stream FROM more_parent WHERE change = ? ORDER BY place", (several,)
            )
            found |= dict.fromkeys(more.scalars())
    return tuple(found)


def rows_of(connection: Connection, spans: Spans, records: Iterable[Going]) -> list[Outgoing]:
    """Those changes of `spans` that belong to `records`, read wholly."""
    wanted = json.dumps([(one.number, one.kind) for one in records])
    with spread(connection, spans):
        return leaving(connection, raw_rows(connection, _OF_RECORDS, (wanted,)))


def pieces(several: Several, spans: Spans, bounds: Bounds) -> list[Spans]:
    """`spans` cut between saves, each piece within `bounds` unless it is a single save."""
    with laid_out(several, spans) as batches:
        sizes = [sum(shares) for shares in zip(*batches.each(_total), strict=True)]
    if not sizes or _fits(sizes, bounds):
        return [spans]
    with several(1) as connections, spread(connections[0], spans):
        rows = connections[0].exec_driver_sql(_EACH)
        return [spans_of(piece) for piece in _cut(rows, bounds)]


def _total(connection: Connection, *batch: int) -> Sequence[float]:
    found: Sequence[float] = connection.exec_driver_sql(_TOTAL, batch).one()
    return found


def _fits(sizes: Sequence[float], bounds: Bounds) -> bool:
    return all(size <= most for size, most in zip(sizes, bounds, strict=True))


def _cut(rows: Iterable[Sequence[int]], bounds: Bounds) -> Iterator[list[int]]:
    """The places of each piece. `rows`: save, place, and its share of every bound."""
    piece: list[int] = []
    sizes = [0] * len(bounds)
    for _, save in groupby(rows, key=itemgetter(0)):
        _, places, *shares = zip(*save, strict=True)
        with_it = [size + sum(share) for size, share in zip(sizes, shares, strict=True)]
        if piece and not _fits(with_it, bounds):
            yield piece
            piece, with_it = [], [sum(share) for share in shares]
        piece += places
        sizes = with_it
    if piece:
        yield piece


def cases(connection: Connection, parcel: Parcel) -> int:
    """How many cases the changes touch, directly or through what hangs on a case."""
    found: set[str] = set()
    if "case" in parcel.kinds:
        keys = json.dumps(parcel.keys)
        found.update(connection.exec_driver_sql(_CASE_RECORDS, (keys,)).scalars())
    if parcel.kinds.intersection(connection.exec_driver_sql(_HANGING).scalars()):
        with spread(connection, parcel.spans):
            found.update(connection.exec_driver_sql(_CASES).scalars())
    return len(found)


def values(connection: Connection, parcel: Parcel, field: str) -> list[str]:
    """The values that changes of `field` give, each once."""
    if field.partition(".")[0] not in parcel.kinds:
        return []
    with spread(connection, parcel.spans):
        found = connection.exec_driver_sql(_VALUES, (field,)).scalars()
        return [str(value) for value in found]


def oldest(connection: Connection, spans: Spans) -> int | None:
    """Wall milliseconds of the oldest change."""
    with spread(connection, spans):
        found = connection.exec_driver_sql(f"SELECT min(c.wall) FROM {SPANNED}").scalar()  # noqa: S608
    return None if found is None else int(found)
