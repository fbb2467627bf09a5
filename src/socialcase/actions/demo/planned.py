"""The support plan of a family of the demo: written, signed, looked at again, its next version."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from socialcase.actions.demo.events import Event
from socialcase.actions.demo.family import DemoAction, DemoGoal, DemoPlan
from socialcase.actions.demo.family_parts import DemoMeasure, DemoReview, DemoSignature
from socialcase.actions.demo.work import Work
from socialcase.actions.plan_versions import give_copy, set_plan
from socialcase.actions.plans import (
    add_action,
    add_goal,
    agree_plan,
    send_plan,
    set_goal,
    tick_action,
)
from socialcase.actions.reviews import begin_review, decide_review, measure_goal, set_review
from socialcase.actions.signing import Strokes, sign
from socialcase.cases.planning import FROZEN_PLAN
from socialcase.cases.records import Goal

APPROVED_FROM = (-89, -12)
"""From these days on the plans are approved that were with the coordinator a day before."""
_MINUTES = 2.0
_PEN: Strokes = (
    ((90, 270), (150, 60), (210, 278), (260, 128), (330, 255), (400, 165), (470, 248)),
    ((470, 248), (560, 188), (640, 255), (720, 172), (800, 240), (930, 202)),
)
"""How somebody of the demo draws their name: a third as high as wide, as the field for it is."""


@dataclass(slots=True)
class Planned:
    """What happens with the plan of one family."""

    work: Work

    def events(self) -> Iterator[Event]:
        """Everything that happens with the plan."""
        family, plan = self.work.family, self.work.family.plan
        if plan is None:
            return
        yield self.work.event(plan.sent, 4, self.write)
        if plan.agreed is not None:
            agreed = max(plan.agreed, next(day for day in APPROVED_FROM if day >= plan.sent))
            for signature in family.signatures:
                yield self.work.event(max(signature.day, agreed), 5, partial(self.sign, signature))
            signed = (one.day for one in family.signatures if one.how != "refused")
            begun = max(agreed, min(signed, default=agreed))
            yield self.work.event(begun, 6, partial(self.begin_service, plan))
        for number, goal in enumerate(family.goals, start=1):
            yield from self._goal_events(number, goal, plan.sent)
        for review in family.reviews:
            yield self.work.event(review.day, 7, partial(self.review, review))
        if plan.again is not None:
            yield self.work.event(plan.again, 8, self.write_next)
        if family.case.status == "closing":
            yield self.work.event(-9, 7, partial(self.work.reach, "under_review"))

    def _goal_events(self, number: int, goal: DemoGoal, written: int) -> Iterator[Event]:
        for step in goal.actions:
            if step.done:
                yield self.work.event(max(step.due, written), 6, partial(self._tick, number, step))
        for day, done in goal.progress:
            yield self.work.event(day, 6, partial(self._set, number, "done", done))
        if goal.met is not None:
            yield self.work.event(goal.met, 7, partial(self._set, number, "status", "met"))

    def _tick(self, number: int, step: DemoAction) -> None:
        tick_action(self.work.ws, self.work.actions[number, step.what])

    def _set(self, number: int, name: str, value: str | int) -> None:
        set_goal(self.work.ws, self.work.goals[number], name, value)

    def write(self) -> None:
        """Goals and actions in the family's words, and the plan to the coordinator."""
        work, plan = self.work, self.work.family.plan
        self._add_goals(1)
        for name in FROZEN_PLAN:
            if plan is not None and getattr(plan, name):
                set_plan(work.ws, self.work.plan, name, getattr(plan, name))
        work.reach("planned")
        send_plan(work.ws, self.work.plan)

    def write_next(self) -> None:
        """The goals that a review added, and the next version to the coordinator."""
        self._add_goals(2)
        send_plan(self.work.ws, self.work.plan)

    def _add_goals(self, version: int) -> None:
        for number, goal in enumerate(self.work.family.goals, start=1):
            if goal.version == version:
                self._add_goal(number, goal)

    def _add_goal(self, number: int, goal: DemoGoal) -> None:
        work = self.work
        added = add_goal(
            work.ws,
            work.case,
            goal.words,
            person=work.people.get(goal.person, ""),
            baseline=goal.baseline,
            target=goal.target,
            measure=goal.measure,
            of=goal.of,
            due=work.on(goal.due),
            domain=goal.domain,
            needs=tuple(work.needs[need - 1] for need in goal.needs),
        )
        self.work.goals[number] = added.record
        self.work.plan = self.work.plan or added.records("plan")[0]
        for step in goal.actions:
            self._add_action(number, added.record, step)
        work.clock.spend(_MINUTES)

    def _add_action(self, number: int, goal: str, step: DemoAction) -> None:
        work = self.work
        person = work.people.get(step.who, "")
        provider = work.directory[step.provider] if step.provider else ""
        act = add_action(
            work.ws,
            goal,
            step.what,
            who="" if person or provider else step.who,
            due=work.on(step.due),
            person=person,
            provider=provider,
            with_what=step.with_what,
        )
        work.actions[number, step.what] = act.record

    def begin_service(self, plan: DemoPlan) -> None:
        """The family agrees to the approved plan, and the work begins."""
        agreed = self.work.clock.today().isoformat()
        if not self.work.family.signatures:
            agree_plan(self.work.ws, self.work.plan, plan.by, agreed)
        if plan.copy_to:
            give_copy(self.work.ws, self.work.plan, plan.copy_language, plan.copy_to, agreed)
        self.work.reach("in_service")

    def sign(self, signature: DemoSignature) -> None:
        """Somebody signs the plan, or says why not."""
        work = self.work
        sign(
            work.ws,
            self.work.plan,
            signature.how,
            person=work.people.get(signature.person, ""),
            name=signature.name,
            signed=work.clock.today().isoformat(),
            witness=signature.witness,
            note=signature.note,
            strokes=_PEN if signature.how == "drawn" else (),
        )

    def review(self, told: DemoReview) -> None:
        """Look at the plan together: what was measured, in whose words, what follows."""
        ws = self.work.ws
        review = begin_review(ws, self.work.plan, self.work.on(told.day), told.with_whom).record
        for name, words in (("own_words", told.own_words), ("note", told.note)):
            if words:
                set_review(ws, review, name, words)
        for measure in told.measures:
            self._measure(review, measure)
        if told.decision:
            decided = decide_review(ws, review, told.decision)
            if decided.record != review:
                self._turn_over(decided.record)

    def _measure(self, review: str, measure: DemoMeasure) -> None:
        goal = self.work.goals[measure.goal]
        values = (("done", measure.done), ("rating", measure.rating), ("words", measure.words))
        for name, value in values:
            if value not in (None, ""):
                measure_goal(self.work.ws, review, goal, name, value)

    def _turn_over(self, plan: str) -> None:
        """Go on with the next version: its goals stand for those that they continue."""
        with self.work.ws.store.reading() as reading:
            now = {goal.continues: goal.uid for goal in reading.page(Goal, {"plan": plan})}
        self.work.plan = plan
        self.work.goals = {number: now.get(uid, uid) for number, uid in self.work.goals.items()}
