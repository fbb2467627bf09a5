"""Sending and receiving: what would go, writing a bundle, looking into one, taking it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from socialcase.actions.enrolment import enrolled
from socialcase.actions.road import in_no_bundle, instant, road
from socialcase.actions.viewings import tell_viewings, viewings_untold
from socialcase.actions.workspaces import Workspace, me
from socialcase.errors import BadValue, NotFound
from socialcase.logs import act
from socialcase.storage import Peer
from socialcase.sync import bundle as writing
from socialcase.sync import receive
from socialcase.sync.bundle import SUFFIX, Cancelled, WrittenBundle
from socialcase.sync.enrolment import OFFICE_ROLE
from socialcase.sync.summary import BundleReport, MergeSummary

__all__ = [
    "BundleReport",
    "Cancelled",
    "ExchangeView",
    "MergeSummary",
    "Outgoing",
    "Progress",
    "Received",
    "Sent",
    "WrittenBundle",
    "bundles_in",
    "exchange",
    "export_bundle",
    "inspect_bundle",
    "merge_bundle",
    "recipients",
]

Progress = Callable[[str, int, int], None]
"""progress(stage, done, total): stage is a code (collect, seal, write, compare, check, read,
merge); total 0 means not known yet."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would go to one recipient now. `by_kind`: how many records of each kind, most first.

    `since`: when the oldest of the changes was written.
    """

    device: str
    recipient_name: str
    changes: int
    cases: int
    by_kind: tuple[tuple[str, int], ...]
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was written earlier. `confirmed`: the other side said that it has it."""

    number: int
    recipient_name: str
    at: datetime
    changes: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Received:
    """The newest bundle that was taken in from one sender."""

    bundle: str
    sender_name: str
    at: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """Everything the Exchange page shows. An office has one `Outgoing` for each laptop.

    `only_here`: own changes in no bundle yet; `unconfirmed`: those that the office does not say it
    has.
    """

    kind: str
    my_name: str
    enrolled: bool
    office_name: str
    only_here: int
    unconfirmed: int
    office_has_until: datetime | None
    outgoing: tuple[Outgoing, ...]
    sent: tuple[Sent, ...]
    received: tuple[Received, ...]


def exchange(ws: Workspace) -> ExchangeView:
    """Read the Exchange page."""
    joined, way = enrolled(ws), road(ws)
    with ws.store.reading() as reading:
        unsent = reading.unsent()
    peers = _others(ws)
    return ExchangeView(
        kind=ws.kind,
        my_name=me(ws).name,
        enrolled=joined is not None,
        office_name=joined.office_name if joined else "",
        only_here=in_no_bundle(ws, way, unsent.changes),
        unconfirmed=unsent.changes,
        office_has_until=way.has_until,
        outgoing=tuple(_outgoing(ws, peer) for peer in peers),
        sent=tuple(_sent(ws, peers)),
        received=tuple(received(ws)),
    )


def received(ws: Workspace) -> list[Received]:
    """The newest bundle of each sender, newest first."""
    found: list[Received] = []
    for peer in _others(ws):
        receipt = ws.store.exchange.last_received(peer.device)
        if receipt is not None:
            at = instant(receipt.wall)
            found.append(Received(receipt.bundle, peer.label, at, receipt.changes))
    return sorted(found, key=lambda one: one.at, reverse=True)


def recipients(ws: Workspace) -> list[Peer]:
    """To whom bundles can be written from here: a laptop's office, an office's laptops."""
    return _others(ws)


def bundles_in(folder: Path) -> list[Path]:
    """The bundle files in a folder or stick, newest first. An unreadable folder gives none."""
    try:
        found = [(file.stat().st_mtime, file) for file in folder.glob(f"*{SUFFIX}")]
    except OSError:
        return []
    return [file for _, file in sorted(found, reverse=True)]


def export_bundle(
    ws: Workspace,
    folder: Path,
    to: str = "",
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> WrittenBundle:
    """Write what the other side lacks into `folder`, read it back and compare.

    `to`: the recipient's device or name; a laptop needs none (its office). Raises NotEnrolled,
    NothingToSend, CannotWrite, DiskFull, CopyNotVerified, NotFound, BadValue (an office has to
    say to whom), and Cancelled (no fault).
    """
    device = _device(ws, to)
    # to have read something is no reason to send a bundle
    if viewings_untold(ws) and writing.preview(ws.store, device).changes:
        tell_viewings(ws)
    bundle = writing.write_bundle(ws.store, device, folder, progress=progress, cancel=cancel)
    act("bundle.export", changes=bundle.changes, bytes=bundle.size, files=len(bundle.paths))
    return bundle


def inspect_bundle(ws: Workspace, file: Path) -> BundleReport:
    """Open and verify a bundle without taking it in. Raises BundleRefused, CannotRead."""
    return receive.inspect_bundle(ws.store, file)


def merge_bundle(ws: Workspace, file: Path, *, progress: Progress | None = None) -> MergeSummary:
    """Take a bundle in: all of it in one transaction, or nothing.

    Raises BundleRefused, CannotRead, NotEnrolled, DiskFull.
    """
    summary = receive.merge_bundle(ws.store, file, progress=progress)
    held = sum(summary.held.values())
    act("bundle.merge", new=summary.new, known=summary.known, held=held)
    return summary


def _others(ws: Workspace) -> list[Peer]:
    """A laptop's office, or an office's laptops by label."""
    peers = ws.store.exchange.peers()
    wanted = [p for p in peers if (p.role == OFFICE_ROLE) == (ws.kind == "laptop")]
    return sorted(wanted, key=lambda peer: (peer.label, peer.device))


def _device(ws: Workspace, to: str) -> str:
    """The one device meant by a device id (or its beginning) or a person's name."""
    if not to and ws.kind == "laptop":
        return ""
    others = _others(ws)
    if not to:
        raise BadValue("bundle", "to", ", ".join(peer.label for peer in others))
    exact = [p.device for p in others if to in (p.device, p.label, p.person)]
    found = exact or [p.device for p in others if p.device.startswith(to.lower())]
    if len(found) != 1:
        raise NotFound("laptop", to)
    return found[0]


def _outgoing(ws: Workspace, peer: Peer) -> Outgoing:
    load = writing.preview(ws.store, peer.device)
    since = instant(load.since) if load.since is not None else None
    return Outgoing(peer.device, peer.label, load.changes, load.cases, load.by_kind, since)


def _sent(ws: Workspace, peers: list[Peer]) -> list[Sent]:
    sent = [
        Sent(one.number, peer.label, instant(one.wall), one.changes, one.acked)
        for peer in peers
        for one in ws.store.exchange.sent_to(peer.device)
    ]
    return sorted(sent, key=lambda one: one.at, reverse=True)
