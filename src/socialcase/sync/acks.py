"""Acknowledgements: what the other side says it has, believed only where it can be true."""

from dataclasses import dataclass

from socialcase.storage import Ack, Store
from socialcase.storage.merging import Merging
from socialcase.sync.manifest import Seen
from socialcase.sync.opening import Opened


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a bundle acknowledges. `notices`: see `MergeSummary`.

    `number`: our newest bundle that the sender has. `lost`: it has lost what it once had.
    """

    number: int = 0
    streams: tuple[Ack, ...] = ()
    lost: bool = False
    notices: tuple[str, ...] = ()

    def note(self, merging: Merging, sender: str) -> None:
        """Keep it with the merge."""
        merging.acknowledge_sent(sender, self.number)
        for ack in self.streams:
            merging.set_ack(ack)


def acknowledged(store: Store, opened: Opened) -> Acknowledged:
    """Weigh a bundle's acknowledgements against what is known here.

    An older bundle than the newest one taken in acknowledges nothing any more.
    """
    manifest = opened.manifest
    before = store.exchange.last_received(manifest.sender)
    older = ("older",) if before is not None and before.number > manifest.number else ()
    sent = store.exchange.sent_to(manifest.sender)
    number = min(manifest.acked_number, max((one.number for one in sent), default=0))
    if manifest.kind == "relay":
        return Acknowledged(notices=older) if older else _own_streams(store, opened, number)
    confirmed = max((one.number for one in sent if one.acked), default=0)
    behind = manifest.acked_number < confirmed or _behind(store, opened)
    lost = _counts_again(store, opened) if older else behind
    notices = (*older, "restored") if lost else older
    return Acknowledged(0 if older else number, lost=lost, notices=notices)


def _counts_again(store: Store, opened: Opened) -> bool:
    """Whether the sender gave a number a second time: it was put back to an earlier state.

    A bundle that only came late (a stick found again) has a number that never came.
    """
    manifest = opened.manifest
    return any(
        receipt.sender == manifest.sender and receipt.number == manifest.number
        for receipt in store.exchange.receipts()
    )


def _own_streams(store: Store, opened: Opened, number: int) -> Acknowledged:
    """What the office has of this laptop's streams."""
    ours = [seen for seen in opened.manifest.acks if seen.device == store.device]
    sound = [seen for seen in ours if _true_of_us(store, seen)]
    acks = tuple(
        Ack(opened.manifest.sender, seen.device, seen.epoch, seen.seq, bytes.fromhex(seen.head))
        for seen in sound
    )
    return Acknowledged(number, acks, notices=() if len(sound) == len(ours) else ("ahead",))


def _true_of_us(store: Store, seen: Seen) -> bool:
    """Whether our own chain passes through that head at that place."""
    own = store.exchange.stream_head(store.device, seen.epoch)
    if seen.seq > own.last_seq:
        return False
    if seen.seq == own.last_seq:
        return own.head.hex() == seen.head
    return store.exchange.chain_before(seen.epoch, seen.seq + 1).hex() == seen.head


def _behind(store: Store, opened: Opened) -> bool:
    """Whether the laptop says that it has less of its own stream than it once sent."""
    sender = opened.manifest.sender
    return any(
        seen.seq < store.exchange.stream_head(sender, seen.epoch).contiguous_seq
        for seen in opened.manifest.seen
        if seen.device == sender
    )
