"""The head of a case on the screen: safety, deadlines, closing, urgent help, handing over."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions import cases, closing, emergencies, people
from socialcase.actions.case_file import case_header
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.notes import add_task
from socialcase.actions.visits import plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Note, Task
from socialcase.ui.page import Target
from socialcase.ui.pages.case.closing_panels import ClosePanel, ReopenPanel
from socialcase.ui.pages.case.facts_panel import FactsPanel
from socialcase.ui.pages.case.handover_panel import HandoverPanel
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.panel import Panel
from socialcase.ui.pages.case.urgent_panels import EmergencyPanel, UrgentPanel
from socialcase.ui.preferences import Preferences
from socialcase.ui.reading_order import tab_stops
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.field import TextBox
from tests.journeys.hands import name_of
from tests.journeys.test_journeys_everywhere import Guard

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")

PANELS = ("risk", "next", "facts", "deadlines", "close", "now", "urgent", "handover", "restrict")


@pytest.fixture
def shell(qtbot: QtBot, workspace: Workspace, preferences: Preferences) -> Iterator[Shell]:
    """The window's inside."""
    made = Shell(workspace, preferences)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.jobs.finish()


@pytest.fixture
def page(shell: Shell, case_uid: str) -> CasePage:
    """The page of the family's case."""
    shell.open(Target("case", case_uid))
    made = shell.page("case")
    assert isinstance(made, CasePage)
    return made


def opened(page: CasePage, name: str) -> Panel:
    """A panel beneath the head, open."""
    page._head.open_panel(name)
    return page._head._panels[name]


def said(root: QWidget) -> str:
    """Every line of words in sight."""
    for _ in range(4):  # the page reads again, and shows what was put into a layout, in turns
        QApplication.processEvents()
    labels = root.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(root) and one.text())


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def reread(page: CasePage) -> None:
    page.reread(frozenset({"case"}))


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_opens_where_the_keyboard_is_and_names_its_controls(
    page: CasePage, name: str, qapp: QApplication
) -> None:
    assert name not in page._head._panels
    guard = Guard()
    qapp.installEventFilter(guard)
    panel = opened(page, name)
    reread(page)
    qapp.removeEventFilter(guard)
    assert not guard.strangers  # a part that is shown before it has a place is a window of its own
    assert panel.isAncestorOf(focused())
    assert [w for w in tab_stops(panel) if not name_of(w)] == []
    assert [key for key, one in page._head._panels.items() if one.isVisible()] == [name]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_step_that_lacks_something_says_so_in_its_place(
    shell: Shell, workspace: Workspace
) -> None:
    case = cases.first_contact(workspace, cases.FirstContact(worry="w", title="New")).record
    shell.open(Target("case", case))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    steps = [act for act in page._head._menu.actions() if act.text().startswith("Move to")]
    assert [(act.text(), act.isEnabled()) for act in steps] == [
        (
            "Move to “Assessed” – still needed: consent, a finished needs assessment, "
            "a risk level with reasons",
            False,
        )
    ]
    assert "Still needed for “Assessed”" in said(page._head)


@pytest.mark.parametrize(("key", "name"), [("R", "risk"), ("S", "next"), ("E", "now")])
def test_a_key_opens_a_panel_while_one_writes_only_with_alt(
    shell: Shell, page: CasePage, key: str, name: str
) -> None:
    note = page._parts["timeline"].note  # type: ignore[attr-defined]
    note.setFocus()
    QTest.keyClick(note, getattr(Qt.Key, f"Key_{key}"))
    assert note.text().upper() == key
    assert name not in page._head._panels
    QTest.keyClick(note, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.AltModifier)
    assert page._head._panels[name].isVisible()


