"""Handing a case over in the office's window: what follows from it is said before it is done."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions import cases, handovers
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.notes import add_task
from socialcase.cases.records import Case, Task
from socialcase.settings import Settings
from socialcase.texts import use_language
from socialcase.ui.page import Target
from socialcase.ui.pages.case.handover_panel import HandoverPanel
from socialcase.ui.pages.case.page import CasePage
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from tests.conftest import Enrolled

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def family(enrolled: Enrolled) -> str:
    """A case at the office, asked to be handed over by who knows the family."""
    case = cases.first_contact(
        enrolled.maral, FirstContact(worry="No income", name={"given": "Ata"}, title="The Atas")
    ).record
    handovers.ask_handover(enrolled.maral, case, "known")
    add_task(enrolled.maral, "Bring the papers", "2026-11-25", case=case)
    enrolled.up(enrolled.maral)
    return case


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, enrolled: Enrolled, family: str) -> Iterator[CasePage]:
    """The case in the office's window."""
    preferences = Preferences(qapp, Settings(palette="light"), lambda _settings: None)
    shell = Shell(enrolled.office, preferences)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell)
    shell.open(Target("case", family))
    made = shell.page("case")
    assert isinstance(made, CasePage)
    yield made
    shell.jobs.finish()
    use_language("en")


def test_the_office_hands_over_and_says_what_follows(
    page: CasePage, enrolled: Enrolled, family: str
) -> None:
    page._head.open_panel("handover")
    panel = page._head._panels["handover"]
    assert isinstance(panel, HandoverPanel)
    assert not panel._fields[0].isVisible()
    choices = handovers.handover_choices(enrolled.office, family)
    assert choices.may_decide
    far = next(one for one in choices.successors if not one.near)
    panel._to.setCurrentIndex(panel._to.findData(""))
    panel.act.click()
    assert panel._fields[1].said
    panel._to.setCurrentIndex(panel._to.findData(far.uid))
    panel._to.activated.emit(panel._to.currentIndex())
    assert "leaves the laptops" in panel._lead.text()
    assert panel.tasks.text() == "1 open task of Maral Annaýewa in this case goes along"
    panel.tasks.click()
    panel.act.click()
    with enrolled.office.store.reading() as reading:
        assert [task.owner for task in reading.page(Task, {"what": "Bring the papers"})] == [
            enrolled.maral.person
        ]
    found = fetch(enrolled.office, Case, family)
    assert (found.owner, found.etrap) == (far.uid, far.etraps[0])
    assert found.handover_asked == ""
