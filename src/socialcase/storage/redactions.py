"""Redactions: values dropped for good, with their salts; commitment, author and time stay.

A redaction is a `decision` whose subject names the changes: "redact:<device>.<epoch>.<seq> …".
It cannot be taken back: any admitted subject ever stated counts, whatever replaced it, so the
changes redacted depend on the set of admitted changes alone. What it names may come later, or
come again: it is dropped on the way in.
"""

import re
from collections.abc import Iterable

from socialcase.cases.changes import MAX_COUNTER, Origin
from socialcase.storage.connection import Connection
from socialcase.storage.staging import Stage

PREFIX = "redact:"
_ORIGIN = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{16})\.([1-9][0-9]{0,15})", re.ASCII)

_STATED = (
    "SELECT c.value FROM {source} JOIN field f ON f.id = c.field"  # noqa: S608
    " AND f.uid = 'decision.subject'"
    f" WHERE c.held = 0 AND c.value LIKE '{PREFIX}%'"
)
_OF_STAGE = _STATED.format(source="temp.stage c")
_OF_RELEASED = _STATED.format(source="temp.released n JOIN change c ON c.id = n.id")
_OF_LOG = _STATED.format(source="change c")
# the circle of a record, decisions and epochs are what everything else stands on
_REDACTABLE = "field IN (SELECT id FROM field WHERE exempt = 0 AND name <> 'audience')"
_NAMED = "(stream, seq) IN (SELECT stream, seq FROM redacted)"


def subject(origins: Iterable[Origin]) -> str:
    """The subject of the decision that redacts the changes `origins`."""
    return PREFIX + " ".join(f"{o.device}.{o.epoch}.{o.seq}" for o in origins)


def named(text: str) -> list[Origin]:
    """The changes that a decision's subject redacts; what is no origin is passed over."""
    found = (_ORIGIN.fullmatch(word) for word in text.removeprefix(PREFIX).split(" "))
    origins = (Origin(one[1], one[2], int(one[3])) for one in found if one)
    return [origin for origin in origins if origin.seq < MAX_COUNTER]


def drop_incoming(stage: Stage) -> None:
    """Take the values of redacted changes off the stage, before it enters the log."""
    _note(stage, _OF_STAGE)
    run = stage.connection.exec_driver_sql
    if run("SELECT EXISTS (SELECT 1 FROM redacted)").scalar_one():
        run(
            "UPDATE temp.stage SET value = NULL, salt = NULL"  # noqa: S608
            f" WHERE {_NAMED} AND {_REDACTABLE}"
        )


def drop_kept(stage: Stage) -> None:
    """Drop the values of redacted changes that the log has; their fields go to temp.cell."""
    _note(stage, _OF_RELEASED)
    run = stage.connection.exec_driver_sql
    if not run("SELECT EXISTS (SELECT 1 FROM redacted WHERE done = 0)").scalar_one():
        return
    fresh = (
        "FROM redacted n CROSS JOIN change c ON c.stream = n.stream AND c.seq = n.seq"
        " JOIN field f ON f.id = c.field WHERE n.done = 0 AND c.salt IS NOT NULL"
        " AND f.exempt = 0 AND f.name <> 'audience'"
    )
    run(f"INSERT OR IGNORE INTO temp.cell SELECT c.record, c.field {fresh}")
    run(f"UPDATE change SET value = NULL, salt = NULL WHERE id IN (SELECT c.id {fresh})")  # noqa: S608
    run("UPDATE redacted SET done = 1 WHERE done = 0")


def renew(stage: Stage) -> None:
    """Work out from the log what is redacted, and drop what should have been."""
    stage.connection.exec_driver_sql("DELETE FROM redacted")
    _note(stage, _OF_LOG)
    drop_kept(stage)


def brought(connection: Connection) -> bool:
    """Whether the stage or temp.released brings redactions: then old words must leave the index."""
    return any(
        connection.exec_driver_sql(f"{statement} LIMIT 1").first()
        for statement in (_OF_STAGE, _OF_RELEASED)
    )


def _note(stage: Stage, stated: str) -> None:
    texts = stage.connection.exec_driver_sql(stated).scalars().all()
    origins = {origin for text in texts for origin in named(text)}
    if origins:
        stage.connection.exec_driver_sql(
            "INSERT OR IGNORE INTO redacted VALUES (?, ?, 0)",
            [(stage.stream(o.device, o.epoch), o.seq) for o in sorted(origins)],
        )
