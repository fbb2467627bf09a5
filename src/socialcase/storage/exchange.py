"""The exchange's view of the database: streams, peers, receipts, what is to be sent."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from socialcase.cases.changes import Change, Held, Origin
from socialcase.storage import peers
from socialcase.storage.connection import Connection
from socialcase.storage.health import chain_head
from socialcase.storage.journals import Opening
from socialcase.storage.leaving import SAVE, Raw, leaving, raw_rows
from socialcase.storage.log import logged
from socialcase.storage.meta import read_meta
from socialcase.storage.rows import Ack, Cursor, Outgoing, Peer, Receipt, SealedPart, SentBundle
from socialcase.storage.views import StreamHead

Wanted = Callable[[str, str], bool]
"""Whether a recipient gets records of this kind and effective audience."""

_READ_AT_ONCE = 20_000
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
_LEAVING = (
    "SELECT c.id, c.record, f.kind FROM change c"  # noqa: S608
    " JOIN field f ON f.id = c.field AND f.name = 'audience' JOIN stream s ON s.id = c.stream"
    f" WHERE s.device <> ? AND c.held IN ({_PASSED_ON}) AND {_SINCE})"
    " AND (EXISTS (SELECT 1 FROM carried k WHERE k.recipient = ? AND k.record = c.record)"
    " OR EXISTS (SELECT 1 FROM change o JOIN stream t ON t.id = o.stream AND t.device = ?"
    " WHERE o.record = c.record))"
    " AND EXISTS (SELECT 1 FROM change p WHERE (p.value NOT LIKE 'named:%' OR instr(','"
    " || substr(p.value, 7) || ',', ',' || (SELECT person FROM peer WHERE device = ?) || ','))"
    " AND (p.stream, p.seq) IN"
    " (SELECT c.parent_stream, c.parent_seq UNION ALL"
    " SELECT m.stream, m.seq FROM more_parent m WHERE m.change = c.id))"
)


class Exchange:
    """What `sync` reads and notes outside a merge; got as `store.exchange`."""

    def __init__(self, reading: Opening, writing: Opening, device: str) -> None:
        self._reading = reading
        self._writing = writing
        self._device = device

    def stream_head(self, device: str, epoch: str) -> StreamHead:
        """How far a stream is known (zeros if not at all). For the own stream, its chain head."""
        with self._reading() as connection:
            return peers.read_stream(connection, device, epoch)

    def streams(self) -> list[StreamHead]:
        """Every stream known here, the own ones (all epochs) too."""
        with self._reading() as connection:
            return peers.read_streams(connection)

    def lamport(self) -> int:
        """The highest lamport counter among admitted changes."""
        with self._reading() as connection:
            return int(read_meta(connection, "lamport") or "0")

    def own_epochs(self) -> list[str]:
        """The epochs of this device, oldest first."""
        return [head.epoch for head in self.streams() if head.device == self._device]

    def own_changes(self, epoch: str, after_seq: int, limit: int) -> list[Outgoing]:
        """Own changes of `epoch` in sequence, whole saves: at least one save, else <= `limit`.

        Only what was written here: what came back after a loss is where it came from.
        """
        with self._reading() as connection:
            number = self._own_stream(connection, epoch)
            rows = raw_rows(
                connection,
                "change c WHERE c.stream = ?1 AND c.seq > ?2 AND c.held <> 2 AND c.seq <="
                " (SELECT s.whole_seq FROM stream s WHERE s.id = ?1) ORDER BY c.seq LIMIT ?3",
                (number, after_seq, limit + 1),
            )
            kept = _whole_saves(rows, limit) or _first_save(connection, number, after_seq)
            return leaving(connection, kept)

    def _own_stream(self, connection: Connection, epoch: str) -> int:
        number = connection.exec_driver_sql(
            "SELECT id FROM stream WHERE device = ? AND epoch = ?", (self._device, epoch)
        ).scalar()
        return int(number or 0)

    def chain_before(self, epoch: str, seq: int) -> bytes:
        """The own chain's head before the save that begins at `seq`."""
        with self._reading() as connection:
            return chain_head(connection, self._own_stream(connection, epoch), seq)

    def cursor(self) -> Cursor:
        """The present place in the order of arrival."""
        with self._reading() as connection:
            return Cursor(
                *connection.exec_driver_sql(
                    "SELECT (SELECT coalesce(max(id), 0) FROM change),"
                    " (SELECT coalesce(max(id), 0) FROM release)"
                ).one()
            )

    def own_until(self, place: Cursor) -> dict[str, int]:
        """By own epoch, the last own change that was here at that place in the order of arrival."""
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT s.epoch, (SELECT c.seq FROM change c WHERE c.stream = s.id AND c.id <= ?"
                " ORDER BY c.seq DESC LIMIT 1) AS seq FROM stream s WHERE s.device = ?",
                (place.change, self._device),
            )
            return {epoch: int(seq) for epoch, seq in rows if seq}

    def outgoing(
        self,
        peer: str,
        since: Cursor,
        wanted: Wanted,
        *,
        lost: Mapping[str, int] = _NOTHING,
        limit: int = 50_000,
    ) -> Iterator[Outgoing]:
        """What `peer` lacks, in the order of arrival; a save is never split.

        Changes after `since` (released ones too) of records that `wanted(kind, effective
        audience)`, and the whole history of records that the peer has not had. Changes that
        the peer made are left out, held ones too; but NEWER and set-aside ones go on. `lost`: by
        epoch of the peer, the last of its own changes that it still has; later ones go back.
        Of a record that the peer knows and may see no longer: the change that says so.
        A record counts as had once a bundle that carried it (`note_sent`) is acknowledged.
        At most about `limit` changes; `outgoing_count` tells whether more are waiting.
        """
        with self._reading() as connection:
            numbers = _wanted_changes(connection, peer, since, wanted, lost)
            yield from _in_saves(connection, numbers, limit)

    def outgoing_count(self, peer: str, since: Cursor, wanted: Wanted) -> int:
        """How many changes `outgoing` would give without a limit."""
        with self._reading() as connection:
            return len(_wanted_changes(connection, peer, since, wanted, _NOTHING))

    def peers(self) -> list[Peer]:
        """Everyone enrolled."""
        with self._reading() as connection:
            return peers.read_peers(connection)

    def peer(self, device: str) -> Peer | None:
        """The peer with this device id."""
        return next((peer for peer in self.peers() if peer.device == device), None)

    def keep_peer(self, peer: Peer) -> None:
        """Add or replace a peer."""
        with self._writing() as connection:
            peers.keep_peer(connection, peer)

    def received(self, bundle: str) -> Receipt | None:
        """The receipt of a bundle taken in before."""
        with self._reading() as connection:
            return next(iter(peers.read_receipts(connection, "bundle = ?", (bundle,))), None)

    def last_received(self, sender: str) -> Receipt | None:
        """The receipt with the highest number from `sender`."""
        with self._reading() as connection:
            return next(iter(peers.read_receipts(connection, "sender = ?", (sender,))), None)

    def receipts(self) -> list[Receipt]:
        """Every bundle taken in, the highest number first."""
        with self._reading() as connection:
            return peers.read_receipts(connection, "1 = ?", (1,))

    def note_sent(
        self,
        sent: SentBundle,
        records: frozenset[str],
        left: frozenset[str] = frozenset(),
    ) -> None:
        """Note a bundle written for a recipient, and the records it carried.

        `left`: records of which it said that they have left the recipient's sight. Should they
        come back into it, their whole history goes along.
        """
        with self._writing() as connection:
            peers.keep_sent(connection, sent, records - left)
            peers.keep_left(connection, sent, left)

    def was_carried(self, recipient: str, record: str) -> bool:
        """Whether a bundle for `recipient` ever carried changes of `record`."""
        with self._reading() as connection:
            return peers.was_carried(connection, recipient, record)

    def sent_to(self, recipient: str) -> list[SentBundle]:
        """Bundles written for `recipient`, newest first."""
        with self._reading() as connection:
            return peers.read_sent(connection, recipient)

    def acks(self, peer: str) -> list[Ack]:
        """What the peer said it has."""
        with self._reading() as connection:
            return peers.read_acks(connection, peer)

    def sealed_for(self, recipient_staff: frozenset[str]) -> list[SealedPart]:
        """Sealed parts kept here that any of these people can open."""
        with self._reading() as connection:
            kept = peers.read_sealed(connection)
        return [part for part in kept if recipient_staff.intersection(part.recipients)]

    def change_at(self, origin: Origin) -> Change | None:
        """The change with this origin (of a fork, the one that counts)."""
        with self._reading() as connection:
            rows = logged(
                connection,
                "WHERE s.device = ? AND s.epoch = ? AND c.seq = ? AND c.held <> 2",
                (origin.device, origin.epoch, origin.seq),
            )
            return next((row.change for row in rows), None)

    def stubs(self, device: str, epoch: str, upto: int) -> list[int]:
        """Sequence numbers up to `upto` of changes of which only the hash is here."""
        with self._reading() as connection:
            return peers.read_stubs(connection, device, epoch, upto)

    def row_hashes(self, device: str, epoch: str, first: int, last: int) -> dict[int, bytes]:
        """Hashes present here (changes and stubs) by sequence number."""
        with self._reading() as connection:
            return peers.read_hashes(connection, device, epoch, first, last)


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
    told = run(_LEAVING, (peer, *place, peer, peer)).all()
    return sorted({*found, *(row[0] for row in told if (row[1], row[2]) in hidden)})


