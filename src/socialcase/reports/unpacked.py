"""Files packed in a zip, read within bounds: what the zip says of their sizes is not believed."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from socialcase.errors import ArrivalRefused

MOST_BYTES = 200 << 20
"""Bytes of a file that is brought in."""
MOST_UNPACKED = 400 << 20
"""Bytes that are read out of one zip, pictures among them."""
_MOST_PARTS = 60_000


class Unpacked:
    """A zip that somebody brought. `file`: what faults call it."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open it. Raises ArrivalRefused: damaged, too_large, locked."""
        self._file = file
        self._left = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise ArrivalRefused(file, "damaged") from fault
        if len(parts) > _MOST_PARTS:
            raise ArrivalRefused(file, "too_large")
        if any(part.flag_bits & 1 for part in parts):
            raise ArrivalRefused(file, "locked")
        self._parts = {_plain(one.filename): one for one in parts if not one.is_dir()}

    def __iter__(self) -> Iterator[str]:
        """The names with their folders, in the order of the zip."""
        return iter(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str, most: int) -> bytes:
        """One file. Raises ArrivalRefused: too_large for more than `most` bytes, damaged."""
        allowed = min(most, self._left)
        try:
            with self._zip.open(self._parts[name]) as stream:
                data = stream.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
            raise ArrivalRefused(self._file, "damaged") from fault
        if len(data) > allowed:
            raise ArrivalRefused(self._file, "too_large")
        self._left -= len(data)
        return data


def name_in(path: str) -> str:
    """The last part of a name in a zip."""
    return PurePosixPath(path).name


def _plain(name: str) -> str:
    return name.replace("\\", "/")
