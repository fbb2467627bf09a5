"""The vault: the key slots that open a workspace's database.

A random 32-byte data key encrypts the database; it is kept only sealed. The passphrase slot seals
it under Argon2id and ChaCha20-Poly1305. The vault lies twice beside the database, `vault.json`
and `vault.copy.json`; either suffices, and opening mends the other one.
"""

import hashlib
import hmac
import json
import os
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from socialcase.cases.canonical import JsonValue, json_text
from socialcase.errors import (
    PassphraseTooWeak,
    UserError,
    VaultDamaged,
    WorkspaceExists,
    WrongPassphrase,
)
from socialcase.sync.files import write_whole

VAULT_FILES = ("vault.json", "vault.copy.json")
FLOOR_KIB = 64 * 1024
"""Least memory of the passphrase derivation: 64 MiB (RFC 9106, second recommended option)."""
_CEILING_KIB = 512 * 1024
_AIM_SECONDS = 0.5
_FORMAT = "socialcase-vault"
_VERSION = 1
_MAX_VAULT = 64 * 1024
LEAST_WORDS = 4
LEAST_LETTERS = 14


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Cost of Argon2id: memory in KiB, passes over it, lanes (threads)."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def plausible(self) -> bool:
        """Whether the numbers can be honest ones: a damaged file must not eat all memory."""
        return (
            8 * self.lanes <= self.memory_kib <= 4 * _CEILING_KIB
            and 1 <= self.passes <= 64
            and 1 <= self.lanes <= 16
        )


def calibrate() -> KdfCost:
    """The cost that takes about 0.5 to 1 s on this computer, never under 64 MiB and 3 passes.

    Memory is doubled first (it is what an attacker pays for), up to 512 MiB; then passes.
    """
    cost = KdfCost(FLOOR_KIB, 3, 4)
    taken = _seconds(cost)
    while taken < _AIM_SECONDS and cost.memory_kib < _CEILING_KIB:
        cost = KdfCost(cost.memory_kib * 2, cost.passes, cost.lanes)
        taken = _seconds(cost)
    if taken < _AIM_SECONDS:
        passes = min(16, round(cost.passes * _AIM_SECONDS * 1.3 / taken))
        cost = KdfCost(cost.memory_kib, passes, cost.lanes)
    return cost


def check_passphrase(passphrase: str) -> None:
    """Raise `PassphraseTooWeak` unless it has 4 words of 3 letters, or 14 mixed characters."""
    words = {word for word in passphrase.split() if len(word) >= 3}
    long_enough = len(passphrase) >= LEAST_LETTERS and len(set(passphrase)) >= 8
    if len(words) < LEAST_WORDS and not long_enough:
        raise PassphraseTooWeak(LEAST_WORDS, LEAST_LETTERS)


def create_vault(folder: Path, passphrase: str, cost: KdfCost | None = None) -> bytes:
    """Make both vault files in `folder` and return the new data key.

    `cost`: None calibrates; only tests pass one. Raises `PassphraseTooWeak`, `WorkspaceExists`
    when a vault is there already, `DiskFull`, `CannotWrite`.
    """
    check_passphrase(passphrase)
    if any((folder / name).exists() for name in VAULT_FILES):
        raise WorkspaceExists(folder)
    data_key = os.urandom(32)
    slot = _passphrase_slot(data_key, passphrase, cost or calibrate())
    _store(folder, _Vault(os.urandom(8).hex(), 1, (slot,)))
    return data_key


def open_vault(folder: Path, passphrase: str) -> bytes:
    """The data key. A missing or damaged copy is replaced by the good one where possible.

    Raises `WrongPassphrase`, `VaultDamaged` when no copy is readable.
    """
    vault = _load(folder)
    data_key = _open_slots(vault, passphrase)
    _mend(folder, vault)
    return data_key


def change_passphrase(folder: Path, old: str, new: str, cost: KdfCost | None = None) -> None:
    """Replace the passphrase slot. Backups made before still open with the old passphrase.

    Raises `WrongPassphrase`, `PassphraseTooWeak`, `VaultDamaged`, `DiskFull`, `CannotWrite`.
    """
    vault = _load(folder)
    data_key = _open_slots(vault, old)
    check_passphrase(new)
    kept = tuple(slot for slot in vault.slots if slot.get("kind") != "passphrase")
    slot = _passphrase_slot(data_key, new, cost or calibrate())
    _store(folder, _Vault(vault.vault, vault.generation + 1, (slot, *kept)))


def vault_bytes(folder: Path) -> bytes:
    """The newest good copy as it lies on disk, to go into a backup. Raises `VaultDamaged`."""
    return _written(_load(folder))


def open_vault_bytes(raw: bytes, passphrase: str, folder: Path) -> bytes:
    """The data key from a vault kept elsewhere (a backup). `folder` is only named in errors.

    Raises `WrongPassphrase`, `VaultDamaged`.
    """
    vault = _parse(raw)
    if vault is None:
        raise VaultDamaged(folder)
    return _open_slots(vault, passphrase)


