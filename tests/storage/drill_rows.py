"""Rows of a drill: as the oracle sees them, and such as no transaction would write."""

from oracle import Row  # type: ignore[import-not-found]

from socialcase.cases.changes import Change, commit
from socialcase.cases.changes import Origin as ChangeOrigin
from socialcase.storage import StagedRow


def plain(row: StagedRow) -> Row:
    """The oracle's view of a row."""
    return Row(
        (row.device, row.epoch, row.seq),
        row.lamport,
        row.save,
        row.record,
        row.field,
        row.value,
        row.parents,
    )


def forged(
    origin: ChangeOrigin,
    *,
    lamport: int,
    record: str,
    save: str,
    field: str,
    value: str | None,
    parents: tuple[ChangeOrigin, ...],
    salt: bytes,
) -> Change:
    """A well-formed change that no transaction would write."""
    return Change(
        origin, lamport, 0, save, record, field, value, salt, "rogue", parents, commit(value, salt)
    )
