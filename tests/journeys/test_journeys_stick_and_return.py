"""Stick and return: off to the office, back with an answer, corrected and sent again, by mouse."""

from pathlib import Path

import pytest

from socialcase.actions import plans
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact, set_risk
from socialcase.actions.supervision import return_
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case, Plan
from socialcase.texts import tr
from socialcase.ui.pages import stick as sticks_here
from socialcase.ui.pages.case.goal_card import GoalCard
from socialcase.ui.widgets.buttons import Button
from tests.conftest import PASSPHRASE, Enrolled
from tests.journeys.both_hands import BothHands
from tests.journeys.hands import name_of
from tests.journeys.looks import in_every_language_at_length

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SECONDS = 30
"""What sending, and receiving with the way to what was returned, may cost each (reckoned)."""


@pytest.fixture
def plan(enrolled: Enrolled) -> Enrolled:
    """A plan that was given to the coordinator on a laptop; the office knows the case."""
    maral = enrolled.maral
    contact = FirstContact(worry="Misses school", name={"given": "Jeren", "surname": "Nuryýewa"})
    case = first_contact(maral, contact).record
    enrolled.up(maral)
    goal = plans.add_goal(maral, case, "Every day at school").record
    plans.add_action(maral, goal, "Talk to the head teacher")
    with maral.store.reading() as reading:
        plans.send_plan(maral, reading.page(Plan)[0].uid)
    set_risk(maral, case, "high", "Alone with the stove")
    set_risk(enrolled.office, case, "low", "The aunt comes")
    for bundle in enrolled.stick.iterdir():
        bundle.unlink()
    for ws in (enrolled.office, enrolled.maral, enrolled.oraz, enrolled.coordinator):
        close_workspace(ws)
    return enrolled


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


def answered(enrolled: Enrolled) -> None:
    """At the office the plan is read, given back with a comment, and the answer written."""
    office = kept(enrolled.office.folder)
    (bundle,) = enrolled.stick.glob("*.scbundle")
    merge_bundle(office, bundle)
    with office.store.reading() as reading:
        waiting = reading.page(Plan)[0].uid
    return_(office, waiting, "By when?")
    bundle.unlink()
    export_bundle(office, enrolled.stick, enrolled.maral.store.device)
    close_workspace(office)


@in_every_language_at_length
def test_off_to_the_office_and_back_with_what_was_returned(
    both: BothHands, plan: Enrolled, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the stick is in the computer: it is chosen by itself
    monkeypatch.setattr(sticks_here, "sticks", lambda: [sticks_here.place_at(plan.stick)])
    both.unlock(plan.maral.folder, PASSPHRASE)
    both.begin()
    sent(both)
    both.press("Ctrl+1")
    answered(plan)
    received(both)
    corrected(both)
    sent(both)
    both.window.close()
    assert max(step.reckoned for step in both.steps) <= SECONDS
    office = kept(plan.office.folder)
    (bundle,) = sorted(plan.stick.glob("*.scbundle"), key=lambda one: one.stat().st_mtime)[-1:]
    merge_bundle(office, bundle)
    with office.store.reading() as reading:
        view = case_file(office, reading.page(Case)[0].uid).plan
    close_workspace(office)
    assert view is not None
    assert view.plan.status == "sent"
    assert f"{view.goals[0].due}" == "2027-12-18"


def to_exchange(both: BothHands) -> None:
    """The line of the navigation; with a count behind it, it stands there in its own language."""
    plain = "Exchange" in both.rows("Pages")
    both.click_row("Pages", "Exchange" if plain else tr("Exchange"))


def sent(both: BothHands) -> None:
    """Exchange → send → the copy was compared: two clicks."""
    with both.step("Send to the office, the stick is in"):
        to_exchange(both)
        both.click("Send to office")
        both.wait_for("You may remove the stick.")
    both.wait_for_control("Sent, not confirmed yet")


def received(both: BothHands) -> None:
    """Exchange → receive → to the comment: three clicks."""
    with both.step("Receive, and to what was returned"):
        to_exchange(both)
        both.click("Receive")
        both.wait_for("Everything was taken in.")
        both.wait_for("1 field with two versions")
        click_button(both, "Jeren Nuryýewa")
        both.wait_for("By when?")


def click_button(both: BothHands, part: str) -> None:
    """Click the button in sight whose name has `part` in it, in whatever language it says more."""

    def found() -> list[str]:
        buttons = both.window.findChildren(Button)
        return [name_of(one) for one in buttons if one.isVisible() and part in name_of(one)]

    both.wait(lambda: len(found()) == 1, f"no button about {part}")
    both.click(found()[0])


def goals(both: BothHands) -> list[GoalCard]:
    """The goals in sight."""
    return [card for card in both.window.findChildren(GoalCard) if card.isVisible()]


def corrected(both: BothHands) -> None:
    """The goal gets its day, and the plan goes on again."""
    with both.step("Correct it, and give it on again"):
        both.wait(lambda: bool(goals(both)), "no goal")
        both.click(name_of(goals(both)[0]))
        both.press("Enter")
        both.fill("By", "18.12.2027")
        both.press("Enter")
        both.wait_for("Goal changed")
        both.click("Give to the coordinator")
        both.wait_for("Sent for approval")
