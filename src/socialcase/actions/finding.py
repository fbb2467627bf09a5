"""Fetching one record or saying that it is not there."""

from typing import TYPE_CHECKING, TypeVar

from socialcase.actions.workspaces import Workspace
from socialcase.cases import records
from socialcase.errors import NotFound

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

R = TypeVar("R")

RECORDS: dict[str, type] = {
    cls.KIND: cls
    for cls in (
        records.Person,
        records.Household,
        records.Member,
        records.Case,
        records.Consent,
        records.Assessment,
        records.Plan,
        records.Goal,
        records.Action,
        records.Visit,
        records.Note,
        records.Comment,
        records.Remark,
        records.Task,
        records.Staff,
        records.Attachment,
        records.Snooze,
        records.Certificate,
        records.Relation,
        records.Tie,
        records.Withholding,
        records.Need,
        records.Signature,
        records.Review,
        records.Measure,
        records.Provider,
        records.Referral,
        records.Resource,
        records.Norm,
        records.Hotline,
        records.WorkWeek,
    )
}
"""The record kinds that people look up by id, with their classes."""


def found(reading: "Reading", record: type[R], uid: str) -> R:
    """The record `uid` of that class. Raises NotFound when it is not here or may not be seen."""
    got = reading.get(record, uid)
    if got is None:
        raise NotFound(str(getattr(record, "KIND", "")), uid)
    return got


def fetch(ws: Workspace, record: type[R], uid: str) -> R:
    """The record `uid` in a snapshot of its own. Raises NotFound."""
    with ws.store.reading() as reading:
        return found(reading, record, uid)


def kind_of(reading: "Reading", uid: str) -> str:
    """The kind of the record `uid`. Raises NotFound."""
    for entry in reading.history(uid):
        kind = entry.change.field.partition(".")[0]
        if kind in RECORDS and reading.get(RECORDS[kind], uid) is not None:
            return kind
    raise NotFound("", uid)
