"""A question that is higher than the window: read from its beginning, answered in sight."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
WORDS = "We ask how families live here, and what they say is kept between us. " * 60
REASONS = [f"For the reason number {n}, in as many words as such reasons have" for n in range(22)]
FORM = (
    f"""
| survey |
| | type | name | label |
| | begin_group | home | Home |
| | text | first | First |
| | select_one agreed | consent | {WORDS} |
| | select_multiple reasons | reason | Why? |
| | end_group | | |
| choices |
| | list_name | name | label |
| | agreed | yes | Yes |
| | agreed | no | No |
"""
    + "\n".join(f"| | reasons | r{n} | {words} |" for n, words in enumerate(REASONS))
    + "\n"
)
CONSENT, REASON = "/data/home/consent", "/data/home/reason"


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    form = compile_form(FORM.encode(), "tall.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 600)
    made.word("Family", "Tall", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def come_to(qtbot: QtBot, desk: Desk, ref: str) -> tuple[QuestionBlock, QScrollArea]:
    desk.go_to(ref)
    sheet, area = desk.sheet(), desk.book.currentWidget()
    assert sheet is not None
    assert isinstance(area, QScrollArea)
    block = sheet.block(ref)
    assert isinstance(block, QuestionBlock)
    qtbot.waitUntil(lambda: block.height() > area.height())
    qtbot.waitUntil(in_sight)
    return block, area


def in_sight() -> bool:
    held = QApplication.focusWidget()
    return held is not None and held.visibleRegion().boundingRect().height() == held.height()


def test_the_place_for_the_answer_to_a_long_text_is_in_sight(qtbot: QtBot, desk: Desk) -> None:
    block, _ = come_to(qtbot, desk, CONSENT)
    held = QApplication.focusWidget()
    assert held is not None
    assert block.isAncestorOf(held)


def test_many_choices_begin_with_their_question(qtbot: QtBot, desk: Desk) -> None:
    block, _ = come_to(qtbot, desk, REASON)
    label = block._label
    qtbot.waitUntil(lambda: label.visibleRegion().boundingRect().height() == label.height())


def test_arrows_take_the_page_with_them(qtbot: QtBot, desk: Desk) -> None:
    come_to(qtbot, desk, REASON)
    for _ in REASONS[1:]:
        QTest.keyClick(desk.window().windowHandle(), Qt.Key.Key_Down)
        assert in_sight()
