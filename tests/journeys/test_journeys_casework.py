"""A family's way on a specialist's laptop with the keyboard alone: contact, note, visit, plan."""

from collections.abc import Callable
from pathlib import Path

import pytest

from socialcase.actions.case_file import case_file
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case
from tests.conftest import PASSPHRASE
from tests.journeys.hands import Hands

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """An empty laptop, closed."""
    close_workspace(laptop)
    return laptop.folder


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


def first_contact(hands: Hands) -> None:
    """From Today to an open case."""
    hands.press("Ctrl+1")
    hands.push("First contact")
    assert hands.where() == "Given name"
    hands.type("Ogulgerek")
    hands.fill("Surname", "Öwezowa")
    hands.fill("What is the worry?", "Ýalňyz ýaşaýar, иногда не ест")
    hands.press("Ctrl+Enter")
    hands.wait_for("The case is open")


def test_first_contact_note_and_visit(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    hands.begin()
    first_contact(hands)
    hands.begin()
    assert hands.where() == "New note"
    hands.type("Goňşusy günde bir gezek baryp görýär")
    hands.press("Enter")
    hands.wait_for("Note kept")
    assert hands.sees("Kept ")
    hands.begin()
    hands.tab_to("Everything")
    hands.press("V")
    assert hands.where() == "What you saw, heard and agreed"
    hands.type("Öýde, ýagdaýy gowy")
    hands.back_to("Minutes")
    hands.type("forty")
    hands.press("Enter")
    assert hands.sees("Write a number.")
    hands.press("Ctrl+A")
    hands.type("40")
    hands.press("Enter")
    hands.wait_for("Visit kept")
    hands.window.close()
    ws = kept(folder)
    with ws.store.reading() as reading:
        file = case_file(ws, reading.page(Case)[0].uid)
    close_workspace(ws)
    assert file.header.subject.endswith("Öwezowa")
    assert [v.note for v in file.visits] == ["Öýde, ýagdaýy gowy"]
    assert "Goňşusy günde bir gezek baryp görýär" in [entry.text for entry in file.timeline]


def test_a_plan_is_written_and_given_to_the_coordinator(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    first_contact(hands)
    hands.begin()
    hands.press("Alt+G")  # the keyboard is in the note
    hands.type("Jeren goes to school every day")
    hands.press("Enter")
    hands.wait_for("Goal added")
    hands.wait(lambda: "Jeren goes to school" in hands.where(), "the goal has not the keyboard")
    hands.press("A")
    hands.type("Talk to the head teacher")
    hands.press("Enter")
    hands.wait_for("“Talk to the head teacher” added")
    hands.press("Esc")
    assert hands.where() == "Give to the coordinator"
    hands.press("Space")
    hands.wait_for("Sent for approval")
    hands.window.close()
    ws = kept(folder)
    with ws.store.reading() as reading:
        plan = case_file(ws, reading.page(Case)[0].uid).plan
    close_workspace(ws)
    assert plan is not None
    assert plan.plan.status == "sent"
    assert [a.what for a in plan.goals[0].actions] == ["Talk to the head teacher"]


def test_what_was_done_is_taken_back(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    first_contact(hands)
    for taken_back in (lambda: hands.push("Undo"), lambda: hands.press("Ctrl+Z")):
        take_back(hands, taken_back)


def take_back(hands: Hands, how: Callable[[], None]) -> None:
    """Write a note and take it back."""
    hands.tab_to("New note")
    hands.type("Not this family")
    hands.press("Enter")
    hands.wait_for("Note kept")
    hands.wait(lambda: "Not this family" in hands.rows("Timeline"), "no note")
    how()
    hands.wait(lambda: "Not this family" not in hands.rows("Timeline"), "the note stays")
