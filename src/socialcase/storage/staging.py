"""The stage: rows on their way into the log, before anything of them counts."""

from collections.abc import Mapping, Sequence

from socialcase.cases.changes import CHAIN_START, Held
from socialcase.cases.fields import RecordSpec
from socialcase.storage.connection import Connection
from socialcase.storage.interning import Fields, Interner
from socialcase.storage.rows import StagedRow

_COLUMNS = (
    "id, stream, seq, lamport, wall, save, record, field, value, salt, author,"
    " commitment, row_hash, held, parent_stream, parent_seq"
)

_TEMPORARY = (
    f"CREATE TEMP TABLE IF NOT EXISTS stage (id INTEGER PRIMARY KEY{_COLUMNS[2:]}, doubt)",
    "CREATE TEMP TABLE IF NOT EXISTS stage_parent (change, place, stream, seq)",
    "CREATE TEMP TABLE IF NOT EXISTS cell (record INTEGER, field INTEGER,"
    " PRIMARY KEY (record, field)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS disputed (record INTEGER, field INTEGER,"
    " PRIMARY KEY (record, field)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS released (id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS heard (record INTEGER, kind TEXT,"
    " PRIMARY KEY (record, kind)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS touched (record INTEGER, kind TEXT,"
    " PRIMARY KEY (record, kind)) WITHOUT ROWID",
)
_NAMES = ("stage", "stage_parent", "cell", "disputed", "gone", "released", "heard", "touched")

# 0 stands for none: the driver takes longest over None, bytes and members of an enumeration,
# for which it looks up an adapter each time; so numbers and bytearrays are handed to it
_INSERT = f"INSERT INTO temp.stage VALUES ({'?, ' * 14}{', '.join(['nullif(?, 0)'] * 3)})"  # noqa: S608


class Stage:
    """The stage of one transaction. `staged`: rows put on it so far."""

    def __init__(self, connection: Connection, registry: Mapping[str, RecordSpec]) -> None:
        self.connection = connection
        self.registry = registry
        self.staged = 0
        self.doubtful = False
        self._fields = Fields(connection, registry)
        self._records = Interner(connection, "record")
        self._saves = Interner(connection, "save")
        self._authors = Interner(connection, "author")
        self._streams: dict[tuple[str, str], tuple[int, int]] = {}
        _clear(connection)
        self.first = _number(connection, "SELECT coalesce(max(id), 0) + 1 FROM change")
        self._next = self.first

    def add(self, rows: Sequence[StagedRow]) -> None:
        """Put rows on the stage."""
        if not rows:
            return
        saves = self._saves.ensure({row[5] for row in rows})
        records = self._records.ensure({row[6] for row in rows})
        paths = self._fields.ensure({row[7] for row in rows})
        authors = self._authors.ensure({row[10] for row in rows})
        last = self._meet_all(rows)
        streams = {key: number for key, (number, _) in self._streams.items()}
        flat: list[tuple[object, ...]] = []
        # one flat loop: a merge goes through it a hundred thousand times
        for number, row in enumerate(rows, self._next):
            stream, seq, parents = streams[row[0], row[1]], row[2], row[11]
            doubt = int(seq <= last[stream])
            if not doubt:
                last[stream] = seq
            above, above_seq = 0, 0
            if parents:
                device, epoch, above_seq = parents[0]
                above = streams[device, epoch]
            flat.append(
                (
                    number, stream, seq, row[3], row[4], saves[row[5]], records[row[6]],
                    paths[row[7]], row[8], _bytes(row[9]), authors[row[10]], bytearray(row[12]),
                    bytearray(row[13]), int(row[14]), above, above_seq, doubt,
                )
            )  # fmt: skip
            self.doubtful = self.doubtful or bool(doubt)
        self._write(flat, self._other_parents(rows, streams))
        self._next += len(flat)
        self._remember(last)

    def _meet_all(self, rows: Sequence[StagedRow]) -> dict[int, int]:
        for device, epoch in {row[:2] for row in rows}:
            self.stream(device, epoch)
        for device, epoch in {parent[:2] for row in rows for parent in row[11]}:
            self.stream(device, epoch)
        return dict(self._streams.values())

    def _other_parents(
        self, rows: Sequence[StagedRow], streams: Mapping[tuple[str, str], int]
    ) -> list[tuple[int, int, int, int]]:
        return [
            (number, place, streams[parent[0], parent[1]], parent[2])
            for number, row in enumerate(rows, self._next)
            if len(row[11]) > 1
            for place, parent in enumerate(row[11][1:], 1)
        ]

    def stream(self, device: str, epoch: str) -> int:
        """The number of a stream; a new one is entered."""
        found = self._streams.get((device, epoch))
        if found is not None:
            return found[0]
        return self._meet(device, epoch)

    def forget_streams(self) -> None:
        """Read streams anew: something else moved their last sequence number."""
        moved = dict(self._streams)
        self._streams.clear()
        for (device, epoch), (_, staged_to) in moved.items():
            number = self.stream(device, epoch)
            known = self._streams[device, epoch][1]
            self._streams[device, epoch] = (number, max(known, staged_to))

    def number_of(self, record: str) -> int:
        """The number of a record uid."""
        return self._records.ensure((record,))[record]

    def _meet(self, device: str, epoch: str) -> int:
        row = self.connection.exec_driver_sql(
            "SELECT id, last_seq FROM stream WHERE device = ? AND epoch = ?", (device, epoch)
        ).one_or_none()
        if row is None:
            number = _number(self.connection, "SELECT coalesce(max(id), 0) + 1 FROM stream")
            self.connection.exec_driver_sql(
                "INSERT INTO stream VALUES (?, ?, ?, 0, 0, ?)",
                (number, device, epoch, CHAIN_START),
            )
            self._streams[device, epoch] = (number, 0)
            return number
        self._streams[device, epoch] = (int(row[0]), int(row[1]))
        return int(row[0])

    def _remember(self, last: Mapping[int, int]) -> None:
        for key, (number, _) in list(self._streams.items()):
            if number in last:
                self._streams[key] = (number, last[number])

    def _write(
        self, flat: list[tuple[object, ...]], extra: list[tuple[int, int, int, int]]
    ) -> None:
        self.connection.exec_driver_sql(_INSERT, flat)
        self.staged += len(flat)
        if extra:
            self.connection.exec_driver_sql(
                "INSERT INTO temp.stage_parent VALUES (?, ?, ?, ?)", extra
            )


