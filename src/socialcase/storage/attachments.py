"""The encrypted files beside the database: kept whole or not at all, swept when nobody names them.

Each is encrypted by whoever writes it, under a key that only its `attachment` record knows, and is
named after its own SHA-256. So this room needs no key to tell a whole file from a damaged one, one
file can never be put in another's place, and a name says nothing. A file is on the disk before the
row that names it, so no row points at nothing.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from socialcase.errors import AttachmentDamaged, AttachmentMissing, CannotWrite
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.connection import Connection
from socialcase.storage.durable import make_folder, replace_durably, worded
from socialcase.storage.journals import Opening
from socialcase.storage.views import FilesReport

FOLDER = "attachments"
"""The folder of a workspace where the encrypted files lie."""
DRAFTED = "file"
"""Operation in a draft's journal that keeps a file; its value is JSON with the name in `file`."""
RELAYED = "blob."
"""Beginning of the name in `meta` of a file kept for other people; the value is a `Relayed`."""
UNKEPT_FILE = "unkept-file:"
"""Beginning of the name in `private` of a file for something not kept yet; JSON with `file`."""
_SUFFIX = ".age"
_PART = ".part"
_DIGITS = frozenset("0123456789abcdef")
_STEP = 1 << 18

_LOGGED = (
    "SELECT DISTINCT c.value FROM change c JOIN field f ON f.id = c.field"
    " WHERE f.uid = 'attachment.file' AND c.value IN (SELECT value FROM json_each(?))"
)
_BESIDE = (
    f"SELECT value ->> 'file' FROM draft_step WHERE op = '{DRAFTED}'"  # noqa: S608
    f" UNION SELECT substr(name, {len(RELAYED) + 1}) FROM meta"
    f" WHERE name > '{RELAYED}' AND name < '{RELAYED}~'"
    " UNION SELECT value ->> 'file' FROM private"
    f" WHERE name > '{UNKEPT_FILE}' AND name < '{UNKEPT_FILE}~'"
)
_CIRCLES = (
    "SELECT DISTINCT c.value, k.effective FROM change c"
    " JOIN field f ON f.id = c.field AND f.uid = 'attachment.file'"
    " JOIN circle k ON k.record = c.record AND k.kind = 'attachment'"
    " WHERE c.held = 0 AND c.value IN (SELECT value FROM json_each(?)) ORDER BY 1, 2"
)
_TYPED = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'now_attachment'"
_SHOWN = "SELECT DISTINCT file FROM now_attachment WHERE file <> ''"


@dataclass(frozen=True, slots=True)
class Relayed:
    """A file of restricted records kept for `people` (staff ids); `device` brought it first."""

    file: str
    people: tuple[str, ...]
    device: str


class NewFile:
    """An encrypted file in the making. `name` and `size` are there once it is kept."""

    def __init__(self, stream: BinaryIO) -> None:
        import hashlib

        self._stream = stream
        self._sha = hashlib.sha256()
        self.size = 0

    @property
    def name(self) -> str:
        """The SHA-256 of what was written so far."""
        return self._sha.hexdigest()

    def write(self, data: bytes, /) -> int:
        """Take the next encrypted bytes."""
        self._stream.write(data)
        self._sha.update(data)
        self.size += len(data)
        return len(data)


