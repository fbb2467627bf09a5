"""From the start of the process to a usable window with 1,000 cases, beside a bare window."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from socialcase.actions import cases, people, workspaces
from socialcase.sync.vault import calibrate, create_vault, open_vault
from tests.bench.ground import PASSPHRASE, name_of, new_laptop
from tests.bench.measuring import Line, at_most, beside, interleaved, reported, timed

CASES = 1_000
ROUNDS = 15


def window_lines(folder: Path) -> list[Line]:
    """Window beside window, and by itself what a person waits for before and between."""
    laptop = new_laptop(folder / "laptop")
    for number in range(CASES):
        person = people.add_person(laptop, name_of(number), birth=str(1940 + number % 80))
        cases.open_case(laptop, person=person.record, worry=f"An invented worry, {number}")
    key, at = laptop.key.hex(), str(laptop.folder)
    workspaces.close_workspace(laptop)
    ours, floor = interleaved(_start("today", at, key), _start("bare"), ROUNDS)
    unlock, bare = interleaved(_start("unlock", at), _start("bare"), ROUNDS)
    entered = [_enter(at, key) for _ in range(ROUNDS)]
    return [
        at_most(f"window: start to Today, {CASES:,} cases", ours, floor, 1.6),
        beside("    start to the page that unlocks", unlock, bare),
        reported("    key derivation, apart (Argon2id, calibrated)", _derivation(folder)),
        reported("    derived key to Today, from the page that unlocks", entered),
    ]


def _enter(folder: str, key: str) -> float:
    command = [sys.executable, "-m", "tests.bench.opening", "enter", folder, key]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _start(*arguments: str) -> Callable[[], float]:
    command = [sys.executable, "-m", "tests.bench.opening", *arguments]
    # as installed programs do, the first, unmeasured start leaves its compiled modules behind
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def run() -> float:
        begin = time.perf_counter()
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings
        ) as program:
            said = program.stdout.readline() if program.stdout else b""
            taken = time.perf_counter() - begin
            complaint = (program.stderr.read() if program.stderr else b"").decode()
        if said != b"painted\n":
            raise AssertionError(f"no window: {complaint}")
        return taken

    return run


def _derivation(folder: Path) -> list[float]:
    vault = folder / "vault"
    vault.mkdir()
    create_vault(vault, PASSPHRASE, calibrate())
    return [timed(lambda: open_vault(vault, PASSPHRASE)) for _ in range(5)]
