"""My hours: entered by keyboard, taken over from visits, taken away and put back, released."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.hours import drop_hours, hours_of
from socialcase.actions.scope import named_audience
from socialcase.actions.visits import VisitLog, log_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import WorkWeek
from socialcase.ui.page import Target
from socialcase.ui.pages.hours import HoursPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MONDAY = date(2026, 11, 23)


@pytest.fixture
def page(shell: Shell) -> HoursPage:
    """The page in the window."""
    shell.open(Target("hours"))
    found = shell.page("hours")
    assert isinstance(found, HoursPage)
    return found


def press(page: HoursPage, words: str) -> None:
    (button,) = [b for b in page.findChildren(Button) if b.text() == words]
    button.click()


def test_time_is_typed_and_kept_by_enter(
    page: HoursPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.time.setText("1:30")
    QTest.keyClick(page.time, Qt.Key.Key_Return)
    (entry,) = hours_of(workspace, MONDAY).entries
    assert (entry.minutes, entry.what) == (90, "case")
    assert page.time.text() == ""


def test_an_entry_that_was_begun_outlives_the_window(
    page: HoursPage, workspace: Workspace, shell: Shell, preferences: Preferences, qtbot: QtBot
) -> None:
    QTest.keyClicks(page._note, "with the nur")
    shell.shut()
    again = Shell(workspace, preferences)
    qtbot.addWidget(again)
    found = again.page("hours")
    assert isinstance(found, HoursPage)
    assert found._note.text() == "with the nur"
    again.shut()


def test_what_is_no_time_stays_where_it_is(
    page: HoursPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.time.setText("a while")
    QTest.keyClick(page.time, Qt.Key.Key_Return)
    assert hours_of(workspace, MONDAY).entries == ()
    assert page.time.text() == "a while"


def test_an_entry_goes_and_comes_back(page: HoursPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.time.setText("2")
    QTest.keyClick(page.time, Qt.Key.Key_Return)
    before = hours_of(workspace, MONDAY).entries
    (away,) = [b for b in page.findChildren(Button) if b.accessibleName().startswith("Take away")]
    away.click()
    assert hours_of(workspace, MONDAY).entries == ()
    assert page.takes_back()
    assert hours_of(workspace, MONDAY).entries == before
    assert not page.takes_back()


def test_only_sums_are_released(page: HoursPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.time.setText("45 min")
    QTest.keyClick(page.time, Qt.Key.Key_Return)
    with workspace.store.reading() as reading:
        assert reading.count(WorkWeek) == 0
    press(page, "Release this week")
    with workspace.store.reading() as reading:
        (week,) = reading.page(WorkWeek)
    assert week.minutes == '{"case":"45"}'


def test_an_evening_of_visits_is_taken_over_at_once(
    page: HoursPage, workspace: Workspace, case_uid: str
) -> None:
    for minutes, way in ((50, 20), (35, 15)):
        log_visit(workspace, case_uid, VisitLog("done", minutes=minutes, travel_minutes=way))
    page.reread(frozenset({"visit"}))
    press(page, "Take all over")
    week = hours_of(workspace, MONDAY)
    assert dict(week.totals) == {"case": 90, "travel": 30}
    assert not [one for one in week.proposed if one.day == MONDAY]


def test_a_released_week_that_was_emptied_can_be_released_again(
    page: HoursPage, workspace: Workspace
) -> None:
    page.time.setText("45 min")
    QTest.keyClick(page.time, Qt.Key.Key_Return)
    press(page, "Release this week")
    drop_hours(workspace, hours_of(workspace, MONDAY).entries[0].uid)
    page.retranslate()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(page, "Release this week")
    with workspace.store.reading() as reading:
        (week,) = reading.page(WorkWeek)
    assert week.minutes == "{}"


def test_what_others_released_is_shown_by_name(page: HoursPage, workspace: Workspace) -> None:
    add_staff(workspace, "Oraz Berdiýew")
    page.reread(frozenset())
    said = [words.text() for words in page.findChildren(Words)]
    assert "Released by others" in said
    assert {"Oraz Berdiýew", "Training", "2 h"} <= set(said)


def add_staff(ws: Workspace, name: str) -> None:
    """A colleague who released the sums of this week to the person here."""
    with ws.store.transaction(ws.person) as tx:
        staff = tx.create("staff", "everyone", {"name": name, "role": "specialist"})
        values = {"staff": staff, "monday": "2026-11-23", "minutes": '{"training":"120"}'}
        tx.create("workweek", named_audience((ws.person, staff)), values)
