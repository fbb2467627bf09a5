"""A version begun twice apart, and changes that come into a signed one: two laptops and a stick."""

from datetime import timedelta

import pytest

from socialcase.actions import plans, signing
from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import CaseFile, PlanView
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.finding import fetch
from socialcase.actions.history import history, undo
from socialcase.actions.history_words import change_words, told
from socialcase.actions.plan_apart import (
    first_apart,
    goals_apart,
    join_versions,
    keep_version,
    take_goal,
)
from socialcase.actions.plan_compare import compare_versions, versions_of
from socialcase.actions.plan_versions import new_version, next_version_takes
from socialcase.actions.standing import standings
from socialcase.actions.supervision import waiting
from socialcase.actions.tasks import todos
from socialcase.actions.today import today
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Action, Case, Plan
from socialcase.errors import NotFound, PlanSettled
from tests.conftest import Enrolled


def shown(ws: Workspace, case: str) -> CaseFile:
    return case_file(ws, case)


def plan_of(ws: Workspace, case: str) -> PlanView:
    view = case_file(ws, case).plan
    assert view is not None
    return view


def other_of(ws: Workspace, case: str) -> PlanView:
    view = first_apart(versions_of(case_file(ws, case)))
    assert view is not None
    return view


@pytest.fixture
def case(enrolled: Enrolled) -> str:
    """Version 1 is signed; the specialist and the coordinator then begin version 2 apart."""
    maral, boss = enrolled.maral, enrolled.coordinator
    uid = first_contact(maral, FirstContact(worry="w", name={"given": "Ata"})).record
    plans.add_action(maral, plans.add_goal(maral, uid, "School").record, "Ask the head")
    signing.sign(maral, plan_of(maral, uid).plan.uid, "typed", name="Ata")
    around(enrolled)
    for laptop, words in ((maral, "A warm room"), (boss, "Work")):
        enrolled.clock.at += timedelta(hours=1)
        goal = plans.add_goal(laptop, uid, words).record
        plans.add_action(laptop, goal, f"First step: {words}")
    school = next(g.uid for g in plan_of(boss, uid).goals if g.words == "School")
    plans.set_goal(boss, school, "due", "2026-12-18")
    plans.add_action(boss, school, "A ride in the morning")
    around(enrolled)
    return uid


def around(enrolled: Enrolled) -> None:
    """Everything to the office and back to both."""
    for laptop in (enrolled.maral, enrolled.coordinator):
        enrolled.up(laptop)
    for laptop in (enrolled.maral, enrolled.coordinator):
        enrolled.down(laptop)


def test_a_version_is_called_by_the_same_name_wherever_it_is_spoken_of(
    enrolled: Enrolled, case: str
) -> None:
    boss = enrolled.coordinator
    uids = {view.name: view.plan.uid for view in versions_of(shown(boss, case))}
    signing.sign(boss, uids["2b"], "typed", name="Ata")
    enrolled.clock.at += timedelta(hours=1)
    plans.send_plan(boss, uids["2b"])
    told_of = [one.title for one in shown(boss, case).timeline if one.code == "agreed"]
    assert told_of == ["2b", "1"]
    assert [one.version for one in waiting(boss) if one.case == case] == ["2b"]
    takes = next_version_takes(boss, case)
    assert takes is not None
    assert takes.name == "2b"
    with pytest.raises(PlanSettled) as refused:
        plans.set_goal(boss, plan_of(boss, case).goals[0].uid, "words", "Something else")
    assert refused.value.version == "2b"


def test_both_are_shown_under_names_of_their_own_the_same_everywhere(
    enrolled: Enrolled, case: str
) -> None:
    files = [shown(ws, case) for ws in (enrolled.maral, enrolled.coordinator, enrolled.office)]
    seen = [
        {view.plan.uid: (view.name, view.apart) for view in versions_of(file)} for file in files
    ]
    assert seen[0] == seen[1] == seen[2]
    assert sorted(name for name, _ in seen[0].values()) == ["1", "2a", "2b"]
    assert [apart for name, apart in seen[0].values() if name == "1"] == [False]
    assert sum(apart for _, apart in seen[0].values()) == 1
    begun = {view.name: view.stamp.author_name for view in versions_of(files[0])}
    assert begun["2a"] == "Maral Annaýewa"
    assert begun["2b"] == "Aýgül Saparowa"


def test_versions_are_found_by_name_and_by_a_number_that_two_have(
    enrolled: Enrolled, case: str
) -> None:
    ws = enrolled.maral
    found = compare_versions(ws, case, "2a", "2b")
    assert {line.kind for line in found.lines} >= {"added", "dropped"}
    assert compare_versions(ws, case, "1", "2").newer.plan.uid == plan_of(ws, case).plan.uid
    with pytest.raises(NotFound):
        compare_versions(ws, case, "1", "2c")


