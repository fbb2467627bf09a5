"""`socialcase attachment`: files go in encrypted, and come out only where somebody asks."""

from pathlib import Path

import pytest

from socialcase.actions import attachments
from socialcase.actions.workspaces import Workspace, close_workspace
from tests.cli.conftest import Run
from tests.conftest import Enrolled

LETTER = b"Ogulgerek Taganowa may stay at school. " * 100


@pytest.fixture
def here(laptop: Workspace) -> Workspace:
    close_workspace(laptop)
    return laptop


@pytest.fixture
def case(run: Run, here: Workspace) -> str:
    person = run("person", "add", "--given", "Jeren", "--json", on=here).data["record"]
    made = run("case", "open", "--person", person, "--worry", "Cold", "--json", on=here)
    return str(made.data["number"])


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.pdf"
    file.write_bytes(LETTER)
    return file


def test_a_file_is_added_listed_and_copied_out_with_a_warning(
    run: Run, here: Workspace, case: str, letter: Path, tmp_path: Path
) -> None:
    added = run("attachment", "add", case, letter, "--caption", "School", "--json", on=here).data
    listed = run("attachment", "list", case, "--json", on=here)
    [line] = listed.data["attachments"]
    assert (line["record"], line["name"], line["caption"]) == (
        added["record"],
        "letter.pdf",
        "School",
    )
    assert (line["state"], line["size"], line["media"]) == ("here", len(LETTER), "application/pdf")
    assert "AGE-SECRET-KEY" not in listed.out
    shown = run("attachment", "list", case, on=here).out
    assert "4 kB  letter.pdf" in shown
    ran = run("attachment", "get", added["record"], tmp_path / "copy.pdf", on=here)
    assert (tmp_path / "copy.pdf").read_bytes() == LETTER
    assert "not encrypted" in ran.err
    assert ran.status == 0
    again = run("attachment", "get", added["record"], tmp_path / "copy.pdf", on=here)
    assert again.status == 1
    history = run("record", "history", added["record"], on=here).out
    assert "AGE-SECRET-KEY" not in history


def test_a_file_taken_out_comes_back_with_undo(
    run: Run, here: Workspace, case: str, letter: Path
) -> None:
    added = run("attachment", "add", case, letter, "--json", on=here).data
    removed = run("attachment", "remove", added["record"], "--json", on=here).data
    assert run("attachment", "list", case, "--json", on=here).data["attachments"] == []
    assert run("undo", removed["save"], on=here).status == 0
    assert len(run("attachment", "list", case, "--json", on=here).data["attachments"]) == 1


def test_erasing_is_for_supervisors(
    run: Run, here: Workspace, case: str, letter: Path, enrolled: Enrolled
) -> None:
    added = run("attachment", "add", case, letter, "--json", on=here).data
    assert run("attachment", "erase", added["record"], on=here).status == 1
    office = enrolled.office
    from socialcase.actions import people

    person = people.add_person(office, {"given": "Jeren"}).record
    uid = attachments.add_document(office, person, letter).record
    close_workspace(office)
    assert run("attachment", "erase", uid, on=office).status == 0
    assert not list((office.folder / "attachments").iterdir())


def test_the_check_lists_missing_damaged_and_orphaned_files(
    run: Run, here: Workspace, case: str, letter: Path
) -> None:
    for _ in range(2):
        run("attachment", "add", case, letter, on=here)
    assert run("db", "check", on=here).status == 0
    first, second = sorted((here.folder / "attachments").iterdir())
    first.unlink()
    second.write_bytes(b"broken")
    ran = run("db", "check", "--json", on=here)
    assert ran.status == 1
    assert ran.data["problems"] == ["files"]
    assert ran.data["files"]["missing"] == [first.stem]
    assert ran.data["files"]["damaged"] == [second.stem]
    words = run("db", "check", on=here).out
    assert "1 file is not here yet." in words
    assert "1 file is damaged." in words


def test_what_a_file_tells_besides_is_taken_out_or_said(
    run: Run, here: Workspace, case: str, tmp_path: Path
) -> None:
    letter, drawing = tmp_path / "letter.pdf", tmp_path / "drawing.gif"
    letter.write_bytes(b"%PDF-1.4 by Invented Author")
    drawing.write_bytes(
        bytes.fromhex("47494638396102000200800000ff000000ff002c0000000002000200000203840105003b")
    )
    assert "what its maker wrote" in run("attachment", "add", case, letter, on=here).err
    assert run("attachment", "add", case, drawing, on=here).err == ""
