"""Visits and contacts: planned ahead, logged afterwards, the next one proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from socialcase.actions.attachments import described
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, not_ahead
from socialcase.actions.finding import fetch
from socialcase.actions.lines import subject_in
from socialcase.actions.scope import case_audience
from socialcase.actions.unkept import ChosenFile, all_unkept, kept_with
from socialcase.actions.workspaces import Workspace
from socialcase.cases.follow_ups import follow_ups
from socialcase.cases.records import Case, Visit

if TYPE_CHECKING:
    from socialcase.storage.writing import Transaction


@dataclass(frozen=True, slots=True)
class VisitLog:
    """What there is to say after a visit. `visit`: the planned one, "" for one unplanned.

    `outcome`: done, not_home, not_admitted or missed. `told_on`: today if empty. `met_people`: ids
    of people of the family, `met`: others in words; `alone`: a code of MET_ALONE. `next_act` and
    `next_due` become the case's next step; `next_visit` (a date) plans the next visit. Lines of the
    note that begin with an arrow become tasks (see `cases.follow_ups`). `files` were taken in while
    the visit was written down at the place `unkept` (see `actions.unkept`), which is forgotten.
    """

    outcome: str
    visit: str = ""
    kind: str = "home"
    told_on: str = ""
    minutes: int | None = None
    travel_minutes: int | None = None
    met: str = ""
    met_people: tuple[str, ...] = ()
    alone: str = ""
    note: str = ""
    next_act: str = ""
    next_due: str = ""
    next_visit: str = ""
    next_purpose: str = ""
    files: tuple[ChosenFile, ...] = ()
    unkept: str = ""


@dataclass(frozen=True, slots=True)
class UnkeptVisit:
    """A visit that is being written down. `visit`: the planned one, "" for any other; `at`: UTC."""

    case: str
    visit: str
    subject: str
    at: datetime


def plan_visit(ws: Workspace, case: str, on: str, *, kind: str = "home", purpose: str = "") -> Done:
    """Plan a visit for the day `on`. Raises NotFound, BadValue."""
    the_case = fetch(ws, Case, case)
    values = _planned(case, on, kind, purpose)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("visit", case_audience(the_case), values)
    return done(uid, tx)


def log_visit(ws: Workspace, case: str, log: VisitLog) -> Done:
    """Keep what came of a visit, with files, next step, next visit and tasks, in one save.

    Of one that was kept before it is a correction: what is left empty is taken back, and only lines
    that are new in the note become tasks. The record of the result is the visit. Raises NotFound,
    BadValue (also for a visit told on a day that is still ahead).
    """
    the_case = fetch(ws, Case, case)
    visit_before = fetch(ws, Visit, log.visit) if log.visit else None
    told = _told(ws, log)
    if visit_before is None or visit_before.outcome == "planned":
        told = {name: value for name, value in told.items() if value is not None}
    following = _planned(case, log.next_visit, log.kind, log.next_purpose)
    step = checked_fields("case", {"next_step": _step(log)})
    audience = case_audience(the_case)
    with ws.store.transaction(ws.person) as tx:
        visit = _write(tx, audience, case, log.visit, told)
        if log.next_visit:
            tx.create("visit", audience, following)
        if log.next_act or log.next_due:
            tx.set(case, "next_step", step["next_step"])
        before = visit_before.note if visit_before is not None else ""
        for task in _tasks(ws, case, visit, log.note, before):
            tx.create("task", audience, task)
        for file in log.files:
            about: dict[str, FieldValue] = {"case": case, "about": visit}
            tx.create("attachment", audience, {**described(file.kept, file.name), **about})
        if log.unkept:
            kept_with(ws, log.unkept, tx)
    ws.store.attachments.settled(file.kept.file for file in log.files)
    return done(visit, tx)


def unkept_visits(ws: Workspace) -> list[UnkeptVisit]:
    """Visits that were begun to be written down and are not kept, the newest first.

    Of a case that is no longer here nothing is told.
    """
    found: list[UnkeptVisit] = []
    with ws.store.reading() as reading:
        for one in all_unkept(ws, "visit:"):
            _, uid, visit = one.place.split(":")
            case = reading.get(Case, uid)
            if case is not None:
                found.append(UnkeptVisit(uid, visit, subject_in(reading, case), one.at))
    return found


def met_words(visit: Visit, names: Mapping[str, str]) -> str:
    """Everybody who was met, in words: people of the family by their `names`, then others."""
    known = sorted(filter(None, (names.get(uid, "") for uid in visit.met_people)))
    return ", ".join(filter(None, (*known, visit.met)))


def move_visit(ws: Workspace, visit: str, on: str, purpose: str = "") -> Done:
    """Plan a visit for another day, with another purpose if given. Raises NotFound, BadValue."""
    fetch(ws, Visit, visit)
    values = checked_fields("visit", {"planned": on, **({"purpose": purpose} if purpose else {})})
    with ws.store.transaction(ws.person) as tx:
        for field, value in values.items():
            tx.set(visit, field, value)
    return done(visit, tx)


def _planned(case: str, on: str, kind: str, purpose: str) -> dict[str, FieldValue]:
    fields = {"case": case, "planned": on, "kind": kind, "purpose": purpose}
    return checked_fields("visit", {**fields, "outcome": "planned"})


def _told(ws: Workspace, log: VisitLog) -> dict[str, FieldValue]:
    fields: dict[str, FieldValue] = {
        "outcome": log.outcome,
        "told_on": log.told_on or ws.today.isoformat(),
        "minutes": log.minutes,
        "travel_minutes": log.travel_minutes,
        "met": log.met,
        "met_people": log.met_people or None,
        "alone": log.alone,
        "note": log.note,
        "kind": log.kind,
    }
    values = checked_fields("visit", fields)
    not_ahead(ws, "visit", values)
    return values


def _tasks(
    ws: Workspace, case: str, visit: str, note: str, before: str
) -> list[dict[str, FieldValue]]:
    """What the note asks for and did not `before`, as tasks of whoever writes it."""
    about: dict[str, FieldValue] = {"case": case, "owner": ws.person, "about": visit}
    there = {one.what for one in follow_ups(before, ws.today)}
    return [
        {**about, "what": one.what, **({"due": one.due.isoformat()} if one.due else {})}
        for one in follow_ups(note, ws.today)
        if one.what not in there
    ]


def _step(log: VisitLog) -> dict[str, str | None]:
    return {"act": log.next_act or None, "due": log.next_due or None}


def _write(
    tx: "Transaction", audience: str, case: str, visit: str, told: dict[str, FieldValue]
) -> str:
    if not visit:
        return tx.create("visit", audience, {"case": case, **told})
    for field, value in told.items():
        tx.set(visit, field, value)
    return visit
