"""Working hours: entered by hand, seen by the worker alone; weekly totals go up once released.

Entries stand in `store.private`: no bundle, no backup and no figure has them. What is released is
one record for a week with minutes by kind: no case, no day, no note of an entry.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.lines import subject_in
from socialcase.actions.scope import named_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import JsonValue, json_text
from socialcase.cases.codes import HOURS, OPEN_STATUSES
from socialcase.cases.dates import day_of, parse_day
from socialcase.cases.records import Case, Staff, Visit, WorkWeek
from socialcase.cases.worktime import MOST_A_DAY, parse_time, rounded
from socialcase.errors import BadValue, NotFound

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_NAME = "hours:"
_WEEK = timedelta(days=7)
_MANY = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `what`: a code of HOURS; `subject`: what the case is called, "" for none."""

    uid: str
    day: date
    what: str
    minutes: int
    case: str = ""
    subject: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Time that visits of a day took in a case, rounded; nothing of it is entered by itself."""

    day: date
    what: str
    minutes: int
    case: str
    subject: str


@dataclass(frozen=True, slots=True)
class Released:
    """What went up of a week: minutes by kind. `changed`: the entries differ from it now."""

    on: date | None
    minutes: Mapping[str, int]
    changed: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the person here. `totals`, `by_case`: minutes; `by_case` by what it is called."""

    monday: date
    entries: tuple[Entry, ...]
    totals: Mapping[str, int]
    by_case: Mapping[str, int]
    proposed: tuple[Proposed, ...]
    released: Released | None

    @property
    def minutes(self) -> int:
        """All of the week."""
        return sum(self.totals.values())


def add_hours(
    ws: Workspace, on: str, what: str, time: str, *, case: str = "", note: str = ""
) -> str:
    """Keep an entry, durably when this returns; gives its id. `on`: a day, "" for today.

    `time` as people write it ("1:30", "1,5", "90 min"). Raises BadValue.
    """
    day = _day(ws, on)
    if what not in HOURS:
        raise BadValue("workweek", "minutes", ", ".join(HOURS))
    minutes = _minutes(time)
    if minutes + sum(entry.minutes for entry in _entries(ws, day, day)) > MOST_A_DAY:
        raise BadValue("workweek", "minutes", "day_full")
    uid = f"{day.isoformat()}:{ws.chance.bytes(8).hex()}"
    put_back(ws, Entry(uid, day, what, minutes, case, note=note.strip()))
    return uid


def drop_hours(ws: Workspace, uid: str) -> Entry:
    """Take an entry away; gives it, so that `put_back` can keep it again. Raises NotFound."""
    entry = next((one for one in _entries(ws, *_around(uid)) if one.uid == uid), None)
    if entry is None:
        raise NotFound("workweek", uid)
    ws.store.private.drop(_NAME + uid)
    return entry


def put_back(ws: Workspace, entry: Entry) -> None:
    """Keep an entry again as it was."""
    kept: dict[str, JsonValue] = {
        "what": entry.what,
        "minutes": str(entry.minutes),
        "case": entry.case,
        "note": entry.note,
    }
    ws.store.private.put(_NAME + entry.uid, json_text(kept))


def hours_of(ws: Workspace, day: date) -> Week:
    """The week in which `day` lies: entries, sums, what visits took, what was released."""
    monday = day - timedelta(days=day.weekday())
    entries = _entries(ws, monday, monday + _WEEK - timedelta(days=1))
    totals: Counter[str] = Counter()
    by_case: Counter[str] = Counter()
    for entry in entries:
        totals[entry.what] += entry.minutes
        if entry.case:
            by_case[entry.case] += entry.minutes
    with ws.store.reading() as reading:
        named = _told_apart(reading, {one.case: one.subject for one in entries if one.case})
        proposed = tuple(_proposed(ws, reading, monday, entries))
        released = _released(ws, reading, monday, totals)
    in_order = {code: totals[code] for code in HOURS if totals[code]}
    cases = {named[case]: minutes for case, minutes in by_case.most_common()}
    return Week(monday, tuple(entries), in_order, cases, proposed, released)


def _told_apart(reading: "Reading", subjects: Mapping[str, str]) -> dict[str, str]:
    """What each case is called; with its number where two are called alike."""
    often = Counter(subjects.values())
    alike = [uid for uid, words in subjects.items() if often[words] > 1 or not words]
    numbers = {one.uid: one.number for one in reading.page(Case, {"uid": alike})} if alike else {}
    called = {uid: f"{subjects[uid]} ({numbers.get(uid, uid)})".strip() for uid in alike}
    return {**subjects, **called}


def release_week(ws: Workspace, monday: date, note: str = "") -> Done:
    """Give the totals of a week to the coordinators: it goes with the next bundle.

    Released again, the record of that week is changed, down to nothing. Raises BadValue for a week
    without hours of which nothing was released.
    """
    week = hours_of(ws, monday)
    if not week.totals and week.released is None:
        raise BadValue("workweek", "minutes", "nothing")
    values = {
        "minutes": json_text({code: str(minutes) for code, minutes in week.totals.items()}),
        "released": ws.today.isoformat(),
        "note": note.strip() or None,
    }
    with ws.store.reading() as reading:
        kept = _week_record(ws, reading, week.monday)
        audience = _supervisors(ws, reading)
    with ws.store.transaction(ws.person) as tx:
        if kept is None:
            about = {"staff": ws.person, "monday": week.monday.isoformat()}
            filled = {name: value for name, value in values.items() if value is not None}
            uid = tx.create("workweek", audience, {**about, **filled})
        else:
            uid = kept.uid
            tx.set(uid, "audience", audience)  # a coordinator may have come since
            for name, value in values.items():
                tx.set(uid, name, value)
    return done(uid, tx)


