"""Hours: entered by hand, seen by the worker first; only weekly totals go up, once released."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.actions import cases, hours
from socialcase.actions.cases import FirstContact
from socialcase.actions.visits import VisitLog, log_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import WorkWeek
from socialcase.cases.worktime import QUARTER, parse_time, rounded
from socialcase.errors import BadValue, NotFound
from tests.conftest import Enrolled

MONDAY = date(2026, 11, 23)
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
