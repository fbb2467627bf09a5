"""Opening a workspace together with what its first page shows: both in one go, in any thread."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from socialcase.actions.today import TodayPage, today
from socialcase.actions.workspaces import Workspace, open_with_key, open_workspace
from socialcase.errors import UserError


class Opened(NamedTuple):
    """An open workspace. `day`: what Today shows; None where it could not be read."""

    workspace: Workspace
    day: TodayPage | None


def open_day(folder: Path, passphrase: str) -> Opened:
    """Unlock and open a workspace and read Today. Raises as `workspaces.open_workspace`."""
    return _with_day(lambda: open_workspace(folder, passphrase))


def open_day_with_key(folder: Path, key: bytes, *, anywhere: bool = False) -> Opened:
    """Open a workspace of which the key is known and read Today. Raises as `open_day`."""
    return _with_day(lambda: open_with_key(folder, key, anywhere=anywhere))


def _with_day(opening: Callable[[], Workspace]) -> Opened:
    workspace = opening()
    try:
        return Opened(workspace, today(workspace))
    except UserError:
        return Opened(workspace, None)  # the page reads by itself and says what is wrong
