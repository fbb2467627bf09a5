"""Writing a bundle, beside `zstd | age` over the same changes as text."""

import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import zstandard

from socialcase.actions import bundles
from socialcase.sync.seal import new_identity, recipient_of
from socialcase.sync.wire import pack_rows
from tests.bench.ground import enrolled_field, register_people
from tests.bench.measuring import Line, at_least, interleaved, timed

PEOPLE = 6_800
ROUNDS = 7


def export_lines(folder: Path) -> list[Line]:
    """Ours: read the log, write, seal, sign, sync, read back and compare. Floor: the bare pipe."""
    laptop = enrolled_field(folder, 1).laptops[0]
    register_people(laptop, 0, PEOPLE)
    (epoch,) = laptop.store.exchange.own_epochs()
    outgoing = laptop.store.exchange.own_changes(epoch, 0, 50_000)
    packed = pack_rows([one.change for one in outgoing]).content
    text = folder / "changes.ndjson"
    text.write_bytes(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read())
    stick = folder / "stick"
    ours, floor = interleaved(
        lambda: timed(lambda: bundles.export_bundle(laptop, stick)), pipe(text), ROUNDS
    )
    size = f"{len(outgoing):,} changes, {text.stat().st_size / 1e6:.1f} MB"
    return [at_least(f"export: {size}", ours, floor, 0.8)]


def pipe(text: Path) -> Callable[[], float]:
    """The floor: stock programs compress and seal a text that is already there, and sync it."""
    target = text.with_suffix(".age")
    line = f"zstd -q -3 -c {text} | age -r {recipient_of(new_identity())} -o {target}"

    def write() -> None:
        subprocess.run(["sh", "-c", line], check=True)
        handle = os.open(target, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    return lambda: timed(write)
