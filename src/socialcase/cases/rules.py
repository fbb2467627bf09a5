"""The rules of casework: the steps of a case, what a step still needs, what comes next and when.

Needs and acts are codes; their words are in `socialcase.texts` (vocabulary "need") and
`actions.wording`. The periods are in `cases.norms`: they propose, they never block.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from socialcase.cases.codes import CASE_STATUSES
from socialcase.cases.deadlines import Deadline, deadline
from socialcase.cases.norms import Norms
from socialcase.cases.standing import Standing as Standing
from socialcase.cases.standing import current

NEEDS = (
    "reopening_reason",
    "consent",
    "assessment",
    "risk",
    "goal",
    "approval",
    "agreement",
    "visit",
    "closure_reason",
    "outcome",
    "feedback",
)
"""Everything that a step may still need, in the order in which it is asked for."""

ACTS = (
    "urgent_service",
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
    "after_death",
    "none",
)
"""The next steps that `propose` may name."""

UNHEARD: tuple[str, ...] = ("refused", "died", "missing")
"""Reasons for closing after which nobody is left to ask what they say of the help."""

_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": ("intake",),
    "intake": ("assessed", "closed"),
    "assessed": ("planned", "intake", "closed"),
    "planned": ("in_service", "assessed", "closed"),
    "in_service": ("under_review", "planned", "closed"),
    "under_review": ("in_service", "planned", "closed"),
    "closed": ("intake",),
}
_BEFORE_SERVICE = ("intake", "assessed", "planned")

_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "intake": (),
    "assessed": ("consent", "assessment", "risk"),
    "planned": ("goal",),
    "in_service": ("goal", "approval", "agreement"),
    "under_review": ("goal", "visit"),
    "closed": ("closure_reason", "outcome", "feedback"),
}


class Proposal(NamedTuple):
    """A next step: one of `ACTS`, the day by which it is due (None: no day), and why that day."""

    act: str
    due: date | None
    why: Deadline | None = None


def steps_from(status: str, *, urgent: bool = False) -> tuple[str, ...]:
    """The statuses that may follow `status`; an unknown status may go to any known one.

    An urgent service begins at any step: the paper follows.
    """
    following = _FOLLOWS.get(status, CASE_STATUSES)
    if urgent and status in _BEFORE_SERVICE and "in_service" not in following:
        following = (*following[:-1], "in_service", *following[-1:])
    return following


def onward(status: str) -> str:
    """The usual next status, or "" after the last."""
    following = {"intake": "assessed", "assessed": "planned", "planned": "in_service"}
    following |= {"in_service": "under_review", "under_review": "closed"}
    return following.get(status, "")


def needs(step: str, standing: Standing) -> tuple[str, ...]:
    """What is still missing before the case can take `step`; empty when it can."""
    missing = _missing(current(standing))
    return tuple(need for need in _required(step, standing) if need in missing)


def propose(standing: Standing, norms: Norms, today: date) -> Proposal:
    """The next step for a case as it stands, with its due day and why it is that day.

    No visit is ever proposed to somebody who died.
    """
    if standing.status == "closed":
        return Proposal("none", None)
    if standing.died:
        return Proposal("after_death", None)
    now = current(standing)

    def running(what: str) -> Deadline | None:
        return deadline(what, now, norms, today)

    if standing.urgent:
        return _by("urgent_service", running("service"), today)
    return _before_plan(now, running, today) or _with_plan(now, running, today)


def _required(step: str, standing: Standing) -> tuple[str, ...]:
    if step == "in_service" and standing.urgent:
        return ()
    if step == "closed" and standing.closure_code in UNHEARD:
        return ("closure_reason", "outcome")
    if step == "intake" and standing.status == "closed":
        return ("reopening_reason",)
    return _REQUIRED.get(step, ())


def _missing(standing: Standing) -> frozenset[str]:
    there = {
        "reopening_reason": standing.reopening,
        "consent": standing.consents > 0,
        "assessment": standing.assessments > 0,
        "risk": bool(standing.risk_level) and standing.risk_reasons,
        "goal": standing.goals > 0,
        "approval": standing.plan_status == "approved",
        "agreement": standing.plan_agreed,
        "visit": standing.visits_done > 0,
        "closure_reason": standing.closure_reason,
        "outcome": standing.closure_outcome,
        "feedback": standing.heard,
    }
    return frozenset(need for need, met in there.items() if not met)


_Running = Callable[[str], Deadline | None]


def _by(act: str, why: Deadline | None, today: date) -> Proposal:
    return Proposal(act, why.due if why else today, why)


def _before_plan(now: Standing, running: _Running, today: date) -> Proposal | None:
    if not now.consents:
        return _by("ask_consent", running("assess"), today)
    if not now.assessments:
        return _by("assess", running("assess"), today)
    if not now.risk_level:
        return Proposal("set_risk", today)
    if not now.goals:
        return _by("make_plan", running("plan"), today)
    return None


def _with_plan(now: Standing, running: _Running, today: date) -> Proposal:
    steps = {"draft": "send_plan", "returned": "correct_plan"}
    if now.plan_status in steps:
        return _by(steps[now.plan_status], running("plan"), today)
    if now.plan_status == "approved" and not now.plan_agreed:
        return _by("agree_plan", running("plan"), today)
    if now.status == "under_review":
        return _by("decide_review", running("review"), today)
    contact, review = running("contact"), running("review")
    if contact is None or (review is not None and review.due <= contact.due):
        return _by("review", review, today)
    return _by("contact", contact, today)
