"""Decisions: which saves are set aside, by what the `decision` records show."""

from socialcase.cases.changes import Held
from socialcase.storage.connection import Connection

_WANTED = (
    "SELECT DISTINCT substr(cs.value, 6) FROM field fv JOIN head hv ON hv.field = fv.id"
    " AND hv.shows = 1 JOIN change cv ON cv.id = hv.change"
    " JOIN field fs ON fs.uid = 'decision.subject'"
    " JOIN head hs ON hs.record = hv.record AND hs.field = fs.id AND hs.shows = 1"
    " JOIN change cs ON cs.id = hs.change"
    " WHERE fv.uid = 'decision.verb' AND cv.value = 'set_aside' AND cs.value LIKE 'save:%'"
)


def touched(connection: Connection) -> bool:
    """Whether the stage or temp.cell brings decisions."""
    return bool(
        connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM (SELECT field FROM temp.stage WHERE held = 0"
            " UNION SELECT field FROM temp.cell) n JOIN field f ON f.id = n.field"
            " WHERE f.kind = 'decision')"
        ).scalar_one()
    )


def saves_set_aside(connection: Connection) -> set[str]:
    """The saves that decisions set aside now."""
    return set(connection.exec_driver_sql(_WANTED).scalars())


def apply(connection: Connection, wanted: set[str], numbers: dict[str, int]) -> bool:
    """Hold and release changes so that just the `wanted` saves are set aside.

    `numbers`: the numbers of the wanted saves. The fields concerned are left in temp.cell.
    Gives whether anything differed.
    """
    run = connection.exec_driver_sql
    present = set(run("SELECT uid FROM save WHERE aside = 1").scalars())
    for uid in present - wanted:
        run("UPDATE save SET aside = 0 WHERE uid = ?", (uid,))
        _move(connection, uid, Held.SET_ASIDE, Held.ADMITTED)
    for uid in wanted - present:
        run("UPDATE save SET aside = 1 WHERE id = ?", (numbers[uid],))
        _move(connection, uid, Held.ADMITTED, Held.SET_ASIDE)
    return wanted != present


def _move(connection: Connection, save: str, was: Held, becomes: Held) -> None:
    which = (
        " FROM change WHERE save = (SELECT id FROM save WHERE uid = ?) AND held = ?"
        " AND field IN (SELECT id FROM field WHERE exempt = 0)"
    )
    connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO temp.cell SELECT record, field{which}",
        (save, int(was)),
    )
    connection.exec_driver_sql(
        f"UPDATE change SET held = ? WHERE id IN (SELECT id{which})",  # noqa: S608
        (int(becomes), save, int(was)),
    )
