"""The Today page: whom to visit this week, what is late, what waits, what the office said."""

from dataclasses import dataclass
from datetime import date, datetime

from socialcase.actions.supervision import Answer, Waiting
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import Age


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A visit that is due. `visit` is "" where only the rules ask for a contact.

    `purpose` is what a person wrote, else `act` (cases.rules.ACTS) says it. `late`: days since
    it was due. Groups of the case are never named here: this page may be seen by others.
    """

    case: str
    visit: str
    subject: str
    age: Age | None
    people: int
    risk_level: str
    last_met: date | None
    safe_contact_how: str
    purpose: str
    act: str
    due: date
    late: int


@dataclass(frozen=True, slots=True)
class Village:
    """The visits due in one place; places come in the order of their most urgent visit."""

    settlement: str
    etrap: str
    visits: tuple[DueVisit, ...]


@dataclass(frozen=True, slots=True)
class DayBox:
    """One day of the week ahead."""

    day: date
    visits: int
    settlements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateItem:
    """An action, task or next step whose day has passed. `kind`: action, task or next_step."""

    record: str
    kind: str
    case: str
    subject: str
    what: str
    due: date
    late: int


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything the Today page shows."""

    day: date
    visits_today: int
    visits_late: int
    week: tuple[DayBox, ...]
    villages: tuple[Village, ...]
    late: tuple[LateItem, ...]
    answers: tuple[Answer, ...]
    waiting: tuple[Waiting, ...]
    drafts: int
    unsent_changes: int
    unsent_cases: int
    office_has_until: datetime | None


def today(ws: Workspace) -> TodayPage:
    """Read the Today page for the person at this workspace."""
    raise NotImplementedError
