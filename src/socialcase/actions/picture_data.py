"""What a camera writes into a picture besides the picture: place, time, device. Taken out here.

A photograph of a yard tells where the yard is. Only what is needed to draw the picture stays: of a
JPEG its segments without EXIF, XMP, comments and the like, but for which way up it is; of a PNG its
chunks without texts and times; WebP and GIF likewise (`moving_pictures`). Pictures of other kinds
that tell such things (HEIC, AVIF, TIFF and what cameras call raw, JPEG 2000 and XL) are not taken
in: nothing here can take it out of them (`tells_more`). Other files are left as they are.
"""

import re
import struct
from collections.abc import Iterator

from socialcase.actions.moving_pictures import bare_gif, bare_webp, is_gif, is_webp

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_BARE = frozenset([0x01, *range(0xD0, 0xD8)])
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_TELLING = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")


_TELLING_STARTS = (
    *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"IIRO", b"IIU\0", b"FUJIFILMCCD-RAW"),
    *(b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51", b"\0\0\0\x0cJXL ", b"\xff\x0a", b"8BPS"),
)
"""How TIFF and raw pictures, JPEG 2000, JPEG XL and those of a painting program begin."""
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
"""HEIF and AVIF pictures, as telephones write them."""


class _Torn(Exception):
    """The file is not put together as its kind should be."""


def is_picture(start: bytes) -> bool:
    """Whether a file that begins so (12 bytes) is a picture that loses what it tells besides."""
    return start.startswith((_JPEG, _PNG)) or is_webp(start) or is_gif(start)


def tells_more(start: bytes) -> bool:
    """Whether a file that begins so (16 bytes) is a picture whose notes nothing here takes out."""
    heif = start[4:8] == b"ftyp" and start[8:12] in (*_BRANDS, b"crx ")
    return heif or start.startswith(_TELLING_STARTS)


def bare_picture(data: bytes) -> bytes:
    """A JPEG, PNG, WebP or GIF picture without what it tells besides; anything else as it is.

    A picture that is torn keeps what is before the tear and nothing that could tell something;
    b"" where nothing could be drawn of that.
    """
    if data.startswith(_JPEG):
        return b"".join(_jpeg(data))
    if data.startswith(_PNG):
        chunks = list(_png(data))
        drawn = any(chunk[4:8] == b"IDAT" for chunk in chunks)
        return _PNG + b"".join(chunks) if drawn else b""
    if is_webp(data):
        return bare_webp(data)
    return bare_gif(data) if is_gif(data) else data


def _jpeg(data: bytes) -> Iterator[bytes]:
    kept: list[bytes] = []
    orientation, marker, end, drawn = 0, 0, 2, False
    try:
        while marker != _END:
            marker, at, end = _segment(data, end)
            if marker == _APP1:
                orientation = orientation or _way_up(data[at + 4 : end])
            if _draws(marker, data[at + 4 : end]):
                kept.append(data[at:end])
            drawn = drawn or marker == _SCAN
    except _Torn:
        pass  # what comes before the tear can still be drawn
    if not drawn:
        return
    yield data[:2]
    if orientation:
        yield _exif(orientation)
    yield from kept


def _segment(data: bytes, at: int) -> tuple[int, int, int]:
    """The marker of the next segment from `at` on, and where the segment begins and ends."""
    found = _MARKER.search(data, at)
    if found is None:
        raise _Torn
    at = found.start()  # bytes between segments are passed over, as whoever draws it does
    marker = data[at + 1]
    if marker in _BARE or marker == _END:
        return marker, at, at + 2
    if len(data) < at + 4:
        raise _Torn
    end = at + 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    if end < at + 4 or end > len(data):
        raise _Torn
    if marker == _SCAN:  # the lines of the picture follow, up to the next true marker
        after = _MARKER.search(data, end)
        end = after.start() if after else len(data)
    return marker, at, end


def _draws(marker: int, body: bytes) -> bool:
    """Whether a segment is needed to draw the picture: tables, JFIF, colours, Adobe's transform."""
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    telling = _APP0 < marker <= _APP15 and marker != _APP14
    return not telling and marker != _COMMENT


def _way_up(body: bytes) -> int:
    """The orientation (2 to 8) in an EXIF segment, 0 for none or the usual one."""
    if not body.startswith(_EXIF):
        return 0
    tiff = body[len(_EXIF) :]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 0
        first = struct.unpack_from(order + "I", tiff, 4)[0]
        for entry in range(struct.unpack_from(order + "H", tiff, first)[0]):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * entry)
            if tag == _ORIENTATION and kind == 3 and 1 < value <= 8:
                return int(value)
    except struct.error:
        return 0
    return 0


def _exif(orientation: int) -> bytes:
    """An EXIF segment that says only which way up the picture is."""
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = _EXIF + tiff
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            return
        if kind not in _TELLING:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end
