"""One program on one workspace: the operating system's lock on a small file in its folder.

The lock falls with the process, however it ends; the file itself stays.
"""

import os
import sys
from pathlib import Path
from typing import IO

from socialcase.errors import CannotWrite, WorkspaceInUse

LOCK = "lock"
"""Name of the lock file inside a workspace folder."""


class Lock:
    """The lock on `folder`, held from construction to `release`.

    Raises WorkspaceInUse when somebody holds it, CannotWrite when the folder takes no file.
    """

    def __init__(self, folder: Path) -> None:
        self._file = _open(folder)
        try:
            _take(self._file)
        except OSError as fault:
            self._file.close()
            raise WorkspaceInUse(folder) from fault

    def release(self) -> None:
        """Let go; a second call does nothing."""
        self._file.close()


def _open(folder: Path) -> IO[bytes]:
    try:
        return (folder / LOCK).open("ab")
    except OSError as fault:
        raise CannotWrite(folder) from fault


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
