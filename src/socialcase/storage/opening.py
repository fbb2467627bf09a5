"""Making and opening a workspace database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from socialcase.cases.clock import Chance, Clock
from socialcase.cases.fields import RecordSpec
from socialcase.cases.registry import REGISTRY
from socialcase.errors import DatabaseDamaged, WorkspaceExists, WorkspaceMissing
from socialcase.storage import admission, layout
from socialcase.storage.admission import Ground
from socialcase.storage.engine import as_user_error, readers, writer
from socialcase.storage.epochs import RESTORED, begin_epoch
from socialcase.storage.identity import new_stream_id
from socialcase.storage.interning import learn_fields
from socialcase.storage.lock import Lock
from socialcase.storage.migrations import migrate
from socialcase.storage.place import refuse_risky
from socialcase.storage.store import Store
from socialcase.storage.typed import typed_tables
from socialcase.storage.writing import Stream

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
    file = folder / DATABASE
    if file.exists():
        raise WorkspaceExists(folder)
    if not anywhere:
        refuse_risky(folder)
    lock = Lock(folder)
    with _undone_on_failure(lock, folder):
        engine = writer(file, key)
        device = new_stream_id(chance)
        with engine.begin() as connection:
            layout.create_log(connection, registry)
            layout.create_typed(connection, typed_tables(registry)[0])
            layout.write_meta(connection, "registry", layout.registry_mark(registry))
            layout.write_meta(connection, "viewer", viewer)
            layout.write_meta(connection, "device", device)
            begin_epoch(connection, Ground(registry, viewer), device, clock, chance)
        return _opened(folder, engine, key, lock, clock, chance, registry)


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
    file = folder / DATABASE
    if not file.is_file():
        raise WorkspaceMissing(folder)
    if not anywhere:
        refuse_risky(folder)
    lock = None if read_only else Lock(folder)
    with _undone_on_failure(lock, folder):
        engine = readers(file, key) if read_only else writer(file, key)
        migrate(engine, file, registry, read_only=read_only)
        if not read_only:
            _follow_registry(engine, registry)
        return _opened(folder, engine, key, lock, clock, chance, registry)


def _follow_registry(engine: Engine, registry: Mapping[str, RecordSpec]) -> None:
    """Make the typed tables anew when the registry changed; newly known fields are released."""
    mark = layout.registry_mark(registry)
    with engine.begin() as connection:
        if layout.read_meta(connection, "registry") == mark:
            return
        learn_fields(connection, registry)
        layout.drop_typed(connection)
        typed_tables(registry)[0].create_all(connection)
        viewer = layout.read_meta(connection, "viewer") or ""
        admission.reconsider_newer(connection, Ground(registry, viewer))
        layout.write_meta(connection, "registry", mark)


def _opened(
    folder: Path,
    engine: Engine,
    key: bytes,
    lock: Lock | None,
    clock: Clock,
    chance: Chance,
    registry: Mapping[str, RecordSpec],
) -> Store:
    with engine.connect() as connection:
        device, epoch, viewer = (
            layout.read_meta(connection, name) for name in ("device", "epoch", "viewer")
        )
    if device is None or epoch is None:
        raise DatabaseDamaged(folder)
    store = Store(
        folder,
        writer=engine,
        readers=readers(folder / DATABASE, key),
        lock=lock,
        registry=registry,
        stream=Stream(device, epoch),
        viewer=viewer or "",
        clock=clock,
        chance=chance,
    )
    if lock is not None and store.meta.get(RESTORED):
        store.begin_epoch()
    return store


@contextmanager
def _undone_on_failure(lock: Lock | None, folder: Path) -> Iterator[None]:
    done = False
    try:
        yield
        done = True
    except (DBAPIError, sqlcipher.Error) as fault:
        worded = as_user_error(fault, folder)
        if worded is None:
            raise
        raise worded from fault
    finally:
        if not done and lock is not None:
            lock.release()
