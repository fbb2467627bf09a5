"""Rows of the bookkeeping of the exchange: who there is, what was sent, received and confirmed."""

from typing import NamedTuple

from socialcase.cases.changes import Origin
from socialcase.lazy_dataclass import dataclass


class Cursor(NamedTuple):
    """A place in this database's order of arrival. Means nothing on another laptop."""

    change: int = 0
    release: int = 0


@dataclass(frozen=True, slots=True)
class Peer:
    """Another enrolled laptop or office. Keys are text as their tools write them.

    `certificate`: the signed JSON. `revoked_from`: sequence number from which nothing counts.
    """

    device: str
    person: str
    role: str
    etraps: tuple[str, ...]
    sign_key: str
    age_key: str
    label: str
    certificate: str = ""
    revoked_from: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A bundle received (`sender` is a device) or sent (`sender` is the recipient's device)."""

    bundle: str
    sender: str
    number: int
    wall: int
    changes: int


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A bundle written for `recipient`, numbered per recipient; `acked` once they have it."""

    bundle: str
    recipient: str
    number: int
    wall: int
    changes: int
    cursor: Cursor
    acked: bool


@dataclass(frozen=True, slots=True)
class Ack:
    """What `peer` says it has of one stream: everything up to `seq`, chain head `head`."""

    peer: str
    device: str
    epoch: str
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class SealedPart:
    """Restricted changes for other people, kept unopened to be passed on."""

    part: str
    recipients: tuple[str, ...]
    origins: tuple[Origin, ...]
    content: bytes
