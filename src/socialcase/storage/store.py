"""The open workspace database."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from socialcase.cases.changes import Change
from socialcase.cases.clock import Chance, Clock
from socialcase.cases.fields import RecordSpec
from socialcase.cases.registry import REGISTRY
from socialcase.storage.exchange import Exchange
from socialcase.storage.merging import Merging
from socialcase.storage.reading import Reading
from socialcase.storage.views import CheckReport, RebuildReport
from socialcase.storage.writing import Transaction

DATABASE = "database.scdb"
"""Name of the database inside a workspace folder."""


class Store:
    """An open database. One writer at a time, any number of readers, one process.

    `device`, `epoch`: this laptop's stream (16 hex each). `viewer`: staff uid of the person it
    belongs to. `meta`: small texts kept with the data. `private`: never leaves this laptop.
    """

    folder: Path
    device: str
    epoch: str
    viewer: str

    @contextmanager
    def transaction(self, author: str) -> Iterator[Transaction]:
        """One save by `author` (staff uid). Durable when the block ends; nothing if it raises."""
        raise NotImplementedError

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A consistent snapshot on a connection of its own."""
        raise NotImplementedError

    @contextmanager
    def merging(self) -> Iterator[Merging]:
        """One merge, durable when the block ends; nothing of it if it raises."""
        raise NotImplementedError

    @property
    def exchange(self) -> Exchange:
        """What the exchange reads and notes outside a merge."""
        raise NotImplementedError

    def listen(self, heard: Callable[[frozenset[str]], None]) -> None:
        """After each commit call `heard` with the record kinds touched, in the writing thread."""
        raise NotImplementedError

    def become(self, viewer: str) -> None:
        """From now on the laptop belongs to staff member `viewer`; the tables follow."""
        raise NotImplementedError

    def undo(self, save: str, author: str) -> tuple[Change, ...]:
        """Take back one save by a new one. Raises NothingToUndo, ChangedSince."""
        raise NotImplementedError

    def digest(self) -> str:
        """The state (admitted changes, heads, tables) in one line of hex."""
        raise NotImplementedError

    def rebuild(self) -> RebuildReport:
        """Work out heads, tables and search again from the log, and say whether they equalled."""
        raise NotImplementedError

    def check(self) -> CheckReport:
        """Look over pages, heads, chain and counters. Changes nothing."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of connections and the lock."""
        raise NotImplementedError


def create_store(
    folder: Path,
    key: bytes,
    *,
    viewer: str,
    clock: Clock,
    chance: Chance,
    registry: Mapping[str, RecordSpec] = REGISTRY,
    anywhere: bool = False,
) -> Store:
    """Make the database in `folder` (which exists) under the raw 32-byte `key` and open it.

    `viewer`: staff uid. `anywhere`: do not refuse sticks and network drives.
    Raises WorkspaceExists, WorkspaceInUse, WorkspaceOnRemovable, DiskFull, CannotWrite.
    """
    raise NotImplementedError


def open_store(
    folder: Path,
    key: bytes,
    *,
    clock: Clock,
    chance: Chance,
    registry: Mapping[str, RecordSpec] = REGISTRY,
    read_only: bool = False,
    anywhere: bool = False,
) -> Store:
    """Open the database of `folder`, after migrating it (a copy is kept) where it is older.

    Raises WorkspaceMissing, WorkspaceInUse, WorkspaceOnRemovable, DatabaseDamaged (also for a
    wrong key), DatabaseNewer (unless `read_only`), DiskFull, CannotWrite.
    """
    raise NotImplementedError