def test_the_risk_is_set_with_four_keys(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    opened(page, "risk")
    QTest.keyClick(focused(), Qt.Key.Key_2)
    QTest.keyClicks(focused(), "The aunt moved in")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case = fetch(workspace, Case, case_uid)
    assert (case.risk_level, case.risk_reasons) == ("medium", "The aunt moved in")


def test_the_risk_told_in_an_assessment_is_offered_and_set_only_by_hand(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    answers = {"/data/risk_view": "medium", "/data/risk_why": "The stove smokes"}
    fields = {"case": case_uid, "form_title": "Needs assessment", "told_on": "2026-11-20"}
    with workspace.store.transaction(workspace.person) as tx:
        fields["answers"] = json.dumps(answers)
        tx.create("assessment", f"case:{case_uid}", fields)
    before = fetch(workspace, Case, case_uid).risk_level
    panel = opened(page, "risk")
    words = "Told already: Medium risk · “The stove smokes” · Needs assessment · Fri 20 Nov"
    assert words in said(panel)
    QTest.keyClick(focused(), Qt.Key.Key_1)  # the digits choose from there, too
    opened(page, "risk")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert fetch(workspace, Case, case_uid).risk_level == before
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case = fetch(workspace, Case, case_uid)
    assert (case.risk_level, case.risk_reasons) == ("medium", "The stove smokes")
    assert "Told already" not in said(opened(page, "risk"))


def test_what_keeps_the_worker_safe_stands_over_every_part_and_every_visit(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    facts = opened(page, "facts")
    assert isinstance(facts, FactsPanel)
    for mark in ("in_pairs", "dog"):
        facts._boxes["safety_marks"][mark].click()
    for part, words in (("who", "Aýgül"), ("phone", "+993 65 123456"), ("after", "by 18:00")):
        box = facts._texts[f"return_call.{part}"][1]
        assert isinstance(box, TextBox)
        box.setText(words)
        box.editingFinished.emit()
    reread(page)
    call = "Call back afterwards: Aýgül · +993 65 123456 · by 18:00"
    for part in ("timeline", "plan", "visits"):
        page.turn(part)
        assert {"Visit in pairs", "A dog", call} <= set(said(page._head).split("\n"))
    visits = page._parts["visits"]
    assert call not in said(visits)
    page.turn("visit:")
    assert "Visit in pairs · A dog" in said(visits)
    assert call in said(visits)


def test_a_planned_visit_says_whom_to_call_back(
    qtbot: QtBot, shell: Shell, page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    edit(workspace, "case", case_uid, "return_call", {"who": "Aýgül", "after": "by 18:00"})
    reread(page)
    page.turn("visit:")
    page._parts["visits"]._plan("", "2026-11-27", "Papers")  # type: ignore[attr-defined]
    assert "Call back afterwards: Aýgül · by 18:00" in said(shell._toast)


def test_today_names_no_danger(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    edit(workspace, "case", case_uid, "worker_safety", "Her husband hits")
    emergencies.mark_urgent(workspace, case_uid, "A bed away from her husband")
    shell.open(Target("today"))
    shell.page("today").reread(frozenset())
    page = shell.page("today")
    qtbot.waitUntil(lambda: not shell.jobs.busy())
    assert said(page)
    assert not any("husband" in words for words in said(page))
    assert "husband" not in shell.page("today").title()


def test_each_deadline_says_why_it_is_on_its_day(page: CasePage) -> None:
    panel = opened(page, "deadlines")
    words = said(panel)
    assert "High risk: 1 day from Mon 23 Nov" in words
    assert "Our proposal, not a standard" in words
    step = page._head._next
    assert step._needs.text().startswith("Still needed for “Assessed”")


def test_closing_asks_for_all_of_it_and_lists_what_is_open(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    task = add_task(workspace, "Ring the school", "2026-12-01", case=case_uid).record
    panel = opened(page, "close")
    assert isinstance(panel, ClosePanel)
    panel.act.click()
    assert panel._fields[1].said
    assert panel._fields[2].said
    panel._outcome.setPlainText("At school every day")
    panel._unheard.setText("They moved in the night")
    assert "Ring the school" in said(panel)
    box = panel.choices[task]
    box.setCurrentIndex(box.findData("done"))
    panel.act.click()
    closed = fetch(workspace, Case, case_uid)
    assert (closed.status, closed.closure_unheard) == ("closed", "They moved in the night")
    assert fetch(workspace, Task, task).done_on == "2026-11-23"
    reread(page)
    assert "Closed on Mon 23 Nov · Goals met" in said(page._head)
    assert page._head._next.isHidden()


def test_a_closed_case_is_opened_again_with_a_reason(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    closing.close_case(workspace, case_uid, "goals_met", "At school", "Thank you")
    reread(page)
    page._head._closed._open.click()
    panel = page._head._panels["reopen"]
    assert isinstance(panel, ReopenPanel)
    panel.act.click()
    assert fetch(workspace, Case, case_uid).status == "closed"
    panel._reason.setPlainText("She stays at home again")
    panel.act.click()
    assert fetch(workspace, Case, case_uid).reopening_reason == "She stays at home again"
    reread(page)
    assert page._head._closed.isHidden()


def test_what_to_do_now_is_one_click_away_and_keeps_one_note(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    page._head._now.click()
    panel = page._head._panels["now"]
    assert isinstance(panel, EmergencyPanel)
    assert "Are you safe yourself?" in said(panel)
    panel.act.click()
    assert panel._fields[0].said
    panel._whom.chips["ambulance"].click()
    assert (panel._called.text(), panel._at.text()) == ("Ambulance (03)", "09:00")
    panel._words.setPlainText("They come in ten minutes")
    panel._needed.setText("A bed for tonight")
    panel.act.click()
    with workspace.store.reading() as reading:
        texts = [one.text for one in reading.page(Note, {"case": case_uid})]
    wanted = "Called in an emergency: Ambulance (03), 09:00. They come in ten minutes"
    assert wanted in texts
    reread(page)
    assert "A bed for tonight" in said(page._head)
    assert page._head._next._act.text() == "Say how it was helped…"
    page._head._next._act.click()
    urgent = page._head._panels["urgent"]
    assert isinstance(urgent, UrgentPanel)
    urgent._words.setPlainText("The aunt took them in")
    urgent._goes_on.setChecked(True)
    urgent.act.click()
    helped = fetch(workspace, Case, case_uid)
    assert (helped.urgent_what, helped.status) == ("", "in_service")


def test_i_know_this_family(page: CasePage, workspace: Workspace, case_uid: str) -> None:
    panel = opened(page, "handover")
    assert isinstance(panel, HandoverPanel)
    assert not panel._fields[2].isVisible()  # no coordinator is known here
    panel.act.click()
    reread(page)
    assert fetch(workspace, Case, case_uid).handover_reason == "known"
    assert "Asked to be handed over, Mon 23 Nov" in said(page._head)
    page._head._notices._drop(case_uid)
    reread(page)
    assert "Asked to be handed over, Mon 23 Nov" not in said(page._head)


def test_the_facts_of_a_case_are_kept_at_once(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    edit(workspace, "case", case_uid, "services", ("A hot meal",))
    reread(page)
    panel = opened(page, "facts")
    assert isinstance(panel, FactsPanel)
    assert panel._boxes["services"]["A hot meal"].isChecked()
    panel._boxes["services"]["home_care"].click()
    told_by = panel._texts["told_by"][1]
    assert isinstance(told_by, TextBox)
    told_by.setText("The head teacher")
    told_by.editingFinished.emit()
    about = panel._about
    about.setCurrentIndex(next(n for n in range(about.count()) if "Ogulgerek" in about.itemText(n)))
    about.activated.emit(about.currentIndex())
    case = fetch(workspace, Case, case_uid)
    assert set(case.services) == {"A hot meal", "home_care"}
    assert case.told_by == "The head teacher"
    assert case_header(workspace, case_uid).main is not None
    assert case.person in dict(case_header(workspace, case_uid).home)


def test_a_death_is_met_with_a_way_to_close_and_no_visit(
    shell: Shell, workspace: Workspace
) -> None:
    with workspace.store.reading() as reading:
        alone = next(one for one in reading.page(Case) if not one.household)
    people.edit_person(workspace, alone.person, "died", "2026-11-22")
    shell.open(Target("case", alone.uid))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    assert "Baýram Muhammedow has died" in said(page._head)
    assert page._head._next._visit.isHidden()
    page._head._next._act.click()
    panel = page._head._panels["close"]
    assert isinstance(panel, ClosePanel)
    assert panel._reason.value() == "died"


def test_the_button_moves_on_when_nothing_is_missing(
    page: CasePage, workspace: Workspace, case_uid: str
) -> None:
    assert case_header(workspace, case_uid).next.needs == ("assessment",)
    with workspace.store.transaction(workspace.person) as tx:
        values = {"case": case_uid, "told_on": "2026-11-23"}
        tx.create("assessment", f"case:{case_uid}", values)
    cases.set_next_step(workspace, case_uid, "", "")
    reread(page)
    button = page._head._next._act
    assert button.text() == "Move to “Assessed”"
    button.click()
    assert fetch(workspace, Case, case_uid).status == "assessed"


def test_a_contact_that_is_due_is_written_down_from_the_next_step(
    page: CasePage, workspace: Workspace
) -> None:
    """The button that says "Log a visit" opens the log: of what was planned for today, if so."""
    planned = plan_visit(workspace, page._uid, "2026-11-23", purpose="Weekly contact").record
    reread(page)
    header = page._head._header
    assert header is not None
    contact = replace(header.next, act="contact", onward="", needs=())
    page._head.show_header(replace(header, next=contact))
    page._head._do_next()
    visits = page._parts["visits"]
    assert "What came of the visit?" in said(visits)
    assert "Weekly contact" in said(visits)
    assert visits._log.place.endswith(planned)  # type: ignore[attr-defined]


def test_the_letters_in_the_menu_stand_behind_the_words(page: CasePage) -> None:
    menu = page._head._more.menu()
    assert menu.layoutDirection() is Qt.LayoutDirection.LeftToRight
    lettered = [one.text() for one in menu.actions() if "\t" in one.text()]
    assert [text.partition("\t")[2] for text in lettered] == ["R", "S", "E"]
