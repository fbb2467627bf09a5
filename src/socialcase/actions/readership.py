"""Who has seen a case file or changed it, and what changed since somebody last looked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.case_contents import case_records
from socialcase.actions.finding import found
from socialcase.actions.history import HistoryLine, history_lines
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.scope import case_audience, named_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import Case, Disclosure, Staff, Viewing

if TYPE_CHECKING:
    from socialcase.storage.openings import Looks
    from socialcase.storage.reading import Reading

_TOLD = "viewings_told"
"""Up to which opening the others have been told, in `store.meta`."""
_MANY = 2000


@dataclass(frozen=True, slots=True)
class LastLook:
    """When the person here last opened a file, and what others changed since.

    `at`: None where it is opened for the first time here. `lines`: newest first, at most 200.
    """

    at: datetime | None
    lines: tuple[HistoryLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenBy:
    """What one member of staff did with a file. Days are None where they did nothing of the kind.

    `changes`: how many fields they wrote. `papers`: how many documents and exports they made of it.
    """

    staff: str
    name: str
    role: str
    first_read: date | None
    last_read: date | None
    times: int
    changes: int
    last_change: date | None
    papers: int


def look_in(ws: Workspace, case: str) -> LastLook:
    """Note that the person here opens a case file; give what changed since they did so last.

    Nothing is noted in a workspace that can only be read. Raises NotFound.
    """
    before = ws.store.openings.last(case, ws.person)
    with ws.store.reading() as reading:
        the_case = found(reading, Case, case)
        lines: list[HistoryLine] = []
        if before is not None:
            about = case_records(reading, the_case)
            entries = reading.changes_since(about, before.newest, ws.person)
            lines = history_lines(ws, reading, entries, about)
    if not ws.store.read_only:
        ws.store.openings.note(case, ws.person)
    return LastLook(instant(before.wall) if before is not None else None, tuple(lines))


def who_has_seen(ws: Workspace, case: str) -> list[SeenBy]:
    """Everyone who is known to have read or changed a case file, the last one first.

    What others read is known once their bundles came: they tell of it when they send. Raises
    NotFound.
    """
    with ws.store.reading() as reading:
        the_case = found(reading, Case, case)
        names = StaffNames(ws, reading)
        people: defaultdict[str, _Seen] = defaultdict(_Seen)
        for looks in _looks(ws, reading, case):
            people[names.now(looks.staff)].read(looks)
        for author, changes, wall in reading.writers(case_records(reading, the_case)):
            people[names.now(author)].wrote(changes, _civil(wall))
        for author in _made(reading, case):
            people[names.now(author)].papers += 1
        lines = [_line(reading, names, staff, one) for staff, one in people.items() if staff]
    lines.sort(key=lambda line: (line.last or date.min, line.name), reverse=True)
    return [line.seen for line in lines]


def viewings_untold(ws: Workspace) -> bool:
    """Whether files were read here of which the others were not told."""
    return ws.store.openings.end() > _told(ws)


def tell_viewings(ws: Workspace) -> int:
    """Write down for the others which files were read here since they were last told; how many.

    One save; a file that was read often is told of once. Of files that nobody but the person here
    is named for, nothing is told: there is nobody to tell it to.
    """
    openings = ws.store.openings
    behind, end = _told(ws), openings.end()
    if end <= behind:
        return 0
    told = [looks for looks in openings.since(behind) if looks.staff == ws.person]
    with ws.store.reading() as reading:
        read = _cases(reading, {looks.record for looks in told})
        cases = {c.uid: c for c in read if named_in(reading, c.uid) != (ws.person,)}
    if cases:
        with ws.store.transaction(ws.person) as tx:
            for looks in told:
                if looks.record in cases:
                    case = cases[looks.record]
                    tx.create("viewing", case_audience(case), _values(looks))
    ws.store.meta.put(_TOLD, str(end))
    return len(cases)


@dataclass(slots=True)
class _Seen:
    first: date | None = None
    last: date | None = None
    times: int = 0
    changes: int = 0
    changed: date | None = None
    papers: int = 0

    def read(self, looks: "_Read") -> None:
        self.first = min(self.first or looks.first, looks.first)
        self.last = max(self.last or looks.last, looks.last)
        self.times += looks.times

    def wrote(self, changes: int, on: date) -> None:
        self.changes += changes
        self.changed = max(self.changed or on, on)


@dataclass(frozen=True, slots=True)
class _Read:
    staff: str
    first: date
    last: date
    times: int


@dataclass(frozen=True, slots=True)
class _Line:
    seen: SeenBy

    @property
    def last(self) -> date | None:
        days = [day for day in (self.seen.last_read, self.seen.last_change) if day]
        return max(days, default=None)

    @property
    def name(self) -> str:
        return self.seen.name


def _looks(ws: Workspace, reading: "Reading", case: str) -> Iterable[_Read]:
    """Readings here that were not told of yet, and those that somebody told of."""
    alone = named_in(reading, case) == (ws.person,)  # of such a file nobody is told
    openings = ws.store.openings
    for looks in openings.of(case) if alone else openings.since(_told(ws)):
        if looks.record == case:
            yield _Read(looks.staff, _civil(looks.first), _civil(looks.last), looks.times)
    told = reading.page(Viewing, {"case": case}, limit=_MANY)
    stamps = reading.stamps([one.uid for one in told])
    for one in told:
        first, last = day_of(one.first), day_of(one.last)
        if first and last and one.uid in stamps:
            yield _Read(stamps[one.uid].author, first, last, one.times or 1)


def _told(ws: Workspace) -> int:
    return int(ws.store.meta.get(_TOLD, "0"))


def _made(reading: "Reading", case: str) -> Iterable[str]:
    made = reading.page(Disclosure, {"case": case}, limit=_MANY)
    stamps = reading.stamps([one.uid for one in made])
    return [stamps[one.uid].author for one in made if one.uid in stamps]


def _line(reading: "Reading", names: StaffNames, staff: str, one: _Seen) -> _Line:
    member = reading.get(Staff, staff)
    role = member.role if member else ""
    return _Line(
        SeenBy(
            staff,
            names.name(staff),
            role,
            one.first,
            one.last,
            one.times,
            one.changes,
            one.changed,
            one.papers,
        )
    )


def _cases(reading: "Reading", uids: Iterable[str]) -> list[Case]:
    return reading.page(Case, {"uid": sorted(uids)}, limit=_MANY)


def _values(looks: "Looks") -> dict[str, str | int]:
    first, last = _civil(looks.first).isoformat(), _civil(looks.last).isoformat()
    return {"case": looks.record, "first": first, "last": last, "times": looks.times}


def _civil(wall: int) -> date:
    return instant(wall).astimezone(ASHGABAT).date()
