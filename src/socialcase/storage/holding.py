"""What is held and waits for a person: which changes, and whether the viewer may read them."""

from collections.abc import Mapping

from socialcase.cases.changes import Held
from socialcase.cases.fields import AUDIENCE
from socialcase.storage import rulings
from socialcase.storage.connection import Connection
from socialcase.storage.log import Logged, logged
from socialcase.storage.views import HeldChange, HeldCount

_ASKED = (
    " NOT EXISTS (SELECT 1 FROM ruling n WHERE n.stream = c.stream AND n.seq = c.seq"
    " AND n.quiet = 1)"
    # what a copied laptop wrote under numbers that were taken, and has entered anew since
    " AND (c.held <> 2 OR NOT EXISTS (SELECT 1 FROM change k JOIN stream t ON t.id = k.stream"
    " WHERE k.record = c.record AND k.field = c.field AND k.held = 0 AND k.value IS c.value"
    " AND k.author = c.author AND t.device = s.device AND t.id <> s.id))"
)
_LIMIT = 20_000
_OPEN = ("everyone", "etrap:")
_Circles = Mapping[tuple[str, str], tuple[str, str, bool]]
"""Stated and effective audience of a record of a kind, and whether the viewer sees it."""


def counted(connection: Connection) -> list[HeldCount]:
    """How much is held, by stream and reason; without what nobody is asked about any more."""
    rows = connection.exec_driver_sql(
        "SELECT s.device, s.epoch, c.held, count(*) FROM change c"  # noqa: S608
        f" JOIN stream s ON s.id = c.stream WHERE c.held <> 0 AND {_ASKED}"
        " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    ).all()
    found = [HeldCount(device, epoch, Held(why), many) for device, epoch, why, many in rows]
    decided = _decided_forks(connection)
    left = [
        HeldCount(one.device, one.epoch, one.reason, one.changes - decided.get(one.epoch, 0))
        if one.reason is Held.FORK
        else one
        for one in found
    ]
    return [one for one in left if one.changes]


def waiting(connection: Connection) -> list[HeldChange]:
    """The held changes that a person is asked about, in the order of arrival."""
    decided = rulings.forks_decided(connection)
    rows = [
        row
        for row in logged(connection, f"WHERE c.held IN (1, 2, 3, 4, 5) AND {_ASKED}"
                          f" ORDER BY c.id LIMIT {_LIMIT}")
        if row.held is not Held.FORK or row.row_hash not in decided
    ]  # fmt: skip
    circles = _circles(connection)
    stated = _stated(rows)
    return [_held(row, circles, stated) for row in rows]


def _decided_forks(connection: Connection) -> dict[str, int]:
    """By epoch, how many forked changes somebody has decided about."""
    hashes = rulings.forks_decided(connection)
    counts: dict[str, int] = {}
    for row in logged(connection, f"WHERE c.held = 2 AND {_ASKED}") if hashes else ():
        if row.row_hash in hashes:
            epoch = row.change.origin.epoch
            counts[epoch] = counts.get(epoch, 0) + 1
    return counts


def _circles(connection: Connection) -> _Circles:
    rows = connection.exec_driver_sql(
        "SELECT r.uid, k.kind, k.stated, k.effective, k.shown, k.cleared FROM circle k"
        " JOIN record r ON r.id = k.record WHERE k.record IN (SELECT record FROM change"
        " WHERE held IN (1, 2, 3, 4, 5)) OR k.kind = 'case'"
    )
    # a record that was taken back shows nowhere, but it is no secret
    return {
        (uid, kind): (stated, effective, bool(shown or (cleared and "named:" not in effective)))
        for uid, kind, stated, effective, shown, cleared in rows
    }


def _stated(rows: list[Logged]) -> dict[tuple[str, str], str]:
    """The audience that held changes state last, for records of which nothing counts yet."""
    found: dict[tuple[str, str], str] = {}
    for row in sorted(rows, key=lambda one: one.change.lamport):
        kind, _, name = row.change.field.partition(".")
        if name == AUDIENCE and row.change.value:
            found[row.change.record, kind] = row.change.value
    return found


def _held(row: Logged, circles: _Circles, stated: Mapping[tuple[str, str], str]) -> HeldChange:
    return HeldChange(row.change, row.held, row.row_hash, *_circle(row, circles, stated))


def _circle(
    row: Logged, circles: _Circles, stated: Mapping[tuple[str, str], str]
) -> tuple[str, str, bool]:
    """Audience of the record, the effective one, and whether the viewer is in it."""
    place = row.change.record, row.change.field.partition(".")[0]
    if place in circles:
        own, effective, shown = circles[place]
        return _followed(own, effective), effective, shown
    said = stated.get(place, "")
    case = said.removeprefix("case:"), "case"
    if case in circles and said != case[0]:
        return said, *circles[case][1:]
    told = stated.get(case, "") if said != case[0] else said
    return said, told, told.startswith(_OPEN)


def _followed(stated: str, effective: str) -> str:
    return stated if stated.startswith("case:") else effective
