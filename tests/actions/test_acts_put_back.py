"""A laptop or an office comes back from an older backup: what it lost comes back."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socialcase.actions import cases, maintenance, notes, people
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.cases import FirstContact
from socialcase.actions.status import status
from socialcase.actions.workspaces import Workspace, close_workspace, open_workspace
from socialcase.cases.clock import SeededChance
from socialcase.cases.records import Note
from socialcase.errors import BundleRefused, NothingToSend
from socialcase.storage.store import Store
from tests.conftest import PASSPHRASE, Enrolled

Closing = Callable[[Workspace], Workspace]


def put_back(ws: Workspace, file: Path, folder: Path, closing: Closing, seed: int) -> Workspace:
    """`ws` is lost, and its backup restored elsewhere."""
    clock = ws.clock
    close_workspace(ws)
    maintenance.restore(
        file, folder, PASSPHRASE, clock=clock, chance=SeededChance(seed), anywhere=True
    )
    return closing(
        open_workspace(
            folder, PASSPHRASE, clock=clock, chance=SeededChance(seed + 1), anywhere=True
        )
    )


def contact(ws: Workspace, name: str, named: tuple[str, ...] = ()) -> str:
    given = FirstContact(worry=f"about {name}", name={"given": name}, restricted_to=named)
    return cases.first_contact(ws, given).record


def names(ws: Workspace) -> list[str]:
    return sorted(row.display for row in people.people(ws))


def test_a_laptop_put_back_gets_its_own_later_work_again(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    enrolled.down(enrolled.maral)
    case = contact(enrolled.maral, "Ata")
    enrolled.up(enrolled.maral)
    enrolled.down(enrolled.maral)
    file = maintenance.backup(enrolled.maral, tmp_path / "b.scbackup")
    contact(enrolled.maral, "Bibi")
    contact(enrolled.maral, "Sona", (enrolled.coordinator.person,))
    notes.add_note(enrolled.maral, case, "Told after the backup")
    enrolled.up(enrolled.maral)
    maral = put_back(enrolled.maral, file, tmp_path / "again", closing, 77)
    assert names(maral) == ["Ata"]
    notes.add_note(maral, case, "Told after it came back")
    assert "restored" in enrolled.up(maral).notices
    export_bundle(enrolled.office, enrolled.stick, maral.store.device).path.unlink()
    assert not enrolled.down(maral).held
    assert names(maral) == ["Ata", "Bibi", "Sona"]
    assert maintenance.check(maral).sound
    assert maintenance.rebuild(maral).equal
    contact(maral, "Gül")
    assert enrolled.up(maral).notices == ()
    enrolled.down(maral)
    assert names(enrolled.office) == ["Ata", "Bibi", "Gül"]
    with pytest.raises(NothingToSend):
        export_bundle(enrolled.office, enrolled.stick, maral.store.device)
    assert export_bundle(maral, enrolled.stick).changes == 0
    assert status(maral).unsent_changes == 0


def test_a_laptop_put_back_ends_in_the_same_state_as_the_office(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    """A coordinator sees every etrap: once all is exchanged, one line names both states."""
    office = enrolled.office

    def meet(laptop: Workspace) -> None:
        for _ in range(2):
            for way in (enrolled.up, enrolled.down):
                with contextlib.suppress(NothingToSend):
                    way(laptop)
        assert maintenance.digest(laptop) == maintenance.digest(office)

    contact(enrolled.maral, "Ata")
    enrolled.up(enrolled.maral)
    meet(enrolled.coordinator)
    file = maintenance.backup(enrolled.coordinator, tmp_path / "b.scbackup")
    contact(enrolled.coordinator, "Bibi")
    meet(enrolled.coordinator)
    laptop = put_back(enrolled.coordinator, file, tmp_path / "again", closing, 77)
    contact(laptop, "Gül")
    meet(laptop)
    assert names(laptop) == ["Ata", "Bibi", "Gül"]


def test_an_office_put_back_gets_everything_again(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    maral, stick = enrolled.maral, enrolled.stick
    contact(maral, "Ata")
    enrolled.up(maral)
    enrolled.down(maral)
    file = maintenance.backup(enrolled.office, tmp_path / "b.scbackup")
    contact(maral, "Bibi")
    enrolled.up(maral)
    enrolled.down(maral)
    office = put_back(enrolled.office, file, tmp_path / "again", closing, 77)
    back = Enrolled(office, maral, enrolled.oraz, enrolled.coordinator, stick, enrolled.clock)
    contact(maral, "Sona")
    with pytest.raises(BundleRefused) as refused:
        back.up(maral)
    assert refused.value.reason == "earlier_missing"
    assert back.down(maral).notices == ("restored",)
    back.up(maral)
    assert names(office) == ["Ata", "Bibi", "Sona"]
    back.down(maral)
    assert export_bundle(maral, stick).changes == 0


def test_an_office_put_back_to_before_the_first_bundle_gets_everything(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    maral, stick = enrolled.maral, enrolled.stick
    file = maintenance.backup(enrolled.office, tmp_path / "b.scbackup")
    contact(maral, "Ata")
    enrolled.up(maral)
    enrolled.down(maral)
    office = put_back(enrolled.office, file, tmp_path / "again", closing, 77)
    back = Enrolled(office, maral, enrolled.oraz, enrolled.coordinator, stick, enrolled.clock)
    back.down(maral)
    back.up(maral)
    assert names(office) == ["Ata"]


def test_an_office_put_back_never_gives_a_number_twice(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    maral, stick = enrolled.maral, enrolled.stick
    enrolled.down(maral)
    enrolled.up(maral)
    file = maintenance.backup(enrolled.office, tmp_path / "b.scbackup")
    for name in ("One", "Two", "Three"):
        contact(enrolled.office, name)
        with enrolled.office.store.transaction(enrolled.office.person) as tx:
            tx.create("person", "etrap:wekilbazar", {"name": {"given": name}})
        enrolled.down(maral)
    office = put_back(enrolled.office, file, tmp_path / "again", closing, 77)
    back = Enrolled(office, maral, enrolled.oraz, enrolled.coordinator, stick, enrolled.clock)
    with office.store.transaction(office.person) as tx:
        tx.create("person", "etrap:wekilbazar", {"name": {"given": "Important"}})
    export_bundle(office, stick, maral.store.device).path.unlink()
    contact(maral, "Mine")
    back.up(maral)
    back.down(maral)
    assert "Important" in names(maral)


def test_a_copied_folder_goes_on_apart(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    maral = enrolled.maral
    contact(maral, "Ata")
    enrolled.up(maral)
    close_workspace(maral)
    shutil.copytree(maral.folder, tmp_path / "copy")
    first, second = (
        closing(
            open_workspace(
                folder, PASSPHRASE, clock=maral.clock, chance=SeededChance(seed), anywhere=True
            )
        )
        for seed, folder in ((70, maral.folder), (80, tmp_path / "copy"))
    )
    assert first.store.epoch == maral.store.epoch
    assert second.store.epoch != maral.store.epoch
    contact(first, "Bibi")
    contact(second, "Sona")
    assert not enrolled.up(first).held
    assert not enrolled.up(second).held
    assert names(enrolled.office) == ["Ata", "Bibi", "Sona"]


def test_a_restore_that_a_power_cut_ended_still_goes_on_apart(
    laptop: Workspace, tmp_path: Path, closing: Closing, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(BaseException):
        """Nothing after it is done."""

    def cut(_store: Store) -> str:
        raise PowerCut

    file, epoch = maintenance.backup(laptop, tmp_path / "b.scbackup"), laptop.store.epoch
    with monkeypatch.context() as patched:
        patched.setattr(Store, "begin_epoch", cut)
        with pytest.raises(PowerCut):
            maintenance.restore(file, tmp_path / "back", PASSPHRASE, anywhere=True)
    again = closing(open_workspace(tmp_path / "back", PASSPHRASE, anywhere=True))
    assert again.store.epoch != epoch
    assert len(again.store.exchange.own_epochs()) == 2


def test_an_office_put_back_gets_its_own_later_work_from_the_laptops(
    enrolled: Enrolled, tmp_path: Path, closing: Closing
) -> None:
    maral, boss, stick = enrolled.maral, enrolled.coordinator, enrolled.stick
    case = contact(maral, "Ata")
    enrolled.up(maral)
    enrolled.down(maral)
    enrolled.down(boss)
    file = maintenance.backup(enrolled.office, tmp_path / "b.scbackup")
    notes.add_note(enrolled.office, case, "Written at the office after its backup")
    theirs = contact(enrolled.office, "Bibi", (boss.person,))
    enrolled.down(maral)
    enrolled.down(boss)
    enrolled.up(maral)
    enrolled.up(boss)
    before = maintenance.digest(enrolled.office)
    office = put_back(enrolled.office, file, tmp_path / "again", closing, 77)
    back = Enrolled(office, maral, enrolled.oraz, boss, stick, enrolled.clock)
    notes.add_note(office, case, "Written after it came back")
    assert [one.text for one in texts(office)] == ["Written after it came back"]
    for laptop in (maral, boss):
        back.down(laptop)
        assert "returned" in brought(office, laptop, stick)
    assert names(office) == ["Ata", "Bibi"]
    assert {one.text for one in texts(office)} == {
        "Written at the office after its backup",
        "Written after it came back",
    }
    assert theirs in {row.uid for row in cases.cases(office)}
    assert maintenance.digest(office) != before
    assert maintenance.check(office).sound
    assert maintenance.rebuild(office).equal
    for laptop in (maral, boss):
        back.down(laptop)
        assert export_bundle(laptop, stick).changes == 0
    assert maintenance.digest(maral) != maintenance.digest(office)


def brought(office: Workspace, laptop: Workspace, stick: Path) -> tuple[str, ...]:
    """Everything that a laptop writes is taken in at the office; gives what was noticed."""
    written = export_bundle(laptop, stick)
    return tuple(one for path in written.paths for one in merge_bundle(office, path).notices)


def texts(ws: Workspace) -> list[Note]:
    with ws.store.reading() as reading:
        return reading.page(Note)
