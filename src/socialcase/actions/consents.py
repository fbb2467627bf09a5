"""Consent: who agreed to what, and what is to be withheld from whom."""

from socialcase.actions.done import Done, done
from socialcase.actions.editing import checked_fields, edit
from socialcase.actions.finding import fetch
from socialcase.actions.scope import case_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case


def give_consent(
    ws: Workspace,
    case: str,
    scope: str,
    *,
    person: str = "",
    giver: str = "",
    withhold: str = "",
    given: str = "",
) -> Done:
    """Keep a consent, given today unless `given` says otherwise. Raises NotFound, BadValue."""
    the_case = fetch(ws, Case, case)
    values = checked_fields(
        "consent",
        {
            "case": case,
            "scope": scope,
            "person": person or the_case.person,
            "giver": giver,
            "withhold": withhold,
            "given": given or ws.today.isoformat(),
        },
    )
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("consent", case_audience(the_case), values)
    return done(uid, tx)


def withdraw_consent(ws: Workspace, consent: str, on: str = "") -> Done:
    """Say that a consent was withdrawn, today unless `on`. Raises NotFound, BadValue."""
    return edit(ws, "consent", consent, "withdrawn", on or ws.today.isoformat())
