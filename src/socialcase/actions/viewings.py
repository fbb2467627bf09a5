"""What the others are told of what was read here: summed up when a bundle is written."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.road import instant
from socialcase.actions.scope import beside_case, case_audience, named_audience, named_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case, Member, Person

if TYPE_CHECKING:
    from socialcase.storage.openings import Looks
    from socialcase.storage.reading import Reading

_TOLD = "viewings_told"
"""Up to which opening the others have been told, in `store.meta`."""
_MANY = 2000


def told_until(ws: Workspace) -> int:
    """Up to which opening the others have been told."""
    return int(ws.store.meta.get(_TOLD, "0"))


def viewings_untold(ws: Workspace) -> bool:
    """Whether files were read here of which the others were not told."""
    return ws.store.openings.end() > told_until(ws)


def tell_viewings(ws: Workspace) -> int:
    """Write down for the others what was read here since they were last told; how many lines.

    One save; a file that was read often is told of once, a person in each case of theirs. Of files
    that nobody but the person here is named for, nothing is told: there is nobody to tell it to.
    """
    openings = ws.store.openings
    behind, end = told_until(ws), openings.end()
    if end <= behind:
        return 0
    looks = [one for one in openings.since(behind) if one.staff == ws.person]
    with ws.store.reading() as reading:
        files = _files(reading, {one.record for one in looks})
        pairs = [(one, case) for one in looks for case in files.get(one.record, ())]
        told = [(one, case, _audience(reading, one, case)) for one, case in pairs]
        told = [line for line in told if line[2] != named_audience((ws.person,))]
    if told:
        with ws.store.transaction(ws.person) as tx:
            for one, case, audience in told:
                tx.create("viewing", audience, _values(one, case))
    ws.store.meta.put(_TOLD, str(end))
    return len(told)


def people_of(reading: "Reading", case: Case) -> set[str]:
    """The person a case is about and everyone who lives or lived in its household."""
    where = {"household": case.household}
    members = reading.page(Member, where, limit=_MANY) if case.household else []
    return {case.person, *(member.person for member in members)} - {""}


def civil(wall: int) -> date:
    """The day of a wall time (milliseconds) here."""
    return instant(wall).astimezone(ASHGABAT).date()


def _files(reading: "Reading", records: Iterable[str]) -> dict[str, list[Case]]:
    """The cases that each of `records` is, or that a person is in."""
    uids = sorted(records)
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in reading.page(Case, {"uid": uids}, limit=_MANY):
        found[case.uid].append(case)
    people = [uid for uid in uids if uid not in found]
    for case in reading.page(Case, {"person": people}, limit=_MANY) if people else ():
        found[case.person].append(case)
    homes = reading.page(Member, {"person": people}, limit=_MANY) if people else []
    at_home = {"household": sorted({member.household for member in homes} - {""})}
    for case in reading.page(Case, at_home, limit=_MANY) if at_home["household"] else ():
        for member in homes:
            if member.household == case.household and case not in found[member.person]:
                found[member.person].append(case)
    return found


def _audience(reading: "Reading", looks: "Looks", case: Case) -> str:
    """Who is told: whoever may see the case, and the person where one was looked at."""
    if named_in(reading, case.uid) == (looks.staff,):
        return named_audience((looks.staff,))
    person = reading.get(Person, looks.record)
    return beside_case(reading, case, person) if person is not None else case_audience(case)


def _values(looks: "Looks", case: Case) -> dict[str, str | int]:
    first, last = civil(looks.first).isoformat(), civil(looks.last).isoformat()
    person = {} if looks.record == case.uid else {"person": looks.record}
    return {"case": case.uid, **person, "first": first, "last": last, "times": looks.times}
