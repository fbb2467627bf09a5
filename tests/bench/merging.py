"""100,000 changes merged, beside the same rows through `sqlite3 .import` into a bare table."""

import csv
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock, patch

from socialcase.actions import bundles, workspaces
from socialcase.actions.workspaces import Workspace
from socialcase.storage import StagedRow, projection, search, staged
from tests.bench.ground import PASSPHRASE, enrolled_field, register_people, take_in
from tests.bench.measuring import Line, at_least, interleaved, timed
from tests.storage.streams import own_rows

CHANGES = 100_000
CHUNK = 5_000
ROUNDS = 5
COLUMNS = (
    "device, epoch, seq, lamport, wall, save, record, field, value, salt, author, parents,"
    " commitment, row_hash, held"
)


def merge_lines(folder: Path) -> list[Line]:
    """Log and heads from rows in memory; and from two sealed bundles to typed tables."""
    field = enrolled_field(folder, 2)
    for number, laptop in enumerate(field.laptops):
        register_people(laptop, number * 7_200, CHANGES // 2 // 7 - 20)
    rows = [row for laptop in field.laptops for row in _rows(laptop)]
    floor = import_floor(folder, rows)
    sealed = [
        file
        for laptop in field.laptops
        for file in bundles.export_bundle(laptop, folder / "stick").paths
    ]
    workspaces.close_workspace(field.office)
    log, bare = interleaved(lambda: _log_and_heads(folder, rows), floor, ROUNDS)
    whole, bare_too = interleaved(lambda: _end_to_end(folder, sealed), floor, ROUNDS)
    size = f"{len(rows):,} changes"
    return [
        at_least(f"merge: {size}, log and heads", log, bare, 0.2),
        at_least(f"merge: {size}, sealed bundles to typed tables", whole, bare_too, 0.08),
        _reach(whole, bare_too),
    ]


def _reach(ours: list[float], floor: list[float]) -> Line:
    ratio = statistics.median(floor) / statistics.median(ours)
    return Line("    (to be reached: 0.15)", "", "", f"{ratio:.3f}", "", met=True)


def _rows(laptop: Workspace) -> list[StagedRow]:
    epochs = laptop.store.exchange.own_epochs()
    return [staged(one.change) for epoch in epochs for one in own_rows(laptop.store, epoch=epoch)]


def import_floor(folder: Path, rows: list[StagedRow]) -> Callable[[], float]:
    """The floor: stock sqlite3 reads the same rows from a CSV file into a bare table."""
    source = folder / "rows.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([_plain(value) for value in row])

    def run() -> float:
        target = folder / "floor.db"
        target.unlink(missing_ok=True)
        script = f"CREATE TABLE change ({COLUMNS});\n.mode csv\n.import {source} change\n"
        command = ["sqlite3", str(target)]
        return timed(lambda: subprocess.run(command, input=script, text=True, check=True))

    return run


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _log_and_heads(folder: Path, rows: list[StagedRow]) -> float:
    with _fresh_office(folder) as office, _tables_left_out():
        return timed(lambda: take_in(office, rows))


def _end_to_end(folder: Path, sealed: list[Path]) -> float:
    with _fresh_office(folder) as office:
        return timed(lambda: [bundles.merge_bundle(office, file) for file in sealed])


@contextmanager
def _fresh_office(folder: Path) -> Iterator[Workspace]:
    """A copy of the office as it was before it took anything in, open."""
    copy = folder / "copy"
    shutil.copytree(folder / "office", copy)
    office = workspaces.open_workspace(copy, PASSPHRASE, anywhere=True)
    try:
        yield office
    finally:
        workspaces.close_workspace(office)
        shutil.rmtree(copy)


@contextmanager
def _tables_left_out() -> Iterator[None]:
    """Without typed tables and search: what the log and its heads take by themselves."""
    nothing = Mock(return_value=None)
    with patch.object(projection, "project", nothing), patch.object(search, "refresh", nothing):
        yield
