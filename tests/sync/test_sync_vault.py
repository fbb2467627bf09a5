"""The vault opens with its passphrase, from either copy, and says what is wrong otherwise."""

import json
from pathlib import Path

import pytest

from socialcase.errors import (
    CannotWrite,
    DiskFull,
    PassphraseTooWeak,
    VaultDamaged,
    WorkspaceExists,
    WrongPassphrase,
)
from socialcase.sync import vault
from socialcase.sync.files import write_whole
from socialcase.sync.vault import (
    FLOOR_KIB,
    VAULT_FILES,
    KdfCost,
    calibrate,
    change_passphrase,
    create_vault,
    open_vault,
    open_vault_bytes,
    vault_bytes,
)

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "seven quiet storks landing"
OTHER = "nine loud camels leaving"


def test_the_passphrase_opens_the_same_key_again(tmp_path: Path) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)
    assert len(key) == 32
    assert open_vault(tmp_path, PASSPHRASE) == key
    assert key.hex() not in (tmp_path / "vault.json").read_text()


def test_two_vaults_never_have_the_same_key(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    assert len({create_vault(folder, PASSPHRASE, CHEAP) for folder in folders}) == 2


def test_another_passphrase_is_refused(tmp_path: Path) -> None:
    create_vault(tmp_path, PASSPHRASE, CHEAP)
    with pytest.raises(WrongPassphrase):
        open_vault(tmp_path, PASSPHRASE + "x")


def test_composed_and_decomposed_letters_are_the_same_passphrase(tmp_path: Path) -> None:
    key = create_vault(tmp_path, "ýüzärlik görünýän dag içinde", CHEAP)
    decomposed = "y\u0301u\u0308za\u0308rlik go\u0308ru\u0308ny\u0301a\u0308n dag ic\u0327inde"
    assert open_vault(tmp_path, decomposed) == key


@pytest.mark.parametrize("lost", VAULT_FILES)
def test_either_copy_suffices_and_the_other_is_mended(tmp_path: Path, lost: str) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)
    (tmp_path / lost).unlink()
    assert open_vault(tmp_path, PASSPHRASE) == key
    copies = {(tmp_path / name).read_bytes() for name in VAULT_FILES}
    assert len(copies) == 1


@pytest.mark.parametrize("damaged", VAULT_FILES)
def test_every_damaged_byte_is_noticed(tmp_path: Path, damaged: str) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)
    whole = (tmp_path / damaged).read_bytes()
    for at in range(0, len(whole), 17):
        broken = bytearray(whole)
        broken[at] ^= 1
        (tmp_path / damaged).write_bytes(broken)
        assert open_vault(tmp_path, PASSPHRASE) == key


def test_both_copies_damaged_is_named(tmp_path: Path) -> None:
    create_vault(tmp_path, PASSPHRASE, CHEAP)
    (tmp_path / VAULT_FILES[0]).write_bytes(b"{}")
    (tmp_path / VAULT_FILES[1]).write_bytes(b"\xff\x00")
    with pytest.raises(VaultDamaged):
        open_vault(tmp_path, PASSPHRASE)


def test_a_slot_that_would_eat_all_memory_is_damage(tmp_path: Path) -> None:
    create_vault(tmp_path, PASSPHRASE, CHEAP)
    body = json.loads((tmp_path / "vault.json").read_text())
    body["slots"][0]["memory_kib"] = 2**40
    body.pop("check")
    huge = vault._Vault(body["vault"], body["generation"], tuple(body["slots"]))
    for name in VAULT_FILES:
        (tmp_path / name).write_bytes(vault._written(huge))
    with pytest.raises(VaultDamaged):
        open_vault(tmp_path, PASSPHRASE)


def test_changing_the_passphrase_keeps_the_key(tmp_path: Path) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)
    before = vault_bytes(tmp_path)
    change_passphrase(tmp_path, PASSPHRASE, OTHER, CHEAP)
    assert open_vault(tmp_path, OTHER) == key
    with pytest.raises(WrongPassphrase):
        open_vault(tmp_path, PASSPHRASE)
    assert open_vault_bytes(before, PASSPHRASE, tmp_path) == key, "an older backup still opens"


def test_a_crash_between_the_two_copies_leaves_the_newer_one_valid(tmp_path: Path) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)
    old = (tmp_path / VAULT_FILES[1]).read_bytes()
    change_passphrase(tmp_path, PASSPHRASE, OTHER, CHEAP)
    (tmp_path / VAULT_FILES[1]).write_bytes(old)
    assert open_vault(tmp_path, OTHER) == key


@pytest.mark.parametrize(
    "weak", ["", "secret", "aaaaaaaaaaaaaaaaaaaa", "one two one two", "a b c d"]
)
def test_weak_passphrases_are_refused(tmp_path: Path, weak: str) -> None:
    with pytest.raises(PassphraseTooWeak):
        create_vault(tmp_path, weak, CHEAP)
    assert not list(tmp_path.iterdir())


def test_an_existing_vault_is_never_overwritten(tmp_path: Path) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)
    with pytest.raises(WorkspaceExists):
        create_vault(tmp_path, OTHER, CHEAP)
    assert open_vault(tmp_path, PASSPHRASE) == key


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "no-folder"
    file.write_text("")
    with pytest.raises(CannotWrite):
        create_vault(file, PASSPHRASE, CHEAP)


def test_calibration_never_goes_under_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    speeds = {"slow": 1e-4, "fast": 1e-9}
    for per_unit in speeds.values():

        def seconds(cost: KdfCost, unit: float = per_unit) -> float:
            return cost.memory_kib * cost.passes * unit

        monkeypatch.setattr(vault, "_seconds", seconds)
        cost = calibrate()
        assert cost.memory_kib >= FLOOR_KIB
        assert cost.passes >= 3
        assert cost.plausible


def test_calibration_aims_at_half_a_second_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for unit in (3e-7, 6e-7, 9e-7):

        def seconds(cost: KdfCost, unit: float = unit) -> float:
            return cost.memory_kib * cost.passes * unit

        monkeypatch.setattr(vault, "_seconds", seconds)
        assert 0.45 <= seconds(calibrate()) <= 1.05


def test_a_fault_at_the_second_copy_does_not_undo_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = create_vault(tmp_path, PASSPHRASE, CHEAP)

    def full(file: Path, data: bytes) -> None:
        if file.name == VAULT_FILES[1]:
            raise DiskFull(tmp_path)
        write_whole(file, data)

    monkeypatch.setattr(vault, "write_whole", full)
    change_passphrase(tmp_path, PASSPHRASE, OTHER, CHEAP)
    assert open_vault(tmp_path, OTHER) == key
    monkeypatch.undo()
    open_vault(tmp_path, OTHER)
    assert len({(tmp_path / name).read_bytes() for name in VAULT_FILES}) == 1
