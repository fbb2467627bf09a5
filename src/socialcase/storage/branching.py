"""Leaving a branch: this laptop and another copy of it used the same numbers, the other came first.

What was written here under numbers that are taken is entered again under a new epoch, save by
save, beside what the other copy wrote. The rows under the old numbers stay in the log as forks.
"""

from itertools import groupby

from socialcase.cases.changes import Change, Held, Origin
from socialcase.cases.clock import Chance, Clock
from socialcase.storage.admission import Ground, rework
from socialcase.storage.connection import Connection
from socialcase.storage.epochs import begin_epoch
from socialcase.storage.health import chain_head
from socialcase.storage.log import logged
from socialcase.storage.meta import read_meta
from socialcase.storage.writing import Stream, Transaction


def branch_off(
    connection: Connection,
    ground: Ground,
    device: str,
    epoch: str,
    after: int,
    clock: Clock,
    chance: Chance,
) -> str:
    """Enter again what `epoch` of `device` has beyond `after`; gives the epoch it is in now."""
    changes = [row.change for row in logged(connection, _BEYOND, (device, epoch, after))]
    present = read_meta(connection, "epoch") or ""
    if present == epoch:
        present = begin_epoch(connection, ground, device, clock, chance)
    _give_up(connection, device, epoch, after)
    rework(connection, ground)
    entered: dict[Origin, Origin] = {}
    kept = (one for one in changes if not one.field.startswith("epoch."))
    for _, save in groupby(kept, key=lambda one: one.save):
        rows = list(save)
        tx = Transaction(connection, ground, Stream(device, present), rows[0].author, clock, chance)
        for row in rows:
            tx.enter_again(row, _known(row, entered))
        tx.finish()
        entered |= {
            old.origin: new.origin
            for old in rows
            for new in tx.changes
            if (old.record, old.field) == (new.record, new.field)
        }
    return present


_BEYOND = "WHERE s.device = ? AND s.epoch = ? AND c.seq > ? AND c.held <> 2 ORDER BY c.seq"


def _known(row: Change, entered: dict[Origin, Origin]) -> list[Origin]:
    return [entered.get(parent, parent) for parent in row.parents]


def _give_up(connection: Connection, device: str, epoch: str, after: int) -> None:
    run = connection.exec_driver_sql
    number = run(
        "SELECT id FROM stream WHERE device = ? AND epoch = ?", (device, epoch)
    ).scalar_one()
    run(
        "UPDATE change SET held = ? WHERE stream = ? AND seq > ? AND held <> 2",
        (int(Held.FORK), number, after),
    )
    run(
        "UPDATE stream SET last_seq = ?2, whole_seq = ?2, head = ?3 WHERE id = ?1",
        (number, after, chain_head(connection, number)),
    )
