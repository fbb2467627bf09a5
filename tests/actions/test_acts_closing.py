"""Closing and opening again: what is asked for, what stays open, and two laptops that differ."""

from datetime import timedelta

import pytest

from socialcase.actions import cases, closing, conflicts, consents, emergencies, notes, people
from socialcase.actions.case_file import case_file, case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.deadlines import case_deadlines
from socialcase.actions.editing import edit
from socialcase.actions.finding import fetch
from socialcase.actions.history import undo
from socialcase.actions.supervision import approve, waiting
from socialcase.actions.tasks import todos
from socialcase.actions.today import today
from socialcase.actions.visits import plan_visit
from socialcase.actions.wording import entry_title
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Case, Member, Referral, Resource, Task
from socialcase.errors import BadValue, MissingForStep, NotFound
from tests.conftest import Enrolled

CONTACT = FirstContact(worry="Cold at night", name={"given": "Jeren"}, title="The Orazows")


@pytest.fixture
def case(laptop: Workspace) -> str:
    return cases.first_contact(laptop, CONTACT).record


def begun(ws: Workspace, case: str) -> dict[str, str]:
    """A task, a referral and a promised resource, by kind."""
    task = notes.add_task(ws, "Copy of the certificate", "2026-12-01", case=case).record
    audience = f"case:{case}"
    with ws.store.transaction(ws.person) as tx:
        provider = tx.create("provider", "everyone", {"name": "Day centre"})
        asked = {"case": case, "provider": provider, "service": "home_care", "status": "sent"}
        referral = tx.create("referral", audience, asked)
        found = {"case": case, "what": "Coal", "from_whom": "Neighbours", "status": "promised"}
        resource = tx.create("resource", audience, found)
    return {"task": task, "referral": referral, "resource": resource}


def test_what_is_still_open_is_listed_with_a_choice(laptop: Workspace, case: str) -> None:
    made = begun(laptop, case)
    found = {one.kind: one for one in closing.remaining(laptop, case)}
    assert {one.record for one in found.values()} == set(made.values())
    assert found["referral"].words == "Care at home, Day centre"
    assert found["resource"].words == "Coal, Neighbours"
    assert all(one.choices[0] == closing.KEEP for one in found.values())


def test_a_case_closes_with_everything_that_is_decided_in_one_save(
    laptop: Workspace, case: str
) -> None:
    made = begun(laptop, case)
    settle = {made["task"]: "keep", made["referral"]: "withdrawn", made["resource"]: "received"}
    done = closing.close_case(laptop, case, "goals_met", "Warm now", "We were heard", settle=settle)
    assert {change.save for change in done.changes} == {done.save}
    assert fetch(laptop, Case, case).closure_feedback == "We were heard"
    assert fetch(laptop, Task, made["task"]).done_on == ""
    assert fetch(laptop, Referral, made["referral"]).status == "withdrawn"
    assert fetch(laptop, Referral, made["referral"]).ended == "2026-11-23"
    assert fetch(laptop, Resource, made["resource"]).status == "received"
    assert [one.kind for one in closing.remaining(laptop, case)] == ["task"]
    undo(laptop, done.save)
    assert fetch(laptop, Case, case).status == "intake"
    assert fetch(laptop, Referral, made["referral"]).status == "sent"


def test_a_choice_that_does_not_fit_closes_nothing(laptop: Workspace, case: str) -> None:
    made = begun(laptop, case)
    for record, choice in ((made["task"], "withdrawn"), ("b" * 26, "done")):
        with pytest.raises(BadValue):
            closing.close_case(laptop, case, "goals_met", "Warm", "Thanks", settle={record: choice})
    assert fetch(laptop, Case, case).status == "intake"


def test_closing_asks_what_the_family_says_or_why_nobody_knows(
    laptop: Workspace, case: str
) -> None:
    with pytest.raises(MissingForStep) as refused:
        closing.close_case(laptop, case, "goals_met", "Warm now")
    assert refused.value.needs == ("feedback",)
    closing.close_case(laptop, case, "goals_met", "Warm now", unheard="They moved in the night")
    assert fetch(laptop, Case, case).closure_unheard == "They moved in the night"


