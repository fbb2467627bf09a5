"""Looking over the database without changing it."""

from collections.abc import Iterator
from itertools import groupby

from socialcase.cases.changes import CHAIN_START, HASH_BYTES, MAX_COUNTER, link
from socialcase.storage.connection import Connection
from socialcase.storage.log import logged
from socialcase.storage.views import CheckReport, FilesReport

_WRONG_HEADS = """
SELECT EXISTS (
 SELECT 1 FROM change c WHERE c.held = 0
 AND EXISTS (SELECT 1 FROM head h
  WHERE h.record = c.record AND h.field = c.field AND h.change = c.id)
 = (c.id IN (
  SELECT p.id FROM change k JOIN change p ON p.stream = k.parent_stream AND p.seq = k.parent_seq
   AND p.held <> 2 WHERE k.held = 0 AND p.record = k.record AND p.field = k.field
   AND p.lamport < k.lamport
  UNION SELECT p.id FROM more_parent m JOIN change k ON k.id = m.change
   JOIN change p ON p.stream = m.stream AND p.seq = m.seq AND p.held <> 2
   WHERE k.held = 0 AND p.record = k.record AND p.field = k.field AND p.lamport < k.lamport)))
 OR EXISTS (SELECT 1 FROM head h LEFT JOIN change c ON c.id = h.change AND c.held = 0
  WHERE c.id IS NULL)
"""


def check(connection: Connection, files: FilesReport) -> CheckReport:
    """Pages, hashes, heads, own chain and counters; `files` is what was found beside.

    A missing file is no fault of the database: it may still be on its way.
    """
    damaged = ("files",) if files.damaged else ()
    problems = (*_problems(connection), *damaged)
    return CheckReport(
        sound=not problems,
        problems=problems,
        changes=_number(connection, "SELECT count(*) FROM change"),
        records=_number(connection, "SELECT count(*) FROM record"),
        held=_number(connection, "SELECT count(*) FROM change WHERE held <> 0"),
        conflicts=_number(
            connection,
            "SELECT count(*) FROM conflict x JOIN field f ON f.id = x.field JOIN circle k"
            " ON k.record = x.record AND k.kind = f.kind AND k.shown = 1",
        ),
        files=files,
    )


def _problems(connection: Connection) -> Iterator[str]:
    pages = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if pages != ["ok"]:
        yield "pages"
    if _number(connection, _WRONG_HEADS):
        yield "heads"
    if any(row.change.row_hash() != row.row_hash for row in logged(connection, "")):
        yield "hashes"
    if not _chains_hold(connection):
        yield "chain"
    if _number(
        connection,
        "SELECT coalesce(max(lamport), 0) > (SELECT CAST(value AS INTEGER) FROM meta"
        " WHERE name = 'lamport') FROM change WHERE held = 0",
    ):
        yield "lamport"


def _chains_hold(connection: Connection) -> bool:
    own = connection.exec_driver_sql(
        "SELECT s.id, s.whole_seq + 1, s.head FROM stream s"
        " JOIN meta m ON m.name = 'device' AND m.value = s.device"
    ).all()
    # what was sent back after a loss lies beyond, and need not be without gaps
    return all(chain_head(connection, number, below) == head for number, below, head in own)


def chain_head(connection: Connection, stream: int, below: int = MAX_COUNTER) -> bytes:
    """The head of a stream's chain worked out from its rows: one link per save.

    `below`: only over the rows with smaller sequence numbers.
    """
    saves, hashes = connection.exec_driver_sql(
        "SELECT group_concat(save), CAST(group_concat(row_hash, '') AS BLOB) FROM (SELECT save,"
        " row_hash FROM change WHERE stream = ? AND held <> 2 AND seq < ? ORDER BY seq)",
        (stream, below),
    ).one()
    head, done = CHAIN_START, 0
    for _, rows in groupby(saves.split(",") if saves else ()):
        size = HASH_BYTES * sum(1 for _ in rows)
        head = link(head, (hashes[done : done + size],))
        done += size
    return head


def head_after(connection: Connection, stream: int, last: int) -> bytes:
    """The head of an own stream's chain after the save that ends with number `last`."""
    kept = connection.exec_driver_sql(
        "SELECT head FROM stream WHERE id = ? AND whole_seq = ?", (stream, last)
    ).scalar()
    return chain_head(connection, stream, last + 1) if kept is None else bytes(kept)


def _number(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())
