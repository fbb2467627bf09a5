"""The way of a case, act by act: from first contact to closing, with everything kept."""

from datetime import date, timedelta

import pytest

from socialcase.actions import cases, closing, consents, notes, people, plans, visits
from socialcase.actions.case_file import case_file, case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.history import case_history, history, recent_saves, undo
from socialcase.actions.visits import VisitLog
from socialcase.actions.wording import entry_title, next_step_words
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Case, Goal, Person, Plan, Visit
from socialcase.errors import (
    BadValue,
    ChangedSince,
    MissingForStep,
    NotFound,
    NothingToUndo,
    NotSettable,
)

CONTACT = FirstContact(
    worry="A girl of 12 cares for two people",
    name={"given": "Jeren", "surname": "Orazgulyýewa"},
    safe_contact={"allowed": "yes", "when": "mornings", "say": "from the school"},
    address={"settlement": "Garaýap", "etrap": "wekilbazar"},
)


@pytest.fixture
def case(laptop: Workspace) -> str:
    return cases.first_contact(laptop, CONTACT).record


def test_a_first_contact_is_one_save_with_person_and_case(laptop: Workspace) -> None:
    done = cases.first_contact(laptop, CONTACT)
    case = fetch(laptop, Case, done.record)
    person = fetch(laptop, Person, case.person)
    assert done.kinds == {"case", "person"}
    assert (case.status, case.opened, case.owner) == ("intake", "2026-11-23", laptop.person)
    assert (case.etrap, case.audience) == ("wekilbazar", "etrap:wekilbazar")
    assert person.safe_contact_say == "from the school"


def test_an_urgent_contact_is_of_high_risk_at_once(laptop: Workspace) -> None:
    done = cases.first_contact(laptop, FirstContact(worry="Left alone", alias="B.", urgent=True))
    header = case_header(laptop, done.record)
    assert (header.risk.level, header.risk.reasons) == ("high", "Left alone")
    assert (header.next.act, header.next.due) == ("urgent_service", date(2026, 11, 23))


def test_a_description_stands_for_somebody_without_a_name(laptop: Workspace) -> None:
    done = cases.first_contact(laptop, FirstContact(worry="Cold", title="Man at the bus stop"))
    assert case_header(laptop, done.record).subject == "Man at the bus stop"
    assert done.kinds == {"case"}


def test_a_contact_without_a_worry_or_anybody_is_refused(laptop: Workspace) -> None:
    with pytest.raises(BadValue):
        cases.first_contact(laptop, FirstContact(worry=" ", alias="B."))
    with pytest.raises(BadValue):
        cases.first_contact(laptop, FirstContact(worry="Cold"))
    with pytest.raises(NotFound):
        cases.first_contact(laptop, FirstContact(worry="Cold", person="b" * 26))
    assert cases.cases(laptop) == []


def test_case_numbers_go_up_and_are_found(laptop: Workspace, case: str) -> None:
    other = cases.first_contact(laptop, CONTACT).record
    numbers = [fetch(laptop, Case, uid).number for uid in (case, other)]
    assert [n[-4:] for n in numbers] == ["0001", "0002"]
    assert numbers[0][:-4] == numbers[1][:-4]
    assert cases.case_numbered(laptop, numbers[1]) == other
    with pytest.raises(NotFound):
        cases.case_numbered(laptop, "K7QXM-4A-9999")


def test_lists_show_open_cases_newest_first(laptop: Workspace, clock: FixedClock) -> None:
    old = cases.first_contact(laptop, CONTACT).record
    clock.move(timedelta(days=1))
    new = cases.first_contact(laptop, CONTACT).record
    closing.close_case(laptop, old, "moved_abroad", "Said goodbye", unheard="Left in the night")
    assert [row.uid for row in cases.cases(laptop)] == [new]
    assert [row.uid for row in cases.cases(laptop, status="closed")] == [old]
    assert {row.uid for row in cases.cases(laptop, status="", mine=True)} == {old, new}
    assert cases.cases(laptop, risk="high") == []


def test_a_step_says_what_it_still_needs(laptop: Workspace, case: str) -> None:
    with pytest.raises(MissingForStep) as refused:
        cases.set_status(laptop, case, "assessed")
    assert refused.value.needs == ("consent", "assessment", "risk")
    with pytest.raises(BadValue):
        cases.set_status(laptop, case, "in_service")
    with pytest.raises(BadValue):
        cases.set_case(laptop, case, "status", "finished")


