"""The rows of a bundle: zstd-compressed lines of JSON, ids written once in the first line.

Line 1 holds the dictionaries and counts; then one array for each change, then one for each stub
(a restricted change for other people: origin and hash only). Reading is bounded everywhere:
window, total size, line, value, counters. Nothing here trusts a number that the file declares.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import msgspec
import zstandard

from socialcase.cases.canonical import ELEMENT
from socialcase.cases.changes import MAX_COUNTER, MAX_PARENTS, Origin, commit
from socialcase.storage.rows import StagedRow
from socialcase.sync.manifest import DEVICE, MAX_RAW, UID, UNREADABLE

MAX_WINDOW = 8 << 20
MAX_LINE = 16 << 20
MAX_VALUE = 4 << 20
"""Characters of the longest value that is read; `canonical.MAX_TEXT` bounds what is written."""
_CHUNK = 1 << 20
_WORD = "[a-z][a-z0-9_]{0,39}"
_UIDS = re.compile(rf"{UID.pattern}(?:\n{UID.pattern})*", re.ASCII)
_FIELD = re.compile(rf"{_WORD}\.{_WORD}(/{ELEMENT})?", re.ASCII)

Counter = Annotated[int, msgspec.Meta(ge=1, lt=MAX_COUNTER)]
Index = Annotated[int, msgspec.Meta(ge=0, lt=1 << 20)]
Wall = Annotated[int, msgspec.Meta(gt=-MAX_COUNTER, lt=MAX_COUNTER)]
Value = Annotated[str, msgspec.Meta(max_length=MAX_VALUE)]
Salt = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Sha = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Parents = Annotated[list[tuple[Index, Counter]], msgspec.Meta(max_length=MAX_PARENTS)]
_Row = tuple[
    Index,  # stream
    Counter,  # seq
    Counter,  # lamport
    Wall,
    Index,  # save
    Index,  # field
    Index,  # record
    Value | None,
    Salt | None,
    Index,  # author
    Parents,
    Sha | None,  # commitment, only where the salt is gone
]
_Stub = tuple[Index, Counter, Index | None, Sha, Index]


class WireBad(Exception):
    """The rows do not hold together. `reason`: a code of `BundleRefused`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Stub(NamedTuple):
    """A restricted change for others. `save`: "" in a relay. `part`: index of its sealed part."""

    device: str
    epoch: str
    seq: int
    save: str
    row_hash: bytes
    part: int

    @property
    def origin(self) -> Origin:
        """Its identity."""
        return Origin(self.device, self.epoch, self.seq)


