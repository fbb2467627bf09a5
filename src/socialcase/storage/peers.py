"""Streams, peers, receipts, acknowledgements and sealed parts: the bookkeeping of the exchange."""

import json
from collections.abc import Sequence
from typing import Any

from socialcase.cases.changes import CHAIN_START, Origin
from socialcase.storage.connection import Connection
from socialcase.storage.peer_rows import Ack, Cursor, Peer, Receipt, SealedPart, SentBundle
from socialcase.storage.views import StreamHead


def read_stream(connection: Connection, device: str, epoch: str) -> StreamHead:
    """How far a stream is known; zeros for an unknown one."""
    row = connection.exec_driver_sql(
        "SELECT last_seq, whole_seq, head FROM stream WHERE device = ? AND epoch = ?",
        (device, epoch),
    ).one_or_none()
    last, whole, head = row or (0, 0, CHAIN_START)
    return StreamHead(device, epoch, int(last), int(whole), bytes(head))


def read_streams(connection: Connection) -> list[StreamHead]:
    """Every stream of which anything is here, by order of meeting."""
    rows = connection.exec_driver_sql(
        "SELECT device, epoch, last_seq, whole_seq, head FROM stream WHERE last_seq > 0 ORDER BY id"
    )
    return [StreamHead(row[0], row[1], row[2], row[3], bytes(row[4])) for row in rows]


def read_hashes(
    connection: Connection, device: str, epoch: str, first: int, last: int
) -> dict[int, bytes]:
    """Hashes of changes and stubs by sequence number."""
    found: dict[int, bytes] = {}
    for source in ("stub", "change"):
        narrowed = " AND t.held <> 2" if source == "change" else ""
        rows = connection.exec_driver_sql(
            f"SELECT t.seq, t.row_hash FROM {source} t JOIN stream s ON s.id = t.stream"  # noqa: S608
            f" WHERE s.device = ? AND s.epoch = ? AND t.seq BETWEEN ? AND ?{narrowed}",
            (device, epoch, first, last),
        )
        found.update((row[0], bytes(row[1])) for row in rows)
    return found


def read_stubs(connection: Connection, device: str, epoch: str, upto: int) -> list[int]:
    """Sequence numbers up to `upto` of changes of which only the hash is here."""
    rows = connection.exec_driver_sql(
        "SELECT t.seq FROM stub t JOIN stream s ON s.id = t.stream"
        " WHERE s.device = ? AND s.epoch = ? AND t.seq <= ?",
        (device, epoch, upto),
    )
    return [row[0] for row in rows]


def read_peers(connection: Connection) -> list[Peer]:
    """Everyone enrolled, by device."""
    rows = connection.exec_driver_sql(
        "SELECT device, person, role, etraps, sign_key, age_key, label, certificate, revoked_from"
        " FROM peer ORDER BY device"
    )
    return [_peer(row) for row in rows]


def keep_peer(connection: Connection, peer: Peer) -> None:
    """Add or replace a peer."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO peer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            peer.device,
            peer.person,
            peer.role,
            json.dumps(peer.etraps, ensure_ascii=False),
            peer.sign_key,
            peer.age_key,
            peer.label,
            peer.certificate,
            peer.revoked_from,
        ),
    )


def keep_receipt(connection: Connection, receipt: Receipt) -> None:
    """Keep a receipt; a second one for the same bundle changes nothing."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO receipt VALUES (?, ?, ?, ?, ?)",
        (receipt.bundle, receipt.sender, receipt.number, receipt.wall, receipt.changes),
    )


def read_receipts(connection: Connection, condition: str, given: Sequence[object]) -> list[Receipt]:
    """Receipts that fit `condition` (SQL of this room), the highest number first."""
    rows = connection.exec_driver_sql(
        "SELECT bundle, sender, number, wall, changes FROM receipt"  # noqa: S608
        f" WHERE {condition} ORDER BY number DESC, wall DESC",
        tuple(given),
    )
    return [Receipt(*row) for row in rows]


def note_ack(connection: Connection, ack: Ack) -> None:
    """Note what a peer has; an older word never replaces a newer one."""
    connection.exec_driver_sql(
        "INSERT INTO ack VALUES (?, ?, ?, ?, ?) ON CONFLICT (peer, device, epoch)"
        " DO UPDATE SET seq = excluded.seq, head = excluded.head WHERE excluded.seq > seq",
        (ack.peer, ack.device, ack.epoch, ack.seq, ack.head),
    )


