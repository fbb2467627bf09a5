"""Commands run in this process, with what they print."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socialcase.actions.workspaces import Workspace
from socialcase.cli.program import main
from tests.conftest import PASSPHRASE


class NoScreen:
    """A screen that nobody should need; it remembers whether it was asked for."""

    def __init__(self) -> None:
        self.opened: list[Path | None] = []

    def window(self, workspace: Path | None = None, passphrase: str | None = None) -> int:
        self.opened.append(workspace)
        return 0

    def pictures(self, workspace: Path, passphrase: str, folder: Path) -> list[Path]:
        return []


class Ran:
    """What one command gave."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def data(self) -> Any:
        """The JSON that it printed."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in this process, with the passphrase in the environment."""
    monkeypatch.setenv("SOCIALCASE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))

    def command(*arguments: object, on: Workspace | None = None) -> Ran:
        more = ("--workspace", str(on.folder)) if on else ()
        capsys.readouterr()
        status = main([*map(str, arguments), *more], NoScreen())
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return command
