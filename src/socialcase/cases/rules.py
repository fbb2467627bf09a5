"""The rules of casework: the steps of a case, what a step still needs, what comes next and when.

Needs and acts are codes; their words are in `socialcase.texts` (vocabularies "need" and "act").
The periods are proposed defaults of the programme, no law: they propose, they never block.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from socialcase.cases.codes import CASE_STATUSES
from socialcase.lazy_dataclass import dataclass

NEEDS = (
    "consent",
    "assessment",
    "risk",
    "goal",
    "approval",
    "agreement",
    "visit",
    "closure_reason",
    "outcome",
)
"""Everything that a step may still need, in the order in which it is asked for."""

ACTS = (
    "ask_consent",
    "assess",
    "set_risk",
    "make_plan",
    "send_plan",
    "correct_plan",
    "agree_plan",
    "contact",
    "review",
    "decide_review",
    "none",
)
"""The next steps that `propose` may name."""

ASSESS_WITHIN: Mapping[str, int] = {"high": 1, "medium": 3, "low": 7}
PLAN_WITHIN: Mapping[str, int] = {"high": 7, "medium": 14, "low": 30}
REVIEW_WITHIN: Mapping[str, int] = {"high": 30, "medium": 60, "low": 90}
CONTACT_EVERY: Mapping[str, int] = {"high": 7, "medium": 14, "low": 30}
"""Days by risk level; an unknown level counts as medium."""

_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": ("intake",),
    "intake": ("assessed", "closed"),
    "assessed": ("planned", "intake", "closed"),
    "planned": ("in_service", "assessed", "closed"),
    "in_service": ("under_review", "planned", "closed"),
    "under_review": ("in_service", "planned", "closed"),
    "closed": ("intake",),
}

_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "intake": (),
    "assessed": ("consent", "assessment", "risk"),
    "planned": ("goal",),
    "in_service": ("goal", "approval", "agreement"),
    "under_review": ("visit",),
    "closed": ("closure_reason", "outcome"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of a case, as far as the rules ask. Dates are None where not known."""

    status: str = ""
    risk_level: str = ""
    risk_reasons: bool = False
    consents: int = 0
    assessments: int = 0
    goals: int = 0
    plan_status: str = ""
    plan_agreed: bool = False
    visits_done: int = 0
    closure_reason: bool = False
    closure_outcome: bool = False
    opened: date | None = None
    assessed_on: date | None = None
    plan_agreed_on: date | None = None
    review_on: date | None = None
    last_contact: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A next step: one of `ACTS` and the day by which it is due (None: no day)."""

    act: str
    due: date | None


def steps_from(status: str) -> tuple[str, ...]:
    """The statuses that may follow `status`; an unknown status may go to any known one."""
    return _FOLLOWS.get(status, CASE_STATUSES)


def onward(status: str) -> str:
    """The usual next status, or "" after the last."""
    following = {"intake": "assessed", "assessed": "planned", "planned": "in_service"}
    following |= {"in_service": "under_review", "under_review": "closed"}
    return following.get(status, "")


def needs(step: str, standing: Standing) -> tuple[str, ...]:
    """What is still missing before the case can take `step`; empty when it can."""
    missing = _missing(standing)
    return tuple(need for need in _REQUIRED.get(step, ()) if need in missing)


def propose(standing: Standing, today: date) -> Proposal:
    """The next step for a case as it stands, with its due day."""
    if standing.status == "closed":
        return Proposal("none", None)
    return _before_plan(standing, today) or _with_plan(standing, today)


def within(days: Mapping[str, int], risk: str) -> int:
    """The period for a risk level, in days; unknown levels count as medium."""
    return days.get(risk, days["medium"])


def review_due(risk: str, agreed: date) -> date:
    """When a plan agreed on `agreed` is to be reviewed."""
    return agreed + timedelta(days=within(REVIEW_WITHIN, risk))


def _missing(standing: Standing) -> frozenset[str]:
    there = {
        "consent": standing.consents > 0,
        "assessment": standing.assessments > 0,
        "risk": bool(standing.risk_level) and standing.risk_reasons,
        "goal": standing.goals > 0,
        "approval": standing.plan_status == "approved",
        "agreement": standing.plan_agreed,
        "visit": standing.visits_done > 0,
        "closure_reason": standing.closure_reason,
        "outcome": standing.closure_outcome,
    }
    return frozenset(need for need, met in there.items() if not met)


def _before_plan(standing: Standing, today: date) -> Proposal | None:
    risk = standing.risk_level
    opened = standing.opened or today
    assess_by = opened + timedelta(days=within(ASSESS_WITHIN, risk))
    if not standing.consents:
        return Proposal("ask_consent", assess_by)
    if not standing.assessments:
        return Proposal("assess", assess_by)
    if not risk:
        return Proposal("set_risk", today)
    if not standing.goals:
        assessed = standing.assessed_on or opened
        return Proposal("make_plan", assessed + timedelta(days=within(PLAN_WITHIN, risk)))
    return None


def _with_plan(standing: Standing, today: date) -> Proposal:
    if standing.plan_status == "draft":
        return Proposal("send_plan", today)
    if standing.plan_status == "returned":
        return Proposal("correct_plan", today)
    if standing.plan_status == "approved" and not standing.plan_agreed:
        return Proposal("agree_plan", today + timedelta(days=7))
    if standing.status == "under_review":
        return Proposal("decide_review", standing.review_on or today)
    return _contact_or_review(standing, today)


def _contact_or_review(standing: Standing, today: date) -> Proposal:
    last = standing.last_contact or standing.opened or today
    contact = last + timedelta(days=within(CONTACT_EVERY, standing.risk_level))
    review = standing.review_on
    if review is None and standing.plan_agreed_on is not None:
        review = review_due(standing.risk_level, standing.plan_agreed_on)
    if review is not None and review <= contact:
        return Proposal("review", review)
    return Proposal("contact", contact)
