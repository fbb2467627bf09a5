"""Which bundle of a sender is the newest: numbers count only within one epoch of the sender.

Put back from a backup, a sender counts from an earlier number, under an epoch that nobody has met.
"""

import msgspec

from socialcase.storage import Store
from socialcase.storage.merging import Merging
from socialcase.sync.manifest import Manifest

_NEWEST = "sync.newest."


class _Newest(msgspec.Struct, frozen=True):
    """The newest bundle of a sender and the epoch it came from. `before`: epochs met before."""

    epoch: str
    number: int
    before: tuple[str, ...] = ()


def newest_of(store: Store, sender: str) -> int:
    """The number of the newest bundle of `sender`, 0 if none came."""
    noted = _noted(store, sender)
    return noted.number if noted is not None else _highest(store, sender)


def known_of(store: Store, manifest: Manifest) -> int:
    """The newest number that came of the sender's epoch; of an unknown one the highest of all."""
    noted = _noted(store, manifest.sender)
    if noted is not None and noted.epoch == manifest.epoch:
        return noted.number
    return _highest(store, manifest.sender)


def is_older(store: Store, manifest: Manifest) -> bool:
    """Whether a newer bundle of the sender came before this one."""
    noted = _noted(store, manifest.sender)
    if noted is not None and manifest.epoch not in (noted.epoch, *noted.before):
        return False
    return manifest.number < known_of(store, manifest)


def note(merging: Merging, store: Store, manifest: Manifest) -> None:
    """Note with the merge that this bundle came, unless it is an older one."""
    noted = _noted(store, manifest.sender)
    if is_older(store, manifest):
        return
    before = () if noted is None else (*noted.before, noted.epoch)
    others = tuple(one for one in dict.fromkeys(before) if one != manifest.epoch)
    kept = msgspec.json.encode(_Newest(manifest.epoch, manifest.number, others)).decode()
    merging.keep_text(_NEWEST + manifest.sender, kept)


def _highest(store: Store, sender: str) -> int:
    receipt = store.exchange.last_received(sender)
    return receipt.number if receipt is not None else 0


def _noted(store: Store, sender: str) -> _Newest | None:
    kept = store.meta.get(_NEWEST + sender)
    return msgspec.json.decode(kept, type=_Newest) if kept else None
