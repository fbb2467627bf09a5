"""Who opened which case file here, and when: a stream of its own, only ever added to.

It is not part of the change log: to read is to change nothing. What the others are to know of it
travels as records of the kind `viewing`, which sum it up when a bundle is written.
"""

from socialcase.cases.clock import Clock, milliseconds
from socialcase.lazy_dataclass import dataclass
from socialcase.storage.connection import Connection
from socialcase.storage.journals import Opening as Connecting

ONE_LOOK_MS = 30 * 60 * 1000
"""Opened again within this time with nothing new in the database, it is the same look."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening. `wall`: milliseconds; `newest`: the last change that was here then."""

    wall: int
    newest: int


@dataclass(frozen=True, slots=True)
class Looks:
    """The openings of one file by one person. `first`, `last`: wall milliseconds."""

    record: str
    staff: str
    first: int
    last: int
    times: int


class Openings:
    """The openings noted in this workspace: `store.openings`."""

    def __init__(self, reading: Connecting, writing: Connecting, clock: Clock) -> None:
        self._reading = reading
        self._writing = writing
        self._clock = clock

    def note(self, record: str, staff: str, *, whole: bool = True) -> None:
        """Note that `staff` has opened the file of `record` now.

        `whole`: they see there what is new in it; otherwise that stays new to them.
        """
        now = milliseconds(self._clock.now())
        with self._writing() as connection:
            last = _last(connection, record, staff)
            newest = _newest(connection) if whole or last is None else last.newest
            if last is None or last.newest != newest or now - last.wall > ONE_LOOK_MS:
                connection.exec_driver_sql(
                    "INSERT INTO opened (record, staff, wall, newest) VALUES (?, ?, ?, ?)",
                    (record, staff, now, newest),
                )

    def become(self, former: str, staff: str) -> None:
        """Say that whoever opened files here as `former` is `staff`: the same person all along."""
        with self._writing() as connection:
            connection.exec_driver_sql(
                "UPDATE opened SET staff = ? WHERE staff = ?", (staff, former)
            )

    def last(self, record: str, staff: str) -> Opened | None:
        """When `staff` opened the file last, None for never."""
        with self._reading() as connection:
            return _last(connection, record, staff)

    def of(self, record: str) -> list[Looks]:
        """Who opened the file here, the last one first."""
        return self._found("WHERE record = ?", (record,))

    def since(self, place: int) -> list[Looks]:
        """The openings noted behind `place` (see `end`), one line for each file and person."""
        return self._found("WHERE id > ?", (place,))

    def end(self) -> int:
        """The place of the newest opening, 0 for none."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("SELECT max(id) FROM opened").scalar()
        return int(found or 0)

    def _found(self, condition: str, given: tuple[str | int, ...]) -> list[Looks]:
        with self._reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT record, staff, min(wall), max(wall), count(*) FROM opened"  # noqa: S608
                f" {condition} GROUP BY record, staff ORDER BY 4 DESC, record, staff",
                given,
            ).all()
        return [Looks(*row) for row in rows]


def _newest(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT max(id) FROM change").scalar() or 0)


def _last(connection: Connection, record: str, staff: str) -> Opened | None:
    row = connection.exec_driver_sql(
        "SELECT wall, newest FROM opened WHERE record = ? AND staff = ? ORDER BY id DESC LIMIT 1",
        (record, staff),
    ).first()
    return None if row is None else Opened(row[0], row[1])
