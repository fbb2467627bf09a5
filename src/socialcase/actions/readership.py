"""Who has seen a case file or changed it, and what changed since somebody last looked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from socialcase.actions.case_contents import case_records
from socialcase.actions.finding import RECORDS, found, kind_of
from socialcase.actions.history import HistoryLine, history_lines
from socialcase.actions.lines import StaffNames
from socialcase.actions.road import instant
from socialcase.actions.scope import named_in
from socialcase.actions.viewings import civil, people_of, told_until
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of
from socialcase.cases.records import Case, Disclosure, Household, Person, Staff, Viewing
from socialcase.errors import NotFound, UserError
from socialcase.logs import act

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

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
    `people`: how often they looked at the page of somebody in it, `last_person` the last time.
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
    people: int = 0
    last_person: date | None = None


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


def note_reading(ws: Workspace, record: str) -> None:
    """Note that something of a file is read elsewhere than in the file: a person, answers, a list.

    A person's page is a reading of that person, anything else one of its case. What is new in the
    case stays new: only `look_in` shows it. Nothing is noted of what belongs to no file, in a
    workspace that can only be read, or where the disk is full: nobody is kept from reading by it.
    """
    with ws.store.reading() as reading:
        file = _file_of(reading, record)
    if not file or ws.store.read_only:
        return
    try:
        ws.store.openings.note(file, ws.person, whole=False)
    except UserError as error:
        act("look.not_noted", kind=type(error).__name__)


def _file_of(reading: "Reading", record: str) -> str:
    """The case or person whose file a record is in, "" for none."""
    try:
        kind = kind_of(reading, record)
    except NotFound:
        return ""
    if kind in (Case.KIND, Person.KIND):
        return record
    one = reading.get(RECORDS[kind], record)
    if kind == Household.KIND:
        return next((case.uid for case in reading.page(Case, {"household": record})), "")
    return str(getattr(one, "case", "") or getattr(one, "person", ""))


def who_has_seen(ws: Workspace, case: str) -> list[SeenBy]:
    """Everyone who is known to have read or changed a case file, the last one first.

    What others read is known once their bundles came: they tell of it when they send. Raises
    NotFound.
    """
    with ws.store.reading() as reading:
        the_case = found(reading, Case, case)
        names = StaffNames(ws, reading)
        people: defaultdict[str, _Seen] = defaultdict(_Seen)
        for looks in _looks(ws, reading, the_case):
            people[names.now(looks.staff)].read(looks)
        for author, changes, wall in reading.writers(case_records(reading, the_case)):
            people[names.now(author)].wrote(changes, civil(wall))
        for author in _made(reading, case):
            people[names.now(author)].papers += 1
        lines = [_line(reading, names, staff, one) for staff, one in people.items() if staff]
    lines.sort(key=lambda line: (line.last or date.min, line.name), reverse=True)
    return [line.seen for line in lines]


@dataclass(slots=True)
class _Seen:
    first: date | None = None
    last: date | None = None
    times: int = 0
    changes: int = 0
    changed: date | None = None
    papers: int = 0
    people: int = 0
    last_person: date | None = None

    def read(self, looks: "_Read") -> None:
        if looks.person:
            self.people += looks.times
            self.last_person = max(self.last_person or looks.last, looks.last)
            return
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
    person: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    seen: SeenBy

    @property
    def last(self) -> date | None:
        days = (self.seen.last_read, self.seen.last_change, self.seen.last_person)
        return max(filter(None, days), default=None)

    @property
    def name(self) -> str:
        return self.seen.name


def _looks(ws: Workspace, reading: "Reading", case: Case) -> Iterable[_Read]:
    """Readings here that were not told of yet, and those that somebody told of."""
    alone = named_in(reading, case.uid) == (ws.person,)  # of such a file nobody is told
    people = people_of(reading, case)
    for looks in ws.store.openings.since(0 if alone else told_until(ws)):
        if looks.record == case.uid or looks.record in people:
            first, last, person = civil(looks.first), civil(looks.last), looks.record in people
            yield _Read(looks.staff, first, last, looks.times, person)
    told = reading.page(Viewing, {"case": case.uid}, limit=_MANY)
    stamps = reading.stamps([one.uid for one in told])
    looked_at = {"uid": tuple({one.person for one in told} - {""})}
    here = {"", *(one.uid for one in reading.page(Person, looked_at, limit=_MANY))}
    for one in told:
        begun, ended = day_of(one.first), day_of(one.last)
        # of somebody who is out of sight by now nothing is told, not even that there is somebody
        if begun and ended and one.uid in stamps and one.person in here:
            author = stamps[one.uid].author
            yield _Read(author, begun, ended, one.times or 1, bool(one.person))


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
            one.people,
            one.last_person,
        )
    )