def _clear(connection: Connection) -> None:
    # temporary tables live as long as the one writing connection, unless what made them failed
    made = "SELECT 1 FROM temp.sqlite_master WHERE name = 'stage'"
    if connection.exec_driver_sql(made).first() is not None:
        for name in _NAMES:
            connection.exec_driver_sql(f"DELETE FROM temp.{name}")  # noqa: S608
        return
    for statement in _TEMPORARY:
        connection.exec_driver_sql(statement)


def resolve_doubts(stage: Stage) -> None:
    """Take known rows off the stage and mark forks; better proposals release what was held."""
    if not stage.doubtful:
        return
    run = stage.connection.exec_driver_sql
    run("CREATE INDEX IF NOT EXISTS temp.stage_origin ON stage (stream, seq)")
    run(
        "DELETE FROM temp.stage WHERE doubt AND EXISTS (SELECT 1 FROM temp.stage e"
        " WHERE e.stream = stage.stream AND e.seq = stage.seq"
        " AND e.row_hash = stage.row_hash AND e.id < stage.id)"
    )
    run(
        "INSERT OR IGNORE INTO temp.released SELECT k.id FROM temp.stage s JOIN change k"
        " ON k.stream = s.stream AND k.seq = s.seq AND k.held <> 2 AND k.row_hash = s.row_hash"
        " WHERE s.doubt AND s.held = 0 AND k.held IN (?, ?, ?)",
        (int(Held.GAP), int(Held.SCOPE), int(Held.QUARANTINE)),
    )
    for which in ("k.held <> 2", "k.held = 2"):
        run(
            "DELETE FROM temp.stage WHERE doubt AND EXISTS (SELECT 1 FROM change k"  # noqa: S608
            " WHERE k.stream = stage.stream AND k.seq = stage.seq"
            f" AND {which} AND k.row_hash = stage.row_hash)"
        )
    run(
        "UPDATE temp.stage SET held = ? WHERE doubt AND ("
        " EXISTS (SELECT 1 FROM change k WHERE k.stream = stage.stream AND k.seq = stage.seq"
        " AND k.held <> 2)"
        " OR EXISTS (SELECT 1 FROM temp.stage e WHERE e.stream = stage.stream"
        " AND e.seq = stage.seq AND e.id < stage.id)"
        " OR EXISTS (SELECT 1 FROM stub k WHERE k.stream = stage.stream AND k.seq = stage.seq"
        " AND k.row_hash <> stage.row_hash))",
        (int(Held.FORK),),
    )
    run(
        "DELETE FROM stub WHERE EXISTS (SELECT 1 FROM temp.stage s"
        " WHERE s.stream = stub.stream AND s.seq = stub.seq AND s.row_hash = stub.row_hash)"
    )
    run("DELETE FROM temp.stage_parent WHERE change NOT IN (SELECT id FROM temp.stage)")


def refine(stage: Stage) -> None:
    """Hold what this program does not know and what a decision has set aside."""
    run = stage.connection.exec_driver_sql
    run(
        "UPDATE temp.stage SET held = ? WHERE held = 0"
        " AND field IN (SELECT id FROM field WHERE known = 0)",
        (int(Held.NEWER),),
    )
    run(
        "UPDATE temp.stage SET held = ? WHERE held = 0"
        " AND save IN (SELECT id FROM save WHERE aside = 1)"
        " AND field IN (SELECT id FROM field WHERE exempt = 0)",
        (int(Held.SET_ASIDE),),
    )


def enter(stage: Stage) -> None:
    """Copy the stage into the log and move the streams' last sequence numbers on."""
    run = stage.connection.exec_driver_sql
    run(f"INSERT INTO change SELECT {_COLUMNS} FROM temp.stage ORDER BY id")  # noqa: S608
    run("INSERT INTO more_parent SELECT change, place, stream, seq FROM temp.stage_parent")
    run(
        "UPDATE stream SET last_seq = max(last_seq, m.top) FROM"
        " (SELECT stream, max(seq) AS top FROM temp.stage GROUP BY stream) m"
        " WHERE m.stream = stream.id"
    )


def _bytes(given: bytes | None) -> bytearray | None:
    return None if given is None else bytearray(given)


def _number(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())
