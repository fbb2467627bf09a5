"""One start of a window, in a process of its own: prints "painted" once it is, and ends.

python -m tests.bench.opening bare              the floor: an empty window
python -m tests.bench.opening today FOLDER KEY  ours, as `socialcase.app` starts it, from a raw key
python -m tests.bench.opening unlock FOLDER     ours, as a person starts it: the page that unlocks
python -m tests.bench.opening enter FOLDER KEY  from there, when the key is derived: prints seconds

Nothing is imported up here: the order of the imports is a part of what is measured.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

TYPING = 1.0
"""Seconds in which nobody can have typed a passphrase of four words."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget

    from socialcase.ui.window import Window


def first_page(folder: Path, key: bytes) -> tuple[QApplication, Window, QWidget]:
    """The program from the key of a workspace to its first page, which is not shown yet."""
    from socialcase.app import Beside, application, hold_collector, new_workspace_folder
    from socialcase.toolkit import check_display, import_toolkit

    hold_collector()
    check_display()
    from socialcase.actions.opening import open_day_with_key
    from socialcase.settings import Settings
    from socialcase.texts import use_language

    opening = Beside(lambda: open_day_with_key(folder, key, anywhere=True))
    import_toolkit()
    from socialcase.ui.preferences import Preferences
    from socialcase.ui.window import Window, read_first_page

    read_first_page()
    use_language("en")
    app = application()
    window = Window(Preferences(app, Settings(), lambda _settings: None), new_workspace_folder)
    window.enter(*opening.result())
    if window.shell is None:
        raise AssertionError("the window has no inside")
    return app, window, window.shell.page("today")


def visits_drawn(page: QWidget) -> Callable[[], bool]:
    """Whether visits stand on Today: its list draws them by itself, after the page."""
    visits: Any = page.focusProxy()
    delegate = visits.itemDelegate()
    draw, drawn = delegate.draw, []

    def drawing(*given: Any) -> None:
        draw(*given)
        drawn.append(given)

    delegate.draw = drawing
    return lambda: len(drawn) > 1  # the village and somebody in it


def unlock_page(folder: Path) -> tuple[QApplication, Window, QWidget]:
    """The program up to the page that asks for the passphrase, which is not shown yet."""
    from socialcase.app import application, hold_collector, new_workspace_folder
    from socialcase.toolkit import check_display, import_toolkit

    hold_collector()
    check_display()
    import_toolkit()
    from socialcase.settings import Settings
    from socialcase.texts import use_language
    from socialcase.ui.preferences import Preferences
    from socialcase.ui.window import Window

    use_language("en")
    app = application()
    window = Window(Preferences(app, Settings(), lambda _settings: None), new_workspace_folder)
    window.begin(folder)
    return app, window, window.shown()


def enter(folder: Path, key: bytes) -> float:
    """Seconds from the derived key to Today, while the page that unlocks is on the screen."""
    import time

    from PySide6.QtCore import QThreadPool

    from tests.bench.painting import wait_for

    app, window, page = unlock_page(folder)
    wait_for(app, window, page)
    # what the typing of a passphrase leaves time for, and the derivation of the key after it
    typed = time.perf_counter() + TYPING
    while time.perf_counter() < typed or QThreadPool.globalInstance().activeThreadCount():
        app.processEvents()
    from socialcase.actions.opening import open_day_with_key

    begin = time.perf_counter()
    window.enter(*open_day_with_key(folder, key, anywhere=True))
    if window.shell is None:
        raise AssertionError("the window has no inside")
    wait_for(app, window, window.shown(), visits_drawn(window.shell.page("today")))
    return time.perf_counter() - begin


def _bare() -> None:
    from tests.bench.painting import bare

    bare()


def _shown(made: tuple[QApplication, Window, QWidget]) -> None:
    from tests.bench.painting import show

    show(*made)


def _today(folder: Path, key: bytes) -> None:
    app, window, page = first_page(folder, key)
    from tests.bench.painting import show

    show(app, window, page, visits_drawn(page))


def _run(what: str, *given: str) -> None:
    if what == "bare":
        _bare()
    elif what == "today":
        _today(Path(given[0]), bytes.fromhex(given[1]))
    elif what == "unlock":
        _shown(unlock_page(Path(given[0])))
    else:
        print(f"{enter(Path(given[0]), bytes.fromhex(given[1])):.6f}", flush=True)
        os._exit(0)


if __name__ == "__main__":
    _run(*sys.argv[1:])
