"""Search over 100,000 people, beside the bare full-text query on the same encrypted file.

The floor asks the driver what the program asks: the same MATCH expression (words may go on, and a
last i may vanish as they do), the same limit, the same order, the same lines of the people found.
"""

from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from socialcase.actions import workspaces
from socialcase.actions.workspaces import Workspace
from socialcase.cases.hearing import heard
from socialcase.storage.search import beginnings
from socialcase.sync.vault import open_vault
from tests.bench.ground import PASSPHRASE, crowd, new_laptop, stem, take_in
from tests.bench.measuring import Line, at_most, interleaved, no_more_than, timed

PEOPLE = 100_000
ROUNDS = 15
LIMIT = 50
QUERIES = 40
TYPED_WRONG = 0.05
"""Seconds within which a text with one typing error may be answered."""


def search_lines(folder: Path) -> list[Line]:
    """Exact words (a surname), beginnings (five letters), a letter left out, as the field asks."""
    laptop = new_laptop(folder / "laptop")
    take_in(laptop, crowd(PEOPLE))
    connection = _bare(folder / "laptop")
    whole = [stem(n * 2_467) for n in range(QUERIES)]
    lines = []
    for what, texts in (("exact", whole), ("prefix", [word[:5] for word in whole])):
        ours, floor = interleaved(
            lambda texts=texts: timed(lambda: _search(laptop, texts)) / QUERIES,  # type: ignore[misc]
            _floor(connection, texts),
            ROUNDS,
        )
        lines.append(at_most(f"search: {what}, {PEOPLE:,} people", ours, floor, 1.5))
    wrong = [f"{word[:4]}{word[5:]}" for word in whole]
    lines.append(
        no_more_than(
            f"search: one typing error, {PEOPLE:,} people",
            [timed(lambda: _search(laptop, wrong)) / QUERIES for _ in range(ROUNDS)],
            TYPED_WRONG,
        )
    )
    connection.close()
    workspaces.close_workspace(laptop)
    return lines


def _search(workspace: Workspace, texts: list[str]) -> None:
    for text in texts:
        if not workspace.store.search(text, ("person",), LIMIT):
            raise AssertionError("nothing found")


def _bare(folder: Path) -> sqlcipher.Connection:
    key = open_vault(folder, PASSPHRASE).hex()
    connection = sqlcipher.connect(str(folder / "database.scdb"))
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _floor(connection: sqlcipher.Connection, texts: list[str]) -> Callable[[], float]:
    """The index asked once for each text, and the found people's lines read."""
    statement = (
        "SELECT k.uid, k.title, k.detail FROM (SELECT rowid AS record FROM words_person"
        " WHERE words_person MATCH ? LIMIT ?) w"
        " CROSS JOIN card k ON k.record = w.record AND k.kind = 'person' ORDER BY k.sort, k.uid"
    )
    asked = [(beginnings(heard(text).split()), LIMIT) for text in texts]

    def run() -> float:
        return timed(lambda: [connection.execute(statement, a).fetchall() for a in asked]) / len(
            asked
        )

    return run
