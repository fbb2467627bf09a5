"""The plan from need to review: what was agreed to stands, and two laptops never lose a word."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from socialcase.actions import needs, plans, reviews, signing
from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import PlanView
from socialcase.actions.cases import FirstContact, first_contact, set_risk
from socialcase.actions.conflicts import conflicts
from socialcase.actions.finding import fetch
from socialcase.actions.history import undo
from socialcase.actions.people import add_family_member
from socialcase.actions.plan_compare import compare_versions
from socialcase.actions.plan_versions import give_copy, new_version, next_version_takes, set_plan
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.cases.records import Action, Case, Goal, Member, Need, Plan, Review
from socialcase.errors import BadValue, NotFound, NotSigned, PlanSettled
from tests.conftest import Enrolled

LATER = datetime(2026, 12, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A family of two."""
    uid = first_contact(laptop, FirstContact(worry="w", name={"given": "Jeren"})).record
    add_family_member(laptop, uid, {"given": "Aýna"}, "child", sex="female", birth="2014-02-11")
    set_risk(laptop, uid, "high", "Misses school")
    return uid


def member(ws: Workspace, case: str) -> str:
    with ws.store.reading() as reading:
        main = fetch(ws, Case, case).person
        return next(m.person for m in reading.page(Member) if m.person != main)


def view(ws: Workspace, case: str) -> PlanView:
    plan = case_file(ws, case).plan
    assert plan is not None
    return plan


def test_needs_stand_in_their_own_order_own_priorities_first(laptop: Workspace, case: str) -> None:
    ayna = member(laptop, case)
    needs.add_need(laptop, case, "Goes to the health house rarely", domain="health")
    needs.add_need(laptop, case, "She reads well", what="strength", person=ayna)
    wish = needs.add_need(laptop, case, "«I want to learn»", person=ayna, own=True).record
    lines = needs.need_lines(laptop, case)
    assert lines[0].words == "«I want to learn»"
    assert (lines[0].own, lines[0].person_name) == (True, "Aýna")
    done = needs.set_need(laptop, wish, "status", "met")
    undo(laptop, done.save)
    assert fetch(laptop, Need, wish).status == "open"
    for wrong in ({"words": " "}, {"words": "w", "what": "guess"}, {"words": "w", "domain": "?"}):
        with pytest.raises(BadValue):
            needs.add_need(laptop, case, **wrong)  # type: ignore[arg-type]


def test_a_suggestion_that_names_a_danger_is_a_worry_for_safety() -> None:
    assert needs.domain_of("need_safe_first") == ("safety", "safety")
    assert needs.domain_of("need_birth_paper") == ("need", "papers")
    assert needs.domain_of("something of another office") == ("need", "")


def test_a_goal_counts_from_its_baseline_and_may_be_about_several_needs(
    laptop: Workspace, case: str
) -> None:
    both = tuple(needs.add_need(laptop, case, words).record for words in ("One", "Two"))
    goal = plans.add_goal(laptop, case, "School", baseline="4 of 10", of=10, needs=both).record
    shown = view(laptop, case).goals[0]
    assert (shown.start, shown.done, shown.of) == (4, 4, 10)
    assert set(fetch(laptop, Goal, goal).needs) == set(both)
    assert shown.course == "on_course"


def test_goals_and_actions_are_put_in_order(laptop: Workspace, case: str) -> None:
    made = [plans.add_goal(laptop, case, words).record for words in "ABCD"]
    plans.move_goal(laptop, made[3], -1)
    plans.move_goal(laptop, made[0], 9)
    assert [g.words for g in view(laptop, case).goals] == list("BDCA")
    done = plans.place_goal(laptop, made[0], made[1])
    assert [g.words for g in view(laptop, case).goals] == list("ABDC")
    undo(laptop, done.save)
    assert [g.words for g in view(laptop, case).goals] == list("BDCA")
    steps = [plans.add_action(laptop, made[0], words).record for words in "xyz"]
    plans.move_action(laptop, steps[2], -5)
    assert [a.what for a in view(laptop, case).goals[-1].actions] == list("zxy")


def test_an_action_names_its_day_when_it_is_done(laptop: Workspace, case: str) -> None:
    goal = plans.add_goal(laptop, case, "School").record
    ayna = member(laptop, case)
    step = plans.add_action(laptop, goal, "Reads aloud", person=ayna, with_what="a book").record
    plans.tick_action(laptop, step)
    line = view(laptop, case).goals[0].actions[0]
    assert (line.person_name, line.with_what) == ("Aýna", "a book")
    assert str(line.done_on) == "2026-11-23"
    plans.tick_action(laptop, step, ticked=False)
    assert fetch(laptop, Action, step).done_on == ""


