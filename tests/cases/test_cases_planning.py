"""How a goal stands, who needs what, and what differs between two versions: rules alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.codes import DOMAINS
from socialcase.cases.plan_compare import Aim, Step, compare, is_changed
from socialcase.cases.planning import (
    COURSES,
    Cell,
    GoalMark,
    NeedMark,
    Way,
    course,
    is_frozen,
    matrix,
    number_in,
    part_done,
    time_gone,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("way", "stands"),
    [
        (Way(), ""),
        (Way(status="met", late=40), "met"),
        (Way(part=0.8, gone=0.9), "on_course"),
        (Way(part=0.5, gone=0.9), "slow"),
        (Way(part=0.5, gone=0.5, late=1), "slow"),
        (Way(part=0.0, gone=0.1), "on_course"),
        (Way(part=0.0, late=13), "slow"),
        (Way(part=0.0, late=14), "blocked"),
        (Way(part=0.1, late=14), "slow"),
        (Way(part=0.0, over=1), "blocked"),
        (Way(part=0.9, over=1), "slow"),
        (Way(part=0.0, gone=0.0, held_up=True), "blocked"),
        (Way(part=0.5, gone=0.1, held_up=True), "slow"),
    ],
)
def test_a_goal_stands_as_the_rule_says(way: Way, stands: str) -> None:
    assert course(way) == stands
    assert course(way) in (*COURSES, "")


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(-50, 50),
    st.integers(-50, 50),
    st.booleans(),
    st.integers(1, 60),
)
def test_more_delay_never_makes_a_goal_stand_better(
    part: float, gone: float, late: int, over: int, held_up: bool, more: int
) -> None:
    order = ("", "on_course", "slow", "blocked")
    now = course(Way("open", part, gone, late, over, held_up))
    later = course(Way("open", part, gone, late + more, over + more, held_up))
    assert order.index(later) >= order.index(now)


def test_a_way_may_lead_downwards_and_never_leaves_its_ends() -> None:
    assert part_done(10, 4, 2) == 0.75
    assert part_done(4, 9, 10) == pytest.approx(5 / 6)
    assert part_done(4, 2, 10) == 0.0
    assert part_done(3, 3, 3) == 1.0
    assert number_in("4 of 10 days") == 4
    assert number_in("never") is None


def test_time_needs_both_ends() -> None:
    assert time_gone(TODAY, None, TODAY) is None
    assert time_gone(TODAY - timedelta(10), TODAY + timedelta(10), TODAY) == 0.5
    assert time_gone(TODAY, TODAY, TODAY + timedelta(1)) == 1.0


def test_what_was_agreed_to_is_settled() -> None:
    assert not is_frozen("draft", signed=False)
    assert is_frozen("draft", signed=True)
    assert is_frozen("approved", signed=False)
    assert not is_frozen("returned", signed=False)


def test_the_matrix_shows_who_needs_what() -> None:
    needs = [
        NeedMark("n1", "jeren", "need", "health"),
        NeedMark("n2", "jeren", "need", "income"),
        NeedMark("n3", "jeren", "strength", "care"),
        NeedMark("n4", "jeren", "safety", "safety"),
        NeedMark("n5", "ayna", "need", "education", open=False),
    ]
    goals = [GoalMark(1, "ayna", "education"), GoalMark(2, "jeren", "", ("n2",))]
    found = matrix(needs, goals)
    assert found.domains == ("care", "health", "education", "income", "safety", "")
    assert found.of("jeren", "health") == Cell(needs=("n1",))
    assert found.of("jeren", "income") == Cell(goals=(2,))
    assert found.of("jeren", "care") == Cell(strength=True)
    assert found.of("jeren", "safety") == Cell(needs=("n4",), safety=True)
    assert found.of("ayna", "education") == Cell(goals=(1,))
    assert found.uncovered == ("n1", "n4")


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("", *DOMAINS))), max_size=12),
    st.lists(st.sets(st.integers(0, 11)), max_size=6),
)
def test_every_need_is_either_covered_or_asked_for(
    places: list[tuple[str, str]], about: list[set[int]]
) -> None:
    needs = [NeedMark(f"n{n}", who, "need", where) for n, (who, where) in enumerate(places)]
    goals = [
        GoalMark(n, "a", "care", tuple(f"n{i}" for i in sorted(one)))
        for n, one in enumerate(about, 1)
    ]
    found = matrix(needs, goals)
    covered = {uid for goal in goals for uid in goal.needs} & {need.uid for need in needs}
    assert set(found.uncovered) == {need.uid for need in needs} - covered
    assert all(found.of(need.person, need.domain) != Cell() for need in needs)


SCHOOL = Aim(
    "g1",
    (),
    "At school every day",
    "open",
    (("due", "2026-12-18"),),
    (
        Step("a1", (), "Lessons at home", "done"),
        Step("a2", (), "Somebody stays with grandmother", "open", (("who", "Selbi"),)),
    ),
)
PENSION = Aim("g2", (), "The pension is paid", "open")
WALKS = Aim("g3", (), "Walks to the gate", "met")


def test_versions_are_compared_line_by_line() -> None:
    newer = [
        Aim(
            "h1",
            ("g1",),
            "At school every school day",
            "open",
            (("due", "2027-01-15"),),
            (
                Step("b2", ("a2",), "Somebody stays with grandmother", "open", (("who", "Aunt"),)),
                Step("b3", (), "Talk with her alone", "open"),
            ),
        ),
        Aim("h4", (), "A warm room", "open"),
    ]
    lines = compare([SCHOOL, PENSION, WALKS], newer)
    told = [(line.kind, line.before, line.after) for line in lines]
    assert told == [
        ("changed", "At school every day", "At school every school day"),
        ("added", "", "A warm room"),
        ("dropped", "The pension is paid", ""),
        ("reached", "Walks to the gate", ""),
    ]
    steps = [(step.kind, step.before, step.after) for step in lines[0].steps]
    assert steps == [
        ("changed", "Somebody stays with grandmother", "Somebody stays with grandmother"),
        ("added", "", "Talk with her alone"),
        ("reached", "Lessons at home", ""),
    ]
    assert [f.name for f in lines[0].facts] == ["due"]
    assert (lines[0].steps[0].facts[0].before, lines[0].steps[0].facts[0].after) == (
        "Selbi",
        "Aunt",
    )


words = st.sampled_from(("School", "Pension", "A warm room", "Papers"))
statuses = st.sampled_from(("open", "met", "dropped"))
aims = st.lists(
    st.builds(Aim, st.uuids().map(str), st.just(()), words, statuses),
    max_size=5,
    unique_by=lambda aim: aim.words,
)


@given(aims, aims)
def test_every_line_stands_once_and_the_same_differs_in_nothing(
    older: list[Aim], newer: list[Aim]
) -> None:
    lines = compare(older, newer)
    assert sorted(one.before for one in lines if one.before) == sorted(a.words for a in older)
    assert sorted(one.after for one in lines if one.after) == sorted(a.words for a in newer)
    assert not any(is_changed(line) for line in compare(older, older))
