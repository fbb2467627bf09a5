"""Circles: who may see each record, and what of it this laptop's viewer may see.

`circle.stated` is the record's own audience, `effective` after "case:…" was followed (one step),
`cleared` whether nothing states it any more (its creation was undone or set aside), `shown`
whether the record exists and the viewer is in the circle. A record whose creation was taken back
while somebody else wrote into it goes on existing for its last circle: nobody's work disappears.
An audience that this program does not understand shows to nobody here, nor does what belongs to
an etrap that is not the viewer's (any more): it stays in the log and is sent as before.

Two people may restrict one record apart. Until that is settled it is for those only whom every
restriction names. Where that is nobody, each restriction holds for those whom it names: everyone
goes on with what they know, and what they write reaches nobody whom they shut out.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from itertools import groupby

from socialcase.storage.connection import Connection
from socialcase.storage.meta import ETRAPS

_AUDIENCES = "(SELECT id FROM field WHERE name = 'audience' AND known = 1)"
_TOUCHED = tuple(
    "INSERT OR IGNORE INTO temp.heard SELECT n.record, f.kind"  # noqa: S608
    f" FROM (SELECT record, field FROM temp.{source} field IN {_AUDIENCES}) n"
    " JOIN field f ON f.id = n.field"
    for source in ("stage WHERE held IN (0, 6) AND", "cell WHERE")
)
_ANY_CLEARED = "SELECT EXISTS (SELECT 1 FROM circle WHERE cleared = 1)"
_WRITTEN_INTO = tuple(
    "INSERT OR IGNORE INTO temp.heard SELECT k.record, k.kind"  # noqa: S608
    f" FROM temp.{source} n JOIN circle k ON k.record = n.record WHERE k.cleared = 1"
    for source in ("stage", "cell")
)

_SHOWING = (
    "SELECT c.value FROM field f JOIN head h ON h.record = a.record AND h.field = f.id"
    " AND h.shows = 1 JOIN change c ON c.id = h.change"
    " WHERE f.uid = a.kind || '.audience'"
)
# a cleared or held audience: the last one ever stated still tells how the record is sealed
_LAST = (
    "SELECT c.value FROM field f JOIN change c ON c.record = a.record AND c.field = f.id"
    " WHERE f.uid = a.kind || '.audience' AND c.value IS NOT NULL AND c.held IN (0, 6)"
    " ORDER BY c.value LIKE 'named:%' DESC, c.lamport DESC, c.value LIMIT 1"
)
_STATE = (
    "INSERT OR REPLACE INTO circle SELECT record, kind,"  # noqa: S608
    f" coalesce(showing, ({_LAST}), ''), '', 0, showing IS NULL"
    f" FROM (SELECT a.record, a.kind, ({_SHOWING}) AS showing FROM temp.heard a"
    " WHERE a.kind <> 'epoch') a"
)

_RESTRICTED_APART = (
    "SELECT a.record, a.kind, c.value FROM temp.heard a"
    " JOIN field f ON f.uid = a.kind || '.audience'"
    " JOIN conflict x ON x.record = a.record AND x.field = f.id"
    " JOIN head h ON h.record = a.record AND h.field = f.id"
    " JOIN change c ON c.id = h.change AND c.value LIKE 'named:%' ORDER BY 1, 2"
)

_DEPENDENTS = (
    "INSERT OR IGNORE INTO temp.heard SELECT k.record, k.kind FROM temp.heard a"
    " JOIN record r ON r.id = a.record JOIN circle k ON k.stated = 'case:' || r.uid"
    " WHERE a.kind = 'case'"
)
_EFFECT = (
    "UPDATE circle SET effective = CASE WHEN stated LIKE 'case:%' THEN"
    " coalesce((SELECT k.stated FROM record r JOIN circle k ON k.record = r.id"
    " AND k.kind = 'case' WHERE r.uid = substr(circle.stated, 6)"
    " AND k.stated NOT LIKE 'case:%'), '') ELSE stated END,"
    " shown = NOT cleared OR EXISTS (SELECT 1 FROM head h JOIN change c ON c.id = h.change"
    " JOIN field f ON f.id = h.field WHERE h.record = circle.record AND f.kind = circle.kind"
    " AND f.name <> 'audience' AND c.value IS NOT NULL)"
    " WHERE (record, kind) IN (SELECT record, kind FROM temp.heard)"
)
# nobody has said which etraps are the viewer's: all of them
OF_VIEWER = (
    "(SELECT substr(effective, 7) IN (SELECT j.value FROM json_each(m.value) j) FROM meta m"  # noqa: S608
    f" WHERE m.name = '{ETRAPS}')"
)
_HIDE = (
    "UPDATE circle SET shown = 0"  # noqa: S608
    " WHERE (record, kind) IN (SELECT record, kind FROM temp.heard)"
    " AND shown = 1 AND NOT (effective = 'everyone' OR effective LIKE 'etrap:%'"
    f" AND coalesce({OF_VIEWER}, 1)"
    " OR (effective LIKE 'named:%'"
    " AND instr(',' || substr(effective, 7) || ',', ',' || ? || ',') > 0))"
)


def draw(connection: Connection, viewer: str) -> None:
    """Work out the circles that the stage and temp.cell touch, and those that hang on a case.

    Leaves the (record, kind) whose circle may have changed in temp.heard.
    """
    run = connection.exec_driver_sql
    run("DELETE FROM temp.heard")
    for statement in _TOUCHED:
        run(statement)
    if run(_ANY_CLEARED).scalar_one():
        for statement in _WRITTEN_INTO:
            run(statement)
    run(_STATE)
    _narrow(connection, viewer)
    run(_DEPENDENTS)
    run(_EFFECT)
    run(_HIDE, (viewer,))


def redraw(connection: Connection, viewer: str) -> None:
    """Work out every circle again, from the heads."""
    run = connection.exec_driver_sql
    run("DELETE FROM circle")
    run("DELETE FROM temp.heard")
    run(
        "INSERT INTO temp.heard SELECT DISTINCT c.record, f.kind FROM field f"
        " JOIN change c ON c.field = f.id WHERE f.name = 'audience' AND f.known = 1"
        " AND c.held IN (0, 6)"
    )
    run(_STATE)
    _narrow(connection, viewer)
    run(_EFFECT)
    run(_HIDE, (viewer,))


def common(restrictions: Iterable[Collection[str]], viewer: str) -> str:
    """The audience of a record that was restricted apart, as it stands for `viewer`."""
    people = [frozenset(one) for one in restrictions]
    both = reduce(frozenset.intersection, people)
    mine = [one for one in people if viewer in one]
    if not both and mine:
        both = reduce(frozenset.intersection, mine)
    return "named:" + ",".join(sorted(both))


def _narrow(connection: Connection, viewer: str) -> None:
    rows = connection.exec_driver_sql(_RESTRICTED_APART).all()
    for (record, kind), several in groupby(rows, key=lambda row: (row[0], row[1])):
        restrictions = [row[2].removeprefix("named:").split(",") for row in several]
        if len(restrictions) > 1:
            connection.exec_driver_sql(
                "UPDATE circle SET stated = ? WHERE record = ? AND kind = ?",
                (common(restrictions, viewer), record, kind),
            )
