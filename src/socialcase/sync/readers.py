"""Whose eyes own restricted records were sent for, so that later readers get the whole record.

A restricted record goes out sealed to the keys of the people named then. When more people are
named, when somebody named gets another laptop, or when the record is opened, its earlier changes
must go out again: nobody else has them in the clear.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from socialcase.storage import Outgoing, Store
from socialcase.storage.rows import outgoing
from socialcase.sync.policy import named

_CLOSED = "sync.closed"

Keys = Mapping[str, tuple[str, ...]]
"""Age recipients in force by staff id: one for each laptop of a person."""


class _Sent(msgspec.Struct, frozen=True):
    """For whom a record was sent (`known`, confirmed) and is on its way (`sent`, in `number`).

    `known_keys`, `sent_keys`: marks of the keys that the whole of it was sealed to.
    """

    known: str
    sent: str
    number: int
    known_keys: tuple[str, ...] = ()
    sent_keys: tuple[str, ...] = ()

    def confirmed(self, number: int) -> "_Sent":
        """The same once the office has our bundle `number`."""
        if self.number > number:
            return self
        return _Sent(self.sent, self.sent, self.number, self.sent_keys, self.sent_keys)


@dataclass(slots=True)
class Wider:
    """Own changes that go out once more. `waiting`: records for which there was no room."""

    changes: list[Outgoing] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)


def any_closed(store: Store) -> bool:
    """Whether a restricted record of this laptop ever went out."""
    return bool(_noted(store))


def note_closed(
    store: Store, audiences: Mapping[str, str], number: int, confirmed: int, keys: Keys
) -> None:
    """Note for whom own records went out in bundle `number`, nothing of them missing.

    `confirmed`: newest bundle that the office has.
    """
    known = _noted(store)
    noted = dict(known)
    for record, audience in audiences.items():
        before = known.get(record)
        if before is None and not audience.startswith("named:"):
            continue  # most are open and always were
        marks = _marks(audience, keys)
        if before is not None:
            had = before.confirmed(confirmed)
            noted[record] = _Sent(had.known, audience, number, had.known_keys, marks)
        else:
            noted[record] = _Sent(audience, audience, number, marks, marks)
    if noted != known:  # each thing put is a commit of its own, and waits for the disk
        store.meta.put(_CLOSED, msgspec.json.encode(noted).decode())


def sent_to_fewer(
    store: Store, confirmed: int, reached: Mapping[str, int], room: int, keys: Keys
) -> Wider:
    """Own changes that went out for fewer keys than may read them now, at most `room`.

    `confirmed`: newest bundle that the office has. `reached`: by epoch, up to where own changes
    have been sent and are confirmed; what comes after goes out anyway.
    """
    found = Wider()
    for record, sent in _noted(store).items():
        again = _own_history(store, record, sent.confirmed(confirmed), reached, keys)
        if len(found.changes) + len(again) <= room:
            found.changes += again
        else:
            found.waiting.add(record)
    return found


def _own_history(
    store: Store, record: str, had: _Sent, reached: Mapping[str, int], keys: Keys
) -> list[Outgoing]:
    with store.reading() as reading:
        audience = reading.audience(record)
        if not audience or not _is_wider(audience, had, keys):
            return []
        changes = [entry.change for entry in reading.history(record)]
    own = [
        change
        for change in changes
        if change.origin.device == store.device
        and change.origin.seq <= reached.get(change.origin.epoch, 0)
    ]
    own.sort(key=lambda change: (change.lamport, change.origin))
    return [outgoing(change, change.row_hash(), audience) for change in own]


def _is_wider(audience: str, had: _Sent, keys: Keys) -> bool:
    """Whether somebody, or one of somebody's laptops, may read now what it could not read."""
    if not had.known.startswith("named:"):
        return False  # everything before went out openly
    if not audience.startswith("named:"):
        return True
    return not set(_marks(audience, keys)) <= set(had.known_keys)


def _marks(audience: str, keys: Keys) -> tuple[str, ...]:
    """Short marks of the keys to which a record of this audience is sealed."""
    found = {key for one in named(audience) for key in keys.get(one, ())}
    return tuple(sorted(hashlib.sha256(key.encode()).hexdigest()[:16] for key in found))


def _noted(store: Store) -> dict[str, _Sent]:
    kept = store.meta.get(_CLOSED)
    return msgspec.json.decode(kept, type=dict[str, _Sent]) if kept else {}
