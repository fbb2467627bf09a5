"""What a bundle brings into a version that was signed meanwhile: two laptops and a stick."""

from datetime import timedelta

import pytest

from socialcase.actions import plans, signing
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.finding import fetch
from socialcase.actions.plan_papers import plan_for_family, plan_for_file
from socialcase.actions.plan_versions import set_plan
from socialcase.actions.providers import add_provider
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.reach import written
from socialcase.cases.records import Goal, Signature
from tests.actions.test_acts_plan_apart import around, plan_of
from tests.conftest import Enrolled


@pytest.fixture
def signed(enrolled: Enrolled) -> str:
    """A plan that both laptops have; the specialist lets it be signed, the coordinator rewords it.

    Nobody has heard of the other yet. The rewording is the earlier of both by the clock.
    """
    maral, boss = enrolled.maral, enrolled.coordinator
    uid = first_contact(maral, FirstContact(worry="w", name={"given": "Jeren"})).record
    goal = plans.add_goal(maral, uid, "School every day", due="2026-12-18").record
    plans.add_action(maral, goal, "Ask the head", due="2026-12-01")
    around(enrolled)
    plans.set_goal(boss, goal, "words", "School most days")
    plans.set_goal(boss, goal, "due", "2027-01-15")
    plans.add_goal(boss, uid, "A warm room")
    plans.add_action(boss, goal, "A ride in the morning")
    enrolled.clock.at += timedelta(hours=2)
    signing.sign(maral, plan_of(maral, uid).plan.uid, "typed", name="Jeren Orazowa")
    return uid


def test_what_comes_into_a_signed_version_is_marked_with_who_and_when(
    enrolled: Enrolled, signed: str
) -> None:
    assert not plan_of(enrolled.maral, signed).is_changed
    around(enrolled)
    for ws in (enrolled.maral, enrolled.coordinator, enrolled.office):
        view = plan_of(ws, signed)
        assert view.is_changed
        school, room = sorted(view.goals, key=lambda goal: goal.words, reverse=True)
        marks = {one.field: (one.before, one.now, one.added) for one in school.changed}
        assert marks == {
            "goal.words": ("School every day", "School most days", False),
            "goal.due": ("2026-12-18", "2027-01-15", False),
        }
        mark = school.changed[0]
        assert (mark.by, mark.unseen_by) == ("Aýgül Saparowa", ("Jeren Orazowa",))
        assert mark.on == (enrolled.clock.at - timedelta(hours=2)).astimezone(ASHGABAT).date()
        assert [(one.added, one.now) for one in room.changed] == [(True, "A warm room")]
        assert {a.what: a.later for a in school.actions} == {
            "Ask the head": False,
            "A ride in the morning": True,
        }


def test_who_signs_again_has_seen_it_and_others_have_not(enrolled: Enrolled, signed: str) -> None:
    ws = enrolled.maral
    plan = plan_of(ws, signed).plan.uid
    enrolled.clock.at += timedelta(minutes=1)
    signing.sign(ws, plan, "typed", name="Batyr")
    around(enrolled)
    enrolled.clock.at += timedelta(minutes=1)
    assert plan_of(ws, signed).goals[0].changed[0].unseen_by == ("Jeren Orazowa", "Batyr")
    signing.sign(ws, plan, "typed", name="Jeren Orazowa")
    assert plan_of(ws, signed).goals[0].changed[0].unseen_by == ("Batyr",)
    signing.sign(ws, plan, "spoken", name="batyr ", witness="Selbi")
    assert not plan_of(ws, signed).is_changed


def test_nobody_else_says_afterwards_how_much_was_seen(enrolled: Enrolled, signed: str) -> None:
    around(enrolled)
    maral, boss = enrolled.maral, enrolled.coordinator
    with boss.store.reading() as reading:
        (signature,) = reading.page(Signature, {"case": signed})
        streams = {
            f"{entry.change.origin.device}:{entry.change.origin.epoch}": 10**6
            for entry in reading.history_of([goal.uid for goal in reading.page(Goal)])
        }
    with boss.store.transaction(boss.person) as tx:
        tx.set(signature.uid, "seen", written(streams))
    around(enrolled)
    assert all(plan_of(ws, signed).is_changed for ws in (maral, boss, enrolled.office))


