"""Writing a bundle: collect, sign, seal, write to the stick, read back and compare."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from socialcase import __version__
from socialcase.cases.clock import milliseconds
from socialcase.collector import collector_paused
from socialcase.errors import NothingToSend
from socialcase.storage import Peer, SentBundle, Store
from socialcase.sync import blobs, files, returning
from socialcase.sync.again import give_number
from socialcase.sync.archive import CHANGES, MANIFEST, SIGNATURE, Content, PackReader, size_of
from socialcase.sync.blobs import Blob
from socialcase.sync.keys import workspace_keys
from socialcase.sync.manifest import (
    FILES_READER,
    FORMAT,
    PLAIN_READER,
    READER,
    VERSION,
    Manifest,
    Part,
    written,
)
from socialcase.sync.outgoing import (
    Load,
    confirmed_by,
    loads,
    note_begun_again,
    note_carried,
    target,
)
from socialcase.sync.packing import pack
from socialcase.sync.seal import Sink, seal
from socialcase.sync.sealed import new_part
from socialcase.sync.sign import BUNDLE, sign
from socialcase.sync.wire import Packed, Stub

SUFFIX = ".scbundle"
_NAME = re.compile(r"SC1-[0-9a-f]{8}-[0-9a-f]{8}-\d{6,16}-(\d+)\.scbundle", re.ASCII)
_TOLD = "sync.told."

Progress = Callable[[str, int, int], None]
"""progress(stage, done, total): collect, seal, write, compare; total 0: not known yet."""


class Cancelled(Exception):
    """A person stopped the writing; nothing was left on the stick and nothing noted."""


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What was written. More than one file only when there is more than one bundle holds.

    `size`: bytes of all files; `cases`: how many cases the open changes touch.
    """

    paths: tuple[Path, ...]
    numbers: tuple[int, ...]
    recipient: str
    recipient_name: str
    changes: int
    cases: int
    size: int

    @property
    def path(self) -> Path:
        """The first file."""
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go to a recipient now, without what the machinery notes for itself.

    `by_kind`: open records of each kind, most first. `since`: wall milliseconds of the oldest
    change, None when there is none. `files`: pictures and documents that go along, `bytes_of_files`
    in all.
    """

    changes: int
    cases: int
    by_kind: tuple[tuple[str, int], ...]
    since: int | None
    files: int = 0
    bytes_of_files: int = 0


def preview(store: Store, recipient: str = "") -> Preview:
    """What `write_bundle` would send. Raises `NotEnrolled`, `NotFound`."""
    load = next(loads(store, target(store, recipient)))
    kinds = Counter(one.kind for one in store.sending.records(load.parcel))
    machinery = kinds.pop("epoch", 0)  # one change each: where a log of this device begins
    by_kind = tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
    cases, oldest = store.sending.cases(load.parcel), store.sending.oldest(load.parcel)
    along = blobs.gathered(store, load.files)
    size = sum(blob.size for blob in along)
    return Preview(load.changes - machinery, cases, by_kind, oldest, len(along), size)


@collector_paused()
def write_bundle(
    store: Store,
    recipient: str,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> WrittenBundle:
    """Write what `recipient` (a device; "" on a laptop) lacks into `folder`, verified.

    Raises `NotEnrolled`, `NotFound`, `NothingToSend`, `CannotWrite`, `DiskFull`,
    `CopyNotVerified`, `Cancelled`.
    """
    peer = target(store, recipient)
    writer = _Writer(store, peer, folder, progress or _silent, cancel or _never)
    total = WrittenBundle((), (), peer.device, peer.label, 0, 0, 0)
    waiting = loads(store, peer)
    while (load := next(waiting, None)) is not None:
        carries = load.changes or blobs.gathered(store, load.files)
        if not carries and load.followed:
            continue
        if not carries and not total.paths and not _news(store, peer, load):
            raise NothingToSend
        cases = store.sending.cases(load.parcel)  # before writing, which empties the cache
        path, size = writer.write(load)
        total = replace(
            total,
            paths=(*total.paths, path),
            numbers=(*total.numbers, load.number),
            changes=total.changes + load.changes,
            cases=total.cases + cases,
            size=total.size + size,
        )
    return total


def file_name(device: str, addressee: str, number: int, size: int) -> str:
    """The name of a bundle: device, addressee, number, size in bytes; nothing about people."""
    return f"SC1-{device[:8]}-{addressee[:8]}-{number:06d}-{size}{SUFFIX}"


def stated_size(name: str) -> int | None:
    """The size that a bundle's file name states, None for a file that was renamed."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def assemble(
    manifest: Manifest,
    packed: Packed,
    parts: Sequence[tuple[str, Content]],
    signing_key: str,
) -> list[tuple[str, Content]]:
    """The files of the tar in order, with the manifest signed."""
    raw = written(manifest)
    signature = sign(raw, signing_key, BUNDLE)
    return [(MANIFEST, raw), (SIGNATURE, signature), (CHANGES, packed.content), *parts]


