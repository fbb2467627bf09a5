"""What was written, change by change: of records, of acts, by whom. Of what may be seen alone."""

import json
from collections.abc import Collection

from socialcase.cases.changes import Change, Origin
from socialcase.storage.circles import OF_VIEWER
from socialcase.storage.connection import Connection
from socialcase.storage.log import logged
from socialcase.storage.views import Entry, SaveLine

_SEEN = " EXISTS (SELECT 1 FROM circle k WHERE k.record = c.record AND k.shown = 1)"
# what somebody took back is told to whoever might see it; the circle remembers its last audience
_NAMED = (
    "k.effective LIKE 'named:%' AND instr(',' || substr(k.effective, 7) || ',',"
    " ',' || (SELECT m.value FROM meta m WHERE m.name = 'viewer') || ',') > 0"
)
_TOLD = (
    " EXISTS (SELECT 1 FROM circle k WHERE k.record = c.record"  # noqa: S608
    " AND (k.shown = 1 OR k.cleared = 1 AND (k.effective = 'everyone'"
    f" OR k.effective LIKE 'etrap:%' AND coalesce({OF_VIEWER}, 1) OR {_NAMED})))"
)


def history(connection: Connection, record: str, field: str | None) -> list[Entry]:
    """As `Reading.history`."""
    only = "" if field is None else " AND f.uid = ?"
    given = (record,) if field is None else (record, field)
    rest = f"WHERE r.uid = ? AND {_TOLD}{only} ORDER BY c.lamport DESC, c.id DESC"
    return [Entry(row.change, row.held) for row in logged(connection, rest, given)]


def history_of(connection: Connection, records: Collection[str], limit: int) -> list[Entry]:
    """As `Reading.history_of`."""
    rest = (
        f"WHERE r.uid IN (SELECT value FROM json_each(?)) AND {_TOLD}"  # noqa: S608
        " ORDER BY c.lamport DESC, c.id DESC LIMIT ?"
    )
    rows = logged(connection, rest, (json.dumps(list(records)), limit))
    return [Entry(row.change, row.held) for row in rows]


def values_at(connection: Connection, origins: Collection[Origin]) -> dict[Origin, str | None]:
    """As `Reading.values_at`."""
    asked = json.dumps([[one.device, one.epoch, one.seq] for one in origins])
    rows = connection.exec_driver_sql(
        "SELECT s.device, s.epoch, c.seq, c.value FROM json_each(?) j"  # noqa: S608
        " JOIN stream s ON s.device = json_extract(j.value, '$[0]')"
        " AND s.epoch = json_extract(j.value, '$[1]')"
        " JOIN change c ON c.stream = s.id AND c.seq = json_extract(j.value, '$[2]')"
        f" AND c.held <> 2 WHERE {_TOLD}",
        (asked,),
    ).all()
    return {Origin(row[0], row[1], row[2]): row[3] for row in rows}


def taken_back(connection: Connection, case: str) -> list[str]:
    """As `Reading.taken_back`."""
    return list(
        connection.exec_driver_sql(
            "SELECT r.uid FROM circle k JOIN record r ON r.id = k.record"
            " WHERE k.stated = ? AND k.cleared = 1 AND k.shown = 0",
            (f"case:{case}",),
        )
        .scalars()
        .all()
    )


def changes_since(
    connection: Connection, records: Collection[str], place: int, but: str, limit: int
) -> list[Entry]:
    """As `Reading.changes_since`."""
    rest = (
        f"WHERE r.uid IN (SELECT value FROM json_each(?)) AND {_TOLD}"  # noqa: S608
        " AND c.id > ? AND a.uid <> ? ORDER BY c.id DESC LIMIT ?"
    )
    rows = logged(connection, rest, (json.dumps(list(records)), place, but, limit))
    return [Entry(row.change, row.held) for row in rows]


def writers(connection: Connection, records: Collection[str]) -> list[tuple[str, int, int]]:
    """As `Reading.writers`."""
    rows = connection.exec_driver_sql(
        "SELECT a.uid, count(*), max(c.wall) FROM change c"  # noqa: S608
        " JOIN record r ON r.id = c.record JOIN author a ON a.id = c.author"
        f" WHERE r.uid IN (SELECT value FROM json_each(?)) AND c.held = 0 AND {_TOLD}"
        " GROUP BY a.uid ORDER BY 3 DESC",
        (json.dumps(list(records)),),
    ).all()
    return [(row[0], row[1], row[2]) for row in rows]


def saved(connection: Connection, save: str) -> tuple[Change, ...]:
    """As `Reading.save`."""
    rows = logged(connection, f"WHERE v.uid = ? AND {_SEEN} ORDER BY s.id, c.seq", (save,))
    return tuple(row.change for row in rows)


def recent_saves(connection: Connection, author: str | None, limit: int) -> list[SaveLine]:
    """As `Reading.recent_saves`."""
    numbers = connection.exec_driver_sql(
        "SELECT c.save FROM change c JOIN author a ON a.id = c.author"  # noqa: S608
        f" WHERE {_SEEN} AND (? IS NULL OR a.uid = ?)"
        " GROUP BY c.save ORDER BY max(c.id) DESC LIMIT ?",
        (author, author, limit),
    ).scalars()
    return [_save_line(connection, number) for number in numbers.all()]


def _save_line(connection: Connection, number: int) -> SaveLine:
    rows = list(logged(connection, f"WHERE c.save = ? AND {_SEEN}", (number,)))
    first = rows[0].change
    return SaveLine(
        save=first.save,
        author=first.author,
        wall=first.wall,
        changes=len(rows),
        kinds=tuple(sorted({row.change.field.partition(".")[0] for row in rows})),
        records=tuple(sorted({row.change.record for row in rows})),
    )