def test_progress_is_no_change_of_what_was_signed(enrolled: Enrolled, signed: str) -> None:
    maral = enrolled.maral
    view = plan_of(maral, signed)
    plans.tick_action(maral, view.goals[0].actions[0].uid)
    plans.set_goal(maral, view.goals[0].uid, "status", "met")
    plans.add_action(maral, view.goals[0].uid, "Something urgent")
    after = plan_of(maral, signed)
    assert not after.is_changed
    assert [a.later for a in after.goals[0].actions] == [False, True]


def test_a_text_of_the_version_itself_is_marked_too(enrolled: Enrolled, signed: str) -> None:
    boss = enrolled.coordinator
    set_plan(boss, plan_of(boss, signed).plan.uid, "crisis", "Selbi takes the children")
    around(enrolled)
    changed = plan_of(enrolled.maral, signed).changed
    assert [(one.field, one.now) for one in changed] == [
        ("plan.crisis", "Selbi takes the children")
    ]


def test_a_signature_of_an_older_program_is_judged_by_the_clock(
    enrolled: Enrolled, signed: str
) -> None:
    ws = enrolled.maral
    signature = plan_of(ws, signed).signatures[0].uid
    with ws.store.transaction(ws.person) as tx:
        tx.set(signature, "seen", None)
    goal = plan_of(ws, signed).goals[0].uid
    enrolled.clock.at += timedelta(hours=2)
    with ws.store.transaction(ws.person) as tx:  # as a laptop that had not heard of it would
        tx.set(goal, "target", "10 of 10")
    assert [one.field for one in plan_of(ws, signed).goals[0].changed] == ["goal.target"]
    assert fetch(ws, Goal, goal).target == "10 of 10"


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
def test_both_papers_say_what_was_not_agreed_to(
    enrolled: Enrolled, signed: str, words: str
) -> None:
    around(enrolled)
    ws = enrolled.maral
    plan = plan_of(ws, signed).plan.uid
    whole, home = plan_for_file(ws, plan, words), plan_for_family(ws, plan, words)
    told = str(whole.sheet.data)
    assert "School every day" in told
    assert "18.12.2026 → 15.01.2027" in told
    assert "Aýgül Saparowa" in told
    assert whole.sheet.data["late"], "beside the signatures, too"
    goals = home.sheet.data["goals"]
    assert isinstance(goals, list)
    assert all(goal["late"] for goal in goals), "one was changed, one added"
    assert "School every day" not in str(home.sheet.data), "at home only what holds now"
    for paper in (whole, home):
        assert paper.pdf().startswith(b"%PDF")


def test_the_name_of_a_shelter_is_not_on_paper_as_what_was_before(enrolled: Enrolled) -> None:
    maral, boss, office = enrolled.maral, enrolled.coordinator, enrolled.office
    shelter = add_provider(
        office, "The HOUSE on the hill", seen_by="everyone", protected=True
    ).record
    around(enrolled)
    uid = first_contact(maral, FirstContact(worry="w", name={"given": "Jeren"})).record
    goal = plans.add_goal(maral, uid, "Sleep").record
    action = plans.add_action(maral, goal, "A bed", provider=shelter).record
    around(enrolled)
    plans.assign_action(boss, action, who="Selbi")
    enrolled.clock.at += timedelta(hours=1)
    signing.sign(maral, plan_of(maral, uid).plan.uid, "typed", name="Jeren")
    around(enrolled)
    view = plan_of(maral, uid)
    assert "The HOUSE on the hill" in [one.before for one in view.goals[0].changed]
    assert "HOUSE" not in str(plan_for_file(maral, view.plan.uid, "en").sheet.data)
