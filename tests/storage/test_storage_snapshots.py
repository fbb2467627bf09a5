"""Reading straight from the driver: snapshots that cannot write, lent to threads, shut for good."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from socialcase.cases.records import Person
from socialcase.errors import CannotWrite, DatabaseDamaged
from socialcase.storage import Store, open_store
from socialcase.storage.snapshots import Readers

KEY = bytes(range(32))


class Interrupted(Exception):
    """Something went wrong in the middle of a save."""


@pytest.fixture
def readers(store: Store) -> Readers:
    return Readers(store.folder / "database.scdb", KEY)


def add_person(store: Store, given: str) -> None:
    with store.transaction(store.viewer) as tx:
        tx.create("person", "everyone", {"name": {"given": given}})


def fail_late(store: Store) -> None:
    """A save that fails when everything is written but the commit."""
    with store.transaction(store.viewer) as tx:
        tx.create("person", "everyone", {"name": {"given": "Sona"}})
        tx.finish()
        raise Interrupted


def test_rows_are_given_as_they_are_asked_for(readers: Readers) -> None:
    three = "SELECT column1 AS number, column2 AS word FROM (VALUES (1, 'a'), (2, 'b'), (3, 'c'))"
    with readers.begin() as snapshot:
        run = snapshot.exec_driver_sql
        assert run(three).all() == list(run(three)) == [(1, "a"), (2, "b"), (3, "c")]
        assert run(three).first() == (1, "a")
        assert run(three).scalar() == 1
        assert run(three).scalars().all() == list(run(three).scalars()) == [1, 2, 3]
        assert next(iter(run(three).mappings())) == {"number": 1, "word": "a"}
        assert run("SELECT ?, ?", (4, "d")).one() == (4, "d")
        assert run("SELECT 5").scalar_one() == 5
        nothing = f"{three} WHERE 0"
        assert run(nothing).first() is run(nothing).scalar() is run(nothing).one_or_none() is None
        for asked in (run(nothing).one, run(three).one, run(three).one_or_none):
            with pytest.raises(ValueError, match=r".*"):
                asked()
    readers.dispose()


def test_a_snapshot_stays_as_it_was_and_cannot_write(store: Store, readers: Readers) -> None:
    count = "SELECT count(*) FROM now_person"
    with readers.begin() as before:
        assert before.exec_driver_sql(count).scalar_one() == 0
        add_person(store, "Sona")
        assert before.exec_driver_sql(count).scalar_one() == 0
        with pytest.raises(sqlcipher.Error):
            before.exec_driver_sql("DELETE FROM now_person")
    with readers.begin() as after:
        assert after.exec_driver_sql(count).scalar_one() == 1
    readers.dispose()


def test_many_threads_read_while_one_writes(store: Store) -> None:
    def read(_: int) -> int:
        with store.reading() as reading:
            return reading.count(Person)

    with ThreadPoolExecutor(8) as pool:
        counts = pool.map(read, range(200))
        for number in range(20):
            add_person(store, f"Sona {number}")
    assert set(counts) <= set(range(21))
    assert read(0) == 20


def test_after_closing_nothing_is_kept_open(store: Store, readers: Readers) -> None:
    with readers.begin() as lent:
        readers.dispose()
        assert lent.exec_driver_sql("SELECT 1").scalar_one() == 1
        connection = lent.connection
    with pytest.raises(sqlcipher.ProgrammingError):
        connection.execute("SELECT 1")


def test_a_database_opened_for_reading_takes_no_write(store: Store) -> None:
    store.close()
    opened = open_store(store.folder, KEY, clock=store.clock, chance=store.chance, read_only=True)
    with pytest.raises(CannotWrite):
        opened.meta.put("a", "b")
    opened.close()


def test_a_first_save_that_fails_keeps_later_ones_from_nothing(store: Store) -> None:
    store.close()
    opened = open_store(store.folder, KEY, clock=store.clock, chance=store.chance)
    with pytest.raises(Interrupted):
        fail_late(opened)
    add_person(opened, "Bägül")
    with opened.reading() as reading:
        assert [person.name_given for person in reading.page(Person)] == ["Bägül"]
    opened.close()


def test_an_empty_file_is_no_database_of_ours(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    bare = sqlcipher.connect(str(folder / "database.scdb"))
    bare.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    bare.execute("CREATE TABLE mine (a)")
    bare.close()
    for read_only in (False, True):
        with pytest.raises(DatabaseDamaged):
            open_store(folder, KEY, clock=store.clock, chance=store.chance, read_only=read_only)


def test_nothing_is_read_once_the_reading_has_ended(store: Store) -> None:
    with store.reading() as reading:
        kept = reading
    with pytest.raises(RuntimeError):
        kept.count(Person)
