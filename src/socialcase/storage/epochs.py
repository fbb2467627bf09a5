"""Epochs: a laptop that was restored or copied goes on under a new one, so nothing collides."""

from socialcase.cases import canonical
from socialcase.cases.changes import CHAIN_START
from socialcase.cases.clock import Chance, Clock
from socialcase.storage.admission import Ground
from socialcase.storage.connection import Connection
from socialcase.storage.identity import new_stream_id
from socialcase.storage.meta import RESTORED, read_meta, write_meta
from socialcase.storage.writing import Stream, Transaction


def begin_epoch(
    connection: Connection, ground: Ground, device: str, clock: Clock, chance: Chance
) -> str:
    """Mint a new epoch of `device`, whose first change names the epoch before; gives its id."""
    parent = read_meta(connection, "epoch")
    seq, head = 0, CHAIN_START
    if parent is not None:
        seq, head = connection.exec_driver_sql(
            "SELECT whole_seq, head FROM stream WHERE device = ? AND epoch = ?", (device, parent)
        ).one()
    epoch = new_stream_id(chance)
    connection.exec_driver_sql(
        "INSERT INTO stream (device, epoch, last_seq, whole_seq, head) VALUES (?, ?, 0, 0, ?)",
        (device, epoch, CHAIN_START),
    )
    write_meta(connection, "epoch", epoch)
    connection.exec_driver_sql("DELETE FROM meta WHERE name = ?", (RESTORED,))
    tx = Transaction(connection, ground, Stream(device, epoch), ground.viewer, clock, chance)
    start = canonical.json_text({"parent": parent, "seq": int(seq), "head": bytes(head).hex()})
    tx.put(tx.save, "epoch.start", start)
    tx.finish()
    return epoch
