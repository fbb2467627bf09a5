"""What a disk may hold after the power fails, given a recording of the calls until then.

The model promises no more than POSIX does: bytes written are there for certain only once their
file was synced, and a name (created, renamed, removed) only once its folder was synced. What was
not synced may be lost, kept out of order, or torn into sectors of 512 bytes. Names within one
folder survive as a prefix of what happened to it, as journalling file systems write them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.crash.recording import Op, Record

SECTOR = 512


class Cut(StrEnum):
    """How the unsynced writes of a power cut end."""

    LOST = "lost"  # none of them reached the disk
    PREFIX = "prefix"  # some first ones did
    REORDERED = "reordered"  # any of them did
    TORN = "torn"  # any of their sectors did


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, data in self.pending:
            _apply(self.durable, offset, data)
        self.pending.clear()

    def after(self, cut: Cut, chance: Random) -> bytes:
        content = bytearray(self.durable)
        for offset, data in _survivors(self.pending, cut, chance):
            _apply(content, offset, data)
        return bytes(content)


@dataclass(frozen=True, slots=True)
class _Rename:
    """A change of names in one folder: `file` None removes `path`; `old` is what it was called."""

    path: Path
    file: _File | None
    old: Path | None = None


class Disk:
    """Files below one folder: what is certain, and what is only on its way."""

    def __init__(self, root: Path, base: Path) -> None:
        """Begin with the files of `base` (a copy of `root` before the recording), all certain."""
        self._root = root
        self._names: dict[Path, _File] = {}
        self._durable: dict[Path, _File] = {}
        self._moves: dict[Path, list[_Rename]] = {}
        self._handles: dict[int, _File | Path] = {}
        for file in base.rglob("*"):
            if file.is_file():
                self._names[root / file.relative_to(base)] = _File(bytearray(file.read_bytes()))
        self._durable.update(self._names)

    def play(self, records: Iterable[Record]) -> None:
        """Follow the recorded calls."""
        for record in records:
            self._play(record)

    def _play(self, record: Record) -> None:
        match record.op:
            case Op.OPEN:
                self._open(record)
            case Op.WRITE:
                self._file(record).pending.append((record.a, record.one))
            case Op.TRUNCATE:
                self._file(record).pending.append((record.a, None))
            case Op.SYNC:
                self._sync(self._handles[record.handle])
            case Op.RENAME:
                self._rename(record.path, record.target)
            case Op.UNLINK:
                self._names.pop(record.path, None)
                self._move(_Rename(record.path, None))
            case _:
                pass

    def _open(self, record: Record) -> None:
        path = record.path
        if record.b:
            self._names[path] = _File()
            self._move(_Rename(path, self._names[path]))
        self._handles[record.handle] = self._names.get(path, path)

    def _file(self, record: Record) -> _File:
        found = self._handles[record.handle]
        if isinstance(found, Path):
            raise LookupError(f"written, yet never created: {found}")
        return found

    def _rename(self, old: Path, new: Path) -> None:
        for path in [p for p in self._names if p == old or old in p.parents]:
            file = self._names.pop(path)
            there = new / path.relative_to(old)
            self._names[there] = file
            self._move(_Rename(there, file, path))

    def _move(self, move: _Rename) -> None:
        self._moves.setdefault(move.path.parent, []).append(move)

    def _sync(self, what: _File | Path) -> None:
        if isinstance(what, _File):
            what.sync()
            return
        for move in self._moves.pop(what, []):
            _apply_move(self._durable, move)

    def after(self, cut: Cut, chance: Random) -> dict[Path, bytes]:
        """One way the files may look when the power comes back, by path below the folder.

        Shared-memory files (`-shm`) are no files to rely on and are left out.
        """
        names = dict(self._durable)
        for moves in self._moves.values():
            kept = 0 if cut is Cut.LOST else chance.randint(0, len(moves))
            for move in moves[:kept]:
                _apply_move(names, move)
        return {
            path.relative_to(self._root): file.after(cut, chance)
            for path, file in sorted(names.items())
            if not path.name.endswith("-shm")
        }


def write_files(files: dict[Path, bytes], folder: Path) -> None:
    """Lay `files` down below `folder`."""
    for path, content in files.items():
        there = folder / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)


def _apply_move(names: dict[Path, _File], move: _Rename) -> None:
    if move.old is not None and names.get(move.old) is move.file:
        del names[move.old]
    if move.file is None:
        names.pop(move.path, None)
    else:
        names[move.path] = move.file


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _survivors(
    pending: list[tuple[int, bytes | None]], cut: Cut, chance: Random
) -> list[tuple[int, bytes | None]]:
    if cut is Cut.LOST:
        return []
    if cut is Cut.PREFIX:
        return pending[: chance.randint(0, len(pending))]
    likely = chance.random()
    whole = pending if cut is Cut.REORDERED else [s for one in pending for s in _sectors(one)]
    return [one for one in whole if chance.random() < likely]


def _sectors(write: tuple[int, bytes | None]) -> list[tuple[int, bytes | None]]:
    offset, data = write
    if data is None:
        return [write]
    first = SECTOR - offset % SECTOR
    edges = [0, *range(first, len(data), SECTOR), len(data)]
    return [(offset + a, data[a:b]) for a, b in pairwise(edges) if b > a]
