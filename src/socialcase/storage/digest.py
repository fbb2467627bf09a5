"""Naming a state in one line: which changes count and what shows.

Where a stream begins is the machinery's own: it tells nothing about families and is not passed on.
"""

from collections.abc import Iterable

from socialcase.storage.connection import Connection
from socialcase.storage.schema import HIDDEN_KINDS, table_name

_ADMITTED = (
    "SELECT s.device, s.epoch, c.seq, c.row_hash FROM change c JOIN stream s ON s.id = c.stream"
    " JOIN field f ON f.id = c.field WHERE c.held = 0 AND f.kind <> 'epoch'"
    " ORDER BY s.device, s.epoch, c.seq, c.row_hash"
)
_SHOWING = (
    "SELECT r.uid, f.uid, s.device, s.epoch, c.seq, h.shows, c.value FROM head h"
    " JOIN record r ON r.id = h.record JOIN field f ON f.id = h.field"
    " JOIN change c ON c.id = h.change JOIN stream s ON s.id = c.stream"
    " WHERE f.kind <> 'epoch' ORDER BY r.uid, f.uid, s.device, s.epoch, c.seq"
)
_CONFLICTS = (
    "SELECT r.uid, f.uid FROM conflict x JOIN record r ON r.id = x.record"
    " JOIN field f ON f.id = x.field ORDER BY 1, 2"
)
_CIRCLES = (
    "SELECT r.uid, k.kind, k.stated, k.effective, k.shown FROM circle k"
    " JOIN record r ON r.id = k.record WHERE k.shown = 1 ORDER BY 1, 2"
)
_CARDS = "SELECT kind, uid, title, detail, sort FROM card ORDER BY kind, uid"


def digest(connection: Connection) -> str:
    """64 hex digits over the admitted changes, the heads and which of them shows.

    Equal on two laptops exactly when both count the same changes, whoever looks at them.
    """
    return _hashed(connection, (_ADMITTED, _SHOWING, _CONFLICTS))


def table_digest(connection: Connection, kinds: Iterable[str]) -> str:
    """64 hex digits over everything worked out from the log here, typed tables included."""
    typed = [_typed(connection, kind) for kind in kinds if kind not in HIDDEN_KINDS]
    return _hashed(connection, (_ADMITTED, _SHOWING, _CONFLICTS, _CIRCLES, _CARDS, *typed))


def _typed(connection: Connection, kind: str) -> str:
    info = connection.exec_driver_sql(f"PRAGMA table_info({table_name(kind)})")
    names = ", ".join(f'"{row[1]}"' for row in info if row[1] != "record")
    return f"SELECT {names} FROM {table_name(kind)} ORDER BY uid"  # noqa: S608


def _hashed(connection: Connection, statements: Iterable[str]) -> str:
    import hashlib

    whole = hashlib.sha256()
    for statement in statements:
        for row in connection.exec_driver_sql(statement):
            whole.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        whole.update(b"\n")
    return whole.hexdigest()
