"""Held changes: the Inbox says how many and why, and leads to where they are decided."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import cases
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.cases.records import Case
from socialcase.errors import NothingToSend
from socialcase.ui.navigation import owner_page
from socialcase.ui.page import Target
from socialcase.ui.pages.inbox import InboxPage
from socialcase.ui.pages.inbox_held import HeldPage
from tests.ui.office.world import Context, Heard, World, button, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def exchanged(world: World) -> None:
    for laptop in (world.maral, world.aygul, world.maral, world.aygul):
        for sender, to in ((laptop, world.office), (world.office, laptop)):
            try:
                device = "" if sender is laptop else laptop.store.device
                merge_bundle(to, export_bundle(sender, world.stick, device).path)
            except NothingToSend:
                continue


@pytest.fixture
def case(world: World) -> str:
    """A case that was moved to another etrap while its specialist raised the risk."""
    contact = cases.FirstContact("No heating", name={"given": "Ogul"}, title="Family of three")
    case = cases.first_contact(world.maral, contact).record
    exchanged(world)
    with world.aygul.store.transaction(world.aygul.person) as tx:
        tx.set(case, "audience", "etrap:bayramaly")
    merge_bundle(world.office, export_bundle(world.aygul, world.stick).path)
    cases.set_risk(world.maral, case, "high", "He came back")
    merge_bundle(world.office, export_bundle(world.maral, world.stick).path)
    return case


def risk(world: World, case: str) -> str:
    with world.office.store.reading() as reading:
        found = reading.get(Case, case)
    return found.risk_level if found is not None else ""


@pytest.fixture
def page(world: World, case: str, qtbot: QtBot, context_of: Context) -> HeldPage:
    made = HeldPage(context_of(world.office))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show()
    return made


def test_the_inbox_says_why_and_leads_there(
    world: World, case: str, qtbot: QtBot, context_of: Context, heard: Heard
) -> None:
    inbox = InboxPage(context_of(world.office))
    qtbot.addWidget(inbox)
    qtbot.waitUntil(lambda: not inbox.beside.busy)
    assert "1 change waits" in words_of(inbox)
    button(inbox, "Look").click()
    assert heard.opened == [Target("held")]
    assert owner_page("held", "office") == "inbox"


def test_a_release_is_told_in_words_and_can_be_taken_back(
    world: World, case: str, page: HeldPage, heard: Heard
) -> None:
    said = words_of(page)
    for words in ("1 act waits for a decision", "Family of three", "He came back", "may not write"):
        assert words in said
    button(page, "Release").click()
    assert risk(world, case) == "high"
    page.reread(frozenset())
    assert "Nothing is held." in words_of(page)
    assert heard.toasts == ["Released: it counts now"]
    take_back = heard.undo[0]
    assert take_back is not None
    take_back()
    page.reread(frozenset())
    assert "1 act waits for a decision" in words_of(page)
    assert risk(world, case) != "high"


def test_setting_aside_leaves_it_held_and_asks_no_more(
    world: World, case: str, page: HeldPage, heard: Heard
) -> None:
    button(page, "Set aside").click()
    page.reread(frozenset())
    assert "Nothing is held." in words_of(page)
    assert risk(world, case) != "high"
    assert heard.kept == 1


def test_a_closed_file_tells_nothing_but_that_something_waits(
    world: World, qtbot: QtBot, context_of: Context
) -> None:
    contact = cases.FirstContact("No heating", name={"given": "Ogul"}, title="Family of three")
    case = cases.first_contact(world.maral, contact).record
    exchanged(world)
    cases.restrict_case(world.maral, case, ())
    cases.set_risk(world.aygul, case, "high", "He has a knife")
    for laptop in (world.maral, world.aygul):
        merge_bundle(world.office, export_bundle(laptop, world.stick).path)
    page = HeldPage(context_of(world.office))
    qtbot.addWidget(page)
    said = words_of(page)
    assert "1 change in a file that is closed to you" in said
    assert "knife" not in said
    assert "Family of three" not in said
