"""The whole demo through, watched from outside: no name lies readable on disk, no socket opens.

The demo's families are the canaries. Everything that the run leaves behind (databases, bundles,
backups, log, temporary files, what it printed on stderr) is searched for their names in the
spellings and encodings in which they could lie there.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CANARIES = ("Orazgulyýew", "Ogulgerek", "Hallyýew", "Muhammedow", "Җерен", "wheelchair")
NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
ALARM = 77

RUN = f"""
import os, sys
from pathlib import Path

def watch(event, arguments):
    if event in {NETWORK!r}:
        print("NETWORK", event, file=sys.stderr, flush=True)
        os._exit({ALARM})

sys.addaudithook(watch)
from socialcase.actions.demo import run_demo
from socialcase.logs import log_file, start_log
from socialcase.sync.vault import KdfCost
start_log(log_file())
run_demo(Path(sys.argv[1]), say=lambda line: None, cost=KdfCost(64, 1, 1))
"""


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds everything the demo wrote anywhere, and its messages."""
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    surroundings = os.environ | {name: str(home) for name in places} | {"TMPDIR": str(home / "tmp")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(home / "demo")],
        env=surroundings,
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr.decode()
    (home / "stderr").write_bytes(done.stderr)
    return home


def spellings(name: str) -> list[bytes]:
    """The bytes in which `name` could lie in a file."""
    return [name.encode("utf-8"), name.encode("utf-16-le"), name.lower().encode("utf-8")]


def test_no_name_lies_readable_in_anything_left_behind(left_behind: Path) -> None:
    files = [path for path in left_behind.rglob("*") if path.is_file()]
    found = [
        (path.name, name)
        for path in files
        for name in CANARIES
        if any(spelling in path.read_bytes() for spelling in spellings(name))
    ]
    assert not found


def test_the_search_would_find_a_name(left_behind: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.write_text("note about Orazgulyýewa", encoding="utf-8")
    assert any(spelling in planted.read_bytes() for spelling in spellings(CANARIES[0]))
    assert len([p for p in left_behind.rglob("*.scdb") if p.is_file()]) == 4


def test_the_log_tells_of_acts(left_behind: Path) -> None:
    logs = [path.read_text(encoding="utf-8") for path in left_behind.rglob("socialcase.log*")]
    assert any("bundle." in text for text in logs)


def test_file_names_say_nothing_about_people(left_behind: Path) -> None:
    names = " ".join(path.name for path in left_behind.rglob("*")).lower()
    assert not [name for name in CANARIES if name.lower() in names]


def test_a_socket_would_raise_the_alarm() -> None:
    watch = RUN.split("sys.addaudithook(watch)")[0] + "sys.addaudithook(watch)\n"
    reach = watch + "import socket\nsocket.socket().connect(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", reach], capture_output=True, check=False)
    assert done.returncode == ALARM