@pytest.fixture
def signed(laptop: Workspace, case: str, clock: FixedClock) -> str:
    """A version that Jeren signed; gives the plan."""
    goal = plans.add_goal(laptop, case, "School", baseline="4", of=10, due="2026-12-18").record
    plans.add_action(laptop, goal, "Lessons at home", due="2026-11-30")
    plan = fetch(laptop, Goal, goal).plan
    strokes = [[(10, 10), (500, 300)], [(20, 400)]]
    person = fetch(laptop, Case, case).person
    signing.sign(laptop, plan, "drawn", person=person, strokes=strokes)
    clock.move(timedelta(minutes=5))
    return plan


def test_who_signs_settles_the_plan(laptop: Workspace, case: str, signed: str) -> None:
    kept = fetch(laptop, Plan, signed)
    assert (kept.agreed_by, kept.agreed_on, kept.review_on) == ("Jeren", "2026-11-23", "2026-12-23")
    shown = view(laptop, case)
    assert shown.settled
    assert shown.signatures[0].strokes == (((10, 10), (500, 300)), ((20, 400),))
    signing.sign(laptop, signed, "thumbprint", name="Ogulgerek", witness="Selbi, neighbour")
    assert fetch(laptop, Plan, signed).agreed_by == "Jeren, Ogulgerek"
    give_copy(laptop, signed, "tk", "Jeren")
    assert fetch(laptop, Plan, signed).copy_language == "tk"


def test_a_signature_shows_that_it_is_one(laptop: Workspace, case: str, signed: str) -> None:
    before = laptop.store.digest()
    for how, given, lacks in (
        ("typed", {}, "name"),
        ("drawn", {"name": "Sona"}, "drawing"),
        ("thumbprint", {"name": "Sona"}, "witness"),
        ("spoken", {"name": "Sona", "witness": "  "}, "witness"),
        ("refused", {"name": "Sona"}, "reason"),
    ):
        with pytest.raises(NotSigned) as refused:
            signing.sign(laptop, signed, how, **given)  # type: ignore[arg-type]
        assert refused.value.lacks == lacks
    with pytest.raises(NotFound):
        signing.sign(laptop, case, "typed", name="Sona")
    assert laptop.store.digest() == before


def test_who_does_not_want_to_sign_settles_nothing(laptop: Workspace, case: str) -> None:
    plan = fetch(laptop, Goal, plans.add_goal(laptop, case, "School").record).plan
    signing.sign(laptop, plan, "refused", name="Jeren", note="Wants to ask her brother first")
    assert not view(laptop, case).settled
    assert fetch(laptop, Plan, plan).agreed_on == ""


def test_what_was_agreed_to_changes_with_the_next_version_only(
    laptop: Workspace, case: str, signed: str
) -> None:
    goal = view(laptop, case).goals[0]
    step = goal.actions[0].uid
    acts: tuple[Callable[[], object], ...] = (
        lambda: plans.set_goal(laptop, goal.uid, "words", "Other"),
        lambda: plans.set_goal(laptop, goal.uid, "due", "2027-01-01"),
        lambda: plans.set_action(laptop, step, "who", "Somebody else"),
        lambda: plans.move_goal(laptop, goal.uid, 1),
        lambda: set_plan(laptop, signed, "crisis", "Call"),
    )
    for act in acts:
        with pytest.raises(PlanSettled):
            act()
    plans.set_goal(laptop, goal.uid, "done", 7)
    plans.tick_action(laptop, step)
    urgent = plans.add_action(laptop, goal.uid, "Food today").record
    plans.set_action(laptop, urgent, "who", "Maral")
    lines = {a.what: a.later for a in view(laptop, case).goals[0].actions}
    assert lines == {"Lessons at home": False, "Food today": True}


def test_the_next_version_says_before_what_it_takes_and_goes_on_with_it(
    laptop: Workspace, case: str, signed: str
) -> None:
    met = view(laptop, case).goals[0]
    plans.set_goal(laptop, met.uid, "status", "met")
    takes = next_version_takes(laptop, case)
    assert takes is not None
    assert (takes.goals, [g.words for g in takes.left_goals]) == ((), ["School"])
    plans.set_goal(laptop, met.uid, "status", "open")
    added = plans.add_goal(laptop, case, "A warm room")
    assert [g.words for g in view(laptop, case).goals] == ["School", "A warm room"]
    assert [g.continues for g in view(laptop, case).goals] == [met.uid, ""]
    assert view(laptop, case).goals[0].actions[0].continues == met.actions[0].uid
    found = compare_versions(laptop, case, "1", "2")
    assert [(line.kind, line.after) for line in found.lines] == [
        ("same", "School"),
        ("added", "A warm room"),
    ]
    undo(laptop, added.save)
    assert view(laptop, case).plan.version == 1
    with pytest.raises(NotFound):
        compare_versions(laptop, case, "1", "2")


def test_what_the_plan_says_besides_its_goals_is_compared_too(
    laptop: Workspace, case: str, signed: str
) -> None:
    following = new_version(laptop, case).record
    set_plan(laptop, following, "crisis", "Ring 112")
    changed = [line for line in compare_versions(laptop, case, "1", "2").lines if line.name]
    assert [(one.kind, one.name, one.after) for one in changed] == [
        ("added", "plan.crisis", "Ring 112")
    ]


