"""A version of the plan that two laptops began apart: compared, taken from, settled by a person.

Nothing is dropped: the version that gives way stays to be read and compared, and every act here
can be undone.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from socialcase.actions.case_views import PlanView
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue
from socialcase.actions.finding import found
from socialcase.actions.plan_versions import (
    carry_action,
    carry_goal,
    goals_of,
    plan_settled,
    settled,
)
from socialcase.actions.workspaces import Workspace
from socialcase.cases.ordering import key_after
from socialcase.cases.planning import FROZEN_ACTION, FROZEN_GOAL, FROZEN_PLAN
from socialcase.cases.records import Action, Goal, Plan
from socialcase.errors import NotFound
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_MANY = 5000


@dataclass(frozen=True, slots=True)
class OtherGoal:
    """A goal of the version begun apart. `alike`: the goal here that it is the same as, "" if none.

    `differs`: fields ("goal.due") and, with "action.what", actions that are not as they are here.
    """

    goal: Goal
    alike: str
    differs: tuple[str, ...]


def goals_apart(ws: Workspace, plan: str, other: str) -> list[OtherGoal]:
    """What `other` has that `plan` has not, or has otherwise: its open goals, in their order.

    Raises NotFound.
    """
    with ws.store.reading() as reading:
        found(reading, Plan, plan)
        found(reading, Plan, other)
        return _Apart(reading, plan).all_of(other)


def take_goal(ws: Workspace, plan: str, goal: str) -> Done:
    """Take a goal of another version into `plan` with its open actions.

    A goal that is there already gets its wording, and the actions that it lacks. The record of
    the result is the goal in `plan`. Raises NotFound, PlanSettled.
    """
    with ws.store.reading() as reading:
        _refuse_settled(reading, plan)
        apart = _Apart(reading, plan)
        one = apart.of(found(reading, Goal, goal))
    with ws.store.transaction(ws.person) as tx:
        uid = apart.take(tx, one)
    return done(uid, tx)


def join_versions(ws: Workspace, plan: str, other: str) -> Done:
    """Take everything into `plan` that only `other` has; `other` then gives way. One save.

    What both have in different words stays as it is in `plan`. Raises NotFound, PlanSettled.
    """
    with ws.store.reading() as reading:
        kept = _refuse_settled(reading, plan)
        given = _same_case(reading, kept, other)
        apart = _Apart(reading, plan)
        new = apart.all_of(other)
    with ws.store.transaction(ws.person) as tx:
        for one in new:
            apart.take(tx, one, rewording=False)
        for name in FROZEN_PLAN:
            if getattr(given, name) and not getattr(kept, name):
                tx.set(plan, name, getattr(given, name))
        _give_way(tx, given, kept)
    return done(plan, tx)


def keep_version(ws: Workspace, plan: str, instead_of: str) -> Done:
    """Say that `plan` stands and the other one gives way; both stay to be read.

    Raises NotFound.
    """
    with ws.store.reading() as reading:
        kept = found(reading, Plan, plan)
        other = _same_case(reading, kept, instead_of)
    with ws.store.transaction(ws.person) as tx:
        _give_way(tx, other, kept)
    return done(plan, tx)


def first_apart(views: Sequence[PlanView]) -> PlanView | None:
    """Of the versions of a case the first of which nobody has said what becomes of it."""
    return next((view for view in views if view.apart), None)


def _give_way(tx: "Transaction", other: Plan, kept: Plan) -> None:
    tx.set(other.uid, "gave_way", kept.uid)
    if kept.gave_way:
        tx.set(kept.uid, "gave_way", None)


def _same_case(reading: "Reading", plan: Plan, other: str) -> Plan:
    found_other = found(reading, Plan, other)
    if found_other.case != plan.case or other == plan.uid:
        raise NotFound("plan", other)
    return found_other


def _refuse_settled(reading: "Reading", plan: str) -> Plan:
    kept = found(reading, Plan, plan)
    if settled(reading, kept):
        raise plan_settled(reading, kept)
    return kept


class _Apart:
    """The goals and actions of one version, to lay those of another beside them."""

    def __init__(self, reading: "Reading", plan: str) -> None:
        self._plan = plan
        self._mine = goals_of(reading, plan)
        case = found(reading, Plan, plan).case
        actions = reading.page(Action, {"case": case}, order="position", limit=_MANY)
        self._actions: dict[str, list[Action]] = {}
        for action in actions:
            self._actions.setdefault(action.goal, []).append(action)
        self._reading = reading

    def all_of(self, other: str) -> list[OtherGoal]:
        goals = [g for g in goals_of(self._reading, other) if g.status in ("open", "")]
        return [one for one in map(self.of, goals) if not one.alike or one.differs]

    def of(self, goal: Goal) -> OtherGoal:
        mine = next((one for one in self._mine if _alike(one, goal)), None)
        if mine is None:
            return OtherGoal(goal, "", ())
        fields = [
            f"goal.{name}"
            for name in sorted(FROZEN_GOAL - {"needs"})
            if getattr(mine, name) != getattr(goal, name)
        ]
        if self._lacking(mine.uid, goal.uid) or self._reworded(mine.uid, goal.uid):
            fields.append("action.what")
        return OtherGoal(goal, mine.uid, tuple(fields))

    def take(self, tx: "Transaction", one: OtherGoal, *, rewording: bool = True) -> str:
        """Enter a goal into this version; `rewording`: a goal that is here is worded as there."""
        goal = one.goal
        if not one.alike:
            position = key_after(mine.position for mine in self._mine)
            uid = carry_goal(tx, self._plan, goal, self._open(goal.uid), position)
            self._mine.append(Goal(uid, position=position, continues=goal.uid))
            return uid
        if rewording:
            for name in sorted(FROZEN_GOAL):
                _set(tx, one.alike, name, getattr(goal, name))
            for mine, theirs in self._reworded(one.alike, goal.uid):
                for name in sorted(FROZEN_ACTION):
                    _set(tx, mine.uid, name, getattr(theirs, name))
        for action in self._lacking(one.alike, goal.uid):
            carry_action(tx, one.alike, action)
        return one.alike

    def _open(self, goal: str) -> list[Action]:
        return [a for a in self._actions.get(goal, ()) if a.status in ("open", "")]

    def _lacking(self, mine: str, theirs: str) -> list[Action]:
        """Open actions there that are not here."""
        here = self._actions.get(mine, ())
        return [a for a in self._open(theirs) if not any(_alike(one, a) for one in here)]

    def _reworded(self, mine: str, theirs: str) -> list[tuple[Action, Action]]:
        """The same actions in other words."""
        pairs = ((m, t) for m in self._actions.get(mine, ()) for t in self._open(theirs))
        return [
            (m, t)
            for m, t in pairs
            if _alike(m, t) and any(getattr(m, n) != getattr(t, n) for n in FROZEN_ACTION)
        ]


def _alike(mine: Goal | Action, theirs: Goal | Action) -> bool:
    """Whether both go on with the same one, or one with the other, or read alike."""
    if theirs.uid == mine.continues or mine.uid == theirs.continues:
        return True
    if mine.continues or theirs.continues:
        return mine.continues == theirs.continues
    return _words(mine) == _words(theirs)


def _words(one: Goal | Action) -> str:
    return (one.words if isinstance(one, Goal) else one.what).strip()


def _set(tx: "Transaction", record: str, field: str, value: FieldValue) -> None:
    tx.set(record, field, value if value not in ("", ()) else None)
