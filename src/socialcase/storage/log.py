"""The change log as `Change` values: reading rows back exactly as they were written."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from socialcase.cases.changes import Change, Held, Origin
from socialcase.storage.connection import Connection

_SELECT = (
    "SELECT c.id, c.held, c.row_hash, s.device, s.epoch, c.seq, c.lamport, c.wall, v.uid,"
    " r.uid, f.uid, c.value, c.salt, a.uid, c.commitment, ps.device, ps.epoch, c.parent_seq,"
    " (SELECT json_group_array(json_array(ms.device, ms.epoch, m.seq) ORDER BY m.place)"
    " FROM more_parent m JOIN stream ms ON ms.id = m.stream WHERE m.change = c.id)"
    " FROM {source} JOIN stream s ON s.id = c.stream JOIN save v ON v.id = c.save"
    " JOIN record r ON r.id = c.record JOIN field f ON f.id = c.field"
    " JOIN author a ON a.id = c.author LEFT JOIN stream ps ON ps.id = c.parent_stream {rest}"
)


class Logged(NamedTuple):
    """A change as it lies in the log. `number`: its place in the order of arrival here."""

    number: int
    held: Held
    row_hash: bytes
    change: Change


def logged(
    connection: Connection, rest: str, parameters: Sequence[object] = (), source: str = "change c"
) -> Iterable[Logged]:
    """Changes of `source` (a join in which the change is `c`), narrowed by SQL `rest`.

    `rest` and `source` are written by this room, never taken from data; streams are `s`, saves
    `v`, records `r`, fields `f`, authors `a`.
    """
    statement = _SELECT.format(source=source, rest=rest)
    for row in connection.exec_driver_sql(statement, tuple(parameters)):
        yield _from_row(row)


def _from_row(row: Sequence[object]) -> Logged:
    (number, held, row_hash, device, epoch, seq, lamport, wall, save, record, field, value, salt,
     author, commitment, above, above_epoch, above_seq, more) = row  # fmt: skip
    parents: tuple[Origin, ...] = ()
    if above is not None:
        first = Origin(str(above), str(above_epoch), int(str(above_seq)))
        parents = (first, *(Origin(*parent) for parent in json.loads(str(more))))
    change = Change(
        origin=Origin(str(device), str(epoch), int(str(seq))),
        lamport=int(str(lamport)),
        wall=int(str(wall)),
        save=str(save),
        record=str(record),
        field=str(field),
        value=None if value is None else str(value),
        salt=salt if isinstance(salt, bytes) else None,
        author=str(author),
        parents=parents,
        commitment=commitment if isinstance(commitment, bytes) else b"",
    )
    return Logged(
        int(str(number)),
        Held(int(str(held))),
        row_hash if isinstance(row_hash, bytes) else b"",
        change,
    )


def heads_of(connection: Connection, record: str, field: str) -> list[Logged]:
    """The heads of a field of a record, the showing one first."""
    return list(
        logged(
            connection,
            " ORDER BY h.shows DESC, c.lamport DESC, s.device DESC, s.epoch DESC, c.seq DESC",
            (record, field),
            "record hr JOIN field hf JOIN head h ON h.record = hr.id AND h.field = hf.id"
            " AND hr.uid = ? AND hf.uid = ? JOIN change c ON c.id = h.change",
        )
    )
