"""The name of a protected provider stands on no paper and in no task: it tells where one is."""

from pathlib import Path
from typing import Any

import pytest

from socialcase.actions import cases, consents, plans, relations
from socialcase.actions.case_papers import case_summary, closure_for_file
from socialcase.actions.cases import FirstContact
from socialcase.actions.household_papers import household_paper, save_drawing
from socialcase.actions.papers import Paper
from socialcase.actions.plan_papers import comparison_paper, plan_for_family, plan_for_file
from socialcase.actions.plan_versions import new_version
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral, send_referral
from socialcase.actions.resources import add_resource
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Action, Consent, Goal, Plan, Task

NAME = "Umyt"
SECRET: dict[str, Any] = {"protected": {"protected": True}, "named": {"seen_by": "named"}}


@pytest.fixture(params=["protected", "named"])
def case(laptop: Workspace, request: pytest.FixtureRequest) -> str:
    """A case in which a shelter, and a school, stand everywhere that a provider can stand.

    Its address is protected, or it is shown to named people only.
    """
    ws = laptop
    uid = cases.first_contact(ws, FirstContact(worry="Afraid", name={"given": "Jeren"})).record
    consents.give_consent(ws, uid, "services", giver="Jeren")
    home = add_provider(ws, NAME, services=("home_care",), **SECRET[request.param]).record
    school = add_provider(ws, "School No. 12", services=("home_care",)).record
    goal = plans.add_goal(ws, uid, "A quiet home").record
    for number, provider in enumerate((home, school)):
        plans.add_action(ws, goal, f"Step {number}", provider=provider)
        send_referral(ws, add_referral(ws, uid, "home_care", provider=provider, urgent=True).record)
        add_resource(ws, uid, f"Blankets {number}", provider=provider)
        relations.add_tie(ws, uid, "other", provider=provider)
    relations.add_tie(ws, uid, "other", NAME, provider=home)
    return uid


def papers_of(ws: Workspace, case: str) -> list[Paper]:
    with ws.store.reading() as reading:
        [first] = reading.page(Plan, {"case": case})
    second = new_version(ws, case).record
    with ws.store.reading() as reading:
        [goal] = reading.page(Goal, {"plan": second})
        actions = reading.page(Action, {"goal": goal.uid})
    for action in actions:
        plans.set_action(ws, action.uid, "provider", None)
    return [
        case_summary(ws, case),
        closure_for_file(ws, case),
        household_paper(ws, case),
        plan_for_file(ws, first.uid),
        plan_for_family(ws, first.uid),
        comparison_paper(ws, case, "1", "2"),
    ]


def test_a_protected_name_stands_on_no_paper_of_a_case(
    laptop: Workspace, case: str, tmp_path: Path
) -> None:
    drawn = save_drawing(laptop, case, tmp_path / "around.svg", around=True).read_text("utf-8")
    for paper in papers_of(laptop, case):
        said = repr(paper.sheet.data)
        assert NAME not in said, paper.name
        if paper.name not in ("closure", "case-summary", "household"):
            assert "School No. 12" in said, paper.name
    assert "School" in drawn
    assert NAME not in drawn


def test_a_task_of_a_withdrawal_does_not_name_it(laptop: Workspace, case: str) -> None:
    with laptop.store.reading() as reading:
        [consent] = reading.page(Consent, {"case": case})
    told = consents.effects_of_withdrawal(laptop, consent.uid).providers
    assert sorted(told) == ["School No. 12", NAME], "on the screen one must know whom to tell"
    consents.withdraw_consent(laptop, consent.uid)
    with laptop.store.reading() as reading:
        tasks = sorted(task.what for task in reading.page(Task, {"case": case}))
    assert tasks == [
        "Tell Care at home that consent was withdrawn",
        "Tell School No. 12 that consent was withdrawn",
    ]
