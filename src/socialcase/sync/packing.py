"""Packing: lines of JSON, compressed in a thread of their own while the next ones are read.

The writing side of `wire`. What no reader would take is refused here, so that it never counts as
sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import msgspec
import zstandard

from socialcase.cases.changes import MAX_PARENTS, Change
from socialcase.storage.lines import Block, Lined
from socialcase.storage.rows import Outgoing, outgoing
from socialcase.sync.wire import MAX_VALUE, Dictionaries, Packed, Stub, WireBad, checked

LEVEL = 3
_AT_ONCE = 6_000
_encoder = msgspec.json.Encoder()


class _Numbering(dict[str, int]):
    """Gives each text the index of its first use."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def pack(lined: Lined, stubs: Sequence[Stub] = ()) -> Packed:
    """The wire form of changes and stubs, in their order. The same input, the same bytes.

    Raises `WireBad` for changes that no reader would take.
    """
    first, stub_lines = _opening(lined, stubs)
    checked(first, lined.rows + len(stubs))
    if lined.widest > MAX_PARENTS:
        raise WireBad("too_large")
    return _compressed(first, _read(lined.blocks), stub_lines)


def pack_rows(changes: Iterable[Change], stubs: Sequence[Stub] = ()) -> Packed:
    """`pack` of changes in memory, unchecked."""
    lined = lined_rows([outgoing(change) for change in changes])
    first, stub_lines = _opening(lined, stubs)
    return _compressed(first, lined.blocks, stub_lines)


def lined_rows(rows: Sequence[Outgoing]) -> Lined:
    """Changes in memory, as the log gives larger numbers of them."""
    streams, fields, records = _Numbering(), _Numbering(), _Numbering()
    saves, authors = _Numbering(), _Numbering()
    lines: list[tuple[Any, ...]] = [
        (
            streams[row.device + row.epoch], row.seq, row.lamport, row.wall, saves[row.save],
            fields[row.field], records[row.record], row.value, row.salt, authors[row.author],
            [(streams[p[0] + p[1]], p[2]) for p in row.parents], row.commitment,
        )
        for row in rows
    ]  # fmt: skip
    return Lined(
        streams=[(text[:16], text[16:]) for text in streams],
        fields=list(fields),
        records=list(records),
        saves=list(saves),
        authors=list(authors),
        rows=len(rows),
        widest=max((len(row.parents) for row in rows), default=0),
        blocks=_encoded(lines),
    )


def _encoded(lines: Sequence[tuple[Any, ...]]) -> Iterator[Block]:
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        yield Block(_encoder.encode_lines(some), b"", max(len(line[7] or "") for line in some))


def _opening(lined: Lined, stubs: Sequence[Stub]) -> tuple[Dictionaries, bytes]:
    """The first line, and those of the stubs, whose ids come after the others."""
    streams, saves = _Numbering(), _Numbering()
    for device, epoch in lined.streams:
        streams[device + epoch]
    for save in lined.saves:
        saves[save]
    lines = [
        (
            streams[stub.device + stub.epoch], stub.seq, saves[stub.save] if stub.save else None,
            stub.row_hash, stub.part,
        )
        for stub in stubs
    ]  # fmt: skip
    first = Dictionaries(
        streams=[(text[:16], text[16:]) for text in streams],
        fields=lined.fields,
        records=lined.records,
        saves=list(saves),
        authors=lined.authors,
        rows=lined.rows,
        stubs=len(stubs),
    )
    return first, _encoder.encode_lines(lines)


def _read(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.longest > MAX_VALUE:
            raise WireBad("too_large")
        yield block


def _compressed(first: Dictionaries, blocks: Iterable[Block], last: bytes) -> Packed:
    compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
    sizes: list[int] = []

    def squeezed(block: Block) -> bytes:
        text = block.text()
        sizes.append(len(text))
        return compressor.compress(text)

    opening = Block(_encoder.encode_lines([first]), b"", 0)
    with ThreadPoolExecutor(1) as pool:
        pieces = [
            pool.submit(squeezed, block)
            for block in chain((opening,), blocks, (Block(last, b"", 0),))
        ]
        content = b"".join(piece.result() for piece in pieces)
    return Packed(content + compressor.flush(), sum(sizes))
