"""Restricted records inside a bundle: sealed to the named people, stubs for everybody else."""

import os
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from socialcase.storage.rows import Outgoing, StagedRow
from socialcase.sync.manifest import MAX_CHANGES, MAX_SEALED_TOTAL
from socialcase.sync.packing import lined_rows, pack
from socialcase.sync.seal import MAX_KEYS, MAX_NAMED, SealBroken, seal_bytes, unseal_bytes
from socialcase.sync.wire import Packed, RowReader, Stub, WireBad


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed part. `stubs`: origin and hash of each change in it, saves as in the chain.

    `people`: staff ids who can open it. `writer`: see `manifest.Part`.
    """

    name: str
    people: tuple[str, ...]
    writer: str
    content: bytes
    stubs: tuple[Stub, ...]


class NoKey(Exception):
    """None of the named people has a key here, so the change cannot be sealed to anyone."""


class OtherKey(Exception):
    """A part is sealed to a key that is not this laptop's: to another one of the same person."""


def part_name(part: str) -> str:
    """The name in the tar of the part with this id."""
    return f"sealed/{part}.age"


def part_id(name: str) -> str:
    """The id of a part by its name in the tar."""
    return name.removeprefix("sealed/").removesuffix(".age")


def new_part() -> str:
    """A random id: 26 base32 letters."""
    return b32encode(os.urandom(16)).decode().lower().rstrip("=")


def seal_changes(
    people: frozenset[str], rows: Sequence[Outgoing], keys: Mapping[str, Sequence[str]]
) -> Sealed:
    """Seal `rows` to those of `people` whose keys are known, one for each of their laptops.

    Raises `NoKey`.
    """
    able = tuple(sorted(one for one in people if keys.get(one)))[:MAX_NAMED]
    if not able:
        raise NoKey
    stubs = tuple(Stub(r.device, r.epoch, r.seq, r.save, r.row_hash, 0) for r in rows)
    to = [key for one in able for key in keys[one]]
    sealed = seal_bytes(pack(lined_rows(rows)).content, to, MAX_KEYS)
    return Sealed(part_name(new_part()), able, "", sealed, stubs)


def open_changes(content: bytes, identity: str, stubs: Iterable[Stub]) -> list[StagedRow]:
    """The changes in a sealed part, which must be exactly those of its `stubs`.

    Raises `OtherKey`; `WireBad` ("bad_structure" and others) when they differ or the part does
    not open.
    """
    try:
        opened = unseal_bytes(content, [identity], MAX_SEALED_TOTAL, MAX_KEYS)
    except SealBroken as problem:
        raise OtherKey if problem.why == "not_for_us" else WireBad("bad_structure") from None
    rows = list(_rows(opened))
    found = {(row.device, row.epoch, row.seq): row.row_hash for row in rows}
    promised = {(stub.device, stub.epoch, stub.seq): stub.row_hash for stub in stubs}
    if found != promised or len(rows) != len(found):
        raise WireBad("bad_structure")
    return rows


def _rows(opened: bytes) -> Iterator[StagedRow]:
    reader = RowReader(Packed(opened, None), MAX_CHANGES)
    for batch in reader.rows():
        yield from batch
    if reader.stubs:
        raise WireBad("bad_structure")
