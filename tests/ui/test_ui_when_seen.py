"""Parts below what is in sight are made when somebody comes to them: by scrolling or with Tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.layout import column
from socialcase.ui.widgets.scrolling import scrolled
from socialcase.ui.widgets.when_seen import WhenSeen

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def a_page(qtbot: QtBot) -> tuple[QScrollArea, list[Button], list[Button], WhenSeen]:
    """A page with a button, much room, what is made when it is seen, and a button beneath it."""
    made: list[Button] = []
    body = QWidget()

    def make() -> None:
        made.extend(Button(words) for words in ("first", "second"))
        for at, button in enumerate(made):
            inside.insertWidget(2 + at, button)

    unseen = WhenSeen(60, make)
    ends = [Button("above"), Button("below")]
    inside = column(ends[0], 1200, unseen, ends[1])
    body.setLayout(inside)
    page = scrolled(body)
    qtbot.addWidget(page)
    page.resize(300, 400)
    with qtbot.waitExposed(page):
        page.show()
    return page, made, ends, unseen


def test_what_is_not_in_sight_is_not_made(qtbot: QtBot) -> None:
    page, made, _ends, unseen = a_page(qtbot)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert made == []
    assert unseen.height() == 60
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: len(made) == 2)
    qtbot.waitUntil(lambda: not page.findChildren(WhenSeen))


def test_tab_comes_to_the_first_of_it_and_back_to_the_last(qtbot: QtBot) -> None:
    for reason, at in (
        (Qt.FocusReason.TabFocusReason, 0),
        (Qt.FocusReason.BacktabFocusReason, -1),
    ):
        page, made, _ends, unseen = a_page(qtbot)
        page.activateWindow()
        unseen.setFocus(reason)
        assert len(made) == 2
        assert page.focusWidget() is made[at]


def test_what_was_painted_before_it_stood_in_its_place_is_not_made(qtbot: QtBot) -> None:
    page, made, _ends, unseen = a_page(qtbot)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    at = unseen.y()
    unseen.move(0, 0)
    unseen.repaint()  # as where a page is painted before it is laid out
    unseen.move(0, at)
    qtbot.wait(20)
    assert made == []
