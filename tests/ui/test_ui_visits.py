"""An evening after visits: written down one after the other, without the mouse."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.unkept import all_unkept
from socialcase.actions.visits import plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Task, Visit
from socialcase.ui.page import Target
from socialcase.ui.pages.case.following_visit import FollowingVisit
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.visit_form import VisitForm
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.check_box import CheckBox
from socialcase.ui.widgets.field import TextArea
from socialcase.ui.widgets.labels import Words

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def other(workspace: Workspace) -> str:
    """Another family with a visit due today."""
    contact = FirstContact(worry="Alone", name={"given": "Sona"}, alias="the weaver")
    case = first_contact(workspace, contact).record
    plan_visit(workspace, case, "2026-11-23", purpose="First assessment")
    return case


@pytest.fixture
def page(shell: Shell, other: str, case_uid: str) -> CasePage:
    """The log of a visit of the family."""
    assert other
    shell.open(Target("case", case_uid, "visit:"))
    found = shell.page("case")
    assert isinstance(found, CasePage)
    return found


def form(page: CasePage) -> VisitForm:
    (found,) = page.findChildren(VisitForm)
    return found


def write(page: CasePage, words: str) -> None:
    """Write the note; letters as a person's keyboard gives them."""
    (note,) = form(page).findChildren(TextArea)
    note.insertPlainText(words)
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_visit_is_kept_with_ctrl_and_enter_and_the_next_one_is_offered(
    page: CasePage, workspace: Workspace, case_uid: str, qtbot: QtBot
) -> None:
    boxes = [box for box in form(page).findChildren(CheckBox) if box.isVisibleTo(page)]
    boxes[0].click()
    write(page, "Met at the gate.\n-> Ring the school 25.11")
    with workspace.store.reading() as reading:
        (kept,) = [
            v
            for v in reading.page(Visit, {"case": case_uid})
            if v.note.startswith("Met at the gate")
        ]
        tasks = reading.page(Task, {"about": kept.uid})
    assert len(kept.met_people) == 1
    assert [(task.what, task.due) for task in tasks] == [("Ring the school", "2026-11-25")]
    (following,) = page.findChildren(FollowingVisit)
    qtbot.waitUntil(lambda: following.isVisibleTo(page))
    assert any(words.text().startswith("Next: ") for words in following.findChildren(Words))
    (go,) = following.findChildren(Button)
    QTest.keyClick(go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form(page).isVisibleTo(page))
    write(page, "She was at work.")
    with workspace.store.reading() as reading:
        (kept,) = [v for v in reading.page(Visit) if v.note == "She was at work."]
    assert kept.outcome == "done"
    assert kept.case != case_uid


def test_lines_that_become_tasks_are_shown_while_they_are_written(page: CasePage) -> None:
    (note,) = form(page).findChildren(TextArea)
    note.insertPlainText("-> Ring the school")
    words = [w.text() for w in form(page).findChildren(Words) if w.isVisibleTo(form(page))]
    assert "Task: Ring the school" in words


def test_what_is_no_number_of_minutes_keeps_the_form_open(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    before = len(case_file(workspace, case_uid).visits)
    form(page)._minutes.setText("an hour")
    write(page, "Met at the gate.")
    assert len(case_file(workspace, case_uid).visits) == before
    assert form(page).isVisibleTo(page)


def test_the_log_follows_the_language_while_it_is_written(
    page: CasePage, preferences: Preferences, shell: Shell
) -> None:
    preferences.language_changed.connect(lambda _words: shell.retranslate())
    (note,) = form(page).findChildren(TextArea)
    note.insertPlainText("-> call the school")
    assert "Task: call the school" in words_of(page)
    preferences.choose_language("ru")
    assert "Task: call the school" not in words_of(page)
    assert "call the school" in words_of(page)


def words_of(page: CasePage) -> str:
    return " / ".join(one.text() for one in form(page).findChildren(Words))


def test_nobody_at_home_takes_no_mouse(
    page: CasePage, workspace: Workspace, case_uid: str, shell: Shell
) -> None:
    shell.activateWindow()
    (note,) = form(page).findChildren(TextArea)
    QTest.keyClick(note, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    note.insertPlainText("The gate was locked.")
    form(page)._next.setText("+7")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = {visit.note: visit.outcome for visit in case_file(workspace, case_uid).visits}
    assert kept["The gate was locked."] == "not_home"
    planned = [v.planned for v in case_file(workspace, case_uid).visits if v.outcome == "planned"]
    assert date(2026, 11, 30) in planned


def test_a_note_that_was_begun_stays_with_its_case(
    shell: Shell, workspace: Workspace, case_uid: str, other: str
) -> None:
    shell.open(Target("case", case_uid, "timeline"))
    page = shell.page("case")
    (box,) = [one for one in page.findChildren(QLineEdit) if one.accessibleName() == "New note"]
    QTest.keyClicks(box, "Half a sen")
    shell.open(Target("case", other, "timeline"))
    assert box.text() == ""
    shell.open(Target("case", case_uid, "timeline"))
    assert box.text() == "Half a sen"
    QTest.keyClicks(box, "tence")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert all_unkept(workspace) == []
    notes = [one.text for one in case_file(workspace, case_uid).timeline if one.kind == "note"]
    assert "Half a sentence" in notes


def test_after_what_came_of_it_one_writes_about_it(page: CasePage, shell: Shell) -> None:
    shell.activateWindow()
    (note,) = form(page).findChildren(TextArea)
    (not_home,) = [
        one for one in form(page).findChildren(QToolButton) if one.text() == "Nobody at home"
    ]
    not_home.setFocus()
    not_home.click()
    assert note.hasFocus()
