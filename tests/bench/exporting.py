"""Writing a bundle, beside `zstd | age` over the same changes."""

import io
import os
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import zstandard

from socialcase.actions import bundles
from socialcase.storage import Outgoing
from socialcase.sync.packing import pack_rows
from socialcase.sync.seal import new_identity, recipient_of
from tests.bench.ground import enrolled_field, register_people
from tests.bench.measuring import Line, at_least, interleaved, reported, timed
from tests.storage.streams import own_rows

PEOPLE = 6_800
ROUNDS = 7
COLUMNS = "device, epoch, seq, lamport, wall, save, record, field, value, salt, author"
LINES = f"SELECT json_array({COLUMNS}) FROM change ORDER BY seq"


def export_lines(folder: Path) -> list[Line]:
    """Ours: read the log, write, seal, sign, sync, read back, compare, note as sent.

    Floor: stock programs, with the rows in a bare table that is not encrypted: `sqlite3` writes
    them as lines of JSON, `zstd | age` follow. Without a target, what remains when even those
    lines are there already, in the form in which a bundle has them.
    """
    laptop = enrolled_field(folder, 1).laptops[0]
    register_people(laptop, 0, PEOPLE)
    rows = own_rows(laptop.store)
    text, database = finished(folder, rows), bare(folder, rows)
    stick = folder / "stick"

    def ours() -> float:
        return timed(lambda: bundles.export_bundle(laptop, stick))

    size = f"{len(rows):,} changes, {text.stat().st_size / 1e6:.1f} MB"
    return [
        at_least(
            f"export: {size}, beside sqlite3 | zstd | age",
            *interleaved(ours, pipe(f'sqlite3 {database} "{LINES}" | zstd -q -3', folder), ROUNDS),
            0.8,
        ),
        reported(
            "    (beside zstd | age over lines written before)",
            *interleaved(ours, pipe(f"zstd -q -3 -c {text}", folder), ROUNDS),
        ),
    ]


def finished(folder: Path, rows: Sequence[Outgoing]) -> Path:
    """A file of the lines that a bundle of `rows` has in it."""
    text = folder / "changes.ndjson"
    packed = pack_rows(row.change for row in rows).content
    text.write_bytes(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read())
    return text


def bare(folder: Path, rows: Sequence[Outgoing]) -> Path:
    """A database with nothing but `rows`. The salt is in hex: JSON knows no bytes."""
    file = folder / "bare.db"
    names = COLUMNS.split(", ")
    database = sqlite3.connect(file)
    database.execute(f"CREATE TABLE change ({COLUMNS})")
    database.executemany(
        f"INSERT INTO change VALUES ({', '.join('?' * len(names))})",
        [[_plain(getattr(row, name)) for name in names] for row in rows],
    )
    database.commit()
    database.close()
    return file


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def pipe(source: str, folder: Path) -> Callable[[], float]:
    """The floor: what `source` gives is sealed with stock `age`, and synced."""
    target = folder / "floor.age"
    line = f"{source} | age -r {recipient_of(new_identity())} -o {target}"

    def write() -> None:
        subprocess.run(["sh", "-c", line], check=True)
        handle = os.open(target, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    return lambda: timed(write)
