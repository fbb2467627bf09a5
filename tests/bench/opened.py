"""Every page after years of work, opened anew, beside the same page with one small case.

Counted is the work on the window's own thread, in processor time, until the page stands: what is
read beside the window has come and is shown. Each page is made once before, so that what it needs
is imported and warm. The real pages over real workspaces, no screen.
"""

import gc
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import sleep, thread_time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QStackedWidget

from socialcase.actions.workspaces import close_workspace
from socialcase.errors import UserError
from socialcase.settings import Settings
from socialcase.ui.jobs import Jobs
from socialcase.ui.navigation import make_page
from socialcase.ui.page import Page, PageContext, Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.parts import NAMES
from socialcase.ui.pages.paper_targets import FILLED, paper_target
from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.layout import boxed, column
from tests.bench.ground import new_laptop
from tests.bench.measuring import Line, duration
from tests.bench.years import Filled, one_case, years

OPENING, TIMES = 0.100, 2.0
ROUNDS = 9
_LOOKS = QEventLoop.ProcessEventsFlag.AllEvents
_SLEEPS = _LOOKS | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
QUIET, IDLE, PAUSE = 5, 0.0005, 0.002
"""So many turns of less work than that, so many seconds apart, without a job: the page stands."""
ROOM = (1154, 716)
"""Pixels that a window of 1366 x 768 leaves to its page."""
PLAIN = (
    *("today", "people", "cases", "assessments", "first_contact", "tasks", "hours", "exchange"),
    *("directory", "unserved", "resources", "conflicts"),
)
"""Pages of a laptop that are about no record."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a page took: work in all, and the longest between two turns of the loop."""

    work: float
    hold: float


def opened_lines(folder: Path) -> list[Line]:
    """A line for each page: work, the longest hold, and the same with one small case."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    Preferences(app, Settings(palette="light"), lambda _settings: None)
    laptops = [new_laptop(folder / "years"), new_laptop(folder / "small")]
    full, small = years(laptops[0]), one_case(laptops[1])
    try:
        return side_by_side(app, full, small)
    finally:
        for laptop in laptops:
            close_workspace(laptop)


def side_by_side(app: QApplication, full: Filled, small: Filled) -> list[Line]:
    """Each page in both workspaces in turn: what else the computer does meets both alike."""
    ours, floor = _Desk(app, full).ways(), _Desk(app, small).ways()
    lines: list[Line] = []
    for name, way in ours.items():
        rounds = [(way(), floor[name]()) for _ in range(ROUNDS + 1)][1:]
        lines.append(_line(name, _best([a for a, _ in rounds]), _best([b for _, b in rounds])))
    return lines


def _best(rounds: list[Opened]) -> Opened:
    # the lowest: what else the computer does only adds to the work that is counted
    return Opened(min(one.work for one in rounds), min(one.hold for one in rounds))


def _line(name: str, ours: Opened, floor: Opened) -> Line:
    ratio = ours.work / floor.work
    return Line(
        f"pages: {name}",
        f"{duration(ours.work)}, hold {duration(ours.hold)}",
        f"{duration(floor.work)}, hold {duration(floor.hold)}",
        f"{ratio:.2f} x",
        f"<= {duration(OPENING)}, <= {TIMES:g} x",
        ours.work <= OPENING and ratio <= TIMES,
    )


class _Desk:
    """Opens pages of one workspace as the window does."""

    def __init__(self, app: QApplication, filled: Filled) -> None:
        self._app, self._filled = app, filled
        self._stack = QStackedWidget()
        self._window = boxed(column(self._stack))  # as in the shell: pages are no windows
        self._window.resize(*ROOM)
        self._window.show()

    def ways(self) -> dict[str, Callable[[], Opened]]:
        """How each page is opened, by its name."""
        filled = self._filled
        targets = {name: Target(name) for name in PLAIN}
        targets |= {
            "tasks, by week": Target("tasks", "", "week"),
            "person": Target("person", filled.person),
            "case": Target("case", filled.case),
            "provider": Target("provider", filled.provider),
            "filler": Target("filler", filled.draft),
            "answers": Target("answers", filled.assessment),
            "answers_in": Target("answers_in", "answers"),
            "cases_in": Target("cases_in", "cases"),
            "paper": paper_target(FILLED, filled.assessment),
        }
        ways = {name: partial(self._opened, target) for name, target in targets.items()}
        tabs = {f"case, its {tab}": Target("case", part=tab) for tab in NAMES[1:]}
        ways |= {name: partial(self._turned, filled.case, to) for name, to in tabs.items()}
        another = partial(self._turned, filled.other, targets["case"])
        return {**ways, "case, turned to another": another}

    def _opened(self, target: Target) -> Opened:
        """A page that is made, shown and turned to what it is about."""
        context = self._context()
        self._settle(context.jobs)  # the page before has left
        with closing(_Shown(context, target.page, self._stack)) as shown:
            return self._watched(shown, target)

    def _turned(self, before: str, target: Target) -> Opened:
        """A page that stands already, turned to something else."""
        context = self._context()
        with closing(_Shown(context, target.page, self._stack)) as shown:
            shown.turn(Target(target.page, before))
            self._settle(context.jobs)
            return self._watched(shown, target)

    def _watched(self, shown: "_Shown", target: Target) -> Opened:
        gc.collect()
        begin = thread_time()
        shown.turn(target)
        turns = [thread_time() - begin, *self._settle(shown.context.jobs)]
        return Opened(sum(turns), max(turns))

    def _settle(self, jobs: Jobs) -> list[float]:
        """Let the loop turn until nothing is left to do; the work of each turn."""
        turns: list[float] = []
        quiet = 0
        while quiet < QUIET:
            begin = thread_time()
            # as the window's loop: it sleeps until the job has something to say
            self._app.processEvents(_SLEEPS if jobs.busy() else _LOOKS)
            turns.append(thread_time() - begin)
            quiet = 0 if jobs.busy() or turns[-1] > IDLE else quiet + 1
            sleep(PAUSE)
        return turns

    def _context(self) -> PageContext:
        ws, room = self._filled.ws, self._stack
        return PageContext(ws, Jobs(), _nothing, _nothing, _nothing, _failed, room=room)


class _Shown:
    """One page, made when it is first turned to something."""

    def __init__(self, context: PageContext, name: str, window: QStackedWidget) -> None:
        self.context, self._name, self._window = context, name, window
        self._page: Page | None = None

    def turn(self, target: Target) -> None:
        """Show the page, as the window's `open` does."""
        if self._page is None:
            self._page = make_page(self._name, self.context)
            self._window.addWidget(self._page)
            self._window.setCurrentWidget(self._page)
        if isinstance(self._page, CasePage) and not target.record:
            self._page.turn(target.part)  # what a click on a tab does
        elif target.record or target.part:
            self._page.show_record(target.record, target.part)

    def close(self) -> None:
        """Take the page away."""
        self.context.jobs.finish()
        if self._page is not None:
            self._window.removeWidget(self._page)
            self._page.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _nothing(*_: object) -> None:
    """What the window would do."""


def _failed(error: UserError) -> None:
    raise error
