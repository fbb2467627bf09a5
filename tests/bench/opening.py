"""One start of a window, in a process of its own: prints "painted" once it is, and ends.

python -m tests.bench.opening bare           the floor: an empty window of the same toolkit
python -m tests.bench.opening WORKSPACE PASSPHRASE      ours, as `socialcase.app` starts it
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

SIZE = (1366, 768)


class Painted(QObject):
    """Notices that a widget has been painted."""

    seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look at every event and let it pass."""
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return False


def show(app: QApplication, window: QMainWindow, inside: QWidget) -> None:
    """Show `window`, say when `inside` has been painted, and end the process at once."""
    painted = Painted()
    inside.installEventFilter(painted)
    window.resize(*SIZE)
    window.show()
    while not painted.seen:
        app.processEvents()
    app.processEvents()
    print("painted", flush=True)
    os._exit(0)


def bare() -> None:
    """An empty window."""
    app = QApplication([])
    window = QMainWindow()
    label = QLabel("socialcase")
    window.setCentralWidget(label)
    show(app, window, label)


def ours(folder: Path, passphrase: str) -> None:
    """The program on a workspace whose key costs nothing to derive, on its first page."""
    from socialcase.app import check_system, hold_collector, new_workspace_folder

    hold_collector()
    from socialcase.actions.workspaces import open_workspace
    from socialcase.settings import Settings
    from socialcase.texts import use_language
    from socialcase.ui.preferences import Preferences
    from socialcase.ui.window import Window

    use_language("en")
    check_system()
    app = QApplication([])
    window = Window(Preferences(app, Settings(), lambda _settings: None), new_workspace_folder)
    window.enter(open_workspace(folder, passphrase, anywhere=True))
    if window.shell is None:
        raise AssertionError("the window has no inside")
    show(app, window, window.shell.page("today"))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[1]), sys.argv[2])
