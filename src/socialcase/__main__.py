"""`python -m socialcase` and the `socialcase` command: a command, or without one the window."""

import sys
from pathlib import Path

from socialcase.cli.faults import report_defect
from socialcase.cli.program import main as run_command
from socialcase.logs import log_file, start_log


class _Window:
    """The window; Qt is not imported before it is asked for."""

    def window(self, workspace: Path | None = None, passphrase: str | None = None) -> int:
        """Open the window and give its exit status. Raises NoDisplay, SystemLibraryMissing."""
        from socialcase.app import check_system, run_window

        check_system()
        return run_window(workspace, passphrase)

    def pictures(self, workspace: Path, passphrase: str, folder: Path) -> list[Path]:
        """Draw the main pages without a display."""
        from socialcase.app import write_pictures

        return write_pictures(workspace, passphrase, folder)


def main() -> None:
    """Run what the arguments say and leave with its status."""
    sys.excepthook = report_defect
    start_log(log_file())
    sys.exit(run_command(sys.argv[1:], _Window()))


if __name__ == "__main__":
    main()
