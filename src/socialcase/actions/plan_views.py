"""Plans with goals, actions and what was said about them, as their page shows them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.case_views import (
    ActionLine,
    CommentLine,
    GoalMeasure,
    GoalView,
    LateLine,
    PlanView,
)
from socialcase.actions.late_changes import Late, LateChange, late_in, records_of
from socialcase.actions.lines import display_name
from socialcase.actions.reviews import ReviewLine, reviews_in
from socialcase.actions.signing import SignatureLine, signatures_in
from socialcase.actions.stamps import Stamps
from socialcase.cases.dates import day_of, days_late
from socialcase.cases.planning import (
    Way,
    course,
    is_frozen,
    number_in,
    part_done,
    time_gone,
)
from socialcase.cases.records import Action, Goal, Person, Plan, Provider, Referral
from socialcase.cases.versions import begun_apart, names_of, newest_first

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000
_WAITING = ("draft", "sent", "accepted", "waiting", "refused")
_HELD_UP = frozenset(("waiting", "refused"))


def plan_views(
    reading: "Reading",
    plans: Sequence[Plan],
    comments: Sequence[CommentLine],
    names: Mapping[str, str],
    stamps: Stamps,
    today: date,
) -> list[PlanView]:
    """Every version of the plan, that in force first."""
    if not plans:
        return []
    desk = _Desk(reading, plans, names, stamps, today)
    return [desk.view(plan, comments) for plan in newest_first(plans)]


class _Desk:
    """What all versions of one case are put together from, read once."""

    def __init__(
        self,
        reading: "Reading",
        plans: Sequence[Plan],
        names: Mapping[str, str],
        stamps: Stamps,
        today: date,
    ) -> None:
        self._reading, self._stamps, self._today = reading, stamps, today
        case = plans[0].case
        of_case = {"case": case}
        goals = reading.page(Goal, of_case, order="position", limit=_MANY)
        actions = reading.page(Action, of_case, order="position", limit=_MANY)
        referrals = reading.page(Referral, {**of_case, "status": _WAITING}, limit=_MANY)
        self._goals: dict[str, list[Goal]] = {}
        for goal in goals:
            self._goals.setdefault(goal.plan, []).append(goal)
        self._actions: dict[str, list[Action]] = {}
        for action in actions:
            self._actions.setdefault(action.goal, []).append(action)
        self._before = {goal.uid: goal.continues for goal in goals}
        self._version_names = names_of(plans, {p.uid: stamps.begun(p.uid) for p in plans})
        self._apart = {plan.uid for plan in begun_apart(plans, goals)}
        self._waits = {r.action: r.status for r in referrals if r.action}
        self._held = {r.goal for r in referrals if r.goal and r.status in _HELD_UP}
        self._reviews = reviews_in(reading, case)
        people = {g.person for g in goals} | {a.person for a in actions}
        self._names = {**names, **_people(reading, people - {""} - names.keys())}
        self._providers = _providers(reading, {a.provider for a in actions} - {""})

    def view(self, plan: Plan, comments: Sequence[CommentLine]) -> PlanView:
        """One version."""
        goals = self._goals.get(plan.uid, [])
        stamp = self._stamps.of(plan.uid)
        signatures = signatures_in(self._reading, plan.uid)
        late = self._late(plan, goals, signatures)
        since = day_of(plan.agreed_on) or stamp.at.date()
        lines = tuple(self._goal(goal, since, late) for goal in goals)
        about = {plan.uid, *(goal.uid for goal in goals)}
        signed = bool(plan.agreed_on) or any(s.how != "refused" for s in signatures)
        return PlanView(
            plan,
            lines,
            tuple(c for c in comments if c.about in about),
            day_of(plan.review_on),
            stamp,
            signatures,
            tuple(r for r in self._reviews if r.plan == plan.uid),
            is_frozen(plan.status, signed=signed),
            self._version_names[plan.uid],
            plan.uid in self._apart,
            tuple(self._late_line("", one) for one in late.of([plan.uid])),
        )

    def _late(self, plan: Plan, goals: Sequence[Goal], signatures: Iterable[SignatureLine]) -> Late:
        """What came into the version after somebody had signed it."""
        signed = [s.uid for s in signatures if s.how != "refused"]
        if not signed:
            return Late({})
        actions = [a for goal in goals for a in self._actions.get(goal.uid, ())]
        return late_in(self._reading, plan.uid, records_of(goals, actions), signed)

    def _late_line(self, about: str, one: LateChange) -> LateLine:
        before, now = (self._said(one.field, value) for value in (one.before, one.now))
        by = self._stamps.name(one.by)
        return LateLine(about, one.field, before, now, one.added, by, one.on, one.unseen_by)

    def _said(self, field: str, value: str) -> str:
        """The name behind an id, any other value as it is."""
        named = {"person": _people, "provider": _providers}.get(field.partition(".")[2])
        return value if named is None else named(self._reading, [value]).get(value, "")

    def _goal_changes(
        self, goal: Goal, actions: Sequence[ActionLine], late: Late
    ) -> Iterable[LateLine]:
        """Of an added goal that it is new; an added action says so of itself."""
        own = late.of([goal.uid])
        added = [one for one in own if one.added and one.field == "goal.words"]
        for one in added or own:
            yield self._late_line(goal.words, one)
        for action in () if added else actions:
            for one in late.of([action.uid]):
                if not one.added:
                    yield self._late_line(action.what, one)

    def _goal(self, goal: Goal, since: date, late: Late) -> GoalView:
        actions = tuple(self._action(a, late) for a in self._actions.get(goal.uid, ()))
        start = number_in(goal.baseline) or 0
        return GoalView(
            uid=goal.uid,
            words=goal.words,
            person=goal.person,
            person_name=self._names.get(goal.person, ""),
            baseline=goal.baseline,
            target=goal.target,
            measure=goal.measure,
            done=goal.done,
            of=goal.of,
            due=day_of(goal.due),
            late=_late(goal.due, goal.status, self._today),
            status=goal.status,
            actions=actions,
            domain=goal.domain,
            needs=goal.needs,
            continues=goal.continues,
            start=start if goal.of is not None else 0,
            course=course(self._way(goal, actions, since)),
            measures=tuple(self._measures(goal.uid)),
            changed=tuple(self._goal_changes(goal, actions, late)),
        )

    def _way(self, goal: Goal, actions: Sequence[ActionLine], since: date) -> Way:
        due = day_of(goal.due)
        open_ones = [a for a in actions if a.status == "open"]
        late = max((a.late for a in open_ones if a.late and a.late > 0), default=None)
        stuck = bool(open_ones) and all(a.waits in _HELD_UP for a in open_ones)
        return Way(
            status=goal.status,
            part=part_of(goal.done, goal.of, number_in(goal.baseline) or 0, actions),
            gone=time_gone(since, due, self._today),
            late=late,
            over=_late(goal.due, goal.status, self._today),
            held_up=stuck or (goal.uid in self._held and not open_ones),
        )

    def _measures(self, goal: str) -> Iterable[GoalMeasure]:
        line = {goal}
        while (goal := self._before.get(goal, "")) and goal not in line:
            line.add(goal)
        for review in self._reviews:
            for one in review.measures:
                if one.goal in line:
                    taken = one.taken or review.held
                    yield GoalMeasure(taken, one.done, one.rating, one.words)

    def _action(self, action: Action, late: Late) -> ActionLine:
        return ActionLine(
            action.uid,
            action.what,
            action.who,
            day_of(action.due),
            _late(action.due, action.status, self._today),
            action.status,
            action.person,
            self._names.get(action.person, ""),
            action.provider,
            self._providers.get(action.provider, ""),
            action.with_what,
            day_of(action.done_on),
            action.continues,
            action.uid in late.nobody_saw,
            self._waits.get(action.uid, ""),
        )


def part_of(
    done: int | None, of: int | None, start: int, actions: Sequence[ActionLine]
) -> float | None:
    """How much of a goal's way lies behind: by its count, else by its actions; None by neither."""
    if of is not None:
        return part_done(start, start if done is None else done, of)
    steps = [a for a in actions if a.status != "dropped"]
    return sum(1 for a in steps if a.status == "done") / len(steps) if steps else None


def of_version(reviews: Sequence[ReviewLine]) -> ReviewLine | None:
    """The review that is open, None where none is."""
    return next((one for one in reviews if not one.decision), None)


def _people(reading: "Reading", uids: Iterable[str]) -> dict[str, str]:
    found = reading.page(Person, {"uid": tuple(uids)}, limit=_MANY)
    return {person.uid: display_name(person) for person in found}


def _providers(reading: "Reading", uids: Iterable[str]) -> dict[str, str]:
    found = reading.page(Provider, {"uid": tuple(uids)}, limit=_MANY)
    return {one.uid: one.name for one in found}


def _late(due: str, status: str, today: date) -> int | None:
    by = day_of(due)
    return days_late(by, today) if by and status in ("open", "") else None
