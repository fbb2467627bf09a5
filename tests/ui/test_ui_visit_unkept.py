"""What is typed of a visit and not kept yet: there again, whatever ended program or page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.attachments import content
from socialcase.actions.case_file import case_file
from socialcase.actions.unkept import all_unkept, visit_place, write_down
from socialcase.actions.visits import VisitLog, log_visit, unkept_visits
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Attachment, Case, Task, Visit
from socialcase.ui.page import Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.visits_unkept import UnkeptVisits
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words
from tests.ui.visit_log import NOTE, box, fill, form, note, opened, press, shown, standing

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def planned(workspace: Workspace, case_uid: str) -> str:
    """The visit that is planned with the family."""
    return next(v.uid for v in case_file(workspace, case_uid).visits if v.outcome == "planned")


@pytest.fixture
def page(shell: Shell, case_uid: str, planned: str) -> CasePage:
    """The log of the planned visit."""
    return opened(shell, case_uid, f"visit:{planned}")


def test_everything_that_was_typed_is_there_after_the_window_is_gone(
    page: CasePage, workspace: Workspace, case_uid: str, planned: str, preferences: Preferences,
    shell: Shell, qtbot: QtBot,
) -> None:  # fmt: skip
    fill(page)
    before = standing(page)
    assert "" not in before.values()
    shell.shut()  # as when the window closes or locks; nothing is asked to keep anything
    again = Shell(workspace, preferences)
    qtbot.addWidget(again)
    again.show()
    page = opened(again, case_uid, f"visit:{planned}")
    assert standing(page) == before
    assert "not kept yet" in shown(page)
    assert "Task: Ring the school" in shown(page)
    QTest.keyClick(note(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again.jobs.finish()
    with workspace.store.reading() as reading:
        kept = reading.get(Visit, planned)
        tasks = [task.what for task in reading.page(Task, {"about": planned})]
    assert kept is not None
    assert (kept.note, kept.kind, kept.alone, kept.minutes) == (NOTE, "phone", "alone", 50)
    assert tasks == ["Ring the school"]
    assert all_unkept(workspace) == []


def test_another_case_another_page_and_another_language_take_nothing(
    page: CasePage, workspace: Workspace, case_uid: str, preferences: Preferences, shell: Shell
) -> None:
    preferences.language_changed.connect(lambda _words: shell.retranslate())
    fill(page)
    before = standing(page)
    preferences.choose_language("ru")
    preferences.choose_language("en")
    assert standing(page) == before
    with workspace.store.reading() as reading:
        other = next(case.uid for case in reading.page(Case) if case.uid != case_uid)
    opened(shell, other, "visit:")
    assert note(page).toPlainText() == ""
    opened(shell, case_uid, "visits")
    assert not form(page).isVisibleTo(page)
    assert "not kept yet" in shown(page)
    press(page.findChildren(UnkeptVisits)[0], "Go on")
    assert standing(page) == before


def test_esc_leaves_the_form_and_what_was_typed_stays(page: CasePage) -> None:
    note(page).insertPlainText("She opened the door herself.")
    QTest.keyClick(note(page), Qt.Key.Key_Escape)
    assert not form(page).isVisibleTo(page)
    assert "She opened the door herself." in shown(page)


def test_what_is_thrown_away_can_be_had_back(page: CasePage, workspace: Workspace) -> None:
    fill(page)
    before = standing(page)
    press(form(page), "Leave")
    (line,) = page.findChildren(UnkeptVisits)
    press(line, "Throw away")
    assert all_unkept(workspace) == []
    assert "not kept yet" not in shown(page)
    press(page.window(), "Undo")
    press(line, "Go on")
    assert standing(page) == before


def test_a_log_begun_anew_is_empty(page: CasePage) -> None:
    note(page).insertPlainText("Wrong family")
    press(form(page), "Leave")
    press(page.findChildren(UnkeptVisits)[0], "Go on")
    press(form(page), "Begin anew")
    assert note(page).toPlainText() == ""
    assert form(page).isVisibleTo(page)
    assert "not kept yet" not in shown(page)


def test_a_form_in_which_nothing_was_typed_leaves_nothing(
    page: CasePage, workspace: Workspace
) -> None:
    press(form(page), "Leave")
    assert all_unkept(workspace) == []


def test_only_planning_the_next_one_keeps_the_note_that_was_begun(
    shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    page = opened(shell, case_uid, "visit:")
    note(page).insertPlainText("Half a sentence")
    press(form(page), "Only plan one")
    box(page, "Next visit on").setText("30.11.2026")
    press(form(page), "Plan the visit")
    (unkept,) = all_unkept(workspace)
    assert unkept.words == {"note": "Half a sentence"}
    assert len(case_file(workspace, case_uid).visits) == 3


def test_a_planned_visit_is_moved_to_another_day(
    page: CasePage, workspace: Workspace, planned: str
) -> None:
    press(form(page), "Another day")
    box(page, "Next visit on").setText("1.12")
    press(form(page), "Move the visit")
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, planned)
    assert visit is not None
    assert (visit.planned, visit.outcome) == ("2026-12-01", "planned")
    assert visit.purpose == "Review the plan, second month"
    assert all_unkept(workspace) == []


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("Day", "24.11.2026", "This day is still ahead: by this computer today is 23.11.2026."),
        ("Day", "some day", "Write a day, as 25.11.2026."),
        ("Next visit on", "22.11.2026", "This day has passed."),
        ("By", "1.11.2026", "This day has passed."),
        ("Minutes", "an hour", "Write a number."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(
    page: CasePage, workspace: Workspace, planned: str, name: str, typed: str, said: str
) -> None:
    box(page, name).setText(typed)
    press(form(page), "Keep the visit")
    assert said in shown(page)
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, planned)
    assert visit is not None
    assert visit.outcome == "planned"


def test_what_another_outcome_does_not_ask_for_is_not_kept(
    page: CasePage, workspace: Workspace, planned: str
) -> None:
    fill(page)
    press(form(page), "Nobody at home")
    press(form(page), "Keep the visit")
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, planned)
    assert visit is not None
    assert (visit.outcome, visit.minutes, visit.travel_minutes) == ("not_home", None, 20)
    assert (visit.met_people, visit.met, visit.alone) == ((), "", "")


def test_today_leads_back_to_what_was_begun(page: CasePage, shell: Shell, qtbot: QtBot) -> None:
    note(page).insertPlainText("She opened the door herself.")
    shell.open(Target("today"))
    today = shell.page("today")
    qtbot.waitUntil(lambda: any("Visits not kept yet" in w.text() for w in words_on(today)))
    go = next(b for b in today.findChildren(Button) if b.accessibleName().startswith("Go on"))
    assert go.accessibleName().endswith("Mon 23 Nov · 09:00")
    go.click()
    assert note(page).toPlainText() == "She opened the door herself."
    press(form(page), "Keep the visit")
    shell.open(Target("today"))
    qtbot.waitUntil(lambda: not any("Visits not kept yet" in w.text() for w in words_on(today)))


def words_on(page: QWidget) -> list[Words]:
    return [one for one in page.findChildren(Words) if one.isVisibleTo(page)]


def test_what_was_kept_elsewhere_meanwhile_becomes_a_visit_of_its_own(
    page: CasePage, shell: Shell, workspace: Workspace, case_uid: str, planned: str
) -> None:
    note(page).insertPlainText("She opened the door herself.")
    press(form(page), "Leave")
    log_visit(workspace, case_uid, VisitLog("done", visit=planned, note="Typed at the office"))
    page.reread(frozenset({"visit"}))
    shell.open(Target("case", case_uid, f"visit:{planned}"))
    press(form(page), "Keep the visit")
    visits = {v.note: v.uid for v in case_file(workspace, case_uid).visits}
    assert visits["Typed at the office"] == planned
    assert visits["She opened the door herself."] != planned
    assert all_unkept(workspace) == []


def test_of_a_case_that_is_no_longer_here_nothing_is_told(workspace: Workspace) -> None:
    write_down(workspace, visit_place("no case of this laptop"), {"note": "x"})
    assert unkept_visits(workspace) == []


def test_a_visit_that_is_taken_back_can_be_gone_on_with(
    page: CasePage, workspace: Workspace, planned: str, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter")
    fill(page)
    form(page).pictures.take([letter])
    qtbot.waitUntil(lambda: not form(page).pictures.coming)
    before = standing(page)
    press(form(page), "Keep the visit")
    press(page.window(), "Undo")
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, planned)
        tasks = reading.page(Task, {"about": planned})
    assert visit is not None
    assert (visit.outcome, tasks) == ("planned", [])
    (line,) = page.findChildren(UnkeptVisits)
    qtbot.waitUntil(lambda: line.isVisibleTo(page))
    press(line, "Go on")
    assert standing(page) == before
    press(form(page), "Keep the visit")
    with workspace.store.reading() as reading:
        (kept,) = reading.page(Attachment, {"about": planned})
    assert content(workspace, kept.uid) == letter.read_bytes()
