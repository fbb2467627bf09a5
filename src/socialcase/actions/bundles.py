"""Sending and receiving: what would go, writing a bundle, looking into one, taking it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace

if TYPE_CHECKING:
    from socialcase.sync.bundle import WrittenBundle
    from socialcase.sync.receive import BundleReport, MergeSummary

Progress = Callable[[str, int, int], None]
"""progress(stage, done, total): stage is a code (collect, seal, write, compare, check, read,
merge); total 0 means not known yet."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What would go to one recipient now. `by_kind`: how many records of each kind, most first."""

    device: str
    recipient_name: str
    changes: int
    cases: int
    by_kind: tuple[tuple[str, int], ...]
    since: datetime | None
    has_until: datetime | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was written earlier. `confirmed`: when the other side said it has it."""

    number: int
    recipient_name: str
    at: datetime
    changes: int
    confirmed: datetime | None


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that was taken in earlier."""

    bundle: str
    sender_name: str
    at: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """Everything the Exchange page shows. An office has one `Outgoing` for each laptop."""

    kind: str
    my_name: str
    enrolled: bool
    office_name: str
    only_here: int
    office_has_until: datetime | None
    outgoing: tuple[Outgoing, ...]
    sent: tuple[Sent, ...]
    received: tuple[Received, ...]


def exchange(ws: Workspace) -> ExchangeView:
    """Read the Exchange page."""
    raise NotImplementedError


def bundles_in(folder: Path) -> list[Path]:
    """The bundle files in a folder or stick, newest first. An unreadable folder gives none."""
    raise NotImplementedError


def export_bundle(
    ws: Workspace,
    folder: Path,
    to: str = "",
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> "WrittenBundle":
    """Write what the other side lacks into `folder`, read it back and compare.

    `to`: device of the recipient; a laptop needs none (its office). Raises NotEnrolled,
    NothingToSend, CannotWrite, DiskFull, CopyNotVerified, NotFound.
    """
    raise NotImplementedError


def inspect_bundle(ws: Workspace, file: Path) -> "BundleReport":
    """Open and verify a bundle without taking it in. Raises BundleRefused, CannotRead."""
    raise NotImplementedError


def merge_bundle(ws: Workspace, file: Path, *, progress: Progress | None = None) -> "MergeSummary":
    """Take a bundle in: all of it in one transaction, or nothing.

    Raises BundleRefused, CannotRead, NotEnrolled, DiskFull.
    """
    raise NotImplementedError
