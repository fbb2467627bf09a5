"""Nothing in a long form is done in one go: between two turns of the window's loop little is built.

The clock of the filler is a counter here, which every look at it moves on by a millisecond, so that
a turn ends after so many parts however quick the computer is.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from socialcase.forms import NodeState, Session, compile_form, open_session
from socialcase.ui.pages.filler import finder, sheet, unrolled
from socialcase.ui.pages.filler.desk import REVIEW, Desk
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
MOST = 26
"""What may be built in one turn: what is near the question that is sought, and a turn's time."""
PAGE, IN_CARD, CARDS = 80, 40, 12
ROWS = [
    *(f"| | text | q{n} | Question {n} | yes |" for n in range(PAGE)),
    "| | begin_repeat | child | Child | |",
    *(f"| | integer | c{n} | About the child {n} | yes |" for n in range(IN_CARD)),
    "| | end_repeat | | | |",
]
FORM = "\n".join(["| survey |", "| | type | name | label | required |", *ROWS])


class Counter:
    """How many questions were built, and how many nodes read, since it was last asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.built = self.read = 0
        build, node = QuestionBlock._build, Session.node

        def building(block: QuestionBlock, state: NodeState) -> None:
            self.built += 1
            build(block, state)

        def reading(session: Session, ref: str) -> NodeState:
            self.read += 1
            return node(session, ref)

        monkeypatch.setattr(QuestionBlock, "_build", building)
        monkeypatch.setattr(Session, "node", reading)

    def most(self, act: Callable[[], object], *, turns: int = 120) -> tuple[int, int]:
        """The most that was built and read at once: by `act` itself, or by a turn after it."""
        found: list[tuple[int, int]] = []
        for turn in range(turns + 1):
            self.built = self.read = 0
            if turn:
                QApplication.processEvents()
            else:
                act()
            found.append((self.built, self.read))
        return max(built for built, _ in found), max(read for _, read in found)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    clock = count()
    for module in (sheet, unrolled, finder):
        assert module.time is time
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock) / 1000)
    return Counter(monkeypatch)


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences, counter: Counter) -> Desk:
    session = open_session(
        compile_form(FORM.encode(), "long.md"), now=datetime(2026, 11, 22, tzinfo=UTC)
    )
    for _ in range(CARDS - 1):
        session.add_repeat("/data/child")
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Long", "")
    made.show()
    return made


def test_a_long_page_is_built_in_turns(desk: Desk, counter: Counter) -> None:
    built, _ = counter.most(lambda: desk.begin(""))
    assert 0 < built <= MOST
    assert len(desk.findChildren(QuestionBlock)) == PAGE


def test_the_questions_of_a_card_are_built_in_turns(desk: Desk, counter: Counter) -> None:
    built, _ = counter.most(lambda: desk.go_to(f"/data/child[7]/c{IN_CARD - 1}"))
    assert 0 < built <= MOST
    assert desk.place() == f"/data/child[7]/c{IN_CARD - 1}"
    built, _ = counter.most(lambda: desk.add("/data/child"))
    assert 0 < built <= MOST


def test_a_card_that_goes_builds_nothing(desk: Desk, counter: Counter) -> None:
    for n in (4, 5, 6):
        counter.most(lambda at=n: desk.go_to(f"/data/child[{at}]/c0"))  # type: ignore[misc]
    built, _ = counter.most(lambda: desk.remove("/data/child[2]"))
    assert built == 0


def test_the_review_is_read_back_in_turns(desk: Desk, counter: Counter) -> None:
    counter.most(lambda: desk.begin(""))
    for n in range(PAGE):
        desk.filling.answer(f"/data/q{n}", "words")
    _, read = counter.most(lambda: desk.show_page(REVIEW), turns=0)
    assert read < PAGE
    _, read = counter.most(QApplication.processEvents, turns=150)
    assert read < PAGE
    said = [label.text() for label in desk.review.findChildren(QLabel)]
    assert said.count("words") == PAGE


def test_a_long_form_is_looked_through_in_turns(desk: Desk, counter: Counter) -> None:
    counter.most(lambda: desk.begin(""))
    everywhere = PAGE + CARDS * IN_CARD
    desk.left.finder.line.setText("the child 39")
    _, read = counter.most(lambda: desk.left.finder._look("the child 39"), turns=0)
    assert read <= MOST
    _, read = counter.most(QApplication.processEvents, turns=everywhere // 4)
    assert read <= 2 * MOST
    assert desk.left.finder._model.rowCount() == CARDS


class Measured(QObject):
    """How often a page of questions was given another width."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.times, self._width = 0, page.width()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QResizeEvent) and event.size().width() != self._width:
            self.times, self._width = self.times + 1, event.size().width()
        return super().eventFilter(watched, event)


def test_a_page_that_is_shown_again_keeps_its_width(desk: Desk, counter: Counter) -> None:
    counter.most(lambda: desk.show_page(0))
    page = desk.sheet()
    assert page is not None
    measured = Measured(page)
    counter.most(lambda: desk.show_page(REVIEW))
    counter.most(lambda: desk.show_page(0))
    assert desk.sheet() is page
    assert measured.times == 0
