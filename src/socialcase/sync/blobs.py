"""Encrypted files in bundles: which go along, which are taken in, which the other side lacks.

A file travels as it lies on the disk: nothing here opens it. It goes with the changes that name it,
and again with them until they are confirmed. What got lost on the way or on a disk, each side tells
of in `lacks`, and the other sends it if it may.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec

from socialcase.errors import CannotRead
from socialcase.storage import Outgoing, Peer, StagedRow, Store
from socialcase.storage.attachments import NewFile
from socialcase.storage.merging import Merging
from socialcase.sync.archive import BLOB, Streamed, Unpacker
from socialcase.sync.manifest import (
    HASH,
    MAX_BLOB,
    MAX_BLOBS,
    MAX_BLOBS_TOTAL,
    MAX_LACKS,
    Manifest,
    Part,
)
from socialcase.sync.newest import is_older
from socialcase.sync.policy import Sender, named
from socialcase.sync.seal import unseal

FILE_FIELD = "attachment.file"
"""The field whose value names an encrypted file."""
MAX_EXPORT = 256 << 20
MAX_EXPORT_COUNT = 500
"""Bytes and number of files after which a bundle is closed and the next one begun."""
_LACKS = "sync.lacks."

People = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blob:
    """An encrypted file that goes along. `people`: who alone gets it; () for open records."""

    file: str
    size: int
    people: People

    @property
    def name(self) -> str:
        """Its name in the tar."""
        return BLOB + self.file

    def part(self) -> Part:
        """What the manifest says of it."""
        return Part(name=self.name, size=self.size, sha256=self.file, people=self.people)

    def content(self, store: Store) -> Streamed:
        """Its bytes, read when they are asked for."""
        return Streamed(self.size, lambda: store.attachments.pieces(self.file))


class _Lacks(msgspec.Struct, frozen=True):
    """What a peer lacked when it wrote its bundle `number`."""

    number: int
    files: tuple[str, ...]


def named_in(rows: Iterable[Outgoing | StagedRow]) -> Iterator[str]:
    """The encrypted files that changes name."""
    return named_by(row.value for row in rows if row.field == FILE_FIELD and row.value)


def named_by(values: Iterable[str]) -> Iterator[str]:
    """The encrypted files that values of `FILE_FIELD` name."""
    return (value for value in values if HASH.fullmatch(value))


def asked_for(store: Store, peer: Peer, reader: Sender | None) -> dict[str, People]:
    """What `peer` lacked last, may have, and is here. `reader`: None for the office: it may all."""
    files = [file for file in _lacked(store, peer.device) if store.attachments.has(file)]
    found: dict[str, People] = {}
    for file, audiences in store.attachments.circles(files).items() if files else ():
        for audience in audiences:
            if reader is None or reader.sees(audience):
                found[file] = tuple(sorted(named(audience)))
    passed_on = {one.file: one.people for one in store.attachments.relayed()} if files else {}
    return found | {
        file: people
        for file, people in passed_on.items()
        if file in files and peer.person in people
    }


def kept_for(store: Store, peer: Peer, but: Collection[str]) -> dict[str, People]:
    """Files that came restricted from other laptops for this peer's person; `but`: had already."""
    return {
        one.file: one.people
        for one in store.attachments.relayed()
        if peer.person in one.people and one.device != peer.device and one.file not in but
    }


def gathered(store: Store, wanted: Mapping[str, People]) -> list[Blob]:
    """Those of `wanted` that are here, as many as one bundle holds; the others are asked for."""
    found: list[Blob] = []
    total = 0
    for file, people in sorted(wanted.items()):
        if not store.attachments.has(file):
            continue
        size = store.attachments.size(file)
        if size <= MAX_BLOB and total + size <= MAX_BLOBS_TOTAL and len(found) < MAX_BLOBS:
            found.append(Blob(file, size, people))
            total += size
    return found


