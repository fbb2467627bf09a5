"""The encrypted database: change log, typed tables, search, exchange, backup. All SQL lives here.

Opening gives a `Store`; writing is `with store.transaction(author) as tx:`, reading is
`with store.reading() as r:`, and the exchange room uses `store.exchange` and `store.merging()`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialcase.storage.exchange import Exchange
    from socialcase.storage.merging import Merging
    from socialcase.storage.opening import create_store, open_store
    from socialcase.storage.peer_rows import (
        Ack,
        Cursor,
        Peer,
        Receipt,
        SealedPart,
        SentBundle,
    )
    from socialcase.storage.reading import Reading
    from socialcase.storage.rows import Outgoing, StagedRecord, StagedRow, StubRow, staged
    from socialcase.storage.store import Store
    from socialcase.storage.views import (
        CaseRow,
        CheckReport,
        Conflict,
        DuplicatePair,
        Entry,
        HeldCount,
        Hit,
        MergeReport,
        PersonRow,
        RebuildReport,
        SaveLine,
        StreamHead,
        Unsent,
    )
    from socialcase.storage.writing import Transaction

__all__ = [
    "Ack",
    "CaseRow",
    "CheckReport",
    "Conflict",
    "Cursor",
    "DuplicatePair",
    "Entry",
    "Exchange",
    "HeldCount",
    "Hit",
    "MergeReport",
    "Merging",
    "Outgoing",
    "Peer",
    "PersonRow",
    "Reading",
    "RebuildReport",
    "Receipt",
    "SaveLine",
    "SealedPart",
    "SentBundle",
    "StagedRecord",
    "StagedRow",
    "Store",
    "StreamHead",
    "StubRow",
    "Transaction",
    "Unsent",
    "create_store",
    "open_store",
    "staged",
]

_PARTS = {
    "exchange": "Exchange",
    "merging": "Merging",
    "opening": "create_store open_store",
    "reading": "Reading",
    "peer_rows": "Ack Cursor Peer Receipt SealedPart SentBundle",
    "rows": "Outgoing StagedRecord StagedRow StubRow staged",
    "store": "Store",
    "views": "CaseRow CheckReport Conflict DuplicatePair Entry HeldCount Hit MergeReport PersonRow"
    " RebuildReport SaveLine StreamHead Unsent",
    "writing": "Transaction",
}


def __getattr__(name: str) -> object:
    """What this room offers, imported when it is asked for: a window opens before it writes."""
    for part, names in _PARTS.items():
        if name in names.split():
            found: object = getattr(import_module(f"socialcase.storage.{part}"), name)
            globals()[name] = found
            return found
    raise AttributeError(name)