class Dictionaries(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The first line: what the indexes of all other lines stand for, and how many there are."""

    streams: list[tuple[str, str]]
    fields: list[str]
    records: list[str]
    saves: list[str]
    authors: list[str]
    rows: int
    stubs: int


_encode = msgspec.json.Encoder().encode
_row_decoder = msgspec.json.Decoder(_Row)
_stub_decoder = msgspec.json.Decoder(_Stub)
_dictionary_decoder = msgspec.json.Decoder(Dictionaries)


@dataclass(frozen=True, slots=True)
class Packed:
    """Compressed rows, and their size before compression (None: not signed, only bounded)."""

    content: bytes
    raw_size: int | None


class RowReader:
    """Reads packed rows in batches. Every fault is a `WireBad`.

    `names`: the first line, checked. `rows` must be read to the end before `stubs`.
    """

    def __init__(self, packed: Packed, most: int) -> None:
        self.stubs: list[Stub] = []
        self._lines = _Lines(packed)
        self.names = checked(self._first(), most)

    def rows(self, batch: int = 4000) -> Iterator[list[StagedRow]]:
        """All changes in batches, then `stubs` is filled and the end has been checked."""
        left = self.names.rows
        while left:
            raw = self._lines.take(min(batch, left))
            left -= len(raw)
            yield self._batch(raw)
        for line in self._lines.take(self.names.stubs):
            self.stubs.append(self._stub(line))
        self._lines.finish()

    def _first(self) -> Dictionaries:
        line = self._lines.take(1)[0]
        try:
            return _dictionary_decoder.decode(line)
        except UNREADABLE as problem:
            raise WireBad(_reason(problem)) from None

    def _batch(self, lines: Sequence[bytes]) -> list[StagedRow]:
        decode, staged = _row_decoder.decode, self._staged
        try:
            return [staged(*decode(line)) for line in lines]
        except UNREADABLE as problem:
            raise WireBad(_reason(problem)) from None
        except IndexError:
            raise WireBad("bad_structure") from None

    def _staged(
        self,
        stream: int,
        seq: int,
        lamport: int,
        wall: int,
        save: int,
        name: int,
        record: int,
        value: str | None,
        salt: bytes | None,
        author: int,
        parents: list[tuple[int, int]],
        given: bytes | None,
    ) -> StagedRow:
        """One change. Called for every row of a bundle, so it is kept flat."""
        names = self.names
        device, epoch = names.streams[stream]
        act, uid, path, who = (
            names.saves[save],
            names.records[record],
            names.fields[name],
            names.authors[author],
        )
        above = self._above(stream, seq, parents) if parents else ()
        if value is not None and "\x00" in value:
            raise WireBad("bad_structure")
        committed = _commitment(value, salt, given)
        header = (device, epoch, seq, lamport, wall, act, uid, path, who, above, committed.hex())
        return StagedRow(
            device, epoch, seq, lamport, wall, act, uid, path, value, salt, who, above,
            committed, hashlib.sha256(_encode(header)).digest(),
        )  # fmt: skip

    def _above(
        self, stream: int, seq: int, parents: list[tuple[int, int]]
    ) -> tuple[tuple[str, str, int], ...]:
        """The parents' origins; none of the own stream may come later."""
        streams = self.names.streams
        if any(number >= seq and place == stream for place, number in parents):
            raise WireBad("implausible")
        return tuple((*streams[place], number) for place, number in parents)

    def _stub(self, line: bytes) -> Stub:
        try:
            stream, seq, save, hashed, part = _stub_decoder.decode(line)
            device, epoch = self.names.streams[stream]
            name = "" if save is None else self.names.saves[save]
        except UNREADABLE as problem:
            raise WireBad(_reason(problem)) from None
        except IndexError:
            raise WireBad("bad_structure") from None
        return Stub(device, epoch, seq, name, hashed, part)


def _commitment(value: str | None, salt: bytes | None, given: bytes | None) -> bytes:
    """Of value and salt; where they are redacted, the one given instead of them."""
    if salt is not None and given is None:
        return commit(value, salt)
    if salt is None and given is not None and value is None:
        return given
    raise WireBad("bad_structure")


def checked(names: Dictionaries, most: int) -> Dictionaries:
    """The dictionaries, if every entry is what it should be and none comes twice.

    Raises `WireBad`, also when they announce more than `most` lines.
    """
    lists: tuple[Sequence[object], ...] = (
        names.streams,
        names.fields,
        names.records,
        names.saves,
        names.authors,
    )
    if any(len(set(one)) != len(one) for one in lists):
        raise WireBad("bad_structure")
    sound = (
        all(DEVICE.fullmatch(d) and DEVICE.fullmatch(e) for d, e in names.streams)
        and all(_FIELD.fullmatch(one) for one in names.fields)
        and all(map(_are_uids, (names.records, names.saves, names.authors)))
        and names.rows >= 0
        and names.stubs >= 0
    )
    if not sound:
        raise WireBad("bad_structure")
    if names.rows + names.stubs > most:
        raise WireBad("too_large")
    return names


def _are_uids(found: Sequence[str]) -> bool:
    """Whether every one is a record's, save's or author's id: asked in one look, for thousands."""
    joined = "\n".join(found)
    return not found or (len(joined) == 27 * len(found) - 1 and bool(_UIDS.fullmatch(joined)))


def _reason(problem: Exception) -> str:
    """A number out of its bounds is implausible, everything else is bad structure."""
    words = str(problem)
    numeric = "Expected `int` " in words or "out of range" in words
    return "implausible" if numeric else "bad_structure"


class _Lines:
    """Lines of a zstd stream, never holding more than a chunk and a line."""

    def __init__(self, packed: Packed) -> None:
        decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        self._stream = decompressor.stream_reader(
            io.BytesIO(packed.content), read_across_frames=True
        )
        self._expected = packed.raw_size
        self._limit = MAX_RAW if packed.raw_size is None else packed.raw_size
        self._read = 0
        self._held: list[bytes] = []  # complete lines, the next one last
        self._rest = b""

    def take(self, count: int) -> list[bytes]:
        """The next `count` lines."""
        taken: list[bytes] = []
        while len(taken) < count:
            if not self._held:
                self._more()
            wanted = count - len(taken)
            taken += reversed(self._held[-wanted:])
            del self._held[-wanted:]
        return taken

    def finish(self) -> None:
        """Nothing may follow, and the size must be as signed."""
        more = self._held or self._rest or self._pull()
        if more or (self._expected is not None and self._read != self._expected):
            raise WireBad("bad_structure")

    def _more(self) -> None:
        chunk = self._pull()
        if not chunk:
            raise WireBad("bad_structure")
        lines = (self._rest + chunk).split(b"\n")
        self._rest = lines.pop()
        if len(self._rest) > MAX_LINE:
            raise WireBad("too_large")
        self._held = lines[::-1]

    def _pull(self) -> bytes:
        try:
            chunk = self._stream.read(_CHUNK)
        except zstandard.ZstdError:
            raise WireBad("bad_structure") from None
        self._read += len(chunk)
        if self._read > self._limit:
            raise WireBad("too_large")
        return chunk