class Attachments:
    """The encrypted files of a workspace: `store.attachments`."""

    def __init__(self, workspace: Path, reading: Opening, *, read_only: bool = False) -> None:
        self.folder = workspace / FOLDER
        self._reading = reading
        self._read_only = read_only
        # what was here before anybody could write in this session may be swept
        self._before = frozenset(self._listed(_SUFFIX))
        self._halves = frozenset(self._listed(_PART))

    @contextmanager
    def new(self, expected: str = "") -> Iterator[NewFile]:
        """A file to write encrypted bytes into; whole on the disk when the block ends well.

        `expected`: the name that it must turn out to have. Nothing stays if the block raises.
        Raises AttachmentDamaged (another name than expected), DiskFull, CannotWrite.
        """
        if self._read_only:
            raise CannotWrite(self.folder)
        with _new(self.folder, expected) as made:
            yield made

    def has(self, file: str) -> bool:
        """Whether the file is here, damaged or not."""
        return is_name(file) and self._place(file).is_file()

    def size(self, file: str) -> int:
        """Bytes of the encrypted file. Raises AttachmentMissing."""
        try:
            return self._checked(file).stat().st_size
        except OSError:
            raise AttachmentMissing(file) from None

    def is_sound(self, file: str) -> bool:
        """Whether the file is here and what was kept. Reads all of it."""
        try:
            for _ in self.pieces(file):
                pass
        except (AttachmentMissing, AttachmentDamaged):
            return False
        return True

    def pieces(self, file: str) -> Iterator[bytes]:
        """The encrypted bytes. Raises AttachmentMissing, and at the end AttachmentDamaged."""
        import hashlib

        sha = hashlib.sha256()
        with self.opened(file) as stream:
            while data := _read(stream, file):
                sha.update(data)
                yield data
        if sha.hexdigest() != file:
            raise AttachmentDamaged(file)

    @contextmanager
    def opened(self, file: str) -> Iterator[BinaryIO]:
        """The encrypted file for reading. Raises AttachmentMissing."""
        try:
            stream = self._checked(file).open("rb")
        except OSError:
            raise AttachmentMissing(file) from None
        with stream:
            yield stream

    def names(self) -> list[str]:
        """Every encrypted file here, sorted."""
        return self._listed(_SUFFIX)

    def lacking(self) -> list[str]:
        """Files that records showing here name and that are not here, sorted."""
        here = set(self.names())
        with self._reading() as connection:
            shown = _shown(connection, f"{_SHOWN} AND removed = 0")
        return sorted({name for name in shown if is_name(name)} - here)

    def circles(self, files: Collection[str]) -> dict[str, tuple[str, ...]]:
        """By file, the effective audiences of the records that name it, visible here or not."""
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as connection:
            for file, audience in connection.exec_driver_sql(
                _CIRCLES, (json.dumps(sorted(files)),)
            ):
                found[file] = (*found.get(file, ()), audience)
        return found

    def relayed(self) -> list[Relayed]:
        """The files kept for other people, by name."""
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT substr(name, ?), value FROM meta WHERE name > ? AND name < ? ORDER BY name",
                (len(RELAYED) + 1, RELAYED, f"{RELAYED}~"),
            ).all()
        return [_relayed(file, value) for file, value in rows]

    def set_aside(self, file: str) -> None:
        """Take a damaged file out of the way, so that it counts as missing and is asked for."""
        if not self._read_only and not self.is_sound(file):
            with suppress(OSError):
                self._checked(file).replace(self.folder / f"{file}.damaged")

    def known(self, files: Collection[str]) -> set[str]:
        """Those of `files` that a record, a draft or a part for other people names."""
        with self._reading() as connection:
            return _named(connection, files)

    def settled(self, files: Iterable[str]) -> None:
        """Note that committed rows name `files`: should those go, `sweep` deletes the files."""
        self._before |= frozenset(files)

    def spare(self, files: Iterable[str]) -> None:
        """Somebody may want `files` back while this lasts: `sweep` leaves them for the next one."""
        self._before -= frozenset(files)

    def forget(self, files: Iterable[str]) -> None:
        """Delete those of `files` that nothing names any more."""
        given = {file for file in files if is_name(file) and not self._read_only}
        for file in given - self.known(given) if given else ():
            with suppress(OSError):
                self._place(file).unlink(missing_ok=True)

    def sweep(self) -> int:
        """Delete what a crash or a redaction left: unnamed, and older than this session.

        Gives how many files were deleted.
        """
        if self._read_only:
            return 0
        names = set(self.names())
        known = self.known(names) if names else set[str]()
        unnamed = (names & self._before) - known
        halves = [self.folder / f"{half}{_PART}" for half in self._halves]
        for place in (*map(self._place, unnamed), *halves):
            with suppress(OSError):
                place.unlink(missing_ok=True)
        # what a row has named is settled; what is being written now has no row yet
        self._before, self._halves = frozenset(known), frozenset()
        return len(unnamed)

    def examine(self) -> FilesReport:
        """Look every file over: which are missing, damaged, named by nothing. Changes nothing."""
        names = self.names()
        return FilesReport(
            missing=tuple(self.lacking()),
            damaged=tuple(name for name in names if not self.is_sound(name)),
            orphaned=tuple(sorted(set(names) - self.known(names))),
        )

    def _listed(self, suffix: str) -> list[str]:
        try:
            found = [one.name for one in self.folder.iterdir() if one.name.endswith(suffix)]
        except OSError:
            return []
        stems = sorted(name.removesuffix(suffix) for name in found)
        return [stem for stem in stems if suffix == _PART or is_name(stem)]

    def _checked(self, file: str) -> Path:
        # a name may come from another laptop: it is no path until it has been looked at
        if not is_name(file):
            raise AttachmentMissing(file)
        return self._place(file)

    def _place(self, file: str) -> Path:
        return place_of(self.folder, file)


