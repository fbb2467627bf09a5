"""A case of the day's narrow reading as the rules see it."""

from socialcase.cases.dates import day_of
from socialcase.cases.standing import Standing
from socialcase.storage.day import DayCase


def day_standing(case: DayCase) -> Standing:
    """The case as the rules see it; see `standing.standings`, which says the same of records."""
    return Standing(
        case.status,
        case.risk_level,
        bool(case.risk_reasons),
        case.consents,
        case.assessments,
        case.goals,
        case.plan_status,
        bool(case.plan_agreed_on),
        case.met,
        bool(case.closure_reason),
        bool(case.closure_outcome),
        opened=day_of(case.opened),
        assessed_on=day_of(case.newest_assessment),
        plan_agreed_on=day_of(case.plan_agreed_on),
        review_on=day_of(case.plan_review_on),
        last_contact=day_of(case.newest_met),
        reopened=day_of(case.reopening_date),
        reviewed_on=day_of(case.newest_review),
        urgent=bool(case.urgent),
        urgent_since=day_of(case.urgent_since),
        died=bool(case.died),
    )
