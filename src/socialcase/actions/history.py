"""History of every field, and undo of one save."""

from dataclasses import dataclass
from datetime import datetime

from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace
from socialcase.cases.changes import Held


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change. `old` is what it replaced (None: nothing); values are canonical text.

    `element`: for a set, which one. `settled`: it decided between several values. `counts`:
    nothing has replaced it. `held`: why it does not count yet (ADMITTED: it does).
    """

    save: str
    at: datetime
    author: str
    author_name: str
    device: str
    device_label: str
    record: str
    kind: str
    field: str
    element: str
    new: str | None
    old: str | None
    redacted: bool
    settled: bool
    counts: bool
    held: Held


@dataclass(frozen=True, slots=True)
class SaveLine:
    """One save, for the undo list: when, whose, how many fields, of which kinds."""

    save: str
    at: datetime
    author_name: str
    fields: int
    kinds: tuple[str, ...]


def history(ws: Workspace, record: str, field: str = "") -> list[HistoryLine]:
    """Every change of a record (or of one field of it), newest first. Raises NotFound."""
    raise NotImplementedError


def case_history(ws: Workspace, case: str, limit: int = 500) -> list[HistoryLine]:
    """The changes of a case and of everything in it, newest first. Raises NotFound."""
    raise NotImplementedError


def recent_saves(ws: Workspace, limit: int = 50) -> list[SaveLine]:
    """The person's latest saves on this laptop, newest first."""
    raise NotImplementedError


def undo(ws: Workspace, save: str) -> Done:
    """Take one save back by a new save. Raises NothingToUndo, ChangedSince."""
    raise NotImplementedError
