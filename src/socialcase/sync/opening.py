"""The first pass over a bundle: decrypt and verify everything, write nothing.

The order is fixed: header of the age file → manifest → who signed it → signature → for whom →
sizes and hashes of the parts → rows, chain, counters. No row is parsed before the signature held.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from socialcase.errors import BundleRefused, CannotRead
from socialcase.storage.peer_rows import Peer
from socialcase.storage.rows import StagedRow
from socialcase.sync import manifest as statement
from socialcase.sync.archive import (
    BLOB,
    CHANGES,
    MANIFEST,
    SIGNATURE,
    ArchiveBad,
    Unpacker,
)
from socialcase.sync.blobs import FILE_FIELD
from socialcase.sync.bundle import stated_size
from socialcase.sync.enrolment import OFFICE_ROLE
from socialcase.sync.manifest import (
    MAX_BLOBS_TOTAL,
    MAX_CHANGES_PART,
    MAX_MANIFEST,
    MAX_SEALED_TOTAL,
    Digest,
    Manifest,
    ManifestBad,
    Part,
)
from socialcase.sync.seal import SealBroken, unseal
from socialcase.sync.sign import BUNDLE, MAX_SIGNATURE, SignatureBad, verify
from socialcase.sync.streams import StreamCheck
from socialcase.sync.wire import Packed, RowReader, Stub, WireBad

KEPT = 32 << 20
"""Bytes of changes up to which the second pass need not read them again."""

MAX_FILE = MAX_CHANGES_PART + MAX_SEALED_TOTAL + MAX_BLOBS_TOTAL + (8 << 20)
"""Bytes of the largest file: its parts, manifest, headers and what sealing adds."""

_REASON_OF_SEAL = {
    "header": "not_a_bundle",
    "cut_short": "cut_short",
    "not_for_us": "not_for_us",
    "changed": "changed",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: own device, own identity and recipient, and how to find a sender."""

    device: str
    identity: str = field(repr=False)
    recipient: str
    peer: Callable[[str], Peer | None]


