"""Rows that travel between the exchange and the log."""

from typing import NamedTuple

from socialcase.cases.changes import Change, Held, Origin, commit
from socialcase.lazy_dataclass import dataclass


class StagedRow(NamedTuple):
    """A change on its way in: flat, because a merge handles a hundred thousand of them.

    `parents`: (device, epoch, seq) of each. `held`: what the sender's policy proposes; a field
    that this program does not know becomes NEWER by itself.
    """

    device: str
    epoch: str
    seq: int
    lamport: int
    wall: int
    save: str
    record: str
    field: str
    value: str | None
    salt: bytes | None
    author: str
    parents: tuple[tuple[str, str, int], ...]
    commitment: bytes
    row_hash: bytes
    held: int = Held.ADMITTED


def staged(change: Change, held: Held = Held.ADMITTED) -> StagedRow:
    """The row of `change` with its hash worked out."""
    origin = change.origin
    return StagedRow(
        origin.device,
        origin.epoch,
        origin.seq,
        change.lamport,
        change.wall,
        change.save,
        change.record,
        change.field,
        change.value,
        change.salt,
        change.author,
        tuple((p.device, p.epoch, p.seq) for p in change.parents),
        change.commitment,
        change.row_hash(),
        held,
    )


class StubRow(NamedTuple):
    """A restricted change for other people: origin and hash only, so that the chain verifies."""

    device: str
    epoch: str
    seq: int
    row_hash: bytes


class Outgoing(NamedTuple):
    """A change to be sent that has to be read by itself: a restricted one, mostly.

    `parents`: (device, epoch, seq) of each. `commitment`: only of a redacted one, whose salt is
    gone. `audience`: effective one now; "named:…" must be sealed. `place`: in the order of arrival
    here, 0 when it is not known.
    """

    device: str
    epoch: str
    seq: int
    lamport: int
    wall: int
    save: str
    record: str
    field: str
    value: str | None
    salt: bytes | None
    author: str
    parents: tuple[tuple[str, str, int], ...]
    commitment: bytes | None
    row_hash: bytes
    audience: str
    place: int = 0

    @property
    def change(self) -> Change:
        """The same as a `Change`."""
        known = commit(self.value, self.salt) if self.salt is not None else self.commitment
        return Change(
            Origin(self.device, self.epoch, self.seq),
            self.lamport,
            self.wall,
            self.save,
            self.record,
            self.field,
            self.value,
            self.salt,
            self.author,
            tuple(Origin(*parent) for parent in self.parents),
            known or b"",
        )


def outgoing(change: Change, row_hash: bytes = b"", audience: str = "") -> Outgoing:
    """`change` as a row to be sent."""
    origin = change.origin
    return Outgoing(
        origin.device,
        origin.epoch,
        origin.seq,
        change.lamport,
        change.wall,
        change.save,
        change.record,
        change.field,
        change.value,
        change.salt,
        change.author,
        tuple((p.device, p.epoch, p.seq) for p in change.parents),
        change.commitment if change.salt is None else None,
        row_hash,
        audience,
    )


@dataclass(frozen=True, slots=True)
class StagedRecord:
    """One record among the staged rows, for the policy that decides about scope.

    `known`: whether the log here has it. `audience`: its effective audience here ("" if none).
    `stated`: audience values among the staged rows. `etrap`, `owner`: of the case here, if any.
    """

    record: str
    kind: str
    rows: int
    known: bool
    audience: str
    stated: tuple[str, ...]


class Here(NamedTuple):
    """What the log here says of a change. `audience`: the effective one of its record."""

    record: str
    path: str
    value: str | None
    author: str
    audience: str
