"""What is due in cases and why: of one case, or of all open ones of a person at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from socialcase.actions.day_standing import day_standing
from socialcase.actions.finding import found
from socialcase.actions.norms import norms_in
from socialcase.actions.standing import standings
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import OPEN_STATUSES
from socialcase.cases.deadlines import Deadline, deadlines
from socialcase.cases.records import Case

if TYPE_CHECKING:
    from socialcase.storage.day import DayCase
    from socialcase.storage.reading import Reading


def case_deadlines(ws: Workspace, uid: str) -> tuple[Deadline, ...]:
    """Every deadline that runs in a case, the earliest first. Raises NotFound."""
    with ws.store.reading() as reading:
        case = found(reading, Case, uid)
        standing = standings(reading, (case,))[uid]
        return deadlines(standing, norms_in(reading), ws.today)


def running(ws: Workspace, owner: str = "") -> dict[str, tuple[Deadline, ...]]:
    """The deadlines of all open cases of `owner` (oneself if empty), by case: two statements."""
    with ws.store.reading() as reading:
        cases = {one.uid: one for one in reading.day_cases(owner or ws.person, OPEN_STATUSES)}
        return running_in(ws, reading, cases)


def running_in(
    ws: Workspace, reading: "Reading", cases: "Mapping[str, DayCase]"
) -> dict[str, tuple[Deadline, ...]]:
    """The same of cases that were read already."""
    norms = norms_in(reading)
    return {uid: deadlines(day_standing(case), norms, ws.today) for uid, case in cases.items()}