def test_a_count_that_was_emptied_again_leaves_the_goal_as_it_was(
    laptop: Workspace, case: str, signed: str
) -> None:
    goal = view(laptop, case).goals[0].uid
    plans.set_goal(laptop, goal, "done", 3)
    review = reviews.begin_review(laptop, signed).record
    for wrong in (8, 9):
        reviews.measure_goal(laptop, review, goal, "done", wrong)
    assert fetch(laptop, Goal, goal).done == 9
    reviews.measure_goal(laptop, review, goal, "done", None)
    assert fetch(laptop, Goal, goal).done == 3
    with pytest.raises(BadValue):
        reviews.decide_review(laptop, review, "go_on", "2026-11-23")


def test_a_review_measures_and_leads_on(
    laptop: Workspace, case: str, signed: str, clock: FixedClock
) -> None:
    clock.at = LATER
    goal = view(laptop, case).goals[0].uid
    review = reviews.begin_review(laptop, signed, with_whom="Jeren, Aýna").record
    assert reviews.begin_review(laptop, signed).record == review, "an open one is gone on with"
    reviews.set_review(laptop, review, "own_words", "Better, says Aýna")
    reviews.measure_goal(laptop, review, goal, "done", 9)
    reviews.measure_goal(laptop, review, goal, "rating", 8)
    reviews.measure_goal(laptop, review, goal, "words", "She likes it")
    with pytest.raises(BadValue):
        reviews.measure_goal(laptop, review, goal, "rating", 11)
    shown = view(laptop, case)
    assert shown.goals[0].done == 9
    assert [(m.done, m.rating, m.words) for m in shown.goals[0].measures] == [
        (9, 8, "She likes it")
    ]
    decided = reviews.decide_review(laptop, review, "go_on")
    assert fetch(laptop, Plan, signed).review_on == "2027-01-22"
    undo(laptop, decided.save)
    assert fetch(laptop, Review, review).decision == ""
    made = reviews.decide_review(laptop, review, "change").record
    after = view(laptop, case)
    assert (after.plan.uid, after.plan.version, after.settled) == (made, 2, False)
    assert after.goals[0].measures[0].done == 9, "the line goes on through versions"


def test_two_laptops_that_change_a_goal_apart_keep_both_values(enrolled: Enrolled) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = first_contact(maral, FirstContact(worry="w", name={"given": "Jeren"})).record
    goal = plans.add_goal(maral, case, "School", of=10).record
    enrolled.up(maral)
    plans.set_goal(maral, goal, "due", "2026-12-18")
    plans.set_goal(office, goal, "due", "2026-12-24")
    first = plans.add_action(maral, goal, "Lessons at home").record
    second = plans.add_action(office, goal, "Ask for a tutor").record
    enrolled.up(maral)
    enrolled.down(maral)
    for ws in (maral, office):
        assert {a.uid for a in view(ws, case).goals[0].actions} == {first, second}
    assert [(c.kind, c.field) for c in conflicts(office)] == [("goal", "goal.due")]


def test_of_a_version_begun_twice_apart_the_next_one_takes_both(enrolled: Enrolled) -> None:
    maral, boss = enrolled.maral, enrolled.coordinator
    case = first_contact(maral, FirstContact(worry="w", name={"given": "Ata"})).record
    plans.add_goal(maral, case, "School")
    signing.sign(maral, view(maral, case).plan.uid, "typed", name="Ata")
    enrolled.up(maral)
    enrolled.down(boss)
    for laptop, words in ((maral, "A warm room"), (boss, "Work")):
        plans.add_goal(laptop, case, words)
        enrolled.up(laptop)
    enrolled.down(maral)
    assert [plan.version for plan in plans_in(maral, case)] == [1, 2, 2]
    new_version(maral, case)
    found = sorted(goal.words for goal in view(maral, case).goals)
    assert found == ["A warm room", "School", "Work"]


def plans_in(ws: Workspace, case: str) -> list[Plan]:
    with ws.store.reading() as reading:
        return list(reading.page(Plan, {"case": case}, order="version"))


def test_signing_here_and_changing_there_keeps_the_signature_and_the_words(
    enrolled: Enrolled,
) -> None:
    maral, office = enrolled.maral, enrolled.office
    case = first_contact(maral, FirstContact(worry="w", name={"given": "Jeren"})).record
    goal = plans.add_goal(maral, case, "School").record
    plan = fetch(maral, Goal, goal).plan
    enrolled.up(maral)
    signing.sign(maral, plan, "typed", name="Jeren")
    plans.add_goal(office, case, "A warm room")
    enrolled.up(maral)
    enrolled.down(maral)
    for ws in (maral, office):
        shown = view(ws, case)
        assert shown.settled
        assert [s.name for s in shown.signatures] == ["Jeren"]
        assert {g.words for g in shown.goals} == {"School", "A warm room"}
