"""The one concept: a *change* gives one field of one record a value.

A change is identified by its origin (device, epoch, seq). Its order comes from `parents` (the
heads it replaced), never from a clock. `commitment` binds the value without showing it, so that
a redacted value (dropped together with its salt) does not break the hash chain of its stream.
"""

import json
from collections.abc import Iterable
from enum import IntEnum

from socialcase.lazy_dataclass import dataclass
from socialcase.lazy_dataclass import field as part

MAX_COUNTER = 2**53
"""No sequence number or lamport counter reaches this; larger ones are refused."""
MAX_PARENTS = 64
"""How many heads one change may replace; of more, the rest stay in conflict."""


class Held(IntEnum):
    """Whether a change counts. All but ADMITTED are kept, shown as held, and supersede nothing."""

    ADMITTED = 0
    GAP = 1  # earlier changes of the same stream have not arrived
    FORK = 2  # another change has the same origin: a restored or copied laptop
    SCOPE = 3  # the sender may not write this record
    QUARANTINE = 4  # revoked sender or implausible counters
    NEWER = 5  # written by a newer program: a field this one does not know
    SET_ASIDE = 6  # a person decided so (a `decision` record)
    SEALED = 7  # a restricted change for other people: only its hash is here


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Who minted a change: `device` and `epoch` (16 hex each), `seq` from 1.

    A restore or a copied folder mints a new epoch.
    """

    device: str
    epoch: str
    seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record given a value.

    `lamport`: counter greater than that of every change seen before. `wall`: milliseconds since
    1970 UTC by the author's clock, a label only. `save`: id of the act it belongs to.
    `field`: "kind.field" or "kind.field/element" for an element of a set. `value`: canonical text
    (see `canonical`) or None for cleared. `salt`: 16 random bytes, None once redacted.
    """

    origin: Origin
    lamport: int
    wall: int
    save: str
    record: str
    field: str
    value: str | None = part(repr=False)
    salt: bytes | None = part(repr=False)
    author: str
    parents: tuple[Origin, ...]
    commitment: bytes = part(repr=False)

    @property
    def redacted(self) -> bool:
        """Whether the value was dropped for good and only its commitment remains."""
        return self.salt is None

    def row_hash(self) -> bytes:
        """SHA-256 over everything but value and salt, which the commitment stands for."""
        return row_hash(self)


def commit(value: str | None, salt: bytes) -> bytes:
    """SHA-256 of salt, a marker for "cleared" or "text", and the text: binds without showing."""
    import hashlib

    marker = b"\x00" if value is None else b"\x01" + value.encode("utf-8")
    return hashlib.sha256(salt + marker).digest()


def row_hash(change: Change) -> bytes:
    """SHA-256 of all but value and salt, for which the commitment stands."""
    import hashlib

    origin = change.origin
    header = [
        origin.device,
        origin.epoch,
        origin.seq,
        change.lamport,
        change.wall,
        change.save,
        change.record,
        change.field,
        change.author,
        [[p.device, p.epoch, p.seq] for p in change.parents],
        change.commitment.hex(),
    ]
    dumped = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(dumped.encode("utf-8")).digest()


def link(previous: bytes, row_hashes: Iterable[bytes]) -> bytes:
    """The next head of a stream's hash chain: one link per save, over its rows in sequence."""
    import hashlib

    digest = hashlib.sha256(previous)
    for one in row_hashes:
        digest.update(one)
    return digest.digest()


HASH_BYTES = 32
CHAIN_START = bytes(HASH_BYTES)
"""The head of a stream before its first save."""
