"""Who began a record and who touched it last, for many records in one query."""

import json
from collections.abc import Collection, Mapping

from socialcase.cases.changes import Origin
from socialcase.storage.connection import Connection
from socialcase.storage.views import RecordStamp

# min() and max() bring the other columns of their own row along (documented SQLite behaviour)
_FIRST = (
    "SELECT c.record, a.uid, c.wall, s.device, s.epoch, c.seq, {edge}(c.lamport)"
    " FROM change c JOIN author a ON a.id = c.author JOIN stream s ON s.id = c.stream"
    " WHERE c.held = 0 AND c.record IN (SELECT r.id FROM json_each(?) j"
    " JOIN record r ON r.uid = j.value)"
    " AND EXISTS (SELECT 1 FROM circle k WHERE k.record = c.record AND k.shown = 1)"
    " GROUP BY c.record"
)


def stamps(connection: Connection, records: Collection[str]) -> Mapping[str, RecordStamp]:
    """The stamp of each of `records` that is here and may be seen, by record id."""
    asked = (json.dumps(list(records)),)
    first = connection.exec_driver_sql(_FIRST.format(edge="min"), asked).all()
    last = connection.exec_driver_sql(_FIRST.format(edge="max"), asked).all()
    named = connection.exec_driver_sql(
        "SELECT r.id, r.uid FROM json_each(?) j JOIN record r ON r.uid = j.value", asked
    )
    uids: dict[int, str] = {row[0]: row[1] for row in named}
    ends = {row[0]: row for row in last}
    return {
        uids[number]: RecordStamp(
            record=uids[number],
            author=author,
            wall=wall,
            origin=Origin(device, epoch, seq),
            last_author=ends[number][1],
            last_wall=ends[number][2],
            last_origin=Origin(*ends[number][3:6]),
        )
        for number, author, wall, device, epoch, seq, _ in first
    }
