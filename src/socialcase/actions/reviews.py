"""Reviews: the plan looked at together, what was measured, the person's own rating, what follows.

Every word is kept when it is given; a review is open until it says what follows.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import (
    FieldValue,
    checked,
    checked_fields,
    day,
    edit,
    not_ahead,
)
from socialcase.actions.finding import found
from socialcase.actions.plan_versions import carry_over, make_plan, next_review, settled
from socialcase.actions.scope import audience_in
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of, parse_day
from socialcase.cases.records import Case, Goal, Measure, Plan, Review
from socialcase.cases.rules import needs, steps_from
from socialcase.errors import BadValue
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

MOST = 10
"""The highest of the person's own ratings."""
_MANY = 2000
_ONWARD = {"go_on": "in_service", "change": "planned"}
"""The status that a case under review goes to, where the rules allow it."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """How far a goal was on a day. `rating`: the person's own, 0 to 10."""

    uid: str
    review: str
    goal: str
    taken: date | None
    done: int | None
    rating: int | None
    words: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review of one version. `decision` "": it is not finished."""

    uid: str
    plan: str
    held: date | None
    with_whom: str
    own_words: str
    note: str
    decision: str
    measures: tuple[MeasureLine, ...]

    def of(self, goal: str) -> MeasureLine | None:
        """What was measured of a goal."""
        return next((one for one in self.measures if one.goal == goal), None)


def begin_review(ws: Workspace, plan: str, held: str = "", with_whom: str = "") -> Done:
    """Begin a review of a version, held today unless `held`; an open one is gone on with.

    The record of the result is the review. Raises NotFound, BadValue.
    """
    with ws.store.reading() as reading:
        case = found(reading, Plan, plan).case
        waiting = [r for r in reading.page(Review, {"plan": plan}) if not r.decision]
    if waiting:
        return Done(waiting[0].uid, "", ())
    fields: dict[str, FieldValue] = {"case": case, "plan": plan, "with_whom": with_whom}
    values = checked_fields("review", {**fields, "held": held or ws.today.isoformat()})
    not_ahead(ws, "review", values)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("review", audience_in(case), values)
    return done(uid, tx)


def set_review(ws: Workspace, review: str, field: str, value: FieldValue) -> Done:
    """Give held, with_whom, own_words or note a value. Raises NotFound, NotSettable, BadValue."""
    if field not in ("held", "with_whom", "own_words", "note"):
        raise BadValue("review", field, "held, with_whom, own_words, note")
    return edit(ws, "review", review, field, value)


def measure_goal(ws: Workspace, review: str, goal: str, field: str, value: FieldValue) -> Done:
    """Say how far a goal is: done, rating (0 to 10) or words; the goal's own count follows.

    The record of the result is the measure. Raises NotFound, NotSettable, BadValue.
    """
    if field not in ("done", "rating", "words"):
        raise BadValue("measure", field, "done, rating, words")
    _, given = checked("measure", field, value)
    if field == "rating" and isinstance(given, int) and given > MOST:
        raise BadValue("measure", "rating", f"0-{MOST}")
    with ws.store.reading() as reading:
        of_it = found(reading, Review, review)
        found(reading, Goal, goal)
        kept = reading.page(Measure, {"review": review, "goal": goal}, limit=1)
        before = _done_before(reading, goal, kept) if field == "done" and given is None else given
    with ws.store.transaction(ws.person) as tx:
        if kept:
            uid = kept[0].uid
        else:
            taken = of_it.held or ws.today.isoformat()
            ids = {"case": of_it.case, "review": review, "goal": goal, "taken": taken}
            uid = tx.create("measure", audience_in(of_it.case), ids)
        tx.set(uid, field, given)
        if field == "done" and (kept or given is not None):
            tx.set(goal, "done", before)
    return done(uid, tx)


def _done_before(reading: "Reading", goal: str, kept: Sequence[Measure]) -> int | None:
    """How far a goal was before a review counted: what it said itself is taken back with it."""
    counted = {
        entry.change.save for one in kept for entry in reading.history(one.uid, "measure.done")
    }
    told = (
        entry.change.value
        for entry in reading.history(goal, "goal.done")
        if entry.change.save not in counted
    )
    before = next(told, None)
    return int(before) if before else None


def decide_review(ws: Workspace, review: str, decision: str, next_on: str = "") -> Done:
    """Say what follows, and do it as far as it is done here; one save.

    *go_on* and *pause* set the day of the next review (`next_on`, else by the risk level); *change*
    begins the next version where this one is settled; *close* leaves the closing to its own step.
    A case under review goes back to work. The record of the result is the review, or the new
    version. Raises NotFound, BadValue.
    """
    values = checked_fields("review", {"decision": decision})
    with ws.store.reading() as reading:
        kept = found(reading, Review, review)
        plan, case = found(reading, Plan, kept.plan), found(reading, Case, kept.case)
        carried = carry_over(reading, plan) if decision == "change" else None
        begins = carried is not None and settled(reading, plan)
        held = parse_day(kept.held or ws.today.isoformat())
        following = next_on or next_review(reading, plan, held).isoformat()
    on = day("plan", "review_on", following)
    if parse_day(on) <= held:
        raise BadValue("plan", "review_on", "ahead")
    onward = _onward(ws, case, decision)
    made = ""
    with ws.store.transaction(ws.person) as tx:
        tx.set(review, "decision", values["decision"])
        if decision in ("go_on", "pause"):
            tx.set(plan.uid, "review_on", on)
        if carried is not None and begins:
            made = make_plan(tx, case, plan)
            carried.write(tx, made)
        if onward:
            tx.set(case.uid, "status", onward)
    return done(made or review, tx)


def proposed_review(ws: Workspace, plan: str, held: str = "") -> date:
    """When to look at the plan again, by the risk level. Raises NotFound."""
    with ws.store.reading() as reading:
        return next_review(reading, found(reading, Plan, plan), day_of(held) or ws.today)


def reviews_in(reading: "Reading", case: str) -> list[ReviewLine]:
    """Every review of a case with what was measured, oldest first."""
    measured: dict[str, list[MeasureLine]] = {}
    for one in reading.page(Measure, {"case": case}, order="taken", limit=_MANY):
        measured.setdefault(one.review, []).append(_measure(one))
    held = reading.page(Review, {"case": case}, order="held", limit=_MANY)
    return [_line(one, tuple(measured.get(one.uid, ()))) for one in held]


def _onward(ws: Workspace, case: Case, decision: str) -> str:
    status = _ONWARD.get(decision, "")
    if case.status != "under_review" or status not in steps_from(case.status):
        return ""
    return "" if needs(status, standing(ws, case.uid)) else status


def _measure(kept: Measure) -> MeasureLine:
    taken = day_of(kept.taken)
    return MeasureLine(kept.uid, kept.review, kept.goal, taken, kept.done, kept.rating, kept.words)


def _line(kept: Review, measures: tuple[MeasureLine, ...]) -> ReviewLine:
    return ReviewLine(
        kept.uid,
        kept.plan,
        day_of(kept.held),
        kept.with_whom,
        kept.own_words,
        kept.note,
        kept.decision,
        measures,
    )
