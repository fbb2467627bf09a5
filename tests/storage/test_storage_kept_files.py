"""Files that older programs made open with this one, and everything in them is there.

The one of the first layout is opened in `test_storage_opening`.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.cases.records import Case, Note
from socialcase.storage import Store, open_store, rulings
from socialcase.storage.schema import SCHEMA
from tests.storage.make_office import KEY, ROWS

FILES = Path(__file__).parent / "files"
HEADS = (
    "SELECT group_concat(line, char(10)) FROM (SELECT r.uid || f.uid || hex(c.row_hash) || h.shows"
    " AS line FROM head h JOIN record r ON r.id = h.record JOIN field f ON f.id = h.field"
    " JOIN change c ON c.id = h.change ORDER BY line)"
)


@pytest.fixture(params=[2, 3])
def layout(request: pytest.FixtureRequest) -> int:
    """A layout that older programs wrote."""
    return int(request.param)


@pytest.fixture
def folder(tmp_path: Path, layout: int) -> Path:
    """The database of an office, by the last program that knew of that layout."""
    shutil.copy(FILES / f"v{layout}.scdb", tmp_path / "database.scdb")
    return tmp_path


def expected(layout: int) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((FILES / f"v{layout}.json").read_text(encoding="utf-8"))
    return facts


def opened(folder: Path, clock: FixedClock) -> Store:
    return open_store(folder, KEY, clock=clock, chance=SeededChance(99), anywhere=True)


def asked(file: Path, query: str) -> Any:
    database = sqlcipher.connect(str(file), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    found = database.execute(query).fetchone()[0]
    database.close()
    return found


def test_an_older_file_opens_and_nothing_of_it_is_lost(
    folder: Path, layout: int, clock: FixedClock
) -> None:
    facts = expected(layout)
    assert asked(folder / "database.scdb", "PRAGMA user_version") == layout
    heads = asked(folder / "database.scdb", HEADS)
    store = opened(folder, clock)
    with store.snapshot() as connection:
        run = connection.exec_driver_sql
        assert run(ROWS).scalar().splitlines() == facts["rows"]
        assert run(HEADS).scalar() == heads
        held = run("SELECT held, count(*) FROM change GROUP BY held ORDER BY held").all()
        assert [list(row) for row in held] == facts["held"]
        assert run("SELECT count(*) FROM sealed").scalar() == facts["sealed"]
        assert run("PRAGMA user_version").scalar() == SCHEMA
    with store.reading() as reading:
        conflicts = [[one.record, one.field] for one in reading.conflicts()]
        worries = {case.worry for case in reading.page(Case)}
    assert conflicts == facts["conflicts"]
    assert worries == {"Roof leaks badly"}, "the redacted, undone and closed ones do not show"
    assert len(store.exchange.receipts()) == facts["receipts"]
    drafts = [[list(step) for step in store.drafts.replay(d.uid)] for d in store.drafts.open()]
    assert drafts == facts["drafts"]
    assert store.check().sound
    digest = store.digest()
    assert store.rebuild().equal
    assert store.digest() == digest
    store.close()
    copy = folder / f"database.before-v{layout + 1}.scdb"
    assert asked(copy, "PRAGMA user_version") == layout
    assert asked(copy, ROWS).splitlines() == facts["rows"]


def test_what_it_held_can_be_released(folder: Path, clock: FixedClock) -> None:
    """The step to layout 3 is for this: the decision counts, and goes out again if taken back."""
    store = opened(folder, clock)
    with store.reading() as reading:
        origins = [one.change.origin for one in reading.waiting()]
        assert reading.count(Note) == 0
    assert len(origins) == 2
    with store.transaction(store.viewer) as tx:
        said = {"subject": rulings.subject(origins), "verb": "release"}
        tx.create("decision", "everyone", said)
    with store.reading() as reading:
        assert [note.text for note in reading.page(Note)] == ["Not hers to write"]
    store.undo(tx.save, store.viewer)
    with store.reading() as reading:
        assert reading.count(Note) == 0
    assert store.rebuild().equal
    store.close()
