"""Files that are whole or absent: written beside, forced to the disk, then renamed."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socialcase.errors import CannotWrite, DiskFull


def replace_durably(part: Path, final: Path) -> None:
    """Force `part` to the disk and give it its name; survives a power cut when this returns."""
    sync(part)
    part.replace(final)
    if sys.platform != "win32":
        sync(final.parent)


def make_folder(folder: Path) -> None:
    """Make a private folder where it is missing; after a power cut it is still there."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        if sys.platform != "win32":
            sync(folder.parent)


def sync(path: Path) -> None:
    """Force a file or folder to the disk."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Turn faults of the disk under `path` into DiskFull or CannotWrite."""
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(path.parent) from fault
        raise CannotWrite(path) from fault
