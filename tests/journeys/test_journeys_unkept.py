"""What is typed and not kept yet outlives a kill and a lock."""

from pathlib import Path

import pytest

from socialcase.actions.case_file import case_file
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.records import Case, Person
from tests.conftest import PASSPHRASE
from tests.journeys.at_the_form import to_the_worry
from tests.journeys.both_hands import BothHands
from tests.journeys.killed import killed_while_typing
from tests.journeys.looks import Look, in_every_language

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LETTERS = [40, *(pytest.param(n, marks=pytest.mark.soak) for n in (1, 2, 63, 150))]


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """An empty laptop, closed."""
    close_workspace(laptop)
    return laptop.folder


@in_every_language
@pytest.mark.parametrize("letters", LETTERS)
def test_a_first_contact_stands_there_again_after_a_kill_and_after_a_lock(
    both: BothHands, folder: Path, look: Look, letters: int
) -> None:
    typed = killed_while_typing(folder, "contact", letters, look)
    both.unlock(folder, PASSPHRASE)
    both.begin()
    both.click("Go on with the first contact")
    both.wait_for("not kept yet")
    both.tab_to("What is the worry?")
    both.press("End")
    both.type(" End")
    both.press("Ctrl+L")
    both.unlock(folder, PASSPHRASE)
    both.begin()
    both.click("Go on with the first contact")
    both.press("Ctrl+Enter")
    both.wait_for("The case is open")
    both.window.close()
    ws = open_workspace(folder, PASSPHRASE, anywhere=True)
    with ws.store.reading() as reading:
        [case] = reading.page(Case)
        people = {one.name_given: one for one in reading.page(Person)}
    household = case_file(ws, case.uid).household
    close_workspace(ws)
    # the letter that was on its way may have been kept before it was said
    assert case.worry.startswith(typed.strip())
    assert case.worry.endswith(" End")
    assert len(case.worry) - len(typed) <= len(" End") + 2
    assert people.keys() == {"Läle", "Aman"}
    told = people["Läle"]
    assert (told.safe_contact_allowed, told.safe_contact_say) == ("no", "Maral from the school")
    assert household is not None
    assert len(household.members) == 2


def test_a_lock_amid_a_first_contact_leaves_nothing_on_the_screen(
    both: BothHands, folder: Path
) -> None:
    both.unlock(folder, PASSPHRASE)
    both.begin()
    to_the_worry(both)
    both.type("Money goes away")
    both.press("Ctrl+L")
    assert not both.sees("Maral from the school")
    assert not both.sees("Läle")