def lacks(store: Store, reader: Sender | None) -> People:
    """What records here name and is not here, to be asked for; only what `reader` may know of.

    An office also asks the laptop that brought it for what it keeps for others and has lost.
    """
    files = store.attachments.lacking()
    if reader is None:
        return tuple(files[:MAX_LACKS])
    circles = store.attachments.circles(files) if files else {}
    told = {file for file in files if any(reader.sees(one) for one in circles.get(file, ()))}
    for one in store.attachments.relayed():
        if one.device == reader.device and not store.attachments.has(one.file):
            told.add(one.file)
    return tuple(sorted(told)[:MAX_LACKS])


def note_lacks(store: Store, manifest: Manifest) -> None:
    """Keep what the sender of a bundle lacks, unless a newer bundle told otherwise."""
    before = _kept_lacks(store, manifest.sender)
    if is_older(store, manifest) or manifest.lacks == before.files:
        return
    noted = msgspec.json.encode(_Lacks(manifest.number, manifest.lacks)).decode()
    store.meta.put(_LACKS + manifest.sender, noted)


def wanted(store: Store, manifest: Manifest, named_here: Collection[str]) -> set[str]:
    """The files of a bundle to take in: those that a record names, or that are kept for people.

    `named_here`: files that the bundle's own readable changes name. What is here whole is not
    wanted again.
    """
    coming = {part.sha256: part for part in manifest.blobs}
    missing = {file for file in coming if not store.attachments.has(file)}
    for_others = {file for file in missing if manifest.kind == "own" and coming[file].people}
    named_there = missing & {*named_here}
    left = missing - for_others - named_there
    return for_others | named_there | (store.attachments.known(left) if left else set())


def take_in(store: Store, bundle: Path, identity: str, files: set[str], shown: Path) -> int:
    """The second pass: the wanted `files` of a bundle that has been verified, onto the disk.

    `shown`: where the bundle lay, for messages. Gives how many. Raises DiskFull, CannotWrite,
    CannotRead; files that are whole by then stay, and are swept if nothing comes to name them.
    """
    if not files:
        return 0
    with ExitStack() as open_file:
        parts = _Taking(store, files, open_file)
        try:
            with bundle.open("rb") as stream:
                unseal(stream, Unpacker(parts), [identity])
        except OSError:
            raise CannotRead(shown) from None
    return parts.taken


def keep_for_others(merging: Merging, store: Store, manifest: Manifest) -> None:
    """At the office: note for whom the restricted files are kept."""
    if manifest.kind != "own":
        return
    for part in manifest.blobs:
        if part.people and set(part.people) != {store.viewer}:
            merging.keep_file(part.sha256, part.people, manifest.sender)


class _Taking:
    """Writes the wanted files of a tar and lets the rest pass."""

    def __init__(self, store: Store, files: set[str], open_file: ExitStack) -> None:
        self._store = store
        self._files = files
        self._open_file = open_file
        self._file: NewFile | None = None
        self.taken = 0

    def opened(self, name: str, size: int) -> None:
        file = name.removeprefix(BLOB)
        if name.startswith(BLOB) and file in self._files and size <= MAX_BLOB:
            self._file = self._open_file.enter_context(self._store.attachments.new(file))

    def received(self, data: bytes) -> None:
        if self._file is not None:
            self._file.write(data)

    def closed(self) -> None:
        if self._file is not None:
            self._file = None
            self._open_file.pop_all().close()
            self.taken += 1


def _lacked(store: Store, device: str) -> Sequence[str]:
    return _kept_lacks(store, device).files


def _kept_lacks(store: Store, device: str) -> _Lacks:
    kept = store.meta.get(_LACKS + device)
    return msgspec.json.decode(kept, type=_Lacks) if kept else _Lacks(0, ())


def told(files: Sequence[str]) -> str:
    """A short mark of what is lacked, "" for nothing."""
    return hashlib.sha256(" ".join(files).encode()).hexdigest()[:16] if files else ""