def take_over(ws: Workspace, proposed: Iterable[Proposed]) -> tuple[str, ...]:
    """Enter what visits took, and give the ids of the entries. Raises BadValue (a full day)."""
    return tuple(
        add_hours(ws, one.day.isoformat(), one.what, f"{one.minutes} min", case=one.case)
        for one in proposed
    )


def own_cases(ws: Workspace) -> dict[str, str]:
    """The open cases of the person here by id, as they are called, in that order."""
    with ws.store.reading() as reading:
        rows = reading.case_rows({"owner": ws.person, "status": OPEN_STATUSES}, limit=_MANY)
    named = {row.uid: row.title or row.subject or row.number for row in rows}
    return dict(sorted(named.items(), key=lambda one: one[1].casefold()))


def released_weeks(ws: Workspace, monday: date) -> list[tuple[WorkWeek, str]]:
    """The totals of the week from `monday` that were released to the person here, or by them.

    With names, and by name: this is no ranking.
    """
    with ws.store.reading() as reading:
        weeks = reading.page(WorkWeek, {"monday": monday.isoformat()}, limit=_MANY)
        people = {one.uid: one.name for one in reading.page(Staff, limit=_MANY)}
    named = [(week, people.get(week.staff, "")) for week in weeks]
    return sorted(named, key=lambda one: one[1])


def _day(ws: Workspace, on: str) -> date:
    try:
        return parse_day(on) if on.strip() else ws.today
    except ValueError:
        raise BadValue("workweek", "monday", "date") from None


def _minutes(time: str) -> int:
    try:
        return parse_time(time)
    except ValueError:
        raise BadValue("workweek", "minutes", "time") from None


def _around(uid: str) -> tuple[date, date]:
    on = day_of(uid.partition(":")[0])
    if on is None:
        raise NotFound("workweek", uid)
    return on, on


def _entries(ws: Workspace, first: date, last: date) -> list[Entry]:
    found = []
    with ws.store.reading() as reading:
        for on in _days(first, last):
            for name in ws.store.private.names(f"{_NAME}{on.isoformat()}:"):
                kept = json.loads(ws.store.private.get(name))
                found.append(_entry(reading, name.removeprefix(_NAME), on, kept))
    return sorted(found, key=lambda entry: (entry.day, HOURS.index(entry.what), entry.uid))


def _entry(reading: "Reading", uid: str, on: date, kept: Mapping[str, str]) -> Entry:
    case = kept.get("case", "")
    what = kept["what"] if kept["what"] in HOURS else HOURS[-1]
    minutes = int(kept["minutes"])
    return Entry(uid, on, what, minutes, case, _subject(reading, case), kept.get("note", ""))


def _subject(reading: "Reading", uid: str) -> str:
    case = reading.get(Case, uid) if uid else None
    return subject_in(reading, case) if case else ""


def _proposed(
    ws: Workspace, reading: "Reading", monday: date, entries: list[Entry]
) -> list[Proposed]:
    """What own visits of the week took, where nothing of that day, kind and case is entered yet.

    Nobody at home, the way was as long.
    """
    there = {(entry.day, entry.what, entry.case) for entry in entries}
    week = tuple(on.isoformat() for on in _days(monday, monday + _WEEK - timedelta(days=1)))
    told = {"told_on": week, "outcome": ("done", "not_home", "not_admitted")}
    visits = reading.page(Visit, told, order="told_on", limit=_MANY)
    stamps = reading.stamps([visit.uid for visit in visits])
    took: Counter[tuple[date, str, str]] = Counter()
    for visit in visits:
        if visit.uid in stamps and stamps[visit.uid].last_author == ws.person:
            on = parse_day(visit.told_on)
            took[on, "case", visit.case] += visit.minutes or 0
            took[on, "travel", visit.case] += visit.travel_minutes or 0
    return [
        Proposed(on, what, rounded(minutes), case, _subject(reading, case))
        for (on, what, case), minutes in took.items()
        if minutes and (on, what, case) not in there
    ]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=place) for place in range((last - first).days + 1))


def _week_record(ws: Workspace, reading: "Reading", monday: date) -> WorkWeek | None:
    kept = reading.page(WorkWeek, {"staff": ws.person, "monday": monday.isoformat()}, limit=1)
    return kept[0] if kept else None


def _released(
    ws: Workspace, reading: "Reading", monday: date, totals: Mapping[str, int]
) -> Released | None:
    kept = _week_record(ws, reading, monday)
    if kept is None:
        return None
    minutes = minutes_of(kept)
    changed = minutes != {code: n for code, n in totals.items() if n}
    return Released(day_of(kept.released), minutes, changed)


def minutes_of(week: WorkWeek) -> dict[str, int]:
    """The minutes by kind of a released week."""
    return {str(code): int(minutes) for code, minutes in json.loads(week.minutes or "{}").items()}


def _supervisors(ws: Workspace, reading: "Reading") -> str:
    """For the worker and the coordinators; where there is none yet, for the worker alone."""
    staff = reading.page(Staff, {"role": "coordinator", "left_on": ""}, limit=_MANY)
    return named_audience((ws.person, *(one.uid for one in staff)))
