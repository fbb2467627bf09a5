"""Who may see what is being written: the audience of a new record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Case

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

NO_ETRAP = "none"
"""The etrap of what is written on a laptop that no office has accepted yet."""


def etrap_audience(etrap: str) -> str:
    """The circle of an etrap: its specialists, the coordinators, the office."""
    return f"etrap:{etrap or NO_ETRAP}"


def named_audience(staff: Iterable[str]) -> str:
    """A restricted record for named staff only."""
    return "named:" + ",".join(sorted(set(staff)))


def default_audience(ws: Workspace) -> str:
    """The audience of a person registered without a case: the etrap of whoever registers."""
    return etrap_audience(own_etrap(ws))


def own_etrap(ws: Workspace) -> str:
    """The first etrap of the person at this workspace, `NO_ETRAP` before enrolment."""
    etraps = me(ws).etraps
    return etraps[0] if etraps else NO_ETRAP


def case_audience(case: Case) -> str:
    """The audience of whatever belongs to a case: whoever may see the case."""
    return f"case:{case.uid}"


def person_audience(case_uid: str, case_audience_text: str) -> str:
    """The audience of a person met in a case: the case's own where it is restricted.

    Otherwise that of the case's etrap, so that the person is found in other cases, too.
    """
    restricted = case_audience_text.startswith("named:")
    return f"case:{case_uid}" if restricted else case_audience_text


def named_in(reading: "Reading", record: str) -> tuple[str, ...]:
    """The staff that a restricted record is for; empty where it is not restricted."""
    audience = reading.audience(record)
    return (
        tuple(audience.removeprefix("named:").split(",")) if audience.startswith("named:") else ()
    )
