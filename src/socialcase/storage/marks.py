"""Marks: a workspace recognises what it wrote itself, even if it has forgotten writing it.

Half of every salt is chance; the other half is a keyed hash of the change, under a secret that
lies in the database alone, and so in its backups. Put back from a backup, a workspace knows by it
which changes that others bring are its own, whole and unaltered. For everybody else it is chance.
"""

import hmac
import json
from collections.abc import Iterable

from socialcase.cases.clock import Chance
from socialcase.storage.connection import Connection
from socialcase.storage.meta import read_meta, write_meta
from socialcase.storage.rows import StagedRow

NONCE = 8
"""Bytes of chance in a salt: the value that was redacted cannot be guessed by its writer either."""
_NAME = "mark"
_SIZE = 32
_Parents = Iterable[tuple[str, str, int]]


def secret(connection: Connection, chance: Chance) -> bytes:
    """The secret of this workspace, made where there is none yet (on a writing connection)."""
    kept = known_secret(connection)
    if kept:
        return kept
    made = chance.bytes(_SIZE)
    write_meta(connection, _NAME, made.hex())
    return made


def known_secret(connection: Connection) -> bytes:
    """The secret of this workspace; empty where nothing was ever marked."""
    return bytes.fromhex(read_meta(connection, _NAME) or "")


def salt(
    key: bytes,
    nonce: bytes,
    stated: tuple[str, str, int, int, int, str, str, str, str],
    parents: _Parents,
    value: str | None,
) -> bytes:
    """The salt of a change.

    `stated`: device, epoch, sequence number, lamport, wall, save, record, field, author.
    """
    text = json.dumps([nonce.hex(), stated, list(parents), value], ensure_ascii=False)
    return nonce + hmac.digest(key, text.encode("utf-8"), "sha256")[:NONCE]


def is_marked(key: bytes, row: StagedRow) -> bool:
    """Whether the workspace with this secret wrote exactly this; a redacted value tells nothing."""
    if not key or row.salt is None:
        return False
    made = salt(key, row.salt[:NONCE], (*row[:8], row.author), row.parents, row.value)
    return hmac.compare_digest(made, row.salt)
