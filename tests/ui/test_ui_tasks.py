"""To do: kept, ticked, put off with a reason, seen by place and by week."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from socialcase.actions.tasks import todos
from socialcase.actions.unkept import all_unkept
from socialcase.actions.visits import plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.task_lines import PutOffPanel, TodoLine
from socialcase.ui.pages.tasks import TasksPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.when_seen import WhenSeen

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> TasksPage:
    """The page in the window, with what it reads beside it."""
    shell.open(Target("tasks"))
    found = shell.page("tasks")
    assert isinstance(found, TasksPage)
    qtbot.waitUntil(lambda: not found.beside.busy)
    return found


def lines(page: TasksPage) -> list[TodoLine]:
    QApplication.processEvents()  # what was put on the page shows then
    return [line for line in page.findChildren(TodoLine) if line.isVisibleTo(page)]


def line_of(page: TasksPage, words: str) -> TodoLine:
    (found,) = [
        line for line in lines(page) if any(b.text() == words for b in line.findChildren(Button))
    ]
    return found


def has(page: TasksPage, words: str) -> bool:
    return any(b.text() == words for line in lines(page) for b in line.findChildren(Button))


def said(page: TasksPage) -> list[str]:
    QApplication.processEvents()
    return [w.text() for w in page.findChildren(Words) if w.isVisibleTo(page)]


def test_a_task_is_kept_by_enter(page: TasksPage, workspace: Workspace, qtbot: QtBot) -> None:
    before = todos(workspace).count
    page.what.setText("Ask at the school")
    QTest.keyClick(page.what, Qt.Key.Key_Return)
    assert todos(workspace).count == before + 1
    qtbot.waitUntil(lambda: has(page, "Ask at the school"))


def test_every_line_says_what_and_of_whom(page: TasksPage) -> None:
    assert lines(page)
    assert "Next" in said(page)
    named = [b.accessibleName() for line in lines(page) for b in line.findChildren(Button)]
    assert all(named)


def test_putting_off_asks_why_before_it_does_anything(
    page: TasksPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.what.setText("Ask at the school")
    QTest.keyClick(page.what, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: has(page, "Ask at the school"))
    line = line_of(page, "Ask at the school")
    (off,) = [b for b in line.findChildren(Button) if b.text() == "Put off…"]
    off.click()
    (panel,) = line.findChildren(PutOffPanel)
    QTest.keyClick(panel.why, Qt.Key.Key_Return)
    assert todos(workspace).put_off == ()
    panel.why.setText("Holidays")
    QTest.keyClick(panel.why, Qt.Key.Key_Return)
    (todo,) = todos(workspace).put_off
    assert (todo.what, todo.put_off_why) == ("Ask at the school", "Holidays")
    qtbot.waitUntil(lambda: "Put off" in said(page))


def test_a_tick_finishes_a_task(page: TasksPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.what.setText("Ask at the school")
    QTest.keyClick(page.what, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: has(page, "Ask at the school"))
    before = todos(workspace).count
    (box,) = line_of(page, "Ask at the school").findChildren(CheckBox)
    box.click()
    assert todos(workspace).count == before - 1


def test_the_week_has_seven_days_and_turns(page: TasksPage, qtbot: QtBot) -> None:
    page.show_record("", "week")
    qtbot.waitUntil(lambda: "Monday 23 November" in said(page))
    assert "Sunday 29 November" in said(page)
    (after,) = [b for b in page.findChildren(Button) if b.toolTip() == "The week after"]
    after.click()
    qtbot.waitUntil(lambda: "Monday 30 November" in said(page))


def test_by_place_a_trip_can_be_printed_and_a_visit_is_called_one(
    page: TasksPage, shell: Shell, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        plan_visit(workspace, case_uid, day, purpose="Look at the stove")
    (by_place,) = [b for b in page.findChildren(QToolButton) if b.text() == "By place"]
    by_place.click()
    trip = "Print the trip · Garaýap"
    qtbot.waitUntil(lambda: trip in [b.accessibleName() for b in shown_buttons(page)])
    called = "Visit · Orazgulyýew family"
    qtbot.waitUntil(lambda: any(words.startswith(called) for words in said(page)))
    next(b for b in shown_buttons(page) if b.accessibleName() == trip).click()
    paper = shell.page("paper")
    qtbot.waitUntil(paper.isVisible)
    qtbot.waitUntil(lambda: not shell.jobs.busy())


def test_the_week_begins_with_what_is_left_of_earlier_ones(page: TasksPage, qtbot: QtBot) -> None:
    page.show_record("", "week")
    qtbot.waitUntil(lambda: "From earlier weeks" in said(page))
    assert has(page, "Ring the pension office about the missing paper")
    (after,) = [b for b in page.findChildren(Button) if b.toolTip() == "The week after"]
    after.click()
    qtbot.waitUntil(lambda: "Monday 30 November" in said(page))
    assert "From earlier weeks" not in said(page)


def test_things_are_put_off_to_any_day_of_the_week_that_comes(page: TasksPage) -> None:
    line = lines(page)[0]
    (off,) = [b for b in line.findChildren(Button) if b.text() == "Put off…"]
    off.click()
    (panel,) = line.findChildren(PutOffPanel)
    offered = [panel._until.itemText(n) for n in range(panel._until.count())]
    assert offered[:2] == ["tomorrow · Tue 24 Nov", "in 2 days · Wed 25 Nov"]
    assert len(offered) == 10


def shown_buttons(page: TasksPage) -> list[Button]:
    QApplication.processEvents()
    return [b for b in page.findChildren(Button) if b.isVisibleTo(page)]


def test_the_keyboard_stays_in_the_list_when_something_is_put_off(
    page: TasksPage, shell: Shell, qtbot: QtBot
) -> None:
    shell.activateWindow()
    line = lines(page)[1]
    (off,) = [b for b in line.findChildren(Button) if b.text() == "Put off…"]
    off.click()
    (panel,) = line.findChildren(PutOffPanel)
    panel.why.setFocus()
    panel.why.setText("Holidays")
    QTest.keyClick(panel.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Put off" in said(page))
    qtbot.waitUntil(lambda: lines(page)[1].isAncestorOf(QApplication.focusWidget() or page))


def test_a_task_that_was_begun_outlives_the_window(
    page: TasksPage, workspace: Workspace, shell: Shell, preferences: Preferences, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.what, "Ask at the sch")
    shell.shut()
    again = Shell(workspace, preferences)
    qtbot.addWidget(again)
    found = again.page("tasks")
    assert isinstance(found, TasksPage)
    assert found.what.text() == "Ask at the sch"
    QTest.keyClick(found.what, Qt.Key.Key_Return)
    assert all_unkept(workspace) == []
    again.shut()


def test_lines_beneath_what_is_in_sight_are_made_when_one_comes_to_them(
    page: TasksPage, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    for day in range(23, 30):
        for hour in range(4):
            plan_visit(workspace, case_uid, f"2026-11-{day}", purpose=f"Look in {day}/{hour}")
    page.show_record("", "week")
    qtbot.waitUntil(lambda: day_has(page, 24) and not page.beside.busy)
    assert not day_has(page, 29)
    last = page.findChildren(WhenSeen)[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: day_has(page, 29))
    focused = page.window().focusWidget()
    assert isinstance(focused, Button)
    assert focused.text().startswith("Look in 29/")


def day_has(page: TasksPage, day: int) -> bool:
    words = [b.text() for line in lines(page) for b in line.findChildren(Button)]
    return any(one.startswith(f"Look in {day}/") for one in words)
