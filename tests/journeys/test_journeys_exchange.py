"""To the office and back with the keyboard alone: send, read, settle a conflict, receive."""

from collections.abc import Callable
from pathlib import Path

import pytest

from socialcase.actions.cases import FirstContact, first_contact, set_risk
from socialcase.actions.workspaces import close_workspace, open_workspace
from socialcase.cases.records import Case
from tests.conftest import PASSPHRASE, Enrolled
from tests.journeys.hands import Hands

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def apart(enrolled: Enrolled) -> Enrolled:
    """Specialist and office have the same case; the office has set another risk since."""
    contact = FirstContact(worry="Misses school", name={"given": "Jeren", "surname": "Nuryýewa"})
    case = first_contact(enrolled.maral, contact).record
    set_risk(enrolled.maral, case, "medium", "Misses school often")
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.maral)
    set_risk(enrolled.office, case, "low", "The aunt comes on three mornings")
    for bundle in enrolled.stick.iterdir():
        bundle.unlink()
    for ws in (enrolled.office, enrolled.maral, enrolled.oraz, enrolled.coordinator):
        close_workspace(ws)
    return enrolled


def risk_of(folder: Path) -> str:
    """The risk level as the workspace in `folder` keeps it."""
    ws = open_workspace(folder, PASSPHRASE, anywhere=True)
    with ws.store.reading() as reading:
        found = reading.page(Case)[0].risk_level
    close_workspace(ws)
    return str(found)


def test_to_the_office_and_back(at_window: Callable[[], Hands], apart: Enrolled) -> None:
    maral = at_window()
    maral.unlock(apart.maral.folder, PASSPHRASE)
    set_high_risk(maral)
    send(maral, apart.stick, "Send to office")
    maral.press("Ctrl+L")
    officer = at_window()
    officer.unlock(apart.office.folder, PASSPHRASE)
    read_inbox(officer, apart.stick)
    settle(officer)
    send(officer, apart.stick, "Send to laptops")
    officer.window.close()
    maral.unlock(apart.maral.folder, PASSPHRASE)
    receive(maral, apart.stick)
    maral.window.close()
    assert risk_of(apart.maral.folder) == risk_of(apart.office.folder) == "high"


def set_high_risk(maral: Hands) -> None:
    """Find the case and set its risk, not knowing what the office has set."""
    maral.begin()
    maral.press("Ctrl+K")
    maral.type("нурыева")
    maral.press("Enter")
    maral.push("Jeren Nuryýewa")
    maral.wait_for("Ask for consent")
    maral.press("Alt+R")
    assert maral.where() == "Medium risk"
    maral.press("1")
    assert maral.where() == "Why"
    maral.type("A child does an adult's work")
    maral.press("Ctrl+Enter")
    maral.wait_for("A child does an adult's work")


def send(hands: Hands, stick: Path, words: str) -> None:
    """Exchange: choose the folder that stands for the stick and write."""
    hands.begin()
    hands.press("Ctrl+6")
    hands.choose_folder(stick)
    hands.push(words)
    hands.wait_for("You may remove the stick.")


def read_inbox(officer: Hands, stick: Path) -> None:
    """The office takes in what lies on the stick and sees that something differs."""
    officer.begin()
    officer.press("Ctrl+7")
    officer.choose_folder(stick)
    officer.push("Read bundles")
    officer.wait_for("1 bundle read, 1 was new")
    officer.wait_for("1 thing needs a person")


def settle(officer: Hands) -> None:
    """Look at both versions and keep that of the specialist."""
    officer.begin()
    officer.press("Ctrl+8")
    officer.wait_for("2 versions: Risk level")
    officer.tab_to("Keep the version of Maral Annaýewa")
    officer.press("Space")
    officer.press("Enter")
    officer.wait_for("This version is kept")


def receive(maral: Hands, stick: Path) -> None:
    """The laptop takes the office's bundle in and knows what the office has."""
    maral.begin()
    maral.press("Ctrl+6")
    maral.choose_folder(stick)
    maral.wait_for_control("Receive")
    maral.push("Receive")
    maral.wait_for("Everything was taken in.")
    maral.press("Ctrl+1")
    maral.wait_for("The office has everything up to")
