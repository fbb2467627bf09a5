"""`python -m socialcase` and the `socialcase` command: a command, or without one the window."""

import sys
from pathlib import Path

from socialcase.cli.faults import refuse, report_defect
from socialcase.errors import UserError
from socialcase.logs import log_file, start_log
from socialcase.settings import COMPILE_APART, load_settings, settings_file
from socialcase.texts import use_language


class _Window:
    """The window; Qt is not imported before it is asked for."""

    def window(self, workspace: Path | None = None, passphrase: str | None = None) -> int:
        """Open the window and give its exit status. Raises NoDisplay, SystemLibraryMissing."""
        from socialcase.app import run_window

        return run_window(workspace, passphrase)

    def pictures(self, workspace: Path, passphrase: str, folder: Path) -> list[Path]:
        """Draw the main pages without a display."""
        from socialcase.app import write_pictures

        return write_pictures(workspace, passphrase, folder)


def main() -> None:
    """Run what the arguments say and leave with its status."""
    if sys.argv[1:] == [COMPILE_APART]:
        compile_apart()
        return
    sys.excepthook = report_defect
    start_log(log_file())
    sys.exit(_run(sys.argv[1:]))


def compile_apart() -> None:
    """Be the process that compiles one form for the window: no log, no settings, no screen."""
    from socialcase.forms.worker import answer

    answer()


def _run(arguments: list[str]) -> int:
    """A command, or the window: without arguments nothing of the commands is read."""
    if not arguments:
        return _open_window()
    from socialcase.cli.program import main as run_command

    return run_command(arguments, _Window())


def _open_window() -> int:
    use_language(load_settings(settings_file()).language)
    try:
        return _Window().window()
    except UserError as fault:
        return refuse(fault, as_json=False)


if __name__ == "__main__":
    main()
