"""The exchange's view of the database: streams, peers, receipts, what is to be sent."""

from collections.abc import Callable, Iterator

from socialcase.cases.changes import Change, Origin
from socialcase.storage.rows import (
    Ack,
    Cursor,
    Outgoing,
    Peer,
    Receipt,
    SealedPart,
    SentBundle,
)
from socialcase.storage.views import StreamHead


class Exchange:
    """What `sync` reads and notes outside a merge; got as `store.exchange`."""

    def stream_head(self, device: str, epoch: str) -> StreamHead:
        """How far a stream is known (zeros if not at all). For the own stream, its chain head."""
        raise NotImplementedError

    def streams(self) -> list[StreamHead]:
        """Every stream known here, the own ones (all epochs) too."""
        raise NotImplementedError

    def lamport(self) -> int:
        """The highest lamport counter among admitted changes."""
        raise NotImplementedError

    def own_changes(self, epoch: str, after_seq: int, limit: int) -> list[Outgoing]:
        """Own changes of `epoch` in sequence, whole saves: at least one save, else <= `limit`."""
        raise NotImplementedError

    def own_epochs(self) -> list[str]:
        """The epochs of this device, oldest first."""
        raise NotImplementedError

    def chain_before(self, epoch: str, seq: int) -> bytes:
        """The own chain's head before the save that begins at `seq`."""
        raise NotImplementedError

    def cursor(self) -> Cursor:
        """The present place in the order of arrival."""
        raise NotImplementedError

    def outgoing(
        self,
        peer: str,
        since: Cursor,
        wanted: Callable[[str, str], bool],
        *,
        limit: int = 50_000,
    ) -> Iterator[Outgoing]:
        """What `peer` lacks, in the order of arrival.

        Changes after `since` (released ones too) of records that `wanted(kind, effective
        audience)`, and the whole history of records that the peer has not had. Changes that the peer itself made are left out. Held ones too, but NEWER and set-aside ones
        go on. Never splits a save.
        """
        raise NotImplementedError

    def peers(self) -> list[Peer]:
        """Everyone enrolled."""
        raise NotImplementedError

    def peer(self, device: str) -> Peer | None:
        """The peer with this device id."""
        raise NotImplementedError

    def keep_peer(self, peer: Peer) -> None:
        """Add or replace a peer."""
        raise NotImplementedError

    def received(self, bundle: str) -> Receipt | None:
        """The receipt of a bundle taken in before."""
        raise NotImplementedError

    def last_received(self, sender: str) -> Receipt | None:
        """The receipt with the highest number from `sender`."""
        raise NotImplementedError

    def note_sent(self, sent: SentBundle, records: frozenset[str]) -> None:
        """Note a bundle written for a recipient, and the records it carried."""
        raise NotImplementedError

    def sent_to(self, recipient: str) -> list[SentBundle]:
        """Bundles written for `recipient`, newest first."""
        raise NotImplementedError

    def acks(self, peer: str) -> list[Ack]:
        """What the peer said it has."""
        raise NotImplementedError

    def sealed_for(self, recipient_staff: frozenset[str]) -> list[SealedPart]:
        """Sealed parts kept here that any of these people can open."""
        raise NotImplementedError

    def change_at(self, origin: Origin) -> Change | None:
        """The counting change with this origin."""
        raise NotImplementedError

    def row_hashes(self, device: str, epoch: str, first: int, last: int) -> dict[int, bytes]:
        """Hashes present here (changes and stubs) by sequence number."""
        raise NotImplementedError
