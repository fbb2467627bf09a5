"""The deadlines that run in a case, and why each falls on its day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from socialcase.cases.norms import UNSET, Norms
from socialcase.cases.standing import Standing, current


class Deadline(NamedTuple):
    """Something that is due, and where its day comes from.

    `what`: a code of `NORMS`. `since`: from when the days are counted. `days` is None where a
    person wrote the day. `own`: the office set the period, and says where from in `source`;
    otherwise it is a proposal of this program. `risk`: the level whose period it is.
    """

    what: str
    due: date
    since: date
    days: int | None
    risk: str
    source: str = ""
    own: bool = False


def deadlines(standing: Standing, norms: Norms, today: date) -> tuple[Deadline, ...]:
    """All deadlines that run in a case, the earliest first; none once it is closed.

    `today` stands in where nobody knows when the case was opened.
    """
    if standing.status == "closed" or standing.died:
        return ()
    now = current(standing)
    running = (deadline(what, now, norms, today) for what in _KINDS)
    return tuple(sorted((d for d in running if d is not None), key=lambda one: one.due))


def deadline(what: str, now: Standing, norms: Norms, today: date) -> Deadline | None:
    """The deadline for `what` (a code of `NORMS`) in an open case; None where none runs.

    `now`: the case as `standing.current` gives it.
    """
    return _KINDS[what](now, norms, today)


def counted(what: str, since: date, risk: str, norms: Norms) -> Deadline:
    """The deadline for `what` whose days are counted from `since`."""
    period = norms.period(what, risk)
    due = since + timedelta(days=period.days)
    return Deadline(what, due, since, period.days, risk or UNSET, period.source, period.own)


def review_due(risk: str, agreed: date, norms: Norms) -> date:
    """When a plan agreed on `agreed` is to be reviewed."""
    return counted("review", agreed, risk, norms).due


def _service(now: Standing, norms: Norms, today: date) -> Deadline | None:
    if not now.urgent:
        return None
    since = now.urgent_since or now.begun(today)
    return counted("service", since, now.risk_level, norms)


def _assess(now: Standing, norms: Norms, today: date) -> Deadline | None:
    if now.assessments:
        return None
    return counted("assess", now.begun(today), now.risk_level, norms)


def _plan(now: Standing, norms: Norms, today: date) -> Deadline | None:
    """From the assessment, of a next version from the review, until the family has agreed."""
    if not now.assessments or now.plan_agreed:
        return None
    begun = now.begun(today)
    since = max(now.assessed_on or begun, now.reviewed_on or begun, begun)
    return counted("plan", since, now.risk_level, norms)


def _contact(now: Standing, norms: Norms, today: date) -> Deadline:
    begun = now.begun(today)
    return counted("contact", max(now.last_contact or begun, begun), now.risk_level, norms)


def _review(now: Standing, norms: Norms, _today: date) -> Deadline | None:
    """Counted from the last review or the agreement, unless another day stands in the plan."""
    if not now.plan_agreed:
        return None
    reviewed, written = now.reviewed_on, now.review_on
    since = max((d for d in (reviewed, now.plan_agreed_on) if d), default=None)
    ours = None if since is None else counted("review", since, now.risk_level, norms)
    if written is None or (ours and written == ours.due) or (reviewed and written <= reviewed):
        return ours
    return Deadline("review", written, since or written, None, now.risk_level or UNSET)


_KINDS: Mapping[str, Callable[[Standing, Norms, date], Deadline | None]] = {
    "service": _service,
    "assess": _assess,
    "plan": _plan,
    "contact": _contact,
    "review": _review,
}
"""What each deadline is worked out with."""
