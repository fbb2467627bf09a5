"""Admission: from the stage to log, heads, circles, typed tables and search, in a few statements.

What is held supersedes nothing; what is released is worked into the heads of its field. The state
afterwards depends on the set of admitted changes alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from socialcase.cases.changes import Held
from socialcase.cases.fields import RecordSpec
from socialcase.storage import (
    circles,
    decisions,
    heads,
    projection,
    redactions,
    rulings,
    search,
    staging,
)
from socialcase.storage.connection import Connection
from socialcase.storage.interning import Interner
from socialcase.storage.schema import HIDDEN_KINDS, table_name
from socialcase.storage.staging import Stage
from socialcase.storage.views import MergeReport


@dataclass(frozen=True, slots=True)
class Ground:
    """What admission stands on: the field registry and the staff uid whose tables these are."""

    registry: Mapping[str, RecordSpec]
    viewer: str


def admit(stage: Stage, ground: Ground) -> MergeReport:
    """Take the stage in. temp.released may name held changes that are to count from now on."""
    connection = stage.connection
    rulings.hear_better(stage)
    staging.resolve_doubts(stage)
    staging.refine(stage)
    rulings.apply_incoming(stage)
    redactions.drop_incoming(stage)
    staging.enter(stage)
    if release_marked(connection):
        rulings.apply(stage)
    redactions.drop_kept(stage)
    heads.take_in(connection, stage.first)
    opened = work_out(stage, ground)
    _raise_lamport(connection)
    return _report(stage, opened)


def work_out(stage: Stage, ground: Ground) -> int:
    """Bring everything that follows from the heads up to date; gives how many conflicts came.

    The stage holds new rows, temp.cell the fields whose heads must be worked out again.
    """
    connection = stage.connection
    if _any(connection, "temp.cell"):
        heads.recompute(connection)
    opened = heads.rank(connection, ground.registry)
    if decisions.touched(connection) and _decide(stage):
        heads.recompute(connection)
        connection.exec_driver_sql("DELETE FROM temp.disputed")
        opened = heads.rank(connection, ground.registry)
    circles.draw(connection, ground.viewer)
    connection.exec_driver_sql("DELETE FROM temp.touched")
    projection.mark(connection)
    projection.project(connection, ground.registry)
    search.refresh(connection, ground.registry)
    if redactions.brought(connection):
        search.forget_old_words(connection)
    return sum(_visible(connection, *cell) for cell in opened)


def release_marked(connection: Connection) -> int:
    """Let the changes of temp.released count, unless unknown or set aside; gives how many do."""
    run = connection.exec_driver_sql
    if not _any(connection, "temp.released"):
        return 0
    run(
        "UPDATE change SET held = CASE WHEN EXISTS (SELECT 1 FROM field f"
        " WHERE f.id = change.field AND f.known = 0) THEN ?"
        " WHEN EXISTS (SELECT 1 FROM save s, field f WHERE s.id = change.save AND s.aside = 1"
        " AND f.id = change.field AND f.exempt = 0) THEN ? ELSE 0 END"
        " WHERE id IN (SELECT id FROM temp.released)",
        (int(Held.NEWER), int(Held.SET_ASIDE)),
    )
    run("INSERT INTO release (change) SELECT id FROM temp.released ORDER BY id")
    run(
        "INSERT OR IGNORE INTO temp.cell SELECT c.record, c.field FROM temp.released r"
        " JOIN change c ON c.id = r.id WHERE c.held = 0"
    )
    return int(
        run(
            "SELECT count(*) FROM temp.released r JOIN change c ON c.id = r.id WHERE c.held = 0"
        ).scalar_one()
    )


def rework(connection: Connection, ground: Ground) -> None:
    """Throw away heads, circles, tables and search, and work all out again from the log."""
    run = connection.exec_driver_sql
    stage = Stage(connection, ground.registry)  # with empty working tables
    redactions.renew(stage)
    rulings.forget(stage)
    run("DELETE FROM head")
    run("DELETE FROM conflict")
    run("DELETE FROM missing_parent")
    run(
        "INSERT OR IGNORE INTO temp.cell SELECT DISTINCT record, field FROM change"
        " WHERE held IN (0, 6)"
    )
    heads.recompute(connection)
    heads.rank(connection, ground.registry)
    if _decide(stage):
        heads.recompute(connection)
        run("DELETE FROM temp.disputed")
        heads.rank(connection, ground.registry)
    repaint(connection, ground)
    _raise_lamport(connection)


def reconsider_newer(connection: Connection, ground: Ground) -> None:
    """After the registry changed: release what is known now, hold what no longer is, rework."""
    run = connection.exec_driver_sql
    Stage(connection, ground.registry)
    run(
        "UPDATE change SET held = ? WHERE held = 0"
        " AND field IN (SELECT id FROM field WHERE known = 0)",
        (int(Held.NEWER),),
    )
    run(
        "INSERT INTO temp.released SELECT c.id FROM change c JOIN field f ON f.id = c.field"
        " WHERE c.held = ? AND f.known = 1",
        (int(Held.NEWER),),
    )
    release_marked(connection)
    _raise_lamport(connection)
    rework(connection, ground)


def repaint(connection: Connection, ground: Ground) -> None:
    """Make circles, typed tables and search again from the heads, for the ground's viewer."""
    Stage(connection, ground.registry)
    for kind in ground.registry:
        if kind not in HIDDEN_KINDS:
            connection.exec_driver_sql(f"DELETE FROM {table_name(kind)}")  # noqa: S608
    search.clear_search(connection)
    circles.redraw(connection, ground.viewer)
    projection.mark_all(connection)
    projection.project(connection, ground.registry)
    search.refresh(connection, ground.registry)


