"""Plans with goals, actions and what was said about them, as their page shows them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.case_views import (
    ActionLine,
    CommentLine,
    GoalMeasure,
    GoalView,
    PlanView,
)
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
    """Every version of the plan, the newest first."""
    if not plans:
        return []
    desk = _Desk(reading, plans[0].case, names, today)
    newest_first = sorted(plans, key=lambda p: (p.version or 0, p.uid), reverse=True)
    return [desk.view(plan, comments, stamps) for plan in newest_first]


class _Desk:
    """What all versions of one case are put together from, read once."""

    def __init__(
        self, reading: "Reading", case: str, names: Mapping[str, str], today: date
    ) -> None:
        self._reading, self._today = reading, today
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
        self._waits = {r.action: r.status for r in referrals if r.action}
        self._held = {r.goal for r in referrals if r.goal and r.status in _HELD_UP}
        self._reviews = reviews_in(reading, case)
        people = {g.person for g in goals} | {a.person for a in actions}
        self._names = {**names, **_people(reading, people - {""} - names.keys())}
        self._providers = _providers(reading, {a.provider for a in actions} - {""})

    def view(self, plan: Plan, comments: Sequence[CommentLine], stamps: Stamps) -> PlanView:
        """One version."""
        goals = self._goals.get(plan.uid, [])
        stamp = stamps.of(plan.uid)
        signatures = signatures_in(self._reading, plan.uid)
        later = self._later(goals, signatures)
        since = day_of(plan.agreed_on) or stamp.at.date()
        lines = tuple(self._goal(goal, since, later) for goal in goals)
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
        )

    def _later(self, goals: Iterable[Goal], signatures: Iterable[SignatureLine]) -> set[str]:
        """The actions that were begun after the version was signed."""
        signed = [s.uid for s in signatures if s.how != "refused"]
        if not signed:
            return set()
        actions = [a.uid for goal in goals for a in self._actions.get(goal.uid, ())]
        stamps = self._reading.stamps([*actions, *signed])
        first = min((stamps[s].wall for s in signed if s in stamps), default=0)
        return {a for a in actions if a in stamps and stamps[a].wall > first}

    def _goal(self, goal: Goal, since: date, later: set[str]) -> GoalView:
        actions = tuple(self._action(a, later) for a in self._actions.get(goal.uid, ()))
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

    def _action(self, action: Action, later: set[str]) -> ActionLine:
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
            action.uid in later,
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
    found = (reading.get(Person, uid) for uid in uids)
    return {person.uid: display_name(person) for person in found if person is not None}


def _providers(reading: "Reading", uids: Iterable[str]) -> dict[str, str]:
    found = (reading.get(Provider, uid) for uid in uids)
    return {one.uid: one.name for one in found if one is not None}


def _late(due: str, status: str, today: date) -> int | None:
    by = day_of(due)
    return days_late(by, today) if by and status in ("open", "") else None
