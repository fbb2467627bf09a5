"""Merging: what a bundle brings goes through a stage into the log in one transaction."""

from collections.abc import Iterable, Sequence

from socialcase.cases.changes import Held, Origin
from socialcase.storage.rows import (
    Ack,
    Peer,
    Receipt,
    SealedPart,
    StagedRecord,
    StagedRow,
    StubRow,
)
from socialcase.storage.views import MergeReport, StreamHead


class Merging:
    """One merge; got from `with store.merging() as m:`. Leaving it well commits, else nothing."""

    def stage(self, rows: Sequence[StagedRow]) -> None:
        """Put rows on the stage (call it in chunks of some thousands)."""
        raise NotImplementedError

    def stubs(self, rows: Sequence[StubRow]) -> None:
        """Note restricted changes for other people, of which only the hash came."""
        raise NotImplementedError

    def records(self) -> list[StagedRecord]:
        """Each (record, kind) on the stage with what is known here, for the scope policy."""
        raise NotImplementedError

    def hold(self, records: Iterable[tuple[str, str]], reason: Held) -> int:
        """Propose `reason` for all staged rows of these (record, kind); gives how many rows."""
        raise NotImplementedError

    def stream_head(self, device: str, epoch: str) -> StreamHead:
        """How far the stream is known, as this transaction sees it (zeros if not at all)."""
        raise NotImplementedError

    def advance(self, device: str, epoch: str, upto_seq: int, head: bytes) -> None:
        """Note that the stream is whole up to `upto_seq`; rows held for the gap are released."""
        raise NotImplementedError

    def admit(self) -> MergeReport:
        """Take the stage into the log, heads, tables and search. Call once, after staging."""
        raise NotImplementedError

    def release(self, origins: Iterable[Origin]) -> int:
        """Let held rows count (a person or a newer policy decided so); before `admit`."""
        raise NotImplementedError

    def remember_bundle(self, receipt: Receipt) -> None:
        """Keep the receipt, so that a repeated bundle is recognised."""
        raise NotImplementedError

    def set_ack(self, ack: Ack) -> None:
        """Note what a peer says it has."""
        raise NotImplementedError

    def acknowledge_sent(self, recipient: str, number: int) -> None:
        """Note that `recipient` has every bundle of ours up to `number`."""
        raise NotImplementedError

    def keep_peer(self, peer: Peer) -> None:
        """Add or replace an enrolled laptop or office."""
        raise NotImplementedError

    def keep_sealed(self, part: SealedPart) -> None:
        """Keep a part for other people, to be passed on."""
        raise NotImplementedError
