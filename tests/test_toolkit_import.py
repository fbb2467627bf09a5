"""Qt for Python imported without its signatures does what it does with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = "from socialcase.toolkit_import import import_widgets; import_widgets()"
PLAIN = "import PySide6.QtWidgets"

_TOLD = """
import contextlib, inspect, io, json, threading

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

app = QApplication([])


def told(act):
    try:
        return repr(act())
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


def helped():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        help(QLabel.setText)
    return out.getvalue()


ACTS = [
    lambda: QPoint("a"),
    lambda: QPoint(1, 2, 3, 4),
    lambda: QLabel("a", wrong=1),
    lambda: QLabel(objectName="x", nothing=2),
    lambda: QLabel("x").setText(),
    lambda: QLabel("x").setText(5),
    lambda: QWidget().setWindowFlags("x"),
    lambda: QColor(Qt.Key.Key_A, "b"),
    lambda: Qt.Nothing,
    lambda: QLabel.nothing,
    lambda: QPoint.setX.__doc__,
    lambda: QPoint.__doc__,
    lambda: QPoint.__signature__,
    lambda: inspect.signature(QPoint.setX),
    lambda: inspect.signature(QObject.objectName),
    lambda: helped(),
    lambda: Qt.AlignmentFlag(132),
    lambda: Qt.PenStyle(77),
]
given = ORDER
said = {}
for n in given:
    act = lambda n=n: said.__setitem__(n, told(ACTS[n]))
    if THREADS:
        thread = threading.Thread(target=act)
        thread.start()
        thread.join()
    else:
        act()
print(json.dumps([said[n] for n in sorted(said)]))
"""
ACTS = 18
WAITING = ("errorhandler", "layout", "mapping", "parser", "lib.pyi_generator", "lib.enum_sig")

_LEFT = """
import builtins, importlib, json, sys

import_before, finders = builtins.__import__, sys.meta_path
IMPORT
import PySide6.QtCore
from PySide6.QtWidgets import QApplication, QPushButton

app = QApplication([])
button = QPushButton("Go on")
button.clicked.connect(app.quit)
button.show()
app.processEvents()
asleep = [
    name
    for name in WAITING
    if "__file__" not in vars(sys.modules["shibokensupport.signature." + name])
]
print(json.dumps([
    asleep,
    builtins.__import__ is import_before,
    sys.meta_path is finders,
    [type(finder).__module__ for finder in finders if "toolkit" in type(finder).__module__],
    "inspect" in sys.modules,
]))
"""


def said(script: str) -> list[object]:
    """What a script prints as JSON in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout.splitlines()[-1])
    return found


def told(importing: str, order: list[int], *, threads: bool = False) -> list[object]:
    """What Qt for Python says of wrong calls, and in its documentation."""
    script = _TOLD.replace("ORDER", str(order)).replace("THREADS", str(threads))
    return said(f"{importing}\n{script}")


def left_by(importing: str) -> list[object]:
    """What a process has read and changed when it has a window."""
    return said(_LEFT.replace("IMPORT", importing).replace("WAITING", repr(WAITING)))


def test_faults_and_documentation_read_as_they_do_otherwise() -> None:
    order = list(range(ACTS))
    expected = told(PLAIN, order)
    assert "Supported signatures" in str(expected[0])
    assert told(OURS, order) == expected
    assert told(OURS, order[::-1]) == expected


def test_the_first_fault_may_be_that_of_another_thread() -> None:
    order = [0, 10, 13, 1, 11]
    assert told(OURS, order, threads=True) == told(PLAIN, order)


def test_a_window_stands_before_the_signatures_are_read() -> None:
    asleep, import_stays, finders_stay, left, inspected = left_by(OURS)
    assert asleep == list(WAITING)
    assert import_stays
    assert finders_stay
    assert left == []
    assert not inspected


def test_what_it_saves_is_there_to_be_saved() -> None:
    """When Qt for Python does all that no longer, `toolkit_import` can go."""
    asleep, import_stays, *_ = left_by(PLAIN)
    assert asleep == []
    assert not import_stays


def test_where_qt_is_missing_everything_is_left_as_it_was() -> None:
    found = said(
        "import builtins, json, sys\n"
        "before = builtins.__import__, sys.meta_path\n"
        "sys.modules['shiboken6'] = None\n"
        "from socialcase.toolkit_import import import_widgets\n"
        "try:\n    import_widgets()\nexcept ImportError as fault:\n    missing = str(fault)\n"
        "print(json.dumps(['shiboken6' in missing,"
        " (builtins.__import__, sys.meta_path) == before]))"
    )
    assert found == [True, True]
