"""Making and opening a workspace database.

A database that fits this program is opened without SQLAlchemy, which only writing goes through: it
would take longer to be read from the disk than the first page to be shown. Anything else is made,
or made to fit, by `making`.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.cases.clock import Chance, Clock
from socialcase.cases.fields import RecordSpec
from socialcase.cases.registry import REGISTRY
from socialcase.errors import (
    DatabaseDamaged,
    DatabaseNewer,
    WorkspaceExists,
    WorkspaceMissing,
    WorkspaceReadOnly,
)
from socialcase.storage.driver import Fault, as_user_error
from socialcase.storage.lock import LOCK, Lock
from socialcase.storage.meta import RESTORED, read_meta, registry_mark
from socialcase.storage.place import refuse_risky
from socialcase.storage.schema import SCHEMA
from socialcase.storage.snapshots import Readers
from socialcase.storage.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATABASE = "database.scdb"
"""Name of the database inside a workspace folder."""


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
    from socialcase.storage.making import make

    file = folder / DATABASE
    if file.exists():
        raise WorkspaceExists(folder)
    if not anywhere:
        refuse_risky(folder)
    lock = Lock(folder)
    with _undone_on_failure(lock, folder):
        make(file, key, registry, viewer, clock, chance)
        return _opened(folder, key, lock, clock, chance, registry)


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
    wrong key), DatabaseNewer and WorkspaceReadOnly (unless `read_only`), DiskFull, CannotWrite.
    """
    file = folder / DATABASE
    if not file.is_file():
        raise WorkspaceMissing(folder)
    if not anywhere:
        refuse_risky(folder)
    if not read_only:
        _refuse_unwritable(folder)
    lock = None if read_only else Lock(folder)
    with _undone_on_failure(lock, folder):
        return _opened(folder, key, lock, clock, chance, registry)


def _opened(
    folder: Path,
    key: bytes,
    lock: Lock | None,
    clock: Clock,
    chance: Chance,
    registry: Mapping[str, RecordSpec],
) -> Store:
    """The store; without a `lock` for reading only."""
    file = folder / DATABASE
    readers = Readers(file, key)

    def written() -> "Engine":
        from socialcase.storage.engine import writer

        return writer(file, key, query_only=lock is None)

    with _closed_on_failure(readers):
        if not _fits(readers, folder, registry, writable=lock is not None):
            _bring_up_to_date(folder, key, lock, registry)
        device, epoch, viewer = _own(readers, folder)
        store = Store(
            folder,
            writer=written,
            readers=readers,
            lock=lock,
            registry=registry,
            device=device,
            epoch=epoch,
            viewer=viewer,
            clock=clock,
            chance=chance,
        )
    if lock is not None and store.meta.get(RESTORED):
        store.begin_epoch()
    return store


def _bring_up_to_date(
    folder: Path, key: bytes, lock: Lock | None, registry: Mapping[str, RecordSpec]
) -> None:
    """Make an older file fit, under a lock of its own where it is then only read.

    A field that a typed table does not have cannot be read; SQLite would give its name for it.
    """
    from socialcase.storage.making import bring_up_to_date

    own = Lock(folder) if lock is None else None
    try:
        bring_up_to_date(folder / DATABASE, key, registry)
    finally:
        if own is not None:
            own.release()


def _refuse_unwritable(folder: Path) -> None:
    """Raise WorkspaceReadOnly where the first thing entered could not be kept.

    A disk that fails is often made read-only by the system; a workspace may lie on a disc.
    """
    beside = [folder / (DATABASE + ending) for ending in ("", "-wal", "-shm")]
    for path in (folder, folder / LOCK, *beside):
        if path.exists() and not os.access(path, os.W_OK):
            raise WorkspaceReadOnly(path)


def _fits(
    readers: Readers, folder: Path, registry: Mapping[str, RecordSpec], *, writable: bool
) -> bool:
    """Whether the file can be used as it is; for reading only, a newer layout can.

    Raises DatabaseNewer, and DatabaseDamaged for a file that is not ours.
    """
    with readers.begin() as snapshot:
        run = snapshot.exec_driver_sql
        found = int(run("PRAGMA user_version").scalar_one())
        ours = run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'change'").first()
        if ours is None:
            raise DatabaseDamaged(folder)
        if found > SCHEMA and not writable:
            return True
        if found > SCHEMA:
            raise DatabaseNewer(found, SCHEMA)
        return found == SCHEMA and read_meta(snapshot, "registry") == registry_mark(registry)


def _own(readers: Readers, folder: Path) -> tuple[str, str, str]:
    """Device and epoch under which is written here, and whose workspace it is."""
    with readers.begin() as snapshot:
        device, epoch, viewer = (read_meta(snapshot, n) for n in ("device", "epoch", "viewer"))
    if device is None or epoch is None:
        raise DatabaseDamaged(folder)
    return device, epoch, viewer or ""


@contextmanager
def _closed_on_failure(readers: Readers) -> Iterator[None]:
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            readers.dispose()


@contextmanager
def _undone_on_failure(lock: Lock | None, folder: Path) -> Iterator[None]:
    done = False
    try:
        yield
        done = True
    except Fault as fault:
        worded = as_user_error(fault, folder)
        if worded is None:
            raise
        raise worded from fault
    finally:
        if not done and lock is not None:
            lock.release()
