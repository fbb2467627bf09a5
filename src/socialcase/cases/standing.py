"""A case as the rules see it: what there is of it already, and since when."""

from datetime import date

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of a case, as far as the rules ask. Dates are None where not known.

    `closure_code`: the reason for closing. `heard`: what the person says of the help is written
    down, or why it is not. `reopened`: the day from which a reopened case counts anew.
    `urgent`: help is needed at once, since `urgent_since`. `died`: the person whom the case is
    about, and nobody is left in it.
    """

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
    closure_code: str = ""
    heard: bool = False
    reopening: bool = False
    reopened: date | None = None
    reviewed_on: date | None = None
    urgent: bool = False
    urgent_since: date | None = None
    died: bool = False

    def begun(self, otherwise: date) -> date:
        """The day from which periods are counted: that of opening, or of opening it again."""
        days = [day for day in (self.opened, self.reopened) if day is not None]
        return max(days, default=otherwise)


def current(standing: Standing) -> Standing:
    """The case without what was done before it was opened again: that has to be looked at anew.

    Consent stays until it is withdrawn, and a plan that nobody agreed to yet may be gone on with.
    """
    since = standing.reopened
    if since is None:
        return standing
    from dataclasses import replace  # few cases were reopened, and the first page waits for nobody

    found = standing
    if not _after(standing.assessed_on, since):
        found = replace(found, assessments=0, assessed_on=None)
    if not _after(standing.last_contact, since):
        found = replace(found, visits_done=0)
    if standing.plan_agreed and not _after(standing.plan_agreed_on, since):
        found = replace(
            found, goals=0, plan_status="", plan_agreed=False, plan_agreed_on=None, review_on=None
        )
    return found


def _after(day: date | None, since: date) -> bool:
    return day is not None and day >= since
