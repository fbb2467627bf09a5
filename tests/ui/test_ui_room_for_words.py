"""Words have room: what does not fit ends in a sign, and count and noun stay together."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.speech import people_words
from socialcase.ui.widgets.plain_edit import PlainEdit

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