def is_name(file: str) -> bool:
    """Whether `file` can be the name of an encrypted file."""
    return len(file) == 64 and _DIGITS.issuperset(file)


def place_of(folder: Path, file: str) -> Path:
    """Where the encrypted file of that name lies in `folder`."""
    return folder / f"{file}{_SUFFIX}"


def restored(workspace: Path, file: str, pieces: Iterable[bytes]) -> None:
    """Put an encrypted file into a workspace that is not open.

    Raises AttachmentDamaged for other bytes than its name says, DiskFull, CannotWrite, and what
    `pieces` raises.
    """
    with _new(workspace / FOLDER, file) as made:
        for piece in pieces:
            made.write(piece)


@contextmanager
def _new(folder: Path, expected: str) -> Iterator[NewFile]:
    part = folder / f"{os.urandom(16).hex()}{_PART}"
    with worded(part):
        try:
            make_folder(folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(part, flags, 0o600), "wb") as stream:
                made = NewFile(stream)
                yield made
            if expected and made.name != expected:
                raise AttachmentDamaged(expected)
            replace_durably(part, place_of(folder, made.name))
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def keep_relayed(connection: Connection, file: str, people: Iterable[str], device: str) -> None:
    """Note that `file` came from `device` for `people`; it stays for those of before, too."""
    kept = connection.exec_driver_sql(
        "SELECT value FROM meta WHERE name = ?", (RELAYED + file,)
    ).scalar()
    before = _relayed(file, kept) if kept else Relayed(file, (), device)
    everyone = sorted({*people, *before.people})
    value = json.dumps({"people": everyone, "device": before.device})
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta VALUES (?, ?)", (RELAYED + file, value))


def _relayed(file: str, value: str) -> Relayed:
    kept = json.loads(value)
    return Relayed(file, tuple(kept["people"]), kept["device"])


def _named(connection: Connection, files: Collection[str]) -> set[str]:
    beside = connection.exec_driver_sql(_BESIDE).scalars().all()
    found = {name for name in (*beside, *_shown(connection, _SHOWN)) if name in files}
    left = sorted(set(files) - found)
    # only what shows nowhere is looked for in the whole log
    rows = connection.exec_driver_sql(_LOGGED, (json.dumps(left),)).scalars() if left else ()
    return {*found, *rows}


def _shown(connection: Connection, statement: str) -> set[str]:
    # a database of an older program, opened for reading only, has no such table
    if connection.exec_driver_sql(_TYPED).first() is None:
        return set()
    return set(connection.exec_driver_sql(statement).scalars())


def _read(stream: BinaryIO, file: str) -> bytes:
    try:
        return stream.read(_STEP)
    except OSError:  # a bad sector
        raise AttachmentDamaged(file) from None
