"""Workspaces made, opened and refused; backups that bring everything back; a health check."""

import errno
import math
from datetime import date, timedelta
from pathlib import Path

import pytest

from socialcase.actions import maintenance, people
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.doctor import doctor
from socialcase.actions.finding import fetch
from socialcase.actions.passphrases import WORDS, WORDS_IN_A_PASSPHRASE, suggest_passphrase
from socialcase.actions.status import status
from socialcase.actions.wording import advice
from socialcase.actions.workspaces import (
    Workspace,
    change_passphrase,
    close_workspace,
    create_laptop,
    describe_workspace,
    me,
    open_workspace,
)
from socialcase.cases.clock import FixedClock, SeededChance, SystemChance
from socialcase.cases.records import Case, Person
from socialcase.errors import (
    BackupDamaged,
    DiskFull,
    FileInTheWay,
    PassphraseTooWeak,
    WorkspaceExists,
    WorkspaceInUse,
    WorkspaceMissing,
    WrongPassphrase,
)
from socialcase.storage import backup as storage_backup
from tests.conftest import CHEAP, PASSPHRASE, Enrolled, new_laptop


def test_a_workspace_tells_what_it_is_before_it_is_unlocked(laptop: Workspace) -> None:
    label = describe_workspace(laptop.folder)
    assert (label.kind, label.label) == ("laptop", "Maral Annaýewa")
    with pytest.raises(WorkspaceMissing):
        describe_workspace(laptop.folder.parent)


def test_it_opens_again_with_everything_in_it(laptop: Workspace, clock: FixedClock) -> None:
    uid = people.add_person(laptop, {"given": "Jeren"}).record
    close_workspace(laptop)
    again = open_workspace(laptop.folder, PASSPHRASE, clock=clock, anywhere=True)
    try:
        assert fetch(again, Person, uid).name_given == "Jeren"
        assert me(again).name == "Maral Annaýewa"
    finally:
        close_workspace(again)


def test_what_does_not_fit_is_refused_and_leaves_nothing(
    tmp_path: Path, laptop: Workspace, clock: FixedClock
) -> None:
    with pytest.raises(WrongPassphrase):
        open_workspace(laptop.folder, "four other ordinary words", anywhere=True)
    with pytest.raises(WorkspaceInUse):
        open_workspace(laptop.folder, PASSPHRASE, anywhere=True)
    with pytest.raises(WorkspaceExists):
        new_laptop(laptop.folder, "Oraz", clock, seed=5)
    with pytest.raises(PassphraseTooWeak):
        create_laptop(tmp_path / "weak", "1234", "Oraz", cost=CHEAP, anywhere=True)
    assert not (tmp_path / "weak").exists()


def test_a_new_passphrase_replaces_the_old_one(laptop: Workspace, clock: FixedClock) -> None:
    new = "agaç deňiz kitap köpri"
    with pytest.raises(WrongPassphrase):
        change_passphrase(laptop, "not the old one at all", new, CHEAP)
    change_passphrase(laptop, PASSPHRASE, new, CHEAP)
    close_workspace(laptop)
    with pytest.raises(WrongPassphrase):
        open_workspace(laptop.folder, PASSPHRASE, clock=clock, anywhere=True)
    close_workspace(open_workspace(laptop.folder, new, clock=clock, anywhere=True))


