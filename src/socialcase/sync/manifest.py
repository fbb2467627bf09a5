"""What a bundle says of itself, signed: from whom, for whom, what it carries, sizes and hashes."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import field

import msgspec

from socialcase.cases.changes import MAX_COUNTER
from socialcase.lazy_dataclass import dataclass
from socialcase.sync.archive import BLOB, CHANGES, SEALED_NAME
from socialcase.sync.seal import MAX_NAMED, MAX_RECIPIENTS

FORMAT = "socialcase-bundle"
VERSION = 1
READER = 3
"""The format version that this program reads; a bundle with a higher `min_reader` is refused.

It reads a bundle that brings the office's own changes back."""
FILES_READER = 2
"""What reads a bundle that has to do with encrypted files."""
PLAIN_READER = 1
"""What reads any other."""
MAX_MANIFEST = 1 << 20
MAX_CHANGES = 50_000
MAX_CHANGES_PART = 64 << 20
MAX_RAW = 512 << 20
MAX_SEALED_PARTS = 64
MAX_SEALED_TOTAL = 64 << 20
MAX_SEGMENTS = 8
MAX_BLOBS = 1000
MAX_BLOB = 64 << 20
MAX_BLOBS_TOTAL = 1 << 30
MAX_LACKS = 1000

DEVICE = re.compile(r"[0-9a-f]{16}", re.ASCII)
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
UID = re.compile(r"[a-z2-7]{26}", re.ASCII)


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding bytes from outside may raise."""


class ManifestBad(Exception):
    """The manifest does not hold together. `reason`: a code of `BundleRefused`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The manifest's parts: immutable, no field unknown, none missing."""


class Segment(_Strict, frozen=True, kw_only=True):
    """A run of a device's own stream: sequence numbers `first` to `last` of one epoch.

    `before` and `after`: heads of the hash chain (64 hex) before and after the run.
    """

    device: str
    epoch: str
    first: int
    last: int
    before: str
    after: str


class Seen(_Strict, frozen=True, kw_only=True):
    """That all of a stream up to `seq` is here; `head`: the chain's head there."""

    device: str
    epoch: str
    seq: int
    head: str


class Part(_Strict, frozen=True, kw_only=True):
    """One file of the tar after manifest and signature.

    `people`: staff ids to whom a sealed part is sealed, or who alone get an encrypted file; none
    for a file of open records. `writer`: in a relay, staff id of the person on whose laptop a part
    was sealed; "" when the sender of the bundle sealed it.
    """

    name: str
    size: int
    sha256: str
    people: tuple[str, ...] = ()
    writer: str = ""


class Manifest(_Strict, frozen=True, kw_only=True):
    """The signed statement. Times in milliseconds since 1970 UTC, a label only.

    `kind`: "own" (a laptop's own stream) or "relay" (attested by the office). `number`: counts
    the bundles from `sender` to `addressee`. `builds_on`: the number of the office's bundle that
    the addressee must have taken in before this one, 0 for none; own bundles say 0, their
    `segments` tell. `again`: changes and stubs of an own stream from before its segments, sent
    once more because more people may read them now. `returned`: changes and stubs of the office's
    own streams, which it has lost; all of an own bundle's, or none. `acks`: streams of the
    addressee that the sender has whole; `acked_number`: the newest bundle of the addressee that
    the sender has taken in. `lacks`: encrypted files that the sender's records name and that it
    has not. `raw_size`: bytes of the changes before compression. `parts`: the changes, what is
    sealed, then encrypted files.
    """

    format: str
    version: int
    min_reader: int
    program: str
    bundle: str
    kind: str
    sender: str
    epoch: str
    addressee: str
    recipients: tuple[str, ...]
    number: int
    builds_on: int
    made: int
    segments: tuple[Segment, ...]
    changes: int
    stubs: int
    again: int
    returned: int = 0
    raw_size: int
    seen: tuple[Seen, ...]
    acks: tuple[Seen, ...]
    acked_number: int
    lacks: tuple[str, ...] = ()
    parts: tuple[Part, ...]

    @property
    def sealed(self) -> tuple[Part, ...]:
        """The parts with restricted records."""
        return tuple(part for part in self.parts[1:] if not part.name.startswith(BLOB))

    @property
    def blobs(self) -> tuple[Part, ...]:
        """The encrypted files."""
        return tuple(part for part in self.parts[1:] if part.name.startswith(BLOB))


class _Opening(msgspec.Struct, frozen=True):
    """What is read before anything else, to tell whether this program reads it at all."""

    format: str
    min_reader: int
    sender: str


@dataclass(slots=True)
class Digest:
    """Size and SHA-256 of a part while its bytes pass by."""

    size: int = 0
    _sha: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def update(self, data: bytes) -> None:
        """Count and hash `data`."""
        self.size += len(data)
        self._sha.update(data)

    def fits(self, part: Part) -> bool:
        """Whether this is what the manifest says of `part`."""
        return self.size == part.size and self._sha.hexdigest() == part.sha256


def written(manifest: Manifest) -> bytes:
    """The one writing of a manifest: JSON, sorted keys, no spaces, UTF-8, a line end.

    Raises `ManifestBad("too_large")` beyond 1 MiB.
    """
    plain = msgspec.to_builtins(manifest)
    if not manifest.lacks:  # programs that know of no files read what has none to do with them
        del plain["lacks"]
    if not manifest.returned:
        del plain["returned"]
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    raw = text.encode() + b"\n"
    if len(raw) > MAX_MANIFEST:
        raise ManifestBad("too_large")
    return raw