@dataclass(slots=True)
class Opened:
    """A bundle that held in every point.

    `read`: its rows, unless they are too large to be kept until the second pass. `again`: hashes
    of what is sent once more, by epoch and sequence number; `returned`: those of what the sender
    brings back of the reader's own. `files`: the encrypted files that its
    open changes name, where it brings any.
    """

    manifest: Manifest
    sender: Peer
    packed: Packed
    read: list[list[StagedRow]] | None = None
    stubs: list[Stub] = field(default_factory=list)
    sealed: dict[str, bytes] = field(default_factory=dict)
    checks: list[StreamCheck] = field(default_factory=list)
    again: dict[tuple[str, int], bytes] = field(default_factory=dict)
    returned: dict[tuple[str, int], bytes] = field(default_factory=dict)
    highest: int = 0
    kinds: dict[str, set[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def rows(self) -> Iterator[list[StagedRow]]:
        """The changes in batches, for the second pass."""
        if self.read is not None:
            yield from self.read
        else:
            yield from RowReader(self.packed, statement.MAX_CHANGES).rows()

    def stubs_of(self, index: int) -> list[Stub]:
        """The stubs that belong to the sealed part with this index."""
        return [stub for stub in self.stubs if stub.part == index]


def refuse_oversized(path: Path) -> None:
    """Raise `BundleRefused` ("too_large") for a file that no bundle can be, before it is copied.

    Raises `CannotRead`.
    """
    try:
        size = path.stat().st_size
    except OSError:
        raise CannotRead(path) from None
    if size > MAX_FILE:
        raise BundleRefused(path, "too_large")


def open_bundle(path: Path, reader: Reader, shown: Path) -> Opened:
    """Verify the bundle at `path`. `shown`: where it lay on the stick, for its name and messages.

    Raises `BundleRefused` with the reason, `CannotRead`.
    """
    try:
        with path.open("rb") as file:
            return _verified(file, shown.name, reader)
    except OSError:
        raise CannotRead(shown) from None
    except (ManifestBad, WireBad) as problem:
        raise BundleRefused(shown, problem.reason) from None
    except ArchiveBad:
        raise BundleRefused(shown, "bad_structure") from None
    except SealBroken as problem:
        raise BundleRefused(shown, _REASON_OF_SEAL[problem.why]) from None


def _verified(file: BinaryIO, name: str, reader: Reader) -> Opened:
    stated = stated_size(name)
    if stated is not None and file.seek(0, 2) < stated:
        raise SealBroken("cut_short")
    file.seek(0)
    parts = _Receiver(reader)
    unpacker = Unpacker(parts)
    unseal(file, unpacker, [reader.identity])
    unpacker.finish()
    opened = parts.complete()
    _check_rows(opened)
    return opened


class _Receiver:
    """Takes the parts of the tar in their one order and holds each to the signed manifest."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._held = bytearray()
        self._passes = False  # an encrypted file: hashed, not held
        self._digest = Digest()
        self._raw = b""
        self._expected: list[Part] = []
        self._step = 0
        self._opened: Opened | None = None

    def opened(self, name: str, size: int) -> None:
        """A part begins: it must be the next one, of the size that was signed."""
        self._held.clear()
        self._digest = Digest()
        self._passes = self._step > 1 and name.startswith(BLOB)
        if self._step == 0:
            sound = name == MANIFEST and size <= MAX_MANIFEST
        elif self._step == 1:
            sound = name == SIGNATURE and size <= MAX_SIGNATURE
        else:
            part = self._part()
            sound = part is not None and (name, size) == (part.name, part.size)
        if not sound:
            raise ManifestBad("not_a_bundle" if self._step == 0 else "bad_structure")

    def received(self, data: bytes) -> None:
        """The next bytes."""
        if not self._passes:
            self._held += data
        self._digest.update(data)

    def closed(self) -> None:
        """A part is complete."""
        data = bytes(self._held)
        if self._step == 0:
            self._raw = data
        elif self._step == 1:
            self._sign(data)
        else:
            self._take(data)
        self._step += 1

    def complete(self) -> Opened:
        """The bundle, when nothing is missing. Raises `ManifestBad`."""
        if self._opened is None or self._part() is not None:
            raise ManifestBad("bad_structure")
        return self._opened

    def _part(self) -> Part | None:
        at = self._step - 2
        return self._expected[at] if at < len(self._expected) else None

    def _sign(self, signature: bytes) -> None:
        opening = statement.opening(self._raw)
        sender = self._reader.peer(opening.sender)
        if sender is None:
            raise ManifestBad("unknown_sender")
        try:
            verify(self._raw, signature, sender.sign_key, BUNDLE)
        except SignatureBad:
            raise ManifestBad("changed") from None
        if sender.revoked_from == 0:
            raise ManifestBad("revoked_sender")
        manifest = statement.parse(self._raw)
        _check_addressee(manifest, self._reader, sender)
        self._expected = list(manifest.parts)
        self._opened = Opened(manifest, sender, Packed(b"", manifest.raw_size))

    def _take(self, data: bytes) -> None:
        part = self._part()
        opened = self._opened
        if part is None or opened is None or not self._digest.fits(part):
            raise ManifestBad("changed")
        if part.name == CHANGES:
            opened.packed = Packed(data, opened.manifest.raw_size)
        elif not self._passes:
            opened.sealed[part.name] = data


def _check_addressee(manifest: Manifest, reader: Reader, sender: Peer) -> None:
    """Signed for us, and of the kind that this sender may make."""
    if manifest.addressee != reader.device or reader.recipient not in manifest.recipients:
        raise ManifestBad("not_for_us")
    if (manifest.kind == "relay") != (sender.role == OFFICE_ROLE):
        raise ManifestBad("bad_structure")
    if manifest.kind == "own" and any(part.writer for part in manifest.parts):
        raise ManifestBad("bad_structure")


def _check_rows(opened: Opened) -> None:
    manifest = opened.manifest
    rows = RowReader(opened.packed, statement.MAX_CHANGES)
    if (rows.names.rows, rows.names.stubs) != (manifest.changes, manifest.stubs):
        raise WireBad("bad_structure")
    places = _Places(opened)
    touched: defaultdict[str, set[str]] = defaultdict(set)
    brings_files = bool(manifest.blobs)
    opened.read = [] if manifest.raw_size <= KEPT else None
    for batch in rows.rows():
        if opened.read is not None:
            opened.read.append(batch)
        opened.highest = max(opened.highest, *(row.lamport for row in batch))
        for row in batch:
            touched[row.field].add(row.record)
            places.row(row)
        if brings_files:
            opened.files |= {row.value for row in batch if row.field == FILE_FIELD and row.value}
    for path, records in touched.items():
        opened.kinds.setdefault(path.partition(".")[0], set()).update(records)
    sealed_parts = len(manifest.sealed)
    for stub in rows.stubs:
        if not stub.part < sealed_parts:
            raise WireBad("bad_structure")
        places.stub(stub)
    opened.stubs = rows.stubs
    places.prove()


class _Places:
    """Where each row of a bundle belongs: a segment, sent once more, brought back, or a relay."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._own = opened.manifest.kind == "own"
        self._sender = opened.manifest.sender
        self._checks = {s.epoch: StreamCheck(s) for s in opened.manifest.segments}
        self._seen: dict[tuple[str, str, int], bytes] = {}

    def row(self, row: StagedRow) -> None:
        """Put a change where it belongs. Raises `WireBad`."""
        check = self._check(row.device, row.epoch, row.seq, row.row_hash)
        if check is not None:
            check.row(row)

    def stub(self, stub: Stub) -> None:
        """Put a stub where it belongs. Raises `WireBad`."""
        check = self._check(stub.device, stub.epoch, stub.seq, stub.row_hash)
        if check is not None:
            check.stub(stub)

    def prove(self) -> None:
        """Raises `WireBad` unless every segment is whole and the rest is what was promised."""
        self._opened.checks = list(self._checks.values())
        for check in self._opened.checks:
            check.prove()
        promised = self._opened.manifest
        counted = (len(self._opened.again), len(self._opened.returned))
        if counted != (promised.again, promised.returned):
            raise WireBad("bad_structure")

    def _check(self, device: str, epoch: str, seq: int, row_hash: bytes) -> StreamCheck | None:
        if not self._own:
            # kept parts of one writer may overlap with each other and with what the office seals
            if self._seen.setdefault((device, epoch, seq), row_hash) != row_hash:
                raise WireBad("bad_structure")
            return None
        if device not in (self._sender, self._opened.manifest.addressee):
            raise WireBad("bad_structure")
        own = device == self._sender
        check = self._checks.get(epoch) if own else None
        if check is not None and seq >= check.segment.first:
            return check
        # a change may come once (those of a segment are counted by its check)
        once = self._opened.again if own else self._opened.returned
        if (epoch, seq) in once:
            raise WireBad("bad_structure")
        once[epoch, seq] = row_hash
        return None
