"""Deadlines at the office: what is set there is kept, told with its source, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.norms import norm_lines, set_norm
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace, close_workspace
from socialcase.cases.clock import FixedClock
from socialcase.settings import Settings
from socialcase.texts import use_language
from socialcase.ui.navigation import nav_items
from socialcase.ui.page import Target
from socialcase.ui.pages.norms import NormCard, NormsPage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from tests.conftest import MONDAY, new_office

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """An office without laptops."""
    ws = new_office(tmp_path / "office", FixedClock(MONDAY))
    yield ws
    close_workspace(ws)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Workspace) -> Iterator[NormsPage]:
    """The page in the window."""
    shell = Shell(desk, Preferences(qapp, Settings(palette="light"), lambda _settings: None))
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell)
    shell.open(Target("norms"))
    made = shell.page("norms")
    assert isinstance(made, NormsPage)
    yield made
    shell.jobs.finish()
    use_language("en")


def days(ws: Workspace, what: str) -> list[int]:
    (line,) = (one for one in norm_lines(ws) if one.what == what)
    return [line.high.days, line.medium.days, line.low.days]


def write(card: NormCard, high: str, source: str) -> None:
    card.days["high"].setText(high)
    card.source.setText(source)
    card.keep.click()


def test_only_an_office_has_the_page_in_its_navigation() -> None:
    assert "norms" in [item.page for item in nav_items("office", None)]
    assert "norms" not in [item.page for item in nav_items("laptop", None)]


def test_days_are_set_with_a_source_and_taken_back(page: NormsPage, desk: Workspace) -> None:
    card = page.cards["plan"]
    assert card._now.text() == "Our proposal, not a standard"
    write(card, "5", "Order 12 of 1 November 2026")
    assert days(desk, "plan") == [5, 14, 30]
    page.load()
    assert card._now.text() == "Our proposal: 7, 14, 30"
    assert card.drop.isVisible()
    card.drop.click()
    page.load()
    assert days(desk, "plan") == [7, 14, 30]
    assert not card.drop.isVisible()


@pytest.mark.parametrize(("high", "source"), [("5", ""), ("soon", "Order 12"), ("999", "Order 12")])
def test_what_cannot_be_is_refused_beside_its_field(
    page: NormsPage, desk: Workspace, high: str, source: str
) -> None:
    card = page.cards["plan"]
    write(card, high, source)
    assert days(desk, "plan") == [7, 14, 30]
    wrong = card._source if not source else card._fields["high"]
    assert wrong.said
    assert card.days["high"].text() == high


def test_what_is_half_written_waits_and_is_not_written_over(
    page: NormsPage, desk: Workspace, qtbot: QtBot, qapp: QApplication
) -> None:
    page.cards["plan"].days["high"].setText("5")
    page.cards["plan"].source.setText("Order 12 of 1 November")
    set_norm(desk, "plan", {"high": "6", "medium": "12", "low": "24"}, "Order 11")
    page.load()  # as when it comes in with a bundle
    assert page.cards["plan"].days["high"].text() == "5"
    again = NormsPage(page.context)
    qtbot.addWidget(again)
    card = again.cards["plan"]
    assert [box.text() for box in card.days.values()] == ["5", "12", "24"]
    assert "“6”" in card._written.since.meanwhile.text()
    card.keep.click()
    assert days(desk, "plan") == [5, 12, 24]
    assert all_unkept(desk) == []
