"""When it cannot wait: whom one called and when, and help that is needed at once."""

from typing import TYPE_CHECKING

from socialcase.actions.closing import owner_again, write_reopening
from socialcase.actions.done import Done, done
from socialcase.actions.editing import checked_fields
from socialcase.actions.finding import fetch
from socialcase.actions.scope import case_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case
from socialcase.cases.registry import REGISTRY
from socialcase.cases.rules import steps_from
from socialcase.errors import BadValue
from socialcase.texts import tr

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction


def log_call(
    ws: Workspace, uid: str, whom: str, *, at: str = "", words: str = "", urgent: str = ""
) -> Done:
    """Note whom one called in an emergency and when (now, if `at` is empty); one save.

    `words`: what was said and agreed. `urgent`: what help is needed at once, if that is to stay
    before everybody's eyes: a closed case is open again with it. Nothing else of the case has to be
    there. Raises NotFound, BadValue.
    """
    case = fetch(ws, Case, uid)
    if not whom.strip():
        raise BadValue("note", "text", "text")
    time = at.strip() or ws.clock.now().astimezone(ASHGABAT).strftime("%H:%M")
    called = tr("Called in an emergency: {whom}, {time}").format(whom=whom.strip(), time=time)
    text = f"{called}. {words.strip()}" if words.strip() else called
    note = checked_fields("note", {"case": uid, "text": text, "told_on": ws.today.isoformat()})
    owner = _owner(ws, case)
    with ws.store.transaction(ws.person) as tx:
        made = tx.create("note", case_audience(case), note)
        if urgent.strip():
            _mark(ws, tx, case, urgent, owner)
    return done(made, tx)


def mark_urgent(ws: Workspace, uid: str, what: str) -> Done:
    """Say that help is needed at once: it waits for no assessment, plan or approval.

    A closed case is open again with it. Raises NotFound, BadValue.
    """
    case = fetch(ws, Case, uid)
    if not what.strip():
        raise BadValue("case", "urgent", "text")
    owner = _owner(ws, case)
    with ws.store.transaction(ws.person) as tx:
        _mark(ws, tx, case, what, owner)
    return done(uid, tx)


def urgent_met(ws: Workspace, uid: str, how: str, *, in_service: bool = False) -> Done:
    """Say how the urgent help was given; the paper follows.

    `in_service`: the help goes on, whatever step the case had reached. Raises NotFound, BadValue.
    """
    case = fetch(ws, Case, uid)
    if not case.urgent_what or not how.strip():
        raise BadValue("case", "urgent", "text")
    note = {"case": uid, "text": how.strip(), "told_on": ws.today.isoformat()}
    with ws.store.transaction(ws.person) as tx:
        tx.create("note", case_audience(case), note)
        tx.set(uid, "urgent", dict.fromkeys(REGISTRY["case"].field("urgent").parts))
        if in_service and "in_service" in steps_from(case.status, urgent=True):
            tx.set(uid, "status", "in_service")
    return done(uid, tx)


def _owner(ws: Workspace, case: Case) -> str:
    with ws.store.reading() as reading:
        return owner_again(ws, reading, case)


def _mark(ws: Workspace, tx: "Transaction", case: Case, what: str, owner: str) -> None:
    """In a closed case nobody would see it: it is open again, and why is what is needed."""
    today = ws.today.isoformat()
    if case.status == "closed":
        write_reopening(tx, case.uid, today, what, owner)
    tx.set(case.uid, "urgent", {"what": what.strip(), "since": today})
