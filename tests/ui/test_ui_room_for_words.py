"""Words have room: what does not fit ends in a sign, and count and noun stay together."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.demo.planned import _PEN
from socialcase.actions.unkept import Unkept
from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.case.action_rows import _line
from socialcase.ui.pages.case.compare_panel import ComparePanel
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.sign_panel import _PAD, _SHOWN
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.speech import people_words
from socialcase.ui.widgets.field import TextArea
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed
from socialcase.ui.widgets.nav import NARROW
from socialcase.ui.widgets.plain_edit import PlainEdit
from socialcase.ui.written_since import WrittenSince

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LONG = "Someone stays with the grandmother on every school morning"


def test_long_words_edited_in_place_end_in_a_sign_and_are_the_tooltip(qtbot: QtBot) -> None:
    edit = PlainEdit(LONG)
    qtbot.addWidget(edit)
    edit.resize(160, 32)
    edit.show()
    qtbot.waitExposed(edit)
    edit.clearFocus()
    assert edit.shown().endswith("…")
    assert edit.toolTip() == LONG
    narrow = edit.grab().toImage()
    edit.resize(900, 32)
    assert (edit.shown(), edit.toolTip()) == (LONG, "")
    edit.resize(160, 32)
    edit.setText(edit.shown())
    assert edit.toolTip() == ""
    assert edit.grab().toImage() == narrow


def test_the_household_gives_the_room_that_is_left_to_what_is_to_be_known(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences, case_uid: str
) -> None:
    shell = Shell(workspace, preferences)
    qtbot.addWidget(shell)
    shell.open(Target("case", case_uid))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    page.turn("household")
    part = page._parts["household"]
    assert isinstance(part, HouseholdPart)
    for width in (1100, 500):
        places = part._columns(width)
        ends = [left + room for left, room in places]
        assert ends[-1] == width - 34
        assert all(end <= left for end, (left, _) in zip(ends, places[1:], strict=False))
        assert places[-1][1] >= 0.2 * (width - 48) - 1
    assert places[-1][1] < part._columns(1100)[-1][1]
    shell.jobs.finish()


def test_count_and_noun_stay_on_one_line() -> None:
    assert people_words(5) == "5\N{NO-BREAK SPACE}people"


def test_since_when_it_is_written_wraps_in_a_narrow_form_and_fits_in_a_wide_one(
    qtbot: QtBot, preferences: Preferences
) -> None:
    preferences.choose_language("ru")
    line = WrittenSince(lambda: None, lambda: None)
    qtbot.addWidget(line)
    line.show_unkept(
        Unkept("task:1", datetime(2026, 11, 23, 4, tzinfo=UTC), {"what": "Mekdep"}, ())
    )
    line.show()
    qtbot.waitExposed(line)
    parts = (line.words, line.go_on, line.anew)
    for width, lines in ((640, 1), (220, 3)):
        line.resize(width, line.heightForWidth(width))
        QApplication.processEvents()
        assert line.width() == width
        assert all(line.rect().contains(_place(part, line)) for part in parts)
        assert len({_place(part, line).top() for part in parts}) == lines
    preferences.choose_language("en")


def test_nothing_in_the_top_bar_covers_anything_in_a_small_window(
    qtbot: QtBot, workspace: Workspace, preferences: Preferences
) -> None:
    preferences.choose_language("ru")
    shell = Shell(workspace, preferences)
    qtbot.addWidget(shell)
    shell.top.show_unsent(1234)
    shell.say_kept()
    shell.show()
    qtbot.waitExposed(shell)
    for width in (1366, 1040, 1040):  # narrow in two steps: first without the names of the pages
        shell.resize(width, 640)
        QApplication.processEvents()
        parts = [w for w in shell.top.children() if isinstance(w, QWidget) and w.isVisible()]
        assert len(parts) == 7
        for place, one in enumerate(parts):
            assert not any(one.geometry().intersects(other.geometry()) for other in parts[:place])
    assert (shell.width(), shell.nav.width()) == (1040, NARROW)
    preferences.choose_language("en")
    shell.jobs.finish()


def test_as_many_lines_as_a_field_has_need_no_scrolling(
    qtbot: QtBot, preferences: Preferences
) -> None:
    assert preferences.settings.palette == "light"  # dressed as in the window
    area = TextArea("one\ntwo", lines=2)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    area.setFocus()
    assert area.verticalScrollBar().maximum() == 0


def test_words_and_chips_of_one_line_stand_on_one_middle(qtbot: QtBot) -> None:
    box = FlowBox()
    qtbot.addWidget(box)
    low, high = Words("Show"), Words("All")
    high.setFixedHeight(40)
    for part in (low, high):
        box.flow.addWidget(part)
    box.resize(300, box.heightForWidth(300))
    box.show()
    qtbot.waitExposed(box)
    assert box.height() == 40
    assert abs(low.geometry().center().y() - high.geometry().center().y()) <= 1


def test_a_signature_of_the_demo_has_room_where_signatures_are_shown() -> None:
    high = 1000 * _SHOWN.height() / _SHOWN.width()
    assert _PAD.height() * 1000 / _PAD.width() == pytest.approx(high)
    assert all(0 <= x <= 1000 and 0 <= y <= high for stroke in _PEN for x, y in stroke)


def _place(part: QWidget, within: QWidget) -> QRect:
    return QRect(part.mapTo(within, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("spoken", ["en", "ru", "tk"])
def test_two_versions_beside_each_other_leave_room_for_what_stands_at_the_right(
    qtbot: QtBot, preferences: Preferences, spoken: str
) -> None:
    preferences.choose_language(spoken)
    panel = ComparePanel(lambda: None, lambda _older, _newer: None)
    qtbot.addWidget(panel)
    panel.retranslate()
    for box in (panel.older, panel.newer):
        box.offer({"1": "Version 10, 11.11.2026"}, "1")
    panel.show()
    qtbot.waitExposed(panel)
    assert panel.minimumSizeHint().width() < 640


@pytest.mark.parametrize("width", [640, 1200])
def test_who_and_by_when_of_actions_stand_in_columns_that_grow_with_the_window(
    qtbot: QtBot, width: int
) -> None:
    few, many = ("Talk", "Maral", "", "26"), (LONG, "Day centre for children, Mary", "Bus", "1")
    lines = []
    for said in (few, many):
        parts = what, who, with_what, due = [Words(one, wrap=True) for one in said]
        line = boxed(_line(Words(""), what, who, with_what, due, Words("")))
        qtbot.addWidget(line)
        line.resize(width, 80)
        line.show()
        qtbot.waitExposed(line)
        lines.append([(part.x(), part.width()) for part in parts])
    assert lines[0] == lines[1]
    assert (lines[0][1][1] > 180) is (width == 1200)
