"""The first page comes before all that it does not need: held without a clock, by what is read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from socialcase.actions import cases
from socialcase.actions.cases import FirstContact
from socialcase.actions.workspaces import Workspace, close_workspace

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "asyncio",
    "babel",
    "cryptography",
    "csv",
    "ctypes",
    "dataclasses",
    "hashlib",
    "inspect",
    "msgspec",
    "openpyxl",
    "pyrage",
    "pyxform",
    "rapidfuzz",
    "sqlalchemy",
    "tomllib",
    "zstandard",
    "socialcase.actions.editing",
    "socialcase.storage.health",
    "socialcase.storage.log",
    "socialcase.storage.search",
    "socialcase.storage.writing",
    "socialcase.sync.enrolment",
    "socialcase.texts.faults",
    "socialcase.ui.pages.cases",
}
"""What only writing, searching, the exchange, forms or faults need."""

_UNTIL_PAINTED = """
import json, os, sys
from pathlib import Path
from tests.bench import opening

app, window, page = opening.{begin}
from tests.bench.painting import wait_for

drawn = opening.visits_drawn(page) if window.shell else bool
modules = wait_for(app, window, page)
awake = [
    "awake " + name
    for name in modules
    if name.startswith("shibokensupport.signature.") and "__file__" in vars(sys.modules[name])
]
today = window.shell.page("today") if window.shell else None
shown = [visit.visit.subject for visit in today._rows.rows if visit.visit] if drawn() else []
print(json.dumps([[*modules, *awake], shown]), flush=True)
os._exit(0)
"""


def painted(begin: str) -> tuple[set[str], list[str]]:
    """What a fresh process has read when a page is painted, and the visits on Today."""
    done = subprocess.run(
        [sys.executable, "-c", _UNTIL_PAINTED.format(begin=begin)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    modules, shown = json.loads(done.stdout)
    return set(modules), shown


@pytest.fixture
def at_rest(laptop: Workspace) -> Workspace:
    """A laptop with one case on it, closed."""
    cases.first_contact(laptop, FirstContact(worry="Alone", name={"given": "Sona"}))
    close_workspace(laptop)
    return laptop


def test_today_is_painted_before_anything_else_is_read(at_rest: Workspace) -> None:
    begin = f"first_page(Path({str(at_rest.folder)!r}), bytes.fromhex({at_rest.key.hex()!r}))"
    modules, shown = painted(begin)
    assert shown == ["Sona"]
    assert modules & HEAVY == set()


def test_the_signatures_of_qt_are_left_unread(at_rest: Workspace) -> None:
    begin = f"first_page(Path({str(at_rest.folder)!r}), bytes.fromhex({at_rest.key.hex()!r}))"
    modules, _ = painted(begin)
    waiting = {f"shibokensupport.signature.{name}" for name in ("layout", "mapping", "parser")}
    assert waiting <= modules
    assert modules & {f"awake {name}" for name in waiting} == set()


def test_the_page_that_unlocks_needs_no_database(at_rest: Workspace) -> None:
    modules, _ = painted(f"unlock_page(Path({str(at_rest.folder)!r}))")
    assert modules & {"sqlcipher3", "socialcase.storage.store", "socialcase.ui.shell"} == set()
    assert modules & HEAVY == set()
