"""`socialcase demo`: the main job on invented families, then the window."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Protocol

from cyclopts import Parameter

from socialcase.cli.answer import Answer
from socialcase.cli.plain import plain
from socialcase.errors import NoDisplay, SystemLibraryMissing
from socialcase.texts import tr

Json = Annotated[bool, Parameter(help="Answer as JSON on standard output.", negative=())]
Flag = Annotated[bool, Parameter(negative=())]


class Screen(Protocol):
    """The window, as far as the command line knows of it; handed in by `__main__`."""

    def window(self, workspace: Path | None = None, passphrase: str | None = None) -> int:
        """Open the window and give its exit status. Raises NoDisplay, SystemLibraryMissing."""
        ...

    def pictures(self, workspace: Path, passphrase: str, folder: Path) -> list[Path]:
        """Draw the main pages without a display."""
        ...


def demo_command(screen: Screen) -> Callable[..., Answer]:
    """The command, with the screen it is to end on."""

    def demo(
        *,
        folder: Path | None = None,
        forms: Path | None = None,
        no_window: Flag = False,
        json: Json = False,
    ) -> Answer:
        """Run the main job on invented families, then open the window on a specialist's laptop.

        :param folder: New or empty folder for the demo; without it a new one among
            temporary files.
        :param forms: Folder with published XLSForms to try besides.
        :param no_window: Stop before the window.
        """
        from socialcase.actions.demo import run_demo

        where = folder or Path(tempfile.mkdtemp(prefix="socialcase-demo-"))
        say: Callable[[str], None] = _silent if json else _say
        outcome = run_demo(where, say=say, forms_folder=forms)
        if not no_window:
            show(screen, outcome.open_first, outcome.passphrase, where / "pictures", say)
        say("")
        say(tr("Everything lies in {folder}").format(folder=outcome.folder))
        say(_passphrase_line(outcome.passphrase))
        say(tr("To delete the demo, delete that folder."))
        return Answer(plain(outcome), (), json)

    return demo


def show(
    screen: Screen, workspace: Path, passphrase: str, folder: Path, say: Callable[[str], None]
) -> None:
    """The window, or without a display pictures of its main pages."""
    say("")
    try:
        say(tr("The window opens on a specialist's laptop."))
        say(_passphrase_line(passphrase))
        screen.window(workspace, passphrase)
    except (NoDisplay, SystemLibraryMissing):
        say(tr("There is no display here. Pictures of the main pages instead:"))
        for file in screen.pictures(workspace, passphrase, folder):
            say(f"  {file}")


def _passphrase_line(passphrase: str) -> str:
    told = tr("The passphrase of all four workspaces: {passphrase}")
    return told.format(passphrase=passphrase)


def _say(line: str) -> None:
    print(line, flush=True)


def _silent(line: str) -> None:
    """A program reads the answer: only JSON goes to standard output."""
