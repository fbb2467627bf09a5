"""The Inbox: bundles are read in one go, each is told of in words, and what waits has a place."""

from threading import Thread, current_thread

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions import inbox
from socialcase.actions.bundles import bundles_in, export_bundle, merge_bundle
from socialcase.actions.cases import set_risk
from socialcase.actions.inbox import InboxView, LaptopMark, LaptopState, NeedsPerson
from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.inbox import InboxPage
from socialcase.ui.pages.inbox_words import STATE_MARKS, need_words, state_words
from tests.ui.office.world import Context, Heard, World, button, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(world: World, qtbot: QtBot, context_of: Context) -> InboxPage:
    made = InboxPage(context_of(world.office))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    qtbot.waitUntil(lambda: not made.beside.busy)
    return made


def read(page: InboxPage, world: World, qtbot: QtBot) -> None:
    page.stick.use(world.stick)
    page.read_bundles()
    qtbot.waitUntil(lambda: page._job is None and not page.beside.busy)


def test_bundles_are_read_and_told_of(
    world: World, family: str, page: InboxPage, qtbot: QtBot
) -> None:
    export_bundle(world.maral, world.stick)
    read(page, world, qtbot)
    said = words_of(page)
    assert "1 bundle read" in said
    assert "Maral Annaýewa" in said
    assert "1 case" in said
    assert len(page.context.workspace.store.exchange.peers()) >= 2


def test_the_same_bundle_counts_once(
    world: World, family: str, page: InboxPage, qtbot: QtBot
) -> None:
    export_bundle(world.maral, world.stick)
    read(page, world, qtbot)
    digest = world.office.store.digest()
    read(page, world, qtbot)
    assert "This bundle was here before; it counts once." in words_of(page)
    assert world.office.store.digest() == digest


@pytest.mark.parametrize(
    "kind", ["gap", "fork", "conflict", "duplicate", "approval", "scope", "newer", "quarantine"]
)
def test_every_need_says_how_much_and_what_to_do(kind: str) -> None:
    said = need_words(NeedsPerson(kind, 3, (("Maral Annaýewa", 3),)))
    assert "3" in said.bold or "1" in said.bold
    assert said.detail
    assert bool(said.act) == bool(said.page)


def test_a_gap_names_the_laptop_and_what_to_do() -> None:
    said = need_words(NeedsPerson("gap", 3, (("Maral Annaýewa", 3),)))
    assert said.bold == "1 laptop has a gap"
    assert "Maral Annaýewa (3 changes)" in said.detail
    assert "send again" in said.detail


@pytest.mark.parametrize("state", ["complete", "gap", "fork", "waits", "silent"])
def test_every_state_of_a_laptop_has_words_and_a_mark(state: LaptopState) -> None:
    laptop = LaptopMark("ab", "Maral", "specialist", ("wekilbazar",), state, None, 2)
    assert "2 changes held" in state_words(laptop)
    assert STATE_MARKS[state]


def test_two_versions_lead_to_the_conflicts(
    world: World, family: str, page: InboxPage, qtbot: QtBot, heard: Heard
) -> None:
    export_bundle(world.maral, world.stick)
    read(page, world, qtbot)
    answer = export_bundle(world.office, world.stick, world.aygul.store.device)
    merge_bundle(world.aygul, answer.path)
    for file in bundles_in(world.stick):
        file.unlink()
    world.later(hours=1)
    set_risk(world.maral, family, "high", "She misses school")
    set_risk(world.aygul, family, "low", "The aunt comes every day")
    export_bundle(world.maral, world.stick)
    export_bundle(world.aygul, world.stick)
    read(page, world, qtbot)
    assert "1 field with two versions" in words_of(page)
    button(page, "Decide").click()
    assert heard.opened == [Target("conflicts")]


def test_a_damaged_bundle_is_named_and_changes_nothing(
    world: World, family: str, page: InboxPage, qtbot: QtBot
) -> None:
    written = export_bundle(world.maral, world.stick).path
    data = bytearray(written.read_bytes())
    data[len(data) // 2] ^= 1
    written.write_bytes(bytes(data))
    digest = world.office.store.digest()
    read(page, world, qtbot)
    assert written.name in words_of(page)
    assert "0 were new" in words_of(page)
    assert world.office.store.digest() == digest


def test_an_empty_stick_is_told_of(
    world: World,
    page: InboxPage,
    qtbot: QtBot,
) -> None:
    read(page, world, qtbot)
    assert "There is no bundle here." in words_of(page)


def test_bundles_for_others_are_left_alone(
    world: World, family: str, page: InboxPage, qtbot: QtBot
) -> None:
    export_bundle(world.office, world.stick, world.maral.store.device)
    before = bundles_in(world.stick)
    read(page, world, qtbot)
    assert bundles_in(world.stick) == before
    assert "There is no bundle here." in words_of(page)


def test_everybody_is_looked_through_beside_the_window(
    world: World,
    family: str,
    page: InboxPage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_in: list[Thread] = []
    look = inbox.inbox

    def looking(ws: Workspace) -> InboxView:
        read_in.append(current_thread())
        return look(ws)

    monkeypatch.setattr(inbox, "inbox", looking)
    page.load()
    page.load()  # what came meanwhile is read, too
    qtbot.waitUntil(lambda: not page.beside.busy)
    assert len(read_in) == 2
    assert current_thread() not in read_in
