"""Runs: the next changes of an own stream, always whole saves."""

from collections.abc import Mapping
from typing import NamedTuple

from socialcase.storage.batches import Several
from socialcase.storage.connection import Connection
from socialcase.storage.parcels import Bounds, Spans, count, pieces, spans_of

# only what was written here: what came back after a loss lies beyond, and is where it came from
_OWN = (
    "FROM stream s CROSS JOIN change c ON c.stream = s.id AND c.seq > :after AND c.held <> 2"
    " AND c.seq <= s.whole_seq WHERE s.device = :device AND s.epoch = :epoch"
)
_ENDS = (
    "SELECT c.stream, s.last, c.id, (SELECT n.id FROM change n WHERE n.stream = s.id"
    " AND n.seq = s.last AND n.held <> 2) FROM (SELECT id, min(whole_seq, :after + :most) AS last"
    " FROM stream WHERE device = :device AND epoch = :epoch) s"
    " JOIN change c ON c.stream = s.id AND c.seq = :after + 1 AND c.seq <= s.last AND c.held <> 2"
)
_BETWEEN = (
    "SELECT count(*) FROM change c WHERE +c.id BETWEEN ? AND ? AND c.stream = ?"
    " AND c.seq BETWEEN ? AND ? AND c.held <> 2"
)
_PLACES = f"SELECT c.id {_OWN} ORDER BY c.seq LIMIT :most"
_FIRST_SAVE = (
    f"SELECT c.id {_OWN} AND c.save = (SELECT c.save {_OWN} ORDER BY c.seq LIMIT 1) ORDER BY c.seq"
)


class Run(NamedTuple):
    """Changes of an own stream: where they lie, first and last sequence number."""

    spans: Spans
    first: int
    last: int


def next_run(several: Several, stream: tuple[str, str], after: int, bounds: Bounds) -> Run | None:
    """Whole saves of `stream` (device and epoch) after number `after`, as many as fit.

    At least one save, even when it is larger than `bounds`. None when there is nothing.
    """
    device, epoch = stream
    # one more than fits shows whether the last save is whole
    given: dict[str, int | str] = {
        "device": device,
        "epoch": epoch,
        "after": after,
        "most": bounds.changes + 1,
    }
    with several(1) as connections:
        spans = _places(connections[0], given)
    if not spans:
        return None
    spans = pieces(several, spans, bounds)[0]
    with several(1) as (connection,):
        if count(spans) > bounds.changes:
            spans = spans_of(connection.exec_driver_sql(_FIRST_SAVE, given).scalars())
        return Run(spans, _number(connection, spans[0][0]), _number(connection, spans[-1][1]))


def _places(connection: Connection, given: Mapping[str, int | str]) -> Spans:
    ends = connection.exec_driver_sql(_ENDS, given).one_or_none()
    if ends is None:
        return ()
    stream, last, first_place, last_place = ends
    first = int(given["after"]) + 1
    if last_place is not None and last_place - first_place == last - first:
        between = connection.exec_driver_sql(
            _BETWEEN, (first_place, last_place, stream, first, last)
        ).scalar_one()
        if between == last - first + 1:  # every number, and nothing else lies between
            return ((first_place, last_place),)
    return spans_of(connection.exec_driver_sql(_PLACES, given).scalars())


def _number(connection: Connection, place: int) -> int:
    found = connection.exec_driver_sql("SELECT seq FROM change WHERE id = ?", (place,))
    return int(found.scalar_one())
