"""The Today page: whom to visit, in which village, what is late; never why the family is known."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from socialcase.actions import cases, consents, notes, plans, tasks, visits
from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import TimelineEntry
from socialcase.actions.cases import FirstContact
from socialcase.actions.today import TodayPage, today
from socialcase.actions.visits import VisitLog
from socialcase.actions.wording import duration, entry_title
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from tests.conftest import Enrolled

MONDAY = date(2026, 11, 23)


def contact(ws: Workspace, given: str, settlement: str, **more: object) -> str:
    about = FirstContact(
        worry="Alone", name={"given": given}, address={"settlement": settlement}, birth="1958"
    )
    case = cases.first_contact(ws, about).record
    for field, value in more.items():
        cases.set_case(ws, case, field, str(value))
    return case


def due(page: TodayPage) -> dict[str, list[tuple[str, int]]]:
    return {v.settlement: [(d.subject, d.late) for d in v.visits] for v in page.villages}


def test_visits_are_grouped_by_village_the_most_urgent_first(laptop: Workspace) -> None:
    sona = contact(laptop, "Sona", "Akgoňur")
    jeren = contact(laptop, "Jeren", "Garaýap")
    far = contact(laptop, "Kerim", "Zähmet")
    visits.plan_visit(laptop, sona, "2026-11-25", purpose="Check the wheelchair")
    visits.plan_visit(laptop, jeren, "2026-11-22")
    visits.plan_visit(laptop, far, "2026-12-24")
    page = today(laptop)
    assert due(page) == {"Garaýap": [("Jeren", 1)], "Akgoňur": [("Sona", -2)]}
    assert (page.visits_today, page.visits_late) == (0, 1)
    assert [box.visits for box in page.week] == [1, 0, 1, 0, 0, 0, 0]
    assert page.week[0].settlements == ("Garaýap",)


def test_a_case_without_a_planned_visit_is_not_forgotten(
    laptop: Workspace, clock: FixedClock
) -> None:
    case = contact(laptop, "Sona", "Akgoňur")
    visit = today(laptop).villages[0].visits[0]
    assert (visit.visit, visit.act, visit.due) == ("", "ask_consent", date(2026, 11, 26))
    cases.set_next_step(laptop, case, "Ring the school", "2026-11-23")
    visit = today(laptop).villages[0].visits[0]
    assert (visit.purpose, visit.late) == ("Ring the school", 0)
    clock.move(timedelta(days=3))
    assert today(laptop).villages[0].visits[0].late == 3


def test_a_visit_that_took_place_is_no_longer_due(laptop: Workspace) -> None:
    case = contact(laptop, "Sona", "Akgoňur")
    planned = visits.plan_visit(laptop, case, "2026-11-23").record
    log = VisitLog("done", visit=planned, next_visit="2026-12-07")
    visits.log_visit(laptop, case, log)
    assert today(laptop).villages == ()
    visits.move_visit(laptop, case_file(laptop, case).visits[0].uid, "2026-11-24")
    visit = today(laptop).villages[0].visits[0]
    assert visit.last_met == MONDAY
    assert visit.age is not None
    assert (visit.age.years, visit.age.about) == (67, True)


def test_late_actions_and_tasks_stand_together(laptop: Workspace) -> None:
    case = contact(laptop, "Sona", "Akgoňur")
    goal = plans.add_goal(laptop, case, "The pension is paid").record
    action = plans.add_action(laptop, goal, "Ring the pension office", due="2026-11-20").record
    notes.add_task(laptop, "Write to Keýik Okara", "2026-11-22")
    notes.add_task(laptop, "Next month", "2026-12-22")
    assert [(item.kind, item.late) for item in today(laptop).late] == [("action", 3), ("task", 1)]
    plans.tick_action(laptop, action)
    assert [item.kind for item in today(laptop).late] == ["task"]


def test_groups_and_worries_never_stand_on_today(laptop: Workspace) -> None:
    case = contact(laptop, "Sona", "Akgoňur", groups="woman_violence")
    cases.set_case(laptop, case, "worry", "He beats her")
    shown = str(asdict(today(laptop)))
    assert "violence" not in shown
    assert "beats" not in shown


def test_only_ones_own_cases_are_due(enrolled: Enrolled) -> None:
    contact(enrolled.maral, "Sona", "Akgoňur")
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.coordinator)
    assert today(enrolled.coordinator).villages == ()
    assert today(enrolled.maral).unsent_cases == 1


def test_the_timeline_tells_in_words_what_happened(laptop: Workspace, clock: FixedClock) -> None:
    case = contact(laptop, "Sona", "Akgoňur")
    consents.give_consent(laptop, case, "services", giver="Sona")
    clock.move(timedelta(hours=1))
    cases.set_risk(laptop, case, "medium", "Cold")
    clock.move(timedelta(hours=1))
    cases.set_risk(laptop, case, "high", "Ill")
    visits.log_visit(laptop, case, VisitLog("not_home"))
    notes.add_task(laptop, "Bring wood", "2026-11-24", case=case)
    goal = plans.add_goal(laptop, case, "A warm room").record
    plan = case_file(laptop, case).plan
    assert plan is not None
    plans.send_plan(laptop, plan.plan.uid)
    plans.agree_plan(laptop, plan.plan.uid, "Sona")
    titles = [entry_title(entry) for entry in case_file(laptop, case).timeline]
    assert set(titles) == {
        "Step: Intake",
        "Consent: Named services may know what they need",
        "Risk set: Medium risk",
        "Risk changed: Medium risk → High risk",
        "Home visit: Nobody at home",
        "To do: Bring wood",
        "Support plan: Sent for approval",
        "Support plan agreed, version 1",
    }
    assert goal


@pytest.mark.parametrize(("minutes", "words"), [(55, "55 min"), (60, "1 h"), (80, "1 h 20 min")])
def test_durations_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert duration(minutes) == words


def test_an_entry_of_a_newer_program_still_has_a_title(laptop: Workspace) -> None:
    case = contact(laptop, "Sona", "Akgoňur")
    entry = case_file(laptop, case).timeline[0]
    fields = {name: getattr(entry, name) for name in TimelineEntry.__dataclass_fields__}
    assert entry_title(TimelineEntry(**{**fields, "kind": "weather"})) == "weather"


def test_what_is_put_off_is_due_when_it_comes_back(laptop: Workspace, clock: FixedClock) -> None:
    sona, jeren = contact(laptop, "Sona", "Akgoňur"), contact(laptop, "Jeren", "Garaýap")
    visits.plan_visit(laptop, sona, "2026-11-22", purpose="Check the wheelchair")
    clock.move(timedelta(days=8))  # by the rules, needs are to be assessed by now
    consents.give_consent(laptop, jeren, "services")
    assert due(today(laptop)) == {"Akgoňur": [("Sona", 9)], "Garaýap": [("Jeren", 5)]}
    for todo in tasks.todos(laptop).next:
        tasks.put_off(laptop, todo, "2026-12-03", "The road is under water")
    assert due(today(laptop)) == {"Garaýap": [("Jeren", -2)], "Akgoňur": [("Sona", -2)]}
    assert today(laptop).visits_late == 0
    clock.move(timedelta(days=3))
    assert today(laptop).visits_late == 2
