"""*I know this family*: asking that somebody else takes a case over, and handing it over."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from socialcase.actions.belonging import around, left_to_others, with_audience
from socialcase.actions.done import Done, done
from socialcase.actions.finding import fetch, found
from socialcase.actions.lines import StaffNames
from socialcase.actions.scope import (
    case_audience,
    etrap_audience,
    named_audience,
    named_in,
)
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.codes import HANDOVER_REASONS, OPEN_STATUSES
from socialcase.cases.records import Case, Staff, Task
from socialcase.cases.registry import REGISTRY
from socialcase.errors import BadValue, NotAllowed
from socialcase.lazy_dataclass import dataclass
from socialcase.sync.enrolment import staff_keys
from socialcase.texts import label, tr

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 5000
_NOTHING = dict.fromkeys(REGISTRY["case"].field("handover").parts)


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody who could have the case. `cases`: open ones known here; `near`: of its etrap."""

    uid: str
    name: str
    etraps: tuple[str, ...]
    cases: int
    near: bool


@dataclass(frozen=True, slots=True)
class HandoverChoices:
    """Who could take a case over, those of its etrap with the fewest open cases first.

    `coordinator`: who is asked, with their name; "" where no coordinator who may see the case has
    a key that is known here: then nothing private can be written to them. `may_decide`: the
    person here hands over. `tasks`: how many open ones in it are those of who has it now, called
    `owner_name`.
    """

    successors: tuple[Successor, ...]
    coordinator: str
    coordinator_name: str
    may_decide: bool
    tasks: int = 0
    owner_name: str = ""


def handover_choices(ws: Workspace, uid: str) -> HandoverChoices:
    """Who could take a case over, and who decides. Raises NotFound."""
    with ws.store.reading() as reading:
        case = found(reading, Case, uid)
        staff = [s for s in reading.page(Staff, limit=_MANY) if not s.left_on]
        successors = [
            _successor(reading, case, one)
            for one in staff
            if one.role == "specialist" and one.uid != case.owner
        ]
        asked = _coordinator(ws, case, staff, named_in(reading, uid))
        tasks, owner = len(_own_tasks(reading, case)), StaffNames(ws, reading).name(case.owner)
    ordered = sorted(successors, key=lambda s: (not s.near, s.cases, s.name, s.uid))
    decides = me(ws).role in ("coordinator", "officer")
    return HandoverChoices(
        tuple(ordered),
        asked.uid if asked else "",
        asked.name if asked else "",
        decides,
        tasks,
        owner,
    )


def ask_handover(ws: Workspace, uid: str, reason: str, *, to: str = "", words: str = "") -> Done:
    """Ask that a case be handed over, to `to` if somebody fits; a task for the coordinator.

    `reason`: a code that everybody who sees the case may see; `words`: only the coordinator reads
    them, nobody else does, the office neither. Raises NotFound, BadValue.
    """
    if reason not in HANDOVER_REASONS:
        raise BadValue("case", "handover.reason", ", ".join(HANDOVER_REASONS))
    case = fetch(ws, Case, uid)
    choices = handover_choices(ws, uid)
    if to and to not in {one.uid for one in choices.successors}:
        raise BadValue("case", "handover.to", "staff")
    private = words.strip()
    if private and not choices.coordinator:
        raise BadValue("case", "handover", "coordinator")
    asked = {"to": to or None, "reason": reason, "asked": ws.today.isoformat()}
    why = label("handover_reason", reason)
    what = tr("Hand case {number} over: {reason}").format(number=case.number, reason=why)
    task = {"case": uid, "about": uid, "due": ws.today.isoformat(), "what": what}
    task |= {"owner": choices.coordinator} if choices.coordinator else {}
    note = {"case": uid, "told_on": ws.today.isoformat(), "text": private}
    with ws.store.reading() as reading:
        before = _asked(reading, uid)
    with ws.store.transaction(ws.person) as tx:
        for earlier in before:
            tx.set(earlier, "done_on", ws.today.isoformat())
        tx.set(uid, "handover", asked)
        tx.create("task", case_audience(case), task)
        if private:  # a note of its own: tasks are read on Today, where others may look on
            tx.create("note", named_audience((ws.person, choices.coordinator)), note)
    return done(uid, tx)


