"""Answers and case lists of other programs come in by commands."""

from pathlib import Path

from socialcase.actions.workspaces import Workspace, close_workspace
from socialcase.cases.records import Assessment
from tests.actions.arrivals import HOME, answered, opened
from tests.actions.form_sources import published, written
from tests.cli.conftest import Run


def test_answers_are_looked_at_taken_and_taken_back(
    run: Run, office: Workspace, tmp_path: Path
) -> None:
    published(office, written(tmp_path / "form", HOME, "house.md"))
    opened(office)
    close_workspace(office)
    file = tmp_path / "rows.csv"
    file.write_text("name,heating,rooms\nJeren Orazgulyýewa,gas,2\nNobody,gas,2\n")
    command = ("answers", "import", "house", file, "--match", "name")
    seen = run(*command, "--preview", "--json", on=office).data
    assert (seen["save"], seen["taken"]) == ("", 0)
    assert [row["fits"] for row in seen["rows"]] == [True, False]
    assert seen["rows"][1]["reasons"] == ["There is no such person here."]
    taken = run(*command, "--json", on=office).data
    assert taken["taken"] == 1
    again = run(*command, on=office)
    assert "It is here already." in again.out
    assert run("undo", taken["save"], on=office).status == 0
    assert run(*command, "--json", on=office).data["taken"] == 1


def test_a_case_list_is_looked_at_taken_and_taken_back(
    run: Run, office: Workspace, tmp_path: Path
) -> None:
    close_workspace(office)
    file = tmp_path / "list.csv"
    file.write_text("Client;Born\nOrazgulyýewa Jeren;1958\nAnnaýewa Maral;soon\n")
    assert "No column of list.csv" in run("case", "import", file, on=office).err
    columns = ("--columns", "Client=name", "--columns", "Born=birth")
    seen = run("case", "import", file, *columns, "--preview", "--json", on=office).data
    assert [row["fits"] for row in seen["rows"]] == [True, False]
    assert (seen["taken"], seen["save"]) == (0, "")
    taken = run("case", "import", file, "--all", "--json", on=office).data
    assert taken["columns"] == {"Client": "name", "Born": "birth"}
    assert taken["taken"] == 2
    assert len(run("case", "list", "--json", on=office).data["cases"]) == 2
    assert run("undo", taken["save"], on=office).status == 0
    assert run("case", "list", "--json", on=office).data["cases"] == []


def test_one_submission_leaves_and_comes_in_by_the_number_beside_it(
    run: Run, office: Workspace, tmp_path: Path
) -> None:
    answered(office, tmp_path / "form")
    with office.store.reading() as reading:
        one = reading.page(Assessment, {"form_id": "house"}, limit=1)[0].uid
    close_workspace(office)
    out = tmp_path / "out"
    out.mkdir()
    left = run("answers", "export", "house", out, "--format", "odk", "--submission", one, "--json",
               on=office).data  # fmt: skip
    assert (left["submissions"], Path(left["file"]).suffix) == (1, ".xml")
    every = run("answers", "export", "house", out, "--format", "odk", "--json", on=office).data
    seen = run("answers", "import", "house", every["file"], "--match", "case", on=office)
    assert seen.out.count("It is here already.") == 3
    wrong = run("answers", "import", "house", every["file"], "--match", "shoes", on=office)
    assert "has no column “shoes”" in wrong.err
    nothing = run("answers", "export", "home_visit", out, on=office)
    assert nothing.status != 0
    assert "No file was written." in nothing.err
    assert sorted(file.suffix for file in out.iterdir()) == [".xml", ".zip"]
