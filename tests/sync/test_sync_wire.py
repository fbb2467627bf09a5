"""Rows on the wire: the same hashes as in the log, and nothing trusted."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.changes import MAX_COUNTER, Change, Origin, commit, row_hash
from socialcase.storage.rows import outgoing, staged
from socialcase.sync.packing import lined_rows, pack, pack_rows
from socialcase.sync.wire import MAX_VALUE, Packed, RowReader, Stub, WireBad


def _uid(chance: Random) -> str:
    return base64.b32encode(chance.randbytes(16)).decode().lower().rstrip("=")


def _changes(count: int, value: str | None = "значение", seed: int = 1) -> list[Change]:
    chance = Random(seed)
    device, epoch, save = chance.randbytes(8).hex(), chance.randbytes(8).hex(), _uid(chance)
    record, author = _uid(chance), _uid(chance)
    made = []
    for seq in range(1, count + 1):
        salt = chance.randbytes(16)
        parents = (Origin(device, epoch, seq - 1),) if seq > 1 else ()
        made.append(
            Change(Origin(device, epoch, seq), seq, 0, save, record, "case.groups/ýaş", value,
                   salt, author, parents, commit(value, salt))
        )  # fmt: skip
    return made


def _read(packed: Packed, most: int = 1000) -> RowReader:
    reader = RowReader(packed, most)
    list(reader.rows())
    return reader


@given(value=st.none() | st.text().filter(lambda text: "\x00" not in text))
def test_rows_come_back_as_they_are_in_the_log(value: str | None) -> None:
    if value is not None:
        value = value.encode("utf-8", "ignore").decode()
    changes = _changes(3, value)
    packed = pack_rows(changes)
    rows = [row for batch in RowReader(packed, 10).rows(2) for row in batch]
    assert rows == [staged(change) for change in changes]
    assert [row.row_hash for row in rows] == [row_hash(change) for change in changes]


def test_a_redacted_change_travels_with_its_commitment_only() -> None:
    change = _changes(1)[0]
    bare = Change(change.origin, 1, 0, change.save, change.record, change.field, None, None,
                  change.author, (), change.commitment)  # fmt: skip
    (row,) = next(iter(RowReader(pack_rows([bare]), 10).rows()))
    assert row == staged(bare)
    assert row.row_hash == row_hash(change), "the chain holds without the value"


def test_stubs_come_back_after_the_rows() -> None:
    changes = _changes(2)
    stub = Stub("a" * 16, "b" * 16, 7, changes[0].save, bytes(32), 3)
    nameless = stub._replace(seq=8, save="")
    assert _read(pack_rows(changes, [stub, nameless])).stubs == [stub, nameless]


def test_an_element_may_have_inner_blanks() -> None:
    change = replace(_changes(1)[0], field="person.languages/Turkmen sign language")
    [[row]] = RowReader(pack(lined_rows([outgoing(change)])), 1000).rows()
    assert row == staged(change)


@pytest.mark.parametrize(
    "unreadable",
    [{"field": "person.languages/" + "x" * 81}, {"field": "person.languages/a\tb"},
     {"value": "x" * (MAX_VALUE + 1)}, {"parents": (Origin("a" * 16, "b" * 16, 1),) * 65}],
)  # fmt: skip
def test_rows_that_nobody_can_read_are_never_packed(unreadable: dict[str, Any]) -> None:
    with pytest.raises(WireBad):
        pack(lined_rows([outgoing(replace(_changes(2)[1], **unreadable))]))


def _hostile(edit: Callable[[list[Any]], None], count: int = 2) -> Packed:
    """Rows whose lines were edited as JSON; line 0 holds the dictionaries."""
    content = (
        zstandard.ZstdDecompressor().decompressobj().decompress(pack_rows(_changes(count)).content)
    )
    lines = [json.loads(line) for line in content.splitlines()]
    edit(lines)
    raw = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return Packed(zstandard.ZstdCompressor().compress(raw), len(raw))


def _set(line: int, at: int | str, value: Any) -> Callable[[list[Any]], None]:
    def edit(lines: list[Any]) -> None:
        lines[line][at] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (_set(1, 1, 0), "implausible"),
        (_set(1, 1, MAX_COUNTER), "implausible"),
        (_set(1, 2, 2**63 - 1), "implausible"),
        (_set(1, 2, 2**70), "implausible"),
        (_set(1, 2, -1), "implausible"),
        (_set(1, 0, -1), "implausible"),
        (_set(2, 10, [[0, 2]]), "implausible"),
        (_set(2, 10, [[0, 9]]), "implausible"),
        (_set(1, 0, 9), "bad_structure"),
        (_set(1, 5, 9), "bad_structure"),
        (_set(2, 10, [[5, 1]]), "bad_structure"),
        (_set(2, 10, [[0, 1]] * 65), "bad_structure"),
        (_set(1, 8, None), "bad_structure"),
        (_set(1, 8, "AAAA"), "bad_structure"),
        (_set(1, 7, "a\x00b"), "bad_structure"),
        (_set(1, 7, 5), "bad_structure"),
        (_set(1, 7, "\ud800"), "bad_structure"),
        (_set(1, 1, 1.5), "bad_structure"),
        (_set(1, 1, "1"), "bad_structure"),
        (_set(1, 11, base64.b64encode(bytes(32)).decode()), "bad_structure"),
        (_set(0, "fields", ["case.risk", "case.risk"]), "bad_structure"),
        (_set(0, "fields", ["../etc"]), "bad_structure"),
        (_set(0, "records", ["SHORT"]), "bad_structure"),
        (_set(0, "extra", 1), "bad_structure"),
        (_set(0, "rows", 3), "bad_structure"),
        (_set(0, "rows", 1), "bad_structure"),
        (_set(0, "rows", -1), "bad_structure"),
        (_set(0, "rows", 10**6), "too_large"),
        (lambda lines: lines.append([0]), "bad_structure"),
        (lambda lines: lines[1].append(0), "bad_structure"),
        (lambda lines: lines.pop(), "bad_structure"),
        (lambda lines: lines.clear(), "bad_structure"),
    ],
)
def test_hostile_lines_are_refused(edit: Callable[[list[Any]], None], reason: str) -> None:
    with pytest.raises(WireBad) as caught:
        _read(_hostile(edit))
    assert caught.value.reason == reason


def test_sizes_are_counted_not_believed() -> None:
    packed = pack_rows(_changes(50))
    assert packed.raw_size is not None
    for size in (0, 10, packed.raw_size - 1):
        with pytest.raises(WireBad):
            _read(Packed(packed.content, size))
    with pytest.raises(WireBad):
        _read(Packed(packed.content, packed.raw_size + 1))
    with pytest.raises(WireBad):
        _read(Packed(packed.content[:-20], packed.raw_size))


def test_a_bomb_is_refused_after_its_signed_size() -> None:
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(1 << 28))
    assert len(bomb) < 64 * 1024
    with pytest.raises(WireBad) as caught:
        _read(Packed(bomb, 1000))
    assert caught.value.reason == "too_large"


def test_a_window_over_eight_megabytes_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=25)
    wide = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    content = wide.compress(Random(1).randbytes(1 << 20)) + wide.flush()
    with pytest.raises(WireBad):
        _read(Packed(content, None))


def test_what_follows_the_frame_counts_too() -> None:
    packed = pack_rows(_changes(2))
    for tail in (b"garbage", zstandard.ZstdCompressor().compress(b"[]\n")):
        with pytest.raises(WireBad):
            _read(Packed(packed.content + tail, packed.raw_size))
