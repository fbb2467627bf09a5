"""The support plan: versions, goals in people's own words, actions towards them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, day, edit
from socialcase.actions.finding import fetch, found
from socialcase.actions.scope import case_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import parse_day
from socialcase.cases.ordering import key_after
from socialcase.cases.records import Action, Case, Goal, Plan
from socialcase.cases.rules import review_due
from socialcase.errors import BadValue, MissingForStep

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_CARRIED_GOAL = ("person", "words", "baseline", "target", "measure", "done", "of", "due")
_CARRIED_ACTION = ("what", "who", "due", "position")


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

    A goal that is counted (`of`) begins at 0. The record of the result is the goal.
    Raises NotFound, BadValue.
    """
    fields: dict[str, FieldValue] = {
        "words": words,
        "person": person,
        "baseline": baseline,
        "target": target,
        "measure": measure,
        "of": of,
        "done": None if of is None else 0,
        "due": due,
    }
    return _new_goal(ws, fetch(ws, Case, case), fields)


def set_goal(ws: Workspace, goal: str, field: str, value: FieldValue) -> Done:
    """Give one field of a goal a value ("done", "status", …).

    Raises NotFound, NotSettable, BadValue.
    """
    return edit(ws, "goal", goal, field, value)


def add_action(ws: Workspace, goal: str, what: str, *, who: str = "", due: str = "") -> Done:
    """Add an action to a goal. Raises NotFound, BadValue."""
    if not what.strip():
        raise BadValue("action", "what", "text")
    with ws.store.reading() as reading:
        the_goal = found(reading, Goal, goal)
        position = key_after(a.position for a in reading.page(Action, {"goal": goal}))
    fields: dict[str, FieldValue] = {"what": what, "who": who, "due": due, "position": position}
    values = checked_fields("action", {**fields, "case": the_goal.case, "goal": goal})
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("action", the_goal.audience, {**values, "status": "open"})
    return done(uid, tx)


def set_action(ws: Workspace, action: str, field: str, value: FieldValue) -> Done:
    """Give one field of an action a value. Raises NotFound, NotSettable, BadValue."""
    return edit(ws, "action", action, field, value)


def tick_action(ws: Workspace, action: str, *, ticked: bool = True) -> Done:
    """Say that an action is done (or open again). Raises NotFound."""
    return edit(ws, "action", action, "status", "done" if ticked else "open")


def send_plan(ws: Workspace, plan: str) -> Done:
    """Give the plan to the coordinator: it goes with the next bundle.

    Raises NotFound, MissingForStep.
    """
    with ws.store.reading() as reading:
        found(reading, Plan, plan)
        goals = reading.count(Goal, {"plan": plan})
    if not goals:
        raise MissingForStep("planned", ("goal",))
    return edit(ws, "plan", plan, "status", "sent")


def agree_plan(ws: Workspace, plan: str, by: str, on: str = "") -> Done:
    """Say who of the family agreed to the plan, today unless `on`; sets the review date.

    Raises NotFound, BadValue.
    """
    agreed = day("plan", "agreed_on", on or ws.today.isoformat())
    with ws.store.reading() as reading:
        the_plan = found(reading, Plan, plan)
        risk = found(reading, Case, the_plan.case).risk_level
    with ws.store.transaction(ws.person) as tx:
        tx.set(plan, "agreed_by", by)
        tx.set(plan, "agreed_on", agreed)
        if not the_plan.review_on:
            tx.set(plan, "review_on", review_due(risk, parse_day(agreed)).isoformat())
    return done(plan, tx)


def new_version(ws: Workspace, case: str) -> Done:
    """Begin the next version of the plan with the open goals and actions of the last one.

    Raises NotFound. The record of the result is the plan.
    """
    with ws.store.reading() as reading:
        the_case = found(reading, Case, case)
        last = _last_plan(reading, case)
        goals = _open_goals(reading, last.uid) if last else []
    with ws.store.transaction(ws.person) as tx:
        plan = _make_plan(tx, the_case, last)
        for goal, actions in goals:
            _carry(tx, plan, goal, actions)
    return done(plan, tx)


def _new_goal(ws: Workspace, case: Case, fields: Mapping[str, FieldValue]) -> Done:
    if not str(fields["words"]).strip():
        raise BadValue("goal", "words", "text")
    values = checked_fields("goal", {**fields, "case": case.uid})
    with ws.store.reading() as reading:
        last = _last_plan(reading, case.uid)
        goals = reading.page(Goal, {"plan": last.uid}) if last else []
    writable = last is not None and last.status in ("draft", "returned")
    position = key_after(goal.position for goal in goals) if writable else key_after(())
    with ws.store.transaction(ws.person) as tx:
        plan = last.uid if last and writable else _make_plan(tx, case, last)
        more: dict[str, FieldValue] = {"plan": plan, "status": "open", "position": position}
        uid = tx.create("goal", case_audience(case), {**values, **more})
    return done(uid, tx)


def _last_plan(reading: "Reading", case: str) -> Plan | None:
    plans = reading.page(Plan, {"case": case}, order="version", descending=True, limit=1)
    return plans[0] if plans else None


def _make_plan(tx: "Transaction", case: Case, last: Plan | None) -> str:
    version = (last.version or 0) + 1 if last else 1
    values: dict[str, FieldValue] = {"case": case.uid, "version": version, "status": "draft"}
    return tx.create("plan", case_audience(case), values)


def _open_goals(reading: "Reading", plan: str) -> list[tuple[Goal, list[Action]]]:
    goals = reading.page(Goal, {"plan": plan, "status": "open"}, order="position")
    return [(goal, _open_actions(reading, goal.uid)) for goal in goals]


def _open_actions(reading: "Reading", goal: str) -> list[Action]:
    return reading.page(Action, {"goal": goal, "status": "open"}, order="position")


def _carry(tx: "Transaction", plan: str, goal: Goal, actions: list[Action]) -> None:
    kept: dict[str, FieldValue] = {name: getattr(goal, name) for name in _CARRIED_GOAL}
    fixed: dict[str, FieldValue] = {"case": goal.case, "plan": plan, "status": "open"}
    fixed["position"] = goal.position
    new = tx.create("goal", goal.audience, {**_filled(kept), **fixed})
    for action in actions:
        values: dict[str, FieldValue] = {n: getattr(action, n) for n in _CARRIED_ACTION}
        ids: dict[str, FieldValue] = {"case": goal.case, "goal": new, "status": "open"}
        tx.create("action", action.audience, {**_filled(values), **ids})


def _filled(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    return {name: value for name, value in fields.items() if value not in (None, "")}