@dataclass(frozen=True, slots=True)
class _Vault:
    """The content of a vault file. `generation` rises with every change of slots."""

    vault: str
    generation: int
    slots: tuple[Mapping[str, JsonValue], ...]


def _passphrase_slot(data_key: bytes, passphrase: str, cost: KdfCost) -> dict[str, JsonValue]:
    salt, nonce = os.urandom(16), os.urandom(12)
    slot: dict[str, JsonValue] = {
        "kind": "passphrase",
        "kdf": "argon2id",
        **asdict(cost),
        "salt": salt.hex(),
        "cipher": "chacha20-poly1305",
        "nonce": nonce.hex(),
    }
    key = _derive(passphrase, salt, cost)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, data_key, json_text(slot).encode())
    return {**slot, "sealed": sealed.hex()}


def _open_slots(vault: _Vault, passphrase: str) -> bytes:
    for slot in vault.slots:
        data_key = _open_slot(slot, passphrase) if slot.get("kind") == "passphrase" else None
        if data_key is not None:
            return data_key
    raise WrongPassphrase


def _open_slot(slot: Mapping[str, JsonValue], passphrase: str) -> bytes | None:
    bound = {name: value for name, value in slot.items() if name != "sealed"}
    key = _derive(passphrase, _hex(slot, "salt"), _cost(slot))
    try:
        return ChaCha20Poly1305(key).decrypt(
            _hex(slot, "nonce"), _hex(slot, "sealed"), json_text(bound).encode()
        )
    except InvalidTag:
        return None


def _derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """NFKC, so that the same keys on another keyboard driver give the same letters."""
    text = unicodedata.normalize("NFKC", passphrase).strip()
    derivation = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return derivation.derive(text.encode("utf-8", "surrogatepass"))


def _seconds(cost: KdfCost) -> float:
    before = time.perf_counter()
    _derive("calibration", bytes(16), cost)
    return time.perf_counter() - before


def _cost(slot: Mapping[str, JsonValue]) -> KdfCost:
    numbers = [slot.get(name) for name in ("memory_kib", "passes", "lanes")]
    memory, passes, lanes = (n if isinstance(n, int) else 0 for n in numbers)
    return KdfCost(memory, passes, lanes)


def _hex(slot: Mapping[str, JsonValue], name: str) -> bytes:
    return bytes.fromhex(str(slot[name]))


def _written(vault: _Vault) -> bytes:
    body: dict[str, JsonValue] = {
        "format": _FORMAT,
        "version": _VERSION,
        "vault": vault.vault,
        "generation": vault.generation,
        "slots": [dict(slot) for slot in vault.slots],
    }
    check = hashlib.sha256(json_text(body).encode()).hexdigest()
    return (json.dumps({**body, "check": check}, indent=1, sort_keys=True) + "\n").encode()


def _parse(raw: bytes) -> _Vault | None:
    """The vault, or None when the bytes are damaged or are none."""
    try:
        body = json.loads(raw)
        check = body.pop("check")
        intact = hmac.compare_digest(check, hashlib.sha256(json_text(body).encode()).hexdigest())
        if not intact or body["format"] != _FORMAT or body["version"] != _VERSION:
            return None
        vault = _Vault(str(body["vault"]), int(body["generation"]), tuple(body["slots"]))
        return vault if all(_well_formed(slot) for slot in vault.slots) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _well_formed(slot: Mapping[str, JsonValue]) -> bool:
    """Whether a slot is usable, or of a kind that a later program brought."""
    if slot.get("kind") != "passphrase":
        return True
    lengths = [len(_hex(slot, name)) for name in ("salt", "nonce", "sealed")]
    return lengths == [16, 12, 48] and _cost(slot).plausible


def _copies(folder: Path) -> Iterator[_Vault]:
    for name in VAULT_FILES:
        try:
            with (folder / name).open("rb") as file:
                vault = _parse(file.read(_MAX_VAULT))
        except OSError:
            continue
        if vault is not None:
            yield vault


def _load(folder: Path) -> _Vault:
    """The newest readable copy: a crash between the two writes leaves an older one beside it."""
    found = max(_copies(folder), key=lambda vault: vault.generation, default=None)
    if found is None:
        raise VaultDamaged(folder)
    return found


def _store(folder: Path, vault: _Vault) -> None:
    """Write both copies. Once the first is there it has happened: opening mends the second."""
    first, second = VAULT_FILES
    write_whole(folder / first, _written(vault))
    with suppress(UserError):
        write_whole(folder / second, _written(vault))


def _mend(folder: Path, vault: _Vault) -> None:
    """Make both copies alike where that can be done; a full disk must not keep people out."""
    if list(_copies(folder)) != [vault, vault]:
        with suppress(UserError):
            _store(folder, vault)
