"""Hours: entered by hand, seen by the worker first; only weekly totals go up, once released."""

import io
import json
import tarfile
from datetime import date, timedelta
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from socialcase.actions import cases, hours
from socialcase.actions.bundles import export_bundle
from socialcase.actions.cases import FirstContact
from socialcase.actions.unkept import take_in, visit_place, write_down
from socialcase.actions.visits import VisitLog, log_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import WorkWeek
from socialcase.cases.worktime import QUARTER, parse_time, rounded
from socialcase.errors import BadValue, NotFound
from socialcase.sync.keys import workspace_keys
from socialcase.sync.seal import unseal_bytes
from tests.conftest import Enrolled

MONDAY = date(2026, 11, 23)
MOST = 1 << 24
"""Bytes of a bundle here."""
ZSTD = b"\x28\xb5\x2f\xfd"
CONTACT = FirstContact(worry="Alone all day", name={"given": "Ogulgerek"})


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30", 90),
        ("1,5", 90),
        ("1.25 h", 75),
        ("2", 120),
        ("90 min", 90),
        ("50 мин", 45),
        ("3 ч", 180),
        ("0:05", 15),
    ],
)
def test_time_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_time(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "25", "1:75", "soon", "-1", "1:30:00", "9999 min"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_time(text)


@given(st.integers(1, 1440))
def test_rounding_is_to_a_quarter_and_never_far(minutes: int) -> None:
    found = rounded(minutes)
    assert found % QUARTER == 0
    assert abs(found - minutes) <= 8 or found == QUARTER


def test_a_week_adds_up_by_kind_and_by_case(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    hours.add_hours(laptop, "", "case", "1:30", case=case)
    hours.add_hours(laptop, "2026-11-24", "case", "1", case=case, note="with the school")
    hours.add_hours(laptop, "2026-11-24", "travel", "45 min")
    hours.add_hours(laptop, "2026-11-30", "paperwork", "2")
    week = hours.hours_of(laptop, date(2026, 11, 26))
    assert (week.monday, week.minutes) == (MONDAY, 195)
    assert dict(week.totals) == {"case": 150, "travel": 45}
    assert dict(week.by_case) == {"Ogulgerek": 150}


def test_a_day_has_no_more_than_24_hours(laptop: Workspace) -> None:
    hours.add_hours(laptop, "", "case", "20")
    with pytest.raises(BadValue):
        hours.add_hours(laptop, "", "travel", "5")
    with pytest.raises(BadValue):
        hours.add_hours(laptop, "", "sleep", "1")


def test_an_entry_can_be_taken_away_and_put_back(laptop: Workspace) -> None:
    uid = hours.add_hours(laptop, "", "training", "2", note="First aid")
    entry = hours.drop_hours(laptop, uid)
    assert hours.hours_of(laptop, MONDAY).entries == ()
    with pytest.raises(NotFound):
        hours.drop_hours(laptop, uid)
    hours.put_back(laptop, entry)
    assert hours.hours_of(laptop, MONDAY).entries == (entry,)


def test_visits_propose_their_time_and_nothing_is_entered_by_itself(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    log_visit(laptop, case, VisitLog("done", minutes=50))
    week = hours.hours_of(laptop, MONDAY)
    assert week.minutes == 0
    assert [(one.what, one.minutes, one.case) for one in week.proposed] == [("case", 45, case)]
    hours.add_hours(laptop, "", "case", "1", case=case)
    assert hours.hours_of(laptop, MONDAY).proposed == ()


def test_nothing_goes_up_before_it_is_released_and_then_only_totals(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    enrolled.up(maral)
    enrolled.down(maral)  # who coordinates here
    case = cases.first_contact(maral, CONTACT).record
    hours.add_hours(maral, "", "case", "1:30", case=case, note="She wept")
    enrolled.up(maral)
    enrolled.down(boss)
    assert hours.released_weeks(boss, MONDAY) == []
    hours.release_week(maral, MONDAY)
    enrolled.up(maral)
    enrolled.down(boss)
    ((week, name),) = hours.released_weeks(boss, MONDAY)
    assert name == "Maral Annaýewa"
    assert hours.minutes_of(week) == {"case": 90}
    assert "wept" not in week.note + week.minutes
    with enrolled.oraz.store.reading() as reading:
        assert reading.count(WorkWeek) == 0


def test_a_week_released_before_there_was_a_coordinator_reaches_them_when_released_again(
    enrolled: Enrolled,
) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    hours.add_hours(maral, "", "case", "1")
    hours.release_week(maral, MONDAY)
    enrolled.up(maral)
    enrolled.down(maral)  # who coordinates here
    enrolled.down(boss)
    assert hours.released_weeks(boss, MONDAY) == []
    hours.release_week(maral, MONDAY)
    enrolled.up(maral)
    enrolled.down(boss)
    ((week, name),) = hours.released_weeks(boss, MONDAY)
    assert (name, hours.minutes_of(week)) == ("Maral Annaýewa", {"case": 60})


def test_a_week_released_again_changes_its_record(laptop: Workspace) -> None:
    with pytest.raises(BadValue):
        hours.release_week(laptop, MONDAY)
    hours.add_hours(laptop, "", "case", "1")
    first = hours.release_week(laptop, MONDAY).record
    hours.add_hours(laptop, "", "case", "1")
    released = hours.hours_of(laptop, MONDAY).released
    assert released is not None
    assert released.changed
    assert hours.release_week(laptop, MONDAY, "Half of it at night").record == first
    released = hours.hours_of(laptop, MONDAY).released
    assert released is not None
    assert (released.changed, dict(released.minutes)) == (False, {"case": 120})


def test_the_way_stays_proposed_when_the_visit_was_taken_over(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    log_visit(laptop, case, VisitLog("done", minutes=50, travel_minutes=40))
    log_visit(laptop, case, VisitLog("not_home", travel_minutes=20))
    first, second = hours.hours_of(laptop, MONDAY).proposed
    assert [(one.what, one.minutes) for one in (first, second)] == [("case", 45), ("travel", 60)]
    hours.take_over(laptop, [first])
    week = hours.hours_of(laptop, MONDAY)
    assert week.proposed == (second,)
    hours.take_over(laptop, week.proposed)
    week = hours.hours_of(laptop, MONDAY)
    assert (week.proposed, dict(week.totals)) == ((), {"case": 45, "travel": 60})
    assert dict(week.by_case) == {"Ogulgerek": 105}


def test_a_released_week_can_be_corrected_down_to_nothing(laptop: Workspace) -> None:
    uid = hours.add_hours(laptop, "", "case", "1")
    first = hours.release_week(laptop, MONDAY).record
    hours.drop_hours(laptop, uid)
    assert hours.release_week(laptop, MONDAY).record == first
    released = hours.hours_of(laptop, MONDAY).released
    assert released is not None
    assert (released.changed, dict(released.minutes)) == (False, {})


def test_a_week_goes_from_one_year_into_the_next(laptop: Workspace) -> None:
    for day in ("2026-12-27", "2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04"):
        hours.add_hours(laptop, day, "paperwork", "1")
    week = hours.hours_of(laptop, date(2027, 1, 1))
    assert (week.monday, week.minutes) == (date(2026, 12, 28), 240)
    record = hours.release_week(laptop, date(2027, 1, 3)).record
    with laptop.store.reading() as reading:
        kept = reading.get(WorkWeek, record)
    assert kept is not None
    assert (kept.monday, kept.minutes) == ("2026-12-28", '{"paperwork":"240"}')


def test_a_clock_that_was_wrong_leaves_hours_on_the_day_that_was_said(laptop: Workspace) -> None:
    clock = laptop.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days=-2000))
    hours.add_hours(laptop, "2026-11-24", "case", "1")
    clock.move(timedelta(days=2001))
    assert hours.hours_of(laptop, MONDAY).minutes == 60


def test_of_hours_and_of_what_is_not_kept_nothing_is_in_a_bundle_but_sums(
    enrolled: Enrolled,
) -> None:
    maral = enrolled.maral
    enrolled.up(maral)
    enrolled.down(maral)  # who coordinates here
    case = cases.first_contact(maral, CONTACT).record
    hours.add_hours(maral, "2026-11-24", "case", "1:30", case=case, note="She wept")
    hours.add_hours(maral, "2026-11-25", "travel", "2", note="the bus broke down")
    write_down(maral, visit_place(case), {"note": "half a sentence"})
    take_in(maral, visit_place(case), b"a photograph", "yard.txt")
    before = everything_in(export_bundle(maral, enrolled.stick).path, enrolled)
    assert "Alone all day" in [value for _, value in changes_of(before)]
    assert not [field for field, _ in changes_of(before) if field.startswith("workweek")]
    hours.release_week(maral, MONDAY)
    after = everything_in(export_bundle(maral, enrolled.stick).path, enrolled)
    week = {field: value for field, value in changes_of(after) if field.startswith("workweek")}
    audience = week.pop("workweek.audience")
    assert audience is not None
    assert week == {
        "workweek.staff": maral.person,
        "workweek.monday": "2026-11-23",
        "workweek.minutes": '{"case":"90","travel":"120"}',
        "workweek.released": "2026-11-23",
    }
    for hidden in (b"wept", b"the bus", b"half a sentence", b"yard.txt", b"2026-11-25"):
        assert hidden not in b"".join([*before, *after])


def everything_in(bundle: Path, world: Enrolled) -> list[bytes]:
    """The parts of a bundle, as far as the keys of everybody here open them."""
    everybody = (world.office, world.maral, world.oraz, world.coordinator)
    keys = [workspace_keys(ws.store.meta) for ws in everybody]
    opened = unseal_bytes(bundle.read_bytes(), [one.workspace for one in keys], MOST)
    found: list[bytes] = []
    with tarfile.open(fileobj=io.BytesIO(opened)) as tar:
        for member in tar:
            part = tar.extractfile(member)
            assert part is not None
            data = part.read()
            if member.name.endswith(".age"):
                data = unseal_bytes(data, [one.person for one in keys], MOST)
            if data.startswith(ZSTD):
                data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
            found.append(data)
    return found


def changes_of(parts: list[bytes]) -> list[tuple[str, str | None]]:
    """Field and value of every change in the parts of a bundle."""
    found: list[tuple[str, str | None]] = []
    for part in parts:
        first, _, rest = part.partition(b"\n")
        if first.startswith(b"{") and b'"rows"' in first:
            head = json.loads(first)
            rows = [json.loads(line) for line in rest.splitlines()[: head["rows"]]]
            found += [(head["fields"][row[5]], row[7]) for row in rows]
    return found


def test_two_cases_that_are_called_alike_are_told_apart(laptop: Workspace) -> None:
    for time in ("1:00", "2:00"):
        uid = cases.first_contact(laptop, FirstContact(worry="x", name={"given": "Aman"})).record
        hours.add_hours(laptop, "2026-11-23", "case", time, case=uid)
    by_case = hours.hours_of(laptop, date(2026, 11, 23)).by_case
    assert list(by_case.values()) == [120, 60]
    assert all(words.startswith("Aman (") for words in by_case)
