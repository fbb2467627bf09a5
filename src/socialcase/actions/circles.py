"""What a laptop wrote before the office accepted it: whose it is from then on, and for whom."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from socialcase.actions.done import Done, done
from socialcase.actions.finding import RECORDS
from socialcase.actions.scope import EVERYONE, NO_ETRAP, etrap_audience, named_audience
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import (
    Assessment,
    Attachment,
    Case,
    Certificate,
    Disclosure,
    Household,
    Member,
    Person,
    Provider,
    Relation,
    Snooze,
    Task,
    Tie,
    WorkWeek,
)
from socialcase.sync.membership import membership

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 100_000
_Stray = (
    Person
    | Household
    | Member
    | Certificate
    | Relation
    | Tie
    | Task
    | Snooze
    | Attachment
    | Assessment
    | Disclosure
)
_KINDS: tuple[type[_Stray], ...] = (
    Person,
    Household,
    Member,
    Certificate,
    Relation,
    Tie,
    Task,
    Snooze,
    Attachment,
    Assessment,
    Disclosure,
)


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
        # what is for everyone in the directory stays so, but for a protected address
        listed = reading.page(Provider, {"audience": strays}, limit=_MANY)
        others += [one.uid for one in listed if one.protected or one.audience != EVERYONE]
    with ws.store.transaction(ws.person) as tx:
        for uid in (*cases, *others):
            tx.set(uid, "audience", etrap_audience(etrap))
        for uid in cases:
            tx.set(uid, "etrap", None if etrap == NO_ETRAP else etrap)
    return done("", tx)


def take_over(ws: Workspace, staff: str) -> Done:
    """Make what this laptop's person wrote under an id of its own belong to `staff`.

    That is: the files and tasks they own, the hours that they released, the files that they opened
    here, and the records that name them. For the second laptop of somebody, before it becomes
    theirs: it is the same person, and afterwards files for the former id are out of sight. Nothing
    ever passes from one person to another here; a case does by `handovers.hand_over`, and hours
    and readings stay with whoever they are of.
    """
    former = ws.person
    with ws.store.reading() as reading:
        named = [
            (str(one.uid), str(one.audience))
            for kind in RECORDS.values()
            for one in _all(reading, kind)
            if former in one.audience.removeprefix("named:").split(",")
        ]
        owned = [c.uid for c in reading.page(Case, {"owner": former}, limit=_MANY)]
        owned += [t.uid for t in reading.page(Task, {"owner": former}, limit=_MANY)]
        weeks = [w.uid for w in reading.page(WorkWeek, {"staff": former}, limit=_MANY)]
    with ws.store.transaction(former) as tx:
        for uid in owned:
            tx.set(uid, "owner", staff)
        for uid in weeks:
            tx.set(uid, "staff", staff)
        for uid, audience in named:
            people = audience.removeprefix("named:").split(",")
            tx.set(uid, "audience", named_audience(staff if p == former else p for p in people))
    ws.store.openings.become(former, staff)
    return done("", tx)


def _all(reading: "Reading", kind: type) -> list[Any]:
    return list(reading.page(kind, limit=_MANY))


def _strays(ws: Workspace, granted: Collection[str]) -> tuple[str, ...]:
    own = set(me(ws).etraps) - set(granted)
    return (EVERYONE, *(etrap_audience(one) for one in sorted(own)))