def test_a_case_closes_with_its_reason_and_reopens(laptop: Workspace, case: str) -> None:
    with pytest.raises(BadValue):
        closing.close_case(laptop, case, "tired", "…")
    with pytest.raises(MissingForStep):
        closing.close_case(laptop, case, "goals_met", " ", "Thank you")
    closing.close_case(laptop, case, "goals_met", "School every day", "Thank you")
    closed = fetch(laptop, Case, case)
    assert (closed.status, closed.closure_date) == ("closed", "2026-11-23")
    closing.reopen_case(laptop, case, "School stopped again")
    reopened = fetch(laptop, Case, case)
    assert (reopened.status, reopened.closure_reason) == ("intake", "")


def test_the_risk_has_reasons_and_a_day(laptop: Workspace, case: str) -> None:
    cases.set_risk(laptop, case, "high", "Misses school")
    cases.set_case(laptop, case, "risk.level", "medium")
    kept = fetch(laptop, Case, case)
    assert (kept.risk_level, kept.risk_reasons) == ("medium", "Misses school")
    assert kept.risk_since == "2026-11-23"
    with pytest.raises(BadValue):
        cases.set_risk(laptop, case, "extreme", "")
    with pytest.raises(NotSettable):
        cases.set_case(laptop, case, "colour", "blue")


def test_the_header_proposes_the_next_step(laptop: Workspace, case: str) -> None:
    header = case_header(laptop, case)
    assert (header.next.act, header.next.onward) == ("ask_consent", "assessed")
    assert next_step_words(header.next) == "Ask for consent"
    consents.give_consent(laptop, case, "services", giver="Jeren")
    cases.set_next_step(laptop, case, "Ring the school", "2026-11-20")
    step = case_header(laptop, case).next
    assert (step.words, step.late) == ("Ring the school", 3)
    assert step.needs == ("assessment", "risk")


def test_a_withdrawn_consent_no_longer_counts(laptop: Workspace, case: str) -> None:
    given = consents.give_consent(laptop, case, "full").record
    assert "consent" not in case_header(laptop, case).next.needs
    consents.withdraw_consent(laptop, given)
    assert "consent" in case_header(laptop, case).next.needs


def test_an_evening_visit_is_one_save(laptop: Workspace, case: str) -> None:
    planned = visits.plan_visit(laptop, case, "2026-11-22", purpose="Weekly contact").record
    log = VisitLog(
        "done",
        visit=planned,
        minutes=55,
        met="Jeren",
        note="Aýna was at school.",
        next_act="Copy of the certificate",
        next_due="25.11.2026",
        next_visit="2026-11-30",
        next_purpose="Review",
    )
    done = visits.log_visit(laptop, case, log)
    kept = fetch(laptop, Visit, planned)
    assert done.record == planned
    assert (kept.outcome, kept.told_on, kept.purpose) == ("done", "2026-11-23", "Weekly contact")
    assert fetch(laptop, Case, case).next_step_due == "2026-11-25"
    file = case_file(laptop, case)
    assert [v.outcome for v in file.visits] == ["planned", "done"]
    assert entry_title(file.timeline[0]) == "Home visit, 55 min"


def test_a_refused_visit_changes_nothing(laptop: Workspace, case: str) -> None:
    before = laptop.store.digest()
    with pytest.raises(BadValue):
        visits.log_visit(laptop, case, VisitLog("done", next_visit="some day"))
    with pytest.raises(BadValue):
        visits.log_visit(laptop, case, VisitLog("laughed"))
    assert laptop.store.digest() == before


def test_a_plan_grows_goal_by_goal(laptop: Workspace, case: str) -> None:
    goal = plans.add_goal(laptop, case, "Aýna is at school every day", of=10, baseline="4").record
    plans.add_goal(laptop, case, "The pension is paid")
    first = plans.add_action(
        laptop, goal, "Lessons at home", who="Teacher", due="2026-11-20"
    ).record
    plans.add_action(laptop, goal, "Someone stays with grandmother")
    plans.tick_action(laptop, first)
    plans.set_goal(laptop, goal, "done", 4)
    plan = case_file(laptop, case).plan
    assert plan is not None
    assert [g.words for g in plan.goals] == ["Aýna is at school every day", "The pension is paid"]
    assert [a.status for a in plan.goals[0].actions] == ["done", "open"]
    assert (plan.goals[0].done, plan.goals[0].of) == (4, 10)


