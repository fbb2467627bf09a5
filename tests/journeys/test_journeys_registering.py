"""A first contact with the keyboard alone: who is known already, and a family in one go."""

from pathlib import Path

import pytest

from socialcase.actions.people import add_person, members_of
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case, Person
from tests.conftest import PASSPHRASE
from tests.journeys.hands import Hands

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """A laptop on which one person is registered, closed."""
    add_person(laptop, {"given": "Jeren", "surname": "Orazgulyýewa"}, birth="1992")
    close_workspace(laptop)
    return laptop.folder


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


def begin(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    hands.press("Ctrl+1")
    hands.push("First contact")
    hands.begin()
    assert hands.where() == "Given name"


def test_a_family_of_five_is_registered_in_one_go(hands: Hands, folder: Path) -> None:
    begin(hands, folder)
    hands.type("Ogulgerek")
    hands.fill("Surname", "Öwezowa")
    hands.fill("Born, or age", "64")
    hands.fill("What is the worry?", "Two grandchildren, their parents are away")
    hands.tab_to("Others of the family")
    hands.type("Aman 9 agtygy")
    hands.press("Enter")
    hands.type("Läle, 6, внучка")
    hands.press("Enter")
    hands.type("daughter Sona 38")
    hands.press("Enter")
    hands.type("зять")
    hands.press("Ctrl+Enter")
    hands.wait_for("The case is open")
    print(f"family of five: {hands.count}")
    hands.window.close()
    ws = kept(folder)
    with ws.store.reading() as reading:
        [case] = reading.page(Case)
        people = {p.uid: p for p in reading.page(Person)}
    at_home = [(people[m.person], m.role) for m in members_of(ws, case.household)]
    assert {(p.name_given or p.alias, p.birth, role) for p, role in at_home} == {
        ("Ogulgerek", "~1962", "main"),
        ("Aman", "~2017", "grandchild"),
        ("Läle", "~2020", "grandchild"),
        ("Sona", "~1988", "child"),
        ("зять", "", "in_law"),
    }
    close_workspace(ws)


def test_somebody_known_is_taken_with_two_keys(hands: Hands, folder: Path) -> None:
    begin(hands, folder)
    hands.type("Джерен")
    hands.fill("Surname", "Оразгулыева")
    hands.wait_for("Perhaps known already")
    hands.push("This is them · Jeren Orazgulyýewa, about 33")
    assert hands.where() == "What is the worry?"
    hands.type("Lost her work")
    hands.press("Ctrl+Enter")
    hands.wait_for("The case is open")
    print(f"somebody known: {hands.count}")
    hands.window.close()
    ws = kept(folder)
    with ws.store.reading() as reading:
        [person] = reading.page(Person)
        [case] = reading.page(Case)
    assert case.person == person.uid
    close_workspace(ws)
