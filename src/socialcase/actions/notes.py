"""Notes and promises (tasks) in a case file."""

from socialcase.actions.done import Done, done
from socialcase.actions.editing import checked_fields, edit, not_ahead
from socialcase.actions.finding import fetch
from socialcase.actions.scope import case_audience, default_audience
from socialcase.actions.unkept import kept_with
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.errors import BadValue


def note_place(case: str) -> str:
    """Where a note is written down until it is kept (`actions.unkept`)."""
    return f"note:{case}"


def add_note(ws: Workspace, case: str, text: str, told_on: str = "", *, unkept: str = "") -> Done:
    """Write a note, told today unless `told_on`. Raises NotFound, BadValue.

    `unkept`: the place where it was written down until now (`actions.unkept`).
    """
    the_case = fetch(ws, Case, case)
    if not text.strip():
        raise BadValue("note", "text", "text")
    fields = {"case": case, "text": text, "told_on": told_on or ws.today.isoformat()}
    values = checked_fields("note", fields)
    not_ahead(ws, "note", values)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("note", case_audience(the_case), values)
        if unkept:
            kept_with(ws, unkept, tx)
    return done(uid, tx)


def edit_note(ws: Workspace, note: str, text: str) -> Done:
    """Replace a note's text; the earlier one stays in its history. Raises NotFound."""
    return edit(ws, "note", note, "text", text)


def add_task(ws: Workspace, what: str, due: str, *, case: str = "", owner: str = "") -> Done:
    """Keep something to do, for oneself unless `owner`. Raises NotFound, BadValue."""
    if not what.strip():
        raise BadValue("task", "what", "text")
    audience = case_audience(fetch(ws, Case, case)) if case else default_audience(ws)
    fields = {"what": what, "due": due, "case": case, "owner": owner or ws.person}
    values = checked_fields("task", fields)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("task", audience, values)
    return done(uid, tx)


def finish_task(ws: Workspace, task: str, *, finished: bool = True) -> Done:
    """Say that a task is done today (or open again). Raises NotFound."""
    return edit(ws, "task", task, "done_on", ws.today.isoformat() if finished else None)
