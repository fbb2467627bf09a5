"""The support plan: goals in people's own words, actions towards them, their order.

What was agreed to stands: the wording of a version that is signed, approved or with the coordinator
changes only by beginning the next one (`plan_versions`). What is reached and done is always told.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, edit
from socialcase.actions.finding import fetch, found
from socialcase.actions.late_changes import late_in
from socialcase.actions.plan_versions import agree_plan as agree_plan
from socialcase.actions.plan_versions import carry_over, last_plan, make_plan, plan_settled, settled
from socialcase.actions.plan_versions import new_version as new_version
from socialcase.actions.plan_versions import send_plan as send_plan
from socialcase.actions.scope import case_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.ordering import key_after, key_between
from socialcase.cases.planning import FROZEN_ACTION, FROZEN_GOAL, number_in
from socialcase.cases.records import Action, Case, Goal, Plan
from socialcase.errors import BadValue

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


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
    domain: str = "",
    needs: tuple[str, ...] = (),
) -> Done:
    """Add a goal to the plan that is being written; without one, version 1 (or the next) begins.

    A next version takes along what is open in the one before. A goal that is counted (`of`) begins
    where the baseline says, else at 0. `needs`: ids of needs that it is about. The record of the
    result is the goal. Raises NotFound, BadValue.
    """
    fields: dict[str, FieldValue] = {
        "words": words,
        "person": person,
        "baseline": baseline,
        "target": target,
        "measure": measure,
        "of": of,
        "due": due,
        "domain": domain,
        "needs": needs,
    }
    return enter_goal(ws, case, fields)


def enter_goal(ws: Workspace, case: str, fields: Mapping[str, FieldValue]) -> Done:
    """The same with the goal's fields by name. Raises NotFound, NotSettable, BadValue."""
    start = number_in(str(fields.get("baseline") or ""))
    counted = fields.get("of") is not None
    begun = {"done": max(0, start or 0) if counted else None}
    return _new_goal(ws, fetch(ws, Case, case), {**fields, **begun})


def set_goal(ws: Workspace, goal: str, field: str, value: FieldValue) -> Done:
    """Give one field of a goal a value ("done", "status", …).

    Raises NotFound, NotSettable, BadValue; PlanSettled for what was agreed to.
    """
    if field in FROZEN_GOAL:
        _refuse_settled(ws, goal)
    if field == "words" and not str(value or "").strip():
        raise BadValue("goal", "words", "text")
    return edit(ws, "goal", goal, field, value)


def change_goal(ws: Workspace, goal: str, fields: Mapping[str, FieldValue]) -> Done:
    """Give several fields of a goal values in one save. Raises as `set_goal`."""
    if FROZEN_GOAL & fields.keys():
        _refuse_settled(ws, goal)
    if "words" in fields and not str(fields["words"] or "").strip():
        raise BadValue("goal", "words", "text")
    values = checked_fields("goal", fields)
    fetch(ws, Goal, goal)
    with ws.store.transaction(ws.person) as tx:
        for name, value in values.items():
            tx.set(goal, name, value)
    return done(goal, tx)


def add_action(
    ws: Workspace,
    goal: str,
    what: str,
    *,
    who: str = "",
    due: str = "",
    person: str = "",
    provider: str = "",
    with_what: str = "",
) -> Done:
    """Add an action to a goal: `who` in words, or `person` of the family, or a `provider`.

    A settled version takes it, too: what is urgent does not wait. Raises NotFound, BadValue.
    """
    if not what.strip():
        raise BadValue("action", "what", "text")
    with ws.store.reading() as reading:
        the_goal = found(reading, Goal, goal)
        position = key_after(a.position for a in reading.page(Action, {"goal": goal}, limit=5000))
    fields: dict[str, FieldValue] = {"what": what, "who": who, "due": due, "position": position}
    fields |= {"person": person, "provider": provider, "with_what": with_what}
    values = checked_fields("action", {**fields, "case": the_goal.case, "goal": goal})
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("action", the_goal.audience, {**values, "status": "open"})
    return done(uid, tx)


def set_action(ws: Workspace, action: str, field: str, value: FieldValue) -> Done:
    """Give one field of an action a value.

    Raises NotFound, NotSettable, BadValue; PlanSettled for what was agreed to.
    """
    if field in FROZEN_ACTION:
        _refuse_agreed(ws, action)
    if field == "what" and not str(value or "").strip():
        raise BadValue("action", "what", "text")
    if field == "status":
        return _set_status(ws, action, str(value or ""))
    return edit(ws, "action", action, field, value)


def assign_action(
    ws: Workspace, action: str, *, who: str = "", person: str = "", provider: str = ""
) -> Done:
    """Say who does it: somebody of the family, a provider, or whoever is named in words.

    Raises NotFound, BadValue; PlanSettled for what was agreed to.
    """
    _refuse_agreed(ws, action)
    values = checked_fields("action", {"who": who, "person": person, "provider": provider})
    with ws.store.transaction(ws.person) as tx:
        for name in ("who", "person", "provider"):
            tx.set(action, name, values[name])
    return done(action, tx)


