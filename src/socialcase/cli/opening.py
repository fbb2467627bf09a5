"""Which workspace a command works on, and the passphrase that opens it."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from socialcase.errors import CannotRead, PassphraseNeeded, WorkspaceMissing
from socialcase.settings import load_settings, settings_file, workspaces_folder
from socialcase.texts import tr

if TYPE_CHECKING:
    from socialcase.actions.workspaces import Workspace

VARIABLE = "SOCIALCASE_PASSPHRASE"


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class At:
    """Where a command works and how it answers.

    Without `workspace` the one that was opened last. Without `passphrase_file` the passphrase
    comes from the variable SOCIALCASE_PASSPHRASE, else it is asked for.
    """

    workspace: Annotated[Path | None, Parameter(help="Folder of the workspace.")] = None
    passphrase_file: Annotated[
        Path | None, Parameter(help="File whose first line is the passphrase.")
    ] = None
    json: Annotated[bool, Parameter(help="Answer as JSON on standard output.", negative=())] = False


HERE = At()
"""The workspace opened last, in words for people."""


@contextmanager
def opened(at: At, *, read_only: bool = False) -> Iterator["Workspace"]:
    """Unlock the workspace for one command. Raises what `open_workspace` raises."""
    from socialcase.actions.workspaces import close_workspace, describe_workspace, open_workspace

    folder = describe_workspace(folder_of(at)).folder
    ws = open_workspace(folder, passphrase(at), read_only=read_only)
    try:
        yield ws
    finally:
        close_workspace(ws)


def folder_of(at: At) -> Path:
    """The folder meant; the last opened one without `--workspace`. Raises WorkspaceMissing."""
    if at.workspace is not None:
        return at.workspace.absolute()
    before = load_settings(settings_file()).workspaces
    if not before:
        raise WorkspaceMissing(workspaces_folder())
    return Path(before[0])


def passphrase(at: At, *, new: bool = False) -> str:
    """The passphrase from file, variable or prompt. Raises CannotRead, PassphraseNeeded."""
    if at.passphrase_file is not None:
        return _first_line(at.passphrase_file)
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise PassphraseNeeded
    return _asked(new=new)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CannotRead(file) from None
    if not lines or not lines[0].strip():
        raise PassphraseNeeded
    return lines[0].strip()


def _asked(*, new: bool) -> str:
    prompt = tr("New passphrase: ") if new else tr("Passphrase: ")
    while True:
        first = getpass.getpass(prompt)
        if not new or first == getpass.getpass(tr("Once more: ")):
            return first
        print(tr("The two were not the same. Please type it again."), file=sys.stderr)
