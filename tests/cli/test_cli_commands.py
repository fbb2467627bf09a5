"""The command line on real workspaces: what it prints, what it refuses, its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from socialcase.actions import cases
from socialcase.actions.workspaces import Workspace, close_workspace
from socialcase.cli.program import main
from tests.cli.conftest import NoScreen, Run
from tests.conftest import PASSPHRASE, Enrolled
from tests.unwritable import contents, unwritable

ROOT = Path(__file__).resolve().parents[2]
FORM = """
| survey  |                   |       |             |              |             |             |
|         | type              | name  | label       | relevant     | constraint  | calculation |
|         | integer           | age   | How old?    |              | . < 120     |             |
|         | text              | adult | What work?  | ${age} >= 18 |             |             |
|         | begin repeat      | child | Child       |              |             |             |
|         | text              | name  | Name        |              |             |             |
|         | end repeat        |       |             |              |             |             |
|         | calculate         | n     |             |              |             | count(${child}) |
| settings |                  |       |             |              |             |             |
|         | form_title        | form_id | version   |              |             |             |
|         | Small form        | small | 1           |              |             |             |
"""


@pytest.fixture
def here(laptop: Workspace) -> Workspace:
    """A laptop's workspace that is closed, so that commands can open it."""
    close_workspace(laptop)
    return laptop


@pytest.fixture
def person(run: Run, here: Workspace) -> str:
    ran = run("person", "add", "--given", "Jeren", "--surname", "Orazgulyýewa", "--json", on=here)
    return str(ran.data["record"])


@pytest.fixture
def case(run: Run, here: Workspace, person: str) -> str:
    ran = run("case", "open", "--person", person, "--worry", "Cold", "--json", on=here)
    return str(ran.data["number"])


def test_a_person_is_added_found_and_shown(run: Run, here: Workspace, person: str) -> None:
    assert (
        run("person", "find", "Оразгулыева", "--json", on=here).data["people"][0]["uid"] == person
    )
    shown = run("person", "show", person, on=here)
    assert shown.status == 0
    assert "Jeren Orazgulyýewa" in shown.out


def test_a_case_is_opened_changed_and_shown(run: Run, here: Workspace, case: str) -> None:
    done = run("case", "set", case, "risk.level", "high", "--json", on=here)
    assert done.data["changes"] == 1
    assert run("case", "set", case, "risk.level", "high", "--json", on=here).data["save"] == ""
    listed = run("case", "list", "--risk", "high", "--json", on=here).data["cases"]
    assert [row["number"] for row in listed] == [case]
    assert run("case", "list", "--status", "closed", "--json", on=here).data["cases"] == []
    shown = run("case", "show", case, "--json", on=here).data
    assert shown["header"]["risk"]["level"] == "high"
    assert shown["header"]["next"]["act"] == "ask_consent"
    assert "High risk" in run("case", "show", case, on=here).out


def test_an_act_is_undone_and_both_stay_in_the_history(
    run: Run, here: Workspace, case: str
) -> None:
    done = run("case", "set", case, "title", "Orazgulyýew family", "--json", on=here).data
    undone = run("undo", done["save"], "--json", on=here)
    assert undone.status == 0
    lines = run("record", "history", done["record"], "--field", "title", "--json", on=here).data
    assert [line["new"] for line in lines["history"]] == [None, "Orazgulyýew family"]


def test_an_officer_redacts_a_value_and_a_specialist_may_not(
    run: Run, here: Workspace, case: str, office: Workspace
) -> None:
    refused = run("record", "redact", case, "worry", on=here)
    assert refused.status != 0
    made = cases.first_contact(office, cases.FirstContact(worry="Cold", name={"given": "Ata"}))
    close_workspace(office)
    done = run("record", "redact", made.record, "worry", "--json", on=office).data
    assert done["save"]
    ran = run("record", "history", made.record, "--field", "worry", on=office)
    assert "redacted" in ran.out
    assert "Cold" not in ran.out
    again = run("record", "redact", made.record, "worry", on=office)
    assert "nothing to redact" in again.out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("case", "show", "K7QXM-4A-9999"), "no such record"),
        (("case", "set", "{case}", "colour", "blue"), "colour"),
        (("case", "set", "{case}", "risk.level", "extreme"), "high, medium, low"),
        (("case", "set", "{case}", "status", "assessed"), "consent"),
        (("undo", "nothing"), "undo"),
        (("person", "add"), "name"),
        (("bundle", "export", "."), "office"),
        (("bundle", "merge", "no-such-file.scbundle"), "accepted by an office"),
        (("conflict", "settle", "abc", "case.risk"), "--keep"),
    ],
)
def test_what_is_refused_is_told_on_standard_error(
    run: Run, here: Workspace, case: str, command: tuple[str, ...], said: str
) -> None:
    before = run("db", "digest", on=here).out
    ran = run(*(word.format(case=case) for word in command), on=here)
    assert ran.status == 1
    assert ran.out == ""
    assert said.lower() in ran.err.lower()
    assert run("db", "digest", on=here).out == before


