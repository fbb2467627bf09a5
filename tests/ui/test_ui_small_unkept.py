"""What stands in a small form waits for its button, and changes nothing that nobody wrote."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.case_file import case_file
from socialcase.actions.editing import FieldValue
from socialcase.actions.family import family_file
from socialcase.actions.people import change_member
from socialcase.actions.plans import change_goal
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import (
    Goal,
    Member,
    Referral,
)
from socialcase.ui.page import Target
from socialcase.ui.pages.case.household import HouseholdPart
from socialcase.ui.pages.case.plan import PlanPart
from socialcase.ui.pages.case.sign_panel import SignPanel
from socialcase.ui.pages.case.withholding_card import WithholdingCard
from socialcase.ui.pages.task_lines import PutOffPanel, TodoLine
from socialcase.ui.pages.tasks import TasksPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.written_since import WrittenSince
from tests.ui.unkept_world import (
    MINE,
    NEWER,
    Window,
    World,
    buttons,
    document,
    field,
    filled_world,
    needs,
    opened_panel,
    the,
    window_of,
    write,
)

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")


@pytest.fixture
def world(qtbot: QtBot, workspace: Workspace, case_uid: str) -> World:
    return filled_world(qtbot, workspace, case_uid)


@pytest.fixture
def window(qtbot: QtBot, world: World, preferences: Preferences) -> Window:
    return window_of(qtbot, world, preferences)


@dataclass(frozen=True, slots=True)
class Small:
    """How a small form is opened, what one writes in it by the names of the fields, its button."""

    open: Callable[[Shell, World], None]
    fields: tuple[str, ...]
    keep: str


def sign(shell: Shell, world: World) -> None:
    panel = opened_panel(shell, world, "sign")
    assert isinstance(panel, SignPanel)
    if not panel.pad.strokes:
        panel.how.setCurrentIndex(panel.how.findData("drawn"))
        panel.how.activated.emit(panel.how.currentIndex())
        panel.pad.draw([[(10, 10), (400, 200)]])


def copied(shell: Shell, world: World) -> None:
    opened_panel(shell, world, "sign")


def withhold(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "consent"))
    card = the(shell, WithholdingCard)
    assert isinstance(card, WithholdingCard)
    box = next(iter(card._boxes.values()))
    if not box.isChecked():
        box.click()


def report(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "consent"))
    for _ in range(3):
        QApplication.processEvents()
    if not buttons(shell, "Keep it as a note"):
        buttons(shell, "Note that it was reported")[0].click()


def erase(shell: Shell, world: World) -> None:
    document(shell, world)
    for _ in range(3):
        QApplication.processEvents()
    buttons(shell, "Erase the content for good…")[0].click()


def put_off(shell: Shell, world: World) -> None:
    shell.open(Target("tasks"))
    page = shell.page("tasks")
    assert isinstance(page, TasksPage)
    world.qtbot.waitUntil(lambda: not page.beside.busy and bool(page.findChildren(TodoLine)))
    if not page.findChildren(PutOffPanel):
        page.findChildren(TodoLine)[0]._ask()


SMALL: dict[str, Small] = {
    "need": Small(needs, ("In their words",), "Add"),
    "sign": Small(sign, ("Who signs",), "Keep the signature"),
    "copy": Small(copied, ("Given to",), "The copy was given"),
    "withhold": Small(withhold, ("Who it is", "Note"), "They are not to be told"),
    "report": Small(report, ("What was said and agreed",), "Keep it as a note"),
    "erase": Small(erase, ("Why is it erased?",), "Erase for good"),
    "put off": Small(put_off, ("Why",), "Put it off"),
    "service": Small(
        lambda shell, world: shell.open(Target("provider", world.provider)),
        ("Another service, in words",),
        "Add",
    ),
}


def test_what_is_written_in_a_small_form_waits_for_its_button(world: World, window: Window) -> None:
    with world.ws.store.transaction("somebody") as tx:
        me: dict[str, FieldValue] = {"name": "Maral Annaýewa", "role": "coordinator"}
        tx.create("staff", "everyone", me, uid=world.ws.person)
    with window() as shell:
        for key, form in SMALL.items():
            form.open(shell, world)
            for name in form.fields:
                write(shell, name, f"{MINE} {key}")
    with window() as shell:
        for key, form in SMALL.items():
            form.open(shell, world)
            for name in form.fields:
                assert field(shell, name).stands() == f"{MINE} {key}", key
            waiting = len(all_unkept(world.ws))
            [button] = buttons(shell, form.keep)
            button.click()
            assert len(all_unkept(world.ws)) == waiting - 1, key
    assert all_unkept(world.ws) == []
    plan = case_file(world.ws, world.case).plan
    assert plan is not None
    assert [one.strokes for one in plan.signatures] == [(((10, 10), (400, 200)),)]


def test_a_referral_begun_from_a_need_is_offered_whatever_opens_the_services(
    world: World, window: Window
) -> None:
    with window() as shell:
        shell.open(Target("case", world.case, f"referral:need:{world.need}"))
        write(shell, "Or another, in words", MINE)
    with window() as shell:
        shell.open(Target("case", world.case, "services"))
        buttons(shell, "Go on")[0].click()
        assert field(shell, "Or another, in words").stands() == MINE
        assert not buttons(shell, "Go on")
        buttons(shell, "Begin the referral")[0].click()
        assert all_unkept(world.ws) == []
    with world.ws.store.reading() as reading:
        assert world.need in {one.need for one in reading.page(Referral)}


def change_of_goal(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "plan"))
    shown = the(shell, PlanPart)
    assert isinstance(shown, PlanPart)
    shown._begin_change(shown._cards[0].goal)


def life(shell: Shell, world: World) -> None:
    shell.open(Target("case", world.case, "household"))
    shown = the(shell, HouseholdPart)
    assert isinstance(shown, HouseholdPart)
    people = family_file(world.ws, world.case).people
    shown.choose(next(uid for uid, one in people.items() if one.name_given == "Ogulgerek"))
    shown.panel.life.click()


def test_a_form_says_what_was_kept_meanwhile_of_what_it_is_to_change(
    world: World, window: Window
) -> None:
    with window() as shell:
        change_of_goal(shell, world)
        write(shell, "Measured by", MINE)
        write(shell, "How it is now", "")
    change_goal(world.ws, world.goal, {"measure": NEWER, "target": "18"})
    with window() as shell:
        change_of_goal(shell, world)
        assert field(shell, "Measured by").stands() == MINE
        assert field(shell, "How it is now").stands() == ""
        [line] = [one for one in shell.findChildren(WrittenSince) if one.isVisibleTo(shell)]
        assert line.meanwhile.text() == f"Kept meanwhile: Measured by: “{NEWER}”"
        buttons(shell, "Keep the goal")[0].click()
    with world.ws.store.reading() as reading:
        goal = reading.get(Goal, world.goal)
    assert goal is not None
    assert (goal.measure, goal.baseline, goal.target) == (MINE, "", "18")


def test_a_form_changes_only_what_somebody_wrote_in_it(world: World, window: Window) -> None:
    with world.ws.store.reading() as reading:
        [mother] = [one for one in reading.page(Member) if one.role_note == "mother-in-law"]
    with window() as shell:
        change_of_goal(shell, world)
        change_goal(world.ws, world.goal, {"measure": NEWER})  # it comes in while the form is open
        write(shell, "How it is now", MINE)
        buttons(shell, "Keep the goal")[0].click()
        life(shell, world)
        change_member(world.ws, mother.uid, {"role": "grandparent"})
        write(shell, "About the role", MINE)
        buttons(shell, "Keep")[0].click()
    with world.ws.store.reading() as reading:
        goal, member = reading.get(Goal, world.goal), reading.get(Member, mother.uid)
    assert goal is not None
    assert (goal.baseline, goal.measure) == (MINE, NEWER)
    assert member is not None
    assert (member.role, member.role_note) == ("grandparent", MINE)
