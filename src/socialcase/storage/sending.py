"""Changes on their way out: which ones go, what is known of them, and how they are written."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from socialcase.cases.changes import Held, Origin
from socialcase.storage import parcels
from socialcase.storage.batches import Several
from socialcase.storage.connection import Connection
from socialcase.storage.journals import Opening
from socialcase.storage.lines import Lined, lined
from socialcase.storage.parcels import Bounds, Going, Parcel, Spans, spans_of
from socialcase.storage.peer_rows import Cursor
from socialcase.storage.rows import Outgoing
from socialcase.storage.runs import Run, next_run

Wanted = Callable[[str, str], bool]
"""Whether a recipient gets records of this kind and effective audience."""

_NOTHING: Mapping[str, int] = {}
_PASSED_ON = ", ".join(str(int(one)) for one in (Held.ADMITTED, Held.NEWER, Held.SET_ASIDE))
_SINCE = "(c.id > ? OR c.id IN (SELECT change FROM release WHERE id > ?)"
_WANTED = (
    "SELECT c.id FROM json_each(?) t JOIN change c ON c.record = t.value ->> 0"  # noqa: S608
    " JOIN field f ON f.id = c.field AND f.kind = t.value ->> 1"
    " JOIN stream s ON s.id = c.stream"
    " WHERE (s.device <> ? OR c.seq > (SELECT l.value FROM json_each(?) l WHERE l.key = s.epoch))"
    f" AND c.held IN ({_PASSED_ON}) AND {_SINCE}"
    " OR NOT EXISTS (SELECT 1 FROM carried k JOIN sent b ON b.recipient = k.recipient"
    " AND b.number = k.number AND b.acked = 1 WHERE k.recipient = ? AND k.record = c.record))"
)
_SEEN = (
    "p.held <> 2 AND (p.value NOT LIKE 'named:%' OR instr(',' || substr(p.value, 7) || ',',"
    " ',' || (SELECT person FROM peer WHERE device = ?) || ','))"
)
_LEAVING = (
    "SELECT c.id, c.record, f.kind FROM change c"  # noqa: S608
    " JOIN field f ON f.id = c.field AND f.name = 'audience' JOIN stream s ON s.id = c.stream"
    f" WHERE s.device <> ? AND c.held IN ({_PASSED_ON}) AND {_SINCE})"
    " AND (EXISTS (SELECT 1 FROM carried k WHERE k.recipient = ? AND k.record = c.record)"
    " OR EXISTS (SELECT 1 FROM change o JOIN stream t ON t.id = o.stream AND t.device = ?"
    " WHERE o.record = c.record))"
    # by way of the parents, not through all changes: an office has many
    " AND (EXISTS (SELECT 1 FROM change p WHERE p.stream = c.parent_stream"
    f" AND p.seq = c.parent_seq AND {_SEEN})"
    " OR EXISTS (SELECT 1 FROM more_parent m JOIN change p ON p.stream = m.stream"
    f" AND p.seq = m.seq WHERE m.change = c.id AND {_SEEN}))"
)


_BEYOND = (
    "SELECT c.id FROM (SELECT s.id, s.last_seq, coalesce((SELECT j.value FROM json_each(?) j"  # noqa: S608
    " WHERE j.key = s.epoch), 0) AS known FROM stream s WHERE s.device = ?) s"
    " CROSS JOIN change c ON c.stream = s.id AND c.seq > s.known AND c.held <> 2"
    f" AND c.held IN ({_PASSED_ON}) AND c.salt IS NOT NULL AND c.id > ?"
    " WHERE s.last_seq > s.known ORDER BY c.id"
)


class Sending:
    """What `sync` reads of changes to be sent; got as `store.sending`."""

    def __init__(self, reading: Opening, several: Several, device: str) -> None:
        self._reading = reading
        self._several = several
        self._device = device

    def next_run(self, epoch: str, after_seq: int, bounds: Bounds) -> Run | None:
        """The next own changes of `epoch`, whole saves: as many as fit, at least one save.

        Only what was written here: what came back after a loss is where it came from.
        None when there is nothing after `after_seq`.
        """
        return next_run(self._several, (self._device, epoch), after_seq, bounds)

    def lacking(
        self, peer: str, since: Cursor, wanted: Wanted, *, lost: Mapping[str, int] = _NOTHING
    ) -> Spans:
        """What `peer` lacks, in the order of arrival.

        Changes after `since` (released ones too) of records that `wanted(kind, effective
        audience)`, and the whole history of records that the peer has not had. Changes that
        the peer made are left out, held ones too; but NEWER and set-aside ones go on. `lost`: by
        epoch of the peer, the last of its own changes that it still has; later ones go back.
        Of a record that the peer knows and may see no longer: the change that says so.
        A record counts as had once a bundle that carried it (`note_sent`) is acknowledged.
        """
        with self._reading() as connection:
            return spans_of(_wanted_changes(connection, peer, since, wanted, lost))

    def beyond(self, device: str, streams: Mapping[str, int], after: int) -> Spans:
        """What is here of `device` beyond what it has itself, of values that were not redacted.

        `streams`: by epoch, how far it has its own. `after`: only from that place on in the order
        of arrival.
        """
        with self._reading() as connection:
            given = (json.dumps(dict(streams)), device, after)
            return spans_of(connection.exec_driver_sql(_BEYOND, given).scalars())

    def places(self, origins: Iterable[Origin]) -> Spans:
        """Where these changes lie, in their order; those not here are left out."""
        with self._reading() as connection:
            return spans_of(parcels.places_of(connection, origins))

    def pieces(self, spans: Spans, bounds: Bounds) -> list[Spans]:
        """The changes cut between saves, each piece within `bounds`.

        A single save that is larger makes a piece of its own.
        """
        return parcels.pieces(self._several, spans, bounds)

    def parcel(self, spans: Spans) -> Parcel:
        """The changes with what they belong to."""
        return parcels.survey(self._several, spans)

    def records(self, parcel: Parcel, *, restricted: bool = False) -> list[Going]:
        """The records as they are now; `restricted`: only those for named people."""
        with self._reading() as connection:
            return parcels.records_of(connection, parcel, restricted=restricted)

    def rows(self, spans: Spans, records: Iterable[Going]) -> list[Outgoing]:
        """Those of the changes that belong to `records`, one by one."""
        with self._reading() as connection:
            return parcels.rows_of(connection, spans, records)

    def values(self, parcel: Parcel, field: str) -> list[str]:
        """The values that changes of `field` ("visit.case") give, each once."""
        with self._reading() as connection:
            return parcels.values(connection, parcel, field)

    def cases(self, parcel: Parcel) -> int:
        """How many cases the changes touch, directly or through what hangs on a case."""
        with self._reading() as connection:
            return parcels.cases(connection, parcel)

    def oldest(self, parcel: Parcel) -> int | None:
        """Wall milliseconds of the oldest change; None when there is none."""
        with self._reading() as connection:
            return parcels.oldest(connection, parcel.spans)

    @contextmanager
    def lined(self, parcel: Parcel) -> Iterator[Lined]:
        """The changes as lines of JSON, to be read before the block ends."""
        with lined(self._several, parcel) as lines:
            yield lines


def _wanted_changes(
    connection: Connection, peer: str, since: Cursor, wanted: Wanted, lost: Mapping[str, int]
) -> list[int]:
    circles = connection.exec_driver_sql("SELECT record, kind, effective FROM circle").all()
    fitting, hidden = [], set()
    for number, kind, effective in circles:
        if effective and wanted(kind, effective):
            fitting.append((number, kind))
        elif effective:
            hidden.add((number, kind))
    run = connection.exec_driver_sql
    place = (since.change, since.release, peer)
    found = run(_WANTED, (json.dumps(fitting), peer, json.dumps(dict(lost)), *place)).scalars()
    told = run(_LEAVING, (peer, *place, peer, peer, peer)).all()
    return sorted({*found, *(row[0] for row in told if (row[1], row[2]) in hidden)})
