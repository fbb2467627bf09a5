"""Whose eyes own restricted records were sent for, so that later readers get the whole record.

A restricted record goes out sealed to the people named then. When more people are named, or it
is opened, its earlier changes must go out again: nobody else has them in the clear.
"""

from collections.abc import Mapping

import msgspec

from socialcase.storage import Outgoing, Store
from socialcase.storage.rows import outgoing

_CLOSED = "sync.closed"


class _Sent(msgspec.Struct, frozen=True):
    """For whom a record was sent (`known`, confirmed) and is on its way (`sent`, in `number`)."""

    known: str
    sent: str
    number: int


def note_closed(store: Store, audiences: Mapping[str, str], number: int) -> None:
    """Note for which audience own records went out in bundle `number`."""
    known = _noted(store)
    noted = dict(known)
    for record, audience in audiences.items():
        before = known.get(record)
        if before is not None:
            noted[record] = _Sent(before.known, audience, number)
        elif audience.startswith("named:"):
            noted[record] = _Sent(audience, audience, number)
    if noted != known:  # each thing put is a commit of its own, and waits for the disk
        store.meta.put(_CLOSED, msgspec.json.encode(noted).decode())


def sent_to_fewer(
    store: Store, confirmed: int, reached: Mapping[str, int], room: int
) -> list[Outgoing]:
    """Own changes that went out for other people than may read them now, at most `room`.

    `confirmed`: newest bundle that the office has. `reached`: by epoch, up to where own changes
    have been sent and are confirmed; what comes after goes out anyway.
    """
    found: list[Outgoing] = []
    for record, sent in _noted(store).items():
        known = sent.sent if sent.number <= confirmed else sent.known
        again = _own_history(store, record, known, reached)
        if len(found) + len(again) <= room:
            found += again
    return found


def _own_history(
    store: Store, record: str, known: str, reached: Mapping[str, int]
) -> list[Outgoing]:
    with store.reading() as reading:
        audience = reading.audience(record)
        if audience in ("", known):
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


def _noted(store: Store) -> dict[str, _Sent]:
    kept = store.meta.get(_CLOSED)
    return msgspec.json.decode(kept, type=dict[str, _Sent]) if kept else {}
