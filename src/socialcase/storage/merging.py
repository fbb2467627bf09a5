"""Merging: what a bundle brings goes through a stage into the log in one transaction."""

from collections.abc import Iterable, Sequence

from socialcase.cases.changes import Held, Origin
from socialcase.collector import collector_paused
from socialcase.storage import rulings
from socialcase.storage.admission import Ground, admit
from socialcase.storage.attachments import keep_relayed
from socialcase.storage.connection import Connection
from socialcase.storage.meta import write_meta
from socialcase.storage.peer_rows import Ack, Peer, Receipt, SealedPart
from socialcase.storage.peers import (
    forget_acks,
    keep_peer,
    keep_receipt,
    keep_sealed,
    note_ack,
    note_acknowledged,
    read_hashes,
    read_stream,
)
from socialcase.storage.rows import Here, StagedRecord, StagedRow, StubRow
from socialcase.storage.staging import Stage
from socialcase.storage.views import MergeReport, StreamHead

_STAGED_RECORDS = """
SELECT r.uid, n.kind, n.rows, coalesce(k.effective, ''), k.record IS NOT NULL
FROM (SELECT s.record, f.kind, count(*) AS rows FROM temp.stage s JOIN field f ON f.id = s.field
WHERE s.id >= ? GROUP BY s.record, f.kind) n JOIN record r ON r.id = n.record
LEFT JOIN circle k ON k.record = n.record AND k.kind = n.kind
"""


