"""Whether a bundle fits what is here: its place in the order, its counters."""

from socialcase.storage import Store
from socialcase.sync.newest import known_of
from socialcase.sync.opening import Opened
from socialcase.sync.streams import StreamCheck

MAX_LEAP = 1_000_000
"""How far a bundle's counters may run ahead of everything known here."""


def order(store: Store, opened: Opened) -> str:
    """Whether the bundle fits what is here: "" or "earlier_missing"."""
    manifest = opened.manifest
    if manifest.kind == "relay":
        return "earlier_missing" if manifest.builds_on > known_of(store, manifest) else ""
    found = [_joins(store, check) for check in opened.checks] + list(_again(store, opened).values())
    return "earlier_missing" if "earlier_missing" in found else ""


def forked(store: Store, opened: Opened) -> frozenset[str]:
    """Epochs in which the sender has another history than is here: a workspace copied or put back.

    Somebody used the same numbers twice. What is here stays; what comes is held beside it.
    """
    found = {c.segment.epoch for c in opened.checks if _joins(store, c) == "forked"}
    return frozenset(found | {e for e, reason in _again(store, opened).items() if reason})


def _again(store: Store, opened: Opened) -> dict[str, str]:
    """By epoch, whether what is sent once more is here already, if only by its hash."""
    found: dict[str, str] = {}
    for epoch in sorted({epoch for epoch, _ in opened.again}):
        again = {seq: hashed for (of, seq), hashed in opened.again.items() if of == epoch}
        known = store.exchange.row_hashes(opened.manifest.sender, epoch, min(again), max(again))
        if not again.keys() <= known.keys():
            found[epoch] = "earlier_missing"
        elif any(known[seq] != hashed for seq, hashed in again.items()):
            found[epoch] = "forked"
    return found


def _joins(store: Store, check: StreamCheck) -> str:
    segment = check.segment
    head = store.exchange.stream_head(segment.device, segment.epoch)
    upto = min(segment.last, head.contiguous_seq)
    known: dict[int, bytes] = {}
    if upto >= segment.first:
        known = store.exchange.row_hashes(segment.device, segment.epoch, segment.first, upto)
    return check.joins(known, head.contiguous_seq, head.head)


def counters(store: Store, opened: Opened) -> str:
    """Why it is refused: "implausible" when it runs ahead of everything known here, else ""."""
    return "implausible" if opened.highest > highest_lamport(store) else ""


def highest_lamport(store: Store) -> int:
    """The highest lamport counter that is plausible here."""
    return store.exchange.lamport() + MAX_LEAP
