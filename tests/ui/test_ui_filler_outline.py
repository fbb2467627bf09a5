"""The outline of a form: its lines are as high as what stands in them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.ui.pages.filler.outline import Entry, Outline
from socialcase.ui.preferences import Preferences

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LONG = "Information on the respondent and background about the interview"


@pytest.fixture
def outline(qtbot: QtBot, preferences: Preferences) -> Outline:
    """So low that it scrolls."""
    made = Outline()
    qtbot.addWidget(made)
    made.resize(236, 150)
    made.show_entries(lines(0), 0)
    made.show()
    QApplication.processEvents()
    return made


def lines(invalid: int) -> list[Entry]:
    return [Entry(at, str(at + 1), LONG, invalid, 22, 0, invalid) for at in range(9)]


def test_a_line_is_measured_beside_the_scroll_bar(outline: Outline) -> None:
    first = outline.lines.index(0)
    assert outline.viewport().width() < outline.width()
    assert outline.sizeHintForIndex(first).width() == outline.viewport().width()
    assert outline.visualRect(first).width() == outline.viewport().width()


def test_a_line_grows_with_what_is_wrong_on_its_page(outline: Outline) -> None:
    first = outline.lines.index(0)
    before = outline.visualRect(first).height()
    outline.show_entries(lines(12), 0)
    QApplication.processEvents()
    assert outline.visualRect(first).height() == outline.sizeHintForIndex(first).height() > before
