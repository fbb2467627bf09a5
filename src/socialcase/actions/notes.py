"""Notes and promises (tasks) in a case file."""

from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace


def add_note(ws: Workspace, case: str, text: str, told_on: str = "") -> Done:
    """Write a note, told today unless `told_on`. Raises NotFound, BadValue."""
    raise NotImplementedError


def edit_note(ws: Workspace, note: str, text: str) -> Done:
    """Replace a note's text; the earlier one stays in its history. Raises NotFound."""
    raise NotImplementedError


def add_task(ws: Workspace, what: str, due: str, *, case: str = "", owner: str = "") -> Done:
    """Keep something to do, for oneself unless `owner`. Raises NotFound, BadValue."""
    raise NotImplementedError


def finish_task(ws: Workspace, task: str, *, finished: bool = True) -> Done:
    """Say that a task is done today (or open again). Raises NotFound."""
    raise NotImplementedError
