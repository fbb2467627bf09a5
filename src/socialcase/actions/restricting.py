"""Files that only named people see: who is named, who could be, closing and opening again."""

from dataclasses import dataclass

from socialcase.actions.cases import restrict_case as restrict_case
from socialcase.actions.done import Done, done
from socialcase.actions.finding import fetch
from socialcase.actions.scope import default_audience, named_in
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Case, Staff
from socialcase.errors import NotAllowed
from socialcase.sync.enrolment import staff_keys


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the staff for whom files can be sealed: their key is known here."""

    uid: str
    name: str
    role: str
    etraps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restriction:
    """Who may see a case now. `named`: empty while it is open to its etrap. `may_change`: by me."""

    named: tuple[str, ...]
    may_change: bool


def colleagues(ws: Workspace) -> list[Colleague]:
    """Everybody but oneself for whom files can be sealed, by name. Who has left is not there."""
    keys = staff_keys(ws.store)
    with ws.store.reading() as reading:
        staff = reading.page(Staff, limit=5000)
    found = [
        Colleague(one.uid, one.name, one.role, one.etraps)
        for one in staff
        if one.uid in keys and one.uid != ws.person and not one.left_on
    ]
    return sorted(found, key=lambda one: (one.name, one.uid))


def restriction(ws: Workspace, case: str) -> Restriction:
    """Who may see a case now. Raises NotFound."""
    found = fetch(ws, Case, case)
    with ws.store.reading() as reading:
        named = named_in(reading, case)
    return Restriction(named, _may(ws, found))


def lift_restriction(ws: Workspace, case: str) -> Done:
    """Open a restricted case to its etrap again, with the people and the household in it.

    Only the owner, a coordinator or an officer may. Raises NotFound, NotAllowed.
    """
    found = fetch(ws, Case, case)
    if not _may(ws, found):
        raise NotAllowed("restrict_case", me(ws).role)
    with ws.store.transaction(ws.person) as tx:
        # what belongs to the case has its audience by way of it
        tx.set(case, "audience", default_audience(ws, found.etrap))
    return done(case, tx)


def _may(ws: Workspace, case: Case) -> bool:
    return me(ws).role != "specialist" or case.owner == ws.person