def _in_saves(connection: Connection, numbers: Sequence[int], limit: int) -> Iterator[Outgoing]:
    given = 0
    for _, rows in groupby(_by_number(connection, numbers), key=lambda row: row.save):
        one_save = list(rows)
        if given and given + len(one_save) > limit:
            return
        given += len(one_save)
        yield from one_save


def _by_number(connection: Connection, numbers: Sequence[int]) -> Iterator[Outgoing]:
    for start in range(0, len(numbers), _READ_AT_ONCE):
        some = json.dumps(numbers[start : start + _READ_AT_ONCE])
        source = "json_each(?) g JOIN change c ON c.id = g.value ORDER BY c.id"
        yield from leaving(connection, raw_rows(connection, source, (some,)))


def _whole_saves(rows: list[Raw], limit: int) -> list[Raw]:
    if len(rows) <= limit:
        return rows
    last = rows[-1][SAVE]
    return [row for row in rows if row[SAVE] != last]


def _first_save(connection: Connection, stream: int, after_seq: int) -> list[Raw]:
    return raw_rows(
        connection,
        "change c WHERE c.stream = ?1 AND c.seq > ?2 AND c.held <> 2"
        " AND c.save = (SELECT n.save FROM change n WHERE n.stream = ?1 AND n.seq > ?2"
        " AND n.held <> 2 ORDER BY n.seq LIMIT 1) AND c.seq <="
        " (SELECT s.whole_seq FROM stream s WHERE s.id = ?1) ORDER BY c.seq",
        (stream, after_seq),
    )
