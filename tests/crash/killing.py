"""Kill the workload from outside, and see whether the kill landed inside a transaction."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.crash.promises import Promises
from tests.crash.world import World

FLOCK = struct.Struct("@hhqqi0q")
WRITE_LOCK_BYTE = 120  # where SQLite's WAL index keeps the lock of the one writer
LONGEST_WAIT = 60.0

MOST_ACTS = {"laptop": 40, "office": 12}
LONGEST_PAUSE = {"laptop": 0.03, "office": 0.08}
"""Kills land within so many acts and seconds: an office merges early on, and merges take longer."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: the act under way (""= none), and whether a transaction was being written."""

    act: str
    in_transaction: bool
    promised: int


def kill_once(world: World, kind: str, chance: Random, promises: Promises) -> Kill:
    """Start the workload, kill it at a moment drawn by chance, and hear what it had said."""
    folder = world.laptop if kind == "laptop" else world.office
    command = [sys.executable, "-m", "tests.crash.workload", str(world.root), kind]
    program = subprocess.Popen([*command, str(chance.getrandbits(32))], stdout=subprocess.PIPE)
    try:
        heard = _listen(program, chance.randint(1, MOST_ACTS[kind]))
        _wait(chance.uniform(0, LONGEST_PAUSE[kind]))
        program.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, program.pid, os.WSTOPPED | os.WNOWAIT | os.WEXITED)
        writing = is_writing(folder / "database.scdb-shm", program.pid)
    finally:
        program.kill()
        rest = program.communicate()[0]
    if program.returncode != -signal.SIGKILL:
        raise AssertionError(f"the workload ended by itself: status {program.returncode}")
    before = len(promises)
    said = (heard + rest).decode("utf-8")
    promises.hear(said)
    return Kill(act_under_way(said), writing, len(promises) - before)


def is_writing(index: Path, pid: int) -> bool:
    """Whether process `pid` holds the write lock of the database whose WAL index is `index`."""
    if not index.exists():
        return False
    with index.open("rb") as file:
        asked = FLOCK.pack(fcntl.F_RDLCK, os.SEEK_SET, WRITE_LOCK_BYTE, 1, 0)
        answer = FLOCK.unpack(fcntl.fcntl(file, fcntl.F_GETLK, asked))
    return bool(answer[0] == fcntl.F_WRLCK and answer[4] == pid)


def act_under_way(said: str) -> str:
    """The act that had begun and not returned: an {"act"} line with nothing kept after it."""
    whole = [line for line in said.splitlines(keepends=True) if line.endswith("\n")]
    last = whole[-1] if whole else ""
    return last.split('"')[3] if last.startswith('{"act"') else ""


def _listen(program: subprocess.Popen[bytes], acts: int) -> bytes:
    """Read until the program has begun so many acts."""
    if program.stdout is None:
        raise AssertionError("no pipe")
    heard = b""
    while heard.count(b'{"act"') < acts:
        ready, _, _ = select.select([program.stdout], [], [], LONGEST_WAIT)
        part = os.read(program.stdout.fileno(), 65536) if ready else b""
        if not part:
            raise AssertionError(f"the workload fell silent: status {program.poll()}")
        heard += part
    return heard


def _wait(seconds: float) -> None:
    """Let the program run on for a moment, so that kills land between its lines, too."""
    select.select([], [], [], seconds)