def tick_action(ws: Workspace, action: str, *, ticked: bool = True) -> Done:
    """Say that an action is done, today, or open again. Raises NotFound."""
    return _set_status(ws, action, "done" if ticked else "open")


def move_goal(ws: Workspace, goal: str, by: int) -> Done:
    """Move a goal up (-1) or down (1) among those of its version. Raises NotFound, PlanSettled."""
    _refuse_settled(ws, goal)
    with ws.store.reading() as reading:
        own = found(reading, Goal, goal)
        among = reading.page(Goal, {"plan": own.plan}, order="position", limit=5000)
    return _move(ws, goal, [(one.uid, one.position) for one in among], by)


def move_action(ws: Workspace, action: str, by: int) -> Done:
    """Move an action up (-1) or down (1) within its goal. Raises NotFound, PlanSettled."""
    _refuse_agreed(ws, action)
    with ws.store.reading() as reading:
        own = found(reading, Action, action)
        among = reading.page(Action, {"goal": own.goal}, order="position", limit=5000)
    return _move(ws, action, [(one.uid, one.position) for one in among], by)


def place_goal(ws: Workspace, goal: str, before: str) -> Done:
    """Put a goal before another one of its version; `before` "": at the end.

    Raises NotFound, PlanSettled.
    """
    _refuse_settled(ws, goal)
    with ws.store.reading() as reading:
        own = found(reading, Goal, goal)
        among = reading.page(Goal, {"plan": own.plan}, order="position", limit=5000)
    others = [(one.uid, one.position) for one in among if one.uid != goal]
    place = next((n for n, (uid, _) in enumerate(others) if uid == before), len(others))
    return _put(ws, goal, others, place)


def _new_goal(ws: Workspace, case: Case, fields: Mapping[str, FieldValue]) -> Done:
    if not str(fields.get("words") or "").strip():
        raise BadValue("goal", "words", "text")
    values = checked_fields("goal", {**fields, "case": case.uid})
    with ws.store.reading() as reading:
        last = last_plan(reading, case.uid)
        frozen = last is not None and settled(reading, last)
        goals = reading.page(Goal, {"plan": last.uid}, limit=5000) if last else []
        carried = carry_over(reading, last) if last is not None and frozen else None
    position = key_after(goal.position for goal in goals)
    with ws.store.transaction(ws.person) as tx:
        plan = last.uid if last and not frozen else make_plan(tx, case, last)
        if carried is not None:
            carried.write(tx, plan)
        more: dict[str, FieldValue] = {"plan": plan, "status": "open", "position": position}
        uid = tx.create("goal", case_audience(case), {**values, **more})
    return done(uid, tx)


def _set_status(ws: Workspace, action: str, status: str) -> Done:
    values = checked_fields("action", {"status": status})
    before = fetch(ws, Action, action)
    finished = before.done_on or ws.today.isoformat()
    with ws.store.transaction(ws.person) as tx:
        tx.set(action, "status", values["status"])
        tx.set(action, "done_on", finished if status == "done" else None)
    return done(action, tx)


def _move(ws: Workspace, uid: str, among: list[tuple[str, str]], by: int) -> Done:
    place = next(n for n, (one, _) in enumerate(among) if one == uid)
    others = [one for one in among if one[0] != uid]
    return _put(ws, uid, others, min(len(others), max(0, place + by)))


def _put(ws: Workspace, uid: str, others: list[tuple[str, str]], place: int) -> Done:
    """Give `uid` a key at `place` among `others`; all anew where two of them have the same key."""
    keys = [key for _, key in others]
    sound = all(a < b for a, b in pairwise(keys)) and all(keys)
    with ws.store.transaction(ws.person) as tx:
        if sound:
            low = keys[place - 1] if place else ""
            high = keys[place] if place < len(keys) else ""
            tx.set(uid, "position", key_between(low, high))
        else:
            order, key = [one for one, _ in others], ""
            order.insert(place, uid)
            for one in order:
                key = key_between(key, "")
                tx.set(one, "position", key)
    return done(uid, tx)


def _refuse_settled(ws: Workspace, goal: str) -> None:
    with ws.store.reading() as reading:
        _refuse(reading, found(reading, Goal, goal).plan)


def _refuse_agreed(ws: Workspace, action: str) -> None:
    """What was added after the signing was not agreed to yet, and may still be reworded."""
    with ws.store.reading() as reading:
        of_it = found(reading, Action, action)
        goal = reading.get(Goal, of_it.goal)
        if goal is not None and not is_later(reading, action, goal.plan):
            _refuse(reading, goal.plan)


def is_later(reading: "Reading", record: str, plan: str) -> bool:
    """Whether nobody who signed the version has seen `record`: it was begun later, or elsewhere."""
    from socialcase.cases.records import Signature

    signed = [s.uid for s in reading.page(Signature, {"about": plan})]
    return record in late_in(reading, plan, [record], signed).nobody_saw


def _refuse(reading: "Reading", plan: str) -> None:
    found_plan = reading.get(Plan, plan)
    if found_plan is not None and settled(reading, found_plan):
        raise plan_settled(reading, found_plan)