@dataclass(frozen=True, slots=True)
class _Writer:
    store: Store
    peer: Peer
    folder: Path
    progress: Progress
    cancel: Callable[[], bool]

    def write(self, load: Load) -> tuple[Path, int]:
        """Write one bundle, and note it as sent once it has been read back."""
        self._step("collect", load.changes)
        packed, parts = _contents(self.store, load)
        made = milliseconds(self.store.clock.now())
        found = blobs.gathered(self.store, load.files)
        # a damaged one would make the whole bundle one that nobody takes in
        along = [blob for blob in found if self.store.attachments.is_sound(blob.file)]
        manifest = self._manifest(load, packed, parts, along, made)
        every: list[tuple[str, Content]] = [*parts]
        every += [(blob.name, blob.content(self.store)) for blob in along]
        contents = assemble(manifest, packed, every, workspace_keys(self.store.meta).sign)
        total = sum(size_of(data) for _, data in contents)
        self._step("seal", total)

        def push(target: Sink) -> None:
            seal(PackReader(contents), _Watched(target, self._step, total), [self.peer.age_key])

        def name_of(size: int) -> str:
            self._step("compare", size)
            give_number(self.store, self.peer.device, load.number)
            return file_name(self.store.device, self.peer.device, load.number, size)

        path, size = files.deliver(self.folder, name_of, push)
        self._note(load, manifest)
        return path, size

    def _manifest(
        self,
        load: Load,
        packed: Packed,
        parts: list[tuple[str, bytes]],
        along: list[Blob],
        made: int,
    ) -> Manifest:
        ordered = sorted(load.sealed, key=lambda part: part.name)
        described = [_part(CHANGES, packed.content)]
        described += [
            _part(part.name, data, part.people, part.writer)
            for part, (_, data) in zip(ordered, parts, strict=True)
        ]
        described += [blob.part() for blob in along]
        return Manifest(
            format=FORMAT,
            version=VERSION,
            min_reader=_least_reader(load, along),
            program=f"socialcase {__version__}",
            bundle=new_part(),
            kind=load.kind,
            sender=self.store.device,
            epoch=self.store.epoch,
            addressee=self.peer.device,
            recipients=(self.peer.age_key,),
            number=load.number,
            builds_on=load.builds_on,
            made=made,
            segments=tuple(load.segments),
            changes=load.parcel.changes,
            stubs=sum(len(part.stubs) for part in load.sealed),
            again=load.again,
            returned=load.returned,
            raw_size=packed.raw_size or 0,
            seen=tuple(load.seen),
            acks=tuple(load.acks),
            acked_number=load.acked_number,
            lacks=load.lacks,
            parts=tuple(described),
        )

    def _note(self, load: Load, manifest: Manifest) -> None:
        sent = SentBundle(
            bundle=manifest.bundle,
            recipient=self.peer.device,
            number=load.number,
            wall=manifest.made,
            changes=load.changes,
            cursor=load.cursor,
            acked=False,
        )
        note_carried(self.store, self.peer, load)
        records, left = frozenset(load.records), frozenset(load.left)
        self.store.exchange.note_sent(sent, records, left)
        note_begun_again(self.store, self.peer, load.number)
        if load.returned:
            confirmed = confirmed_by(self.store, self.peer)
            returning.note_written(self.store, load.number, load.reached, confirmed)
        told = _told(self.store, load)
        if self.store.meta.get(_TOLD + self.peer.device) != told:
            self.store.meta.put(_TOLD + self.peer.device, told)

    def _step(self, stage: str, total: int, done: int = 0) -> None:
        if self.cancel():
            raise Cancelled
        self.progress(stage, done, total)


@dataclass(slots=True)
class _Watched:
    """Passes writes on, tells how far they are and stops when a person asks."""

    target: Sink
    step: Callable[[str, int, int], None]
    total: int
    done: int = 0

    def write(self, data: bytes, /) -> int:
        self.done += len(data)
        self.step("write", self.total, min(self.done, self.total))
        return self.target.write(data)


def _contents(store: Store, load: Load) -> tuple[Packed, list[tuple[str, bytes]]]:
    """The rows with the stubs of every sealed part, and the sealed parts by name."""
    ordered = sorted(load.sealed, key=lambda part: part.name)
    stubs: list[Stub] = []
    for index, part in enumerate(ordered):
        own = load.kind == "own"
        stubs += [stub._replace(part=index, save=stub.save if own else "") for stub in part.stubs]
    with store.sending.lined(load.parcel) as lined:
        packed = pack(lined, stubs)
    return packed, [(part.name, part.content) for part in ordered]


def _least_reader(load: Load, along: Sequence[Blob]) -> int:
    if load.returned:
        return READER
    return FILES_READER if along or load.lacks else PLAIN_READER


def _part(name: str, data: bytes, people: tuple[str, ...] = (), writer: str = "") -> Part:
    sha256 = hashlib.sha256(data).hexdigest()
    return Part(name=name, size=len(data), sha256=sha256, people=people, writer=writer)


def _news(store: Store, peer: Peer, load: Load) -> bool:
    """Whether a bundle without changes still tells the other side something it was not told."""
    told = _told(store, load)
    return store.meta.get(_TOLD + peer.device) != told and bool(told)


def _told(store: Store, load: Load) -> str:
    """What the bundle acknowledges; an office's own acks would otherwise answer each other.

    An office that was put back has to say so, even when it has nothing of a laptop at all.
    """
    if load.kind == "relay":
        put_back = len(store.exchange.own_epochs()) > 1
        acks = msgspec.json.encode(load.acks).decode()
        repeated = f" {load.repeated}" if load.repeated else ""
        said = f"{store.epoch} {acks}{repeated}" if load.acks or put_back else ""
    else:
        said = str(load.acked_number) if load.acked_number else ""
    return f"{said} {blobs.told(load.lacks)}".strip()


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False
