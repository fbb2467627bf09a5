"""Office and laptops: joining, sending, approving, disagreeing, keeping confidences."""

from dataclasses import replace
from datetime import timedelta

import pytest

from socialcase.actions import bundles, cases, conflicts, enrolment, people, plans, supervision
from socialcase.actions.case_file import case_file, case_header
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.history import undo
from socialcase.actions.inbox import inbox
from socialcase.actions.status import status
from socialcase.actions.today import today
from socialcase.actions.wording import entry_title
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Case, Goal, Person, Plan
from socialcase.errors import (
    BadValue,
    EnrolmentRefused,
    NotAllowed,
    NotEnrolled,
    NotFound,
    NothingToSend,
)
from tests.conftest import Enrolled, enrol

CONTACT = FirstContact(
    worry="A girl of 12 cares for two people",
    name={"given": "Jeren", "surname": "Orazgulyýewa"},
    address={"settlement": "Garaýap"},
)


@pytest.fixture
def shared(enrolled: Enrolled) -> str:
    """A case of Maral's that office and coordinator have, too."""
    case = cases.first_contact(enrolled.maral, CONTACT).record
    cases.set_risk(enrolled.maral, case, "medium", "Pension not paid")
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.coordinator)
    return case


def test_an_accepted_laptop_knows_who_it_belongs_to(enrolled: Enrolled) -> None:
    joined = enrolment.enrolled(enrolled.coordinator)
    assert joined is not None
    assert (joined.office_name, joined.role) == ("Mary regional office", "coordinator")
    assert me(enrolled.maral).etraps == ("wekilbazar",)


def test_other_digits_are_not_accepted(office: Workspace, laptop: Workspace) -> None:
    stick = office.folder.parent
    asked = enrolment.request_enrolment(laptop, enrolment.write_card(office, stick), stick)
    other = asked.words[:-1] + ("1" if asked.words[-1] != "1" else "2")
    with pytest.raises(EnrolmentRefused):
        enrolment.check_words(office, asked.file, other)
    enrolment.check_words(office, asked.file, asked.words.replace(" ", "-"))
    found = enrolment.requests_in(office, stick)
    assert [one.words for one in found] == [asked.words]


def test_acts_of_the_other_side_are_refused(office: Workspace, laptop: Workspace) -> None:
    stick = office.folder.parent
    card = enrolment.write_card(office, stick)
    with pytest.raises(NotAllowed):
        enrolment.write_card(laptop, stick)
    with pytest.raises(NotAllowed):
        enrolment.request_enrolment(office, card, stick)
    with pytest.raises(NotEnrolled):
        bundles.export_bundle(laptop, stick)


def test_what_was_written_before_joining_comes_into_the_circle(
    office: Workspace, laptop: Workspace
) -> None:
    case = cases.first_contact(laptop, replace(CONTACT, address=None)).record
    stick = office.folder.parent
    enrol(office, laptop, stick, "specialist", "wekilbazar")
    bundles.merge_bundle(office, bundles.export_bundle(laptop, stick).path)
    kept = fetch(office, Case, case)
    assert (kept.etrap, kept.audience, kept.owner) == (
        "wekilbazar",
        "etrap:wekilbazar",
        laptop.person,
    )
    assert status(office).held == 0


def test_a_case_reaches_the_office_and_its_circle_only(enrolled: Enrolled, shared: str) -> None:
    assert fetch(enrolled.office, Case, shared).title == fetch(enrolled.maral, Case, shared).title
    assert case_header(enrolled.coordinator, shared).owner_name == "Maral Annaýewa"
    enrolled.down(enrolled.oraz)
    with pytest.raises(NotFound):
        fetch(enrolled.oraz, Case, shared)
    assert people.find_people(enrolled.oraz, "Jeren") == []


def test_the_laptop_learns_what_the_office_has(enrolled: Enrolled, shared: str) -> None:
    before = bundles.exchange(enrolled.maral)
    assert (before.only_here, before.unconfirmed > 0) == (0, True)
    assert case_header(enrolled.maral, shared).where == "sent"
    enrolled.down(enrolled.maral)
    after = bundles.exchange(enrolled.maral)
    assert (after.only_here, after.unconfirmed) == (0, 0)
    assert after.office_has_until is not None
    assert [one.confirmed for one in after.sent] == [True]
    assert case_header(enrolled.maral, shared).where == "office"
    enrolled.up(enrolled.maral)  # only says that the office's bundle has come
    with pytest.raises(NothingToSend):
        bundles.export_bundle(enrolled.maral, enrolled.stick)
    cases.set_case(enrolled.maral, shared, "title", "Orazgulyýew family")
    assert bundles.exchange(enrolled.maral).only_here == 1


