"""Conflicts: one field, two values, each written without sight of the other. A person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from socialcase.actions.case_views import TimelineEntry
from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Origin


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict in the list. `urgent`: about risk, consent or closure."""

    record: str
    kind: str
    field: str
    case: str
    subject: str
    versions: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that somebody had (or had not) before them: whose and when."""

    author_name: str
    at: datetime
    value: str | None
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values. `number` from 1 is what `keep_version` takes.

    `parts`: for a group, its parts in order; otherwise one part named "" with the value.
    `showing`: the program shows it until the conflict is settled (the safer one).
    """

    number: int
    origin: Origin
    author: str
    author_name: str
    role: str
    owns_case: bool
    device_label: str
    at: datetime
    value: str | None
    parts: tuple[tuple[str, str], ...]
    showing: bool
    had_seen: tuple[Seen, ...]
    had_not_seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Everything the conflict page shows.

    `base`: the value that all had before, if there is one. `differing`: parts that differ.
    `combined`: a proposal from all versions (the safer level, all reasons), None if none makes
    sense; give it, edited or not, to `settle`. `around`: what happened in the case meanwhile.
    """

    record: str
    kind: str
    field: str
    case: str
    subject: str
    case_number: str
    etrap: str
    base: Seen | None
    versions: tuple[Version, ...]
    differing: tuple[str, ...]
    combined: Mapping[str, str] | None
    around: tuple[TimelineEntry, ...]


def conflicts(ws: Workspace) -> list[ConflictRow]:
    """What waits for a decision, the urgent first."""
    raise NotImplementedError


def conflict(ws: Workspace, record: str, field: str) -> ConflictView:
    """Both sides of one conflict. Raises NotFound when there is none (any more)."""
    raise NotImplementedError


def keep_version(ws: Workspace, record: str, field: str, number: int) -> Done:
    """Settle by keeping one version. Raises NotFound, BadValue (no such number)."""
    raise NotImplementedError


def settle(
    ws: Workspace, record: str, field: str, value: Mapping[str, str | None] | str | None
) -> Done:
    """Settle with a value of one's own (for a group, all its parts). Raises NotFound, BadValue."""
    raise NotImplementedError


def ask_authors(ws: Workspace, record: str, field: str, question: str = "") -> Done:
    """Leave it open and give every author a task to talk about it. Raises NotFound."""
    raise NotImplementedError
