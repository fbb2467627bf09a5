"""The exchange's view of the database: streams, peers, receipts, what is to be sent."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from socialcase.cases.changes import Change, Origin
from socialcase.storage import peers
from socialcase.storage.connection import Connection
from socialcase.storage.journals import Opening
from socialcase.storage.meta import read_meta
from socialcase.storage.peer_rows import Ack, Cursor, Peer, Receipt, SealedPart, SentBundle
from socialcase.storage.views import StreamHead

if TYPE_CHECKING:
    from socialcase.storage.rows import StagedRow


class Exchange:
    """What `sync` reads and notes outside a merge; got as `store.exchange`."""

    def __init__(
        self,
        reading: Opening,
        writing: Opening,
        device: str,
        say: Callable[[frozenset[str]], object],
    ) -> None:
        """`say`: tells whoever shows something that it has changed."""
        self._say = say
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

    def _own_stream(self, connection: Connection, epoch: str) -> int:
        number = connection.exec_driver_sql(
            "SELECT id FROM stream WHERE device = ? AND epoch = ?", (self._device, epoch)
        ).scalar()
        return int(number or 0)

    def chain_before(self, epoch: str, seq: int) -> bytes:
        """The own chain's head before the save that begins at `seq`."""
        from socialcase.storage.health import head_after

        with self._reading() as connection:
            return head_after(connection, self._own_stream(connection, epoch), seq - 1)

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

    def own_after(self, until: Mapping[str, int]) -> int:
        """How many own changes come after these places, by own epoch; 0 is before the first."""
        with self._reading() as connection:
            found = 0
            for epoch in self._epochs(connection):
                count = connection.exec_driver_sql(
                    "SELECT count(*) FROM change c JOIN field f ON f.id = c.field"
                    " WHERE c.stream = ? AND c.seq > ? AND f.kind <> 'epoch'",
                    (self._own_stream(connection, epoch), until.get(epoch, 0)),
                ).scalar()
                found += int(count or 0)
            return found

    def _epochs(self, connection: Connection) -> list[str]:
        rows = connection.exec_driver_sql(
            "SELECT epoch FROM stream WHERE device = ?", (self._device,)
        )
        return [str(epoch) for (epoch,) in rows]

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
        records: frozenset[int],
        left: frozenset[int] = frozenset(),
    ) -> None:
        """Note a bundle written for a recipient, and the records it carried by their numbers here.

        `left`: records of which it said that they have left the recipient's sight. Should they
        come back into it, their whole history goes along.
        """
        with self._writing() as connection:
            peers.keep_sent(connection, sent, records - left)
            peers.keep_left(connection, sent, left)
        self._say(frozenset({"bundle"}))

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
        from socialcase.storage.log import logged

        with self._reading() as connection:
            rows = logged(
                connection,
                "WHERE s.device = ? AND s.epoch = ? AND c.seq = ? AND c.held <> 2",
                (origin.device, origin.epoch, origin.seq),
            )
            return next((row.change for row in rows), None)

    def recognised(self, rows: "Iterable[StagedRow]") -> "list[StagedRow]":
        """Those of the rows that this workspace wrote itself, whether it still knows or not."""
        from socialcase.storage import marks

        with self._reading() as connection:
            key = marks.known_secret(connection)
        return [row for row in rows if marks.is_marked(key, row)]

    def stubs(self, device: str, epoch: str, upto: int) -> list[int]:
        """Sequence numbers up to `upto` of changes of which only the hash is here."""
        with self._reading() as connection:
            return peers.read_stubs(connection, device, epoch, upto)

    def row_hashes(self, device: str, epoch: str, first: int, last: int) -> dict[int, bytes]:
        """Hashes present here (changes and stubs) by sequence number."""
        with self._reading() as connection:
            return peers.read_hashes(connection, device, epoch, first, last)
