"""The evening after four visits: from Today one after the other, within 90 s and 5 clicks each."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import CaseFile
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.visits import plan_visit
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case, Task
from tests.conftest import PASSPHRASE
from tests.journeys.both_hands import BothHands
from tests.journeys.looks import in_every_language

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DUE = "Visits due this week"
NOTE = "What you saw, heard and agreed"
PEOPLE = (
    ("Jeren Orazgulyýewa", "Soltanabat"),
    ("Ogulgerek Öwezowa", "Täze oba"),
    ("Baýram Nuryýew", "Garagum"),
    ("Maýsa Annamyradowa", "Zähmet"),
)
SECONDS, CLICKS = 90, 5
"""What one visit may cost (reckoned, with what was written), by whichever hand."""


@pytest.fixture
def folder(laptop: Workspace) -> Path:
    """A laptop with four families, each with a visit that was planned for today."""
    close_workspace(laptop)
    ws = kept(laptop.folder)
    for name, village in PEOPLE:
        given, surname = name.split()
        contact = FirstContact(
            worry="Lives alone",
            name={"given": given, "surname": surname},
            address={"settlement": village},
        )
        case = first_contact(ws, contact).record
        plan_visit(ws, case, ws.today.isoformat(), purpose="How the week was")
    close_workspace(ws)
    return laptop.folder


def kept(folder: Path) -> Workspace:
    """The workspace as the next one who opens it finds it."""
    return open_workspace(folder, PASSPHRASE, anywhere=True)


def files_of(ws: Workspace) -> dict[str, CaseFile]:
    """The case files by whose they are."""
    with ws.store.reading() as reading:
        cases = reading.page(Case)
    files = [case_file(ws, case.uid) for case in cases]
    return {file.header.subject: file for file in files}


def due_in_their_order(both: BothHands) -> list[str]:
    """Whom the list on Today names, from above."""
    lines = both.rows(DUE).splitlines()
    return [name for line in lines for name, _village in PEOPLE if name in line]


def in_days(days: int) -> str:
    """A day from today on as people type it: day and month."""
    day = datetime.now(ASHGABAT).date() + timedelta(days=days)
    return f"{day.day}.{day.month}"


@pytest.fixture
def evening(both: BothHands, folder: Path) -> BothHands:
    """Somebody sits down at Today."""
    both.unlock(folder, PASSPHRASE)
    both.begin()
    both.wait_for(DUE)
    return both


@in_every_language
def test_four_visits_are_written_down_one_after_the_other(evening: BothHands, folder: Path) -> None:
    both, order = evening, due_in_their_order(evening)
    assert len(order) == 4
    with both.step("Done, with a thing to do"):
        both.click_row(DUE, order[0])
        both.wait_for("What came of the visit?")
        assert both.where() == NOTE
        both.type("Sleeps better, eats twice a day. The stove smokes.")
        both.press("Enter")
        both.type(f"-> ask about the stove {in_days(7)}")
        both.wait_for("Task: ask about the stove")
        both.press("Ctrl+Enter")
        both.wait(lambda: both.where() == f"Write it down · {order[1]}", both.where())
    with both.step("Nobody at home, the next visit planned"):
        both.press("Enter")
        both.wait_for("What came of the visit?")
        both.click("Nobody at home")
        both.write("Next visit on", in_days(3))
        both.press("Ctrl+Enter")
        both.wait(lambda: both.where() == f"Write it down · {order[2]}", both.where())
    with both.step("Not admitted, with the next step"):
        both.press("Enter")
        both.wait_for("What came of the visit?")
        both.click("Not admitted")
        assert both.where() == NOTE
        both.type("A man at the door says she is not at home. Her shoes stand there.")
        both.write("Next step", "Ask the nurse to look in")
        both.press("Ctrl+Enter")
        both.wait(lambda: both.where() == f"Write it down · {order[3]}", both.where())
    with both.step("Done, with minutes, who was met and the next visit"):
        both.press("Enter")
        both.wait_for("What came of the visit?")
        both.type("The papers are ready, the pension comes on the fifth. She laughs again.")
        both.write("Minutes", "40")
        both.click(order[3].split()[0])
        both.write("Next visit on", in_days(14))
        both.press("Enter")
        both.wait_for("Visit kept")
    assert max(step.count.clicks for step in both.steps) <= CLICKS
    assert max(step.reckoned - step.took for step in both.steps) <= SECONDS
    both.press("Ctrl+1")
    both.wait_for("No visit today")
    assert order[1] in both.rows(DUE), "who was not at home is visited this week still"
    look_at_what_is_kept(both, folder, order)


def look_at_what_is_kept(both: BothHands, folder: Path, order: list[str]) -> None:
    """Every visit has what was written, and what comes next is in the lists."""
    both.window.close()
    ws = kept(folder)
    files = files_of(ws)
    with ws.store.reading() as reading:
        asked = [(task.what, task.due) for task in reading.page(Task)]
    close_workspace(ws)
    logged = [visit for name in order for visit in files[name].visits if visit.told_on]
    assert [visit.outcome for visit in logged] == ["done", "not_home", "not_admitted", "done"]
    assert (logged[3].minutes, logged[3].met) == (40, order[3])
    assert asked == [("ask about the stove", (ws.today + timedelta(days=7)).isoformat())]
    assert files[order[2]].header.next.words == "Ask the nurse to look in"
    planned = [v.planned for name in order for v in files[name].visits if v.outcome == "planned"]
    assert [(day - ws.today).days for day in planned if day] == [3, 14]
