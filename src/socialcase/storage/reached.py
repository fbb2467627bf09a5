"""How far the changes of some records go, stream by stream, in one narrow query."""

import json
from collections.abc import Collection

from socialcase.storage.connection import Connection

_REACHED = (
    "SELECT s.device || ':' || s.epoch, max(c.seq), max(c.wall)"
    " FROM change c JOIN stream s ON s.id = c.stream"
    " WHERE c.held = 0 AND c.record IN (SELECT r.id FROM json_each(?) j"
    " JOIN record r ON r.uid = j.value)"
    " AND c.field IN (SELECT f.id FROM json_each(?) k JOIN field f ON f.uid = k.value)"
    " AND EXISTS (SELECT 1 FROM circle k WHERE k.record = c.record AND k.shown = 1)"
    " GROUP BY c.stream"
)


def reached(
    connection: Connection, records: Collection[str], fields: Collection[str]
) -> dict[str, tuple[int, int]]:
    """By stream ("device:epoch") the highest number and the latest wall of what counts.

    `fields`: paths such as "goal.words".
    """
    asked = (json.dumps(list(records)), json.dumps(list(fields)))
    rows = connection.exec_driver_sql(_REACHED, asked).all()
    return {row[0]: (row[1], row[2]) for row in rows}
