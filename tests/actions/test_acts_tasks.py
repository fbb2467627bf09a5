"""What is to be done: the next three first, put off with a reason, waiting for others apart."""

from datetime import date, timedelta

import pytest

from socialcase.actions import cases, notes, plans, tasks
from socialcase.actions.cases import FirstContact
from socialcase.actions.certificates import add_certificate
from socialcase.actions.closing import close_case
from socialcase.actions.history import undo
from socialcase.actions.resources import add_resource
from socialcase.actions.tasks import Todo
from socialcase.actions.today import today
from socialcase.actions.visits import VisitLog, log_visit, plan_visit
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.errors import BadValue, NotFound, NotSettable

MONDAY = date(2026, 11, 23)
CONTACT = FirstContact(
    worry="Alone all day",
    name={"given": "Ogulgerek", "surname": "Atamyradowa"},
    address={"settlement": "Garaýap"},
)


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A case of high risk, opened today."""
    uid = cases.first_contact(laptop, CONTACT).record
    cases.set_risk(laptop, uid, "high", "Alone all day")
    return uid


def everything(laptop: Workspace) -> list[Todo]:
    found = tasks.todos(laptop)
    parts = (found.next, found.overdue, found.today, found.week, found.later, found.undated)
    return [todo for part in parts for todo in part]


def of_kind(laptop: Workspace, kind: str) -> list[Todo]:
    return [todo for todo in everything(laptop) if todo.kind == kind]


def test_the_rules_and_the_plan_and_the_person_each_give_something_to_do(
    laptop: Workspace, case: str
) -> None:
    notes.add_task(laptop, "Ring the pension office", "2026-11-25", case=case)
    goal = plans.add_goal(laptop, case, "She eats twice a day").record
    plans.add_action(laptop, goal, "Ask the neighbour", due="2026-11-24")
    plan_visit(laptop, case, "2026-11-26", purpose="Bring the forms")
    found = everything(laptop)
    assert {todo.kind for todo in found} == {"deadline", "task", "action", "visit"}
    assert {todo.place for todo in found} == {"Garaýap"}
    assert {todo.subject for todo in found} == {"Ogulgerek Atamyradowa"}
    assert "contact" not in {todo.code for todo in found}, "a visit is planned"
    assert len(tasks.todos(laptop).next) == 3


def test_nothing_is_listed_twice(laptop: Workspace, case: str) -> None:
    for n in range(6):
        notes.add_task(laptop, f"Task {n}", f"2026-11-{20 + n}", case=case)
    found = [(todo.kind, todo.record, todo.code) for todo in everything(laptop)]
    assert len(found) == len(set(found))
    assert tasks.todos(laptop).count == len(found)


def test_what_is_put_off_comes_back_on_its_day_with_the_reason(
    laptop: Workspace, case: str
) -> None:
    notes.add_task(laptop, "Ring the pension office", "2026-11-20", case=case)
    (task,) = of_kind(laptop, "task")
    assert task.late == 3
    assert [item.what for item in today(laptop).late] == ["Ring the pension office"]
    done = tasks.put_off(laptop, task, "2026-11-27", "They are closed until Friday")
    assert of_kind(laptop, "task") == []
    assert today(laptop).late == ()
    (waiting,) = tasks.todos(laptop).put_off
    assert (waiting.put_off_until, waiting.put_off_why) == (
        date(2026, 11, 27),
        "They are closed until Friday",
    )
    laptop.clock.move(timedelta(days=4))  # type: ignore[attr-defined]
    (back,) = of_kind(laptop, "task")
    assert back.put_off_why == "They are closed until Friday"
    undo(laptop, done.save)
    (again,) = of_kind(laptop, "task")
    assert again.put_off_why == ""


def test_what_the_rules_ask_for_can_be_put_off_too_but_not_ticked(
    laptop: Workspace, case: str
) -> None:
    (assess,) = [todo for todo in everything(laptop) if todo.code == "assess"]
    assert not assess.tickable
    with pytest.raises(NotFound):
        tasks.finish(laptop, assess)
    tasks.put_off(laptop, assess, "2026-11-30", "She is in hospital")
    assert [todo.code for todo in tasks.todos(laptop).put_off] == ["assess"]
    tasks.take_up(laptop, assess)
    assert tasks.todos(laptop).put_off == ()


def test_what_two_laptops_put_off_apart_is_taken_up_by_one_press(
    laptop: Workspace, case: str
) -> None:
    todo = of_kind(laptop, "deadline")[0]
    tasks.put_off(laptop, todo, "2026-11-25", "Away")
    with laptop.store.transaction(laptop.person) as tx:  # as it comes from the other laptop
        other = {"case": case, "about": todo.record, "what": todo.code, "until": "2026-12-20"}
        tx.create("snooze", f"case:{case}", {**other, "reason": "In hospital"})
    [off] = tasks.todos(laptop).put_off
    tasks.put_off(laptop, off, "2026-12-01", "Both of us are away")
    [off] = tasks.todos(laptop).put_off
    assert (off.put_off_until, off.put_off_why) == (date(2026, 12, 1), "Both of us are away")
    undo(laptop, tasks.take_up(laptop, off).save)
    assert tasks.todos(laptop).put_off == (off,)
    tasks.take_up(laptop, off)
    assert tasks.todos(laptop).put_off == ()


@pytest.mark.parametrize(
    ("until", "reason"), [("2026-11-23", "late"), ("soon", "late"), ("2026-12-01", " ")]
)
def test_putting_off_needs_a_day_ahead_and_a_reason(
    laptop: Workspace, case: str, until: str, reason: str
) -> None:
    (todo, *_) = everything(laptop)
    with pytest.raises(BadValue):
        tasks.put_off(laptop, todo, until, reason)


def test_ticking_finishes_the_record(laptop: Workspace, case: str) -> None:
    notes.add_task(laptop, "Ring the pension office", "2026-11-25")
    goal = plans.add_goal(laptop, case, "She eats twice a day").record
    plans.add_action(laptop, goal, "Ask the neighbour", due="2026-11-24")
    for todo in [*of_kind(laptop, "task"), *of_kind(laptop, "action")]:
        tasks.finish(laptop, todo)
    assert of_kind(laptop, "task") + of_kind(laptop, "action") == []


def test_the_calendar_shows_what_falls_on_each_day(laptop: Workspace, case: str) -> None:
    plan_visit(laptop, case, "2026-11-26")
    notes.add_task(laptop, "Ring the pension office", "2026-11-26", case=case)
    notes.add_task(laptop, "Later", "2026-12-01", case=case)
    days = tasks.calendar(laptop, MONDAY)
    assert [one.day for one in days] == [MONDAY + timedelta(days=n) for n in range(7)]
    thursday = days[3].todos
    assert [todo.kind for todo in thursday] == ["visit", "task"]
    assert "Later" not in {todo.what for one in days for todo in one.todos}


def test_papers_that_end_soon_are_to_be_renewed(laptop: Workspace, case: str) -> None:
    with laptop.store.reading() as reading:
        found = reading.get(Case, case)
    assert found is not None
    add_certificate(laptop, found.person, "disability", valid_until="2026-12-15")
    add_certificate(laptop, found.person, "pension", valid_until="2027-12-15")
    papers = of_kind(laptop, "certificate")
    assert [(one.code, one.due, one.record) for one in papers] == [
        ("disability", date(2026, 12, 15), found.person)
    ]


def test_urgent_help_stands_first(laptop: Workspace, case: str) -> None:
    notes.add_task(laptop, "Long overdue", "2026-10-01", case=case)
    cases.set_case(laptop, case, "urgent", {"what": "Bread", "since": "2026-11-23"})
    assert tasks.todos(laptop).next[0].code == "service"


def contact_of(laptop: Workspace, case: str) -> list[Todo]:
    return [todo for todo in everything(laptop) if (todo.case, todo.code) == (case, "contact")]


def a_high_risk_case(laptop: Workspace) -> str:
    """Met on 1 November: the next contact was due seven days later."""
    uid = cases.first_contact(laptop, FirstContact(worry="Alone", name={"given": "Aman"})).record
    cases.set_case(laptop, uid, "opened", "2026-10-20")
    cases.set_risk(laptop, uid, "high", "Beaten")
    log_visit(laptop, uid, VisitLog("done", told_on="2026-11-01"))
    return uid


@pytest.mark.parametrize(
    ("planned", "asked"), [("2026-11-23", False), ("2026-11-24", True), ("2027-09-01", True)]
)
def test_a_visit_that_is_planned_late_does_not_silence_the_contact_that_is_due(
    laptop: Workspace, planned: str, asked: bool
) -> None:
    uid = a_high_risk_case(laptop)
    plan_visit(laptop, uid, planned)
    assert bool(contact_of(laptop, uid)) is asked
    shown = [v for village in today(laptop).villages for v in village.visits if v.case == uid]
    assert len(shown) == 1  # a visit of this week stands there itself
    assert bool(shown[0].visit) is planned.startswith("2026-11")


@pytest.mark.parametrize("due", ["", "2027-06-01"])
def test_a_step_without_a_day_does_not_take_a_late_contact_off_today(
    laptop: Workspace, due: str
) -> None:
    uid = a_high_risk_case(laptop)
    cases.set_next_step(laptop, uid, "Ring the school", due)
    (shown,) = [v for village in today(laptop).villages for v in village.visits if v.case == uid]
    assert (shown.act, shown.purpose, shown.late) == ("contact", "", 15)


def test_what_was_put_off_is_not_what_falls_due_afterwards(laptop: Workspace) -> None:
    uid = a_high_risk_case(laptop)
    (late,) = contact_of(laptop, uid)
    tasks.put_off(laptop, late, "2026-12-20", "Away until then")
    assert contact_of(laptop, uid) == []
    assert [todo.case for todo in tasks.todos(laptop).put_off] == [uid]
    log_visit(laptop, uid, VisitLog("done"))
    (following,) = contact_of(laptop, uid)
    assert (following.due, following.put_off_until) == (date(2026, 11, 30), None)


def test_what_is_still_to_be_done_in_a_closed_case_says_whose_it_is(laptop: Workspace) -> None:
    uid = cases.first_contact(laptop, FirstContact(worry="Alone", name={"given": "Aman"})).record
    notes.add_task(laptop, "Copy of the certificate", "2026-11-25", case=uid)
    add_resource(laptop, uid, "Wheelchair, lent", until="2026-11-20")
    close_case(laptop, uid, "refused", "They want no more", "")
    left = {todo.kind: todo.subject for todo in everything(laptop) if todo.case == uid}
    assert left == {"task": "Aman", "resource": "Aman"}


def test_only_what_waits_for_the_family_stands_there(laptop: Workspace, case: str) -> None:
    with laptop.store.transaction(laptop.person) as tx:
        for waits in ("family", "provider", ""):
            about = {"case": case, "owner": laptop.person, "what": f"Waits: {waits}".strip()}
            filled = {**about, "due": "2026-11-23", **({"waiting_for": waits} if waits else {})}
            tx.create("task", f"case:{case}", filled)
    assert [todo.what for todo in tasks.todos(laptop).for_family] == ["Waits: family"]
    mine = {todo.what for todo in everything(laptop)}
    assert {"Waits: provider", "Waits:"} <= mine


def test_a_case_takes_no_number_no_etrap_and_no_risk_that_mean_nothing(
    laptop: Workspace, case: str
) -> None:
    with pytest.raises(NotSettable):
        cases.set_case(laptop, case, "number", "1")
    with pytest.raises(BadValue):
        cases.set_case(laptop, case, "etrap", "zzz")
    with pytest.raises(BadValue):
        cases.set_risk(laptop, case, "low", " ")
    cases.set_case(laptop, case, "etrap", "Bayramaly")
    with laptop.store.reading() as reading:
        kept = reading.get(Case, case)
    assert kept is not None
    assert (kept.etrap, kept.risk_level) == ("bayramaly", "high")
