"""The plan in a terminal, from a need to a second version, on a real workspace."""

from pathlib import Path

import pytest

from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.plans import add_goal
from socialcase.actions.workspaces import Workspace, close_workspace
from tests.cli.conftest import Run


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A case of a laptop that is closed, so that commands can open it."""
    uid = first_contact(laptop, FirstContact(worry="Cold", name={"given": "Jeren"})).record
    close_workspace(laptop)
    return uid


def test_a_plan_from_need_to_review(run: Run, laptop: Workspace, case: str, tmp_path: Path) -> None:
    need = run("need", "add", case, "A warm room", "--own", "--domain", "housing", on=laptop)
    assert need.status == 0
    kept = run("need", "list", case, "--json", on=laptop).data["needs"][0]
    assert (kept["words"], kept["own"]) == ("A warm room", True)
    about = ("--of", 3, "--baseline", "0", "--due", "2027-01-15", "--need", kept["uid"])
    goal = run("plan", "goal", case, "We heat all winter", *about, "--json", on=laptop)
    uid = goal.data["record"]
    step = run("plan", "action", uid, "Ask for coal", "--who", "Maral", "--json", on=laptop)
    assert run("plan", "done", step.data["record"], on=laptop).status == 0
    shown = run("plan", "show", case, "--json", on=laptop).data["plan"]
    assert shown["goals"][0]["needs"] == [kept["uid"]]
    plan = shown["plan"]["uid"]
    refused = run("plan", "sign", plan, "thumbprint", "--name", "Jeren", on=laptop)
    assert refused.status == 1
    assert "witness" in refused.err
    signed = run(
        "plan", "sign", plan, "thumbprint", "--name", "Jeren", "--witness", "Selbi", on=laptop
    )
    assert signed.status == 0
    preview = run("plan", "change", case, "--preview", on=laptop)
    assert "+ We heat all winter" in preview.out
    review = run(
        "plan",
        "review",
        plan,
        "change",
        "--reached",
        f"{uid}=2",
        "--rating",
        f"{uid}=7",
        "--with-whom",
        "Jeren",
        "--json",
        on=laptop,
    )
    assert review.status == 0
    assert run("plan", "goal", case, "Papers for the house", on=laptop).status == 0
    compared = run("plan", "compare", case, 1, 2, on=laptop).out
    assert "added: Papers for the house" in compared
    assert "reached: Ask for coal" in compared
    assert "Version 2" in run("plan", "show", case, on=laptop).out
    old = run("plan", "show", case, "--version", 1, "--json", on=laptop).data["plan"]
    assert old["reviews"][0]["measures"][0]["rating"] == 7
    written = run("plan", "paper", plan, tmp_path, "--family", "--words", "tk", on=laptop)
    assert written.status == 0
    assert (tmp_path / "family-plan.pdf").read_bytes().startswith(b"%PDF")


def test_of_versions_begun_apart_one_is_kept_and_takes_from_the_other(
    run: Run, laptop: Workspace
) -> None:
    case = first_contact(laptop, FirstContact(worry="Cold", name={"given": "Jeren"})).record
    add_goal(laptop, case, "A warm room")
    with laptop.store.transaction(laptop.person) as tx:  # as another laptop began it
        values: dict[str, str | int] = {"case": case, "version": 1, "status": "draft"}
        other = tx.create("plan", "everyone", values)
        goal = {"case": case, "plan": other, "words": "Work", "status": "open", "position": "i"}
        tx.create("goal", "everyone", goal)
    close_workspace(laptop)
    names = {}
    for name in ("1a", "1b"):
        shown = run("plan", "show", case, "--version", name, "--json", on=laptop).data["plan"]
        names[shown["plan"]["uid"]] = shown
    assert [view["name"] for view in names.values()] == ["1a", "1b"]
    kept = next(uid for uid in names if uid != other)
    assert (
        "dropped: A warm room"
        in run("plan", "compare", case, names[kept]["name"], names[other]["name"], on=laptop).out
    )
    assert run("plan", "keep", kept, other, "--take", on=laptop).status == 0
    now = run("plan", "show", case, "--json", on=laptop).data["plan"]
    assert {one["words"] for one in now["goals"]} == {"A warm room", "Work"}
    assert now["plan"]["uid"] == kept
