"""Closing a case and opening it again; what is still open in one that is to be closed."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue
from socialcase.actions.finding import fetch, found
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace
from socialcase.cases.codes import CLOSURE_REASONS, OPEN_STATUSES
from socialcase.cases.dates import day_of
from socialcase.cases.records import Case, Provider, Referral, Resource, Staff, Task
from socialcase.cases.registry import REGISTRY
from socialcase.cases.rules import needs
from socialcase.errors import BadValue, MissingForStep
from socialcase.lazy_dataclass import dataclass
from socialcase.texts.services import service_name

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

KEEP = "keep"
"""What is open stays open, and its person goes on with it."""
_UNDER_WAY = ("draft", "sent", "accepted", "waiting", "delivered")
_MANY = 500


@dataclass(frozen=True, slots=True)
class Remaining:
    """Something still open in a case. `kind`: task, referral or resource.

    `choices`: what may be done with it when the case is closed; the first, `KEEP`, is nothing.
    """

    record: str
    kind: str
    words: str
    status: str
    day: date | None
    choices: tuple[str, ...]


def remaining(ws: Workspace, uid: str) -> tuple[Remaining, ...]:
    """Tasks, referrals and promised resources that are open in a case. Raises NotFound."""
    with ws.store.reading() as reading:
        found(reading, Case, uid)
        return (*_tasks(reading, uid), *_referrals(reading, uid), *_resources(reading, uid))


def close_case(
    ws: Workspace,
    uid: str,
    reason: str,
    outcome: str,
    feedback: str = "",
    *,
    unheard: str = "",
    settle: Mapping[str, str] | None = None,
) -> Done:
    """Close a case, today; with what becomes of things still open, in one save.

    `feedback`: what the person says of the help, in their words; `unheard`: why that is not
    known. `settle`: one of its choices for a record of `remaining`. The coordinator looks at it
    afterwards. Raises NotFound, BadValue, MissingForStep.
    """
    if fetch(ws, Case, uid).status == "closed":
        raise BadValue("case", "status", ", ".join(OPEN_STATUSES))
    if reason not in CLOSURE_REASONS:
        raise BadValue("case", "closure.reason", ", ".join(CLOSURE_REASONS))
    _check_closing(ws, uid, reason, outcome, feedback or unheard)
    open_now = {one.record: one for one in remaining(ws, uid)}
    chosen = _chosen(open_now, settle or {})
    closure = {"date": ws.today.isoformat(), "reason": reason, "outcome": outcome.strip()}
    said = {"feedback": feedback.strip() or None, "unheard": unheard.strip() or None}
    with ws.store.transaction(ws.person) as tx:
        tx.set(uid, "closure", {**closure, **said})
        tx.set(uid, "status", "closed")
        for record, choice in chosen.items():
            _settle(tx, open_now[record], choice, ws.today.isoformat())
    return done(uid, tx)


def reopen_case(ws: Workspace, uid: str, reason: str) -> Done:
    """Take a closed case back to intake, saying why; the closure stays in its history.

    Who had it has it again, unless they have left: then it is oneself. Deadlines are counted from
    today. Raises NotFound, BadValue (it is not closed), MissingForStep.
    """
    case = fetch(ws, Case, uid)
    if case.status != "closed":
        raise BadValue("case", "status", "closed")
    missing = needs("intake", standing(ws, uid)._replace(reopening=bool(reason.strip())))
    if missing:
        raise MissingForStep("intake", missing)
    with ws.store.reading() as reading:
        owner = owner_again(ws, reading, case)
    with ws.store.transaction(ws.person) as tx:
        write_reopening(tx, uid, ws.today.isoformat(), reason, owner)
    return done(uid, tx)


def write_reopening(tx: "Transaction", uid: str, on: str, reason: str, owner: str) -> None:
    """Inside a save: a case is open again `on` this day (ISO), and in the hands of `owner`."""
    tx.set(uid, "status", "intake")
    tx.set(uid, "reopening", {"date": on, "reason": reason.strip()})
    for name in ("closure", "next_step", "urgent", "handover"):
        tx.set(uid, name, dict.fromkeys(REGISTRY["case"].field(name).parts))
    tx.set(uid, "owner", owner)


def _check_closing(ws: Workspace, uid: str, reason: str, outcome: str, heard: str) -> None:
    now = standing(ws, uid)._replace(
        closure_reason=True,
        closure_code=reason,
        closure_outcome=bool(outcome.strip()),
        heard=bool(heard.strip()),
    )
    missing = needs("closed", now)
    if missing:
        raise MissingForStep("closed", missing)


def owner_again(ws: Workspace, reading: "Reading", case: Case) -> str:
    """Who has a case that is open again: who had it, unless they have left."""
    staff = reading.get(Staff, case.owner) if case.owner else None
    gone = not case.owner or (staff is not None and bool(staff.left_on))
    return ws.person if gone else case.owner


def _tasks(reading: "Reading", case: str) -> tuple[Remaining, ...]:
    open_ones = reading.page(Task, {"case": case, "done_on": ""}, order="due", limit=_MANY)
    return tuple(
        Remaining(one.uid, "task", one.what, "", day_of(one.due), (KEEP, "done"))
        for one in open_ones
    )


def _referrals(reading: "Reading", case: str) -> tuple[Remaining, ...]:
    where = {"case": case, "status": _UNDER_WAY}
    return tuple(
        Remaining(
            one.uid,
            "referral",
            _referred(reading, one),
            one.status,
            day_of(one.expected or one.sent),
            (KEEP, "ended" if one.status == "delivered" else "withdrawn"),
        )
        for one in reading.page(Referral, where, limit=_MANY)
    )


def _referred(reading: "Reading", referral: Referral) -> str:
    provider = reading.get(Provider, referral.provider) if referral.provider else None
    parts = (service_name(referral.service), provider.name if provider else "")
    return ", ".join(part for part in parts if part)


def _resources(reading: "Reading", case: str) -> tuple[Remaining, ...]:
    where = {"case": case, "status": "promised"}
    return tuple(
        Remaining(
            one.uid,
            "resource",
            ", ".join(part for part in (one.what, one.from_whom) if part),
            one.status,
            day_of(one.until),
            (KEEP, "received", "not_received"),
        )
        for one in reading.page(Resource, where, limit=_MANY)
    )


def _chosen(open_now: Mapping[str, Remaining], settle: Mapping[str, str]) -> dict[str, str]:
    for record, choice in settle.items():
        if record not in open_now or choice not in open_now[record].choices:
            choices = open_now[record].choices if record in open_now else ()
            raise BadValue("case", "closure", ", ".join(choices) or "task, referral, resource")
    return {record: choice for record, choice in settle.items() if choice != KEEP}


def _settle(tx: "Transaction", one: Remaining, choice: str, on: str) -> None:
    if one.kind == "task":
        tx.set(one.record, "done_on", on)
        return
    tx.set(one.record, "status", choice)
    if one.kind == "referral":
        value: FieldValue = on
        tx.set(one.record, "ended", value)
