"""A family of three generations drawn from nothing, with the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from socialcase.actions.family import family_file
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case
from socialcase.ui.widgets.drawing_view import DrawnSpot
from tests.conftest import PASSPHRASE
from tests.journeys.hands import Hands, name_of

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """An empty laptop, closed."""
    close_workspace(laptop)
    return laptop.folder


def to_drawing(hands: Hands) -> None:
    """Tab until the keyboard is in the genogram."""
    for _ in range(40):
        if isinstance(QApplication.focusWidget(), DrawnSpot):
            return
        hands.press("Tab")
    raise AssertionError(f"no drawing, but {hands.where()!r}")


def drawn(hands: Hands) -> list[str]:
    """What a screen reader says of everybody in the genogram."""
    spots = hands.window.findChildren(DrawnSpot)
    return [name_of(spot) for spot in spots if spot.isVisible()]


def add(hands: Hands, keys: tuple[str, ...], **fields: str) -> None:
    """Add a relative of whoever is chosen: keys choose what they are."""
    hands.press("Enter")
    hands.push("Relative")
    assert hands.where() == "What they are"
    hands.press(*keys)
    for name, text in fields.items():
        hands.fill({"Born": "Born, or age"}.get(name, name.replace("_", " ")), text)
    before = len(drawn(hands))
    hands.push("Add the relative")
    hands.wait(lambda: len(drawn(hands)) == before + 1, f"{drawn(hands)}")
    hands.wait(lambda: isinstance(QApplication.focusWidget(), DrawnSpot), hands.where())


def test_three_generations_from_nothing(hands: Hands, folder: Path) -> None:
    hands.unlock(folder, PASSPHRASE)
    hands.press("Ctrl+1")
    hands.push("First contact")
    hands.type("Jeren")
    hands.fill("What is the worry?", "Çaga mekdebe barmaýar")
    hands.push("Open the case")
    hands.wait_for("The case is open")
    hands.begin()
    hands.turn_to("Household")
    to_drawing(hands)
    assert hands.where().startswith("Jeren")
    add(hands, ("Home",), Born="~1960")  # a parent: nothing else is known
    assert "Parent of Jeren, ~66" in drawn(hands)
    add(hands, ("Home", "Down"), Given_name="Batyr")  # a partner
    add(hands, ("Home", "Down", "Down"), Given_name="Aýna", Born="2014")  # a child of both
    hands.press("Down")
    assert hands.where().startswith("Aýna, 11, Child of ")
    hands.press("Enter")
    assert hands.where() == "Relative"
    hands.push("Relation")
    assert hands.where() == "Relation"
    hands.tab_to("To whom")
    hands.type("Jeren")
    hands.push("Add the relation")
    hands.wait(lambda: any("cares for Jeren" in one for one in drawn(hands)), f"{drawn(hands)}")
    hands.push("Moves in …")
    assert hands.where() == "On which day"
    hands.press("Enter")
    hands.wait(lambda: any("lives here" in one for one in drawn(hands)), f"{drawn(hands)}")
    print(f"three generations: {hands.count}")
    hands.press("Ctrl+Z")
    hands.wait(lambda: not any("lives here" in one for one in drawn(hands)), f"{drawn(hands)}")
    hands.window.close()
    ws = open_workspace(folder, PASSPHRASE, anywhere=True)
    with ws.store.reading() as reading:
        (case,) = reading.page(Case)
    file = family_file(ws, case.uid)
    close_workspace(ws)
    names = {person.name_given for person in file.people.values()}
    assert names == {"", "Jeren", "Batyr", "Aýna"}
    assert sorted(file.family.generation.values()) == [0, 1, 1, 2]
    assert len(file.family.cares) == 1