def test_a_plan_is_approved_from_afar(enrolled: Enrolled, shared: str) -> None:
    goal = plans.add_goal(enrolled.maral, shared, "Aýna is at school every day").record
    plan = fetch(enrolled.maral, Goal, goal).plan
    plans.send_plan(enrolled.maral, plan)
    assert [w.record for w in supervision.waiting(enrolled.maral)] == [plan]
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.coordinator)
    assert [w.record for w in supervision.waiting(enrolled.coordinator)] == [plan]
    with pytest.raises(NotAllowed):
        supervision.approve(enrolled.maral, plan)
    supervision.approve(enrolled.coordinator, plan, "Good. Who stays with grandmother?")
    enrolled.up(enrolled.coordinator)
    enrolled.down(enrolled.maral)
    assert fetch(enrolled.maral, Plan, plan).status == "approved"
    answer = today(enrolled.maral).answers[0]
    assert (answer.kind, answer.about_kind, answer.author_name) == (
        "approve",
        "plan",
        "Aýgül Saparowa",
    )
    supervision.mark_answered(enrolled.maral, answer.comment, "Selbi does.")
    assert supervision.answers(enrolled.maral) == []
    comments = case_file(enrolled.maral, shared).comments
    assert {c.text for c in comments} == {"Good. Who stays with grandmother?", "Selbi does."}


def test_a_return_needs_a_word(enrolled: Enrolled, shared: str) -> None:
    with pytest.raises(BadValue):
        supervision.return_(enrolled.coordinator, shared, " ")
    with pytest.raises(BadValue):
        supervision.comment(enrolled.coordinator, shared, "")


@pytest.fixture
def disputed(enrolled: Enrolled, shared: str) -> str:
    """Maral and the coordinator set the risk apart; the office has both."""
    cases.set_risk(enrolled.maral, shared, "high", "Misses school")
    enrolled.clock.move(timedelta(days=2))
    cases.set_risk(enrolled.coordinator, shared, "low", "Aunt nearby helps")
    enrolled.up(enrolled.maral)
    summary = enrolled.up(enrolled.coordinator)
    assert summary.conflicts_opened == 1
    return shared


def test_the_higher_risk_shows_until_somebody_decides(enrolled: Enrolled, disputed: str) -> None:
    header = case_header(enrolled.office, disputed)
    assert (header.risk.level, header.risk.in_conflict) == ("high", True)
    row = conflicts.conflicts(enrolled.office)[0]
    assert (row.field, row.versions, row.urgent) == ("case.risk", 2, True)
    view = conflicts.conflict(enrolled.office, row.record, row.field)
    assert [v.author_name for v in view.versions] == ["Maral Annaýewa", "Aýgül Saparowa"]
    assert [v.showing for v in view.versions] == [True, False]
    assert [v.owns_case for v in view.versions] == [True, False]
    assert view.base is not None
    assert dict(view.base.parts)["level"] == "medium"
    assert dict(view.versions[0].had_not_seen[0].parts)["level"] == "low"
    assert set(view.differing) == {"level", "reasons", "since"}
    assert view.combined == {
        "level": "high",
        "reasons": "Misses school\nAunt nearby helps",
        "since": "2026-11-23",
    }


def test_a_decision_is_kept_travels_and_can_be_undone(enrolled: Enrolled, disputed: str) -> None:
    done = conflicts.keep_version(enrolled.office, disputed, "case.risk", 2)
    assert fetch(enrolled.office, Case, disputed).risk_level == "low"
    assert conflicts.conflicts(enrolled.office) == []
    enrolled.down(enrolled.maral)
    assert fetch(enrolled.maral, Case, disputed).risk_level == "low"
    titles = [entry_title(entry) for entry in case_file(enrolled.maral, disputed).timeline]
    assert titles[0] == "Decided between two risk levels: Low risk"
    undo(enrolled.office, done.save)
    assert case_header(enrolled.office, disputed).risk.in_conflict
    with pytest.raises(BadValue):
        conflicts.keep_version(enrolled.office, disputed, "risk", 3)


