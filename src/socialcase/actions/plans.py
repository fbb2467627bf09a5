"""The support plan: versions, goals in people's own words, actions towards them."""

from socialcase.actions.done import Done
from socialcase.actions.editing import FieldValue
from socialcase.actions.workspaces import Workspace


def add_goal(
    ws: Workspace,
    case: str,
    words: str,
    *,
    person: str = "",
    baseline: str = "",
    target: str = "",
    measure: str = "",
    of: int | None = None,
    due: str = "",
) -> Done:
    """Add a goal to the plan that is being written; without one, version 1 (or the next) begins.

    The record of the result is the goal. Raises NotFound, BadValue.
    """
    raise NotImplementedError


def set_goal(ws: Workspace, goal: str, field: str, value: FieldValue) -> Done:
    """Give one field of a goal a value ("done", "status", …).

    Raises NotFound, NotSettable, BadValue.
    """
    raise NotImplementedError


def add_action(ws: Workspace, goal: str, what: str, *, who: str = "", due: str = "") -> Done:
    """Add an action to a goal. Raises NotFound, BadValue."""
    raise NotImplementedError


def set_action(ws: Workspace, action: str, field: str, value: FieldValue) -> Done:
    """Give one field of an action a value. Raises NotFound, NotSettable, BadValue."""
    raise NotImplementedError


def tick_action(ws: Workspace, action: str, *, ticked: bool = True) -> Done:
    """Say that an action is done (or open again). Raises NotFound."""
    raise NotImplementedError


def send_plan(ws: Workspace, plan: str) -> Done:
    """Give the plan to the coordinator: it goes with the next bundle.

    Raises NotFound, MissingForStep.
    """
    raise NotImplementedError


def agree_plan(ws: Workspace, plan: str, by: str, on: str = "") -> Done:
    """Say who of the family agreed to the plan, today unless `on`; sets the review date.

    Raises NotFound, BadValue.
    """
    raise NotImplementedError


def new_version(ws: Workspace, case: str) -> Done:
    """Begin the next version of the plan with the open goals and actions of the last one.

    Raises NotFound. The record of the result is the plan.
    """
    raise NotImplementedError
