"""What the documents say is there: targets, commands, files, links."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TARGETS = set(
    re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.M | re.S)
COMMAND = re.compile(r"^\s*(?:\$ )?(?:\.venv/bin/)?socialcase((?: [a-z][a-z-]*)*)", re.M)


def name(document: Path) -> str:
    return str(document.relative_to(ROOT))


def quoted(text: str) -> str:
    """The parts of a document that a reader would type: fenced blocks and inline code."""
    without = FENCE.sub("", text)
    return "\n".join([*FENCE.findall(text), *re.findall(r"`([^`\n]+)`", without)])


def commands() -> set[tuple[str, ...]]:
    """Every `socialcase …` of every document, without options and arguments in capitals."""
    found: set[tuple[str, ...]] = set()
    for document in DOCUMENTS:
        typed = quoted(document.read_text(encoding="utf-8"))
        found.update(tuple(words.split()) for words in COMMAND.findall(typed))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        target = link.partition("#")[0]
        if target and "://" not in target:
            assert (document.parent / target).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_make_target_named_is_there(document: Path) -> None:
    typed = quoted(document.read_text(encoding="utf-8"))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", typed))
    assert named <= TARGETS, named - TARGETS


@pytest.mark.parametrize("command", sorted(commands()), ids=" ".join)
def test_every_command_named_is_there(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "socialcase", *command, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_target_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    shown = set(re.findall(r"^([a-z][a-z-]*):[^#\n]*## ", makefile, re.M))
    assert TARGETS - shown <= {"setup-soak", "catalogs"}


def test_the_drawing_of_the_rooms_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from scripts.drawing import drawing; print(drawing(), end='')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    drawn = (ROOT / "docs/pictures/rooms.svg").read_text(encoding="utf-8")
    assert drawn == done.stdout, "please run: make drawing"


def test_every_package_that_is_shipped_has_its_licence_listed() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.M))
    listed = set(
        re.findall(r"^\| ([a-z0-9-]+) \|", (ROOT / "docs/licences.md").read_text("utf-8"), re.M)
    )
    assert pinned <= listed, pinned - listed
