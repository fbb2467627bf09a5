"""The plain tar inside a bundle: one canonical writing, a reader that accepts nothing else.

POSIX ustar, regular files only, no owner, no time. The reader builds the header that it expects
from name and size and compares all 512 bytes, so a name with a path trick, a link, a sparse file
or a second writing of the same thing cannot exist. It is pushed into (age decrypts into it) and
holds no more than one block.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from socialcase.lazy_dataclass import dataclass

BLOCK = 512
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
CHANGES = "changes.ndjson.zst"
BLOB = "blob/"
"""How the names of encrypted files begin; their SHA-256 follows."""
SEALED_NAME = re.compile(r"sealed/[a-z2-7]{26}\.age", re.ASCII)
BLOB_NAME = re.compile(r"blob/[0-9a-f]{64}", re.ASCII)
_MAX_SIZE = 8**11 - 1


class ArchiveBad(Exception):
    """Not the canonical tar of a bundle."""


class ArchiveShort(ArchiveBad):
    """The tar ends before its end mark."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """A part that is read while it is written. `pieces` gives its bytes, `size` of them."""

    size: int
    pieces: Callable[[], Iterator[bytes]]


Content = bytes | Streamed
"""What a part holds."""


def size_of(content: Content) -> int:
    """The bytes of a part."""
    return content.size if isinstance(content, Streamed) else len(content)


class Parts(Protocol):
    """What the reader tells: each part's opening, its bytes, its end.

    An implementation refuses a part by raising; what it raises stops the reading.
    """

    def opened(self, name: str, size: int) -> None:
        """A part begins."""

    def received(self, data: bytes) -> None:
        """The next bytes of the part."""

    def closed(self) -> None:
        """The part is complete."""


def header(name: str, size: int) -> bytes:
    """The one header block for a part. Raises ValueError for a name or size outside ustar."""
    raw = name.encode("ascii")
    if not 1 <= len(raw) <= 100 or not 0 <= size <= _MAX_SIZE:
        raise ValueError(name)
    fields = (
        raw.ljust(100, b"\0"),
        b"0000600\0",
        b"0000000\0",
        b"0000000\0",
        b"%011o\0" % size,
        b"00000000000\0",
        b" " * 8,
        b"0",
        bytes(100),
        b"ustar\x0000",
        bytes(64),
        b"0000000\0",
        b"0000000\0",
        bytes(155 + 12),
    )
    block = b"".join(fields)
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def pack(parts: Sequence[tuple[str, Content]]) -> Iterator[bytes]:
    """The tar of `parts` in the given order, piece by piece. Raises what reading a part raises."""
    for name, content in parts:
        size = size_of(content)
        yield header(name, size)
        if isinstance(content, Streamed):
            yield from content.pieces()
        else:
            yield content
        yield bytes(-size % BLOCK)
    yield bytes(2 * BLOCK)


class PackReader:
    """`pack` as a thing to read from, as sealing wants it."""

    def __init__(self, parts: Sequence[tuple[str, Content]]) -> None:
        self._pieces = pack(parts)
        self._held = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; b"" at the end."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = memoryview(piece)
        taken, self._held = self._held[:size], self._held[size:]
        return bytes(taken)


class Unpacker:
    """Takes the bytes of a tar and tells `parts` what is in it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._block = bytearray()
        self._left = 0  # bytes of the current part still to come
        self._padding = 0
        self._zero_blocks = 0

    def write(self, data: bytes, /) -> int:
        """Take the next bytes. Raises `ArchiveBad`, and whatever `parts` raises."""
        view = memoryview(data)
        while view:
            view = self._step(view)
        return len(data)

    def finish(self) -> None:
        """Raises `ArchiveShort` unless the end mark has been read."""
        if self._zero_blocks != 2:
            raise ArchiveShort

    def _step(self, view: memoryview) -> memoryview:
        if self._zero_blocks == 2:
            raise ArchiveBad
        if self._left:
            return self._content(view)
        if self._padding:
            return self._skip(view)
        wanted = BLOCK - len(self._block)
        self._block += view[:wanted]
        if len(self._block) == BLOCK:
            self._head(bytes(self._block))
            self._block.clear()
        return view[wanted:]

    def _content(self, view: memoryview) -> memoryview:
        taken = view[: self._left]
        self._parts.received(bytes(taken))
        self._left -= len(taken)
        if not self._left:
            self._parts.closed()
        return view[len(taken) :]

    def _skip(self, view: memoryview) -> memoryview:
        taken = view[: self._padding]
        if any(taken):
            raise ArchiveBad
        self._padding -= len(taken)
        return view[len(taken) :]

    def _head(self, block: bytes) -> None:
        if not any(block):
            self._zero_blocks += 1
            return
        if self._zero_blocks:
            raise ArchiveBad
        name, size = _name_and_size(block)
        self._left, self._padding = size, -size % BLOCK
        self._parts.opened(name, size)
        if not size:
            self._parts.closed()


def _name_and_size(block: bytes) -> tuple[str, int]:
    try:
        name = block[:100].rstrip(b"\0").decode("ascii")
        size = int(block[124:135], 8)
        expected = header(name, size)
    except ValueError:
        raise ArchiveBad from None
    known = SEALED_NAME.fullmatch(name) or BLOB_NAME.fullmatch(name)
    if not (known or name in (MANIFEST, SIGNATURE, CHANGES)) or block != expected:
        raise ArchiveBad
    return name, size
