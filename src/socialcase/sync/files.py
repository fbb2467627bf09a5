"""Writing files that are either whole or not there, on disks and on sticks that may vanish.

`.part` beside the target → fsync → rename, tried again while a virus scanner holds the file →
fsync of the folder; on a stick the file is then read back from the device and compared.
"""

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from socialcase.errors import CannotRead, CannotWrite, CopyNotVerified, DiskFull, UserError
from socialcase.sync.seal import Sink

_RETRIES = 8
_FIRST_PAUSE = 0.02
_CHUNK = 1 << 18
_SENDING = "socialcase-sending.part"
"""Always the same name, so that what a pulled-out stick kept of it is written over next time."""

Write = Callable[[Sink], None]
"""Writes the content into an open file."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a crash leaves the old or the new content, never half.

    Raises `DiskFull`, `CannotWrite`.
    """
    part = path.with_name(path.name + ".part")
    try:
        with _open_part(part) as file:
            file.write(data)
            _flush(file)
        _replace(part, path)
        _flush_folder(path.parent)
    except OSError as problem:
        _discard(part)
        raise _named(problem, path) from None


def deliver(folder: Path, name_of: Callable[[int], str], write: Write) -> tuple[Path, int]:
    """Write a file on a stick through `write`, read it back from the device and compare.

    `name_of(size)` gives the name. Returns path and size in bytes; nothing but the whole,
    compared file is left. Raises `DiskFull`, `CannotWrite`, `CopyNotVerified`; a fault of
    `write` that is no OSError comes out unchanged.
    """
    part = folder / _SENDING
    try:
        with _open_part(part) as file:
            counting = _Digesting(file)
            write(counting)
            _flush(file)
        path = folder / name_of(counting.size)
        _replace(part, path)
        _flush_folder(folder)
        found = _read_back(path)
    except OSError as problem:
        _discard(part)
        raise _named(problem, part) from None
    except BaseException:
        _discard(part)
        raise
    if found != (counting.size, counting.digest.digest()):
        _discard(path)
        raise CopyNotVerified(path)
    return path, counting.size


def copy_in(source: Path, target: Path) -> None:
    """Copy a file from a stick to this disk. Raises `CannotRead`, `DiskFull`, `CannotWrite`."""
    try:
        reader = source.open("rb")
    except OSError:
        raise CannotRead(source) from None
    with reader:
        try:
            with _open_part(target) as writer:
                _copy(reader, writer, source)
        except OSError as problem:
            _discard(target)
            raise _named(problem, target) from None
        except UserError:
            _discard(target)
            raise


def remove(path: Path) -> None:
    """Delete a file of ours; one that is gone already, or held by a scanner, is left."""
    _discard(path)


def _copy(reader: BinaryIO, writer: BinaryIO, source: Path) -> None:
    while True:
        try:
            chunk = reader.read(_CHUNK)
        except OSError:
            raise CannotRead(source) from None
        if not chunk:
            return
        writer.write(chunk)


def _open_part(part: Path) -> BinaryIO:
    """A new file that only this person can read where the file system knows such things."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(part, flags, 0o600), "wb")


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _replace(part: Path, path: Path) -> None:
    """Rename; a scanner that has the file open is waited for, about five seconds in all."""
    pause = _FIRST_PAUSE
    for _ in range(_RETRIES):
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
            pause *= 2
        else:
            return
    part.replace(path)


def _flush_folder(folder: Path) -> None:
    """Make the rename durable. Windows has no such call, some stick drivers refuse it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_back(path: Path) -> tuple[int, bytes]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):  # read from the device, not from memory
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.digest()


def _named(problem: OSError, path: Path) -> UserError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(path.parent)
    if problem.errno in (errno.EROFS, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR):
        return CannotWrite(path)
    return CopyNotVerified(path)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


class _Digesting:
    """Passes writes on and keeps their size and SHA-256."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> int:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)
