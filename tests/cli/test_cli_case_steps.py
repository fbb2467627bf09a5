"""The steps of a case without a screen: risk, deadlines, urgent help, closing, handing over."""

import pytest

from socialcase.actions.workspaces import Workspace, close_workspace
from tests.cli.conftest import Run
from tests.conftest import Enrolled


@pytest.fixture
def here(laptop: Workspace) -> Workspace:
    """A laptop's workspace that is closed, so that commands can open it."""
    close_workspace(laptop)
    return laptop


def opened(run: Run, on: Workspace) -> str:
    """The number of a new case."""
    person = run("person", "add", "--given", "Jeren", "--json", on=on).data["record"]
    ran = run("case", "open", "--person", person, "--worry", "Cold", "--json", on=on)
    return str(ran.data["number"])


def test_a_case_goes_its_way_to_the_end_and_back(run: Run, here: Workspace) -> None:
    case = opened(run, here)
    assert run("case", "risk", case, "high", "--why", "Alone", on=here).status == 0
    due = run("case", "deadlines", case, "--json", on=here).data["deadlines"]
    assert [(one["what"], one["days"]) for one in due] == [("assess", 1), ("contact", 7)]
    assert "Our proposal, not a standard" in run("case", "deadlines", case, on=here).out
    run("case", "urgent", case, "--needed", "Coal tonight", on=here)
    assert "Urgent help now" in run("case", "show", case, on=here).out
    run("case", "urgent", case, "--given", "A sack of coal", "--in-service", on=here)
    run("case", "call", case, "--whom", "Ambulance", "--words", "Came at once", on=here)
    shown = run("case", "show", case, "--json", on=here).data["header"]
    assert (shown["case"]["status"], shown["case"]["urgent_what"]) == ("in_service", "")
    closing = ("--reason", "goals_met", "--outcome", "Warm")
    refused = run("case", "close", case, *closing, on=here)
    assert refused.status == 1
    assert "what the family says of the help" in refused.err
    assert run("case", "close", case, *closing, "--feedback", "Thanks", on=here).status == 0
    assert run("case", "deadlines", case, on=here).out.strip() == "Nothing is due."
    assert run("case", "reopen", case, "--why", "Cold again", on=here).status == 0
    assert run("case", "list", "--json", on=here).data["cases"][0]["status"] == "intake"


def test_what_is_open_is_listed_and_settled(run: Run, here: Workspace) -> None:
    case = opened(run, here)
    assert run("case", "remaining", case, "--json", on=here).data == {"remaining": []}
    wrong = ("--settle", f"{'b' * 26}=done")
    closing = ("--reason", "refused", "--outcome", "No help wanted")
    assert run("case", "close", case, *closing, *wrong, on=here).status == 1
    assert run("case", "close", case, *closing, on=here).status == 0


def test_the_office_sets_deadlines_and_hands_a_case_over(run: Run, enrolled: Enrolled) -> None:
    office, coordinator = enrolled.office, enrolled.coordinator
    oraz = enrolled.oraz.person
    for ws in (office, coordinator):
        close_workspace(ws)
    days = ("--high", "2", "--medium", "4", "--low", "9", "--source", "Order 12")
    assert run("norm", "set", "plan", *days, on=coordinator).status == 1
    assert run("norm", "set", "plan", *days, on=office).status == 0
    found = run("norm", "list", "--json", on=office).data["norms"]
    plan = next(one for one in found if one["what"] == "plan")
    assert plan["low"] == {"days": 9, "source": "Order 12", "own": True}
    assert "Set by the office: Order 12" in run("norm", "list", on=office).out
    assert run("norm", "drop", "plan", on=office).status == 0
    case = opened(run, office)
    who = run("case", "successors", case, "--json", on=office).data["successors"]
    assert oraz in [one["uid"] for one in who]
    assert run("case", "ask-handover", case, "--reason", "language", on=office).status == 0
    assert run("case", "ask-handover", case, "--back", on=office).status == 0
    assert run("case", "hand-over", case, oraz, on=office).status == 0
    head = run("case", "show", case, "--json", on=office).data["header"]
    assert head["case"]["owner"] == oraz
