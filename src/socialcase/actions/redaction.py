"""Redaction: a value that should not be where it is, dropped for good on every computer."""

from typing import TYPE_CHECKING

from socialcase.actions.done import Done, done
from socialcase.actions.editing import spec_of
from socialcase.actions.workspaces import Workspace, me
from socialcase.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

REDACTORS = ("coordinator", "officer")
"""The roles that may redact."""


def redact(ws: Workspace, record: str, field: str, reason: str = "") -> Done:
    """Drop every value that `field` ("risk" or "case.risk") of a record ever had, for good.

    Who gave a value and when stays in the history. It happens here at once and elsewhere with the
    next bundles; it cannot be undone. `reason` must not repeat the value. `Done.save` is "" when
    there was nothing to drop. Raises NotAllowed, NotFound, NotSettable.
    """
    role = me(ws).role
    if role not in REDACTORS:
        raise NotAllowed("redact", role)
    with ws.store.reading() as reading:
        kind = _kind_of(reading, record)
    name = spec_of(kind, field.removeprefix(f"{kind}.")).name
    with ws.store.transaction(ws.person) as tx:
        tx.redact(record, name, reason)
    return done(record, tx)


def _kind_of(reading: "Reading", record: str) -> str:
    entries = reading.history(record)
    if not entries:
        raise NotFound("", record)
    return entries[0].change.field.partition(".")[0]
