"""The Laptops page: card out, request in, equal digits, certificate back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from socialcase.actions.enrolment import (
    RequestWritten,
    accept_certificate,
    enrolled,
    request_enrolment,
    requests_in,
)
from socialcase.actions.workspaces import Workspace, create_laptop
from socialcase.cases.clock import SeededChance
from socialcase.sync.enrolment import staff_keys
from socialcase.sync.keys import workspace_keys
from socialcase.texts.places import etraps_in, welayat_codes, welayat_of
from socialcase.ui.navigation import nav_items
from socialcase.ui.pages.laptop_request import RequestForm
from socialcase.ui.pages.laptops import LaptopsPage
from tests.ui.office.conftest import CHEAP, PASSPHRASE
from tests.ui.office.world import Context, Heard, World, button, words_of

# the platform without a screen says this of every window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "fresh-stick"
    folder.mkdir()
    return folder


@pytest.fixture
def page(world: World, stick: Path, qtbot: QtBot, context_of: Context) -> LaptopsPage:
    made = LaptopsPage(context_of(world.office))
    qtbot.addWidget(made)
    made.resize(1154, 716)
    made.show()
    qtbot.waitExposed(made)
    made.stick.use(stick)
    return made


@pytest.fixture
def oraz(world: World, tmp_path: Path, closing: object) -> Workspace:
    """A new laptop that no office knows."""
    ws = create_laptop(
        tmp_path / "laptop-oraz",
        PASSPHRASE,
        "Oraz Berdiýew",
        cost=CHEAP,
        clock=world.clock,
        chance=SeededChance(44),
        anywhere=True,
    )
    assert callable(closing)
    closing(ws)
    return ws


@pytest.fixture
def asked(page: LaptopsPage, oraz: Workspace, stick: Path) -> RequestWritten:
    """The laptop has answered the card that the page wrote."""
    page.card.click()
    card = next(stick.glob("*.sccard"))
    written = request_enrolment(oraz, card, stick)
    page.look.click()
    return written


def form_of(page: LaptopsPage) -> RequestForm:
    button(page, "Compare the digits").click()
    assert page._form is not None
    return page._form


def test_the_office_finds_its_laptops_after_the_conflicts() -> None:
    names = [item.page for item in nav_items("office", None)]
    assert names[-5:] == ["conflicts", "laptops", "forms", "norms", "hotlines"]
    assert "laptops" not in [item.page for item in nav_items("laptop", None)]


def test_every_laptop_is_told_of(page: LaptopsPage) -> None:
    assert page._title.text() == "2 laptops"
    spoken = {page.table._rows.data(page.table._rows.index(n, 0)) for n in range(2)}
    assert "Maral Annaýewa, Specialist, Wekilbazar: Nothing has come yet" in spoken
    assert any("Coordinator" in str(words) for words in spoken)


def test_the_card_is_written_and_said(page: LaptopsPage, stick: Path) -> None:
    page.card.click()
    assert len(list(stick.glob("*.sccard"))) == 1
    assert "The office card is on fresh-stick." in words_of(page)


def test_a_laptop_joins_with_the_digits_read_out(
    page: LaptopsPage, asked: RequestWritten, oraz: Workspace, stick: Path, heard: Heard
) -> None:
    assert asked.words in words_of(page)
    form = form_of(page)
    form.digits.setText(asked.words.replace(" ", "-"))
    form.roles._buttons["specialist"].click()
    form.etraps.boxes["wekilbazar"].click()
    form.go.click()
    assert heard.kept == 1
    assert "Oraz Berdiýew belongs to the office now." in words_of(page)
    assert page._title.text() == "3 laptops"
    accept_certificate(oraz, next(stick.glob("*.sccert")))
    member = enrolled(oraz)
    assert member is not None
    assert (member.role, member.etraps) == ("specialist", ("wekilbazar",))
    assert "accepted" in words_of(page)


def test_other_digits_are_never_accepted(
    page: LaptopsPage, asked: RequestWritten, stick: Path
) -> None:
    form = form_of(page)
    form.etraps.boxes["wekilbazar"].click()
    form.same.click()  # even where somebody says so
    wrong = "9" if asked.words[0] != "9" else "8"
    form.digits.setText(wrong + asked.words[1:])
    form.go.click()
    assert "Different." in words_of(form)
    form.digits.setText(asked.words[:-1])
    form.go.click()
    assert "Different." in words_of(form)
    assert not list(stick.glob("*.sccert"))
    assert page._form is form


def test_without_comparing_nothing_is_accepted(
    page: LaptopsPage, asked: RequestWritten, stick: Path
) -> None:
    form = form_of(page)
    form.etraps.boxes["wekilbazar"].click()
    form.go.click()
    assert "Type the digits, or tick below that you compared them." in words_of(form)
    assert not list(stick.glob("*.sccert"))
    form.same.click()
    form.go.click()
    assert len(list(stick.glob("*.sccert"))) == 1


def test_a_specialist_needs_an_etrap_and_a_coordinator_none(
    page: LaptopsPage, asked: RequestWritten, stick: Path
) -> None:
    form = form_of(page)
    form.same.click()
    form.go.click()
    assert "A specialist works in one etrap at least" in words_of(form)
    form.roles._buttons["coordinator"].click()
    form.go.click()
    assert len(list(stick.glob("*.sccert"))) == 1


def test_a_second_laptop_of_somebody_known(
    world: World, page: LaptopsPage, asked: RequestWritten, oraz: Workspace, stick: Path
) -> None:
    form = form_of(page)
    assert "One more laptop of Maral Annaýewa" in form._people().values()
    form.person.setCurrentIndex(form.person.findData(world.maral.person))
    form.same.click()
    form.etraps.boxes["wekilbazar"].click()
    form.go.click()
    accept_certificate(oraz, next(stick.glob("*.sccert")))
    assert oraz.person == world.maral.person


def test_a_laptop_in_place_of_the_old_one(
    world: World, page: LaptopsPage, asked: RequestWritten, oraz: Workspace, stick: Path
) -> None:
    form = form_of(page)
    place = form.person.findText("Maral Annaýewa, in place of the old laptop")
    form.person.setCurrentIndex(place)
    form.same.click()
    form.etraps.boxes["wekilbazar"].click()
    form.go.click()
    accept_certificate(oraz, next(stick.glob("*.sccert")))
    assert oraz.person == world.maral.person
    keys = staff_keys(world.office.store)[world.maral.person]
    assert keys == (workspace_keys(oraz.store.meta).person_key,)


def test_an_accepted_laptop_gets_other_etraps(
    page: LaptopsPage, asked: RequestWritten, oraz: Workspace, stick: Path
) -> None:
    form = form_of(page)
    form.same.click()
    form.etraps.boxes["wekilbazar"].click()
    form.go.click()
    button(page, "Change role or etraps").click()
    again = page._form
    assert again is not None
    assert list(again._people()) == [""]
    again.etraps.choose(("bayramaly",))
    again.same.click()
    again.go.click()
    accept_certificate(oraz, next(stick.glob("*.sccert")))
    member = enrolled(oraz)
    assert member is not None
    assert member.etraps == ("bayramaly",)


def test_everything_is_reached_by_keyboard(
    page: LaptopsPage, asked: RequestWritten, stick: Path, qtbot: QtBot
) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    go = button(page, "Compare the digits")
    go.setFocus()
    QTest.keyClick(go, Qt.Key.Key_Space)
    form = page._form
    assert form is not None
    assert form.digits.hasFocus()
    QTest.keyClicks(form.digits, asked.words)
    assert "The same" in words_of(form)
    tick = form.etraps.boxes["wekilbazar"]
    seen = []
    for _ in range(40):
        widget = page.focusWidget()
        if widget is tick:
            break
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert page.focusWidget() is tick
    QTest.keyClick(tick, Qt.Key.Key_Space)
    form.go.setFocus()
    QTest.keyClick(form.go, Qt.Key.Key_Space)
    assert len(list(stick.glob("*.sccert"))) == 1


def test_ticks_of_another_welayat_stay(page: LaptopsPage, asked: RequestWritten) -> None:
    choice = form_of(page).etraps
    assert set(choice.boxes) == set(etraps_in(welayat_of("wekilbazar")))
    choice.boxes["wekilbazar"].click()
    other = next(code for code in welayat_codes() if code != welayat_of("wekilbazar"))
    choice._welayats._buttons[other].click()
    first = etraps_in(other)[0]
    choice.boxes[first].click()
    assert choice.codes() == ("wekilbazar", first)


def test_requests_are_the_same_that_the_act_finds(
    world: World, page: LaptopsPage, asked: RequestWritten, stick: Path
) -> None:
    assert page._requests == requests_in(world.office, stick)
    assert "1 request lies there" in words_of(page)
    button(form_of(page), "Not now").click()
    assert page._form is None
