"""Makes hostile bundles: broken files, resealed mutants, and validly signed lies."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import zstandard

from socialcase.cases.changes import Change, Origin, commit, link
from socialcase.storage import Store
from socialcase.storage.rows import outgoing
from socialcase.sync.archive import CHANGES, MANIFEST, SIGNATURE, pack
from socialcase.sync.keys import workspace_keys
from socialcase.sync.packing import pack_rows
from socialcase.sync.seal import seal_bytes, unseal_bytes
from socialcase.sync.sealed import new_part as new_uid
from socialcase.sync.sealed import seal_changes
from socialcase.sync.sign import BUNDLE, new_signing_key, sign
from socialcase.sync.wire import Packed

Json = dict[str, Any]
Parts = list[tuple[str, bytes]]


@dataclass
class Target:
    """What an attacker knows: the office, an enrolled laptop's keys, and foreign ids."""

    office: Store
    laptop: Store
    foreign_case: str
    foreign_save: str
    foreign_author: str
    own_etrap: str
    foreign_etrap: str
    honest: bytes

    @property
    def office_key(self) -> str:
        return workspace_keys(self.office.meta).age_key


def flipped(target: Target, chance: Random) -> bytes:
    """The sealed file with some of its bytes wrong."""
    data = bytearray(target.honest)
    act = chance.randrange(6)
    if act == 0:
        del data[chance.randrange(1, len(data)) :]
    elif act == 1:
        at = chance.randrange(len(data))
        data[at:at] = chance.randbytes(chance.randrange(1, 40))
    elif act == 2:
        at = chance.randrange(len(data) - 1)
        del data[at : at + chance.randrange(1, 200)]
    else:
        for _ in range(chance.randrange(1, 9)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data) if bytes(data) != target.honest else bytes(data[:-1])


def resealed(target: Target, chance: Random) -> bytes:
    """What is inside changed without the sender's key, and sealed to the office again."""
    identity = workspace_keys(target.office.meta).workspace
    raw = unseal_bytes(target.honest, [identity], 1 << 24)
    act = chance.choice(_RESEALED)
    return seal_bytes(act(target, chance, raw), [target.office_key])


def _bits(target: Target, chance: Random, raw: bytes) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.randrange(1, 5)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data) if bytes(data) != raw else raw[:-1]


def _cut(_: Target, chance: Random, raw: bytes) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _shuffled(_: Target, chance: Random, raw: bytes) -> bytes:
    parts = tar_parts(raw)
    others = [parts[::-1], parts[:-1], parts[1:], [*parts, parts[-1]], [parts[0], *parts]]
    return b"".join(pack(chance.choice(others)))


def _own_key(target: Target, chance: Random, raw: bytes) -> bytes:
    """The manifest edited, and signed with a key that nobody enrolled."""
    parts = dict(tar_parts(raw))
    manifest = json.loads(parts[MANIFEST])
    edits: list[Json] = [{"number": 99}, {"sender": target.office.device}, {"sender": "0" * 16}]
    manifest.update(chance.choice(edits))
    body = _line(manifest)
    return tarred(body, sign(body, new_signing_key(), BUNDLE), parts[CHANGES])


def _garbage(_: Target, chance: Random, raw: bytes) -> bytes:
    return chance.randbytes(chance.randrange(4000))


def _nested(_: Target, chance: Random, raw: bytes) -> bytes:
    """JSON that is deep enough to fall over, or no text."""
    depth = chance.choice([0, 500, 5000, 100_000])
    body = b'{"format":' + b"[" * depth + b"]" * depth + b"}"
    if not depth:
        body = b'{"\xef": "no text at all"}'
    return tarred(body, b"x", b"")


_RESEALED: tuple[Callable[[Target, Random, bytes], bytes], ...] = (
    _bits, _bits, _bits, _cut, _shuffled, _own_key, _garbage, _nested,
)  # fmt: skip


def tar_parts(raw: bytes) -> Parts:
    """Names and contents of a canonical tar."""
    parts, at = [], 0
    while any(raw[at : at + 512]):
        size = int(raw[at + 124 : at + 135], 8)
        name = raw[at : at + 100].rstrip(b"\0").decode()
        parts.append((name, raw[at + 512 : at + 512 + size]))
        at += 512 + size + -size % 512
    return parts


def tarred(manifest: bytes, signature: bytes, changes: bytes) -> bytes:
    """The three parts in order."""
    return b"".join(pack([(MANIFEST, manifest), (SIGNATURE, signature), (CHANGES, changes)]))


