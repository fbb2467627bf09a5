"""Read what `recorder.c` wrote down, and run a program under it."""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

HEAD = struct.Struct("<BiqqII")
SOURCE = Path(__file__).with_name("recorder.c")


class Op(IntEnum):
    """The recorded calls, numbered as in `recorder.c`."""

    OPEN = 1
    WRITE = 2
    SYNC = 3
    TRUNCATE = 4
    RENAME = 5
    UNLINK = 6
    MKDIR = 7
    CLOSE = 8
    SAY = 9


@dataclass(frozen=True, slots=True)
class Record:
    """One completed call. `a`, `b`: offset and length, flags, or a new size, by `op`."""

    op: Op
    handle: int = 0
    a: int = 0
    b: int = 0
    one: bytes = field(default=b"", repr=False)
    two: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> Path:
        """The path that the call was about."""
        return Path(os.fsdecode(self.one))

    @property
    def target(self) -> Path:
        """The second path of a rename."""
        return Path(os.fsdecode(self.two))


def read_recording(log: Path) -> list[Record]:
    """Every whole record of `log`; one that the program's end cut off is left out."""
    return list(_records(log.read_bytes()))


def _records(data: bytes) -> Iterator[Record]:
    position = 0
    while position + HEAD.size <= len(data):
        op, handle, a, b, n1, n2 = HEAD.unpack_from(data, position)
        start = position + HEAD.size
        position = start + n1 + n2
        if position > len(data):
            return
        yield Record(Op(op), handle, a, b, data[start : start + n1], data[start + n1 : position])


def build_recorder(folder: Path) -> Path:
    """Compile the recorder into `folder`. Raises CalledProcessError when gcc refuses it."""
    library = folder / "recorder.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", str(library)]
    subprocess.run([*command, str(SOURCE), "-ldl", "-lpthread"], check=True)
    return library


def run_recorded(
    library: Path, root: Path, log: Path, arguments: list[str], *, lose_sync: bool = False
) -> str:
    """Run `python ARGUMENTS` with every write below `root` recorded in `log`; what it printed.

    Raises CalledProcessError when the program fails.
    """
    recorder = {
        "LD_PRELOAD": str(library),
        "RECORDER_ROOT": str(root),
        "RECORDER_LOG": str(log),
    } | ({"RECORDER_LOSE_SYNC": "1"} if lose_sync else {})
    environment: Mapping[str, str] = {**os.environ, **recorder}
    done = subprocess.run(
        [sys.executable, *arguments], check=True, stdout=subprocess.PIPE, env=environment
    )
    return done.stdout.decode("utf-8")