def drop_handover(ws: Workspace, uid: str) -> Done:
    """Take back that a case is to be handed over; the task is done with. Raises NotFound."""
    fetch(ws, Case, uid)
    with ws.store.reading() as reading:
        asked = _asked(reading, uid)
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "handover", _NOTHING)
        for task in asked:
            tx.set(task, "done_on", ws.today.isoformat())
    return done(uid, tx)


def hand_over(ws: Workspace, uid: str, to: str, *, with_tasks: bool = True) -> Done:
    """Give a case to another specialist, in one save. Only a coordinator or officer may.

    `with_tasks`: the open tasks that whoever had it had in it go along; those of others never do.
    Who works in other etraps takes it there, with its people and its household; who did not see a
    restricted case sees it from now on. Whoever had it keeps what they may see, until it is
    restricted. Raises NotFound, NotAllowed, BadValue.
    """
    role = me(ws).role
    if role not in ("coordinator", "officer"):
        raise NotAllowed("hand_over", role)
    with ws.store.reading() as reading:
        case = found(reading, Case, uid)
        staff = reading.get(Staff, to)
        if staff is None or staff.left_on:
            raise BadValue("case", "owner", "staff")
        named = named_in(reading, uid)
        moved = bool(staff.etraps) and case.etrap not in staff.etraps
        nearby = _moving(reading, case) if moved and not named else ()
        staying = left_to_others(reading, case) if moved and not named else ()
        before = reading.audience(uid)
        asked = _asked(reading, uid)
        passed_on = _own_tasks(reading, case) if with_tasks else ()
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "owner", to)
        tx.set(uid, "handover", _NOTHING)
        for task in asked:
            tx.set(task, "done_on", ws.today.isoformat())
        for task in passed_on:
            tx.set(task, "owner", to)
        if moved:
            tx.set(uid, "etrap", staff.etraps[0])
        if named and to not in named:
            tx.set(uid, "audience", named_audience((*named, to)))
        for record in (uid, *nearby) if moved and not named else ():
            tx.set(record, "audience", etrap_audience(staff.etraps[0]))
        for record in staying:
            tx.set(record, "audience", before)
    return done(uid, tx)


def _successor(reading: "Reading", case: Case, one: Staff) -> Successor:
    cases = reading.count(Case, {"owner": one.uid, "status": OPEN_STATUSES})
    return Successor(one.uid, one.name, one.etraps, cases, case.etrap in one.etraps)


def _coordinator(
    ws: Workspace, case: Case, staff: Sequence[Staff], named: Collection[str]
) -> Staff | None:
    """Whom to ask: a coordinator of the case's etrap, else any, whose key is known here.

    Of a restricted case only who is `named` for it: nobody else is to learn that it exists.
    """
    fit = staff_keys(ws.store).keys() - {ws.person}
    fit &= set(named) or fit
    asked = [one for one in staff if one.role == "coordinator" and one.uid in fit]
    return min(asked, key=lambda s: (case.etrap not in s.etraps, s.name, s.uid), default=None)


def _asked(reading: "Reading", case: str) -> tuple[str, ...]:
    """The open tasks that asking to hand the case over made, in the same save; no other one."""
    asking = {entry.change.save for entry in reading.history(case, "case.handover")}
    tasks = reading.page(Task, {"case": case, "about": case, "done_on": ""}, limit=_MANY)
    return tuple(
        task.uid
        for task in tasks
        if any(entry.change.save in asking for entry in reading.history(task.uid, "task.about"))
    )


def _own_tasks(reading: "Reading", case: Case) -> tuple[str, ...]:
    """The open tasks in a case of whoever has it."""
    if not case.owner:
        return ()
    own = {"case": case.uid, "owner": case.owner, "done_on": ""}
    asked = _asked(reading, case.uid)
    return tuple(t.uid for t in reading.page(Task, own, limit=_MANY) if t.uid not in asked)


def _moving(reading: "Reading", case: Case) -> tuple[str, ...]:
    """The records around a case that were in the circle of its etrap themselves."""
    return with_audience(reading, around(reading, case), etrap_audience(case.etrap))
