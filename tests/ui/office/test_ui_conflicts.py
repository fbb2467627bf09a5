"""The Conflicts page: both versions, a choice, and the way back."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.bundles import bundles_in, export_bundle, merge_bundle
from socialcase.actions.case_file import case_header
from socialcase.actions.cases import set_risk
from socialcase.actions.editing import edit
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.conflict_parts import VersionCard
from socialcase.ui.pages.conflicts import ASK, COMBINE, ConflictPanel, ConflictsPage
from socialcase.ui.widgets.field import TextArea
from tests.ui.office.world import Context, Heard, World, button, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def carry(source: Workspace, target: Workspace, world: World) -> None:
    to = "" if source.kind == "laptop" else target.store.device
    export_bundle(source, world.stick, to)
    for file in bundles_in(world.stick):
        merge_bundle(target, file)
        file.unlink()


@pytest.fixture
def apart(world: World, family: str) -> str:
    """The specialist and the coordinator set the same risk level without seeing each other."""
    carry(world.maral, world.office, world)
    carry(world.office, world.aygul, world)
    world.later(hours=1)
    set_risk(world.maral, family, "high", "She misses school")
    world.later(hours=1)
    set_risk(world.aygul, family, "low", "The aunt comes every day")
    carry(world.maral, world.office, world)
    carry(world.aygul, world.office, world)
    return family


@pytest.fixture
def page(world: World, apart: str, qtbot: QtBot, context_of: Context) -> ConflictsPage:
    made = ConflictsPage(context_of(world.office))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    return made


def panel_of(page: ConflictsPage) -> ConflictPanel:
    assert page.panel is not None
    return page.panel


def test_both_versions_stand_side_by_side(page: ConflictsPage) -> None:
    panel = panel_of(page)
    assert len(panel.findChildren(VersionCard)) == 2
    said = words_of(panel)
    for words in ("Maral Annaýewa", "Aýgül Saparowa", "High risk", "Low risk"):
        assert words in said
    assert "Had seen" in said
    assert "Had not seen" in said


def test_the_safer_version_is_chosen_first_and_shows_until_then(
    page: ConflictsPage, world: World, apart: str
) -> None:
    assert panel_of(page).button.text() == "Keep the version of Maral Annaýewa"
    assert case_header(world.office, apart).risk.level == "high"


def test_keeping_a_version_settles_and_can_be_undone(
    page: ConflictsPage, world: World, apart: str, heard: Heard
) -> None:
    panel = panel_of(page)
    other = next(v for v in panel.view.versions if v.author_name == "Aýgül Saparowa")
    panel.pick(str(other.number))
    panel.button.click()
    assert heard.kept == 1
    assert case_header(world.office, apart).risk.level == "low"
    assert page.panel is None
    undo = heard.undo[-1]
    assert undo is not None
    undo()
    page.load()
    assert len(panel_of(page).view.versions) == 2
    assert case_header(world.office, apart).risk.level == "high"


def test_a_combined_value_is_kept_as_it_was_edited(
    page: ConflictsPage, world: World, apart: str
) -> None:
    panel = panel_of(page)
    panel.pick(COMBINE)
    assert panel.button.text() == "Keep the combined value"
    panel.button.click()
    risk = case_header(world.office, apart).risk
    assert risk.level == "high"
    assert "misses school" in risk.reasons
    assert "aunt" in risk.reasons


def test_what_was_made_of_both_waits_until_it_is_kept(
    page: ConflictsPage, world: World, apart: str, qtbot: QtBot
) -> None:
    panel_of(page).pick(COMBINE)
    area = panel_of(page)._edit.findChildren(TextArea)[0]
    area.setPlainText("Both are right")
    again = ConflictsPage(page.context)
    qtbot.addWidget(again)
    panel = panel_of(again)
    assert panel.button.text() == "Keep the combined value"
    panel.button.click()
    assert case_header(world.office, apart).risk.reasons == "Both are right"
    assert all_unkept(world.office) == []


def test_asking_leaves_it_open(page: ConflictsPage, heard: Heard) -> None:
    panel_of(page).pick(ASK)
    panel_of(page).button.click()
    assert heard.toasts
    assert page.panel is not None


def test_a_digit_picks_a_way(page: ConflictsPage) -> None:
    panel = panel_of(page)
    key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "2")
    QApplication.sendEvent(panel.ways, key)
    second = panel.view.versions[1].author_name
    assert panel.button.text() == f"Keep the version of {second}"


def test_the_case_is_one_press_away(page: ConflictsPage, apart: str, heard: Heard) -> None:
    button(panel_of(page), "Open the case").click()
    assert heard.opened == [Target("case", apart)]


def test_an_office_without_conflicts_says_so(
    world: World, qtbot: QtBot, context_of: Context
) -> None:
    page = ConflictsPage(context_of(world.office))
    qtbot.addWidget(page)
    assert page.panel is None
    assert "No field has two versions" in words_of(page)


def test_an_owner_is_shown_by_name_and_never_by_id(
    world: World, family: str, qtbot: QtBot, context_of: Context
) -> None:
    carry(world.maral, world.office, world)
    carry(world.office, world.aygul, world)
    carry(world.office, world.maral, world)
    world.later(hours=1)
    edit(world.maral, "case", family, "owner", world.aygul.person)
    edit(world.aygul, "case", family, "owner", world.office.person)
    carry(world.maral, world.office, world)
    carry(world.aygul, world.office, world)
    page = ConflictsPage(context_of(world.office))
    qtbot.addWidget(page)
    said = words_of(panel_of(page))
    assert "Döwran Hydyrow" in said
    for uid in (world.maral.person, world.aygul.person, world.office.person):
        assert uid not in said