def test_a_backup_brings_everything_back(
    laptop: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    case = first_contact(laptop, FirstContact(worry="Cold", alias="B.")).record
    file = maintenance.backup(laptop, tmp_path / "stick.scbackup")
    state, device, epoch = maintenance.digest(laptop), laptop.store.device, laptop.store.epoch
    folder = maintenance.restore(file, tmp_path / "new", PASSPHRASE, clock=clock, anywhere=True)
    again = open_workspace(folder, PASSPHRASE, clock=clock, anywhere=True)
    try:
        assert fetch(again, Case, case).worry == "Cold"
        assert again.store.device == device
        assert again.store.epoch != epoch
        assert me(again).name == "Maral Annaýewa"
        assert maintenance.check(again).sound
    finally:
        close_workspace(again)
    assert maintenance.digest(laptop) == state


def test_a_restored_laptop_goes_on_exchanging(enrolled: Enrolled, tmp_path: Path) -> None:
    maral = enrolled.maral
    first_contact(maral, FirstContact(worry="Cold", alias="B."))
    file = maintenance.backup(maral, tmp_path / "b.scbackup")
    close_workspace(maral)
    folder = maintenance.restore(
        file, tmp_path / "new", PASSPHRASE, clock=enrolled.clock, anywhere=True
    )
    again = open_workspace(folder, PASSPHRASE, clock=enrolled.clock, anywhere=True)
    try:
        people.add_person(again, {"given": "Sona"})
        summary = enrolled.up(again)
        assert sum(summary.held.values()) == 0
        assert status(enrolled.office).people == 2
    finally:
        close_workspace(again)


def test_a_damaged_backup_or_a_full_folder_changes_nothing(
    laptop: Workspace, tmp_path: Path
) -> None:
    file = maintenance.backup(laptop)
    assert file.parent == laptop.folder / "backups"
    with pytest.raises(WrongPassphrase):
        maintenance.restore(file, tmp_path / "a", "four other ordinary words", anywhere=True)
    with pytest.raises(WorkspaceExists):
        maintenance.restore(file, laptop.folder, PASSPHRASE, anywhere=True)
    cut = tmp_path / "cut.scbackup"
    cut.write_bytes(file.read_bytes()[:-5000])
    with pytest.raises(BackupDamaged):
        maintenance.restore(cut, tmp_path / "b", PASSPHRASE, anywhere=True)
    assert not list((tmp_path / "b").glob("*"))
    assert not (tmp_path / "a").exists()


def test_only_the_newest_backups_stay(laptop: Workspace) -> None:
    written = [maintenance.backup(laptop) for _ in range(maintenance.KEPT + 2)]
    assert maintenance.backups_in(laptop.folder / "backups") == written[:1:-1]


def test_a_wrong_clock_never_costs_the_newest_backup(laptop: Workspace, clock: FixedClock) -> None:
    right = clock.at
    clock.at = right.replace(year=2099)
    early = [maintenance.backup(laptop) for _ in range(maintenance.KEPT)]
    clock.at = right.replace(year=1999)
    late = [maintenance.backup(laptop) for _ in range(3)]
    assert maintenance.backups_in(laptop.folder / "backups") == [*late[::-1], *early[:2:-1]]


def test_a_backup_is_kept_once_a_day_and_the_last_of_each_week_stays(
    laptop: Workspace, clock: FixedClock
) -> None:
    made = []
    for _ in range(40):
        file = maintenance.backup_if_due(laptop)
        assert file is not None
        made.append(file)
        clock.move(timedelta(hours=2))  # still the same day: it began at 09:00
        assert maintenance.backup_if_due(laptop) is None
        clock.move(timedelta(hours=22))
    kept = maintenance.backups_in(laptop.folder / "backups")
    assert kept[: maintenance.KEPT] == made[: -maintenance.KEPT - 1 : -1]
    weeks = {date.fromisoformat(one.name[:10]).isocalendar()[:2] for one in kept}
    assert len(weeks) >= maintenance.WEEKS
    assert len(kept) <= maintenance.KEPT + maintenance.WEEKS
    assert not list(laptop.folder.glob("backups/*.part"))


def test_an_automatic_backup_that_cannot_be_written_stops_nobody(laptop: Workspace) -> None:
    (laptop.folder / "backups").write_text("a file where the folder should be")
    assert maintenance.backup_if_due(laptop) is None


@pytest.mark.parametrize("name", ["database.scdb", "vault.json", "workspace.toml", "new.scbackup"])
def test_a_backup_is_never_written_over_the_workspace(
    laptop: Workspace, clock: FixedClock, name: str
) -> None:
    (laptop.folder / "backups").mkdir()
    file = laptop.folder / "backups" / ".." / name
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(FileInTheWay):
        maintenance.backup(laptop, file)
    assert (file.read_bytes() if file.exists() else None) == before
    close_workspace(laptop)
    close_workspace(open_workspace(laptop.folder, PASSPHRASE, clock=clock, anywhere=True))


def test_a_backup_replaces_an_older_one_but_no_other_file(
    laptop: Workspace, tmp_path: Path
) -> None:
    thesis = tmp_path / "thesis.odt"
    thesis.write_text("precious")
    for taken in (thesis, tmp_path):
        with pytest.raises(FileInTheWay):
            maintenance.backup(laptop, taken)
    assert thesis.read_text() == "precious"
    file = maintenance.backup(laptop, tmp_path / "week.scbackup")
    first = file.read_bytes()
    assert maintenance.backup(laptop, file).read_bytes() != first


def test_a_full_disk_is_named_and_another_one_will_do(
    laptop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy of the database may grow beyond ten pages on the full one of two disks."""
    full, free = tmp_path / "full", tmp_path / "free"
    full.mkdir()
    free.mkdir()
    opened = storage_backup._connect

    def narrow(inner: Path, key: bytes) -> object:
        database = opened(inner, key)
        if inner.parent in (full, laptop.folder) and inner.name != "database.scdb":
            database.execute("PRAGMA max_page_count = 10")
        return database

    monkeypatch.setattr(storage_backup, "_connect", narrow)
    with pytest.raises(DiskFull):
        maintenance.backup(laptop, full / "b.scbackup")
    assert list(full.iterdir()) == []
    assert maintenance.backup(laptop, free / "b.scbackup").exists()
    assert [one.name for one in free.iterdir()] == ["b.scbackup"]


def test_a_backup_on_a_disc_that_cannot_be_written_is_restored(
    laptop: Workspace, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    disc = tmp_path / "disc"
    disc.mkdir()
    file = maintenance.backup(laptop, disc / "b.scbackup")
    open_file = Path.open

    def guarded(path: Path, mode: str = "r", *given: object, **more: object) -> object:
        if path.parent == disc and mode != "rb":
            raise OSError(errno.EROFS, "read-only")
        return open_file(path, mode, *given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    folder = maintenance.restore(file, tmp_path / "back", PASSPHRASE, clock=clock, anywhere=True)
    monkeypatch.undo()
    close_workspace(open_workspace(folder, PASSPHRASE, clock=clock, anywhere=True))
    assert [one.name for one in disc.iterdir()] == ["b.scbackup"]
    assert not list(folder.glob("*.check"))


def test_the_tables_equal_the_log(laptop: Workspace) -> None:
    first_contact(laptop, FirstContact(worry="Cold", alias="B."))
    state = maintenance.digest(laptop)
    assert maintenance.rebuild(laptop).equal
    assert maintenance.check(laptop).sound
    assert maintenance.digest(laptop) == state


def test_the_status_counts_what_is_there(laptop: Workspace) -> None:
    first_contact(laptop, FirstContact(worry="Cold", alias="B."))
    now = status(laptop)
    assert (now.people, now.open_cases, now.unsent_cases) == (1, 1, 1)
    assert not now.enrolled
    assert now.unsent_changes > 0


def test_the_doctor_says_what_to_do_about_what_is_missing() -> None:
    findings = doctor()
    assert {"python", "SQLAlchemy", "forms", "space"} <= {one.name for one in findings}
    for one in findings:
        assert bool(one.advice) == (one.state != "good")
        assert advice(one.advice, one.found) != one.advice or not one.advice


def test_suggested_words_are_typed_alike_on_an_english_and_a_turkmen_keyboard() -> None:
    assert set("".join(WORDS)) <= set("abdefghijklmnoprstuwyz")


def test_suggested_passphrases_are_strong_enough(tmp_path: Path, clock: FixedClock) -> None:
    one, two = suggest_passphrase(SeededChance(1)), suggest_passphrase(SystemChance())
    assert one != two
    assert len(set(WORDS)) == len(WORDS)
    assert math.log2(math.perm(len(WORDS), WORDS_IN_A_PASSPHRASE)) > 47
    assert len(one.split()) == WORDS_IN_A_PASSPHRASE
    ws = create_laptop(tmp_path / "l", one, "Oraz", cost=CHEAP, clock=clock, anywhere=True)
    close_workspace(ws)
