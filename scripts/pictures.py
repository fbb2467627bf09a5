"""Draw the pictures of the documentation from the running program on the demo's families.

    python scripts/pictures.py [FOLDER]

FOLDER: an empty place for the demo, kept to look at afterwards.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from socialcase.actions import workspaces
from socialcase.actions.demo import run_demo

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WANTED = {
    "laptop-maral": {
        "today": "today",
        "case-timeline": "case",
        "exchange": "exchange",
    },
    "office": {"conflicts": "conflicts"},
}
"""By workspace of the demo: which page becomes which picture."""
DARK = {"today": "today-dark"}


def main(folder: Path, passphrase: str) -> int:
    """Draw the wanted pages and keep them in docs/pictures."""
    from socialcase.app import picture_pages

    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, wanted in WANTED.items():
        workspace = workspaces.open_workspace(folder / name, passphrase, anywhere=True)
        drawn = folder / "drawn" / name
        picture_pages(workspace, drawn)
        workspaces.close_workspace(workspace)
        for page, picture in wanted.items():
            keep(drawn / f"{page}-en-light-1366x768.png", picture)
            if page in DARK:
                keep(drawn / f"{page}-en-dark-1366x768.png", DARK[page])
    return 0


def keep(file: Path, picture: str) -> None:
    """Put one drawn page among the pictures of the documentation."""
    shutil.copyfile(file, PICTURES / f"{picture}.png")
    print(f"docs/pictures/{picture}.png")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="socialcase-pictures-") as temporary:
        place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary) / "demo"
        outcome = run_demo(place, say=print)
        sys.exit(main(outcome.folder, outcome.passphrase))
