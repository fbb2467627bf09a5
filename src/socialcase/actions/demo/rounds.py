"""Bundles on their way: from a laptop to the office and back, on the folder that is the stick."""

from dataclasses import dataclass

from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.demo.cast import Cast
from socialcase.actions.demo.story_clock import StoryClock
from socialcase.errors import NothingToSend

_WALK = 20.0
"""Minutes from one desk to another."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What one carrying of the stick brought: changes, cases, sealed bytes (0 if nothing)."""

    changes: int = 0
    cases: int = 0
    size: int = 0


def carry_up(cast: Cast, key: str, clock: StoryClock) -> Trip:
    """A laptop sends what the office lacks; the office takes it in."""
    laptop = cast.laptops[key]
    try:
        written = export_bundle(laptop, cast.stick)
    except NothingToSend:
        return Trip()
    clock.spend(_WALK)
    for path in written.paths:
        merge_bundle(cast.office, path)
    return Trip(written.changes, written.cases, written.size)


def carry_down(cast: Cast, key: str, clock: StoryClock) -> Trip:
    """The office sends what a laptop lacks, and what it has of the laptop; the laptop takes it."""
    laptop = cast.laptops[key]
    try:
        written = export_bundle(cast.office, cast.stick, laptop.store.device)
    except NothingToSend:
        return Trip()
    clock.spend(_WALK)
    for path in written.paths:
        merge_bundle(laptop, path)
    return Trip(written.changes, written.cases, written.size)