def test_the_next_version_takes_what_is_open_along(laptop: Workspace, case: str) -> None:
    met = plans.add_goal(laptop, case, "Certificate").record
    kept = plans.add_goal(laptop, case, "Pension").record
    plans.add_action(laptop, kept, "Ring the office")
    plans.set_goal(laptop, met, "status", "met")
    old = fetch(laptop, Goal, kept).plan
    plans.send_plan(laptop, old)
    plans.agree_plan(laptop, old, "Jeren")
    plans.new_version(laptop, case)
    file = case_file(laptop, case)
    assert file.plan is not None
    assert file.plan.plan.version == 2
    assert [g.words for g in file.plan.goals] == ["Pension"]
    assert [a.what for a in file.plan.goals[0].actions] == ["Ring the office"]
    assert [p.plan.version for p in file.older_plans] == [1]


def test_an_agreed_plan_has_a_review_day_by_risk(laptop: Workspace, case: str) -> None:
    cases.set_risk(laptop, case, "high", "Misses school")
    goal = plans.add_goal(laptop, case, "Pension").record
    plan = fetch(laptop, Goal, goal).plan
    plans.agree_plan(laptop, plan, "Jeren", "2026-11-20")
    assert fetch(laptop, Plan, plan).review_on == "2026-12-20"


def test_an_empty_plan_is_not_sent(laptop: Workspace, case: str) -> None:
    plan = plans.new_version(laptop, case).record
    with pytest.raises(MissingForStep):
        plans.send_plan(laptop, plan)


def test_a_promise_is_a_task_until_it_is_done(laptop: Workspace, case: str) -> None:
    notes.add_note(laptop, case, "She rang.")
    task = notes.add_task(laptop, "Copy the certificate", "2026-11-25", case=case).record
    notes.finish_task(laptop, task)
    file = case_file(laptop, case)
    assert file.tasks[0].done_on == "2026-11-23"
    assert {entry.kind for entry in file.timeline} >= {"note", "task", "status"}
    with pytest.raises(BadValue):
        notes.add_note(laptop, case, "  ")


def test_history_tells_old_and_new_and_undo_takes_back(laptop: Workspace, case: str) -> None:
    cases.set_risk(laptop, case, "medium", "Pension not paid")
    done = cases.set_risk(laptop, case, "high", "Misses school")
    newest = history(laptop, case, "risk")[0]
    assert '"level":"high"' in (newest.new or "")
    assert '"level":"medium"' in (newest.old or "")
    assert newest.author_name == "Maral Annaýewa"
    undo(laptop, done.save)
    assert fetch(laptop, Case, case).risk_level == "medium"
    with pytest.raises(NothingToUndo):
        undo(laptop, "c" * 26)


def test_undo_is_refused_when_the_value_went_on(laptop: Workspace, case: str) -> None:
    first = cases.set_risk(laptop, case, "medium", "Pension")
    cases.set_risk(laptop, case, "high", "School")
    with pytest.raises(ChangedSince):
        undo(laptop, first.save)


def test_case_history_covers_what_is_in_the_case(laptop: Workspace, case: str) -> None:
    done = notes.add_note(laptop, case, "She rang.")
    lines = case_history(laptop, case)
    assert {"case", "note"} <= {line.kind for line in lines}
    assert recent_saves(laptop)[0].save == done.save


def test_a_case_of_a_registered_person_needs_somebody(laptop: Workspace) -> None:
    person = people.add_person(laptop, {"given": "Sona"}).record
    done = cases.open_case(laptop, person=person, worry="Alone", groups=("older_person",))
    assert fetch(laptop, Case, done.record).groups == ("older_person",)
    assert case_header(laptop, done.record).subject == "Sona"
    with pytest.raises(BadValue):
        cases.open_case(laptop, worry="Alone")
    with pytest.raises(BadValue):
        cases.open_case(laptop, person=person, groups=("elderly",))


def test_a_case_without_a_title_is_found_by_who_is_in_it(laptop: Workspace) -> None:
    person = people.add_person(laptop, {"given": "Jeren", "surname": "Orazgulyýewa"}).record
    case = cases.open_case(laptop, person=person, worry="misses school").record
    assert [row.uid for row in cases.find_cases(laptop, "Оразгулыева")] == [case]
    assert cases.find_cases(laptop, "Berdiýew") == []
