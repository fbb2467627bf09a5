"""Care of the database: check, digest, rebuild, backup, restore."""

from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace

if TYPE_CHECKING:
    from socialcase.storage.store import CheckReport, RebuildReport


def check(ws: Workspace) -> "CheckReport":
    """Look the whole database over: pages, log, heads, tables. Changes nothing."""
    raise NotImplementedError


def digest(ws: Workspace) -> str:
    """One line that names the state: equal states have equal digests."""
    raise NotImplementedError


def rebuild(ws: Workspace) -> "RebuildReport":
    """Make all tables anew from the change log and say whether they were equal."""
    raise NotImplementedError


def backup(ws: Workspace, file: Path | None = None) -> Path:
    """Write one encrypted backup file and verify it by opening; without `file` into `backups/`.

    It opens with the passphrase that is in force now. Raises CannotWrite, DiskFull.
    """
    raise NotImplementedError


def restore(file: Path, folder: Path, passphrase: str, *, anywhere: bool = False) -> Path:
    """Make a workspace of a backup in an empty (or new) `folder`; it begins a new epoch.

    Raises BackupDamaged, WrongPassphrase, WorkspaceExists, CannotRead, CannotWrite, DiskFull.
    """
    raise NotImplementedError
