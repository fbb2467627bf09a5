"""Who may be one person: the Inbox leads to the pairs, both people stand side by side."""

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.people import add_person, edit_person
from socialcase.ui.navigation import owner_page
from socialcase.ui.page import Target
from socialcase.ui.pages.duplicates import DuplicatesPage, why_words
from socialcase.ui.pages.inbox import InboxPage
from tests.ui.office.world import Context, Heard, World, button, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def pair(world: World) -> tuple[str, str]:
    """One woman, registered twice in two scripts."""
    first = add_person(
        world.office,
        {"given": "Jeren", "surname": "Orazgulyýewa"},
        birth="1992-03-07",
        sex="female",
        phone="+993 65 123456",
    ).record
    second = add_person(
        world.office,
        {"given": "Җерен", "surname": "Оразгулыева"},
        birth="1992-03-07",
        sex="female",
        note="came with her aunt",
    ).record
    return first, second


@pytest.fixture
def page(world: World, pair: tuple[str, str], qtbot: QtBot, context_of: Context) -> DuplicatesPage:
    made = DuplicatesPage(context_of(world.office))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show()
    settled(made, qtbot)
    return made


def settled(page: DuplicatesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._job is None and not page._again)


def test_the_inbox_leads_to_the_pairs(
    world: World, pair: tuple[str, str], qtbot: QtBot, context_of: Context, heard: Heard
) -> None:
    inbox = InboxPage(context_of(world.office))
    qtbot.addWidget(inbox)
    qtbot.waitUntil(lambda: not inbox.beside.busy)
    assert "1 pair who may be one person" in words_of(inbox)
    button(inbox, "Compare").click()
    assert heard.opened == [Target("duplicates")]
    assert owner_page("duplicates", "office") == "inbox"


def test_both_people_stand_side_by_side_with_the_reasons(
    page: DuplicatesPage, pair: tuple[str, str], qtbot: QtBot
) -> None:
    said = words_of(page)
    assert "1 pair who may be one person" in said
    assert "the same name, born on the same day" in said
    for words in ("Jeren Orazgulyýewa", "Җерен Оразгулыева", "+993 65 123456"):
        assert words in said
    assert "came with her aunt" in said
    assert "Strengths" not in said  # nobody has written any


def test_each_is_opened(
    page: DuplicatesPage, pair: tuple[str, str], heard: Heard, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Open the first" in words_of(page))
    button(page, "Open the first").click()
    button(page, "Open the second").click()
    assert {target.record for target in heard.opened} == set(pair)
    assert {target.page for target in heard.opened} == {"person"}


def test_a_pair_that_is_none_any_more_goes_away(
    world: World, page: DuplicatesPage, pair: tuple[str, str], qtbot: QtBot
) -> None:
    edit_person(world.office, pair[1], "birth", "1951")
    page.reread(frozenset({"person"}))
    settled(page, qtbot)
    assert "Nobody here looks like somebody else." in words_of(page)
    assert page._rows.rowCount() == 0


def test_nothing_is_written_by_looking(
    world: World, page: DuplicatesPage, heard: Heard, qtbot: QtBot
) -> None:
    before = world.office.store.digest()
    page.retranslate()
    page.reread(frozenset({"person"}))
    settled(page, qtbot)
    assert world.office.store.digest() == before
    assert heard.kept == 0


def test_every_reason_has_words_and_others_are_left_out() -> None:
    assert why_words(("same_document", "of_a_newer_program")) == "the same document number"