class Merging:
    """One merge; got from `with store.merging() as m:`. Leaving it well commits, else nothing."""

    def __init__(self, connection: Connection, ground: Ground, device: str) -> None:
        self._connection = connection
        self._ground = ground
        self._device = device
        self._stage = Stage(connection, ground.registry)
        self._whole: list[tuple[str, str, int, bytes]] = []
        self._report: MergeReport | None = None

    def stage(self, rows: Sequence[StagedRow]) -> None:
        """Put rows on the stage (call it in chunks of some thousands)."""
        with collector_paused():
            self._stage.add(rows)

    def stubs(self, rows: Sequence[StubRow]) -> None:
        """Note restricted changes for other people, of which only the hash came.

        A change that is here already needs no stub; a stub with another hash is not taken.
        """
        flat = [(self._stage.stream(row.device, row.epoch), row.seq, row.row_hash) for row in rows]
        if not flat:
            return
        self._connection.exec_driver_sql(
            "INSERT OR IGNORE INTO stub SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
            " (SELECT 1 FROM change c WHERE c.stream = ?1 AND c.seq = ?2 AND c.held <> 2)",
            flat,
        )
        self._connection.exec_driver_sql(
            "UPDATE stream SET last_seq = max(last_seq, ?2) WHERE id = ?1",
            [(stream, seq) for stream, seq, _ in flat],
        )
        self._stage.forget_streams()

    @property
    def mark(self) -> int:
        """The place on the stage where the next row comes to lie."""
        return self._stage.first + self._stage.staged

    def records(self, since: int = 0) -> list[StagedRecord]:
        """Each (record, kind) on the stage with what is known here, for the scope policy.

        `since`: only what was staged from that `mark` on.
        """
        run = self._connection.exec_driver_sql
        stated: dict[tuple[str, str], list[str]] = {}
        for uid, kind, value in run(
            "SELECT DISTINCT r.uid, f.kind, s.value FROM field f JOIN temp.stage s"
            " ON s.field = f.id JOIN record r ON r.id = s.record"
            " WHERE f.name = 'audience' AND s.value IS NOT NULL AND s.id >= ? ORDER BY 1, 2, 3",
            (since,),
        ):
            stated.setdefault((uid, kind), []).append(value)
        return [
            StagedRecord(uid, kind, rows, bool(known), audience, tuple(stated.get((uid, kind), ())))
            for uid, kind, rows, audience, known in run(_STAGED_RECORDS, (since,))
        ]

    def authors(self, record: str) -> set[str]:
        """Who wrote in a record here, visible to the viewer or not."""
        found = self._connection.exec_driver_sql(
            "SELECT DISTINCT a.uid FROM record r JOIN change c ON c.record = r.id"
            " JOIN author a ON a.id = c.author WHERE r.uid = ? AND c.held IN (0, 6)",
            (record,),
        )
        return set(found.scalars())

    def written_at(self, device: str) -> set[str]:
        """Whose changes from a laptop count here; what only a person let count says nothing."""
        found = self._connection.exec_driver_sql(
            "SELECT DISTINCT a.uid FROM stream s JOIN change c ON c.stream = s.id"
            " JOIN author a ON a.id = c.author WHERE s.device = ? AND c.held IN (0, 6)"
            " AND NOT EXISTS (SELECT 1 FROM ruling n WHERE n.stream = c.stream AND n.seq = c.seq"
            " AND n.verdict = ?)",
            (device, rulings.RELEASE),
        )
        return set(found.scalars())

    def audience(self, record: str, kind: str) -> str:
        """The effective audience here of any record, visible to the viewer or not; "" if none."""
        found = self._connection.exec_driver_sql(
            "SELECT k.effective FROM circle k JOIN record r ON r.id = k.record"
            " WHERE r.uid = ? AND k.kind = ?",
            (record, kind),
        ).scalar()
        return str(found or "")

    def beside(self, record: str, kind: str) -> list[str]:
        """The audiences that stand beside each other where a record was restricted apart.

        Of a record that has its audience by way of a case: those of the case.
        """
        found = self._audience_heads(record, kind)
        if len(found) == 1 and found[0].startswith("case:"):
            found = self._audience_heads(found[0].removeprefix("case:"), "case")
        return found if len(found) > 1 else []

    def _audience_heads(self, record: str, kind: str) -> list[str]:
        rows = self._connection.exec_driver_sql(
            "SELECT c.value FROM record r JOIN field f ON f.uid = ? || '.audience'"
            " JOIN head h ON h.record = r.id AND h.field = f.id"
            " JOIN change c ON c.id = h.change AND c.value IS NOT NULL WHERE r.uid = ?",
            (kind, record),
        )
        return [str(row[0]) for row in rows]

    def change_here(self, place: tuple[str, str, int]) -> Here | None:
        """What the log has under this origin, whether it counts or not."""
        row = self._connection.exec_driver_sql(
            "SELECT r.uid, f.uid, c.value, a.uid, coalesce(k.effective, '') FROM stream s"
            " JOIN change c ON c.stream = s.id AND c.held <> 2 JOIN field f ON f.id = c.field"
            " JOIN record r ON r.id = c.record JOIN author a ON a.id = c.author"
            " LEFT JOIN circle k ON k.record = c.record AND k.kind = f.kind"
            " WHERE s.device = ? AND s.epoch = ? AND c.seq = ?",
            place,
        ).first()
        return Here(*row) if row is not None else None

    def stated_at(self, place: tuple[str, str, int], record: str, path: str) -> str:
        """The value that the admitted change at `place` gave that field, "" if none is here."""
        found = self._connection.exec_driver_sql(
            "SELECT c.value FROM stream s JOIN change c ON c.stream = s.id AND c.held IN (0, 6)"
            " JOIN field f ON f.id = c.field JOIN record r ON r.id = c.record"
            " WHERE s.device = ? AND s.epoch = ? AND c.seq = ? AND r.uid = ? AND f.uid = ?",
            (*place, record, path),
        ).scalar()
        return str(found or "")

    def hold(self, records: Iterable[tuple[str, str]], reason: Held, since: int = 0) -> int:
        """Propose `reason` for all staged rows of these (record, kind); gives how many rows.

        `since`: only for those staged from that `mark` on: one writer's rows, nobody else's.
        """
        wanted = [(int(reason), since, uid, kind) for uid, kind in records]
        if not wanted:
            return 0
        before = self._held(reason)
        self._connection.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS temp.stage_record ON stage (record)"
        )
        self._connection.exec_driver_sql(
            "UPDATE temp.stage SET held = ? WHERE held IN (0, 1) AND id >= ?"
            " AND record = (SELECT id FROM record WHERE uid = ?)"
            " AND field IN (SELECT id FROM field WHERE kind = ?)",
            wanted,
        )
        return self._held(reason) - before

    def _held(self, reason: Held) -> int:
        return int(
            self._connection.exec_driver_sql(
                "SELECT count(*) FROM temp.stage WHERE held = ?", (int(reason),)
            ).scalar_one()
        )

    def stream_head(self, device: str, epoch: str) -> StreamHead:
        """How far the stream is known, as this transaction sees it (zeros if not at all)."""
        return read_stream(self._connection, device, epoch)

    def row_hashes(self, device: str, epoch: str, first: int, last: int) -> dict[int, bytes]:
        """Hashes in the log (changes and stubs, not the stage) by sequence number."""
        return read_hashes(self._connection, device, epoch, first, last)

    def is_new(self, row: StagedRow) -> bool:
        """Whether the log has nothing yet at the place of this row."""
        return not self.row_hashes(row.device, row.epoch, row.seq, row.seq)

    def advance(self, device: str, epoch: str, upto_seq: int, head: bytes) -> None:
        """Note that the stream is whole up to `upto_seq`; rows held for the gap are released.

        Takes effect in `admit`.
        """
        self._whole.append((device, epoch, upto_seq, head))

    def release(self, origins: Iterable[Origin]) -> int:
        """Let held rows of the log count (a person or a newer policy decided so).

        Gives how many were found; they are worked in by `admit`. Forks stay held.
        """
        before = self._marked()
        rows = [(self._stage.stream(o.device, o.epoch), o.seq) for o in origins]
        if rows:
            self._connection.exec_driver_sql(
                "INSERT OR IGNORE INTO temp.released SELECT id FROM change"
                " WHERE stream = ? AND seq = ? AND held IN (1, 3, 4)",
                rows,
            )
            rulings.take_as_it_came(self._connection, rows)
        return self._marked() - before

    def _marked(self) -> int:
        return int(
            self._connection.exec_driver_sql("SELECT count(*) FROM temp.released").scalar_one()
        )

    def admit(self) -> MergeReport:
        """Take the stage into the log, heads, tables and search. Call once, after staging."""
        self._close_gaps()
        self._report = admit(self._stage, self._ground)
        return self._report

    def _close_gaps(self) -> None:
        for device, epoch, upto, head in self._whole:
            number = self._stage.stream(device, epoch)
            self._connection.exec_driver_sql(
                "UPDATE temp.stage SET held = 0 WHERE stream = ? AND seq <= ? AND held = ?",
                (number, upto, int(Held.GAP)),
            )
            self._connection.exec_driver_sql(
                "INSERT OR IGNORE INTO temp.released SELECT id FROM change"
                " WHERE held = 1 AND stream = ? AND seq <= ?",
                (number, upto),
            )
            self._connection.exec_driver_sql(
                "UPDATE stream SET whole_seq = ?2, head = ?3, last_seq = max(last_seq, ?2)"
                " WHERE id = ?1 AND whole_seq < ?2",
                (number, upto, head),
            )

    def finish(self) -> MergeReport | None:
        """The report, if anything was admitted; called when the block ends well."""
        if self._report is None and (self._stage.staged or self._whole or self._marked()):
            self.admit()
        return self._report

    def remember_bundle(self, receipt: Receipt) -> None:
        """Keep the receipt, so that a repeated bundle is recognised."""
        keep_receipt(self._connection, receipt)

    def set_ack(self, ack: Ack) -> None:
        """Note what a peer says it has; an older word never replaces a newer one."""
        note_ack(self._connection, ack)

    def acknowledge_sent(self, recipient: str, number: int) -> None:
        """Note that `recipient` has every bundle of ours up to `number`."""
        note_acknowledged(self._connection, recipient, number)

    def forget_acks(self, peer: str, number: int) -> None:
        """Note that `peer` was put back: what it has is told anew, bundles up to `number` apart."""
        forget_acks(self._connection, peer, number)

    def keep_text(self, name: str, value: str) -> None:
        """Keep a text among those of the workspace (`store.meta`) with this merge."""
        write_meta(self._connection, name, value)

    def keep_peer(self, peer: Peer) -> None:
        """Add or replace an enrolled laptop or office."""
        keep_peer(self._connection, peer)

    def keep_file(self, file: str, people: Iterable[str], device: str) -> None:
        """Note that an encrypted file, which is here already, is kept for `people`."""
        keep_relayed(self._connection, file, people, device)

    def keep_sealed(self, part: SealedPart) -> None:
        """Keep a part for other people, to be passed on."""
        keep_sealed(self._connection, part)
