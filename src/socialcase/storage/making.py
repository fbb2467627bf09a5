"""Making a new database, and bringing one that this program finds older up to date."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine

from socialcase.cases.clock import Chance, Clock
from socialcase.cases.fields import RecordSpec
from socialcase.storage import admission, layout, meta
from socialcase.storage.admission import Ground
from socialcase.storage.engine import writer
from socialcase.storage.epochs import begin_epoch
from socialcase.storage.identity import new_stream_id
from socialcase.storage.interning import learn_fields
from socialcase.storage.migrations import migrate
from socialcase.storage.typed import typed_tables


def make(
    file: Path,
    key: bytes,
    registry: Mapping[str, RecordSpec],
    viewer: str,
    clock: Clock,
    chance: Chance,
) -> None:
    """Make the database `file` for staff member `viewer`, with its first epoch."""
    engine = writer(file, key)
    device = new_stream_id(chance)
    with engine.begin() as connection:
        layout.create_log(connection, registry)
        layout.create_typed(connection, typed_tables(registry)[0])
        meta.write_meta(connection, "registry", meta.registry_mark(registry))
        meta.write_meta(connection, "viewer", viewer)
        meta.write_meta(connection, "device", device)
        begin_epoch(connection, Ground(registry, viewer), device, clock, chance)
    engine.dispose()


def bring_up_to_date(file: Path, key: bytes, registry: Mapping[str, RecordSpec]) -> None:
    """Migrate an older layout (a copy is kept), and follow a registry that has changed.

    Raises DiskFull where there is no room for the copy.
    """
    engine = writer(file, key)
    try:
        migrate(engine, file, registry)
        _follow_registry(engine, registry)
    finally:
        engine.dispose()


def _follow_registry(engine: Engine, registry: Mapping[str, RecordSpec]) -> None:
    """Make the typed tables anew when the registry changed; newly known fields are released."""
    mark = meta.registry_mark(registry)
    with engine.begin() as connection:
        if meta.read_meta(connection, "registry") == mark:
            return
        learn_fields(connection, registry)
        layout.drop_typed(connection)
        typed_tables(registry)[0].create_all(connection)
        viewer = meta.read_meta(connection, "viewer") or ""
        admission.reconsider_newer(connection, Ground(registry, viewer))
        meta.write_meta(connection, "registry", mark)
