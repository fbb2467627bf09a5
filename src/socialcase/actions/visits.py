"""Visits and contacts: planned ahead, logged afterwards, the next one proposed."""

from dataclasses import dataclass

from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class VisitLog:
    """What there is to say after a visit. `visit`: the planned one, "" for one unplanned.

    `outcome`: done, not_home, not_admitted or missed. `told_on`: today if empty. `next_act` and
    `next_due` become the case's next step; `next_visit` (a date) plans the next visit.
    """

    outcome: str
    visit: str = ""
    kind: str = "home"
    told_on: str = ""
    minutes: int | None = None
    met: str = ""
    note: str = ""
    next_act: str = ""
    next_due: str = ""
    next_visit: str = ""
    next_purpose: str = ""


def plan_visit(ws: Workspace, case: str, on: str, *, kind: str = "home", purpose: str = "") -> Done:
    """Plan a visit for the day `on`. Raises NotFound, BadValue."""
    raise NotImplementedError


def log_visit(ws: Workspace, case: str, log: VisitLog) -> Done:
    """Keep what came of a visit, with next step and next visit, in one save.

    The record of the result is the visit. Raises NotFound, BadValue.
    """
    raise NotImplementedError


def move_visit(ws: Workspace, visit: str, on: str) -> Done:
    """Plan a visit for another day. Raises NotFound, BadValue."""
    raise NotImplementedError
