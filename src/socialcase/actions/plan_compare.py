"""Two versions of a plan side by side, read from what is kept."""

from collections.abc import Mapping, Sequence

from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import ActionLine, CaseFile, GoalView, PlanView
from socialcase.actions.finding import fetch
from socialcase.actions.workspaces import Workspace
from socialcase.cases.plan_compare import Aim, LineChange, Step, compare, compare_text
from socialcase.cases.planning import FROZEN_PLAN
from socialcase.cases.records import Case
from socialcase.errors import NotFound
from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from `older` to `newer`: the texts of the plan, then goal by goal."""

    older: PlanView
    newer: PlanView
    lines: tuple[LineChange, ...]


def compare_versions(ws: Workspace, case: str, older: str, newer: str) -> Comparison:
    """What was added, dropped, changed and reached between two versions, by name ("2", "2b").

    Raises NotFound.
    """
    fetch(ws, Case, case)
    return compared_by_name(versions_of(case_file(ws, case)), older, newer)


def versions_of(file: CaseFile) -> tuple[PlanView, ...]:
    """Every version of a case's plan, the newest first."""
    return (*((file.plan,) if file.plan else ()), *file.older_plans)


def compared_by_name(views: Sequence[PlanView], older: str, newer: str) -> Comparison:
    """The same of versions that were read already, by their names. Raises NotFound."""
    return compared(views, version_named(views, older), version_named(views, newer))


def compared(views: Sequence[PlanView], older: PlanView, newer: PlanView) -> Comparison:
    """The same of views that were read already; `views`: all versions."""
    before = {g.uid: g.continues for view in views for g in view.goals}
    before |= {a.uid: a.continues for view in views for g in view.goals for a in g.actions}
    lines = compare(
        [_aim(goal, before) for goal in older.goals], [_aim(goal, before) for goal in newer.goals]
    )
    texts = (
        compare_text(f"plan.{name}", getattr(older.plan, name), getattr(newer.plan, name))
        for name in FROZEN_PLAN
    )
    return Comparison(older, newer, (*(text for text in texts if text is not None), *lines))


def version_named(views: Sequence[PlanView], name: str) -> PlanView:
    """The version with a name; by a number that two have, that in force. Raises NotFound."""
    exactly = [view for view in views if view.name == name]
    alike = [view for view in views if str(view.plan.version or 1) == name]
    for view in (*exactly, *alike):
        return view
    raise NotFound("plan", name)


def _aim(goal: GoalView, before: Mapping[str, str]) -> Aim:
    count = "" if goal.of is None else f"{goal.done or 0} / {goal.of}"
    facts = (
        ("goal.person", goal.person_name),
        ("goal.domain", goal.domain),
        ("goal.measure", goal.measure),
        ("goal.baseline", goal.baseline),
        ("goal.target", goal.target),
        ("goal.done", count),
        ("goal.due", goal.due.isoformat() if goal.due else ""),
    )
    steps = tuple(_step(action, before) for action in goal.actions)
    line = _line_of(goal.continues, before)
    return Aim(goal.uid, line, goal.words, goal.status, _known(facts), steps)


def _step(action: ActionLine, before: Mapping[str, str]) -> Step:
    facts = (
        ("action.who", ", ".join(who_of(action))),
        ("action.with_what", action.with_what),
        ("action.due", action.due.isoformat() if action.due else ""),
    )
    line = _line_of(action.continues, before)
    return Step(action.uid, line, action.what, action.status, _known(facts))


def who_of(action: ActionLine) -> tuple[str, ...]:
    """Everybody who does it: of the family, of a provider, and whoever is named in words."""
    said = (action.person_name, action.provider_name, action.who)
    return tuple(dict.fromkeys(name for name in said if name))


def _line_of(uid: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """Every earlier form of a goal or action; a circle, which only a stranger makes, ends it."""
    found: list[str] = []
    while uid and uid not in found:
        found.append(uid)
        uid = before.get(uid, "")
    return tuple(found)


def _known(facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in facts if value)
