"""Plans with goals, actions and what was said about them, as their page shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.case_views import ActionLine, CommentLine, GoalView, PlanView
from socialcase.actions.stamps import Stamps
from socialcase.cases.dates import day_of, days_late
from socialcase.cases.records import Action, Goal, Plan

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


def plan_views(
    reading: "Reading",
    plans: Sequence[Plan],
    comments: Sequence[CommentLine],
    names: Mapping[str, str],
    stamps: Stamps,
    today: date,
) -> list[PlanView]:
    """Every version of the plan, the newest first."""
    views: list[PlanView] = []
    for plan in sorted(plans, key=lambda p: (p.version or 0, p.uid), reverse=True):
        goals = reading.page(Goal, {"plan": plan.uid}, order="position")
        lines = tuple(goal_view(reading, goal, names, today) for goal in goals)
        about = {plan.uid, *(goal.uid for goal in goals)}
        said = tuple(c for c in comments if c.about in about)
        review = day_of(plan.review_on)
        views.append(PlanView(plan, lines, said, review, stamps.of(plan.uid)))
    return views


def goal_view(reading: "Reading", goal: Goal, names: Mapping[str, str], today: date) -> GoalView:
    """One goal with its actions in order."""
    actions = reading.page(Action, {"goal": goal.uid}, order="position")
    return GoalView(
        uid=goal.uid,
        words=goal.words,
        person=goal.person,
        person_name=names.get(goal.person, ""),
        baseline=goal.baseline,
        target=goal.target,
        measure=goal.measure,
        done=goal.done,
        of=goal.of,
        due=day_of(goal.due),
        late=_late(goal.due, goal.status, today),
        status=goal.status,
        actions=tuple(_action(action, today) for action in actions),
    )


def _action(action: Action, today: date) -> ActionLine:
    late = _late(action.due, action.status, today)
    return ActionLine(action.uid, action.what, action.who, day_of(action.due), late, action.status)


def _late(due: str, status: str, today: date) -> int | None:
    by = day_of(due)
    return days_late(by, today) if by and status == "open" else None