def _decide(stage: Stage) -> bool:
    wanted = decisions.saves_set_aside(stage.connection)
    numbers = Interner(stage.connection, "save").ensure(wanted)
    aside = decisions.apply(stage.connection, wanted, numbers)
    return rulings.follow(stage) or aside


def _raise_lamport(connection: Connection) -> None:
    connection.exec_driver_sql(
        "UPDATE meta SET value = max(CAST(value AS INTEGER), coalesce((SELECT max(lamport)"
        " FROM temp.stage WHERE held = 0), 0), coalesce((SELECT max(c.lamport)"
        " FROM temp.released r JOIN change c ON c.id = r.id), 0)) WHERE name = 'lamport'"
    )


def _report(stage: Stage, opened: int) -> MergeReport:
    run = stage.connection.exec_driver_sql
    by_reason = {
        int(row[0]): int(row[1])
        for row in run("SELECT held, count(*) FROM temp.stage GROUP BY held")
    }
    new = sum(by_reason.values())
    released = run(
        "SELECT count(*) FROM temp.released r JOIN change c ON c.id = r.id"
        " WHERE c.held = 0 AND c.id < ?",
        (stage.first,),
    ).scalar_one()
    touched = run(
        "SELECT r.uid, t.kind, coalesce(k.shown, 0) FROM temp.touched t"
        " JOIN record r ON r.id = t.record"
        " LEFT JOIN circle k ON k.record = t.record AND k.kind = t.kind"
    ).all()
    return MergeReport(
        new=new,
        already_known=stage.staged - new,
        admitted=by_reason.get(0, 0),
        held={Held(reason): count for reason, count in by_reason.items() if reason},
        released=int(released),
        conflicts_opened=opened,
        kinds=frozenset(row[1] for row in touched),
        records=frozenset(row[0] for row in touched if row[2]),
    )


def _visible(connection: Connection, record: int, field: int) -> bool:
    return bool(
        connection.exec_driver_sql(
            "SELECT EXISTS (SELECT 1 FROM circle k JOIN field f ON f.kind = k.kind"
            " WHERE k.record = ? AND f.id = ? AND k.shown = 1)",
            (record, field),
        ).scalar_one()
    )


def _any(connection: Connection, table: str) -> bool:
    return bool(connection.exec_driver_sql(f"SELECT EXISTS (SELECT 1 FROM {table})").scalar_one())  # noqa: S608
