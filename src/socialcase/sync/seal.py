"""Sealing with age: to whom a file is readable, and nothing about who wrote it.

Everything streams through pyrage's `_io` functions (its other ones hold whole files in memory).
Before any work the header is read by us: 1 to `most` X25519 stanzas and grease, nothing else, so
that a passphrase stanza (a minute of scrypt) or a plugin stanza (a foreign program) never runs.
"""

import base64
import binascii
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Protocol

import pyrage
from pyrage import x25519

VERSION_LINE = b"age-encryption.org/v1"
MAX_RECIPIENTS = 4
"""Outer recipients of a bundle."""
MAX_NAMED = 16
"""People to whom one restricted part is sealed."""
MAX_LAPTOPS = 4
"""Laptops of one person, each with a key of its own."""
MAX_KEYS = MAX_NAMED * MAX_LAPTOPS
"""Keys to which one restricted part is sealed."""
_MAX_HEADER = 16 * 1024
_MAC_LENGTH = 43


class Sink(Protocol):
    """What decrypted bytes are pushed into."""

    def write(self, data: bytes, /) -> int:
        """Take `data` and return its length."""


class Source(Protocol):
    """What bytes are pulled from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, b"" at the end."""


class SealBroken(Exception):
    """An age file cannot be opened.

    `why`: "header" (no age file, or stanzas that we refuse), "cut_short", "not_for_us", "changed".
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def new_identity() -> str:
    """A fresh X25519 identity, "AGE-SECRET-KEY-1…"."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public recipient, "age1…", of an identity."""
    return str(x25519.Identity.from_str(identity).to_public())


