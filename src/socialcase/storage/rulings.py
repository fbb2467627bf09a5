"""Rulings: what people decided about single held changes, and what follows for whether they count.

A ruling is a `decision` whose subject names changes: "held:<device>.<epoch>.<seq> …". Its verb
`release` lets them count; `hold` takes that back, wherever they count by now; `set_aside` leaves
them as they are and nobody is asked any more. Where one says release and another one set aside,
they are held. A change counts at home whatever is decided, and decisions are not decided upon.

What a change was proposed to be stays known beside the ruling (`was`), so whether it counts
depends on the set of admitted changes and on what was proposed alone.
"""

import re
from collections.abc import Iterable, Sequence

from socialcase.cases.changes import MAX_COUNTER, Held, Origin
from socialcase.storage.connection import Connection
from socialcase.storage.staging import Stage

PREFIX = "held:"
RELEASE, HOLD, QUIET = 1, 2, 3
_ORIGIN = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{16})\.([1-9][0-9]{0,15})", re.ASCII)
_FORK = re.compile(r"fork\.([0-9a-f]{64})", re.ASCII)

_STATED = (
    "SELECT cs.value, cv.value FROM field fv JOIN head hv ON hv.field = fv.id AND hv.shows = 1"
    " JOIN change cv ON cv.id = hv.change JOIN field fs ON fs.uid = 'decision.subject'"
    " JOIN head hs ON hs.record = hv.record AND hs.field = fs.id AND hs.shows = 1"
    " JOIN change cs ON cs.id = hs.change"
    " WHERE fv.uid = 'decision.verb' AND cs.value LIKE 'held:%'"
)
# what is unknown, set aside or counts: three ways in which a change was taken as it came
_BASE = "coalesce(n.was, CASE WHEN c.held IN (5, 6) THEN 0 ELSE c.held END)"
_TAKEN = (
    "CASE WHEN EXISTS (SELECT 1 FROM field f WHERE f.id = c.field AND f.known = 0) THEN 5"
    " WHEN EXISTS (SELECT 1 FROM save v WHERE v.id = c.save AND v.aside = 1) THEN 6 ELSE 0 END"
)
_HOME = "(SELECT value FROM meta WHERE name = 'device')"
_BECOMES = (
    f"CASE WHEN n.verdict = {HOLD} AND {_BASE} = 0 AND s.device <> {_HOME} THEN {int(Held.SCOPE)}"
    f" WHEN n.verdict = {RELEASE} AND {_BASE} IN (1, 3, 4) OR {_BASE} = 0 THEN {_TAKEN}"
    f" ELSE {_BASE} END"
)
_RULED = (
    "FROM ruling n JOIN {source} c ON c.stream = n.stream AND c.seq = n.seq AND c.held <> 2"
    " JOIN stream s ON s.id = c.stream JOIN field x ON x.id = c.field AND x.exempt = 0"
)


def subject(origins: Iterable[Origin]) -> str:
    """The subject of a decision about the held changes `origins`."""
    return PREFIX + " ".join(f"{o.device}.{o.epoch}.{o.seq}" for o in origins)


def subject_of_forks(hashes: Iterable[bytes]) -> str:
    """The subject of a decision about changes whose number another one has, by their hash."""
    return PREFIX + " ".join(f"fork.{one.hex()}" for one in hashes)


def named(text: str) -> list[Origin]:
    """The changes that a decision's subject names; what is no origin is passed over."""
    found = (_ORIGIN.fullmatch(word) for word in text.removeprefix(PREFIX).split(" "))
    origins = (Origin(one[1], one[2], int(one[3])) for one in found if one)
    return [origin for origin in origins if origin.seq < MAX_COUNTER]


def forks_decided(connection: Connection) -> set[bytes]:
    """The hashes of forked changes about which somebody has decided."""
    rows = connection.exec_driver_sql(f"{_STATED} AND cs.value LIKE '%fork.%'")
    words = (word for text, verb in rows if verb for word in text.removeprefix(PREFIX).split(" "))
    return {bytes.fromhex(one[1]) for one in map(_FORK.fullmatch, words) if one}


def follow(stage: Stage) -> bool:
    """After decisions changed: rule anew; the fields concerned are left in temp.cell.

    Gives whether anything differed.
    """
    run = stage.connection.exec_driver_sql
    wanted = _wanted(stage)
    rows = run("SELECT stream, seq, verdict, quiet FROM ruling WHERE verdict > 0")
    present = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    new = {place: stated for place, stated in wanted.items() if present.get(place) != stated}
    gone = [place for place in present if place not in wanted]
    if not new and not gone:
        return False
    if gone:
        run("UPDATE ruling SET verdict = 0, quiet = 0 WHERE stream = ? AND seq = ?", gone)
    if new:
        run(
            "INSERT INTO ruling VALUES (?, ?, ?, ?, NULL) ON CONFLICT (stream, seq)"
            " DO UPDATE SET verdict = excluded.verdict, quiet = excluded.quiet",
            [(*place, *stated) for place, stated in new.items()],
        )
    return apply(stage)


