"""Opening, locking, refusing, migrating, backing up and restoring."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from streams import own_rows  # type: ignore[import-not-found]

from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.cases.fields import RecordSpec
from socialcase.cases.records import Case, Person
from socialcase.cases.registry import REGISTRY
from socialcase.errors import (
    BackupDamaged,
    CannotRead,
    CannotWrite,
    DatabaseDamaged,
    DatabaseNewer,
    WorkspaceExists,
    WorkspaceInUse,
    WorkspaceMissing,
    WorkspaceOnRemovable,
)
from socialcase.storage import Store, create_store, open_store, rulings
from socialcase.storage.backup import read_vault, restore_backup, verify_backup, write_backup
from socialcase.storage.place import linux_kind

KEY = bytes(range(32))
FILES = Path(__file__).parent / "files"
EXTRA = {"vault.json": b'{"slots": []}', "attachments/a1": b"encrypted elsewhere"}


def reopen(store: Store, *, read_only: bool = False) -> Store:
    return open_store(
        store.folder, KEY, clock=store.clock, chance=store.chance, read_only=read_only
    )


def one_person(store: Store) -> str:
    with store.transaction(store.viewer) as tx:
        return tx.create("person", "everyone", {"name": {"given": "Bägül"}})


def asked(file: Path, query: str) -> object:
    database = sqlcipher.connect(str(file), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    found = database.execute(query).fetchone()[0]
    database.close()
    return found


def run_sql(file: Path, statement: str) -> None:
    database = sqlcipher.connect(str(file), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    database.execute(statement)
    database.close()


def test_what_was_kept_is_there_after_reopening(store: Store) -> None:
    person = one_person(store)
    stream, digest = (store.device, store.epoch), store.digest()
    store.close()
    again = reopen(store)
    with again.reading() as reading:
        assert reading.get(Person, person) is not None
    assert ((again.device, again.epoch), again.digest()) == (stream, digest)
    assert again.check().sound
    again.close()


def test_commits_are_durable_by_settings(store: Store) -> None:
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_a_second_program_is_refused_while_one_is_open(store: Store) -> None:
    with pytest.raises(WorkspaceInUse):
        reopen(store)
    code = (
        "import sys\nfrom pathlib import Path\nfrom socialcase.errors import WorkspaceInUse\n"
        "from socialcase.storage.lock import Lock\n"
        "try:\n    Lock(Path(sys.argv[1]))\nexcept WorkspaceInUse:\n    sys.exit(7)\n"
    )
    other = subprocess.run([sys.executable, "-c", code, str(store.folder)], check=False)
    assert other.returncode == 7
    store.close()
    reopen(store).close()


def test_folders_that_hold_no_or_another_workspace_are_refused(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(WorkspaceMissing):
        open_store(tmp_path, KEY, clock=clock, chance=SeededChance(1))
    with pytest.raises(WorkspaceExists):
        create_store(store.folder, KEY, viewer="x", clock=clock, chance=SeededChance(1))


def test_a_wrong_key_or_damaged_page_is_named_and_changes_nothing(store: Store) -> None:
    file = store.folder / "database.scdb"
    one_person(store)
    store.close()
    with pytest.raises(DatabaseDamaged):
        open_store(store.folder, bytes(32), clock=store.clock, chance=store.chance)
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\0" * 400 + whole[500:])
    with pytest.raises(DatabaseDamaged):
        reopen(store)
    file.write_bytes(whole)
    reopen(store).close()


def test_a_newer_database_opens_for_reading_only(store: Store) -> None:
    person = one_person(store)
    store.close()
    run_sql(store.folder / "database.scdb", "PRAGMA user_version = 99")
    with pytest.raises(DatabaseNewer):
        reopen(store)
    readable = reopen(store, read_only=True)
    with readable.reading() as reading:
        assert reading.get(Person, person) is not None
    readable.close()


def test_an_older_one_is_brought_up_to_date_before_it_is_only_read(store: Store) -> None:
    person = one_person(store)
    store.close()
    spec = REGISTRY["person"]
    fewer = RecordSpec(
        "person", tuple(f for f in spec.fields if f.name != "strengths"), spec.writers
    )
    older = open_store(
        store.folder,
        KEY,
        clock=store.clock,
        chance=store.chance,
        registry={**REGISTRY, "person": fewer},
    )
    older.close()
    readable = reopen(store, read_only=True)
    with readable.reading() as reading:
        found = reading.get(Person, person)
    assert found is not None
    assert found.strengths == ""
    with pytest.raises(CannotWrite):
        readable.meta.put("a", "b")
    readable.close()
    reopen(store).close()  # nothing holds it


def test_a_database_from_before_redactions_gets_a_place_for_them(store: Store) -> None:
    person = one_person(store)
    store.close()
    for statement in (
        "DROP TABLE redacted",
        "DROP INDEX circle_cleared",
        "ALTER TABLE circle DROP COLUMN cleared",
        "PRAGMA user_version = 1",
    ):
        run_sql(store.folder / "database.scdb", statement)
    opened = reopen(store)
    with opened.transaction("coordinator") as tx:
        assert tx.redact(person, "name")
    with opened.reading() as reading:
        assert reading.get(Person, person).name_given == ""  # type: ignore[union-attr]
    assert opened.check().problems == ()
    assert opened.rebuild().equal
    opened.close()
    assert asked(store.folder / "database.before-v2.scdb", "PRAGMA user_version") == 1


def test_a_database_from_before_rulings_gets_a_place_for_them(store: Store) -> None:
    person = one_person(store)
    store.close()
    for statement in ("DROP TABLE ruling", "PRAGMA user_version = 2"):
        run_sql(store.folder / "database.scdb", statement)
    opened = reopen(store)
    with opened.reading() as reading:
        origins = [entry.change.origin for entry in reading.history(person)]
        assert reading.held() == []
    with opened.transaction("coordinator") as tx:
        tx.create("decision", "everyone", {"subject": rulings.subject(origins), "verb": "hold"})
    with opened.reading() as reading:
        assert reading.get(Person, person) is not None, "at home everything counts"
    assert opened.rebuild().equal
    opened.close()
    assert asked(store.folder / "database.before-v3.scdb", "PRAGMA user_version") == 2


def test_tables_that_drifted_from_the_log_are_noticed_and_repaired(store: Store) -> None:
    person = one_person(store)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE now_person SET name_given = 'Somebody'")
        connection.exec_driver_sql("DELETE FROM head")
    assert store.check().problems == ("heads",)
    assert not store.rebuild().equal
    assert store.check().sound
    assert store.rebuild().equal
    with store.reading() as reading:
        found = reading.get(Person, person)
    assert found is not None
    assert found.name_given == "Bägül"


def test_a_changed_log_row_is_noticed(store: Store) -> None:
    one_person(store)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE change SET lamport = lamport + 1")
    assert set(store.check().problems) == {"hashes", "lamport"}


@pytest.mark.parametrize(
    ("device", "form", "removable", "expected"),
    [
        ("/dev/sda1", "ext4", "0", ""),
        ("/dev/sda1", "ext4", "1", "removable"),
        ("//server/share", "cifs", "0", "network"),
        ("server:/home", "nfs4", "0", "network"),
        ("/dev/sdb1", "exfat", "0", "removable"),
    ],
)
def test_sticks_and_network_drives_are_known(
    tmp_path: Path, device: str, form: str, removable: str, expected: str
) -> None:
    mounts, devices = tmp_path / "mounts", tmp_path / "block"
    mounts.write_text(f"/dev/root / ext4 rw 0 0\n{device} /media/my\\040stick {form} rw 0 0\n")
    (devices / "sda" / "sda1").mkdir(parents=True)
    (devices / "sda1").symlink_to(devices / "sda" / "sda1")
    (devices / "sda" / "removable").write_text(removable)
    assert linux_kind(Path("/media/my stick/case"), mounts, devices) == expected
    assert linux_kind(Path("/home/me"), mounts, devices) == ""


def test_a_workspace_on_a_stick_is_refused_unless_told(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socialcase.storage.place.linux_kind", lambda folder: "removable")
    with pytest.raises(WorkspaceOnRemovable):
        create_store(tmp_path, KEY, viewer="x", clock=clock, chance=SeededChance(1))
    given = {"viewer": "x", "clock": clock, "chance": SeededChance(1)}
    create_store(tmp_path, KEY, anywhere=True, **given).close()  # type: ignore[arg-type]


@pytest.fixture
def old_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    shutil.copy(FILES / "v0.scdb", folder / "database.scdb")
    return folder


def test_a_database_of_the_first_layout_is_migrated_after_a_copy(
    old_folder: Path, clock: FixedClock
) -> None:
    columns = asked(
        old_folder / "database.scdb", "SELECT count(*) FROM pragma_table_info('change')"
    )
    store = open_store(old_folder, KEY, clock=clock, chance=SeededChance(1))
    with store.reading() as reading:
        (case,) = reading.page(Case)
        (person,) = reading.page(Person)
        assert [hit.kind for hit in reading.search("Назарова Багуль")] == ["person"]
        assert len(reading.history(case.uid, "case.risk")) == 2
    assert (case.title, case.risk_level, case.groups) == ("Lives alone", "high", ("older_person",))
    assert (person.name_given, person.birth) == ("Bägül", "~1951")
    assert store.check().sound
    assert store.rebuild().equal
    with store.transaction("staff-of-old") as tx:
        tx.set(case.uid, "status", "intake")
    assert tx.changes[0].lamport == 4
    assert tx.changes[0].origin.seq == 10
    store.close()
    copy = old_folder / "database.before-v1.scdb"
    assert asked(copy, "PRAGMA user_version") == 0
    assert asked(copy, "SELECT count(*) FROM pragma_table_info('change')") == columns
    open_store(old_folder, KEY, clock=clock, chance=SeededChance(1)).close()


def test_a_migration_that_fails_leaves_the_old_layout(
    old_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("socialcase.storage.migrations.learn_fields", broken)
        with pytest.raises(ZeroDivisionError):
            open_store(old_folder, KEY, clock=clock, chance=SeededChance(1))
    store = open_store(old_folder, KEY, clock=clock, chance=SeededChance(1))
    assert store.check().sound
    store.close()


def test_a_backup_comes_back_under_a_new_epoch(store: Store, tmp_path: Path) -> None:
    person = one_person(store)
    store.private.put("diary", "not for others")
    file = tmp_path / "copy.scbackup"
    manifest = write_backup(store, KEY, file, EXTRA)
    assert manifest.digest == store.digest()
    assert read_vault(file) == EXTRA["vault.json"]
    assert sorted(p.name for p in tmp_path.glob("copy*")) == ["copy.scbackup"]
    later = one_person(store)
    back = restore_backup(file, KEY, tmp_path / "back", clock=store.clock, chance=SeededChance(77))
    assert (back.device, back.epoch != store.epoch) == (store.device, True)
    with back.reading() as reading:
        assert reading.get(Person, person) is not None
        assert reading.get(Person, later) is None
    assert list(back.private.names()) == []
    assert (tmp_path / "back" / "attachments" / "a1").read_bytes() == EXTRA["attachments/a1"]
    own = own_rows(back)
    head = back.exchange.stream_head(store.device, store.epoch)
    assert f'"parent":"{store.epoch}"' in str(own[0].change.value)
    assert head.head.hex() in str(own[0].change.value)
    assert back.check().sound
    assert back.rebuild().equal
    back.close()
    with pytest.raises(WorkspaceExists):
        restore_backup(file, KEY, tmp_path / "back", clock=store.clock, chance=store.chance)


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    place = len(content) - 3000
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def other_vault(content: bytes) -> bytes:
    return content.replace(b"slots", b"slotz")


def nothing(content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("harm", [cut, flipped, other_vault, nothing])
def test_a_damaged_backup_is_refused_and_restores_nothing(
    store: Store, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    one_person(store)
    file = tmp_path / "copy.scbackup"
    write_backup(store, KEY, file, EXTRA)
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(BackupDamaged):
        restore_backup(file, KEY, tmp_path / "back", clock=store.clock, chance=store.chance)
    assert not (tmp_path / "back").exists()


def test_a_backup_needs_its_own_key_and_a_file(store: Store, tmp_path: Path) -> None:
    write_backup(store, KEY, tmp_path / "copy", EXTRA)
    with pytest.raises(BackupDamaged):
        verify_backup(tmp_path / "copy", bytes(32), tmp_path)
    with pytest.raises(CannotRead):
        verify_backup(tmp_path / "missing", KEY, tmp_path)