def test_a_refusal_is_data_too_when_asked_for(run: Run, here: Workspace) -> None:
    ran = run("person", "show", "nobody", "--json", on=here)
    assert ran.status == 1
    assert set(ran.data["error"]) == {"name", "happened", "safe", "do"}
    assert ran.data["error"]["name"] == "NotFound"
    assert ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("person", "paint"),
        ("paint",),
        ("person", "find"),
        ("form", "run", "x.xlsx"),
        ("case", "list", "--colour", "blue"),
        ("person", "find", "x", "--limit", "many"),
    ],
)
def test_wrong_usage_has_a_status_of_its_own(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert "--help" in ran.err


def test_passphrases_come_from_a_file_or_the_environment_only(
    run: Run, here: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    monkeypatch.delenv("SOCIALCASE_PASSPHRASE")
    assert run("db", "digest", "--passphrase-file", file, on=here).status == 0
    assert run("db", "digest", on=here).status == 1
    assert run("db", "digest", "--passphrase-file", tmp_path / "none", on=here).status == 1
    monkeypatch.setenv("SOCIALCASE_PASSPHRASE", "four other ordinary words")
    wrong = run("workspace", "status", "--json", on=here)
    assert wrong.data["error"]["name"] == "WrongPassphrase"


def test_a_workspace_in_use_or_missing_is_told(run: Run, office: Workspace, tmp_path: Path) -> None:
    busy = run("workspace", "status", "--json", on=office)
    assert busy.data["error"]["name"] == "WorkspaceInUse"
    missing = run("workspace", "status", "--workspace", tmp_path / "none", "--json")
    assert missing.data["error"]["name"] == "WorkspaceMissing"


def test_a_workspace_on_a_read_only_disk_is_told(run: Run, laptop: Workspace) -> None:
    laptop.store.close()
    before = contents(laptop.folder)
    with unwritable(laptop.folder):
        told = run("workspace", "status", "--json", on=laptop)
        written = run("person", "add", "--given", "Ata", on=laptop)
    assert told.data["error"]["name"] == "WorkspaceReadOnly"
    assert (told.status, written.status, written.out) == (1, 1, "")
    assert "so the workspace is not opened" in written.err
    assert contents(laptop.folder) == before


def test_the_database_is_cared_for(run: Run, here: Workspace, case: str, tmp_path: Path) -> None:
    assert run("db", "check", "--json", on=here).data["sound"]
    assert run("db", "rebuild", "--json", on=here).data["equal"]
    state = run("db", "digest", on=here).out
    file = tmp_path / "all.scbackup"
    assert run("db", "backup", file, "--json", on=here).data == {"file": str(file)}
    again = tmp_path / "again"
    assert run("db", "restore", file, "--workspace", again).status == 0
    assert run("case", "show", case, "--workspace", again).status == 0
    assert run("db", "restore", file, "--workspace", again).status == 1
    assert run("db", "digest", on=here).out == state


def test_workspaces_are_made_at_the_full_cost_of_a_passphrase(run: Run, tmp_path: Path) -> None:
    office, laptop = ("--workspace", tmp_path / "o"), ("--workspace", tmp_path / "l")
    made = run("office", "init", "--name", "Mary", "--officer", "Döwran", "--json", *office).data
    assert (made["kind"], made["workspace"]) == ("office", str(tmp_path / "o"))
    assert run("laptop", "new", "--json", *laptop).data["kind"] == "laptop"
    vault = json.loads((tmp_path / "l" / "vault.json").read_text(encoding="utf-8"))
    assert vault["slots"][0]["memory_kib"] >= 64 * 1024
    assert run("laptop", "new", *laptop).status == 1


def test_office_and_laptop_meet_by_files(
    run: Run, here: Workspace, office: Workspace, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    close_workspace(office)
    at_office, at_laptop = ("--workspace", office.folder), ("--workspace", here.folder)
    card = run("office", "card", "--to", stick, "--json", *at_office).data["file"]
    asked = run("laptop", "enrol", card, "--to", stick, "--json", *at_laptop).data
    waiting = run("office", "requests", stick, "--json", *at_office).data["requests"]
    assert waiting[0]["words"] == asked["words"]
    accept = ("office", "accept", asked["file"], "--to", stick, "--etrap", "wekilbazar", *at_office)
    assert run(*accept, "--words", "1 2 3").status == 1
    accepted = run(*accept, "--words", asked["words"], "--json").data
    assert run("laptop", "accept", accepted["file"], *at_laptop).status == 0
    run("person", "add", "--given", "Jeren", *at_laptop)
    written = run("bundle", "export", stick, "--json", *at_laptop).data
    report = run("bundle", "inspect", written["paths"][0], "--json", *at_office).data
    assert report["changes"] == written["changes"]
    merged = run("bundle", "merge", written["paths"][0], "--json", *at_office).data["bundles"][0]
    assert (merged["new"], merged["already_merged"]) == (written["changes"], False)
    again = run("bundle", "merge", written["paths"][0], "--json", *at_office).data["bundles"][0]
    assert again["already_merged"]
    assert run("person", "find", "jeren", "--json", *at_office).data["people"]
    back = run("bundle", "export", stick, "--to", "Maral Annaýewa", "--json", *at_office).data
    assert run("bundle", "merge", back["paths"][0], *at_laptop).status == 0
    now = run("workspace", "status", "--json", *at_laptop).data
    assert (now["enrolled"], now["unsent_changes"]) == (True, 0)


def test_a_conflict_is_listed_and_settled(run: Run, enrolled: Enrolled) -> None:
    case = cases.first_contact(enrolled.maral, cases.FirstContact(worry="Cold", alias="B.")).record
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.coordinator)
    cases.set_risk(enrolled.maral, case, "high", "Alone")
    cases.set_risk(enrolled.coordinator, case, "low", "Aunt helps")
    enrolled.up(enrolled.maral)
    enrolled.up(enrolled.coordinator)
    office = enrolled.office
    close_workspace(office)
    listed = run("conflict", "list", "--json", on=office).data["conflicts"]
    assert [dict(v["parts"])["level"] for v in listed[0]["versions"]] == ["high", "low"]
    assert "High risk" not in run("conflict", "list", on=office).err
    assert run("conflict", "settle", case, "case.risk", "--keep", "2", on=office).status == 0
    assert run("conflict", "list", "--json", on=office).data["conflicts"] == []
    shown = run("case", "show", case, "--json", on=office).data
    assert shown["header"]["risk"]["level"] == "low"


def test_a_form_is_checked_with_places(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(FORM, encoding="utf-8")
    bad.write_text(FORM.replace("${age} >= 18", "${agee} >= 18"), encoding="utf-8")
    assert run("form", "check", good, "--json").data["form_id"] == "small"
    refused = run("form", "check", bad, "--json")
    assert refused.status == 1
    problem = refused.data["errors"][0]
    assert (problem["sheet"], problem["column"]) == ("survey", "relevant")
    assert "agee" in run("form", "check", bad).out
    assert run("form", "check", tmp_path / "none.xlsx").status == 1


def test_a_form_is_drawn_while_it_is_checked(run: Run, tmp_path: Path) -> None:
    form, picture = tmp_path / "good.md", tmp_path / "logic.svg"
    form.write_text(FORM, encoding="utf-8")
    assert run("form", "check", form, "--picture", picture, "--json").data["form_id"] == "small"
    assert "${age} &gt;= 18" in picture.read_text(encoding="utf-8")
    assert run("form", "check", form, "--picture", tmp_path / "none" / "logic.svg").status == 1
    form.write_text(FORM.replace("${age} >= 18", "${agee} >= 18"), encoding="utf-8")
    assert run("form", "check", form, "--picture", tmp_path / "bad.svg").status == 1
    assert not (tmp_path / "bad.svg").exists()


def test_a_form_runs_live_from_a_list_of_steps(run: Run, tmp_path: Path) -> None:
    form, steps = tmp_path / "small.md", tmp_path / "steps.json"
    form.write_text(FORM, encoding="utf-8")
    told = [
        {"op": "set", "ref": "/data/age", "value": 130},
        {"read": "/data/age"},
        {"set": "/data/age", "value": "34"},
        {"add": "/data/child"},
        {"remove": "/data/child[2]"},
        {"op": "state"},
    ]
    steps.write_text(json.dumps(told), encoding="utf-8")
    data = run("form", "run", form, "--steps", steps, "--now", "2026-11-23", "--json").data
    assert data["steps"][1]["node"]["violation"] == "constraint"
    assert ["/data/adult", "relevant"] in data["steps"][0]["changes"]
    assert ["/data/age", "violation"] in data["steps"][2]["changes"]
    assert data["steps"][3]["added"] == ["/data/child[2]"]
    assert data["steps"][4]["removed"] == ["/data/child[2]"]
    assert data["steps"][5]["state"]["/data/child#count"] == 1
    assert (data["complete"], data["answers"]["/data/n"]) == (True, "1")
    assert "<age>34</age>" in data["submission"]


@pytest.mark.parametrize(
    "steps", ["{}", "not json", '["set"]', '[{"op": "paint"}]', '[{"set": "/data/no"}]']
)
def test_steps_that_cannot_be_done_are_named(run: Run, tmp_path: Path, steps: str) -> None:
    form, file = tmp_path / "small.md", tmp_path / "steps.json"
    form.write_text(FORM, encoding="utf-8")
    file.write_text(steps, encoding="utf-8")
    ran = run("form", "run", form, "--steps", file, "--json")
    assert ran.status == 1
    assert ran.data["error"]["name"] == "BadSteps"


def test_without_a_command_the_window_opens(tmp_path: Path) -> None:
    screen = NoScreen()
    assert main([], screen) == 0
    assert main(["--workspace", str(tmp_path)], screen) == 0
    assert screen.opened == [None, tmp_path]


def test_the_doctor_answers_as_data(run: Run) -> None:
    ran = run("doctor", "--json")
    assert {"findings", "missing"} == set(ran.data)
    assert ran.status == (1 if ran.data["missing"] else 0)


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; from socialcase.__main__ import _Window;"
        "from socialcase.cli.program import main as run_command;"
        "sys.argv = ['socialcase'];"
        "run_command(['case', 'set', '--help'], _Window());"
        "heavy = {'PySide6', 'sqlalchemy', 'pyxform', 'openpyxl'} & set(sys.modules);"
        "sys.exit(len(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout


def test_a_defect_of_the_program_shows_no_values(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    from socialcase.cli.faults import report_defect

    try:
        raise RuntimeError("Jeren Orazgulyýewa")
    except RuntimeError as fault:
        report_defect(type(fault), fault, fault.__traceback__)
    told = capsys.readouterr().err
    assert "Your work is kept" in told
    assert "Jeren" not in told
    assert "Jeren" not in caplog.text


@pytest.mark.parametrize(
    "typo", [("--status", "foo"), ("--risk", "foo"), ("--etrap", "nowhere"), ("--limit", "-5")]
)
def test_a_filter_that_fits_no_case_is_refused(
    run: Run, here: Workspace, typo: tuple[str, str]
) -> None:
    ran = run("case", "list", *typo, on=here)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err


def test_requests_are_looked_for_in_a_folder_that_is_there(run: Run, office: Workspace) -> None:
    close_workspace(office)
    ran = run("office", "requests", office.folder / "nothere", on=office)
    assert ran.status == 1
    assert "nothere" in ran.err


def test_a_restore_that_fails_leaves_no_folder(run: Run, here: Workspace, tmp_path: Path) -> None:
    whole = tmp_path / "whole.scbackup"
    assert run("db", "backup", whole, on=here).status == 0
    cut = tmp_path / "cut.scbackup"
    cut.write_bytes(whole.read_bytes()[:-400])
    assert run("db", "restore", cut, "--workspace", tmp_path / "new").status == 1
    assert not (tmp_path / "new").exists()
