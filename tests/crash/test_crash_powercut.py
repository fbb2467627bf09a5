"""The model of a power cut itself: what is certain stays, what is not certain may go."""

from pathlib import Path
from random import Random

import pytest

from tests.crash.powercut import SECTOR, Cut, Disk
from tests.crash.recording import Op, Record

ROOT = Path("/disk")
FILE = Record(Op.OPEN, 1, b=1, one=b"/disk/a")
FOLDER = Record(Op.OPEN, 2, one=b"/disk")
SYNC_FILE = Record(Op.SYNC, 1)
SYNC_FOLDER = Record(Op.SYNC, 2)


def write(data: bytes, offset: int = 0) -> Record:
    return Record(Op.WRITE, 1, a=offset, b=len(data), one=data)


def states(tmp_path: Path, records: list[Record], cut: Cut, tries: int = 60) -> list[bytes | None]:
    disk = Disk(ROOT, tmp_path)
    disk.play(records)
    return [disk.after(cut, Random(n)).get(Path("a")) for n in range(tries)]


@pytest.mark.parametrize("cut", list(Cut))
def test_what_was_synced_with_its_name_survives_every_cut(tmp_path: Path, cut: Cut) -> None:
    records = [FILE, FOLDER, write(b"kept"), SYNC_FILE, SYNC_FOLDER]
    assert set(states(tmp_path, records, cut)) == {b"kept"}


def test_an_unsynced_write_is_lost(tmp_path: Path) -> None:
    records = [FILE, FOLDER, SYNC_FOLDER, write(b"old"), SYNC_FILE, write(b"new")]
    assert set(states(tmp_path, records, Cut.LOST)) == {b"old"}
    assert set(states(tmp_path, records, Cut.PREFIX)) == {b"old", b"new"}


def test_a_file_whose_folder_was_not_synced_may_be_gone(tmp_path: Path) -> None:
    records = [FILE, write(b"kept"), SYNC_FILE]
    assert set(states(tmp_path, records, Cut.LOST)) == {None}
    assert set(states(tmp_path, records, Cut.PREFIX)) == {None, b"kept"}


def test_later_writes_may_survive_without_earlier_ones(tmp_path: Path) -> None:
    records = [FILE, FOLDER, SYNC_FOLDER, write(b"ab"), SYNC_FILE, write(b"X"), write(b"Y", 1)]
    assert set(states(tmp_path, records, Cut.REORDERED)) == {b"ab", b"Xb", b"aY", b"XY"}
    assert set(states(tmp_path, records, Cut.PREFIX)) == {b"ab", b"Xb", b"XY"}


def test_one_write_tears_at_sectors_and_nowhere_else(tmp_path: Path) -> None:
    records = [FILE, FOLDER, SYNC_FOLDER, write(b"." * 2 * SECTOR), SYNC_FILE]
    torn = set(states(tmp_path, [*records, write(b"x" * 2 * SECTOR)], Cut.TORN))
    assert torn == {one * SECTOR + two * SECTOR for one in (b".", b"x") for two in (b".", b"x")}


def test_a_rename_is_certain_once_the_folder_was_synced(tmp_path: Path) -> None:
    before = [Record(Op.OPEN, 1, b=1, one=b"/disk/part"), FOLDER, write(b"whole"), SYNC_FILE]
    rename = Record(Op.RENAME, one=b"/disk/part", two=b"/disk/a")
    assert None in states(tmp_path, [*before, SYNC_FOLDER, rename], Cut.LOST)
    assert set(states(tmp_path, [*before, rename, SYNC_FOLDER], Cut.TORN)) == {b"whole"}


def test_a_shortened_file_may_keep_its_length(tmp_path: Path) -> None:
    base = [FILE, FOLDER, SYNC_FOLDER, write(b"long"), SYNC_FILE, Record(Op.TRUNCATE, 1, a=1)]
    assert set(states(tmp_path, base, Cut.LOST)) == {b"long"}
    assert set(states(tmp_path, [*base, SYNC_FILE], Cut.LOST)) == {b"l"}