def opening(raw: bytes) -> _Opening:
    """Format, least reader and sender, before the signature can be checked.

    Raises `ManifestBad`: "not_a_bundle".
    """
    try:
        found = msgspec.json.decode(raw, type=_Opening)
    except UNREADABLE:
        raise ManifestBad("not_a_bundle") from None
    if found.format != FORMAT or not DEVICE.fullmatch(found.sender):
        raise ManifestBad("not_a_bundle")
    return found


def parse(raw: bytes) -> Manifest:
    """The manifest behind `raw`, whose signature has been checked already.

    Raises `ManifestBad`: "newer_format", "bad_structure", "too_large", "implausible".
    """
    if opening(raw).min_reader > READER:
        raise ManifestBad("newer_format")
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except UNREADABLE:
        raise ManifestBad("bad_structure") from None
    if written(manifest) != raw:
        raise ManifestBad("bad_structure")
    _check_names(manifest)
    _check_counts(manifest)
    _check_parts(manifest)
    return manifest


def _check_names(manifest: Manifest) -> None:
    ids = [manifest.epoch, manifest.sender, manifest.addressee]
    streams: Sequence[Segment | Seen] = (*manifest.segments, *manifest.seen, *manifest.acks)
    ids += [name for one in streams for name in (one.device, one.epoch)]
    hashes = [segment.before for segment in manifest.segments]
    hashes += [segment.after for segment in manifest.segments]
    hashes += [one.head for one in (*manifest.seen, *manifest.acks)]
    hashes += manifest.lacks
    sound = (
        manifest.version >= VERSION
        and manifest.kind in ("own", "relay")
        and UID.fullmatch(manifest.bundle)
        and all(DEVICE.fullmatch(one) for one in ids)
        and all(HASH.fullmatch(one) for one in hashes)
        and 1 <= len(manifest.recipients) <= MAX_RECIPIENTS
        and len(manifest.lacks) <= MAX_LACKS
        and sorted(set(manifest.lacks)) == list(manifest.lacks)
    )
    if not sound:
        raise ManifestBad("bad_structure")


def _check_counts(manifest: Manifest) -> None:
    own = manifest.kind == "own"
    counters = [manifest.number, manifest.builds_on, manifest.acked_number]
    counters += [one.seq for one in (*manifest.seen, *manifest.acks)]
    counters += [segment.last for segment in manifest.segments]
    runs = [segment.last - segment.first + 1 for segment in manifest.segments]
    firsts = [segment.first for segment in manifest.segments]
    if not all(0 <= one < MAX_COUNTER for one in (*counters, manifest.made)) or (
        any(run < 1 for run in runs) or any(first < 1 for first in firsts)
    ):
        raise ManifestBad("implausible")
    total = manifest.changes + manifest.stubs
    if min(manifest.changes, manifest.stubs, manifest.again, manifest.returned) < 0:
        raise ManifestBad("implausible")
    if len(manifest.segments) > MAX_SEGMENTS or (manifest.again and not own):
        raise ManifestBad("bad_structure")
    if total > MAX_CHANGES or not 0 <= manifest.raw_size <= MAX_RAW:
        raise ManifestBad("too_large")
    if own and (sum(runs) + manifest.again + manifest.returned != total or manifest.builds_on):
        raise ManifestBad("bad_structure")
    if manifest.returned and (manifest.returned != total or not own):
        raise ManifestBad("bad_structure")
    foreign = [segment for segment in manifest.segments if segment.device != manifest.sender]
    if foreign or (manifest.segments and not own):
        raise ManifestBad("bad_structure")
    if len({segment.epoch for segment in manifest.segments}) != len(manifest.segments):
        raise ManifestBad("bad_structure")


def _check_parts(manifest: Manifest) -> None:
    parts, sealed, blobs = manifest.parts, manifest.sealed, manifest.blobs
    sound = (
        [part.name for part in parts[:1]] == [CHANGES]
        and parts[1:] == (*sealed, *blobs)
        and _in_order(sealed)
        and _in_order(blobs)
        and all(SEALED_NAME.fullmatch(part.name) for part in sealed)
        and all(part.name == BLOB + part.sha256 and not part.writer for part in blobs)
        and all(HASH.fullmatch(part.sha256) and part.size >= 0 for part in parts)
        and not (parts[0].people or parts[0].writer)
        and all(_for_people(part) for part in sealed)
        and all(_for_people(part) for part in blobs if part.people)
    )
    if not sound:
        raise ManifestBad("bad_structure")
    if not _within_bounds(parts[0], sealed, blobs):
        raise ManifestBad("too_large")


def _in_order(parts: tuple[Part, ...]) -> bool:
    names = [part.name for part in parts]
    return sorted(set(names)) == names


def _within_bounds(changes: Part, sealed: tuple[Part, ...], blobs: tuple[Part, ...]) -> bool:
    return (
        changes.size <= MAX_CHANGES_PART
        and len(sealed) <= MAX_SEALED_PARTS
        and sum(part.size for part in sealed) <= MAX_SEALED_TOTAL
        and len(blobs) <= MAX_BLOBS
        and all(part.size <= MAX_BLOB for part in blobs)
        and sum(part.size for part in blobs) <= MAX_BLOBS_TOTAL
    )


def _for_people(part: Part) -> bool:
    people = part.people
    return (
        1 <= len(people) <= MAX_NAMED
        and sorted(set(people)) == list(people)
        and all(UID.fullmatch(one) for one in (*people, part.writer or people[0]))
    )
