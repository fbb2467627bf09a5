"""Emergency numbers at the office: confirmed, changed, added, and what a case then shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions import cases, hotlines
from socialcase.actions.cases import FirstContact
from socialcase.actions.unkept import all_unkept
from socialcase.actions.workspaces import Workspace, close_workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Note
from socialcase.settings import Settings
from socialcase.texts import use_language
from socialcase.ui.page import Target
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.pages.case.urgent_panels import EmergencyPanel
from socialcase.ui.pages.hotlines import HotlinesPage
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
def shell(qtbot: QtBot, qapp: QApplication, desk: Workspace) -> Iterator[Shell]:
    """Its window."""
    made = Shell(desk, Preferences(qapp, Settings(palette="light"), lambda _settings: None))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.jobs.finish()
    use_language("en")


@pytest.fixture
def page(shell: Shell) -> HotlinesPage:
    """The page in it."""
    shell.open(Target("hotlines"))
    made = shell.page("hotlines")
    assert isinstance(made, HotlinesPage)
    return made


def test_a_usual_number_is_confirmed_with_a_source_and_taken_back(
    page: HotlinesPage, desk: Workspace, qtbot: QtBot
) -> None:
    line = page.rows["ambulance"]
    assert line._now.text() == "the usual number, not confirmed"
    line.keep.click()
    assert line._source.said
    assert hotlines.every_line(desk)[0].unsure
    line.number.setText("103")
    line.source.setText("Health house, 20.11.2026")
    line.keep.click()
    qtbot.waitUntil(lambda: page.rows["ambulance"]._now.text() == "usual: 03")
    assert hotlines.every_line(desk)[0].number == "103"
    page.rows["ambulance"].drop.click()
    assert hotlines.every_line(desk)[0].number == "03"


def test_a_number_is_added_for_one_etrap_and_taken_away(
    page: HotlinesPage, desk: Workspace, qtbot: QtBot
) -> None:
    more = page.more
    more.add.click()
    assert [field.said != "" for field in more._fields] == [True, True, False, True]
    more.name.setText("Duty doctor")
    more.number.setText("5-22-33")
    more.source.setText("Asked there")
    more.etrap.setCurrentIndex(more.etrap.findData("wekilbazar"))
    more.add.click()
    qtbot.waitUntil(lambda: len(page.rows) == 5)
    (added,) = (one for one in hotlines.every_line(desk) if one.added)
    assert (added.name, added.etrap) == ("Duty doctor", "wekilbazar")
    assert more.name.text() == ""
    page.rows[added.key].drop.click()
    qtbot.waitUntil(lambda: len(page.rows) == 4)


def test_a_case_shows_the_numbers_of_its_etrap_with_their_source(
    shell: Shell, desk: Workspace, qtbot: QtBot
) -> None:
    hotlines.set_line(desk, "ambulance", "103", "Health house")
    hotlines.add_line(desk, "Duty doctor", "5-22-33", "Asked there", "wekilbazar")
    here, there = (
        cases.first_contact(desk, FirstContact(worry="w", title=etrap, etrap=etrap)).record
        for etrap in ("wekilbazar", "bayramaly")
    )
    shell.open(Target("case", there))
    case = shell.page("case")
    assert isinstance(case, CasePage)
    case._head.open_panel("now")
    panel = case._head._panels["now"]
    assert isinstance(panel, EmergencyPanel)
    assert "Duty doctor" not in " ".join(chip.text() for chip in panel._whom.chips.values())
    shell.open(Target("case", here))
    case._head.open_panel("now")
    assert panel._sure.text() == (
        "Set by the office: Ambulance (Health house)\nSet by the office: Duty doctor (Asked there)"
    )
    assert panel._unsure.text().startswith("The office has not confirmed: Police, Fire brigade")
    (chip,) = (c for c in panel._whom.chips.values() if "Duty doctor" in c.text())
    chip.click()
    assert panel._called.text() == "Duty doctor (5-22-33)"
    panel.act.click()
    with desk.store.reading() as reading:
        (note,) = reading.page(Note, {"case": here})
    assert "Duty doctor (5-22-33)" in note.text
    panel._set.click()
    assert isinstance(shell.page("hotlines"), HotlinesPage)


def test_what_is_half_written_of_a_number_waits_for_its_button(
    page: HotlinesPage, desk: Workspace, qtbot: QtBot
) -> None:
    key = next(iter(page.rows))
    page.rows[key].source.setText("Half an order")
    page.more.name.setText("The duty doctor")
    again = HotlinesPage(page.context)
    qtbot.addWidget(again)
    assert again.rows[key].source.text() == "Half an order"
    assert again.more.name.text() == "The duty doctor"
    again.rows[key].source.setText("Order 12 of 1 November")
    again.rows[key].keep.click()
    again.more.number.setText("12 34 56")
    again.more.source.setText("She said so on 20 November")
    again.more.add.click()
    assert all_unkept(desk) == []