def test_what_differs_is_taken_goal_by_goal_and_can_be_undone(
    enrolled: Enrolled, case: str
) -> None:
    ws = enrolled.maral
    mine, other = plan_of(ws, case), other_of(ws, case)
    lacking = goals_apart(ws, mine.plan.uid, other.plan.uid)
    new = next(one for one in lacking if not one.alike)
    same = next(one for one in lacking if one.alike)
    assert same.goal.words == "School"
    assert set(same.differs) <= {"goal.due", "action.what"}
    taken = take_goal(ws, mine.plan.uid, new.goal.uid)
    assert new.goal.words in {goal.words for goal in plan_of(ws, case).goals}
    steps = {g.words: [a.what for a in g.actions] for g in plan_of(ws, case).goals}
    assert steps[new.goal.words] == [f"First step: {new.goal.words}"]
    assert new.goal.uid not in {
        one.goal.uid for one in goals_apart(ws, mine.plan.uid, other.plan.uid)
    }
    undo(ws, taken.save)
    assert new.goal.words not in {goal.words for goal in plan_of(ws, case).goals}


def test_the_wording_of_the_other_is_taken_only_where_somebody_says_so(
    enrolled: Enrolled, case: str
) -> None:
    ws = enrolled.maral
    views = {view.name: view for view in versions_of(shown(ws, case))}
    here, there = views["2a"], views["2b"]
    keep_version(ws, here.plan.uid, there.plan.uid)
    school = next(g.uid for g in there.goals if g.words == "School")
    take_goal(ws, here.plan.uid, school)
    now = next(g for g in plan_of(ws, case).goals if g.words == "School")
    assert now.due is not None
    assert now.due.isoformat() == "2026-12-18"
    assert [a.what for a in now.actions] == ["Ask the head", "A ride in the morning"]


def test_joined_they_are_one_and_nothing_is_dropped(enrolled: Enrolled, case: str) -> None:
    ws = enrolled.maral
    mine, other = plan_of(ws, case), other_of(ws, case)
    joined = join_versions(ws, mine.plan.uid, other.plan.uid)
    words = {goal.words for goal in plan_of(ws, case).goals}
    assert words == {"School", "A warm room", "Work"}
    assert first_apart(versions_of(shown(ws, case))) is None
    around(enrolled)
    for one in (enrolled.coordinator, enrolled.office):
        assert {goal.words for goal in plan_of(one, case).goals} == words
        assert first_apart(versions_of(shown(one, case))) is None
        assert len(versions_of(shown(one, case))) == 3, "the other one stays to be read"
    undo(ws, joined.save)
    assert first_apart(versions_of(shown(ws, case))) is not None


def test_who_keeps_the_other_one_works_with_it_and_what_gave_way_goes_nowhere(
    enrolled: Enrolled, case: str
) -> None:
    ws = enrolled.maral
    mine, other = plan_of(ws, case), other_of(ws, case)
    kept = keep_version(ws, other.plan.uid, mine.plan.uid)
    assert plan_of(ws, case).plan.uid == other.plan.uid
    with ws.store.reading() as reading:
        the_case = fetch(ws, Case, case)
        goals = standings(reading, [the_case])[case].goals
        day = next(one for one in reading.day_cases(the_case.owner, (the_case.status,)))
        assert (goals, day.goals) == (2, 2)
    signing.sign(ws, other.plan.uid, "typed", name="Ata")
    takes = next_version_takes(ws, case)
    assert takes is not None
    left = {g.words for g in mine.goals} - {g.words for g in other.goals}
    assert not left & {goal.words for goal, _ in takes.goals}
    undo(ws, kept.save)
    assert fetch(ws, Plan, mine.plan.uid).gave_way == ""


def test_two_who_each_keep_their_own_are_asked_again(enrolled: Enrolled, case: str) -> None:
    views = {view.name: view.plan.uid for view in versions_of(shown(enrolled.maral, case))}
    keep_version(enrolled.maral, views["2a"], views["2b"])
    keep_version(enrolled.coordinator, views["2b"], views["2a"])
    around(enrolled)
    here, there = shown(enrolled.maral, case), shown(enrolled.coordinator, case)
    assert here.plan
    assert there.plan
    assert here.plan.plan.uid == there.plan.plan.uid
    assert first_apart(versions_of(here)) is not None
    keep_version(enrolled.maral, views["2a"], views["2b"])
    assert plan_of(enrolled.maral, case).plan.uid == views["2a"]
    assert first_apart(versions_of(shown(enrolled.maral, case))) is None