def is_recipient(text: str) -> bool:
    """Whether `text` is an X25519 recipient in its canonical writing."""
    try:
        return len(text) < 100 and str(x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def seal(
    source: Source, target: Sink, recipients: Sequence[str], most: int = MAX_RECIPIENTS
) -> None:
    """Encrypt `source` to `recipients` (1 to `most` of "age1…") into `target`.

    Raises ValueError for a wrong number of recipients; a fault of `source` or `target` comes out
    as it was raised there.
    """
    if not 1 <= len(recipients) <= most:
        raise ValueError("recipients")
    keys = [x25519.Recipient.from_str(one) for one in recipients]
    tap_in, tap_out = _TappedSource(source), _TappedSink(target)
    try:
        pyrage.encrypt_io(tap_in, tap_out, keys)
    except (pyrage.EncryptError, OSError) as problem:
        raise tap_in.fault or tap_out.fault or problem from None


def seal_bytes(data: bytes, recipients: Sequence[str], most: int = MAX_RECIPIENTS) -> bytes:
    """`data` encrypted to `recipients`, for small things and parts that are already compressed."""
    target = io.BytesIO()
    seal(io.BytesIO(data), target, recipients, most)
    return target.getvalue()


def unseal(
    source: BinaryIO, target: Sink, identities: Iterable[str], most: int = MAX_RECIPIENTS
) -> None:
    """Decrypt `source` (at its start, seekable) into `target`, chunk by authenticated chunk.

    `target` has received a prefix of the true content even when the end turns out to be damaged.
    Raises `SealBroken`; a fault that `target` raises comes out unchanged.
    """
    start = source.tell()
    check_header(source, most)
    source.seek(start)
    keys = [x25519.Identity.from_str(one) for one in identities]
    tap_in, tap_out = _TappedSource(source), _TappedSink(target)
    try:
        pyrage.decrypt_io(tap_in, tap_out, keys)
    except (pyrage.DecryptError, OSError) as problem:
        fault = tap_in.fault or tap_out.fault
        if fault is not None:
            raise fault from None
        raise SealBroken(_why(problem)) from None


def unseal_bytes(
    data: bytes, identities: Iterable[str], limit: int, most: int = MAX_RECIPIENTS
) -> bytes:
    """The content of a small age file, refused ("changed") beyond `limit` bytes.

    Raises `SealBroken`.
    """
    target = _Bounded(limit)
    unseal(io.BytesIO(data), target, identities, most)
    return bytes(target.held)


def check_header(source: Source, most: int = MAX_RECIPIENTS) -> int:
    """Read an age header and return the number of X25519 stanzas (1 to `most`).

    Raises `SealBroken`: "header" for anything but X25519 stanzas and grease, "cut_short" when the
    file ends inside the header.
    """
    lines = _HeaderLines(source)
    if lines.next() != VERSION_LINE:
        raise SealBroken("header")
    found = 0
    line = lines.next()
    while not line.startswith(b"---"):
        found += _stanza(line, lines)
        if found > most:
            raise SealBroken("header")
        line = lines.after
    if found < 1 or not _is_mac(line):
        raise SealBroken("header")
    return found


def _stanza(first: bytes, lines: "_HeaderLines") -> int:
    """1 for an X25519 stanza, 0 for grease. Leaves the line after it in `lines.after`."""
    words = first.split(b" ")
    if len(words) < 2 or words[0] != b"->" or not all(words[1:]):
        raise SealBroken("header")
    body = _body(lines)
    if words[1] == b"X25519":
        if len(words) != 3 or len(_unbase64(words[2])) != 32 or len(body) != 32:
            raise SealBroken("header")
        return 1
    if not words[1].endswith(b"-grease"):
        raise SealBroken("header")
    return 0


def _body(lines: "_HeaderLines") -> bytes:
    parts = []
    line = lines.next()
    while len(line) == 64:
        parts.append(_unbase64(line))
        line = lines.next()
    if line.startswith((b"->", b"---")):
        # rage may leave out the empty last line of a body that fills its lines; age never does
        lines.after = line
    else:
        parts.append(_unbase64(line))
        lines.after = lines.next()
    return b"".join(parts)


def _is_mac(line: bytes) -> bool:
    return line.startswith(b"--- ") and len(line) == 4 + _MAC_LENGTH and bool(_unbase64(line[4:]))


def _unbase64(text: bytes) -> bytes:
    """Unpadded canonical base64, as age writes it. Raises `SealBroken`."""
    try:
        raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise SealBroken("header") from None
    if base64.b64encode(raw).rstrip(b"=") != text:
        raise SealBroken("header")
    return raw


def _why(problem: Exception) -> str:
    words = str(problem)
    if "No matching keys" in words:
        return "not_for_us"
    if "Incomplete" in words or "fill whole buffer" in words:
        return "cut_short"
    return "changed"


class _HeaderLines:
    """Lines of a header, read a little at a time and never more than 16 KiB of them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._held = b""
        self._taken = 0
        self.after = b""

    def next(self) -> bytes:
        """The next line without its end. Raises `SealBroken`."""
        while b"\n" not in self._held:
            more = self._source.read(512)
            self._taken += len(more)
            if not more:
                raise SealBroken("cut_short" if self._looks_like_age() else "header")
            if self._taken > _MAX_HEADER:
                raise SealBroken("header")
            self._held += more
        line, _, self._held = self._held.partition(b"\n")
        return line

    def _looks_like_age(self) -> bool:
        opening = VERSION_LINE + b"\n"
        return self._taken >= len(opening) or opening.startswith(self._held)


class _Bounded:
    """Collects what is written and refuses more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.held = bytearray()
        self._limit = limit

    def write(self, data: bytes, /) -> int:
        if len(self.held) + len(data) > self._limit:
            raise SealBroken("changed")
        self.held += data
        return len(data)


class _TappedSource:
    """Passes reads on and remembers the fault, which pyrage turns into text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.fault: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as problem:
            self.fault = problem
            raise


class _TappedSink:
    """Passes writes on and remembers the fault, so that it can be raised again as it was."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.fault: BaseException | None = None

    def write(self, data: bytes, /) -> int:
        try:
            return self._sink.write(data)
        except BaseException as problem:
            self.fault = problem
            raise

    def flush(self) -> None:
        """Asked for at the end; the sink beneath is flushed by its owner."""
