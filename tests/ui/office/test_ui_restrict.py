"""A case for named people only: the menu offers it, the consequence is said, the road keeps it."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.cases import find_cases
from socialcase.actions.editing import edit
from socialcase.actions.notes import add_note
from socialcase.actions.restricting import colleagues, restriction
from socialcase.actions.workspaces import Workspace
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.restrict_panel import OpenAgainPanel, RestrictPanel
from tests.ui.office.conftest import FAMILY
from tests.ui.office.world import Context, Heard, World, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

RESTRICT = "Only named people may see this case…"
OPEN_AGAIN = "Open the case to its etrap again…"


def carry(world: World, sender: Workspace, to: Workspace) -> None:
    """One bundle from here to there."""
    world.later(minutes=5)
    written = export_bundle(sender, world.stick, to.store.device)
    merge_bundle(to, written.path)


@pytest.fixture
def page(world: World, family: str, qtbot: QtBot, context_of: Context) -> CasePage:
    """The case, open and sent, on the laptop of its specialist, who knows the others' keys."""
    carry(world, world.maral, world.office)
    carry(world, world.office, world.maral)
    made = CasePage(context_of(world.maral))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show_record(family)
    made.show()
    return made


def menu(page: CasePage) -> QMenu:
    return page._head._menu


def push(page: CasePage, words: str) -> None:
    next(act for act in menu(page).actions() if act.text() == words).trigger()


def offers(page: CasePage) -> list[str]:
    return [act.text() for act in menu(page).actions()]


def restrict(page: CasePage, *names: str) -> None:
    """Open the panel, tick the people with these names, do it."""
    push(page, RESTRICT)
    panel = page._head._panels["restrict"]
    assert isinstance(panel, RestrictPanel)
    for box in panel.boxes.values():
        if any(box.text().startswith(name) for name in names):
            box.click()
    panel.act.click()
    page.reread(frozenset({"case"}))


def test_only_people_whose_keys_are_known_can_be_named(world: World, page: CasePage) -> None:
    names = [one.name for one in colleagues(world.maral)]
    assert names == ["Aýgül Saparowa", "Döwran Hydyrow"]
    push(page, RESTRICT)
    panel = page._head._panels["restrict"]
    assert isinstance(panel, RestrictPanel)
    said = [box.text() for box in panel.boxes.values()]
    assert len(said) == 2
    assert all(part in said[0] for part in ("Aýgül Saparowa", "Coordinator", "Wekilbazar"))
    assert "What was sent before cannot be called back" in words_of(panel)


def test_a_restricted_case_goes_past_the_office_to_the_named(
    world: World, page: CasePage, family: str, heard: Heard
) -> None:
    restrict(page, "Aýgül")
    assert restriction(world.maral, family).named == tuple(
        sorted((world.aygul.person, world.maral.person))
    )
    assert heard.toasts == ["Only named people see this case now"]
    assert "Restricted: only named people see this file" in words_of(page)
    add_note(world.maral, family, "The aunt comes on school mornings")
    carry(world, world.maral, world.office)
    carry(world, world.office, world.aygul)
    assert not find_cases(world.office, FAMILY)
    assert [row.uid for row in find_cases(world.aygul, FAMILY)] == [family]


def test_it_is_opened_to_the_etrap_with_all_that_was_written(
    world: World, page: CasePage, family: str, heard: Heard
) -> None:
    restrict(page, "Aýgül")
    assert OPEN_AGAIN in offers(page)
    assert RESTRICT not in offers(page)
    add_note(world.maral, family, "The aunt comes on school mornings")
    carry(world, world.maral, world.office)
    assert not find_cases(world.office, FAMILY)
    carry(world, world.office, world.maral)  # says what the office has
    push(page, OPEN_AGAIN)
    panel = page._head._panels["unrestrict"]
    assert isinstance(panel, OpenAgainPanel)
    assert "Wekilbazar" in words_of(panel)
    panel.act.click()
    assert restriction(world.maral, family).named == ()
    assert heard.toasts[-1] == "The case is open to its etrap"
    carry(world, world.maral, world.office)
    assert [row.uid for row in find_cases(world.office, FAMILY)] == [family]


def test_who_is_named_can_be_changed(world: World, page: CasePage, family: str) -> None:
    restrict(page)
    assert restriction(world.maral, family).named == (world.maral.person,)
    push(page, "Change who may see it…")
    panel = page._head._panels["restrict"]
    assert isinstance(panel, RestrictPanel)
    assert not panel.boxes[world.aygul.person].isChecked()
    panel.boxes[world.aygul.person].click()
    panel.act.click()
    push(page, "Change who may see it…")
    assert panel.boxes[world.aygul.person].isChecked()


def test_restricting_is_taken_back(world: World, page: CasePage, family: str, heard: Heard) -> None:
    restrict(page)
    back = heard.undo[-1]
    assert back is not None
    back()
    assert restriction(world.maral, family).named == ()


def test_who_does_not_own_the_case_is_not_offered_it(
    world: World, page: CasePage, family: str
) -> None:
    edit(world.maral, "case", family, "owner", world.aygul.person)
    page.reread(frozenset({"case"}))
    assert RESTRICT not in offers(page)
    assert "About the case…" in offers(page)
