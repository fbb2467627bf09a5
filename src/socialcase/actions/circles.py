"""A laptop's first circle: what was written before any office knew it joins the etrap's files."""

from collections.abc import Collection

from socialcase.actions.done import Done, done
from socialcase.actions.scope import EVERYONE, NO_ETRAP, etrap_audience
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Case, Household, Member, Person, Task
from socialcase.sync.enrolment import membership

_MANY = 100_000
_KINDS: tuple[type[Person | Household | Member | Task], ...] = (Person, Household, Member, Task)


def join_circle(ws: Workspace, granted: Collection[str]) -> Done:
    """Give what was written without an office to the first of the `granted` etraps.

    That is: records for everyone, and those of an etrap that the laptop took for its own and did
    not get. Without an etrap they go to the circle of coordinators and officers. A laptop that an
    office has accepted before keeps its circles: its records have been sent.
    """
    etrap = next(iter(granted), NO_ETRAP)
    strays = () if membership(ws.store) else _strays(ws, granted)
    with ws.store.reading() as reading:
        cases = [c.uid for c in reading.page(Case, {"audience": strays}, limit=_MANY)]
        others = [
            one.uid
            for kind in _KINDS
            for one in reading.page(kind, {"audience": strays}, limit=_MANY)
        ]
    with ws.store.transaction(ws.person) as tx:
        for uid in (*cases, *others):
            tx.set(uid, "audience", etrap_audience(etrap))
        for uid in cases:
            tx.set(uid, "etrap", None if etrap == NO_ETRAP else etrap)
    return done("", tx)


def _strays(ws: Workspace, granted: Collection[str]) -> tuple[str, ...]:
    own = set(me(ws).etraps) - set(granted)
    return (EVERYONE, *(etrap_audience(one) for one in sorted(own)))
