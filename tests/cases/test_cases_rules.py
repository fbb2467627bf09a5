"""The rules of casework: what a step needs, and what comes next by when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from socialcase.cases.codes import CASE_STATUSES, RISKS
from socialcase.cases.rules import (
    ACTS,
    NEEDS,
    Standing,
    needs,
    onward,
    propose,
    review_due,
    steps_from,
)
from socialcase.texts import vocabulary

MONDAY = date(2026, 11, 23)
FRESH = Standing(status="intake", opened=MONDAY)
ASSESSED = replace(
    FRESH,
    status="assessed",
    consents=1,
    assessments=1,
    assessed_on=MONDAY,
    risk_level="medium",
    risk_reasons=True,
)
AGREED = replace(
    ASSESSED,
    status="in_service",
    goals=2,
    plan_status="approved",
    plan_agreed=True,
    plan_agreed_on=MONDAY,
)


def test_every_need_has_words() -> None:
    assert set(NEEDS) <= set(vocabulary("need"))


def test_a_case_is_not_assessed_without_consent_assessment_and_reasons() -> None:
    assert needs("assessed", FRESH) == ("consent", "assessment", "risk")
    unreasoned = replace(ASSESSED, risk_reasons=False)
    assert needs("assessed", unreasoned) == ("risk",)
    assert needs("assessed", ASSESSED) == ()


def test_service_begins_when_the_plan_is_approved_and_agreed() -> None:
    drafted = replace(ASSESSED, goals=1, plan_status="sent")
    assert needs("in_service", drafted) == ("approval", "agreement")
    assert needs("in_service", AGREED) == ()


def test_a_case_closes_with_a_reason_and_an_outcome_from_any_step() -> None:
    assert needs("closed", FRESH) == ("closure_reason", "outcome")
    assert all("closed" in steps_from(s) for s in CASE_STATUSES if s != "closed")


def test_the_usual_way_is_always_allowed() -> None:
    for status in CASE_STATUSES[:-1]:
        assert onward(status) in steps_from(status)
    assert onward("closed") == ""


def test_a_status_of_a_newer_program_may_go_on() -> None:
    assert steps_from("transferred_out") == CASE_STATUSES


@pytest.mark.parametrize(("risk", "days"), [("high", 1), ("medium", 3), ("low", 7), ("", 3)])
def test_assessment_is_due_by_risk(risk: str, days: int) -> None:
    consenting = replace(FRESH, consents=1, risk_level=risk)
    assert propose(consenting, MONDAY).act == "assess"
    assert propose(consenting, MONDAY).due == MONDAY + timedelta(days=days)


@pytest.mark.parametrize(("risk", "days"), [("high", 7), ("medium", 14), ("low", 30)])
def test_contact_and_plan_follow_the_risk(risk: str, days: int) -> None:
    plan = propose(replace(ASSESSED, risk_level=risk), MONDAY)
    assert (plan.act, plan.due) == ("make_plan", MONDAY + timedelta(days=days))
    contact = propose(replace(AGREED, risk_level=risk, last_contact=MONDAY), MONDAY)
    assert (contact.act, contact.due) == ("contact", MONDAY + timedelta(days=days))


def test_the_way_of_a_plan_is_proposed_step_by_step() -> None:
    acts = [
        propose(FRESH, MONDAY).act,
        propose(replace(ASSESSED, risk_level=""), MONDAY).act,
        propose(replace(ASSESSED, goals=1, plan_status="draft"), MONDAY).act,
        propose(replace(ASSESSED, goals=1, plan_status="returned"), MONDAY).act,
        propose(replace(ASSESSED, goals=1, plan_status="approved"), MONDAY).act,
        propose(replace(AGREED, status="under_review"), MONDAY).act,
        propose(replace(AGREED, status="closed"), MONDAY).act,
    ]
    assert acts == [
        "ask_consent",
        "set_risk",
        "send_plan",
        "correct_plan",
        "agree_plan",
        "decide_review",
        "none",
    ]
    assert set(acts) <= set(ACTS)


def test_a_review_comes_before_the_contact_that_falls_on_its_day() -> None:
    due = replace(AGREED, last_contact=MONDAY, review_on=MONDAY + timedelta(days=14))
    assert propose(due, MONDAY).act == "review"


def test_a_high_risk_plan_is_reviewed_first() -> None:
    days = [review_due(risk, MONDAY) - MONDAY for risk in RISKS]
    assert days == sorted(days)
