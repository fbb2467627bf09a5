"""Backup: one file with a consistent copy of the workspace, encrypted under its data key.

Layout: magic line; the vault; the catalogue of encrypted files; an encrypted database; those files
themselves, unless they lie beside. Lengths stand before vault and catalogue (4 bytes) and database
(8 bytes), big-endian. The vault stands in front because only it, with a passphrase, gives the key;
it holds no secret in the clear, and neither does the catalogue: random names, sizes. In the
database, the table `backup_part` holds a manifest and the small files. What is private is left out:
a backup may leave the laptop. The first layout had no files; it can still be read.
"""

import hashlib
import json
import shutil
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import sqlcipher3.dbapi2 as sqlcipher

from socialcase.cases.clock import Chance, Clock, milliseconds
from socialcase.cases.fields import RecordSpec
from socialcase.cases.registry import REGISTRY
from socialcase.errors import BackupDamaged, CannotRead, FileInTheWay, UserError, WorkspaceExists
from socialcase.storage.attachments import Attachments
from socialcase.storage.backup_files import (
    Catalogue,
    catalogue,
    check_inside,
    lay_beside,
    put_back,
    read_catalogue,
    write_inside,
)
from socialcase.storage.drafts import PRIVATE
from socialcase.storage.driver import as_user_error
from socialcase.storage.durable import replace_durably, worded
from socialcase.storage.meta import RESTORED
from socialcase.storage.opening import DATABASE, open_store
from socialcase.storage.store import Store

VAULT = "vault.json"
FOLDER = "backups"
"""The folder of a workspace where its own backups lie."""
_INNER, _CHECK = "socialcase.inner", "socialcase.check"
"""Scratch files, always of the same name: what a power cut leaves is written over next time."""
_MAGIC = b"SOCIALCASE BACKUP 2\n"
_FIRST = b"SOCIALCASE BACKUP 1\n"
_VAULT_MOST = 1 << 20
_CATALOGUE_MOST = 64 << 20
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `wall`: milliseconds since 1970 UTC; `vault`: its SHA-256.

    `files`: the SHA-256 of the catalogue, "" in the first layout; `left_out`: encrypted files that
    were missing or damaged when it was made.
    """

    wall: int
    device: str
    epoch: str
    changes: int
    digest: str
    vault: str
    files: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands in front of the database; `inner`: its bytes, None for all that follows."""

    vault: bytes
    listed: bytes = b""
    catalogue: Catalogue = field(default_factory=Catalogue)
    inner: int | None = None


def write_backup(store: Store, key: bytes, file: Path, extra: Mapping[str, bytes]) -> Manifest:
    """Write a backup of `store` to `file`, read it back and check it.

    `key`: the workspace's data key. `extra`: other files by relative name ("vault.json" must be
    among them). An older backup of this name is replaced. Encrypted files go into it, or beside it
    in the workspace's own folder of backups. Raises FileInTheWay (any other file,
    or a place inside the workspace), CannotWrite, DiskFull, BackupDamaged (what was written does
    not read).
    """
    _refuse_taken(store.folder, file)
    # beside the backup: the laptop's own disk may be the one that is full
    inner, part = file.with_name(_INNER), file.with_name(f"{file.name}.part")
    try:
        with _full(file), worded(file):
            inner.unlink(missing_ok=True)
            _snapshot(store.folder / DATABASE, key, inner)
            # after the snapshot: whatever a row in it names is there
            own = file.parent if _is_own(store.folder, file) else None
            listed = catalogue(store.attachments, own)
            manifest = _manifest(store, extra[VAULT], listed)
            _furnish(inner, key, manifest, extra)
            lay_beside(store.attachments, listed, file)
            _join(part, extra[VAULT], listed, inner, store.attachments)
            replace_durably(part, file)
    finally:
        _discard(inner)
        _discard(part)
    return verify_backup(file, key, file.parent)


def read_vault(file: Path) -> bytes:
    """The vault in front of a backup. Raises BackupDamaged, CannotRead."""
    with _opened(file) as stream:
        return _read_head(file, stream).vault


def listed_in(file: Path) -> Catalogue:
    """The encrypted files that a backup has. Raises BackupDamaged, CannotRead."""
    with _opened(file) as stream:
        return _read_head(file, stream).catalogue


