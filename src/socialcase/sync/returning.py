"""Bringing back what the office wrote and lost: put back from a backup, it knows less of itself.

Each of its bundles tells how far it has its own streams. What a laptop has beyond goes back in a
bundle of its own, and once more until that one is confirmed. The office lets count what it
recognises as written by itself (see `storage.marks`), whoever brings it, and drops all the rest.
"""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from socialcase.storage import Peer, StagedRow, Store
from socialcase.storage.parcels import Bounds, Spans
from socialcase.sync.manifest import Manifest

_OFFICE_HAS = "sync.office_has"


class _OfficeHas(msgspec.Struct, frozen=True):
    """What the office told of itself last, and what was brought back to it since.

    `epoch`: under which it writes; `streams`: how far it has each of its epochs. `done`: place in
    the order of arrival up to which all was brought back and confirmed; `reached`: the same for
    what lies in our bundle `number`.
    """

    epoch: str
    streams: dict[str, int]
    done: int = 0
    number: int = 0
    reached: int = 0


class Owed(NamedTuple):
    """Changes that the office lacks of its own. `reached`: the last place among them."""

    spans: Spans = ()
    reached: int = 0


def note_told(store: Store, manifest: Manifest) -> None:
    """Note how far the office says it has its own streams."""
    if not manifest.seen:
        return  # a program that does not tell yet
    told = {seen.epoch: seen.seq for seen in manifest.seen if seen.device == manifest.sender}
    before = _noted(store)
    if before is None or before.epoch != manifest.epoch:
        _keep(store, _OfficeHas(manifest.epoch, told))
    elif before.streams != told:
        _keep(store, msgspec.structs.replace(before, streams=told))


def owed(store: Store, office: Peer, confirmed: int, bounds: Bounds) -> Owed:
    """What is here of the office's own that it has not, as much as one bundle takes.

    `confirmed`: newest of our bundles that the office has.
    """
    noted = _noted(store)
    if noted is None:
        return Owed()
    lost = store.sending.beyond(office.device, noted.streams, _done(noted, confirmed))
    if not lost:
        return Owed()
    spans = store.sending.pieces(lost, bounds)[0]
    return Owed(spans, max(last for _, last in spans))


def note_written(store: Store, number: int, reached: int, confirmed: int) -> None:
    """Note that bundle `number` brings back everything up to the place `reached`."""
    noted = _noted(store)
    if noted is not None:
        done = _done(noted, confirmed)
        _keep(store, msgspec.structs.replace(noted, number=number, reached=reached, done=done))


def make_way(store: Store, rows: Iterable[StagedRow]) -> None:
    """Go on under a new epoch if the present one turns out to have gone further than is known here.

    So it is where files were put back, and not a backup. `rows`: what was written here.
    """
    last = store.exchange.stream_head(store.device, store.epoch).last_seq
    if any(row.epoch == store.epoch and row.seq > last for row in rows):
        store.begin_epoch()


def _done(noted: _OfficeHas, confirmed: int) -> int:
    return max(noted.done, noted.reached) if 0 < noted.number <= confirmed else noted.done


def _noted(store: Store) -> _OfficeHas | None:
    kept = store.meta.get(_OFFICE_HAS)
    return msgspec.json.decode(kept, type=_OfficeHas) if kept else None


def _keep(store: Store, noted: _OfficeHas) -> None:
    store.meta.put(_OFFICE_HAS, msgspec.json.encode(noted).decode())
