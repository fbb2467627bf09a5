"""The tar of a bundle: stock tar reads it, and the reader takes nothing but the one writing."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.sync.archive import (
    CHANGES,
    MANIFEST,
    SIGNATURE,
    ArchiveBad,
    ArchiveShort,
    PackReader,
    Unpacker,
    header,
    pack,
)

PARTS = [
    (MANIFEST, b'{"a":1}\n'),
    (SIGNATURE, b"s" * 512),
    (CHANGES, b""),
    ("sealed/" + "a" * 26 + ".age", bytes(5000)),
]


class Gathered:
    """Keeps what the reader tells."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bytes]] = []
        self._name, self._held = "", b""

    def opened(self, name: str, size: int) -> None:
        self._name, self._held = name, b""

    def received(self, data: bytes) -> None:
        self._held += data

    def closed(self) -> None:
        self.parts.append((self._name, self._held))


def _read(raw: bytes, piece: int = 1000) -> list[tuple[str, bytes]]:
    gathered = Gathered()
    unpacker = Unpacker(gathered)
    for at in range(0, len(raw), piece):
        unpacker.write(raw[at : at + piece])
    unpacker.finish()
    return gathered.parts


@given(piece=st.integers(1, 3000))
def test_what_was_packed_comes_out_whatever_the_pieces(piece: int) -> None:
    raw = b"".join(pack(PARTS))
    assert _read(raw, piece) == PARTS
    reader = PackReader(PARTS)
    assert b"".join(iter(lambda: reader.read(piece), b"")) == raw


def test_stock_tar_and_tarfile_read_it(tmp_path: Path) -> None:
    raw = b"".join(pack(PARTS))
    subprocess.run(["tar", "-x"], input=raw, cwd=tmp_path, check=True)
    for name, data in PARTS:
        assert (tmp_path / name).read_bytes() == data
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        assert archive.getnames() == [name for name, _ in PARTS]


@pytest.mark.parametrize(
    "name",
    ["../manifest.json", "/manifest.json", "./manifest.json", "MANIFEST.JSON", "sealed/../a.age",
     "sealed/" + "A" * 26 + ".age", "blob/CON", "manifest.json:stream", "sealed/", "x"],
)  # fmt: skip
def test_names_outside_the_format_are_refused(name: str) -> None:
    with pytest.raises(ArchiveBad):
        _read(b"".join(pack([(name, b"data")])))


def test_every_changed_byte_of_a_header_is_refused() -> None:
    raw = b"".join(pack(PARTS[:1]))
    for at in range(512):
        changed = bytearray(raw)
        changed[at] ^= 1
        with pytest.raises(ArchiveBad):
            _read(bytes(changed))


def test_links_sparse_files_and_long_names_of_tarfile_are_refused() -> None:
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE):
        held = io.BytesIO()
        with tarfile.open(fileobj=held, mode="w") as archive:
            member = tarfile.TarInfo(MANIFEST)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        with pytest.raises(ArchiveBad):
            _read(held.getvalue())


def test_padding_and_what_follows_the_end_must_be_empty() -> None:
    raw = b"".join(pack(PARTS[:1]))
    padded = bytearray(raw)
    padded[512 + len(PARTS[0][1])] = 1
    with pytest.raises(ArchiveBad):
        _read(bytes(padded))
    with pytest.raises(ArchiveBad):
        _read(raw + bytes(512))
    with pytest.raises(ArchiveBad):
        _read(raw[:1024] + bytes(512) + raw)


@given(cut=st.integers(0, 20))
def test_a_tar_cut_anywhere_is_short(cut: int) -> None:
    raw = b"".join(pack(PARTS))
    with pytest.raises(ArchiveShort):
        _read(raw[: len(raw) * cut // 21])


def test_sizes_outside_ustar_are_no_header() -> None:
    for size in (-1, 8**11):
        with pytest.raises(ValueError, match="x"):
            header("x", size)
