"""Consent: who agreed to what, and what is to be withheld from whom."""

from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace


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
    raise NotImplementedError


def withdraw_consent(ws: Workspace, consent: str, on: str = "") -> Done:
    """Say that a consent was withdrawn, today unless `on`. Raises NotFound, BadValue."""
    raise NotImplementedError
