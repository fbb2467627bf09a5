"""A case as the rules see it: what there is of it already, and since when."""

from datetime import date
from typing import NamedTuple


class Standing(NamedTuple):
    """What there is of a case, as far as the rules ask. Dates are None where not known.

    `closure_code`: the reason for closing. `heard`: what the person says of the help is written
    down, or why it is not. `reopened`: the day from which a reopened case counts anew.
    `urgent`: help is needed at once, since `urgent_since`. `died`: the person whom the case is
    about, and nobody is left in it. A named tuple: the first page of the day makes a thousand.
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
        if self.opened is None or self.reopened is None:
            return self.opened or self.reopened or otherwise
        return max(self.opened, self.reopened)


def current(standing: Standing) -> Standing:
    """The case without what was done before it was opened again: that has to be looked at anew.

    Consent stays until it is withdrawn, and a plan that nobody agreed to yet may be gone on with.
    """
    since = standing.reopened
    if since is None:
        return standing
    found = standing
    if not _after(standing.assessed_on, since):
        found = found._replace(assessments=0, assessed_on=None)
    if not _after(standing.last_contact, since):
        found = found._replace(visits_done=0)
    if standing.plan_agreed and not _after(standing.plan_agreed_on, since):
        found = found._replace(
            goals=0, plan_status="", plan_agreed=False, plan_agreed_on=None, review_on=None
        )
    return found


def _after(day: date | None, since: date) -> bool:
    return day is not None and day >= since
