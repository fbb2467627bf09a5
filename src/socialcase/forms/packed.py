"""Looking into a packed spreadsheet before it is read: how large it really is, how far it reaches.

A few bytes may unpack to gigabytes, and one cell in the last corner of a sheet makes a reader lay
out everything before it. What the file says of itself is not believed.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

_MOST_PARTS = 5_000
_MOST_UNPACKED = 250 * 1024 * 1024
_MOST_CELLS = 10_000_000
_CHUNK = 1024 * 1024
# a cell with something in it; what has none is closed at once
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*(?<!/)>")
_LONGEST_TAG = 400
_HEADER = struct.Struct("<26xHH")


class TooLarge(ValueError):
    """The file unpacks to more than a form can be, or reaches too far."""


class NotASpreadsheet(ValueError):
    """The file is packed, but holds no workbook of the usual kind, or is damaged."""


def look_into(data: bytes) -> None:
    """Raise `TooLarge` or `NotASpreadsheet` where a packed file must not be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error) as error:
        raise NotASpreadsheet from error
    # some programs write it in capital letters
    if not any(part.filename.lower().endswith("xl/workbook.xml") for part in parts):
        raise NotASpreadsheet
    if len(parts) > _MOST_PARTS:
        raise TooLarge
    left = _MOST_UNPACKED
    for part in parts:
        reach = _Reach()
        for chunk in _unpacked(data, part):
            left -= len(chunk)
            if left < 0:
                raise TooLarge
            reach.see(chunk)


class _Reach:
    """How far the cells of one part reach."""

    def __init__(self) -> None:
        self._tail = b""
        self._column = self._row = 0

    def see(self, chunk: bytes) -> None:
        seen = self._tail + chunk
        for letters, digits in _CELL.findall(seen):
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            self._column = max(self._column, column)
            self._row = max(self._row, int(digits))
        if self._column * self._row > _MOST_CELLS:
            raise TooLarge
        self._tail = seen[-_LONGEST_TAG:]


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part unpacks to, whatever size it claims."""
    names, extra = _HEADER.unpack_from(data.ljust(part.header_offset + 30), part.header_offset)
    start = part.header_offset + 30 + names + extra
    raw = data[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield raw
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotASpreadsheet
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while raw and not unpacking.eof:
            yield unpacking.decompress(raw, _CHUNK)
            raw = unpacking.unconsumed_tail
    except zlib.error as error:
        raise NotASpreadsheet from error
