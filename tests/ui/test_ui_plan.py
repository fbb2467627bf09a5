"""The plan in the window: needs beside goals, signing, reviews, versions, keys; kept at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import PlanView
from socialcase.actions.needs import add_need, need_lines
from socialcase.actions.plans import add_goal, new_version, set_goal
from socialcase.actions.signing import sign
from socialcase.actions.workspaces import Workspace
from socialcase.texts import use_language
from socialcase.ui.page import Target
from socialcase.ui.pages.case.compare_panel import ComparePanel
from socialcase.ui.pages.case.goal_card import GoalCard
from socialcase.ui.pages.case.goal_track import Number
from socialcase.ui.pages.case.needs_matrix import MatrixTable
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.plan import PlanPart
from socialcase.ui.pages.case.review_panel import ReviewPanel
from socialcase.ui.pages.case.sign_panel import SignPanel
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.field import ChoiceBox, TextBox
from tests.ui.office.world import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Desk:
    """The plan of the family, open in the window."""

    def __init__(self, shell: Shell, case: str, qtbot: QtBot) -> None:
        self.shell, self.case, self.qtbot = shell, case, qtbot
        shell.open(Target("case", case, "plan"))
        page = shell.page("case")
        assert isinstance(page, CasePage)
        self.page = page
        part = page.findChild(PlanPart)
        assert part is not None
        self.part = part

    def view(self) -> PlanView:
        """The newest version as it is kept."""
        plan = case_file(self.shell._workspace, self.case).plan
        assert plan is not None
        return plan

    def press(self, name: str) -> None:
        """Press a button by its object name, as soon as it is there."""
        self.wait(lambda: self.page.findChild(Button, name) is not None)
        found = self.page.findChild(Button, name)
        assert found is not None
        found.click()

    def wait(self, there: Callable[[], bool]) -> None:
        """Let the window read again until something is there."""
        self.qtbot.waitUntil(there)

    def cards(self) -> list[GoalCard]:
        """The cards of goals, in order."""
        return self.part._cards

    def box(self, name: str) -> TextBox:
        """A line of text by its object name."""
        found = [b for b in self.page.findChildren(TextBox, name) if not b.isHidden()]
        return found[-1]


@pytest.fixture
def desk(shell: Shell, case_uid: str, qtbot: QtBot) -> Desk:
    return Desk(shell, case_uid, qtbot)


def test_a_need_leads_to_a_goal_that_is_about_it(desk: Desk, workspace: Workspace) -> None:
    need = add_need(workspace, desk.case, "Wants to learn a trade", domain="work", own=True).record
    desk.wait(lambda: "1 need has no goal yet." in words_of(desk.part.side))
    desk.part._choose_waiting()
    desk.press(f"need:{need}:goal")
    form = desk.part._form
    assert "Wants to learn a trade" in form.quoted.text()
    assert (form.words.text(), form.domain.value()) == ("", "work"), "nobody words it but a person"
    form.words.setText("Learns to sew")
    form._act.click()
    goal = desk.view().goals[-1]
    assert (goal.words, goal.needs) == ("Learns to sew", (need,))
    desk.wait(lambda: "has no goal" not in words_of(desk.part.side))


def test_a_goal_that_was_added_comes_into_sight_with_the_keyboard_on_it(
    desk: Desk, shell: Shell
) -> None:
    shell.resize(1366, 768)
    desk.part._choose(desk.cards()[0].goal.person)  # a goal of the family must not stay hidden
    desk.part._begin()
    form = desk.part._form
    form.person.setCurrentIndex(0)
    form.words.setText("A warm room for the winter")
    QTest.keyClick(form.words, Qt.Key.Key_Return)

    def there() -> bool:
        card = desk.cards()[-1]
        area = desk.page.findChild(QScrollArea)
        assert area is not None
        top = card.mapTo(area.viewport(), QPoint(0, 0)).y()
        shown = top >= 0 and top + card.height() <= area.viewport().height()
        return card.goal.words == "A warm room for the winter" and card.hasFocus() and shown

    desk.wait(there)
    assert not form.isVisible()
    desk.part.show_part("action")
    assert desk.cards()[-1].new_action.what.hasFocus()


def test_needs_are_written_where_the_matrix_is_pressed(desk: Desk, workspace: Workspace) -> None:
    add_need(workspace, desk.case, "A warm mother", what="strength", domain="care")
    table = desk.part.side.family.table
    desk.wait(lambda: table.columnCount() == 3)
    table.setCurrentCell(0, 1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.part.panels.shown == "needs"
    card = desk.part.panels.needs
    card.words.setText("The neighbours help")
    card._choose("strength")
    card._keep()
    kept = [(n.words, n.what) for n in need_lines(workspace, desk.case)]
    assert ("The neighbours help", "strength") in kept


def test_the_matrix_says_in_words_what_it_draws(desk: Desk, workspace: Workspace) -> None:
    add_need(workspace, desk.case, "Headaches", domain="health")
    add_need(workspace, desk.case, "He shouts", what="safety", domain="safety")
    table = desk.part.side.family.table
    assert isinstance(table, MatrixTable)
    desk.wait(lambda: table.columnCount() > 3)
    spoken = []
    for row in range(table.rowCount()):
        for place in range(1, table.columnCount()):
            item = table.item(row, place)
            assert item is not None
            spoken.append(str(item.data(Qt.ItemDataRole.AccessibleTextRole)))
    assert "Whole family, Health: need, no goal" in spoken
    assert "Whole family, Safety: safety" in spoken


def test_arrows_go_from_goal_to_goal_and_move_them(desk: Desk) -> None:
    desk.cards()[0].setFocus()
    QTest.keyClick(desk.cards()[0], Qt.Key.Key_Down)
    assert desk.cards()[1].hasFocus()
    first, second = (goal.words for goal in desk.view().goals)
    QTest.keyClick(desk.cards()[1], Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert [goal.words for goal in desk.view().goals] == [second, first]
    desk.wait(lambda: desk.cards()[0].goal.words == second)
    desk.wait(desk.cards()[0].hasFocus)  # the keyboard stays on the goal that was moved
    school = next(card for card in desk.cards() if card.goal.of)
    desk.wait(school.isVisible)
    school.setFocus()
    QTest.keyClick(school, Qt.Key.Key_Plus)
    assert next(g.done for g in desk.view().goals if g.of) == (school.goal.done or 0) + 1


def test_a_goal_is_drawn_to_another_place_with_the_mouse(desk: Desk) -> None:
    first, second = (goal.words for goal in desk.view().goals)
    sign = desk.cards()[0].findChild(Number)
    assert sign is not None
    below = desk.cards()[1].mapToGlobal(desk.cards()[1].rect().bottomLeft())
    QTest.mousePress(sign, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(sign, Qt.MouseButton.LeftButton, pos=sign.mapFromGlobal(below))
    assert [goal.words for goal in desk.view().goals] == [second, first]


def test_the_details_of_a_goal_change_in_one_save(desk: Desk) -> None:
    card = desk.cards()[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    form = desk.part._change_form
    assert form.words.text() == card.goal.words
    form.due.setText("15.1.2027")
    form._act.click()
    assert str(desk.view().goals[0].due) == "2027-01-15"
    assert not form.isVisible()


def test_somebody_of_the_family_is_known_by_the_name_used_at_home(desk: Desk) -> None:
    goal = desk.cards()[0].goal.uid
    line = desk.cards()[0].new_action
    line.what.setText("Reads aloud in the evening")
    line.grow()["who"].setText("ogulgerek")
    line.grow()["with_what"].setText("a book")
    QTest.keyClick(line.what, Qt.Key.Key_Return)
    kept = next(g for g in desk.view().goals if g.uid == goal).actions[-1]
    assert (kept.person_name, kept.with_what) == ("Ogulgerek Orazgulyýewa", "a book")


def test_what_is_half_written_stays_when_something_else_changes(
    desk: Desk, workspace: Workspace
) -> None:
    line = desk.cards()[1].new_action
    line.what.setText("Ask the neighbour")
    line.grow()["who"].setText("Mar")
    set_goal(workspace, desk.cards()[0].goal.uid, "done", 7)
    desk.wait(lambda: desk.cards()[0].goal.done == 7)
    assert desk.cards()[1].new_action.written() == {"what": "Ask the neighbour", "who": "Mar"}


def test_a_signature_is_drawn_and_settles_the_plan(desk: Desk) -> None:
    desk.press("plan:sign")
    panel = desk.part.panels._made["sign"]
    assert isinstance(panel, SignPanel)
    panel.name.setText("Jeren Orazgulyýewa")
    panel._choose("drawn")
    QTest.mousePress(panel.pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    for x in (80, 120, 300):
        QTest.mouseMove(panel.pad, QPoint(x, 90))
    QTest.mouseRelease(panel.pad, Qt.MouseButton.LeftButton, pos=QPoint(300, 90))
    panel.keep()
    view = desk.view()
    assert view.settled
    signed = view.signatures[0]
    assert (signed.name, signed.how) == ("Jeren Orazgulyýewa", "drawn")
    assert signed.strokes[0][0] == (83, 83), "strokes lie in a square of 1000"
    panel.to.setText("Jeren")
    panel._give()
    assert desk.view().plan.copy_to == "Jeren"
    desk.wait(lambda: desk.page.findChild(Button, "plan:change") is not None)
    boxes = [box for box in desk.part.findChildren(TextBox) if box.isVisible()]
    assert not [box for box in boxes if box.objectName().endswith(":words")]


def test_a_thumbprint_without_a_witness_is_not_kept_and_nothing_is_lost(desk: Desk) -> None:
    desk.press("plan:sign")
    panel = desk.part.panels._made["sign"]
    assert isinstance(panel, SignPanel)
    panel.name.setText("Ogulgerek")
    panel._choose("thumbprint")
    panel.keep()
    assert desk.view().signatures == ()
    assert panel.name.text() == "Ogulgerek"
    assert desk.shell._banner.isVisible()
    panel.witness.setText("Selbi")
    panel.keep()
    assert desk.view().signatures[0].witness == "Selbi"


def test_a_change_to_a_signed_plan_says_first_what_goes_along(
    desk: Desk, workspace: Workspace
) -> None:
    sign(workspace, desk.view().plan.uid, "typed", name="Jeren")
    desk.wait(lambda: desk.page.findChild(Button, "plan:change") is not None)
    desk.part._begin()
    assert desk.part.panels.shown == "change"
    shown = words_of(desk.part.panels)
    assert all(goal.words in shown for goal in desk.view().goals)
    assert desk.view().plan.version == 1, "nothing has begun yet"
    desk.part.panels._begin_version()
    assert desk.view().plan.version == 2
    desk.wait(lambda: not desk.part.panels.isVisible())


def test_a_review_is_kept_answer_by_answer_and_gone_on_with(
    desk: Desk, workspace: Workspace
) -> None:
    sign(workspace, desk.view().plan.uid, "typed", name="Jeren")
    desk.press("plan:review")
    desk.wait(lambda: desk.part.panels.shown == "review")
    goal = desk.view().goals[0].uid
    done = desk.box(f"measure:{goal}:done")
    done.setFocus()
    done.setText("8")
    words = desk.box(f"measure:{goal}:words")
    words.setFocus()
    assert desk.view().goals[0].done == 8, "kept when one goes on"
    QApplication.processEvents()
    here = QApplication.focusWidget()
    assert here is not None
    assert here.objectName() == f"measure:{goal}:words", "the keyboard stays where it went"
    rating = list(desk.page.findChildren(ChoiceBox, f"measure:{goal}:rating"))[-1]
    rating.setCurrentIndex(8)
    rating.activated.emit(8)
    assert desk.view().reviews[0].measures[0].rating == 7
    panel = desk.part.panels._made["review"]
    assert isinstance(panel, ReviewPanel)
    desk.part.panels.put_away()
    desk.part.show_part("review")
    desk.wait(lambda: desk.part.panels.shown == "review")
    assert len(desk.view().reviews) == 1, "the open one is gone on with"
    panel.next_on.setText("24.12.2026")
    panel.decide()
    view = desk.view()
    assert (view.reviews[0].decision, str(view.review_on)) == ("go_on", "2026-12-24")
    desk.wait(lambda: not desk.part.panels.isVisible())


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_a_review_of_three_goals_fits_on_a_small_screen(
    desk: Desk, workspace: Workspace, words: str
) -> None:
    for n in range(3 - len(desk.view().goals)):
        add_goal(
            workspace, desk.case, f"Goal number {n} in quite a few words", of=10, measure="days"
        )
    sign(workspace, desk.view().plan.uid, "typed", name="Jeren")
    use_language(words)
    desk.shell.resize(1366, 768)
    desk.page.retranslate()
    desk.press("plan:review")
    desk.wait(lambda: desk.part.panels.shown == "review")
    QApplication.processEvents()
    panel = desk.part.panels._made["review"]
    assert len(panel.findChildren(TextBox)) >= 3
    assert panel.height() <= 700
    assert panel.minimumSizeHint().width() <= 740
    held = desk.view().reviews[0].held
    assert isinstance(panel, ReviewPanel)
    assert panel.held.text() == f"{held:%d.%m.%Y}"


def test_a_review_that_closes_opens_the_closing(desk: Desk, workspace: Workspace) -> None:
    sign(workspace, desk.view().plan.uid, "typed", name="Jeren")
    desk.press("plan:review")
    desk.wait(lambda: desk.part.panels.shown == "review")
    panel = desk.part.panels._made["review"]
    assert isinstance(panel, ReviewPanel)
    panel._choose("close")
    panel.decide()
    assert desk.view().reviews[0].decision == "close"
    assert desk.page._head._panels["close"].isVisible()


def test_versions_are_compared_and_printed(desk: Desk, workspace: Workspace) -> None:
    sign(workspace, desk.view().plan.uid, "typed", name="Jeren")
    new_version(workspace, desk.case)
    add_goal(workspace, desk.case, "A warm room")
    set_goal(workspace, desk.view().goals[0].uid, "due", "2027-01-15")
    desk.press("plan:compare")
    shown = words_of(desk.part.panels)
    for words in ("added", "A warm room", "changed", "15.01.2027"):
        assert words in shown, words
    panel = desk.part.panels._made["compare"]
    assert isinstance(panel, ComparePanel)
    assert panel.newer.currentText().startswith("Version 2")


@pytest.mark.parametrize("language", ["ru", "tk"])
def test_every_panel_is_worded_anew(desk: Desk, language: str) -> None:
    for name in ("needs", "sign"):
        desk.part.panels.open(name)
    before = words_of(desk.part)
    use_language(language)
    try:
        desk.page.retranslate()
        assert words_of(desk.part) != before
    finally:
        use_language("en")
        desk.page.retranslate()


def test_no_window_shows_itself_and_every_control_has_a_name(desk: Desk) -> None:
    for name in desk.part.panels.NAMES:
        desk.part.panels.open(name)
        QApplication.processEvents()
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert windows == [desk.shell.window()]
    nameless = [
        widget
        for widget in desk.part.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
