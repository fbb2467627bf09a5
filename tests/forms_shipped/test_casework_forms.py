"""Home visit, plan review and closure: what leads to what, counted by hand."""

import pytest

from socialcase.cases.codes import CLOSURE_REASONS
from tests.forms_shipped.filling import Filled, compiled

GOAL = "/data/goals/goal"


# --- Home visit -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("answers", "need"),
    [
        ({"outcome": "done"}, False),
        ({"outcome": "done", "worry_now": "no"}, False),
        ({"outcome": "done", "worry_now": "yes"}, True),
        ({"outcome": "not_home", "why_not_met": "out"}, False),
        ({"outcome": "not_admitted", "why_not_met": "worry"}, True),
        ({"outcome": "not_home", "why_not_met": "unknown", "worry_now": "yes"}, True),
    ],
)
def test_a_visit_that_leaves_a_worry_says_so(answers: dict[str, str], need: bool) -> None:
    form = Filled("home_visit", visit_day="2026-11-20", **answers)

    assert ("need_look_again" in form.needs()) == need
    assert form.asked("worry_next") == (answers.get("worry_now") == "yes")
    assert form.session.finish().ok


def test_what_was_seen_is_asked_only_where_somebody_was_met() -> None:
    form = Filled("home_visit", visit_day="2026-11-20", outcome="not_home")
    assert form.pages() == {"visit", "after"}
    assert form.asked("why_not_met")

    form.put(outcome="done")

    assert form.pages() == {"visit", "seen", "after"}
    assert form.asked("met_alone")
    assert not form.asked("why_not_met")


# --- Plan review ----------------------------------------------------------------------------------
def review(*goals: dict[str, str], **answers: str) -> Filled:
    form = Filled("plan_review", told_on="2026-11-22", took_part="person", **answers)
    for number, goal in enumerate(goals, 1):
        if number > 1:
            form.session.add_repeat(GOAL)
        for name, value in {"goal_words": "A school place", **goal}.items():
            form.session.set(f"{GOAL}[{number}]/{name}", value)
    return form


@pytest.mark.parametrize(
    ("results", "reached", "needs"),
    [
        ((), "", set[str]()),
        (("reached",), "1", set[str]()),
        (("reached", "mostly", "partly"), "2", set[str]()),
        (("dropped", "partly"), "0", set[str]()),
        (("no", "reached"), "1", {"need_goal_stuck"}),
        (("worse", "worse"), "0", {"need_goal_stuck"}),
    ],
)
def test_goals_are_counted_as_the_person_sees_them(
    results: tuple[str, ...], reached: str, needs: set[str]
) -> None:
    form = review(*({"goal_result": one} for one in results))

    assert form.score("score_goals") == reached
    assert form.needs() == needs
    if results:
        assert f"of {len(results)}." in form.detail("score_goals")


def test_a_goal_that_waits_for_a_service_is_a_need_and_no_fault() -> None:
    form = review({"goal_result": "no", "goal_why_not": "service"}, {"goal_result": "mostly"})

    assert form.needs() == {"need_goal_stuck", "need_service_missing"}


def test_a_review_without_the_person_asks_why() -> None:
    form = Filled("plan_review", told_on="2026-11-22", took_part="family")
    assert form.asked("without_person")
    assert form.asked("why_without")

    form.put(took_part="family person")

    assert not form.asked("why_without")


def test_a_whole_review_finishes_and_keeps_a_different_view() -> None:
    form = review({"goal_result": "mostly", "goal_rating": "7"}, still_safe="yes")
    form.put(plan_next="change", plan_changes="Two afternoons, not five", person_agrees="no")
    assert form.asked("not_agreed")
    form.put(next_review="2026-11-01")
    assert form.node("next_review").violation == "constraint"

    form.put(next_review="2027-01-22")

    assert form.session.finish().ok
    form.put(still_safe="no")
    assert form.needs() == {"need_safe_first"}


# --- Closure --------------------------------------------------------------------------------------
FELT = ("listened", "respect", "decided", "understood", "secret", "helped")
CLOSED = {
    "told_on": "2026-11-22",
    "closing_why": "goals_met",
    "closing_words": "Aýna goes to school.",
    "safe_at_end": "yes",
}


def closure(given: str = "", **answers: str) -> Filled:
    words = {"y": "yes", "r": "rather", "t": "rather_not", "n": "no", "s": "skip"}
    form = Filled("closure", **CLOSED, feedback_from="self", **answers)
    form.put(**{f"felt_{n}": words[g] for n, g in zip(FELT, given, strict=False) if g != "-"})
    return form


@pytest.mark.parametrize(
    ("given", "good", "answered", "complaint"),
    [
        ("yyyyyy", "6", 6, False),
        ("rrrrrr", "6", 6, False),
        ("nnnnnn", "0", 6, True),
        ("ssssss", "", 0, False),
        ("------", "", 0, False),
        ("yrtnsy", "3", 5, False),
        ("yn----", "1", 2, True),
        ("----n-", "0", 1, True),
        ("-t--t-", "0", 2, False),
    ],
)
def test_feedback_is_counted_and_a_broken_promise_is_not_lost(
    given: str, good: str, answered: int, complaint: bool
) -> None:
    form = closure(given)

    assert form.score("score_feedback") == good
    assert ("need_complaint" in form.needs()) == form.asked("complaint_way") == complaint
    if answered:
        assert f"of {answered} answers" in form.detail("score_feedback")


def test_feedback_is_asked_in_words_without_faces_and_may_all_be_skipped() -> None:
    form = closure()
    labels = [choice.label for choice in form.node("felt_helped").choices or ()]

    assert labels == ["Yes", "Rather yes", "Rather no", "No", "Prefers not to say"]
    assert form.session.finish().ok


def test_the_reasons_for_closing_are_those_of_the_case_record() -> None:
    offered = {choice.value for choice in closure().node("closing_why").choices or ()}

    assert offered == set(CLOSURE_REASONS)


def test_a_case_is_not_closed_on_somebody_in_danger_or_not_looked_for() -> None:
    form = closure()
    form.put(safe_at_end="no")
    assert form.asked("not_closed_unsafe")
    assert "need_not_safe" in form.needs()

    form.put(closing_why="missing")
    form.put(tried_to_find="no")

    assert form.asked("look_again")


def test_after_a_death_nobody_is_asked_about_afterwards() -> None:
    form = closure()

    form.put(closing_why="died")

    assert "afterwards" not in form.pages()
    assert not form.asked("safe_at_end")
    assert form.session.finish().ok


@pytest.mark.parametrize("name", ["plan_review", "closure", "home_visit"])
def test_the_form_can_be_filled_in_three_languages(name: str) -> None:
    assert [one[-3:-1] for one in compiled(name).languages] == ["en", "ru", "tk"]
