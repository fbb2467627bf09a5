"""What was changed in a version of the plan after somebody had signed it.

That cannot be entered, but it may arrive: somebody changed the version on another laptop before
word of the signature came there. It is kept and shown; it is never passed off as agreed to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.road import instant
from socialcase.cases.changes import Change, Held
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.planning import FROZEN_ACTION, FROZEN_GOAL, FROZEN_PLAN
from socialcase.cases.reach import (
    Seal,
    all_seen,
    read_reach,
    was_seen,
    who_did_not_see,
    written,
)
from socialcase.cases.records import Action, Goal, Signature
from socialcase.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from datetime import date

    from socialcase.storage.reading import Reading
    from socialcase.storage.views import RecordStamp

_MANY = 5000
_WORDING = {
    *(f"goal.{name}" for name in FROZEN_GOAL - {"needs"}),
    *(f"action.{name}" for name in FROZEN_ACTION),
    *(f"plan.{name}" for name in FROZEN_PLAN),
}
_WHOLE = {"goal.words", "action.what"}


@dataclass(frozen=True, slots=True)
class LateChange:
    """A field of a goal, an action or the version that reads otherwise than when it was signed.

    `field`: "goal.due". `before`: as it was signed, "" for nothing; `now` as it reads. `added`: the
    goal or action was not there. `by`: id of the staff member; `unseen_by`: who had signed before.
    """

    record: str
    field: str
    before: str
    now: str
    added: bool
    by: str
    on: "date"
    unseen_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """All of one version, by the record that was changed, and actions that nobody agreed to yet."""

    changes: Mapping[str, tuple[LateChange, ...]]
    nobody_saw: frozenset[str] = frozenset()

    def of(self, records: Iterable[str]) -> tuple[LateChange, ...]:
        """Those of some records."""
        return tuple(one for record in records for one in self.changes.get(record, ()))


def reach_now(reading: "Reading", plan: str) -> str:
    """How far the wording of a version is known here, as a signature keeps it."""
    found = reading.reached(_records(reading, plan), _WORDING)
    return written({stream: number for stream, (number, _wall) in found.items()})


def late_in(reading: "Reading", plan: str, records: Sequence[str], signed: Sequence[str]) -> Late:
    """What came late into `plan`. `records`: its goals and actions, `signed`: its signatures."""
    seals = _seals(reading, signed)
    whole = [plan, *records]
    if not seals or all_seen(reading.reached(whole, _WORDING), seals):
        return Late({})
    entries = reading.history_of(whole, _MANY)
    counted = [e.change for e in entries if e.held is Held.ADMITTED and e.change.field in _WORDING]
    counted.reverse()
    found: dict[str, list[LateChange]] = {}
    for change in _last_of_each(counted):
        unseen = who_did_not_see(change, seals)
        if unseen:
            made = _late(change, counted, seals, unseen)
            if made.before != made.now:
                found.setdefault(change.record, []).append(made)
    new = (
        c.record for c in counted if c.field in _WHOLE and not any(was_seen(c, s) for s in seals)
    )
    known = {c.record for c in counted if c.field in _WHOLE and any(was_seen(c, s) for s in seals)}
    kept = {record: tuple(changes) for record, changes in found.items()}
    return Late(kept, frozenset(new) - known)


def records_of(goals: Iterable[Goal], actions: Iterable[Action]) -> list[str]:
    """The ids of goals and actions together."""
    return [*(goal.uid for goal in goals), *(action.uid for action in actions)]


def _records(reading: "Reading", plan: str) -> list[str]:
    goals = reading.page(Goal, {"plan": plan}, limit=_MANY)
    of_goals = {"goal": tuple(goal.uid for goal in goals)}
    actions = reading.page(Action, of_goals, limit=_MANY) if goals else []
    return [plan, *records_of(goals, actions)]


def _seals(reading: "Reading", signed: Sequence[str]) -> list[Seal]:
    if not signed:
        return []
    kept = reading.page(Signature, {"uid": tuple(signed)}, limit=_MANY)
    stamps = reading.stamps(signed)
    seen = _seen(reading, stamps)
    seals = [
        Seal(
            one.name,
            read_reach(seen.get(one.uid, "")),
            stamps[one.uid].wall if one.uid in stamps else 0,
        )
        for one in kept
        if one.how != "refused"
    ]
    return sorted(seals, key=lambda seal: seal.wall)


def _seen(reading: "Reading", stamps: "Mapping[str, RecordStamp]") -> dict[str, str]:
    """How far the wording was known, by signature, as whoever entered that signature wrote it.

    Nobody else may say so afterwards: what came late would pass for agreed to.
    """
    changes = (entry.change for entry in reversed(reading.history_of(list(stamps), _MANY)))
    return {
        one.record: one.value
        for one in changes
        if one.field == "signature.seen" and one.value and one.author == stamps[one.record].author
    }


def _last_of_each(changes: Iterable[Change]) -> list[Change]:
    return list({(change.record, change.field): change for change in changes}.values())


def _late(
    change: Change, counted: Sequence[Change], seals: Sequence[Seal], unseen: tuple[str, ...]
) -> LateChange:
    """`change`: the last of its field, one of `counted` (oldest first)."""
    first = next(seal for seal in seals if seal.name == unseen[0])
    signed = [c for c in counted if c.record == change.record and was_seen(c, first)]
    before = [c.value for c in signed if c.field == change.field]
    day = instant(change.wall).astimezone(ASHGABAT).date()
    return LateChange(
        change.record,
        change.field,
        (before[-1] if before else "") or "",
        change.value or "",
        not any(c.field in _WHOLE for c in signed) and change.field.partition(".")[0] != "plan",
        change.author,
        day,
        unseen,
    )
