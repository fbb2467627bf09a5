"""To the office on the command line alone, by the commands that docs/command-line.md gives."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from socialcase.sync.vault import KdfCost, change_passphrase

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "alma derýa çäge gün ýol"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
GIVEN = set(
    re.findall(r"^### `socialcase (.+)`$", (ROOT / "docs/command-line.md").read_text("utf-8"), re.M)
)


class Terminal:
    """Types commands that are documented, and nothing else."""

    def __init__(self, home: Path) -> None:
        places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        self._surroundings = os.environ | {name: str(home) for name in places}
        self._surroundings |= {"SOCIALCASE_PASSPHRASE": PASSPHRASE}

    def type(self, *words: str, status: int = 0) -> dict[str, Any]:
        """What a command prints with --json."""
        assert " ".join(words[:2]) in GIVEN, words
        done = subprocess.run(
            [sys.executable, "-m", "socialcase", *words, "--json"],
            env=self._surroundings,
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == status, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def made(workspace: tuple[str, str]) -> None:
    """It was made at the full cost of its passphrase; each command after that saves a second."""
    change_passphrase(Path(workspace[1]), PASSPHRASE, PASSPHRASE, CHEAP)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_a_case_comes_to_the_office_by_commands(terminal: Terminal, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    laptop = ("--workspace", str(tmp_path / "laptop"))
    office = ("--workspace", str(tmp_path / "office"))
    terminal.type("laptop", "new", *laptop, "--name", "Maral Annaýewa", "--etrap", "wekilbazar")
    made(laptop)
    name = ("--given", "Jeren", "--surname", "Orazgulyýewa")
    person = terminal.type("person", "add", *laptop, *name)["record"]
    opened = terminal.type("case", "open", *laptop, "--person", person, "--worry", "Alone")
    refused = terminal.type("bundle", "export", str(stick), *laptop, status=1)
    assert refused["error"]["do"]
    join(terminal, stick, laptop, office)
    sent = terminal.type("bundle", "export", str(stick), *laptop)
    merged = terminal.type("bundle", "merge", *sent["paths"], *office)
    assert merged["bundles"][0]["new"] == sent["changes"]
    there = terminal.type("case", "list", *office)["cases"]
    assert [case["number"] for case in there] == [opened["number"]]
    found = terminal.type("person", "find", "Оразгулыева", *office)["people"]
    assert [one["uid"] for one in found] == [person]


def join(terminal: Terminal, stick: Path, laptop: tuple[str, str], office: tuple[str, str]) -> None:
    """Card, request, the same digits on both sides, certificate."""
    named = ("--name", "Mary regional office", "--officer", "Döwran Hydyrow")
    terminal.type("office", "init", *office, *named)
    made(office)
    card = terminal.type("office", "card", *office, "--to", str(stick))["file"]
    asked = terminal.type("laptop", "enrol", card, *laptop, "--to", str(stick))
    seen = terminal.type("office", "requests", str(stick), *office)["requests"]
    assert [request["words"] for request in seen] == [asked["words"]]
    role = ("--role", "specialist", "--etrap", "wekilbazar", "--words", asked["words"])
    answer = terminal.type("office", "accept", seen[0]["file"], *office, "--to", str(stick), *role)
    terminal.type("laptop", "accept", answer["file"], *laptop)