@dataclass
class Forged:
    """A bundle in the making, signed by the laptop at the end whatever it says."""

    manifest: Json
    lines: list[Any]
    after_signing: Callable[[Parts], Parts] = lambda parts: parts
    compress: Callable[[bytes], bytes] = zstandard.ZstdCompressor().compress


class Forge:
    """Writes bundles that an enrolled laptop really signed. Each begins an epoch of its own."""

    def __init__(self, target: Target, chance: Random) -> None:
        self.target = target
        self.chance = chance
        self.epoch = chance.randbytes(8).hex()
        self.save = new_uid()
        self.lamport = target.office.exchange.lamport() + 1

    def change(self, seq: int, record: str, path: str, value: str | None, **other: Any) -> Change:
        """One change of the laptop's own stream."""
        salt = self.chance.randbytes(16)
        made: Json = {
            "origin": Origin(self.target.laptop.device, self.epoch, seq),
            "lamport": self.lamport,
            "wall": 0,
            "save": self.save,
            "record": record,
            "field": path,
            "value": value,
            "salt": salt,
            "author": self.target.laptop.viewer,
            "parents": (),
            "commitment": commit(value, salt),
        }
        return Change(**(made | other))

    def forged(self, changes: list[Change], before: bytes = bytes(32)) -> Forged:
        """An honest bundle of these changes (of one save), to be made dishonest."""
        head = link(before, [change.row_hash() for change in changes])
        seqs = [change.origin.seq for change in changes]
        return self._bundle(pack_rows(changes), seqs, before, head)

    def forged_sealed(self, changes: list[Change], people: dict[str, str]) -> Forged:
        """The same, with all of it sealed to `people` (staff id to age key)."""
        rows = [outgoing(change, change.row_hash()) for change in changes]
        keys = {one: (key,) for one, key in people.items()}
        part = seal_changes(frozenset(people), rows, keys)
        head = link(bytes(32), [row.row_hash for row in rows])
        seqs = [change.origin.seq for change in changes]
        forged = self._bundle(pack_rows([], part.stubs), seqs, bytes(32), head)
        forged.manifest.update(changes=0, stubs=len(changes))
        sha256 = hashlib.sha256(part.content).hexdigest()
        forged.manifest["parts"] = [{}, {
            "name": part.name, "size": len(part.content), "sha256": sha256,
            "people": sorted(people), "writer": "",
        }]  # fmt: skip
        forged.after_signing = lambda parts: [*parts, (part.name, part.content)]
        return forged

    def _bundle(self, packed: Packed, seqs: list[int], before: bytes, head: bytes) -> Forged:
        device = self.target.laptop.device
        segment = {
            "device": device, "epoch": self.epoch, "first": seqs[0],
            "last": seqs[-1], "before": before.hex(), "after": head.hex(),
        }  # fmt: skip
        raw = zstandard.ZstdDecompressor().decompressobj().decompress(packed.content)
        manifest: Json = {
            "format": "socialcase-bundle", "version": 1, "min_reader": 1, "program": "forge",
            "bundle": new_uid(), "kind": "own", "sender": device, "epoch": self.epoch,
            "addressee": self.target.office.device, "recipients": [self.target.office_key],
            "number": self.chance.randrange(1, 1000), "builds_on": 0, "made": 0,
            "segments": [segment], "changes": len(seqs), "stubs": 0,
            "again": 0, "raw_size": len(raw), "seen": [], "acks": [], "acked_number": 0,
            "parts": [],
        }  # fmt: skip
        return Forged(manifest, [json.loads(line) for line in raw.splitlines()])

    def sealed(self, forged: Forged, *, keep_sizes: bool = False) -> bytes:
        """Sign and seal. `keep_sizes`: leave sizes and counts as the forger set them."""
        raw = b"".join(_line(line) for line in forged.lines)
        content = forged.compress(raw)
        part = {
            "name": CHANGES, "size": len(content), "people": [], "writer": "",
            "sha256": hashlib.sha256(content).hexdigest(),
        }  # fmt: skip
        forged.manifest["parts"] = [part | p for p in forged.manifest["parts"] or [{}]]
        if not keep_sizes:
            forged.manifest["raw_size"] = len(raw)
        body = _line(forged.manifest)
        signature = sign(body, workspace_keys(self.target.laptop.meta).sign, BUNDLE)
        parts = forged.after_signing([(MANIFEST, body), (SIGNATURE, signature), (CHANGES, content)])
        return seal_bytes(b"".join(pack(parts)), [self.target.office_key])


def _line(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass") + b"\n"