def forget_acks(connection: Connection, peer: str, number: int) -> None:
    """Forget what a peer said it has, but for our bundles up to `number`."""
    connection.exec_driver_sql("DELETE FROM ack WHERE peer = ?", (peer,))
    connection.exec_driver_sql(
        "UPDATE sent SET acked = 0 WHERE recipient = ? AND number > ?", (peer, number)
    )


def read_acks(connection: Connection, peer: str) -> list[Ack]:
    """What a peer said it has."""
    rows = connection.exec_driver_sql(
        "SELECT peer, device, epoch, seq, head FROM ack WHERE peer = ? ORDER BY device, epoch",
        (peer,),
    )
    return [Ack(row[0], row[1], row[2], row[3], bytes(row[4])) for row in rows]


def note_acknowledged(connection: Connection, recipient: str, number: int) -> None:
    """Note that a recipient has our bundles up to `number`."""
    connection.exec_driver_sql(
        "UPDATE sent SET acked = 1 WHERE recipient = ? AND number <= ?", (recipient, number)
    )


def read_sent(connection: Connection, recipient: str) -> list[SentBundle]:
    """Bundles written for a recipient, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT bundle, recipient, number, wall, changes, cursor_change, cursor_release, acked"
        " FROM sent WHERE recipient = ? ORDER BY number DESC",
        (recipient,),
    )
    return [_sent(row) for row in rows]


def keep_sent(connection: Connection, sent: SentBundle, records: frozenset[int]) -> None:
    """Note a bundle written, and the records whose history it carried from the beginning."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sent.recipient,
            sent.number,
            sent.bundle,
            sent.wall,
            sent.changes,
            sent.cursor.change,
            sent.cursor.release,
            int(sent.acked),
        ),
    )
    connection.exec_driver_sql(
        "INSERT INTO carried SELECT ?, value, ? FROM json_each(?) WHERE true"
        " ON CONFLICT (recipient, record) DO UPDATE SET number = excluded.number"
        " WHERE NOT EXISTS (SELECT 1 FROM sent s"
        " WHERE s.recipient = carried.recipient AND s.number = carried.number AND s.acked = 1)",
        (sent.recipient, sent.number, json.dumps(sorted(records))),
    )


def keep_left(connection: Connection, sent: SentBundle, records: frozenset[int]) -> None:
    """Note that a bundle said of these records that the recipient sees them no longer."""
    # no bundle has such a number, so none of the history counts as had
    connection.exec_driver_sql(
        "UPDATE carried SET number = -? WHERE recipient = ? AND record IN"
        " (SELECT value FROM json_each(?))",
        (sent.number, sent.recipient, json.dumps(sorted(records))),
    )


def was_carried(connection: Connection, recipient: str, record: str) -> bool:
    """Whether a bundle for a recipient ever carried changes of a record."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM carried k JOIN record r ON r.id = k.record"
        " WHERE k.recipient = ? AND r.uid = ?",
        (recipient, record),
    )
    return found.first() is not None


def keep_sealed(connection: Connection, part: SealedPart) -> None:
    """Keep a sealed part; the same part twice is one."""
    origins = [[o.device, o.epoch, o.seq] for o in part.origins]
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO sealed VALUES (?, ?, ?, ?)",
        (part.part, json.dumps(part.recipients), json.dumps(origins), part.content),
    )


def read_sealed(connection: Connection) -> list[SealedPart]:
    """Every sealed part kept, by id."""
    rows = connection.exec_driver_sql(
        "SELECT part, recipients, origins, content FROM sealed ORDER BY part"
    )
    return [
        SealedPart(
            row[0],
            tuple(json.loads(row[1])),
            tuple(Origin(*origin) for origin in json.loads(row[2])),
            bytes(row[3]),
        )
        for row in rows
    ]


def _sent(row: Any) -> SentBundle:
    return SentBundle(
        bundle=row[0],
        recipient=row[1],
        number=row[2],
        wall=row[3],
        changes=row[4],
        cursor=Cursor(row[5], row[6]),
        acked=bool(row[7]),
    )


def _peer(row: Any) -> Peer:
    return Peer(
        device=row[0],
        person=row[1],
        role=row[2],
        etraps=tuple(json.loads(row[3])),
        sign_key=row[4],
        age_key=row[5],
        label=row[6],
        certificate=row[7],
        revoked_from=row[8],
    )
