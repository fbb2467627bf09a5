"""A laptop's own stream in a bundle: whole, in order, and linked save by save."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from socialcase.cases.changes import link
from socialcase.storage.rows import StagedRow
from socialcase.sync.manifest import Segment
from socialcase.sync.wire import Stub, WireBad

_Entry = tuple[str, bytes]


@dataclass(slots=True)
class StreamCheck:
    """Gathers the rows and stubs of one segment and proves its chain.

    `heads`: after `prove`, the chain's head at the end of each save, by sequence number.
    """

    segment: Segment
    entries: dict[int, _Entry] = field(default_factory=dict)
    heads: dict[int, bytes] = field(default_factory=dict)
    _last: tuple[int, int, str] = (0, 0, "")

    def row(self, row: StagedRow) -> None:
        """Take a change. Raises `WireBad`: sequence numbers rise, lamports with each save."""
        seq, lamport, save = self._last
        if row.seq <= seq:
            raise WireBad("bad_structure")
        if row.lamport < lamport or (row.lamport == lamport and row.save != save):
            raise WireBad("implausible")
        self._last = (row.seq, row.lamport, row.save)
        self._enter(row.seq, row.save, row.row_hash)

    def stub(self, stub: Stub) -> None:
        """Take the stub of a restricted change. Raises `WireBad`."""
        self._enter(stub.seq, stub.save, stub.row_hash)

    def prove(self) -> None:
        """Raises `WireBad` unless every sequence number came once and the links end as signed."""
        segment = self.segment
        if len(self.entries) != segment.last - segment.first + 1:
            raise WireBad("bad_structure")
        head = bytes.fromhex(segment.before)
        seen: set[str] = set()
        ordered = [(seq, *self.entries[seq]) for seq in sorted(self.entries)]
        for save, group in groupby(ordered, key=itemgetter(1)):
            if save in seen or not save:
                raise WireBad("bad_structure")
            seen.add(save)
            rows = list(group)
            head = link(head, [row_hash for _, _, row_hash in rows])
            self.heads[rows[-1][0]] = head
        if head.hex() != segment.after:
            raise WireBad("bad_structure")

    def joins(self, known: Mapping[int, bytes], upto: int, head: bytes) -> str:
        """How the segment joins a stream known up to `upto` with chain `head`.

        "" when it continues or repeats it, "earlier_missing" for a gap, "forked" when another
        history lies there. `known`: hashes here by sequence number.
        """
        segment = self.segment
        if segment.first > upto + 1:
            return "earlier_missing"
        if any(known.get(seq, row_hash) != row_hash for seq, (_, row_hash) in self.entries.items()):
            return "forked"
        if segment.last < upto:
            return ""
        reached = segment.before if segment.first == upto + 1 else self.heads.get(upto, b"").hex()
        return "" if reached == head.hex() else "forked"

    def _enter(self, seq: int, save: str, row_hash: bytes) -> None:
        inside = self.segment.first <= seq <= self.segment.last
        if not inside or seq in self.entries:
            raise WireBad("bad_structure")
        self.entries[seq] = (save, row_hash)