def verify_backup(file: Path, key: bytes, room: Path) -> Manifest:
    """Open the backup as a restore would and look at every page.

    `room`: a folder for the copy that is looked at; the backup itself may lie where nothing can
    be written. Raises BackupDamaged (also for a wrong key),
    CannotRead, CannotWrite, DiskFull.
    """
    inner = room / _CHECK
    try:
        head = _split(file, inner)
        with closing(_connect(inner, key)) as database, _damaged(file):
            manifest = _read_manifest(file, database)
            pages = database.execute("PRAGMA integrity_check").fetchall()
            counted = database.execute("SELECT count(*) FROM change").fetchone()[0]
        whole = (_sha(head.vault), _sha(head.listed) if head.listed else "")
        if pages != [("ok",)] or counted != manifest.changes:
            raise BackupDamaged(file)
        if whole != (manifest.vault, manifest.files):
            raise BackupDamaged(file)
        return manifest
    finally:
        _discard(inner)


def restore_backup(
    file: Path,
    key: bytes,
    folder: Path,
    *,
    clock: Clock,
    chance: Chance,
    registry: Mapping[str, RecordSpec] = REGISTRY,
    anywhere: bool = False,
) -> Store:
    """Put the backup into `folder` (made if missing) and open it there, under a new epoch.

    The new epoch keeps what the restored laptop writes apart from what it had written after the
    backup. Raises WorkspaceExists, BackupDamaged, CannotRead, CannotWrite, DiskFull.
    """
    target = folder / DATABASE
    if target.exists():
        raise WorkspaceExists(folder)
    part, made = folder / f"{DATABASE}.part", not folder.exists()
    with worded(target):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        verify_backup(file, key, folder)
    except UserError:
        if made:
            folder.rmdir()
        raise
    with _full(target), worded(target):
        _split(file, part)
        with closing(_connect(part, key)) as database:
            _unpack(folder, database)
        with _files_of(file) as (stream, head):
            put_back(stream, head.catalogue, file, folder)
        replace_durably(part, target)
    return open_store(folder, key, clock=clock, chance=chance, registry=registry, anywhere=anywhere)


def _refuse_taken(workspace: Path, file: Path) -> None:
    with worded(file):
        place, home = file.resolve(), workspace.resolve()
        inside = home in place.parents and place.parent != home / FOLDER
        taken = file.exists() and not (file.is_file() and _is_backup(file))
    if inside or taken:
        raise FileInTheWay(file)


def _is_own(workspace: Path, file: Path) -> bool:
    return file.resolve().parent == workspace.resolve() / FOLDER


def _is_backup(file: Path) -> bool:
    with _opened(file) as stream:
        return stream.read(len(_MAGIC)) in (_MAGIC, _FIRST)


@contextmanager
def _full(file: Path) -> Iterator[None]:
    """Word a fault of the database that is one of the disk under `file`."""
    try:
        yield
    except sqlcipher.Error as fault:
        known = as_user_error(fault, file.parent)
        if known is None:
            raise
        raise known from fault


def _discard(file: Path) -> None:
    # clearing away must not hide what went wrong
    with suppress(OSError):
        file.unlink()


def _manifest(store: Store, vault: bytes, listed: Catalogue) -> Manifest:
    with store.snapshot() as connection:
        changes = connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()
    return Manifest(
        wall=milliseconds(store.clock.now()),
        device=store.device,
        epoch=store.epoch,
        changes=changes,
        digest=store.digest(),
        vault=_sha(vault),
        files=_sha(listed.written()),
        left_out=listed.left_out,
    )


def _snapshot(source: Path, key: bytes, inner: Path) -> None:
    # a reader's view of one moment; writing goes on meanwhile
    with closing(_connect(source, key)) as database:
        database.execute("VACUUM INTO ?", (str(inner),))


# what is nobody's but the person's own: a backup can be opened with the office's recovery key, too
_LEAVES_OUT = (
    "DELETE FROM private",
    f"DELETE FROM draft_step WHERE substr(draft, 1, {len(PRIVATE)}) = '{PRIVATE}'",  # noqa: S608
    f"DELETE FROM draft WHERE substr(uid, 1, {len(PRIVATE)}) = '{PRIVATE}'",  # noqa: S608
)


