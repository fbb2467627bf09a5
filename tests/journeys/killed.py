"""Killing the program while somebody types, and what it said was typed until then."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

from tests.journeys.looks import Look

LONGEST_WAIT = 60.0
"""Seconds."""


def killed_while_typing(folder: Path, where: str, letters: int, look: Look) -> str:
    """Let the program type (`at_the_form`), kill it amid a word; what it said was typed."""
    command = [sys.executable, "-m", "tests.journeys.at_the_form", str(folder), where]
    with subprocess.Popen(
        [*command, *map(str, look)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdout is not None
        heard = b""
        try:
            while len(said_typed(heard)) < letters:
                ready, _, _ = select.select([program.stdout], [], [], LONGEST_WAIT)
                part = os.read(program.stdout.fileno(), 65536) if ready else b""
                assert part, f"it fell silent: {program.poll()}: {heard.decode()}"
                heard += part
        finally:
            program.kill()
        heard += program.stdout.read()
    assert program.returncode == -signal.SIGKILL
    for line in heard.decode("utf-8", "ignore").splitlines():
        if line[:1] == "|":  # what a step cost
            print(line)
    return said_typed(heard)[-1]


def said_typed(heard: bytes) -> list[str]:
    """What the program said was typed so far, letter after letter; a line cut short is left out."""
    whole = heard.decode("utf-8", "ignore").rpartition("\n")[0].splitlines()
    return [line.removeprefix("typed ") for line in whole if line.startswith("typed ")]
