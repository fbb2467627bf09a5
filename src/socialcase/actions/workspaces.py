"""Making, opening and closing a workspace: one encrypted database with its vault and label."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from socialcase.cases.clock import Chance, Clock
    from socialcase.storage.store import Store
    from socialcase.sync.vault import KdfCost

WorkspaceKind = Literal["laptop", "office"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace. Give it to every act; close it with `close_workspace`."""

    folder: Path
    kind: WorkspaceKind
    label: str
    store: "Store"
    clock: "Clock"
    chance: "Chance"

    @property
    def person(self) -> str:
        """The staff id of the person whose workspace this is: the author of every act."""
        return self.store.viewer

    @property
    def today(self) -> date:
        """Today in Asia/Ashgabat."""
        return self.clock.today()


@dataclass(frozen=True, slots=True)
class WorkspaceLabel:
    """What can be said of a workspace before it is unlocked: no secret and no client."""

    folder: Path
    kind: WorkspaceKind
    label: str


@dataclass(frozen=True, slots=True)
class Me:
    """The person at this workspace. `etraps` is empty until an office has accepted the laptop."""

    uid: str
    name: str
    role: str
    etraps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkspaceStatus:
    """A workspace in numbers, for the window's corner and `workspace status`.

    `office_has_until`: the time of the newest change of ours that the office said it has.
    """

    folder: Path
    kind: WorkspaceKind
    label: str
    device: str
    me: Me
    enrolled: bool
    office_name: str
    people: int
    open_cases: int
    conflicts: int
    held: int
    drafts: int
    unsent_changes: int
    unsent_cases: int
    office_has_until: datetime | None
    digest: str


def describe_workspace(folder: Path) -> WorkspaceLabel:
    """Read a workspace's label without unlocking it. Raises WorkspaceMissing."""
    raise NotImplementedError


def create_laptop(
    folder: Path,
    passphrase: str,
    person_name: str,
    *,
    etraps: Iterable[str] = (),
    role: str = "specialist",
    cost: "KdfCost | None" = None,
    clock: "Clock | None" = None,
    chance: "Chance | None" = None,
    anywhere: bool = False,
) -> Workspace:
    """Make a laptop's workspace in an empty (or new) `folder`; no office is needed yet.

    `cost` is lowered only by tests; `anywhere` allows a stick or network drive (demo, tests).
    Raises WorkspaceExists, PassphraseTooWeak, WorkspaceOnRemovable, CannotWrite, DiskFull.
    """
    raise NotImplementedError


def create_office(
    folder: Path,
    passphrase: str,
    office_name: str,
    officer_name: str,
    *,
    cost: "KdfCost | None" = None,
    clock: "Clock | None" = None,
    chance: "Chance | None" = None,
    anywhere: bool = False,
) -> Workspace:
    """Make a regional office's workspace with its signing keys. Raises as `create_laptop`."""
    raise NotImplementedError


def open_workspace(
    folder: Path,
    passphrase: str,
    *,
    read_only: bool = False,
    clock: "Clock | None" = None,
    chance: "Chance | None" = None,
    anywhere: bool = False,
) -> Workspace:
    """Unlock and open a workspace.

    Raises WorkspaceMissing, WrongPassphrase, VaultDamaged, WorkspaceInUse, WorkspaceOnRemovable,
    DatabaseDamaged, DatabaseNewer.
    """
    raise NotImplementedError


def close_workspace(ws: Workspace) -> None:
    """Close the database and give up the lock. The workspace is not to be used afterwards."""
    raise NotImplementedError


def change_passphrase(ws: Workspace, old: str, new: str) -> None:
    """Replace the passphrase. Backups made before still open with the old one.

    Raises WrongPassphrase, PassphraseTooWeak, CannotWrite.
    """
    raise NotImplementedError


def suggest_passphrase(chance: "Chance") -> str:
    """Five ordinary Turkmen words to use as a passphrase."""
    raise NotImplementedError


def me(ws: Workspace) -> Me:
    """The person at this workspace, as the staff list knows them."""
    raise NotImplementedError


def status(ws: Workspace) -> WorkspaceStatus:
    """The workspace in numbers. Reads only."""
    raise NotImplementedError
