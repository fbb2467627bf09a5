"""What a bundle is and what taking it in did, in figures for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from socialcase.cases.changes import Held
from socialcase.storage import MergeReport
from socialcase.sync.opening import Opened


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a bundle is, told by the first pass. `made`: wall milliseconds by the sender's clock.

    `by_kind`: open records of each kind. `sealed`: restricted changes. `first`, `last`: sequence
    numbers of the newest epoch of an own stream, 0 in a relay. `missing`: an earlier bundle has
    to be taken in before.
    """

    bundle: str
    kind: str
    sender: str
    sender_name: str
    number: int
    made: int
    changes: int
    sealed: int
    by_kind: tuple[tuple[str, int], ...]
    first: int
    last: int
    already_known: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What taking a bundle in did. `known`: changes that were here before.

    `sealed`: restricted changes kept for other people. `notices`: "older" (a newer bundle of the
    sender came before), "restored" (the sender has lost what it once had), "ahead" (the office
    has more of this laptop than the laptop itself), "unreadable" (a sealed part did not hold),
    "elsewhere" (one is sealed to another laptop of the person, from before this one was known),
    "moved" (cases went out of sight: to another etrap, or closed to the person here),
    "returned" (what the office wrote and lost came back), "not_ours" (what was brought as the
    office's own is not).
    """

    bundle: str
    kind: str
    sender: str
    sender_name: str
    number: int
    made: int
    new: int
    known: int
    held: Mapping[Held, int]
    released: int
    conflicts_opened: int
    by_kind: tuple[tuple[str, int], ...]
    sealed: int
    already_merged: bool
    notices: tuple[str, ...]


def report_of(opened: Opened, *, known: bool, missing: bool) -> BundleReport:
    """What the first pass found. `known`: it was taken in before; `missing`: see there."""
    manifest = opened.manifest
    newest = manifest.segments[-1] if manifest.segments else None
    return BundleReport(
        bundle=manifest.bundle,
        kind=manifest.kind,
        sender=manifest.sender,
        sender_name=opened.sender.label,
        number=manifest.number,
        made=manifest.made,
        changes=manifest.changes,
        sealed=manifest.stubs,
        by_kind=by_kind(opened),
        first=newest.first if newest else 0,
        last=newest.last if newest else 0,
        already_known=known,
        missing=missing,
    )


def by_kind(opened: Opened, kinds: Mapping[str, set[str]] | None = None) -> tuple[
    tuple[str, int], ...
]:  # fmt: skip
    """How many records of each kind it touches, most first; `kinds`: with what was sealed.

    What the machinery notes for itself is not counted.
    """
    touched = (kinds or opened.kinds).items()
    counted = [(kind, len(records)) for kind, records in touched if kind != "epoch"]
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))


def summary_of(
    opened: Opened,
    report: MergeReport | None,
    sealed: int,
    already: bool,
    notices: tuple[str, ...],
    kinds: Mapping[str, set[str]] | None = None,
) -> MergeSummary:
    """What taking it in did; `report` is None and `already` true for one that was here before."""
    manifest = opened.manifest
    total = manifest.changes + manifest.stubs
    new = report.new if report is not None else 0
    return MergeSummary(
        bundle=manifest.bundle,
        kind=manifest.kind,
        sender=manifest.sender,
        sender_name=opened.sender.label,
        number=manifest.number,
        made=manifest.made,
        new=new,
        known=max(0, total - new - sealed),
        held=report.held if report is not None else {},
        released=report.released if report is not None else 0,
        conflicts_opened=report.conflicts_opened if report is not None else 0,
        by_kind=by_kind(opened, kinds),
        sealed=sealed,
        already_merged=already,
        notices=notices,
    )
