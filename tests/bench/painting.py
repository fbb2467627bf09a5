"""A window on the screen: says when it was painted, and ends the process."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

SIZE = (1366, 768)


class Painted(QObject):
    """Notices that a widget has been painted."""

    seen = False
    modules: frozenset[str] = frozenset()
    """What had been imported by then."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look at every event and let it pass."""
        if not self.seen and event.type() is QEvent.Type.Paint:
            self.seen = True
            self.modules = frozenset(sys.modules)
        return False


def wait_for(
    app: QApplication,
    window: QMainWindow,
    inside: QWidget,
    ready: Callable[[], bool] = lambda: True,
) -> frozenset[str]:
    """Show `window` and return when `inside` has been painted; give what was imported by then.

    `ready`: whether that painting showed what it is to show; waited for, too.
    """
    painted = Painted()
    inside.installEventFilter(painted)
    window.resize(*SIZE)
    window.show()
    while not painted.seen or not ready():
        app.processEvents()
    app.processEvents()
    return painted.modules


def show(
    app: QApplication,
    window: QMainWindow,
    inside: QWidget,
    ready: Callable[[], bool] = lambda: True,
) -> None:
    """Show `window`, say when `inside` has been painted, and end the process at once."""
    wait_for(app, window, inside, ready)
    print("painted", flush=True)
    os._exit(0)


def bare() -> None:
    """An empty window."""
    app = QApplication([])
    window = QMainWindow()
    label = QLabel("socialcase")
    window.setCentralWidget(label)
    show(app, window, label)