def apply(stage: Stage) -> bool:
    """Let every ruling count for the changes that the log has. Gives whether anything differed."""
    run = stage.connection.exec_driver_sql
    if not any_ruling(stage.connection):
        return False
    inside = _RULED.format(source="change")
    moved = run(
        f"SELECT c.id, c.record, c.field, {_BASE}, {_BECOMES} AS becomes {inside}"
        " WHERE c.held <> becomes"
    ).all()
    if not moved:
        return False
    run("INSERT OR IGNORE INTO temp.cell VALUES (?, ?)", [(row[1], row[2]) for row in moved])
    run(
        "UPDATE ruling SET was = ?1 WHERE was IS NULL AND (stream, seq) ="
        " (SELECT stream, seq FROM change WHERE id = ?2)",
        [(row[3], row[0]) for row in moved],
    )
    run("UPDATE change SET held = ? WHERE id = ?", [(row[4], row[0]) for row in moved])
    counting = [(row[0],) for row in moved if not row[4]]
    if counting:  # they go out again, and their counters are met here
        run("INSERT INTO release (change) VALUES (?)", counting)
        run("INSERT OR IGNORE INTO temp.released VALUES (?)", counting)
    return True


def hear_better(stage: Stage) -> None:
    """Note what comes again and was not held by its sender: that is how it is taken from now on."""
    if stage.doubtful and any_ruling(stage.connection):
        stage.connection.exec_driver_sql(
            "UPDATE ruling SET was = 0 WHERE was IN (1, 3, 4) AND (stream, seq) IN"
            " (SELECT s.stream, s.seq FROM temp.stage s JOIN change k ON k.stream = s.stream"
            " AND k.seq = s.seq AND k.row_hash = s.row_hash AND k.held <> 2"
            " WHERE s.doubt AND s.held = 0)"
        )


def take_as_it_came(connection: Connection, places: Sequence[tuple[int, int]]) -> None:
    """Note that changes held for their sender's sake were released, by stream and number."""
    if places and any_ruling(connection):
        connection.exec_driver_sql(
            "UPDATE ruling SET was = 0 WHERE was IN (1, 3, 4) AND stream = ? AND seq = ?", places
        )


def apply_incoming(stage: Stage) -> None:
    """Let the rulings count for what is on the stage, before it enters the log."""
    run = stage.connection.exec_driver_sql
    if not any_ruling(stage.connection):
        return
    inside = _RULED.format(source="temp.stage")
    moved = run(
        f"SELECT c.id, {_BASE}, {_BECOMES} AS becomes {inside} WHERE c.held <> becomes"
    ).all()
    if moved:
        run(
            "UPDATE ruling SET was = ?1 WHERE was IS NULL AND (stream, seq) ="
            " (SELECT stream, seq FROM temp.stage WHERE id = ?2)",
            [(row[1], row[0]) for row in moved],
        )
        run("UPDATE temp.stage SET held = ? WHERE id = ?", [(row[2], row[0]) for row in moved])


def forget(stage: Stage) -> None:
    """Put every change back to what it was proposed to be, so that all can be ruled anew."""
    run = stage.connection.exec_driver_sql
    run("UPDATE ruling SET verdict = 0, quiet = 0")
    apply(stage)
    run("DELETE FROM ruling")
    run("DELETE FROM temp.released")


def any_ruling(connection: Connection) -> bool:
    """Whether anybody ever decided about a held change."""
    return bool(connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM ruling)").scalar_one())


def _wanted(stage: Stage) -> dict[tuple[int, int], tuple[int, int]]:
    """(verdict, whether nobody is asked) of each change that a decision names."""
    verbs: dict[Origin, set[str]] = {}
    for text, verb in stage.connection.exec_driver_sql(_STATED).all():
        for origin in named(text):
            verbs.setdefault(origin, set()).add(verb or "")
    ruled = {origin: _verdict(said) for origin, said in sorted(verbs.items())}
    return {
        (stage.stream(origin.device, origin.epoch), origin.seq): (verdict, int("set_aside" in said))
        for (origin, verdict), said in zip(ruled.items(), map(verbs.get, ruled), strict=True)
        if verdict and said
    }


def _verdict(verbs: set[str]) -> int:
    if "hold" in verbs or {"release", "set_aside"} <= verbs:
        return HOLD
    if "release" in verbs:
        return RELEASE
    return QUIET if "set_aside" in verbs else 0
