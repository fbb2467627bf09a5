"""A form of 500 questions in the filler: its first page, and what holds the window's thread.

Counted in processor time, so that a busy computer does not count: what is asked is how much work
stands between two turns of the window's loop, in the window's own thread. The real page over a real
workspace, no screen.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.form_library import form_titles
from socialcase.actions.workspaces import Workspace, close_workspace, create_laptop
from socialcase.forms import compile_form
from socialcase.settings import Settings
from socialcase.sync.vault import KdfCost
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from socialcase.ui.pages.filler import FillerPage
from socialcase.ui.pages.filler.desk import REVIEW
from socialcase.ui.preferences import Preferences
from tests.bench.measuring import Line, no_more_than

QUESTIONS = 500
ROUNDS = 7
FIRST_PAGE, HOLD = 0.100, 0.050
KEYS = 60


def source(per_group: int) -> str:
    """A form of all common kinds; `per_group` 0: without any group, on one page."""
    kinds = ("select_one how", "integer", "text", "select_multiple langs", "date")
    rows = ["| survey |", "| | type | name | label | hint | required | constraint |"]
    for n in range(QUESTIONS):
        if per_group and n % per_group == 0:
            rows.append(f"| | begin_group | g{n} | Group {n // per_group + 1} | | | |")
        kind = kinds[n % 5]
        hint = "What helps to answer" if n % 3 == 0 else ""
        least = ". < 100" if kind == "integer" else ""
        must = "yes" if n % 4 == 0 else ""
        label = f"Question {n} of a long form, in words as long as they are in the field"
        rows.append(f"| | {kind} | q{n} | {label} | {hint} | {must} | {least} |")
        if per_group and n % per_group == per_group - 1:
            rows.append("| | end_group | | | | | |")
    lists = {"how": ("alone", "with help", "with a device", "not at all"), "langs": ("tk", "ru")}
    rows += ["| choices |", "| | list_name | name | label |"]
    rows += [
        f"| | {name} | c{n} | {word} |" for name in lists for n, word in enumerate(lists[name])
    ]
    return "\n".join([*rows, "| settings |", "| | form_id |", "| | long |"])


class Turns:
    """Notices how much work lies between two turns of the loop."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._since = time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch while something is done."""
        self.longest, self._since = 0.0, time.thread_time()
        self._timer.start()
        yield
        self._turn()
        self._timer.stop()

    def _turn(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._since)
        self._since = now


def settle(app: QApplication) -> None:
    """Let the window do all that it put off."""
    for _ in range(200):
        app.processEvents()


def page_lines(folder: Path) -> list[Line]:
    """In groups as forms are written, and with all questions on one page."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    Preferences(app, Settings(palette="light"), lambda _settings: None)
    cost = KdfCost(memory_kib=8, passes=1, lanes=1)
    ws = create_laptop(
        folder / "laptop", "four words of nothing", "Maral", cost=cost, anywhere=True
    )
    form_titles(ws)  # the shipped forms are compiled once, when the list of forms is first seen
    lines: list[Line] = []
    for words, per_group in (("10 pages", 50), ("one page", 0)):
        lines += _measured(app, ws, f"filler, {QUESTIONS} questions on {words}", per_group)
    close_workspace(ws)
    return lines


def _measured(app: QApplication, ws: Workspace, what: str, per_group: int) -> list[Line]:
    draft = _drafts(ws, per_group)
    opening, holds, typing, looking = [], [], [], []
    turns = Turns()
    for _ in range(ROUNDS):
        page = FillerPage(PageContext(ws, Jobs(), _nothing, _nothing, _nothing, _nothing))
        page.resize(1306, 716)
        page.show()
        settle(app)
        with turns.watched():
            begin = time.process_time()  # with what is read beside the window
            page.show_record(draft())
            while page.desk is None or page.desk.sheet() is None:
                app.processEvents()
            app.processEvents()  # painted
            opening.append(time.process_time() - begin)
            settle(app)
        holds.append(turns.longest)
        with turns.watched():
            _fill(app, page)
        typing.append(turns.longest)
        with turns.watched():
            _look_over(app, page)
        looking.append(turns.longest)
        page.hide()
        page.deleteLater()
        settle(app)
    # the lowest: what else the computer does only adds to the work that is counted
    return [
        no_more_than(f"{what}: first page painted (work)", [min(opening)], FIRST_PAGE),
        no_more_than(f"{what}: longest hold while it is built", [min(holds)], HOLD),
        no_more_than(f"{what}: longest hold while {KEYS} keys are pressed", [min(typing)], HOLD),
        no_more_than(f"{what}: longest hold of a search and the review", [min(looking)], HOLD),
    ]


def _drafts(ws: Workspace, per_group: int) -> Callable[[], str]:
    """Begins one assessment after the other with the form, which is compiled once."""
    form = compile_form(source(per_group).encode(), "long.md")
    ws.store.forms_cache.put(form.content_hash, form.to_bytes())
    contact = FirstContact(worry="Lives alone", name={"given": "Jeren"})
    case = first_contact(ws, contact).record
    given = (case, "", form.form_id, form.version, form.content_hash)
    return lambda: ws.store.drafts.start(*given)


def _fill(app: QApplication, page: FillerPage) -> None:
    for at in range(KEYS):
        place = page.window().focusWidget()
        if place is None:
            raise AssertionError("nothing has the keyboard")
        key, text = (Qt.Key.Key_Return, "") if at % 2 else (Qt.Key.Key_1, "1")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            app.sendEvent(place, QKeyEvent(kind, key, none, text))
        app.processEvents()


def _look_over(app: QApplication, page: FillerPage) -> None:
    """Look for a word that is nearly everywhere, for one that is nowhere, then review it all."""
    desk = page.desk
    if desk is None:
        raise AssertionError("the form is not open")
    for sought in ("long form", "nowhere to be found"):
        desk.left.finder.line.setText(sought)
        desk.left.finder.line.textEdited.emit(sought)
        settle(app)
    desk.show_page(REVIEW)
    settle(app)


def _nothing(*_: object) -> None:
    """What the window would do."""
