"""The Exchange page: a stick goes from a laptop to the office and back, by pressing buttons."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from socialcase.actions.bundles import bundles_in, exchange, export_bundle, merge_bundle
from socialcase.actions.status import status
from socialcase.actions.workspaces import Workspace, create_laptop
from socialcase.cases.clock import SeededChance
from socialcase.sync.vault import KdfCost
from socialcase.ui.pages import stick
from socialcase.ui.pages.exchange import ExchangePage
from socialcase.ui.pages.inbox import InboxPage
from socialcase.ui.pages.laptops import LaptopsPage
from tests.ui.office.world import Context, Heard, World, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page_on(qtbot: QtBot, context_of: Context) -> Callable[[Workspace], ExchangePage]:
    def made(ws: Workspace) -> ExchangePage:
        page = ExchangePage(context_of(ws))
        qtbot.addWidget(page)
        page.resize(1154, 716)
        settled(page, qtbot)
        return page

    return made


Make = Callable[[Workspace], ExchangePage]


def settled(page: ExchangePage, qtbot: QtBot) -> None:
    """Wait until nothing is written any more and what there is has been read."""
    qtbot.waitUntil(lambda: not page.send.running and not page.beside.busy)


def test_a_laptop_sends_and_only_then_the_stick_may_go(
    world: World, family: str, page_on: Make, qtbot: QtBot
) -> None:
    page = page_on(world.maral)
    page.send.stick.use(world.stick)
    assert "You may remove the stick." not in words_of(page)
    page.send.button.click()
    assert page.send.running
    settled(page, qtbot)
    assert page.send.done
    assert "You may remove the stick." in words_of(page)
    assert "Not yet confirmed" in words_of(page.sent)
    [file] = bundles_in(world.stick)
    assert merge_bundle(world.office, file).new > 0


def test_what_goes_is_counted_before_it_is_sent(world: World, family: str, page_on: Make) -> None:
    said = words_of(page_on(world.maral).goes)
    assert "1 case" in said
    assert "1 person" in said


def test_nothing_is_sent_without_a_place(world: World, family: str, page_on: Make) -> None:
    page = page_on(world.maral)
    assert page.send.stick.place is None
    assert not page.send.button.isEnabled()
    assert "First choose where to write." in words_of(page.send)


def test_nothing_new_is_said_calmly(world: World, page_on: Make, qtbot: QtBot, family: str) -> None:
    page = page_on(world.office)
    page.send.stick.use(world.stick)
    for _ in range(2):
        page.send.send()
        settled(page, qtbot)
    assert "failed" not in words_of(page.send)


def test_a_stick_that_went_away_is_told_in_three_parts(
    world: World, family: str, page_on: Make, qtbot: QtBot
) -> None:
    page = page_on(world.maral)
    gone = world.stick / "gone"
    gone.mkdir()
    page.send.stick.use(gone)
    gone.rmdir()
    gone.write_text("not a folder")
    page.send.button.click()
    settled(page, qtbot)
    assert not page.send.done
    assert not page.send.banner.isHidden()
    assert "You may remove the stick." not in words_of(page)


def test_the_answer_of_the_office_is_previewed_and_taken_in(
    world: World, family: str, page_on: Make, qtbot: QtBot, heard: Heard
) -> None:
    export_bundle(world.maral, world.stick)
    for file in bundles_in(world.stick):
        merge_bundle(world.office, file)
        file.unlink()
    export_bundle(world.office, world.stick, world.maral.store.device)
    page = page_on(world.maral)
    page.send.stick.use(world.stick)
    qtbot.waitUntil(page.receive.button.isEnabled)
    said = words_of(page.receive)
    assert "Seal and sender verified" in said
    assert "Preview; nothing is changed yet." in said
    assert "has not confirmed anything yet" in words_of(page.road)
    page.receive.button.click()
    qtbot.waitUntil(lambda: heard.kept > 0)
    settled(page, qtbot)
    assert "Everything was taken in." in words_of(page.receive)
    assert "has all up to" in words_of(page.road)
    assert "nothing that is only here" in words_of(page.road)


def test_a_damaged_bundle_is_refused_in_words(
    world: World, family: str, page_on: Make, qtbot: QtBot
) -> None:
    written = export_bundle(world.office, world.stick, world.maral.store.device)
    written.path.write_bytes(written.path.read_bytes()[:-40])
    page = page_on(world.maral)
    page.send.stick.use(world.stick)
    qtbot.waitUntil(lambda: written.path.name in words_of(page.receive))
    assert not page.receive.button.isEnabled()


def test_an_office_sees_who_lacks_what_and_sends_to_one(
    world: World, family: str, page_on: Make, qtbot: QtBot
) -> None:
    export_bundle(world.maral, world.stick)
    [file] = bundles_in(world.stick)
    merge_bundle(world.office, file)
    file.unlink()
    page = page_on(world.office)
    lacking = next(
        o for o in exchange(world.office).outgoing if o.recipient_name == "Aýgül Saparowa"
    )
    assert lacking.changes > 0
    page._choose_laptop(lacking)
    page.send.stick.use(world.stick)
    page.send.button.click()
    settled(page, qtbot)
    [written] = bundles_in(world.stick)
    assert merge_bundle(world.aygul, written).new > 0


def test_a_laptop_without_an_office_is_shown_the_way(
    tmp_path: Path, page_on: Make, world: World
) -> None:
    cost = KdfCost(memory_kib=8, passes=1, lanes=1)
    alone = create_laptop(
        tmp_path / "alone",
        "gyzyl derýa somun ýyldyz tokaý şemal",
        "Oraz Berdiýew",
        cost=cost,
        clock=world.clock,
        chance=SeededChance(9),
        anywhere=True,
    )
    page = page_on(alone)
    assert "No office has accepted this laptop yet" in words_of(page)
    assert not page.send.button.isEnabled()
    alone.store.close()


@pytest.mark.parametrize("page", [ExchangePage, InboxPage, LaptopsPage])
def test_a_stick_that_is_in_already_is_chosen_when_the_page_is_shown(
    page: type[ExchangePage | InboxPage | LaptopsPage],
    world: World,
    context_of: Context,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stick, "sticks", lambda: [stick.place_at(world.stick)])
    made = page(context_of(world.maral if page is ExchangePage else world.office))
    qtbot.addWidget(made)
    made.show()
    choice = made.findChild(stick.StickChoice)
    assert choice is not None
    qtbot.waitUntil(lambda: choice.place is not None)
    assert choice.place is not None
    assert choice.place.folder == world.stick


def test_what_was_sent_is_not_only_here_any_more_and_the_keyboard_stays(
    world: World, family: str, page_on: Make, qtbot: QtBot
) -> None:
    page = page_on(world.maral)
    before = status(world.maral)
    assert before.only_here == before.unsent_changes > 0
    said = words_of(page.goes)
    assert f"{before.only_here} changes" in said
    assert "until it is confirmed" not in said
    assert "other record" not in said  # what the machinery notes for itself is nobody's
    page.send.stick.use(world.stick)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isActiveWindow() and page.send.button.isEnabled())
    page.send.button.setFocus()
    assert page.send.button.hasFocus()
    page.send.button.click()
    settled(page, qtbot)
    assert page.send.button.hasFocus()
    assert "nothing that is only here" in words_of(page.road)
    assert "What goes again until it is confirmed" in words_of(page.goes)
    after = status(world.maral)
    assert (after.only_here, after.unsent_changes > 0) == (0, True)


def test_after_something_was_sent_more_can_be_sent_when_one_comes_back(
    world: World, family: str, page_on: Make, qtbot: QtBot
) -> None:
    page = page_on(world.maral)
    page.send.stick.use(world.stick)
    page.show()
    page.send.button.click()
    settled(page, qtbot)
    assert page.send.button.text() == "Send again"
    page.hide()
    page.show()
    settled(page, qtbot)
    assert page.send.button.text() == "Send to office"
    assert "You may remove the stick." not in words_of(page)
