"""Directory, referrals and resources on the command line, on a real workspace."""

from pathlib import Path

import pytest

from socialcase.actions.workspaces import Workspace, close_workspace
from tests.cli.conftest import Run


@pytest.fixture
def here(laptop: Workspace) -> Workspace:
    """A laptop's workspace that is closed, so that commands can open it."""
    close_workspace(laptop)
    return laptop


@pytest.fixture
def case(run: Run, here: Workspace) -> str:
    named = ("--given", "Jeren", "--surname", "Orazgulyýewa")
    person = run("person", "add", *named, "--json", on=here).data["record"]
    opened = run("case", "open", "--person", person, "--worry", "Cold", "--json", on=here)
    return str(opened.data["number"])


def test_a_provider_is_entered_found_and_changed(run: Run, here: Workspace) -> None:
    added = run(
        *("provider", "add", "Home care", "--service", "Уход на дому", "--etrap", "Wekilbazar"),
        *("--capacity", "4", "--protected", "--json"),
        on=here,
    ).data["record"]
    run("provider", "set", added, "address.street", "Gizlin 7", on=here)
    listed = run("provider", "list", "--find", "öýde seretmek", "--json", on=here)
    [found] = listed.data["providers"]
    assert (found["standing"], found["provider"]["services"]) == ("valid", ["home_care"])
    assert "Gizlin" not in listed.out
    assert run("provider", "set", added, "capacity", "many", on=here).status == 1


def test_a_referral_is_refused_without_a_consent_and_goes_its_way_with_one(
    run: Run, here: Workspace, case: str, tmp_path: Path
) -> None:
    asked = run("provider", "add", "Home care", "--json", on=here).data["record"]
    made = run("referral", "add", case, "home_care", "--provider", asked, "--json", on=here)
    uid = made.data["record"]
    refused = run("referral", "send", uid, on=here)
    assert refused.status == 1
    assert "a consent that lets named services know" in refused.err
    assert run("referral", "letter", uid, tmp_path, on=here).status == 1
    assert not list(tmp_path.glob("*.pdf"))
    with_consent(run, here, case)
    written = run("referral", "letter", uid, tmp_path, "--words", "ru", "--json", on=here)
    assert Path(written.data["file"]).read_bytes().startswith(b"%PDF")
    assert run("referral", "send", uid, on=here).status == 0
    assert run("referral", "answer", uid, "refused", on=here).status == 1
    run("referral", "answer", uid, "waiting", "--place", "3", "--words", "Later", on=here)
    [waiting] = run("referral", "list", "--json", on=here).data["referrals"]
    assert waiting["referral"]["place_in_line"] == 3
    [need] = run("referral", "needs", "--service", "Care at home", "--json", on=here).data["needs"]
    assert (need["state"], need["place_in_line"]) == ("waiting", 3)
    run("referral", "begin", uid, "--on", "23.11.2026", on=here)
    run("referral", "end", uid, "Comes every day", on=here)
    [ended] = run("referral", "list", "--case", case, "--json", on=here).data["referrals"]
    assert (ended["referral"]["status"], ended["referral"]["result"]) == (
        "ended",
        "Comes every day",
    )
    assert run("referral", "withdraw", uid, "why", on=here).status == 1


def with_consent(run: Run, here: Workspace, case: str) -> None:
    """No command gives a consent: the act does."""
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.consents import give_consent
    from socialcase.actions.workspaces import open_workspace
    from tests.conftest import PASSPHRASE

    ws = open_workspace(here.folder, PASSPHRASE, anywhere=True)
    give_consent(ws, case_numbered(ws, case), "services")
    close_workspace(ws)


def test_resources_are_entered_in_manat_and_listed_with_totals(
    run: Run, here: Workspace, case: str
) -> None:
    added = run(
        *("resource", "add", case, "Frame", "--kind", "aid", "--value", "340,50", "--json"),
        on=here,
    ).data["record"]
    listed = run("resource", "list", "--json", on=here).data
    assert listed["whole"]["value"] == 34050
    assert "340,50" in run("resource", "list", on=here).out
    assert run("resource", "set", added, "value", "much", on=here).status == 1
    run("resource", "set", added, "status", "promised", on=here)
    run("resource", "set", added, "until", "1.12.2020", on=here)
    [due] = run("resource", "list", "--due", "--json", on=here).data["resources"]
    assert due["late"] > 1000


def test_lists_are_written_as_papers_or_workbooks_without_names(
    run: Run, here: Workspace, case: str, tmp_path: Path
) -> None:
    run("provider", "add", "Home care", "--service", "home_care", on=here)
    run("resource", "add", case, "Frame", "--value", "340,50", on=here)
    paper = run("paper", "providers", tmp_path, "--words", "ru", "--json", on=here).data["file"]
    assert Path(paper).read_bytes().startswith(b"%PDF")
    book = run("paper", "resources", tmp_path / "sums.xlsx", "--json", on=here).data["file"]
    assert Path(book).read_bytes().startswith(b"PK")
    listed = run("paper", "needs", tmp_path, on=here)
    assert listed.status == 0
    assert "needs.pdf" in listed.out
    assert "not encrypted" in listed.err
