"""The demo command ends on the window, or where there is none, on pictures."""

from pathlib import Path

import pytest

from socialcase.cli import demonstration
from socialcase.cli.demonstration import show
from socialcase.errors import NoDisplay


class Screen:
    """A screen that works, or one that is not there."""

    def __init__(self, *, there: bool) -> None:
        self.there = there
        self.asked: list[tuple[Path | None, str | None]] = []

    def window(self, workspace: Path | None = None, passphrase: str | None = None) -> int:
        if not self.there:
            raise NoDisplay
        self.asked.append((workspace, passphrase))
        return 0

    def pictures(self, workspace: Path, passphrase: str, folder: Path) -> list[Path]:
        self.asked.append((workspace, passphrase))
        return [folder / "today.png"]


@pytest.mark.parametrize("there", [True, False])
def test_the_specialists_laptop_is_shown_either_way(tmp_path: Path, *, there: bool) -> None:
    screen, said = Screen(there=there), list[str]()
    show(screen, tmp_path / "laptop", "the passphrase", tmp_path / "pictures", said.append)
    assert screen.asked == [(tmp_path / "laptop", "the passphrase")]
    assert any("today.png" in line for line in said) != there


def test_the_command_takes_its_screen_from_outside() -> None:
    assert demonstration.demo_command(Screen(there=True)).__name__ == "demo"
