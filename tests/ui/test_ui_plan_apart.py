"""A version begun apart, and a change that came after the signing, on the page of the plan."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.case_file import case_file
from socialcase.actions.plan_apart import first_apart
from socialcase.actions.plan_compare import versions_of
from socialcase.actions.plans import add_goal
from socialcase.actions.signing import sign
from socialcase.actions.workspaces import Workspace
from socialcase.texts import use_language
from socialcase.ui.pages.case.apart_card import ApartCard
from socialcase.ui.pages.case.compare_panel import ComparePanel
from socialcase.ui.pages.case.sign_panel import SignPanel
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.buttons import Button
from tests.ui.office.world import words_of
from tests.ui.test_ui_plan import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(shell: Shell, case_uid: str, qtbot: QtBot) -> Desk:
    return Desk(shell, case_uid, qtbot)


def begin_apart(desk: Desk, workspace: Workspace, words: str) -> str:
    """The version that is shown, once more, as another laptop would have begun it."""
    shown = desk.view().plan
    with workspace.store.transaction(workspace.person) as tx:
        values = {"case": desk.case, "version": shown.version, "status": "draft"}
        plan = tx.create("plan", shown.audience, values)
        goal = {"case": desk.case, "plan": plan, "words": words, "status": "open"}
        tx.create("goal", shown.audience, {**goal, "position": "i"})
    return plan


def card_of(desk: Desk) -> ApartCard:
    card = desk.page.findChild(ApartCard)
    assert card is not None
    return card


def test_both_stand_there_and_everything_is_taken_over(desk: Desk, workspace: Workspace) -> None:
    add_goal(workspace, desk.case, "School")
    desk.wait(lambda: bool(desk.cards()))
    assert card_of(desk).isHidden()
    begin_apart(desk, workspace, "Work")
    desk.wait(lambda: card_of(desk).isVisible())
    title = f"Version {desk.view().plan.version} was begun twice, apart"
    desk.wait(lambda: title in words_of(card_of(desk)))
    said = words_of(card_of(desk))
    other = first_apart(versions_of(case_file(workspace, desk.case)))
    assert other is not None
    assert other.goals[0].words in said
    before = {goal.words for goal in (*desk.view().goals, *other.goals)}
    desk.press("apart:join")
    desk.wait(lambda: card_of(desk).isHidden())
    assert {goal.words for goal in desk.view().goals} == before


def test_one_goal_is_taken_one_version_kept_and_both_compared(
    desk: Desk, workspace: Workspace
) -> None:
    add_goal(workspace, desk.case, "School")
    begin_apart(desk, workspace, "Work")
    desk.wait(lambda: card_of(desk).isVisible())
    kept = desk.view().plan.uid
    other = first_apart(versions_of(case_file(workspace, desk.case)))
    assert other is not None
    goal = other.goals[0]
    desk.press(f"apart:{goal.uid}")
    desk.wait(lambda: goal.words in {one.words for one in desk.view().goals})
    desk.wait(lambda: desk.page.findChild(Button, f"apart:{goal.uid}") is None)
    card_of(desk)._open("compare")
    panel = desk.page.findChild(ComparePanel)
    assert panel is not None
    names = [panel.newer.itemText(n).partition(",")[0] for n in range(panel.newer.count())]
    assert f"Version {desk.view().name}" in names
    assert f"Version {other.name}" in names
    desk.press("apart:keep")
    desk.wait(lambda: card_of(desk).isHidden())
    assert desk.view().plan.uid == kept


def test_the_other_one_is_worked_with_instead(desk: Desk, workspace: Workspace) -> None:
    add_goal(workspace, desk.case, "School")
    begin_apart(desk, workspace, "Work")
    desk.wait(lambda: card_of(desk).isVisible())
    other = first_apart(versions_of(case_file(workspace, desk.case)))
    assert other is not None
    desk.press("apart:other")
    desk.wait(lambda: desk.view().plan.uid == other.plan.uid)


def test_of_a_signed_one_the_next_version_begins_with_both(
    desk: Desk, workspace: Workspace
) -> None:
    add_goal(workspace, desk.case, "School")
    sign(workspace, desk.view().plan.uid, "typed", name="Jeren")
    begin_apart(desk, workspace, "Work")
    desk.wait(lambda: card_of(desk).isVisible())
    assert card_of(desk).findChild(Button, "apart:join") is None
    desk.press("apart:change")
    desk.wait(lambda: desk.part.panels.shown == "change")
    assert "Work" in words_of(desk.part.panels)


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_a_change_after_the_signing_says_who_and_what_it_was(
    desk: Desk, workspace: Workspace, words: str
) -> None:
    goal = add_goal(workspace, desk.case, "School").record
    plan = desk.view().plan.uid
    sign(workspace, plan, "typed", name="Jeren Orazowa")
    with workspace.store.transaction(workspace.person) as tx:  # as a bundle would bring it
        tx.set(goal, "words", "School, some days")
    use_language(words)
    desk.page.retranslate()
    desk.wait(lambda: "School, some days" in words_of(desk.part))
    said = words_of(desk.part)
    assert "“School”" in said or "«School»" in said
    assert "Jeren Orazowa" in said
    desk.part.panels.open("sign")
    panel = desk.page.findChild(SignPanel)
    assert panel is not None
    assert panel._plan == plan
    desk.press("sign:Jeren Orazowa")  # asked again: it was changed since
    panel.keep()
    desk.wait(lambda: not any(card.goal.changed for card in desk.cards()))
