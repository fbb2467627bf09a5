"""How far what was written here has come on its way: only here, in a bundle, with the office."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Origin
from socialcase.lazy_dataclass import dataclass

Where = Literal["here", "sent", "office"]
"""Where a record is: only on this laptop, in a bundle that was written, or with the office."""


@dataclass(frozen=True, slots=True)
class Road:
    """What the other side said it has, and when the last bundle was written.

    `acked`: highest confirmed sequence number by own epoch. `sent`: the highest in a bundle
    written; never by the clock, which may be wrong. An office needs no road: it is the office.
    """

    device: str
    office: bool
    acked: Mapping[str, int]
    sent: Mapping[str, int]
    has_until: datetime | None

    def where(self, origin: Origin) -> Where:
        """Where the change with this origin is now."""
        if self.office or origin.device != self.device:
            return "office"
        if origin.seq <= self.acked.get(origin.epoch, 0):
            return "office"
        return "sent" if origin.seq <= self.sent.get(origin.epoch, 0) else "here"


def road(ws: Workspace) -> Road:
    """The road of this workspace as it stands now."""
    exchange = ws.store.exchange
    acked: dict[str, int] = {}
    sent: dict[str, int] = {}
    for peer in exchange.peers():
        for bundle in exchange.sent_to(peer.device)[:1]:
            sent |= exchange.own_until(bundle.cursor)
        for ack in exchange.acks(peer.device):
            if ack.device == ws.store.device:
                acked[ack.epoch] = max(ack.seq, acked.get(ack.epoch, 0))
    until = _written(ws, acked)
    return Road(ws.store.device, ws.kind == "office", acked, sent, until)


def in_no_bundle(ws: Workspace, way: Road, unconfirmed: int) -> int:
    """How many of the changes that the office has not confirmed are in no bundle yet."""
    epochs = way.acked.keys() | way.sent.keys()
    if all(way.sent.get(one, 0) <= way.acked.get(one, 0) for one in epochs):
        return unconfirmed  # nothing is on its way: Today need not count
    until = {one: max(way.acked.get(one, 0), way.sent.get(one, 0)) for one in epochs}
    return min(unconfirmed, ws.store.exchange.own_after(until)) if unconfirmed else 0


def instant(wall: int) -> datetime:
    """Wall milliseconds as an instant in UTC; impossible ones give the nearest possible."""
    return datetime.fromtimestamp(min(max(wall, 0), 253_402_300_799_000) / 1000, UTC)


def _written(ws: Workspace, acked: Mapping[str, int]) -> datetime | None:
    """When the newest confirmed change of ours was written."""
    found = (
        ws.store.exchange.change_at(Origin(ws.store.device, epoch, seq))
        for epoch, seq in acked.items()
    )
    walls = [change.wall for change in found if change is not None]
    return instant(max(walls)) if walls else None
