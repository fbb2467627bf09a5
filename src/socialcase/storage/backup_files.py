"""The encrypted files in a backup: listed in front, and either inside it or in a folder beside it.

They are backed up as they lie on the disk; their keys are in the database. A workspace's own daily
backups share one folder, where each file is once however many backups there are: they never change.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from socialcase.errors import BackupDamaged
from socialcase.storage.attachments import FOLDER, Attachments, is_name, place_of, restored
from socialcase.storage.durable import make_folder, replace_durably

Listed = tuple[str, int]
"""Name of an encrypted file, and its bytes."""
_STEP = 1 << 18
_KEYS = ("inside", "beside")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The encrypted files of a backup. `left_out`: how many were missing or damaged."""

    inside: tuple[Listed, ...] = ()
    beside: tuple[Listed, ...] = ()
    left_out: int = 0

    def written(self) -> bytes:
        """The catalogue as it stands in the backup."""
        return json.dumps({"inside": self.inside, "beside": self.beside}).encode()


def catalogue(files: Attachments, beside: Path | None) -> Catalogue:
    """What a backup made now carries. `beside`: the folder of backups where files lie beside it.

    What got lost or cut short in the workspace stays listed as it lies there since an earlier day.
    """
    lacking = files.lacking()
    missing = len(lacking)
    if beside is not None:
        folder = beside / FOLDER
        rest = [name for name in lacking if _is_whole(folder, name)]
        listed = [(name, _size_kept(files, folder, name)) for name in files.names()]
        listed += [(name, place_of(folder, name).stat().st_size) for name in rest]
        return Catalogue(beside=tuple(sorted(listed)), left_out=missing - len(rest))
    sound = [name for name in files.names() if files.is_sound(name)]
    damaged = len(files.names()) - len(sound)
    return Catalogue(inside=_listed(files, sound), left_out=missing + damaged)


def read_catalogue(raw: bytes, file: Path) -> Catalogue:
    """The catalogue behind `raw`. Raises BackupDamaged for anything else."""
    try:
        found = json.loads(raw)
        inside, beside = (
            tuple((str(name), int(size)) for name, size in found[key]) for key in _KEYS
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BackupDamaged(file) from None
    if not all(is_name(name) and size >= 0 for name, size in (*inside, *beside)):
        raise BackupDamaged(file)
    return Catalogue(inside, beside)


def write_inside(out: BinaryIO, files: Attachments, listed: Catalogue) -> None:
    """Append the files. Raises AttachmentMissing, AttachmentDamaged."""
    for name, _ in listed.inside:
        for piece in files.pieces(name):
            out.write(piece)


def lay_beside(files: Attachments, listed: Catalogue, backup: Path) -> None:
    """See that every file lies in the folder beside the backup. Raises OSError."""
    folder = backup.parent / FOLDER
    if listed.beside:
        make_folder(folder)
    for name, size in listed.beside:
        there = place_of(folder, name)
        if not there.exists() or there.stat().st_size != size:
            _link(place_of(files.folder, name), there)


def tidy_beside(folder: Path, kept: Iterable[Catalogue]) -> None:
    """Delete from the folder beside the backups in `folder` what none of them lists."""
    listed = {name for one in kept for name, _ in one.beside}
    places = (folder / FOLDER).iterdir() if (folder / FOLDER).is_dir() else ()
    for place in places:
        if place != place_of(folder / FOLDER, place.stem) or place.stem not in listed:
            with suppress(OSError):
                place.unlink()


def check_inside(stream: BinaryIO, listed: Catalogue, file: Path) -> None:
    """Read the files to the backup's end. Raises BackupDamaged unless all are what was kept."""
    for name, size in listed.inside:
        for _ in _exactly(stream, name, size, file):
            pass
    if stream.read(1):
        raise BackupDamaged(file)


def put_back(stream: BinaryIO, listed: Catalogue, file: Path, workspace: Path) -> None:
    """Write the files of the backup `file` into a workspace.

    One that should lie beside the backup and does not is left out: the office may still have it.
    Raises BackupDamaged, CannotWrite, DiskFull.
    """
    for name, size in listed.inside:
        restored(workspace, name, _exactly(stream, name, size, file))
    for name, size in listed.beside:
        there = place_of(file.parent / FOLDER, name)
        with suppress(BackupDamaged, FileNotFoundError), there.open("rb") as found:
            restored(workspace, name, _exactly(found, name, size, file))


def _listed(files: Attachments, names: Sequence[str]) -> tuple[Listed, ...]:
    return tuple((name, files.size(name)) for name in names)


def _size_kept(files: Attachments, folder: Path, name: str) -> int:
    """Bytes of a file as it should lie beside a backup: what is whole there is worth more."""
    here, there = files.size(name), place_of(folder, name)
    if there.exists() and there.stat().st_size != here and _is_whole(folder, name):
        return there.stat().st_size
    return here


def _is_whole(folder: Path, name: str) -> bool:
    try:
        with place_of(folder, name).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == name
    except OSError:
        return False


def _link(source: Path, there: Path) -> None:
    part = there.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        os.link(source, part)  # takes no room
    except OSError:
        shutil.copyfile(source, part)
    replace_durably(part, there)


def _exactly(stream: BinaryIO, name: str, size: int, file: Path) -> Iterator[bytes]:
    sha, left = hashlib.sha256(), size
    while left:
        data = stream.read(min(left, _STEP))
        if not data:
            raise BackupDamaged(file)
        sha.update(data)
        left -= len(data)
        yield data
    if sha.hexdigest() != name:
        raise BackupDamaged(file)