def test_both_versions_can_be_brought_together(enrolled: Enrolled, disputed: str) -> None:
    view = conflicts.conflict(enrolled.office, disputed, "risk")
    assert view.combined is not None
    conflicts.settle(enrolled.office, disputed, "risk", view.combined)
    assert fetch(enrolled.office, Case, disputed).risk_reasons == "Misses school\nAunt nearby helps"
    with pytest.raises(NotFound):
        conflicts.conflict(enrolled.office, disputed, "risk")


def test_a_question_goes_to_both_authors(enrolled: Enrolled, disputed: str) -> None:
    conflicts.ask_authors(enrolled.office, disputed, "risk", "How does it look now?")
    owners = {task.owner for task in case_file(enrolled.office, disputed).tasks}
    assert owners == {enrolled.maral.person, enrolled.coordinator.person}
    assert conflicts.conflicts(enrolled.office) != []


def test_the_inbox_says_what_needs_a_person(enrolled: Enrolled, disputed: str) -> None:
    view = inbox(enrolled.office)
    assert {need.kind for need in view.needs} == {"conflict"}
    states = {mark.person_name: mark.state for mark in view.laptops}
    assert states == {
        "Maral Annaýewa": "complete",
        "Aýgül Saparowa": "complete",
        "Oraz Berdiýew": "silent",
    }
    assert len(view.bundles) == 2


def test_a_restricted_file_is_nowhere_for_others(enrolled: Enrolled) -> None:
    enrolled.up(enrolled.maral)
    named = (enrolled.coordinator.person,)
    contact = replace(CONTACT, worry="She is afraid at home", restricted_to=named)
    enrolled.down(enrolled.maral)
    case = cases.first_contact(enrolled.maral, contact).record
    enrolled.up(enrolled.maral)
    with pytest.raises(NotFound):
        fetch(enrolled.office, Case, case)
    assert people.find_people(enrolled.office, "Jeren") == []
    assert status(enrolled.office).people == 0
    enrolled.down(enrolled.coordinator)
    assert case_header(enrolled.coordinator, case).restricted
    assert people.find_people(enrolled.coordinator, "Jeren") != []


def test_a_file_can_be_restricted_later_by_its_owner(enrolled: Enrolled, shared: str) -> None:
    people.add_family_member(enrolled.maral, shared, {"given": "Aýna"}, "child")
    enrolled.up(enrolled.maral)
    assert people.find_people(enrolled.office, "Aýna") != []
    cases.restrict_case(enrolled.maral, shared, ())
    enrolled.up(enrolled.maral)
    with pytest.raises(NotFound):
        fetch(enrolled.office, Case, shared)
    assert people.find_people(enrolled.office, "Jeren") == []
    assert people.find_people(enrolled.office, "Aýna") == []


def test_undoing_a_creation_reaches_the_other_side_and_back(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    added = people.add_person(maral, {"given": "Typed twice"})
    enrolled.up(maral)
    undone = undo(maral, added.save)
    assert not enrolled.up(maral).held
    with pytest.raises(NotFound):
        fetch(office, Person, added.record)
    undo(maral, undone.save)
    assert not enrolled.up(maral).held
    assert fetch(office, Person, added.record).name_given == "Typed twice"


def test_a_settling_undone_and_undone_again_is_the_same_on_both_sides(
    enrolled: Enrolled, disputed: str
) -> None:
    coordinator = enrolled.coordinator
    enrolled.down(coordinator)
    settled = conflicts.keep_version(coordinator, disputed, "case.risk", 2)
    undone = undo(coordinator, settled.save)
    enrolled.up(coordinator)
    assert conflicts.conflicts(enrolled.office)
    undo(coordinator, undone.save)
    assert not enrolled.up(coordinator).held
    assert conflicts.conflicts(enrolled.office) == conflicts.conflicts(coordinator) == []


def test_what_lies_only_here_is_never_called_sent_whatever_the_clock(enrolled: Enrolled) -> None:
    maral, clock = enrolled.maral, enrolled.clock
    right = clock.at
    clock.at = right.replace(year=2099)
    case = cases.first_contact(maral, CONTACT).record
    bundles.export_bundle(maral, enrolled.stick)
    assert case_header(maral, case).where == "sent"
    clock.at = right
    cases.set_risk(maral, case, "high", "Written after the clock was mended")
    assert case_header(maral, case).where == "here"
