"""`socialcase person` and `socialcase certificate` on a real workspace."""

import pytest

from socialcase.actions.workspaces import Workspace, close_workspace
from tests.cli.conftest import Run


@pytest.fixture
def at(laptop: Workspace) -> list[str]:
    """The options that name a laptop that is closed."""
    close_workspace(laptop)
    return ["--workspace", str(laptop.folder), "--json"]


def test_a_person_is_registered_as_people_say_it_and_known_again(run: Run, at: list[str]) -> None:
    words = ["--given", "Jeren", "--surname", "Orazgulyýewa", "--birth", "about 1992"]
    made = run("person", "add", *words, "--phone", "+993 65 12-34-56", *at)
    uid = made.data["record"]
    run("person", "set", uid, "languages", "tk, tk_sign", *at)
    run("person", "set", uid, "communication", "Face to face", *at)
    shown = run("person", "show", uid, *at).data["person"]
    assert (shown["birth"], shown["communication"]) == ("~1992", "Face to face")
    assert sorted(shown["languages"]) == ["tk", "tk_sign"]
    known = run("person", "known", "--phone", "865123456", *at).data["people"]
    assert [(one["person"]["uid"], one["reasons"]) for one in known] == [(uid, ["same_phone"])]
    assert run("person", "known", "--name", "Serdar Amanow", *at).data == {"people": []}


def test_a_birth_that_is_none_is_refused(run: Run, at: list[str]) -> None:
    refused = run("person", "add", "--given", "Ata", "--birth", "long ago", *at)
    assert refused.status == 1
    assert "long ago" not in refused.err


def test_papers_are_noted_and_those_that_end_are_listed(run: Run, at: list[str]) -> None:
    uid = run("person", "add", "--given", "Ata", *at).data["record"]
    run("certificate", "add", uid, "disability", "--number", "LB-77", "--until", "2020-01-01", *at)
    run("certificate", "add", uid, "birth", *at)
    listed = run("certificate", "list", uid, *at).data["certificates"]
    assert [one["certificate"]["what"] for one in listed] == ["disability", "birth"]
    assert listed[0]["days"] < 0
    ending = run("certificate", "ending", "--days", "9000", *at).data["certificates"]
    assert ending == []  # it ended years ago
    refused = run("certificate", "add", uid, "driving", *at)
    assert refused.status == 1


def test_what_a_command_shows_of_a_file_is_noted_as_read(run: Run, at: list[str]) -> None:
    person = run("person", "add", "--given", "Ata", *at).data["record"]
    case = run("case", "open", "--person", person, "--worry", "No income", *at).data["record"]
    assert run("case", "show", case, *at).data["looked"] == {"at": None, "changes": 0}
    run("person", "show", person, *at)
    (seen,) = run("case", "seen", case, *at).data["seen"]
    assert (seen["times"], seen["people"]) == (1, 1)
    assert run("case", "show", case, *at).data["looked"]["at"] is not None
    for command in (
        ("plan", "show", case),
        ("need", "list", case),
        ("case", "deadlines", case),
        ("case", "remaining", case),
        ("household", "members", case),
        ("attachment", "list", case),
        ("referral", "list", "--case", case),
        ("record", "history", case),
        ("certificate", "list", person),
    ):
        assert run(*command, *at).status == 0
    said = run("case", "seen", case, *at[:2]).out
    assert "Maral Annaýewa" in said
    assert "looked at a person in it once" in said


def test_the_history_of_a_record_is_said_in_words(run: Run, at: list[str]) -> None:
    uid = run("person", "add", "--given", "Ata", "--sex", "male", *at).data["record"]
    said = run("record", "history", uid, *at[:2]).out
    assert "Male" in said
    assert "{" not in said
