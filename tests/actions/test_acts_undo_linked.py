"""Undo takes nothing away that later work hangs on: it says what does."""

from collections.abc import Callable

import pytest

from socialcase.actions import cases, consents, needs, people, plan_versions, plans, reviews
from socialcase.actions.cases import FirstContact
from socialcase.actions.certificates import add_certificate
from socialcase.actions.done import Done
from socialcase.actions.history import undo
from socialcase.actions.notes import add_task
from socialcase.actions.providers import add_provider
from socialcase.actions.referrals import add_referral
from socialcase.actions.signing import sign
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Goal, Plan
from socialcase.errors import ChangedSince


@pytest.fixture
def case(laptop: Workspace) -> str:
    return cases.first_contact(laptop, FirstContact(worry="w", name={"given": "Ata"})).record


def goal(ws: Workspace, case: str) -> Done:
    made = plans.add_goal(ws, case, "She eats twice a day")
    plans.add_action(ws, made.record, "Ask the neighbour")
    return made


def version(ws: Workspace, case: str) -> Done:
    plans.add_goal(ws, case, "First")
    made = plan_versions.new_version(ws, case)
    plans.add_goal(ws, case, "Second")
    return made


def review(ws: Workspace, case: str) -> Done:
    first = plans.add_goal(ws, case, "First").record
    with ws.store.reading() as reading:
        [plan] = reading.page(Plan, {"case": case})
    made = reviews.begin_review(ws, plan.uid)
    reviews.measure_goal(ws, made.record, first, "rating", 7)
    return made


def provider(ws: Workspace, case: str) -> Done:
    made = add_provider(ws, "Clinic")
    add_referral(ws, case, "home_care", provider=made.record)
    return made


def need(ws: Workspace, case: str) -> Done:
    made = needs.add_need(ws, case, "Food", service="home_care")
    add_referral(ws, case, "home_care", need=made.record)
    return made


def person(ws: Workspace, case: str) -> Done:
    made = people.add_family_member(ws, case, {"given": "Ogul"}, "partner")
    add_certificate(ws, made.record, "birth")
    return made


def consent(ws: Workspace, case: str) -> Done:
    made = consents.give_consent(ws, case, "services")
    sign(ws, made.record, "typed", name="Ata")
    return made


@pytest.mark.parametrize(
    ("make", "hanging"),
    [
        (goal, "action.goal"),
        (version, "goal.plan"),
        (review, "measure.review"),
        (provider, "referral.provider"),
        (need, "referral.need"),
        (person, "certificate.person"),
        (consent, "signature.about"),
    ],
)
def test_what_later_work_hangs_on_is_not_taken_back(
    laptop: Workspace, case: str, make: Callable[[Workspace, str], Done], hanging: str
) -> None:
    made = make(laptop, case)
    before = laptop.store.digest()
    with pytest.raises(ChangedSince) as refused:
        undo(laptop, made.save)
    assert hanging in refused.value.fields
    assert laptop.store.digest() == before


def test_once_the_later_work_is_taken_back_the_first_goes_too(laptop: Workspace, case: str) -> None:
    made = plans.add_goal(laptop, case, "She eats twice a day")
    later = plans.add_action(laptop, made.record, "Ask the neighbour")
    add_task(laptop, "Ring her", "2026-11-25", case=case)
    undo(laptop, later.save)
    undo(laptop, made.save)
    with laptop.store.reading() as reading:
        assert reading.count(Goal, {"case": case}) == 0


def test_what_nobody_may_see_is_not_told_by_a_refusal(laptop: Workspace, case: str) -> None:
    made = add_provider(laptop, "Clinic")
    with laptop.store.transaction(laptop.person) as tx:
        hidden = {"provider": made.record, "service": "home_care"}
        tx.create("referral", "named:somebodyelse", hidden)
    undo(laptop, made.save)
