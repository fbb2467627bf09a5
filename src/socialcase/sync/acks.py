"""Acknowledgements: what the other side says it has, believed only where it can be true."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from socialcase.storage import Ack, Store
from socialcase.storage.merging import Merging
from socialcase.sync.again import lost_by
from socialcase.sync.manifest import Seen
from socialcase.sync.newest import is_older
from socialcase.sync.opening import Opened


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a bundle acknowledges. `notices`: see `MergeSummary`.

    `number`: our newest bundle that the sender has. `streams`: how far it has ours. `lost`: a
    laptop has lost what it once had; by its epoch, the last of its own changes that it still
    has. `put_back`: the office has lost what it once had, so its new word is the lower one.
    `forked`: own epochs of which the office has another history, and up to where it is the same.
    """

    number: int = 0
    streams: tuple[Ack, ...] = ()
    lost: Mapping[str, int] | None = None
    put_back: bool = False
    forked: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def note(self, merging: Merging, sender: str) -> None:
        """Keep it with the merge."""
        if self.put_back:
            merging.forget_acks(sender, self.number)
        merging.acknowledge_sent(sender, self.number)
        for ack in self.streams:
            merging.set_ack(ack)


def acknowledged(store: Store, opened: Opened) -> Acknowledged:
    """Weigh a bundle's acknowledgements against what is known here.

    An older bundle than the newest one taken in acknowledges nothing any more.
    """
    manifest = opened.manifest
    older = ("older",) if is_older(store, manifest) else ()
    sent = store.exchange.sent_to(manifest.sender)
    confirmed = max((one.number for one in sent if one.acked), default=0)
    # a number that was never given came from here, too, and was forgotten with a loss
    given = any(one.number == manifest.acked_number for one in sent)
    number = manifest.acked_number if given else confirmed
    if manifest.kind == "relay":
        return Acknowledged(notices=older) if older else _own_streams(store, opened, number)
    less = _less(store, opened)
    # what was sent back once is not missed again, though it stays on this side of the count
    returned = lost_by(store, manifest.sender).items()
    behind = manifest.acked_number < confirmed or not less.items() <= returned
    if not (_counts_again(store, opened) if older else behind):
        return Acknowledged(0 if older else number, notices=older)
    return Acknowledged(0 if older else number, lost=less, notices=(*older, "restored"))


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
    ours = [_bounded(store, seen) for seen in ours if not _came_back(store, seen)]
    sound = [seen for seen in ours if _true_of_us(store, seen)]
    office = opened.manifest.sender
    acks = tuple(
        Ack(office, seen.device, seen.epoch, seen.seq, bytes.fromhex(seen.head)) for seen in sound
    )
    now = {ack.epoch: ack.seq for ack in acks}
    put_back = len(sound) == len(ours) and any(
        now.get(ack.epoch, 0) < ack.seq
        for ack in store.exchange.acks(office)
        if ack.device == store.device
    )
    forked = _forked(store, [seen for seen in ours if seen not in sound], office)
    ahead = len(sound) + len(forked) < len(ours)
    told = {"ahead": ahead, "forked": forked, "restored": put_back}
    notices = tuple(notice for notice, holds in told.items() if holds)
    return Acknowledged(number, acks, put_back=put_back, forked=forked, notices=notices)


def _forked(store: Store, unsound: Iterable[Seen], office: str) -> dict[str, int]:
    """Epochs in which the office knows another history than ours, up to where both are the same.

    Another copy of this workspace has used the same numbers, and was there first.
    """
    agreed = {ack.epoch: ack.seq for ack in store.exchange.acks(office)}
    return {
        seen.epoch: agreed.get(seen.epoch, 0)
        for seen in unsound
        if seen.seq <= store.exchange.stream_head(seen.device, seen.epoch).contiguous_seq
    }


def _came_back(store: Store, seen: Seen) -> bool:
    """Whether all that is here of this epoch was sent back after a loss."""
    own = store.exchange.stream_head(store.device, seen.epoch)
    return own.last_seq > 0 and not own.contiguous_seq


def _bounded(store: Store, seen: Seen) -> Seen:
    """Of an epoch that ended when this laptop was put back: no further than it was written here."""
    own = store.exchange.stream_head(store.device, seen.epoch)
    if seen.epoch == store.epoch or not 0 < own.contiguous_seq < seen.seq:
        return seen
    return Seen(device=seen.device, epoch=seen.epoch, seq=own.contiguous_seq, head=own.head.hex())


def _true_of_us(store: Store, seen: Seen) -> bool:
    """Whether our own chain passes through that head at that place."""
    own = store.exchange.stream_head(store.device, seen.epoch)
    if seen.seq > own.contiguous_seq:
        return False
    if seen.seq == own.contiguous_seq:
        return own.head.hex() == seen.head
    return store.exchange.chain_before(seen.epoch, seen.seq + 1).hex() == seen.head


def _less(store: Store, opened: Opened) -> dict[str, int]:
    """By epoch, what the laptop says it has of its own streams where that is less than is here."""
    sender = opened.manifest.sender
    told = {seen.epoch: seen.seq for seen in opened.manifest.seen if seen.device == sender}
    here = {s.epoch: s.contiguous_seq for s in store.exchange.streams() if s.device == sender}
    return {epoch: told.get(epoch, 0) for epoch, seq in here.items() if told.get(epoch, 0) < seq}
