"""WebP and GIF pictures without what they tell besides, like JPEG and PNG in `picture_data`.

Of a WebP the chunks stay that draw it, without EXIF and XMP; of a GIF its frames and how often they
repeat, without comments, texts and what programs added. What lies behind the end goes.
"""

import struct
from collections.abc import Iterator

_FRAMES = frozenset([b"VP8 ", b"VP8L", b"ANMF"])
_DRAWING = _FRAMES | {b"VP8X", b"ALPH", b"ANIM", b"ICCP"}
_EXIF_AND_XMP = 0x0C
_REPEATING = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_EXTENSION, _IMAGE = 0x21, 0x2C
_CONTROL, _APPLICATION = 0xF9, 0xFF
_TABLE = 0x80


class _Torn(Exception):
    """The file is not put together as its kind should be."""


def is_webp(start: bytes) -> bool:
    """Whether a file that begins so (12 bytes) is a WebP picture."""
    return start.startswith(b"RIFF") and start[8:12] == b"WEBP"


def is_gif(start: bytes) -> bool:
    """Whether a file that begins so is a GIF picture."""
    return start.startswith((b"GIF87a", b"GIF89a"))


def bare_webp(data: bytes) -> bytes:
    """A WebP picture as far as it is drawn; b"" if nothing could be drawn of it."""
    chunks = list(_chunks(data))
    if not any(kind in _FRAMES for kind, _ in chunks):
        return b""
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
        for kind, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        content = data[at + 8 : at + 8 + size]
        if len(content) < size:
            return
        if kind == b"VP8X" and content:
            content = bytes([content[0] & ~_EXIF_AND_XMP]) + content[1:]
        if kind in _DRAWING:
            yield kind, content
        at += 8 + size + size % 2


def bare_gif(data: bytes) -> bytes:
    """A GIF picture as far as it is drawn; b"" if nothing could be drawn of it."""
    kept: list[bytes] = []
    drawn = False
    try:
        end = 13 + _table(data, 10)
        kept.append(_taken(data, 0, end))
        while end < len(data) and data[end] in (_EXTENSION, _IMAGE):
            block, at = data[end], end
            drawn = drawn or block == _IMAGE
            end = _block_end(data, at)
            if _draws(data[at:end]):
                kept.append(data[at:end])
    except _Torn:
        drawn = any(part[:1] == b"," for part in kept[1:])
    return b"".join(kept) + b";" if drawn else b""


def _block_end(data: bytes, at: int) -> int:
    """Where an extension or a frame ends, its sub-blocks included."""
    if data[at] == _EXTENSION:
        return _past_sub_blocks(data, at + 2)
    return _past_sub_blocks(data, at + 11 + _table(data, at + 9))


def _draws(block: bytes) -> bool:
    if block[0] == _IMAGE or block[1] == _CONTROL:
        return True
    return block[1] == _APPLICATION and block[3:14] in _REPEATING


def _table(data: bytes, at: int) -> int:
    """Bytes of the colours that follow, by the flags at a place."""
    flags = _taken(data, at, at + 1)[0]
    return 3 << ((flags & 7) + 1) if flags & _TABLE else 0


def _past_sub_blocks(data: bytes, at: int) -> int:
    while size := _taken(data, at, at + 1)[0]:
        at += 1 + size
    return at + 1


def _taken(data: bytes, start: int, end: int) -> bytes:
    found = data[start:end]
    if len(found) < end - start:
        raise _Torn
    return found
