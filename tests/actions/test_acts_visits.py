"""Visits: who was met, alone or not, what follows from the note, told on and typed on."""

from datetime import date, timedelta

import pytest

from socialcase.actions import cases, people
from socialcase.actions.attachments import add_document
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact
from socialcase.actions.history import undo
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Task, Visit
from socialcase.errors import BadValue
from tests.conftest import Enrolled

CONTACT = FirstContact(worry="Alone all day", name={"given": "Ogulgerek"})


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A case of an older woman."""
    return cases.first_contact(laptop, CONTACT).record


def test_the_note_makes_tasks_in_the_same_save(laptop: Workspace, case: str) -> None:
    note = "She walks to the gate.\n→ Ring the pension office 25.11\n→ Ask the neighbour"
    done = log_visit(laptop, case, VisitLog("done", note=note))
    with laptop.store.reading() as reading:
        tasks = reading.page(Task, {"about": done.record}, order="what")
    assert [(task.what, task.due) for task in tasks] == [
        ("Ask the neighbour", ""),
        ("Ring the pension office", "2026-11-25"),
    ]
    assert {task.owner for task in tasks} == {laptop.person}
    undo(laptop, done.save)
    with laptop.store.reading() as reading:
        assert reading.count(Task) == 0
        assert reading.count(Visit) == 0


def test_whoever_was_met_is_named(laptop: Workspace, case: str) -> None:
    son = people.add_family_member(laptop, case, {"given": "Serdar"}, "child").record
    log = VisitLog("done", met_people=(son,), met="the nurse", alone="others_near")
    log_visit(laptop, case, log)
    (line,) = case_file(laptop, case).visits
    assert (line.met, line.alone) == ("Serdar, the nurse", "others_near")
    (entry,) = [one for one in case_file(laptop, case).timeline if one.kind == "visit"]
    assert entry.who == "Serdar, the nurse"


def test_told_on_and_typed_on_are_two_days(laptop: Workspace, case: str) -> None:
    planned = plan_visit(laptop, case, "2026-11-20").record
    laptop.clock.move(timedelta(days=1))  # type: ignore[attr-defined]
    log = VisitLog("done", visit=planned, told_on="2026-11-20", minutes=50, travel_minutes=25)
    log_visit(laptop, case, log)
    (line,) = case_file(laptop, case).visits
    assert (line.told_on, line.typed_on) == (date(2026, 11, 20), date(2026, 11, 24))
    assert (line.minutes, line.travel_minutes) == (50, 25)


def test_a_planned_visit_was_not_typed_yet(laptop: Workspace, case: str) -> None:
    plan_visit(laptop, case, "2026-11-25")
    (line,) = case_file(laptop, case).visits
    assert line.typed_on is None


def test_pictures_belong_to_the_visit(laptop: Workspace, case: str) -> None:
    visit = log_visit(laptop, case, VisitLog("done")).record
    add_document(laptop, visit, b"a scan of the certificate", name="certificate.txt")
    (line,) = case_file(laptop, case).visits
    assert line.pictures == 1


def test_an_unknown_word_for_alone_is_refused(laptop: Workspace, case: str) -> None:
    with pytest.raises(BadValue):
        log_visit(laptop, case, VisitLog("done", alone="perhaps"))


def test_what_was_written_of_a_visit_travels(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    case = cases.first_contact(maral, CONTACT).record
    log = VisitLog("done", alone="alone", met="a neighbour", note="→ Ring the school")
    log_visit(maral, case, log)
    enrolled.up(maral)
    enrolled.down(boss)
    (line,) = case_file(boss, case).visits
    assert (line.alone, line.met) == ("alone", "a neighbour")
    with boss.store.reading() as reading:
        assert [task.what for task in reading.page(Task)] == ["Ring the school"]


def test_a_correction_leaves_the_day_on_which_it_was_typed_and_makes_no_task_twice(
    laptop: Workspace, case: str
) -> None:
    note = "She walks to the gate.\n→ Ring the pension office"
    first = log_visit(laptop, case, VisitLog("done", note=note, met="the nurse", minutes=30))
    laptop.clock.move(timedelta(days=5))  # type: ignore[attr-defined]
    again = VisitLog(
        "done", visit=first.record, told_on="2026-11-23", note=f"{note}\n→ Ask her son"
    )
    log_visit(laptop, case, again)
    (line,) = case_file(laptop, case).visits
    assert (line.met, line.minutes) == ("", None)
    assert (line.told_on, line.typed_on) == (date(2026, 11, 23), date(2026, 11, 23))
    with laptop.store.reading() as reading:
        tasks = [task.what for task in reading.page(Task, {"about": first.record}, order="what")]
    assert tasks == ["Ask her son", "Ring the pension office"]


def test_a_visit_is_not_told_on_a_day_that_is_still_ahead(laptop: Workspace, case: str) -> None:
    with pytest.raises(BadValue):
        log_visit(laptop, case, VisitLog("done", told_on="2026-11-24"))
    assert case_file(laptop, case).visits == ()
