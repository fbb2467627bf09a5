"""A needs assessment with the keyboard alone: begun, interrupted, taken up again, finished."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case
from tests.conftest import PASSPHRASE
from tests.journeys.hands import Hands

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """A laptop with one case, closed."""
    contact = FirstContact(worry="Lives alone", name={"given": "Baýram", "surname": "Nuryýew"})
    first_contact(laptop, contact)
    close_workspace(laptop)
    return laptop.folder


def begin_assessment(hands: Hands) -> None:
    """From Today through the case to the first question."""
    hands.begin()
    hands.press("Ctrl+3")
    hands.tab_to("Cases")
    hands.press("Enter")
    hands.wait_for("Ask for consent")
    hands.turn_to("Assessments")
    hands.tab_to("Form")
    hands.press("Down")
    hands.push("Begin an assessment")
    hands.wait_for("Can we speak alone?")


def first_page(hands: Hands) -> None:
    """Digits choose, Enter goes on, a day in the future is refused and stays to be corrected."""
    assert "1.1" in hands.where()
    assert not hands.sees("Who answers")  # nothing else shows until that is answered
    hands.press("1", "Enter")
    hands.wait_for("Who answers")
    assert "1.2" in hands.where()
    hands.type("1.1.2099")
    hands.press("Enter")
    hands.wait_for("The talk cannot lie in the future.")
    assert "1.2" in hands.where()
    hands.press("Ctrl+A")
    hands.type("20.11.2026")
    hands.press("Enter")
    assert not hands.sees("The talk cannot lie in the future.")
    hands.press("1", "Enter", "1", "Enter")
    hands.type("Baýramyň özi")
    hands.press("Enter", "1", "Enter", "1", "Enter")


def finish(hands: Hands) -> None:
    """From one missing answer to the next until nothing is missing."""
    for _ in range(200):
        hands.press("F8")
        if hands.sees("Nothing is missing."):
            return
        answer(hands)
    raise AssertionError(hands.said())


def answer(hands: Hands) -> None:
    """Something that a person might answer to the question that the keyboard is on."""
    place = QApplication.focusWidget()
    if isinstance(place, QAbstractButton):
        hands.press("1")
    elif isinstance(place, QPlainTextEdit):
        hands.type("Baýram")
    elif isinstance(place, QLineEdit):
        hands.type("20.11.2026" if "day" in place.placeholderText() else "1")
    hands.press("Enter")


def test_filled_interrupted_and_finished(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    begin_assessment(hands)
    first_page(hands)
    hands.wait_for("2  Household and care")
    hands.press("1", "Enter")
    hands.press("Ctrl+L")
    hands.unlock(folder, PASSPHRASE)
    hands.begin()
    hands.press("Ctrl+4", "Enter")
    hands.wait_for("2  Household and care")
    assert hands.where().partition(":")[0] != ""
    finish(hands)
    hands.push("Finish the assessment")
    hands.wait_for("The assessment is finished")
    hands.window.close()
    ws = open_workspace(folder, PASSPHRASE, anywhere=True)
    with ws.store.reading() as reading:
        file = case_file(ws, reading.page(Case)[0].uid)
    close_workspace(ws)
    assert [a.assessment.told_on for a in file.assessments]
    assert not file.drafts
