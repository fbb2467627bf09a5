"""The forms of an office on the command line: kept, given out, taken back."""

from pathlib import Path

import pytest

from socialcase.actions.workspaces import Workspace, close_workspace
from tests.actions.form_sources import V1, V2, written
from tests.cli.conftest import Run


@pytest.fixture
def closed(office: Workspace) -> Workspace:
    """An office's workspace that commands can open."""
    close_workspace(office)
    return office


def listed(run: Run, on: Workspace, *options: str) -> dict[str, str]:
    """The versions of the form and their states."""
    found = run("form", "list", "--json", *options, on=on).data["forms"]
    shelter = [line["entry"] for line in found if line["entry"]["form_id"] == "shelter"]
    return {entry["version"]: entry["state"] for entry in shelter}


def test_the_programs_forms_are_listed_with_their_titles(run: Run, closed: Workspace) -> None:
    found = run("form", "list", "--json", on=closed).data["forms"]
    assert {line["entry"]["form_id"] for line in found} >= {"needs_assessment", "home_visit"}
    assert "Home visit" in run("form", "list", on=closed).out


def test_a_form_is_installed_published_retired_and_put_back(
    run: Run, closed: Workspace, tmp_path: Path
) -> None:
    one, two = written(tmp_path / "1", V1), written(tmp_path / "2", V2)
    done = run("form", "install", one, "--note", "From the workshop", "--json", on=closed)
    assert (done.status, done.data["state"]) == (0, "installed")
    assert listed(run, closed) == {}
    assert listed(run, closed, "--all") == {"1": "installed"}
    assert "Published" in run("form", "publish", "shelter", on=closed).out
    assert listed(run, closed) == {"1": "published"}
    again = run("form", "install", two, "--publish", "--json", on=closed)
    assert again.data["state"] == "published"
    assert listed(run, closed) == {"2": "published"}
    retired = run("form", "retire", "shelter", "--json", on=closed).data
    assert retired["version"] == "2"
    assert listed(run, closed) == {"1": "published"}
    assert run("undo", retired["save"], on=closed).status == 0
    assert listed(run, closed, "--all") == {"1": "published", "2": "published"}
    assert run("form", "retire", "shelter", "--version", "1", on=closed).status == 0
    assert listed(run, closed, "--all") == {"1": "retired", "2": "published"}


def test_an_installed_form_says_how_it_is_published(
    run: Run, closed: Workspace, tmp_path: Path
) -> None:
    one, two = written(tmp_path / "1", V1), written(tmp_path / "2", V2)
    assert "socialcase form publish shelter\n" in run("form", "install", one, on=closed).out
    at_once = run("form", "install", two, "--publish", on=closed).out
    assert "socialcase form publish" not in at_once


def test_what_cannot_be_is_refused_in_words(run: Run, closed: Workspace, tmp_path: Path) -> None:
    broken = written(tmp_path, V1.replace("select_one heat", "select_one heats"))
    refused = run("form", "install", broken, on=closed)
    assert refused.status == 1
    assert "heats" in refused.err
    assert run("form", "publish", "nothing", on=closed).status == 1
    assert run("form", "retire", "shelter", on=closed).status == 1
    assert run("form", "install", tmp_path / "none.xlsx", on=closed).status == 1


def test_a_laptop_decides_of_no_form(run: Run, laptop: Workspace, tmp_path: Path) -> None:
    close_workspace(laptop)
    refused = run("form", "install", written(tmp_path, V1), "--json", on=laptop)
    assert (refused.status, refused.data["error"]["name"]) == (1, "NotAllowed")


def test_a_forms_logic_is_drawn(run: Run, tmp_path: Path) -> None:
    source = V1.replace(
        "| | integer | rooms | How many rooms? | Сколько комнат? |",
        "| | integer | rooms | How many rooms? | Сколько комнат? | | ${knife} = 'no' |",
    )
    picture = tmp_path / "logic.svg"
    drawn = run("form", "picture", written(tmp_path, source), picture, "--json")
    assert drawn.data == {"file": str(picture)}
    assert "<svg" in picture.read_text(encoding="utf-8")
    assert run("form", "picture", tmp_path / "none.md", picture).status == 1


def test_lists_beside_a_form_are_read_when_it_runs(run: Run, tmp_path: Path) -> None:
    form, steps = tmp_path / "towns.md", tmp_path / "steps.json"
    form.write_text(
        "| survey |\n| | type | name | label | appearance |\n"
        "| | select_one_from_file towns.csv | town | Town | |\n"
        "| | select_one l | again | Again | search('towns') |\n"
        "| choices |\n| | list_name | name | label |\n| | l | name | label |\n",
        encoding="utf-8",
    )
    (tmp_path / "towns.csv").write_text("name,label\nm,Mary\n", encoding="utf-8")
    steps.write_text('[{"set": "/data/town", "value": "m"}, {"read": "/data/again"}]')
    ran = run("form", "run", form, "--steps", steps, "--json").data
    assert ran["answers"]["/data/town"] == "m"
    assert [choice["label"] for choice in ran["steps"][1]["node"]["choices"]] == ["Mary"]