def test_a_case_may_be_closed_field_by_field(laptop: Workspace, case: str) -> None:
    cases.set_case(laptop, case, "closure.reason", "refused")
    with pytest.raises(MissingForStep):
        cases.set_case(laptop, case, "status", "closed")
    cases.set_case(laptop, case, "closure.outcome", "They want no help")
    cases.set_case(laptop, case, "status", "closed")
    assert fetch(laptop, Case, case).closure_date == "2026-11-23"


@pytest.mark.parametrize("reason", ["refused", "died", "missing"])
def test_who_is_not_there_to_ask_is_not_asked(laptop: Workspace, case: str, reason: str) -> None:
    closing.close_case(laptop, case, reason, "Nobody opened three times")
    assert fetch(laptop, Case, case).status == "closed"
    assert case_header(laptop, case).next.act == "none"


def test_one_off_advice_is_opened_and_closed_on_the_same_day(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    consents.give_consent(laptop, case, "office", giver="Jeren")
    closing.close_case(
        laptop, case, "needs_no_longer", "Told which paper to bring where", "Clear, thank you"
    )
    closed = fetch(laptop, Case, case)
    assert (closed.opened, closed.closure_date) == ("2026-11-23", "2026-11-23")
    told = [entry_title(entry) for entry in case_file(laptop, case).timeline]
    assert "Closed: Help no longer needed" in told
    assert "Step: Closed" not in told


def test_the_way_of_a_case_ticks_only_the_steps_that_it_took(
    laptop: Workspace, clock: FixedClock
) -> None:
    def way(case: str) -> dict[str, str]:
        return {step.status: step.state for step in case_header(laptop, case).steps}

    case = cases.first_contact(laptop, CONTACT).record
    assert set(way(case).values()) == {"now", "ahead"}
    emergencies.mark_urgent(laptop, case, "Wood for tonight")
    emergencies.urgent_met(laptop, case, "A neighbour brought some", in_service=True)
    assert way(case) == {
        "intake": "done",
        "assessed": "skipped",
        "planned": "skipped",
        "in_service": "now",
        "under_review": "ahead",
        "closed": "ahead",
    }
    closing.close_case(laptop, case, "needs_no_longer", "Warm", "Thank you")
    assert (way(case)["in_service"], way(case)["under_review"]) == ("done", "skipped")
    clock.move(timedelta(days=3))
    closing.reopen_case(laptop, case, "Cold again")
    closing.close_case(laptop, case, "needs_no_longer", "Warm", "Thank you")
    assert way(case)["intake"] == "done"
    assert set(way(case).values()) - {"skipped"} == {"done", "now"}
    assert way(case)["in_service"] == "skipped"


def test_what_each_step_still_needs_is_known_before_it_is_tried(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    for _ in range(2):
        lacking = case_header(laptop, case).lacking
        for step, needs in lacking.items():
            if needs:
                with pytest.raises(MissingForStep) as refused:
                    cases.set_status(laptop, case, step)
                assert refused.value.needs == needs
        assert "closed" not in lacking
        consents.give_consent(laptop, case, "full", giver="Jeren")
    assert lacking == {"assessed": ("assessment", "risk")}


def test_a_closure_is_looked_at_afterwards(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = cases.first_contact(maral, CONTACT).record
    closing.close_case(maral, case, "goals_met", "Warm now", "Thank you")
    enrolled.up(maral)
    assert case in [one.record for one in waiting(office)]
    approve(office, case, "Well done")
    enrolled.down(maral)
    assert case_header(maral, case).verdict == "approve"
    enrolled.clock.move(timedelta(days=3))
    closing.reopen_case(maral, case, "Cold again")
    closing.close_case(maral, case, "goals_met", "Warm now", "Thank you")
    enrolled.up(maral)
    assert case in [one.record for one in waiting(office)]
    assert case_header(office, case).verdict == ""
    approve(office, case, "Well done again")
    assert case not in [one.record for one in waiting(office)]


def test_opening_again_asks_why_and_counts_from_that_day(
    laptop: Workspace, case: str, clock: FixedClock
) -> None:
    consents.give_consent(laptop, case, "full", giver="Jeren")
    cases.set_risk(laptop, case, "high", "Alone")
    cases.set_next_step(laptop, case, "Ring the school", "2026-11-25")
    closing.close_case(laptop, case, "goals_met", "Warm now", "Thank you")
    clock.move(timedelta(days=50))
    with pytest.raises(MissingForStep) as refused:
        cases.set_status(laptop, case, "intake")
    assert refused.value.needs == ("reopening_reason",)
    with pytest.raises(MissingForStep):
        closing.reopen_case(laptop, case, "  ")
    closing.reopen_case(laptop, case, "The stove broke again")
    again = fetch(laptop, Case, case)
    assert (again.status, again.closure_reason, again.next_step_act) == ("intake", "", "")
    assert (again.reopening_date, again.reopening_reason) == (
        "2027-01-12",
        "The stove broke again",
    )
    step = case_header(laptop, case).next
    assert (step.act, str(step.due)) == ("assess", "2027-01-13")
    assert {str(one.since) for one in case_deadlines(laptop, case)} == {"2027-01-12"}
    titles = [entry_title(entry) for entry in case_file(laptop, case).timeline]
    assert titles.index("Opened again") < titles.index("Closed: Goals met")
    with pytest.raises(BadValue):
        closing.reopen_case(laptop, case, "It is open")
    with pytest.raises(NotFound):
        closing.reopen_case(laptop, "b" * 26, "why")


def test_who_had_the_case_has_it_again_unless_they_left(enrolled: Enrolled) -> None:
    maral, office, coordinator = enrolled.maral, enrolled.office, enrolled.coordinator
    first, second = (cases.first_contact(maral, CONTACT).record for _ in range(2))
    for case in (first, second):
        closing.close_case(maral, case, "goals_met", "Warm now", "Thank you")
    enrolled.up(maral)
    enrolled.down(coordinator)
    closing.reopen_case(coordinator, first, "Cold again")
    assert fetch(coordinator, Case, first).owner == maral.person
    edit(office, "staff", maral.person, "left_on", "2026-11-20")
    enrolled.down(coordinator)
    closing.reopen_case(coordinator, second, "Cold again")
    assert fetch(coordinator, Case, second).owner == coordinator.person
    assert case_header(coordinator, first).notices == ("owner_left",)


def test_closed_here_and_gone_on_with_there_stays_open_until_somebody_decides(
    enrolled: Enrolled,
) -> None:
    maral, coordinator, office = enrolled.maral, enrolled.coordinator, enrolled.office
    case = cases.first_contact(maral, CONTACT).record
    emergencies.mark_urgent(maral, case, "Coal tonight")
    enrolled.up(maral)
    enrolled.down(coordinator)
    cases.set_status(coordinator, case, "in_service")
    notes.add_note(maral, case, "Written before closing")
    closing.close_case(maral, case, "refused", "They want no help")
    enrolled.up(coordinator)
    enrolled.up(maral)
    for ws in (office, maral):
        if ws is maral:
            enrolled.down(maral)
        header = case_header(ws, case)
        assert header.case.status == "in_service"
        assert "apart" in header.notices
        assert header.case.closure_outcome == "They want no help"
    assert "Written before closing" in [one.text for one in case_file(office, case).timeline]
    assert case in [visit.case for v in today(maral).villages for visit in v.visits]
    view = conflicts.conflict(office, case, "case.status")
    closed = next(one.number for one in view.versions if one.value == "closed")
    conflicts.keep_version(office, case, "case.status", closed)
    enrolled.down(maral)
    assert fetch(maral, Case, case).status == "closed"
    assert "apart" not in case_header(maral, case).notices


def test_nothing_is_due_where_the_person_has_died(laptop: Workspace, case: str) -> None:
    person = fetch(laptop, Case, case).person
    people.edit_person(laptop, person, "died", "2026-11-20")
    header = case_header(laptop, case)
    assert (header.next.act, header.next.due, header.notices) == ("after_death", None, ("died",))
    assert header.deadlines == ()
    assert today(laptop).villages == ()


def test_a_family_goes_on_when_its_person_dies_or_leaves(laptop: Workspace, case: str) -> None:
    people.add_family_member(laptop, case, {"given": "Ogul"}, "grandparent")
    person = fetch(laptop, Case, case).person
    home = fetch(laptop, Case, case).household
    with laptop.store.reading() as reading:
        (member,) = reading.page(Member, {"household": home, "person": person})
    left = edit(laptop, "member", member.uid, "until", "2026-11-21")
    header = case_header(laptop, case)
    assert header.notices == ("moved_out",)
    assert header.next.act == "ask_consent"
    assert [name for _, name in header.home] == ["Ogul"]
    undo(laptop, left.save)
    people.edit_person(laptop, person, "died", "2026-11-20")
    assert case_header(laptop, case).notices == ("died_left",)
    assert case_header(laptop, case).next.act == "ask_consent"


def test_urgent_help_comes_first_and_the_paper_follows(laptop: Workspace, case: str) -> None:
    cases.set_next_step(laptop, case, "Ring the school", "2026-11-25")
    with pytest.raises(BadValue):
        emergencies.urgent_met(laptop, case, "nothing was urgent")
    emergencies.mark_urgent(laptop, case, "Food for the children")
    step = case_header(laptop, case).next
    assert (step.act, str(step.due), step.words) == ("urgent_service", "2026-11-24", "")
    done = emergencies.urgent_met(laptop, case, "A parcel, today", in_service=True)
    helped = fetch(laptop, Case, case)
    assert (helped.status, helped.urgent_what) == ("in_service", "")
    assert len({change.save for change in done.changes}) == 1
    assert {one.what for one in case_deadlines(laptop, case)} == {"assess", "contact"}
    titles = [entry_title(entry) for entry in case_file(laptop, case).timeline]
    assert {"Urgent help is needed", "The urgent help was given"} <= set(titles)
    with pytest.raises(BadValue):
        emergencies.mark_urgent(laptop, case, " ")


def test_a_call_for_help_is_one_note_and_needs_nothing_else(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, FirstContact(worry="?", title="A woman at the stop")).record
    done = emergencies.log_call(laptop, case, "Ambulance (03)", words="On the way", urgent="A bed")
    assert len({change.save for change in done.changes}) == 1
    texts = [entry.text for entry in case_file(laptop, case).timeline if entry.kind == "note"]
    assert texts == ["Called in an emergency: Ambulance (03), 09:00. On the way"]
    assert fetch(laptop, Case, case).urgent_what == "A bed"
    with pytest.raises(BadValue):
        emergencies.log_call(laptop, case, " ")


def test_help_that_is_needed_at_once_opens_a_closed_case(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    closing.close_case(laptop, case, "refused", "They want no more", "")
    with pytest.raises(BadValue):
        closing.close_case(laptop, case, "refused", "Another end", "")
    done = emergencies.log_call(laptop, case, "Ambulance", urgent="Insulin today")
    found = fetch(laptop, Case, case)
    assert (found.status, found.urgent_what, found.owner) == (
        "intake",
        "Insulin today",
        laptop.person,
    )
    assert found.reopening_reason == "Insulin today"
    undo(laptop, done.save)
    assert fetch(laptop, Case, case).closure_outcome == "They want no more"
    emergencies.log_call(laptop, case, "Ambulance")
    assert fetch(laptop, Case, case).status == "closed"


def test_a_visit_that_is_planned_in_a_closed_case_is_not_forgotten(laptop: Workspace) -> None:
    case = cases.first_contact(laptop, CONTACT).record
    closing.close_case(laptop, case, "refused", "They want no more", "")
    assert today(laptop).villages == ()
    plan_visit(laptop, case, "2026-11-24", purpose="Is all well?")
    (shown,) = [visit for village in today(laptop).villages for visit in village.visits]
    assert (shown.purpose, shown.subject) == ("Is all well?", CONTACT.title or shown.subject)
    found = todos(laptop)
    assert [one.what for one in (*found.next, *found.week)] == ["Is all well?"]
