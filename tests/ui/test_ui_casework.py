"""Casework on the screen: what is written in a page is in the database, and can be taken back."""

from threading import current_thread
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact, set_case
from socialcase.actions.history import latest_changes
from socialcase.actions.people import add_person
from socialcase.actions.readership import who_has_seen
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Action, Case, Note, Person, Visit
from socialcase.storage.reading import Reading
from socialcase.ui.page import Target
from socialcase.ui.pages.case.goal_card import GoalCard
from socialcase.ui.pages.case.head_panels import RiskPanel
from socialcase.ui.pages.case.history import HistoryPart
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.parts import NAMES
from socialcase.ui.pages.first_contact import FirstContactPage
from socialcase.ui.pages.person import PersonPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.plain_edit import PlainEdit

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def case(shell: Shell, case_uid: str) -> CasePage:
    """The page of the family's case."""
    shell.open(Target("case", case_uid))
    page = shell.page("case")
    assert isinstance(page, CasePage)
    return page


def kept(shell: Shell) -> bool:
    """Whether the top bar says that an edit was kept."""
    return shell.top._kept.isVisibleTo(shell)


def test_first_contact_opens_a_case(shell: Shell, workspace: Workspace) -> None:
    shell.open(Target("first_contact"))
    page = shell.page("first_contact")
    assert isinstance(page, FirstContactPage)
    page.form.given.setText("Enejan")
    page.form.surname.setText("Hallyýewa")
    page.form.worry.setPlainText("Afraid to go home this evening")
    page.form.urgent.setChecked(True)
    page.open_case.click()
    assert shell._page == "case"
    with workspace.store.reading() as reading:
        case = next(c for c in reading.page(Case) if c.worry.startswith("Afraid"))
    assert case.risk_level == "high"
    assert case.status == "intake"
    assert kept(shell)


def test_first_contact_asks_for_a_name_and_keeps_what_was_written(
    shell: Shell, workspace: Workspace
) -> None:
    shell.open(Target("first_contact"))
    page = shell.page("first_contact")
    assert isinstance(page, FirstContactPage)
    page.form.worry.setPlainText("No name yet")
    page.open_case.click()
    assert shell._page == "first_contact"
    assert page.form.worry.toPlainText() == "No name yet"
    assert not kept(shell)
    with workspace.store.reading() as reading:
        assert reading.count(Case) == 2


def test_a_note_is_kept_by_enter_and_undone_by_the_toast(
    qtbot: QtBot, shell: Shell, case: CasePage, workspace: Workspace
) -> None:
    note = case._parts["timeline"].note  # type: ignore[attr-defined]
    note.setText("The aunt stays on school mornings")
    QTest.keyClick(note, Qt.Key.Key_Return)
    with workspace.store.reading() as reading:
        assert "The aunt stays on school mornings" in [n.text for n in reading.page(Note)]
    rows = case._parts["timeline"]._rows  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: any("aunt" in row.text for row in rows.rows))
    assert shell._toast.isVisible()
    shell._toast._undo.click()
    with workspace.store.reading() as reading:
        assert "The aunt stays on school mornings" not in [n.text for n in reading.page(Note)]


def test_a_visit_is_logged_with_next_step_and_next_visit(
    case: CasePage, workspace: Workspace, case_uid: str
) -> None:
    planned = next(v for v in case_file(workspace, case_uid).visits if v.outcome == "planned")
    case.turn(f"visit:{planned.uid}")
    form = case._parts["visits"]._log  # type: ignore[attr-defined]
    form._outcomes._pick("not_home")
    form._note.setPlainText("The gate was locked")
    form._act.setText("Ask the neighbour")
    form._due.setText("27.11.2026")
    form._next.setText("27.11.2026")
    form._done.click()
    with workspace.store.reading() as reading:
        visit = reading.get(Visit, planned.uid)
        found = reading.get(Case, case_uid)
        later = [v for v in reading.page(Visit) if v.planned == "2026-11-27"]
    assert visit is not None
    assert found is not None
    assert (visit.outcome, visit.note) == ("not_home", "The gate was locked")
    assert (found.next_step_act, found.next_step_due) == ("Ask the neighbour", "2026-11-27")
    assert len(later) == 1