def _furnish(inner: Path, key: bytes, manifest: Manifest, extra: Mapping[str, bytes]) -> None:
    with closing(_connect(inner, key)) as database:
        for statement in _LEAVES_OUT:
            database.execute(statement)
        database.execute("CREATE TABLE backup_part (name TEXT PRIMARY KEY, content BLOB NOT NULL)")
        parts = {"": json.dumps(asdict(manifest)).encode(), **extra}
        database.executemany("INSERT INTO backup_part VALUES (?, ?)", parts.items())
        database.execute("VACUUM")


def _unpack(folder: Path, database: Any) -> None:
    for name, content in database.execute("SELECT name, content FROM backup_part WHERE name <> ''"):
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts:
            raise BackupDamaged(folder)
        target = folder.joinpath(*place.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    database.execute("DROP TABLE backup_part")
    # whenever this is opened, now or after a power cut, it goes on under a new epoch
    database.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, '1')", (RESTORED,))
    database.execute("DELETE FROM meta WHERE name = 'place'")


def _join(part: Path, vault: bytes, listed: Catalogue, inner: Path, files: Attachments) -> None:
    names = listed.written()
    with part.open("wb") as out, inner.open("rb") as database:
        out.write(_MAGIC)
        out.write(struct.pack(">I", len(vault)) + vault)
        out.write(struct.pack(">I", len(names)) + names)
        out.write(struct.pack(">Q", inner.stat().st_size))
        shutil.copyfileobj(database, out, _STEP)
        write_inside(out, files, listed)


def _split(file: Path, inner: Path) -> _Head:
    """Copy the database out, and look at the files behind it."""
    with _opened(file) as stream:
        head = _read_head(file, stream)
        with worded(inner), inner.open("wb") as out:
            if head.inner is None:
                shutil.copyfileobj(stream, out, _STEP)
            else:
                _copy_exactly(stream, out, head.inner, file)
        check_inside(stream, head.catalogue, file)
    return head


@contextmanager
def _files_of(file: Path) -> Iterator[tuple[BinaryIO, _Head]]:
    """The backup at the place where its files begin, and its head."""
    with _opened(file) as stream:
        head = _read_head(file, stream)
        stream.seek(head.inner or 0, 1)
        yield stream, head


def _copy_exactly(stream: BinaryIO, out: BinaryIO, size: int, file: Path) -> None:
    while size:
        data = stream.read(min(size, _STEP))
        if not data:
            raise BackupDamaged(file)
        out.write(data)
        size -= len(data)


def _read_head(file: Path, stream: BinaryIO) -> _Head:
    magic = stream.read(len(_MAGIC))
    if magic not in (_MAGIC, _FIRST):
        raise BackupDamaged(file)
    vault = _read_counted(file, stream, ">I", _VAULT_MOST)
    if magic == _FIRST:
        return _Head(vault)
    names = _read_counted(file, stream, ">I", _CATALOGUE_MOST)
    length = stream.read(8)
    if len(length) != 8:
        raise BackupDamaged(file)
    return _Head(vault, names, read_catalogue(names, file), struct.unpack(">Q", length)[0])


def _read_counted(file: Path, stream: BinaryIO, shape: str, most: int) -> bytes:
    prefix = stream.read(struct.calcsize(shape))
    length = struct.unpack(shape, prefix)[0] if len(prefix) == struct.calcsize(shape) else -1
    content = stream.read(length) if 0 <= length <= most else b""
    if len(content) != length:
        raise BackupDamaged(file)
    return content


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        stream = file.open("rb")
    except OSError as fault:
        raise CannotRead(file) from fault
    with stream:
        yield stream


def _read_manifest(file: Path, database: Any) -> Manifest:
    row = database.execute("SELECT content FROM backup_part WHERE name = ''").fetchone()
    if row is None:
        raise BackupDamaged(file)
    try:
        return Manifest(**json.loads(row[0]))
    except (ValueError, TypeError) as fault:
        raise BackupDamaged(file) from fault


@contextmanager
def _damaged(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlcipher.DatabaseError as fault:
        raise BackupDamaged(file) from fault


def _connect(inner: Path, key: bytes) -> Any:
    database = sqlcipher.connect(str(inner), isolation_level=None)
    database.execute("PRAGMA cipher_log_level = NONE")
    database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    database.execute("PRAGMA temp_store = MEMORY")
    return database


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
