"""The rules of casework: what a step needs, and what comes next by when and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.actions.wording import act_words
from socialcase.cases.codes import CASE_STATUSES, CLOSURE_REASONS, NORMS, PLAN_STATUSES, RISKS
from socialcase.cases.deadlines import deadlines, review_due
from socialcase.cases.norms import PROPOSED, Norms, Period, norms_of
from socialcase.cases.records import Norm
from socialcase.cases.rules import ACTS, NEEDS, UNHEARD, needs, onward, propose, steps_from
from socialcase.cases.standing import Standing, current
from socialcase.texts import vocabulary

MONDAY = date(2026, 11, 23)
OURS = Norms({})
FRESH = Standing(status="intake", opened=MONDAY)
ASSESSED = FRESH._replace(
    status="assessed",
    consents=1,
    assessments=1,
    assessed_on=MONDAY,
    risk_level="medium",
    risk_reasons=True,
)
AGREED = ASSESSED._replace(
    status="in_service",
    goals=2,
    plan_status="approved",
    plan_agreed=True,
    plan_agreed_on=MONDAY,
)

days = st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31))
some = st.integers(0, 2)
standing = st.builds(
    Standing,
    status=st.sampled_from(CASE_STATUSES),
    risk_level=st.sampled_from(("", *RISKS)),
    risk_reasons=st.booleans(),
    consents=some,
    assessments=some,
    goals=some,
    plan_status=st.sampled_from(("", *PLAN_STATUSES)),
    plan_agreed=st.booleans(),
    visits_done=some,
    closure_reason=st.booleans(),
    closure_outcome=st.booleans(),
    opened=days,
    assessed_on=days,
    plan_agreed_on=days,
    review_on=days,
    last_contact=days,
    closure_code=st.sampled_from(("", *CLOSURE_REASONS)),
    heard=st.booleans(),
    reopened=days,
    reviewed_on=days,
    urgent=st.booleans(),
    urgent_since=days,
    died=st.booleans(),
)
"""A case in any state, also in states that no way leads to: they may come out of a merge."""
today = st.dates(date(2025, 1, 1), date(2027, 12, 31))
norms = st.builds(
    Norms,
    st.dictionaries(
        st.tuples(st.sampled_from(NORMS), st.sampled_from(RISKS)),
        st.builds(Period, st.integers(0, 366), st.just("the ministry"), st.just(True)),
    ),
)


def test_every_need_and_act_has_words() -> None:
    assert set(NEEDS) <= set(vocabulary("need"))
    assert all(act_words(act) != act for act in ACTS)


def test_a_case_is_not_assessed_without_consent_assessment_and_reasons() -> None:
    assert needs("assessed", FRESH) == ("consent", "assessment", "risk")
    unreasoned = ASSESSED._replace(risk_reasons=False)
    assert needs("assessed", unreasoned) == ("risk",)
    assert needs("assessed", ASSESSED) == ()


def test_service_begins_when_the_plan_is_approved_and_agreed() -> None:
    drafted = ASSESSED._replace(goals=1, plan_status="sent")
    assert needs("in_service", drafted) == ("approval", "agreement")
    assert needs("in_service", AGREED) == ()


def test_a_case_closes_with_a_reason_an_outcome_and_what_the_person_says() -> None:
    assert needs("closed", FRESH) == ("closure_reason", "outcome", "feedback")
    assert all("closed" in steps_from(s) for s in CASE_STATUSES if s != "closed")
    met = FRESH._replace(closure_reason=True, closure_code="goals_met", closure_outcome=True)
    assert needs("closed", met) == ("feedback",)
    assert needs("closed", met._replace(heard=True)) == ()


def test_who_refused_help_is_not_asked_what_they_say_of_it() -> None:
    refused = FRESH._replace(closure_reason=True, closure_code="refused", closure_outcome=True)
    assert needs("closed", refused) == ()
    assert "refused" in UNHEARD


def test_one_off_advice_is_opened_and_closed_on_the_same_day() -> None:
    advised = FRESH._replace(
        consents=1,
        closure_reason=True,
        closure_code="needs_no_longer",
        closure_outcome=True,
        heard=True,
    )
    assert "closed" in steps_from(advised.status)
    assert needs("closed", advised) == ()


def test_opening_again_asks_why() -> None:
    closed = AGREED._replace(status="closed")
    assert steps_from("closed") == ("intake",)
    assert needs("intake", closed) == ("reopening_reason",)
    assert needs("intake", closed._replace(reopening=True)) == ()
    assert needs("intake", ASSESSED) == ()


def test_a_reopened_case_is_assessed_anew_but_keeps_its_consent() -> None:
    later = MONDAY + timedelta(days=90)
    again = AGREED._replace(status="intake", reopened=later)
    assert needs("assessed", again) == ("assessment",)
    assert needs("in_service", again) == ("goal", "approval", "agreement")
    proposal = propose(again, OURS, later)
    assert (proposal.act, proposal.due) == ("assess", later + timedelta(days=3))
    assert proposal.why is not None
    assert proposal.why.since == later


def test_help_that_is_urgent_waits_for_no_paper() -> None:
    urgent = FRESH._replace(urgent=True, urgent_since=MONDAY, risk_level="high")
    assert propose(urgent, OURS, MONDAY).act == "urgent_service"
    assert propose(urgent, OURS, MONDAY).due == MONDAY
    for status in ("intake", "assessed", "planned"):
        assert "in_service" in steps_from(status, urgent=True)
        assert needs("in_service", urgent._replace(status=status)) == ()
    assert "in_service" not in steps_from("intake")


def test_after_the_urgent_help_the_paper_follows() -> None:
    helped = FRESH._replace(status="in_service", risk_level="high")
    assert propose(helped, OURS, MONDAY).act == "ask_consent"
    running = {one.what: one.due for one in deadlines(helped, OURS, MONDAY)}
    assert running["assess"] == MONDAY + timedelta(days=1)
    assert needs("under_review", helped) == ("goal", "visit")


def test_nobody_is_sent_to_somebody_who_died() -> None:
    dead = AGREED._replace(died=True, urgent=True)
    assert propose(dead, OURS, MONDAY).act == "after_death"
    assert propose(dead, OURS, MONDAY).due is None
    assert deadlines(dead, OURS, MONDAY) == ()
    closing = dead._replace(closure_reason=True, closure_code="died", closure_outcome=True)
    assert needs("closed", closing) == ()


def test_the_usual_way_is_always_allowed() -> None:
    for status in CASE_STATUSES[:-1]:
        assert onward(status) in steps_from(status)
    assert onward("closed") == ""


def test_a_status_of_a_newer_program_may_go_on() -> None:
    assert steps_from("transferred_out") == CASE_STATUSES


@pytest.mark.parametrize(("risk", "days"), [("high", 1), ("medium", 3), ("low", 7), ("", 3)])
def test_assessment_is_due_by_risk(risk: str, days: int) -> None:
    consenting = FRESH._replace(consents=1, risk_level=risk)
    assert propose(consenting, OURS, MONDAY).act == "assess"
    assert propose(consenting, OURS, MONDAY).due == MONDAY + timedelta(days=days)


@pytest.mark.parametrize(("risk", "days"), [("high", 7), ("medium", 14), ("low", 30)])
def test_contact_and_plan_follow_the_risk(risk: str, days: int) -> None:
    plan = propose(ASSESSED._replace(risk_level=risk), OURS, MONDAY)
    assert (plan.act, plan.due) == ("make_plan", MONDAY + timedelta(days=days))
    contact = propose(AGREED._replace(risk_level=risk, last_contact=MONDAY), OURS, MONDAY)
    assert (contact.act, contact.due) == ("contact", MONDAY + timedelta(days=days))


def test_the_way_of_a_plan_is_proposed_step_by_step() -> None:
    ways = (
        FRESH,
        ASSESSED._replace(risk_level=""),
        ASSESSED._replace(goals=1, plan_status="draft"),
        ASSESSED._replace(goals=1, plan_status="returned"),
        ASSESSED._replace(goals=1, plan_status="approved"),
        AGREED._replace(status="under_review"),
        AGREED._replace(status="closed"),
    )
    acts = [propose(way, OURS, MONDAY).act for way in ways]
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


def test_a_next_version_is_agreed_to_within_the_days_after_its_review() -> None:
    assessed = MONDAY - timedelta(days=100)
    fresh = Standing("in_service", "medium", True, 1, 1, 2, opened=assessed, assessed_on=assessed)
    reviewed = fresh._replace(reviewed_on=MONDAY - timedelta(days=3))

    def due(standing: Standing) -> date:
        return next(one.due for one in deadlines(standing, OURS, MONDAY) if one.what == "plan")

    assert due(fresh) < MONDAY
    assert due(reviewed) == due(fresh) + timedelta(days=97)


def test_a_review_comes_before_the_contact_that_falls_on_its_day() -> None:
    due = AGREED._replace(last_contact=MONDAY, review_on=MONDAY + timedelta(days=14))
    found = propose(due, OURS, MONDAY)
    assert found.act == "review"
    assert found.why is not None
    assert found.why.days is None  # a person wrote that day


def test_a_day_of_the_plan_that_is_that_of_the_norm_tells_of_the_norm() -> None:
    kept = AGREED._replace(review_on=review_due("medium", MONDAY, OURS))
    (review,) = (one for one in deadlines(kept, OURS, MONDAY) if one.what == "review")
    assert review.days == 60
    reviewed = kept._replace(reviewed_on=MONDAY + timedelta(days=60))
    (following,) = (one for one in deadlines(reviewed, OURS, MONDAY) if one.what == "review")
    assert following.due == MONDAY + timedelta(days=120)


def test_a_high_risk_plan_is_reviewed_first() -> None:
    found = [review_due(risk, MONDAY, OURS) - MONDAY for risk in RISKS]
    assert found == sorted(found)


def test_what_the_office_set_counts_and_is_told_with_its_source() -> None:
    office = norms_of([Norm("n1", what="assess", risk="medium", days=5, source="Order 12")])
    why = propose(FRESH._replace(consents=1), office, MONDAY).why
    assert why is not None
    assert (why.days, why.source, why.own) == (5, "Order 12", True)
    assert office.period("assess", "high") == Period(1)


def test_of_two_officers_who_set_a_period_apart_the_shorter_counts() -> None:
    apart = [
        Norm("n1", what="plan", risk="low", days=20, source="a"),
        Norm("n2", what="plan", risk="low", days=9, source="b"),
        Norm("n3", what="plan", risk="low", source="dropped"),
        Norm("n4", what="tea", risk="low", days=1),
        Norm("n5", what="plan", risk="high", days=100_000),
    ]
    for several in (apart, apart[::-1]):
        assert norms_of(several).period("plan", "low") == Period(9, "b", own=True)
        assert norms_of(several).period("plan", "high") == Period(7)


@given(standing=standing, norms=norms, today=today)
def test_every_deadline_is_counted_from_a_day_and_the_first_comes_first(
    standing: Standing, norms: Norms, today: date
) -> None:
    found = deadlines(standing, norms, today)
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert len({one.what for one in found}) == len(found)
    assert bool(found) == (standing.status != "closed" and not standing.died)
    for one in found:
        assert one.days is None or one.due == one.since + timedelta(days=one.days)
        assert one.own == bool(one.source)
        if standing.reopened and one.days is not None and one.what != "service":
            assert one.since >= standing.reopened


@given(standing=standing, norms=norms, today=today)
def test_there_is_always_a_next_step_and_its_day_is_explained(
    standing: Standing, norms: Norms, today: date
) -> None:
    found = propose(standing, norms, today)
    assert found.act in ACTS
    assert (found.act == "none") == (standing.status == "closed")
    if found.why is not None:
        assert found.due == found.why.due
        assert found.why in deadlines(standing, norms, today)
    elif found.due is not None:
        assert found.due == today


@given(standing=standing)
def test_what_a_step_needs_is_said_and_nothing_else_stands_in_its_way(standing: Standing) -> None:
    for step in CASE_STATUSES:
        missing = needs(step, standing)
        assert set(missing) <= set(NEEDS)
        assert list(missing) == sorted(missing, key=NEEDS.index)
    if standing.urgent:
        assert needs("in_service", standing) == ()
    # more of a thing never makes a step need more
    richer = standing._replace(consents=2, risk_level="high", risk_reasons=True, heard=True)
    for step in CASE_STATUSES:
        assert set(needs(step, richer)) <= set(needs(step, standing))


@given(standing=standing)
def test_what_was_done_before_opening_again_is_left_out_once(standing: Standing) -> None:
    once = current(standing)
    assert current(once) == once
    assert once.consents == standing.consents
    assert once.assessments <= standing.assessments


@given(status=st.sampled_from(CASE_STATUSES), urgent=st.booleans())
def test_no_step_leads_to_itself_and_every_case_can_be_closed(status: str, urgent: bool) -> None:
    following = steps_from(status, urgent=urgent)
    assert status not in following
    assert len(set(following)) == len(following)
    assert ("closed" in following) == (status != "closed")


def test_proposals_are_shorter_where_the_risk_is_higher() -> None:
    for periods in PROPOSED.values():
        assert periods["high"] <= periods["medium"] <= periods["low"]
