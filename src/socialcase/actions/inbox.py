"""The office's inbox: which bundles came, what needs a person, which laptops are complete."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from socialcase.actions.bundles import Received, received, recipients
from socialcase.actions.conflicts import conflicts
from socialcase.actions.road import instant
from socialcase.actions.supervision import waiting
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Held
from socialcase.storage import HeldCount, Peer

LaptopState = Literal["complete", "gap", "fork", "waits", "silent"]


@dataclass(frozen=True, slots=True)
class LaptopMark:
    """One enrolled laptop.

    `state`: complete; gap (changes missing between bundles); fork (a copy
    or restore wrote the same numbers); waits (changes held: scope, newer program); silent
    (nothing has come yet). `held` counts held changes.
    """

    device: str
    person_name: str
    role: str
    etraps: tuple[str, ...]
    state: LaptopState
    last_bundle: datetime | None
    held: int


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """Something a person has to look at.

    `kind`: gap, fork, conflict, duplicate, approval, scope,
    newer or quarantine. `of` counts inside it: fields of conflicts, kinds of approvals, laptops.
    """

    kind: str
    count: int
    of: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class InboxView:
    """Everything the Inbox shows; `needs` comes most urgent first."""

    bundles: tuple[Received, ...]
    needs: tuple[NeedsPerson, ...]
    laptops: tuple[LaptopMark, ...]


_STATES: tuple[tuple[Held, LaptopState], ...] = (
    (Held.FORK, "fork"),
    (Held.GAP, "gap"),
    (Held.SCOPE, "waits"),
    (Held.QUARANTINE, "waits"),
    (Held.NEWER, "waits"),
)
"""What makes a laptop wait for a person, the gravest first."""

_NEEDS: tuple[tuple[Held, str], ...] = (
    (Held.FORK, "fork"),
    (Held.GAP, "gap"),
    (Held.QUARANTINE, "quarantine"),
    (Held.SCOPE, "scope"),
    (Held.NEWER, "newer"),
)


def inbox(ws: Workspace) -> InboxView:
    """Read the Inbox of an office."""
    with ws.store.reading() as reading:
        held = reading.held()
        duplicates = len(reading.duplicates())
    laptops = tuple(_mark(ws, peer, held) for peer in recipients(ws))
    open_conflicts = Counter(row.field for row in conflicts(ws))
    approvals = Counter(one.kind for one in waiting(ws))
    needs = [
        *_held(held, laptops),
        _need("conflict", open_conflicts),
        NeedsPerson("duplicate", duplicates, ()),
        _need("approval", approvals),
    ]
    return InboxView(tuple(received(ws)), tuple(n for n in needs if n.count), laptops)


def laptops(ws: Workspace) -> tuple[LaptopMark, ...]:
    """How each enrolled laptop of an office stands."""
    with ws.store.reading() as reading:
        held = reading.held()
    return tuple(_mark(ws, peer, held) for peer in recipients(ws))


def _mark(ws: Workspace, peer: Peer, held: Iterable[HeldCount]) -> LaptopMark:
    last = ws.store.exchange.last_received(peer.device)
    own = [one for one in held if one.device == peer.device]
    reasons = {one.reason for one in own if one.changes}
    waits = next((state for reason, state in _STATES if reason in reasons), None)
    return LaptopMark(
        peer.device,
        peer.label,
        peer.role,
        peer.etraps,
        waits or ("complete" if last else "silent"),
        instant(last.wall) if last else None,
        sum(one.changes for one in own),
    )


def _held(held: Iterable[HeldCount], laptops: Iterable[LaptopMark]) -> list[NeedsPerson]:
    """Held changes by reason, with the laptops that they came from."""
    names = {laptop.device: laptop.person_name for laptop in laptops}
    needs: list[NeedsPerson] = []
    for reason, kind in _NEEDS:
        counted: Counter[str] = Counter()
        for one in held:
            if one.reason is reason:
                counted[names.get(one.device, one.device)] += one.changes
        needs.append(_need(kind, counted))
    return needs


def _need(kind: str, counted: Counter[str]) -> NeedsPerson:
    return NeedsPerson(kind, counted.total(), tuple(counted.most_common()))