def test_a_goal_and_its_actions_are_added_and_edited_in_place(
    qtbot: QtBot, case: CasePage, workspace: Workspace, case_uid: str
) -> None:
    case.turn("plan")
    part = case._parts["plan"]
    part._begin()  # type: ignore[attr-defined]
    form = part._form  # type: ignore[attr-defined]
    form.words.setText("Leýla goes to a day service")
    form._act.click()
    qtbot.waitUntil(lambda: len(part.findChildren(GoalCard)) == 3)
    goal = case_file(workspace, case_uid).plan
    assert goal is not None
    uid = next(g.uid for g in goal.goals if g.words.startswith("Leýla"))
    _edit(part, f"goal:{uid}:new:what").setText("Ask for a place")
    QTest.keyClick(_edit(part, f"goal:{uid}:new:what"), Qt.Key.Key_Return)
    with workspace.store.reading() as reading:
        action = next(a for a in reading.page(Action) if a.what == "Ask for a place")
    qtbot.waitUntil(lambda: bool(part.findChildren(PlainEdit, f"action:{action.uid}:who")))
    who = _edit(part, f"action:{action.uid}:who")
    who.setText("Maral")
    QTest.keyClick(who, Qt.Key.Key_Return)
    with workspace.store.reading() as reading:
        again = reading.get(Action, action.uid)
    assert again is not None
    assert again.who == "Maral"


def test_ticking_an_action_marks_it_done(case: CasePage, workspace: Workspace) -> None:
    case.turn("plan")
    with workspace.store.reading() as reading:
        action = next(a for a in reading.page(Action) if a.status == "open")
    box = case._parts["plan"].findChild(QWidget, f"action:{action.uid}:tick")
    assert box is not None
    box.click()  # type: ignore[attr-defined]
    with workspace.store.reading() as reading:
        again = reading.get(Action, action.uid)
    assert again is not None
    assert again.status == "done"


def test_risk_needs_a_reason_and_shows_in_the_head(
    case: CasePage, workspace: Workspace, case_uid: str
) -> None:
    case._head.open_panel("risk")
    panel = case._head._panels["risk"]
    assert isinstance(panel, RiskPanel)
    panel._choose("medium")
    panel._reasons.setPlainText("")
    panel.act.click()
    with workspace.store.reading() as reading:
        before = reading.get(Case, case_uid)
    panel._reasons.setPlainText("The aunt moved in")
    panel.act.click()
    with workspace.store.reading() as reading:
        after = reading.get(Case, case_uid)
    assert before is not None
    assert after is not None
    assert before.risk_level == "high"
    assert (after.risk_level, after.risk_reasons) == ("medium", "The aunt moved in")


def test_a_household_member_is_added(case: CasePage, workspace: Workspace, case_uid: str) -> None:
    case.turn("household")
    part = case._parts["household"]
    form = part.forms.member  # type: ignore[attr-defined]
    part._add.click()  # type: ignore[attr-defined]
    form.given.setText("Selbi")
    form.note.setText("aunt")
    form._act.click()
    home = case_file(workspace, case_uid).household
    assert home is not None
    assert "Selbi" in [member.person.given for member in home.members]


def history_of(case: CasePage, qtbot: QtBot) -> HistoryPart:
    """The history of the case, once it was read."""
    case.turn("history")
    part = case._parts["history"]
    assert isinstance(part, HistoryPart)
    qtbot.waitUntil(lambda: not part.beside.busy)
    return part


def test_history_takes_an_edit_back(
    qtbot: QtBot, case: CasePage, workspace: Workspace, case_uid: str
) -> None:
    history = history_of(case, qtbot)._list
    rows = history._rows.rows
    place = next(n for n, line in enumerate(rows) if line.field == "risk")
    history._list.setCurrentIndex(history._rows.index(place, 0))
    history._undo.click()
    with workspace.store.reading() as reading:
        found = reading.get(Case, case_uid)
    assert found is not None
    assert found.risk_level == ""


def test_a_chosen_line_of_the_history_is_shown_whole_with_its_way_back(
    qtbot: QtBot, case: CasePage, workspace: Workspace, case_uid: str
) -> None:
    set_case(workspace, case_uid, "worry", "One reason after the other. " * 40)
    history = history_of(case, qtbot)._list
    assert history._undo.isHidden()
    rows = history._rows.rows
    place = next(n for n, line in enumerate(rows) if line.field == "worry")
    folded = history._list.height()
    history._list.setCurrentIndex(history._rows.index(place, 0))
    box = history._list.visualRect(history._list.currentIndex())
    assert box.height() > 100
    assert history._list.height() == folded + box.height() - 48
    assert box.contains(history._undo.geometry())
    history._list.setCurrentIndex(history._rows.index(place + 1, 0))
    assert history._list.visualRect(history._rows.index(place, 0)).height() == 48


