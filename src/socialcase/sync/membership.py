"""To which office this workspace belongs. Read at every start, so without the keys' libraries."""

import json
from typing import TYPE_CHECKING, Any

from socialcase.cases.records import Staff
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage import Store

CARD = "sync.card"
ASKED = "sync.asked"
CERTIFICATE = "sync.certificate"
"""Names under which the office's card, this laptop's request and the answer to it are kept."""


SUPERVISORS = ("coordinator", "officer", "office")
"""Roles that see every etrap."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a laptop's certificate says; an office's own standing has the role "officer"."""

    office_device: str
    office_name: str
    staff: str
    person: str
    role: str
    etraps: tuple[str, ...]


def membership(store: "Store") -> Membership | None:
    """What this workspace belongs to; None for a laptop that no office has accepted."""
    card = _kept(store, CARD)
    if card is None:
        return None
    device, office = str(card["device"]), str(card["name"])
    granted = _kept(store, CERTIFICATE)
    if granted is not None:
        person, role, etraps = granted["person"], granted["role"], tuple(granted["etraps"])
        return Membership(device, office, granted["staff"], person, role, etraps)
    if store.meta.get(ASKED):
        return None
    return Membership(device, office, store.viewer, _name(store), "officer", ())


def see_own_circles(store: "Store") -> None:
    """Let a specialist's laptop show what belongs to their etraps, and no other one's.

    What was moved elsewhere goes out of its sight. Supervisors see every etrap. Does nothing where
    it is so already; writes else.
    """
    granted = _kept(store, CERTIFICATE)
    limited = granted is not None and granted["role"] not in SUPERVISORS
    # an older office may have granted none: what is written there has no circle to be judged by
    store.see_etraps((granted["etraps"] or None) if granted is not None and limited else None)


def _kept(store: "Store", name: str) -> dict[str, Any] | None:
    text = store.meta.get(name)
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found


def _name(store: "Store") -> str:
    with store.reading() as reading:
        officer = reading.get(Staff, store.viewer)
    return officer.name if officer is not None else ""
