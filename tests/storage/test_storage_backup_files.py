"""Encrypted files in backups: inside one that leaves, beside the daily ones, whole when back."""

import json
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from socialcase.cases.clock import SeededChance
from socialcase.cases.records import Attachment
from socialcase.errors import BackupDamaged
from socialcase.storage import Store
from socialcase.storage.backup import (
    FOLDER,
    listed_in,
    restore_backup,
    verify_backup,
    write_backup,
)
from socialcase.storage.backup_files import Catalogue, read_catalogue, tidy_beside
from tests.storage.conftest import KEY

EXTRA = {"vault.json": b'{"vault": 1}'}
CONTENT = bytes(range(256)) * 3000


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    made = new_store()
    for number in range(3):
        add(made, CONTENT + bytes([number]))
    return made


def add(store: Store, content: bytes) -> str:
    with store.attachments.new() as file:
        file.write(content)
    with store.transaction("ogulgerek") as tx:
        tx.create("attachment", "everyone", {"name": "a picture", "file": file.name})
    return file.name


def back(store: Store, file: Path, folder: Path) -> Store:
    return restore_backup(file, KEY, folder, clock=store.clock, chance=SeededChance(77))


def test_a_backup_that_leaves_brings_every_file_back(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "stick.scbackup"
    manifest = write_backup(store, KEY, file, EXTRA)
    assert manifest.left_out == 0
    assert file.stat().st_size > 3 * len(CONTENT)
    with closing(back(store, file, tmp_path / "back")) as again:
        assert again.attachments.names() == store.attachments.names()
        assert again.check().sound
        assert again.check().files.missing == ()
        with again.reading() as reading:
            assert reading.count(Attachment) == 3


def test_the_daily_backups_share_one_folder_of_files(store: Store, tmp_path: Path) -> None:
    own = store.folder / FOLDER
    own.mkdir()
    first, second = own / "first.scbackup", own / "second.scbackup"
    write_backup(store, KEY, first, EXTRA)
    erased = add(store, b"short-lived")
    write_backup(store, KEY, second, EXTRA)
    assert second.stat().st_size < 3 * len(CONTENT)
    beside = own / "attachments"
    assert len(list(beside.iterdir())) == 4
    inode = {place.stat().st_ino for place in store.attachments.folder.iterdir()}
    assert {place.stat().st_ino for place in beside.iterdir()} == inode, "no room taken twice"
    for place in store.attachments.folder.iterdir():  # a finger on the wrong folder
        place.unlink()
    with closing(back(store, second, tmp_path / "back")) as again:
        assert len(again.attachments.names()) == 4
        assert again.check().files.missing == ()
    (beside / "left.part").write_bytes(b"half")
    tidy_beside(own, [listed_in(first)])
    assert sorted(place.stem for place in beside.iterdir()) == sorted(
        name for name, _ in listed_in(first).beside
    )
    assert erased not in {place.stem for place in beside.iterdir()}


def test_what_is_lost_or_cut_short_here_does_not_take_its_copy_with_it(
    store: Store, tmp_path: Path
) -> None:
    own = store.folder / FOLDER
    own.mkdir()
    write_backup(store, KEY, own / "first.scbackup", EXTRA)
    lost, short, *_ = sorted(store.attachments.folder.iterdir())
    lost.unlink()
    half = tmp_path / "half"
    half.write_bytes(short.read_bytes()[: len(CONTENT) // 2])
    half.replace(short)  # as a program does that brings files up to date
    second = own / "second.scbackup"
    assert write_backup(store, KEY, second, EXTRA).left_out == 0
    tidy_beside(own, [listed_in(second)])
    with closing(back(store, second, tmp_path / "back")) as again:
        assert len(again.attachments.names()) == 3
        assert again.check().files.damaged == again.check().files.missing == ()


def test_a_daily_backup_carried_away_alone_still_brings_the_database(
    store: Store, tmp_path: Path
) -> None:
    (store.folder / FOLDER).mkdir()
    file = store.folder / FOLDER / "day.scbackup"
    write_backup(store, KEY, file, EXTRA)
    alone = file.rename(tmp_path / "day.scbackup")
    with closing(back(store, alone, tmp_path / "back")) as again:
        assert again.attachments.names() == []
        assert len(again.attachments.lacking()) == 3, "to be asked for at the office"


def test_a_missing_or_damaged_file_is_counted_and_holds_no_backup_up(
    store: Store, tmp_path: Path
) -> None:
    first, second, _ = sorted(store.attachments.folder.iterdir())
    first.unlink()
    second.write_bytes(CONTENT)
    file = tmp_path / "stick.scbackup"
    manifest = write_backup(store, KEY, file, EXTRA)
    assert manifest.left_out == 2
    with closing(back(store, file, tmp_path / "back")) as again:
        assert len(again.attachments.names()) == 1


@pytest.mark.parametrize("at", [-1, -len(CONTENT), -2 * len(CONTENT) - 9])
def test_a_changed_file_inside_is_noticed(store: Store, tmp_path: Path, at: int) -> None:
    file = tmp_path / "stick.scbackup"
    write_backup(store, KEY, file, EXTRA)
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    with pytest.raises(BackupDamaged):
        verify_backup(file, KEY, tmp_path)
    with pytest.raises(BackupDamaged):
        back(store, file, tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("cut", [1, len(CONTENT), 3 * len(CONTENT) + 50])
def test_a_backup_cut_short_or_with_something_behind_it_is_noticed(
    store: Store, tmp_path: Path, cut: int
) -> None:
    file = tmp_path / "stick.scbackup"
    write_backup(store, KEY, file, EXTRA)
    whole = file.read_bytes()
    for data in (whole[:-cut], whole + b"x"):
        file.write_bytes(data)
        with pytest.raises(BackupDamaged):
            verify_backup(file, KEY, tmp_path)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"inside": [], "beside": 3}',
        b'{"inside": [["../../x", 3]], "beside": []}',
        b'{"inside": [["' + b"0" * 64 + b'", -3]], "beside": []}',
        b"[" * 100_000,
    ],
)
def test_a_catalogue_that_is_none_is_refused(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(BackupDamaged):
        read_catalogue(raw, tmp_path)


def test_a_backup_of_the_first_layout_still_comes_back(
    new_store: Callable[..., Store], tmp_path: Path
) -> None:
    store = new_store()
    with store.transaction("ogulgerek") as tx:
        person = tx.create("person", "everyone", {"alias": "Grandmother"})
    file = tmp_path / "old.scbackup"
    write_backup(store, KEY, file, EXTRA)
    as_first_layout(file)
    assert listed_in(file) == Catalogue()
    with closing(back(store, file, tmp_path / "back")) as again, again.reading() as reading:
        assert reading.history(person)


def as_first_layout(file: Path) -> None:
    """Write a backup again as the program did before it had files."""
    data = file.read_bytes()
    at = len(b"SOCIALCASE BACKUP 2\n")
    vault = struct.unpack(">I", data[at : at + 4])[0]
    names = struct.unpack(">I", data[at + 4 + vault : at + 8 + vault])[0]
    inner = file.with_name("inner")
    inner.write_bytes(data[at + 16 + vault + names :])
    with closing(sqlcipher.connect(str(inner), isolation_level=None)) as database:
        database.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        row = database.execute("SELECT content FROM backup_part WHERE name = ''").fetchone()
        manifest = json.loads(row[0])
        del manifest["files"], manifest["left_out"]
        changed = (json.dumps(manifest).encode(),)
        database.execute("UPDATE backup_part SET content = ? WHERE name = ''", changed)
    front = b"SOCIALCASE BACKUP 1\n" + data[at : at + 4 + vault]
    file.write_bytes(front + inner.read_bytes())
    inner.unlink()
