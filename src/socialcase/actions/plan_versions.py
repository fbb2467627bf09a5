"""Versions of the support plan: settled once agreed to, and what the next one takes along."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, day, edit, past_day
from socialcase.actions.finding import fetch, found
from socialcase.actions.norms import norms_in
from socialcase.actions.scope import case_audience
from socialcase.actions.version_names import version_names
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import parse_day
from socialcase.cases.deadlines import review_due
from socialcase.cases.norms import Norms
from socialcase.cases.planning import FROZEN_PLAN, is_frozen
from socialcase.cases.records import Action, Case, Goal, Plan, Signature
from socialcase.cases.versions import begun_apart, in_force
from socialcase.errors import BadValue, MissingForStep, PlanSettled
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_MANY = 5000
_GOAL = ("person", "words", "baseline", "target", "measure", "done", "of", "due", "domain", "needs")
_ACTION = ("what", "who", "due", "position", "person", "provider", "with_what")


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What the next version takes along from the one before, and what stays behind in it.

    `goals`: open goals with their open actions. `left_goals`: met or dropped. `left_actions`: done
    or dropped ones of the goals that go along. `apart`: versions begun apart, whose open goals are
    among `goals`. `name`: what `plan` is called, as "2" or "2a".
    """

    plan: Plan
    goals: tuple[tuple[Goal, tuple[Action, ...]], ...]
    left_goals: tuple[Goal, ...]
    left_actions: tuple[Action, ...]
    apart: tuple[str, ...] = ()
    name: str = ""

    def write(self, tx: "Transaction", plan: str) -> None:
        """Enter it into version `plan`, each with where it comes from."""
        for other in self.apart:
            tx.set(other, "gave_way", plan)
        for name in FROZEN_PLAN:
            if getattr(self.plan, name):
                tx.set(plan, name, getattr(self.plan, name))
        for goal, actions in self.goals:
            carry_goal(tx, plan, goal, actions)


def settled(reading: "Reading", plan: Plan) -> bool:
    """Whether the wording of a version stands: given to the coordinator, approved or signed."""
    return is_frozen(plan.status, signed=bool(plan.agreed_on) or _signed(reading, plan.uid))


def plan_settled(reading: "Reading", plan: Plan) -> PlanSettled:
    """What is raised where something was to change in a version that stands."""
    return PlanSettled(version_names(reading, (plan,))[plan.uid])


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
    agreed = past_day(ws, "plan", "agreed_on", on)
    with ws.store.reading() as reading:
        the_plan = found(reading, Plan, plan)
        review = next_review(reading, the_plan, parse_day(agreed))
    with ws.store.transaction(ws.person) as tx:
        write_agreement(tx, the_plan, by, agreed, review)
    return done(plan, tx)


def next_review(reading: "Reading", plan: Plan, since: date) -> date:
    """When a version is to be looked at again after `since`, by the risk level of its case."""
    case = reading.get(Case, plan.case)
    norms: Norms = norms_in(reading)
    return review_due(case.risk_level if case else "", since, norms)


def write_agreement(tx: "Transaction", plan: Plan, by: str, agreed: str, review: date) -> None:
    """Enter who agreed and when, and when to look at the plan again unless that is set."""
    tx.set(plan.uid, "agreed_by", by)
    tx.set(plan.uid, "agreed_on", agreed)
    if not plan.review_on:
        tx.set(plan.uid, "review_on", review.isoformat())


def set_plan(ws: Workspace, plan: str, field: str, value: FieldValue) -> Done:
    """Give one field of a version a value ("own_view", "crisis", "review_on", …).

    Raises NotFound, NotSettable, BadValue; PlanSettled for what was agreed to.
    """
    if field in FROZEN_PLAN:
        with ws.store.reading() as reading:
            the_plan = found(reading, Plan, plan)
            if settled(reading, the_plan):
                raise plan_settled(reading, the_plan)
    if field in ("case", "version", "status", "gave_way"):
        raise BadValue("plan", field, "review_on")
    return edit(ws, "plan", plan, field, value)


def give_copy(ws: Workspace, plan: str, language: str, to: str, on: str = "") -> Done:
    """Say that a copy was given, in which language and to whom. Raises NotFound, BadValue."""
    if not to.strip():
        raise BadValue("plan", "copy.to", "text")
    given = day("plan", "copy.date", on or ws.today.isoformat())
    return edit(ws, "plan", plan, "copy", {"date": given, "language": language, "to": to.strip()})


