"""Bundles on their way: from a laptop to the office and back, on the folder that is the stick."""

from dataclasses import dataclass
from pathlib import Path

from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.demo.cast import Cast
from socialcase.actions.demo.story_clock import StoryClock
from socialcase.actions.workspaces import Workspace
from socialcase.errors import NothingToSend

_WALK = 20.0
"""Minutes from one desk to another."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What one carrying of the stick brought.

    `size`: bytes of the sealed files. `unreadable`: changes of restricted files that the
    recipient keeps and passes on without being able to read them. `held`: changes that wait for
    review.
    """

    changes: int = 0
    cases: int = 0
    size: int = 0
    unreadable: int = 0
    held: int = 0


def carry_up(cast: Cast, key: str, clock: StoryClock) -> Trip:
    """A laptop sends what the office lacks; the office takes it in."""
    return _carry(cast.laptops[key], cast.office, "", cast.stick, clock)


def carry_down(cast: Cast, key: str, clock: StoryClock) -> Trip:
    """The office sends what a laptop lacks, and what it has of the laptop; the laptop takes it."""
    laptop = cast.laptops[key]
    return _carry(cast.office, laptop, laptop.store.device, cast.stick, clock)


def _carry(source: Workspace, target: Workspace, to: str, stick: Path, clock: StoryClock) -> Trip:
    try:
        written = export_bundle(source, stick, to)
    except NothingToSend:
        return Trip()
    clock.spend(_WALK)
    taken = [merge_bundle(target, path) for path in written.paths]
    return Trip(
        written.changes,
        written.cases,
        written.size,
        sum(one.sealed for one in taken),
        sum(sum(one.held.values()) for one in taken),
    )