def open_steps(ws: Workspace, case: str) -> list[str]:
    """What is still to be done of every version, as Today asks."""
    with ws.store.reading() as reading:
        actions = reading.page(Action, {"case": case, "status": "open"})
        elsewhere = reading.passed_on([one.uid for one in actions])
    return sorted(one.what for one in actions if one.uid not in elsewhere)


def test_no_step_is_forgotten_while_each_keeps_their_own(enrolled: Enrolled, case: str) -> None:
    views = {view.name: view.plan.uid for view in versions_of(shown(enrolled.maral, case))}
    before = open_steps(enrolled.maral, case)
    assert {"First step: A warm room", "First step: Work"} <= set(before)
    keep_version(enrolled.maral, views["2a"], views["2b"])
    assert "First step: Work" not in open_steps(enrolled.maral, case)
    keep_version(enrolled.coordinator, views["2b"], views["2a"])
    around(enrolled)
    for laptop in (enrolled.maral, enrolled.coordinator):
        assert open_steps(laptop, case) == before


def test_a_signed_one_takes_nothing_the_next_version_takes_both(
    enrolled: Enrolled, case: str
) -> None:
    ws = enrolled.maral
    views = {view.name: view.plan.uid for view in versions_of(shown(ws, case))}
    signing.sign(ws, views["2b"], "typed", name="Ata")
    assert plan_of(ws, case).name == "2b", "the one that was agreed to is in force"
    assert other_of(ws, case).name == "2a"
    with pytest.raises(PlanSettled):
        join_versions(ws, views["2b"], views["2a"])
    with pytest.raises(PlanSettled):
        take_goal(ws, views["2b"], plan_of(ws, case).goals[0].uid)
    new_version(ws, case)
    assert plan_of(ws, case).name == "3"
    assert {goal.words for goal in plan_of(ws, case).goals} == {"School", "A warm room", "Work"}
    assert first_apart(versions_of(shown(ws, case))) is None


def test_a_version_begun_apart_is_asked_about_though_a_later_one_exists(
    enrolled: Enrolled, case: str
) -> None:
    """One laptop is already at version 3 when the other's version 2 arrives."""
    ws = enrolled.maral
    views = {view.name: view for view in versions_of(shown(ws, case))}
    undone = keep_version(ws, views["2a"].plan.uid, views["2b"].plan.uid)
    signing.sign(ws, views["2a"].plan.uid, "typed", name="Ata")
    new_version(ws, case)
    undo(ws, undone.save)  # as if nobody had known of it then
    assert plan_of(ws, case).name == "3"
    assert other_of(ws, case).name == "2b"
    takes = next_version_takes(ws, case)
    assert takes is not None
    assert "Work" in {goal.words for goal, _ in takes.goals}


def test_nobody_else_s_version_can_be_made_to_give_way(enrolled: Enrolled, case: str) -> None:
    ws = enrolled.maral
    another = first_contact(ws, FirstContact(worry="w", name={"given": "Bibi"})).record
    plans.add_goal(ws, another, "Rest")
    foreign, mine = plan_of(ws, another).plan.uid, plan_of(ws, case).plan.uid
    for act in (keep_version, join_versions):
        with pytest.raises(NotFound):
            act(ws, mine, foreign)
        with pytest.raises(NotFound):
            act(ws, mine, mine)


def test_the_history_tells_which_version_gave_way(enrolled: Enrolled, case: str) -> None:
    ws = enrolled.maral
    mine, other = plan_of(ws, case), other_of(ws, case)
    keep_version(ws, mine.plan.uid, other.plan.uid)
    (line,) = (one for one in history(ws, other.plan.uid) if one.field == "gave_way")
    assert told(line)
    assert change_words(line) == mine.name == "2b"


def test_a_step_is_to_be_done_once_however_many_versions_have_it(
    enrolled: Enrolled, case: str
) -> None:
    """Version 1 has it, and both versions that were begun apart from there."""
    ws = enrolled.maral
    for view in versions_of(shown(ws, case)):
        for goal in view.goals:
            for action in goal.actions:
                with ws.store.transaction(ws.person) as tx:
                    tx.set(action.uid, "due", "2026-11-01")
    mine, other = plan_of(ws, case), other_of(ws, case)
    keep_version(ws, mine.plan.uid, other.plan.uid)
    wanted = sorted(a.what for goal in mine.goals for a in goal.actions)
    assert sorted(item.what for item in today(ws).late) == wanted
    found = todos(ws)
    steps = [one for one in (*found.next, *found.overdue) if one.kind == "action"]
    assert sorted(one.what for one in steps) == wanted
