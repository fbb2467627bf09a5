"""Says after a run of tests where the window was held: work of its thread between two turns.

Counted in processor time, so that a busy computer does not count, and only while the program is at
work: in the event loop, while a page is opened, under a key or a click. No test fails by it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from time import thread_time
from typing import Any, NamedTuple

import pytest

FELT = 0.050
"""Seconds from which a hold is told of."""
SHOWN = 12
_KEY = "window_holds"


class Hold(NamedTuple):
    """A hold of so many seconds of work, on which page, in what, in which test."""

    seconds: float
    page: str
    what: str
    test: str


class Watchdog:
    """Remembers the longest hold of each page and act; `count`: how often each held too long."""

    def __init__(self) -> None:
        self.longest: dict[tuple[str, str], Hold] = {}
        self.count: dict[tuple[str, str], int] = {}
        self.page, self.test = "", ""
        self._since: float | None = None
        self._watching = False

    @contextmanager
    def at_work(self, what: str) -> Iterator[None]:
        """Count what is done here; what is done inside it belongs to it."""
        if self._since is not None:
            yield
            return
        self._since = thread_time()
        try:
            yield
        finally:
            self._end(what)
            self._since = None

    def turned(self) -> None:
        """The loop has come round: what was done until now is one hold."""
        if self._since is not None:
            self._end("loop")
            self._since = thread_time()

    def note(self, hold: Hold, times: int = 1) -> None:
        """Remember a hold, if it was felt."""
        place = (hold.page, hold.what)
        if hold.seconds >= FELT:
            self.count[place] = self.count.get(place, 0) + times
            self.longest[place] = max(hold, self.longest.get(place, hold))

    def watch(self) -> None:
        """Begin to watch Qt in this process, once."""
        if not self._watching:
            self._watching = True
            _watch_qt(self)

    def lines(self) -> list[str]:
        """What is to be said: the longest holds first, each with how often it was felt."""
        worst = sorted(self.longest.values(), reverse=True)[:SHOWN]
        return [
            f"{hold.seconds * 1000:6.0f} ms  {hold.page or '-':14} {hold.what:12}"
            f" {self.count[hold.page, hold.what]:4} x  {hold.test}"
            for hold in worst
        ]

    def _end(self, what: str) -> None:
        if self._since is not None:
            self.note(Hold(thread_time() - self._since, self.page, what, self.test))


def _watch_qt(dog: Watchdog) -> None:
    """Put the watchdog around all by which a test lets the window do something."""
    from PySide6.QtCore import QAbstractEventDispatcher
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from socialcase.ui.navigation import read_pages
    from socialcase.ui.page import Target
    from socialcase.ui.shell import Shell

    read_pages()  # as the program does it while nobody waits
    dispatcher = QAbstractEventDispatcher.instance()
    if dispatcher is not None:
        dispatcher.awake.connect(dog.turned)
    opened = Shell.open

    @wraps(opened)
    def opening(shell: Shell, target: Target) -> None:
        dog.page = target.page
        with dog.at_work("opened"):
            opened(shell, target)

    setattr(Shell, "open", opening)  # noqa: B010  (a method is put in place of another)
    setattr(QtBot, "wait", _around(dog, QtBot.wait, "loop"))  # noqa: B010
    for name in ("keyClick", "keyClicks", "mouseClick"):
        setattr(QTest, name, staticmethod(_around(dog, getattr(QTest, name), name)))
    processed = staticmethod(_around(dog, QApplication.processEvents, "loop"))
    setattr(QApplication, "processEvents", processed)  # noqa: B010


def _around(dog: Watchdog, act: Callable[..., Any], what: str) -> Callable[..., Any]:
    @wraps(act)
    def watched(*given: Any, **named: Any) -> Any:
        with dog.at_work(what):
            return act(*given, **named)

    return watched


class Watching:
    """The plugin: one watchdog in each process, and what they found together at the end."""

    def __init__(self) -> None:
        self.dog = Watchdog()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Name the test."""
        self.dog.test, self.dog.page = item.nodeid, ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> None:
        """Watch from the first test on that has a window, now that there is one."""
        if "qapp" in getattr(item, "fixturenames", ()):
            self.dog.watch()

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """In a process of several: hand over what was found."""
        handed = getattr(session.config, "workeroutput", None)
        if handed is not None:
            found = self.dog.longest.items()
            handed[_KEY] = [(tuple(hold), self.dog.count[place]) for place, hold in found]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a process found."""
        for hold, times in getattr(node, "workeroutput", {}).get(_KEY, ()):
            self.dog.note(Hold(*hold), times)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where the window was held."""
        lines = self.dog.lines()
        if lines:
            over = f"the window's thread held longest, over {FELT * 1000:.0f} ms of work"
            terminalreporter.section(over)
            for line in lines:
                terminalreporter.write_line(line)