def test_older_changes_are_one_press_away(
    qtbot: QtBot, case: CasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socialcase.ui.pages.case.history._AT_ONCE", 2)
    part = history_of(case, qtbot)
    shown = part._list._rows.rows
    part._older.click()
    qtbot.waitUntil(lambda: len(part._list._rows.rows) > len(shown))
    assert part._list._rows.rows[: len(shown)] == shown
    while not part._older.isHidden():
        part._older.click()
        qtbot.waitUntil(lambda: not part.beside.busy)
    assert part._list._rows.rows[-1].kind


def test_the_history_of_a_case_is_read_beside_the_window_and_shown_for_no_other(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case: CasePage, case_uid: str
) -> None:
    other = first_contact(workspace, FirstContact(worry="Alone", name={"given": "Oguljan"})).record
    part = history_of(case, qtbot)
    assert part._list._rows.rows
    shell.open(Target("case", other, "history"))
    assert not part._list._rows.rows  # nothing of the family before stands under this name
    part._show((case_uid, latest_changes(workspace, case_uid, 9)))  # what came late
    assert not part._list._rows.rows
    qtbot.waitUntil(lambda: bool(part._list._rows.rows))
    assert any(line.new == "Alone" for line in part._list._rows.rows)


def test_a_field_of_a_person_is_kept_when_one_leaves_it(
    qtbot: QtBot, shell: Shell, workspace: Workspace
) -> None:
    with workspace.store.reading() as reading:
        person = next(p for p in reading.page(Person) if p.name_given == "Baýram")
    shell.open(Target("person", person.uid))
    page = shell.page("person")
    assert isinstance(page, PersonPage)
    _field, phone, _spec = page.form._editors["phone"]
    phone.setText("+993 65 123456")  # type: ignore[union-attr]
    QTest.keyClick(phone, Qt.Key.Key_Return)
    field, birth, _spec = page.form._editors["birth"]
    birth.setText("yesterday")  # type: ignore[union-attr]
    QTest.keyClick(birth, Qt.Key.Key_Return)
    with workspace.store.reading() as reading:
        again = reading.get(Person, person.uid)
    assert again is not None
    assert (again.phone, again.birth) == ("+993 65 123456", "1948")
    assert field.said
    assert birth.text() == "yesterday"  # type: ignore[union-attr]


def _edit(part: QWidget, name: str) -> PlainEdit:
    found = part.findChildren(PlainEdit, name)
    assert found
    return found[-1]


def test_a_part_of_a_case_is_made_when_somebody_turns_to_it(
    shell: Shell, case: CasePage, case_uid: str
) -> None:
    assert [type(part).__name__ for part in case.findChildren(CasePart)] == ["TimelinePart"]
    case.turn("plan")
    case.turn("timeline")
    case.turn("plan")
    shell.open(Target("case", case_uid, "visit:"))
    assert case._part == "visits"
    made = case.findChildren(CasePart)
    assert sorted(type(part).__name__ for part in made) == [
        "PlanPart",
        "TimelinePart",
        "VisitsPart",
    ]
    assert [type(p).__name__ for p in made if p.isVisible()] == ["VisitsPart"]
    case.retranslate()
    shell.open(Target("case", case_uid, "no such part"))
    assert len(case.findChildren(CasePart)) == 3
    assert case._part == "visits"


def test_every_part_is_worded_when_it_is_made_late(
    case: CasePage, preferences: Preferences
) -> None:
    preferences.choose_language("ru")
    case.retranslate()
    for name in NAMES:
        case.turn(name)
        early = {label.text() for label in case._parts[name].findChildren(QLabel)}
        case.retranslate()
        late = {label.text() for label in case._parts[name].findChildren(QLabel)}
        assert late == early, name


def test_the_page_of_a_person_is_noted_as_read(
    qtbot: QtBot, shell: Shell, workspace: Workspace, case_uid: str
) -> None:
    with workspace.store.reading() as reading:
        found = reading.get(Case, case_uid)
    assert found is not None
    shell.open(Target("person", found.person))

    def noted() -> bool:
        seen = [one.people for one in who_has_seen(workspace, case_uid)]
        return seen == [1]

    qtbot.waitUntil(noted)
    shell.page("person")._read_alike()  # type: ignore[attr-defined]  # as when it is read again
    assert noted()


def test_who_may_be_the_same_is_looked_for_beside_the_window(
    qtbot: QtBot, shell: Shell, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = {"given": "Baýram", "surname": "Muhammedow"}
    twin = add_person(workspace, name, birth="1948", sex="male").record
    with workspace.store.reading() as reading:
        person = next(p for p in reading.page(Person) if p.name_given == "Baýram" and p.uid != twin)
        other = next(p for p in reading.page(Person) if p.name_given != "Baýram")
    sought = []
    look = Reading.likely_duplicates

    def seek(reading: Reading, *given: Any) -> Any:
        sought.append(current_thread())
        return look(reading, *given)

    monkeypatch.setattr(Reading, "likely_duplicates", seek)
    shell.open(Target("person", person.uid))
    page = shell.page("person")
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: not page.beside.busy)
    assert [label.text() for label in page.findChildren(QLabel)].count("Perhaps the same person")
    assert sought
    assert current_thread() not in sought
    shell.open(Target("person", other.uid))
    assert page._alike.count() == 0
    qtbot.waitUntil(lambda: not page.beside.busy)
    assert page._alike.count() == 0