def next_version_takes(ws: Workspace, case: str) -> CarryOver | None:
    """What a next version would take along and leave behind; None without a plan.

    Raises NotFound.
    """
    with ws.store.reading() as reading:
        found(reading, Case, case)
        last = last_plan(reading, case)
        return carry_over(reading, last) if last else None


def new_version(ws: Workspace, case: str) -> Done:
    """Begin the next version of the plan with the open goals and actions of the last one.

    Raises NotFound. The record of the result is the plan.
    """
    the_case = fetch(ws, Case, case)
    carried = next_version_takes(ws, case)
    with ws.store.transaction(ws.person) as tx:
        plan = make_plan(tx, the_case, carried.plan if carried else None)
        if carried is not None:
            carried.write(tx, plan)
    return done(plan, tx)


def last_plan(reading: "Reading", case: str) -> Plan | None:
    """The version that is worked with, None where there is no plan yet."""
    return in_force(plans_of(reading, case))


def plans_of(reading: "Reading", case: str) -> list[Plan]:
    """Every version of a case's plan."""
    return list(reading.page(Plan, {"case": case}, order="version", limit=_MANY))


def make_plan(tx: "Transaction", case: Case, last: Plan | None) -> str:
    """Enter the version after `last`, empty; gives its id."""
    version = (last.version or 0) + 1 if last else 1
    values: dict[str, FieldValue] = {"case": case.uid, "version": version, "status": "draft"}
    return tx.create("plan", case_audience(case), values)


def carry_over(reading: "Reading", plan: Plan) -> CarryOver:
    """What of a version is still open, and what is not.

    Two laptops may have begun a version apart: what only the other one has goes along, too, unless
    somebody has said what becomes of it.
    """
    apart, others = _only_apart(reading, plan)
    goals = [*goals_of(reading, plan.uid), *others]
    kept = [goal for goal in goals if goal.status in ("open", "")]
    of_goals = {"goal": tuple(goal.uid for goal in kept)}
    actions = reading.page(Action, of_goals, order="position", limit=_MANY) if kept else []
    waiting = [a for a in actions if a.status in ("open", "")]
    pairs = tuple((g, tuple(a for a in waiting if a.goal == g.uid)) for g in kept)
    left = tuple(a for a in actions if a not in waiting)
    gone = tuple(g for g in goals if g not in kept)
    name = version_names(reading, (plan,))[plan.uid]
    return CarryOver(plan, pairs, gone, left, apart, name)


def goals_of(reading: "Reading", plan: str) -> list[Goal]:
    """The goals of a version in their order."""
    return list(reading.page(Goal, {"plan": plan}, order="position", limit=_MANY))


def _only_apart(reading: "Reading", plan: Plan) -> tuple[tuple[str, ...], list[Goal]]:
    """The versions that were begun apart, and those of their goals that `plan` does not have."""
    plans = plans_of(reading, plan.case)
    if len({one.version for one in plans}) == len(plans):
        return (), []
    goals = reading.page(Goal, {"case": plan.case}, order="position", limit=_MANY)
    apart = tuple(one.uid for one in begun_apart(plans, goals) if one.uid != plan.uid)
    known = {goal.continues for goal in goals if goal.plan == plan.uid} - {""}
    others = [g for g in goals if g.plan in apart and not {g.uid, g.continues} & known]
    return apart, others


def _signed(reading: "Reading", plan: str) -> bool:
    signed = reading.page(Signature, {"about": plan})
    return any(one.how != "refused" for one in signed)


def carry_goal(
    tx: "Transaction", plan: str, goal: Goal, actions: Iterable[Action], position: str = ""
) -> str:
    """Enter a goal of another version with these actions into `plan`; gives its new id."""
    kept: dict[str, FieldValue] = {name: getattr(goal, name) for name in _GOAL}
    fixed: dict[str, FieldValue] = {"case": goal.case, "plan": plan, "status": "open"}
    fixed |= {"position": position or goal.position, "continues": goal.uid}
    new = tx.create("goal", goal.audience, {**_filled(kept), **fixed})
    for action in actions:
        carry_action(tx, new, action)
    return new


def carry_action(tx: "Transaction", goal: str, action: Action, position: str = "") -> None:
    """Enter an action of another version under `goal`."""
    values: dict[str, FieldValue] = {name: getattr(action, name) for name in _ACTION}
    ids: dict[str, FieldValue] = {"case": action.case, "goal": goal, "status": "open"}
    ids |= {"continues": action.uid, "position": position or action.position}
    tx.create("action", action.audience, {**_filled(values), **ids})


def _filled(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    return {name: value for name, value in fields.items() if value not in (None, "", ())}
