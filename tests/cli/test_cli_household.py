"""`socialcase household`: a family from the command line, and its drawings as files."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.finding import fetch
from socialcase.actions.workspaces import Workspace, close_workspace
from socialcase.cases.records import Case
from tests.cli.conftest import Run


@pytest.fixture
def family(laptop: Workspace) -> tuple[Workspace, str, str]:
    """A closed laptop with a case: its number and its person."""
    contact = FirstContact("A worry", name={"given": "Jeren"}, sex="female", birth="1992")
    case = fetch(laptop, Case, first_contact(laptop, contact).record)
    close_workspace(laptop)
    return laptop, case.number, case.person


def test_a_family_grows_and_is_drawn(
    run: Run, family: tuple[Workspace, str, str], tmp_path: Path
) -> None:
    ws, case, jeren = family
    mother = run("household", "relative", case, jeren, "parent", "--sex", "female", "--json", on=ws)
    assert mother.status == 0
    child = run(
        *("household", "relative", case, jeren, "child", "--given", "Aýna", "--here", "--json"),
        on=ws,
    ).data["record"]
    care = ("household", "relation", case, child, jeren, "cares_for")
    harm = ("household", "relation", case, mother.data["record"], jeren, "bond", "--how", "harm")
    tie = ("household", "tie", case, "school", "--name", "School No. 12", "--flow", "to_them")
    assert [run(*one, on=ws).status for one in (care, harm, tie)] == [0, 0, 0]
    extra = run("household", "tie", case, "work", "--json", on=ws).data["record"]
    assert run("household", "end", extra, on=ws).status == 0
    cards = {one["uid"]: one for one in run("household", "members", case, "--json", on=ws).data}
    assert cards[mother.data["record"]]["called"] == "Mother of Jeren"
    assert cards[child]["spoken"] == "Aýna, Child of Jeren, lives here, cares for Jeren"
    assert "Mother of Jeren" in run("household", "members", case, on=ws).out
    plain, asked = tmp_path / "a.svg", tmp_path / "b.svg"
    run("household", "drawing", case, plain, on=ws)
    run("household", "drawing", case, asked, "--with", "bonds", on=ws)
    assert "#ae2a1e" not in plain.read_text("utf-8")
    assert "#ae2a1e" in asked.read_text("utf-8")
    run("household", "drawing", case, tmp_path / "around.svg", "--ecomap", on=ws)
    ElementTree.parse(tmp_path / "around.svg")
    done = run("household", "paper", case, tmp_path / "family.pdf", "--words", "tk", on=ws)
    assert done.status == 0
    assert (tmp_path / "family.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_is_refused(run: Run, family: tuple[Workspace, str, str]) -> None:
    ws, case, jeren = family
    added = run("household", "relative", case, jeren, "parent", "--json", on=ws)
    mother = added.data["record"]
    refused = run("household", "relation", case, jeren, mother, "parent", "--json", on=ws)
    assert (refused.status, refused.data["error"]["name"]) == (1, "GoesRound")
    wrong = run("household", "relation", case, jeren, mother, "bond", "--how", "married", on=ws)
    assert wrong.status == 1
