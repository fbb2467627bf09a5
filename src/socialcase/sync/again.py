"""Going on after a loss: numbers that are never given twice, and sending everything once more.

A laptop or office that was put back from a backup has forgotten what it did since. What it wrote
lies on the other side, which learns of it here and sends it back.
"""

from collections.abc import Iterable, Mapping

import msgspec

from socialcase.storage import Store
from socialcase.sync.streams import StreamCheck

LEAP = 1_000_000
"""How far at least the numbers of bundles jump after a backup came back."""
_RESEND = "sync.resend."
_NUMBER = "sync.number."
_REPEATED = "sync.repeated."


class _Resend(msgspec.Struct, frozen=True):
    """A peer's loss. `lost`: by its epoch, the last of its own changes that it still has.

    `number`: newest bundle that sends all again; 0: none was written yet.
    """

    lost: dict[str, int]
    number: int = 0


class _Given(msgspec.Struct, frozen=True):
    """The last number given to a bundle for a peer, and under which own epoch."""

    number: int
    epoch: str


def known_upto(store: Store, checks: Iterable[StreamCheck]) -> dict[str, int]:
    """By epoch of a bundle's streams, how far each is known here without a gap."""
    streams = (check.segment for check in checks)
    return {
        one.epoch: store.exchange.stream_head(one.device, one.epoch).contiguous_seq
        for one in streams
    }


def unread_here(store: Store, device: str, upto: Mapping[str, int]) -> set[tuple[str, int]]:
    """(epoch, sequence) of changes of `device` that came sealed for others, and may be open now.

    `upto`: by epoch, how far the stream is known here.
    """
    return {
        (epoch, seq)
        for epoch, last in upto.items()
        for seq in (store.exchange.stubs(device, epoch, last) if last else ())
    }


def want_all_again(store: Store, device: str, lost: Mapping[str, int]) -> None:
    """Note that `device` has lost what it once had: the next bundle begins from the start.

    `lost`: by epoch of `device`, the last of its own changes that it still has.
    """
    _keep(store, device, _Resend(dict(lost)))


def is_wanted(store: Store, device: str, confirmed: int) -> bool:
    """Whether all goes out again: until a bundle that begins from the start is confirmed.

    `confirmed`: newest of our bundles that `device` has.
    """
    resend = _resend(store, device)
    return resend is not None and (not resend.number or confirmed < resend.number)


def lost_by(store: Store, device: str) -> dict[str, int]:
    """What was told to `want_all_again` last; empty if `device` never lost anything."""
    resend = _resend(store, device)
    return resend.lost if resend is not None else {}


def note_written(store: Store, device: str, number: int, confirmed: int) -> None:
    """Note that bundle `number` for `device` was written, perhaps to send all again."""
    resend = _resend(store, device)
    if resend is not None and is_wanted(store, device, confirmed):
        _keep(store, device, _Resend(resend.lost, number))


def next_number(store: Store, device: str) -> int:
    """The number of the next bundle for `device`: higher than any that it may have met."""
    sent = max((one.number for one in store.exchange.sent_to(device)), default=0)
    given = _given(store, device)
    if given is None:
        return sent + 1
    # put back twice from one backup it must not give the same numbers: so no fixed leap
    leap = 0 if given.epoch == store.epoch else LEAP + int(store.epoch[:8], 16)
    return max(sent, given.number) + leap + 1


def give_number(store: Store, device: str, number: int) -> None:
    """Note that `number` is given away, before anybody can meet a bundle with it."""
    given = msgspec.json.encode(_Given(number, store.epoch)).decode()
    store.meta.put(_NUMBER + device, given)


def note_repeated(store: Store, device: str, number: int) -> None:
    """Note that bundle `number` of `device` brought changes once more, for more readers."""
    store.meta.put(_REPEATED + device, str(number))


def repeated(store: Store, device: str) -> int:
    """The newest bundle of `device` that brought changes once more: it waits to be confirmed."""
    return int(store.meta.get(_REPEATED + device) or "0")


def _given(store: Store, device: str) -> _Given | None:
    kept = store.meta.get(_NUMBER + device)
    return msgspec.json.decode(kept, type=_Given) if kept else None


def _resend(store: Store, device: str) -> _Resend | None:
    kept = store.meta.get(_RESEND + device)
    return msgspec.json.decode(kept, type=_Resend) if kept else None


def _keep(store: Store, device: str, resend: _Resend) -> None:
    store.meta.put(_RESEND + device, msgspec.json.encode(resend).decode())
