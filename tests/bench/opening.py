"""One start of a window, in a process of its own; prints "painted" and ends.

python -m tests.bench.opening bare
python -m tests.bench.opening WORKSPACE
"""

import sys
from pathlib import Path


def bare() -> None:
    """The floor: an empty window of the same toolkit, painted."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("socialcase"))
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    window.grab()
