"""What the database writes out is byte for byte what goes through memory, row by row."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialcase.cases.changes import Change, Origin, commit
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.storage import Store, batches, create_store, staged
from socialcase.storage.parcels import without
from socialcase.sync.packing import lined_rows
from socialcase.sync.sealed import new_part

FIELDS = ("case.risk", "person.name", "person.languages/Turkmen sign", "note.text", "new.field")
CLOCK = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
awkward = st.sampled_from(
    ["", '"', "\\", "\t\n\r\b\f", "\x01\x1f\x7f", "\u2028\u2029", "é\U0001f600", "null"]
)


@st.composite
def written(draw: st.DrawFn) -> list[Change]:
    """Changes of a few laptops in any order of arrival, some with several parents or redacted."""
    chance = Random(draw(st.integers(0, 1 << 32)))
    streams = [(f"{chance.getrandbits(64):016x}", f"{chance.getrandbits(64):016x}") for _ in "abc"]
    saves, records, authors = ([new_part() for _ in range(4)] for _ in range(3))
    made: list[Change] = []
    for _ in range(draw(st.integers(1, 25))):
        device, epoch = chance.choice(streams)
        seq = sum(one.origin.device == device for one in made) + 1
        parents = tuple(
            sorted({chance.choice(made).origin for _ in range(chance.randrange(4)) if made})
        )
        value, salt = draw(st.none() | texts | awkward), chance.randbytes(16)
        redacted = draw(st.booleans()) and draw(st.booleans())
        made.append(
            Change(
                Origin(device, epoch, seq), len(made) + 1, chance.randrange(-5, 1 << 45),
                chance.choice(saves), chance.choice(records), chance.choice(FIELDS),
                None if redacted else value, None if redacted else salt, chance.choice(authors),
                parents, commit(value, salt),
            )
        )  # fmt: skip
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "laptop"
    folder.mkdir()
    made = create_store(
        folder, bytes(32), viewer=new_part(), clock=CLOCK, chance=SeededChance(5), anywhere=True
    )
    yield made
    made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    changes=written(),
    holes=st.sets(st.integers(0, 24)),
    turned=st.booleans(),
    at_once=st.integers(1, 9),
)
def test_the_database_writes_the_same_lines(
    store: Store, changes: list[Change], holes: set[int], turned: bool, at_once: int
) -> None:
    first = store.exchange.cursor().change + 1
    with store.merging() as merging:
        merging.stage([staged(change) for change in changes])
    last = store.exchange.cursor().change
    spans = without(((first, last),), {first + hole for hole in holes})
    spans = spans[::-1] if turned else spans
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "AT_ONCE", at_once)
        parcel = store.sending.parcel(spans)
        rows = store.sending.rows(spans, store.sending.records(parcel))
        expected = lined_rows(rows)
        with store.sending.lined(parcel) as lined:
            blocks = list(lined.blocks)
    assert b"".join(block.text() for block in blocks) == b"".join(
        block.text() for block in expected.blocks
    )
    assert max((block.longest for block in blocks), default=0) == max(
        (len(row.value or "") for row in rows), default=0
    )
    for part in ("streams", "fields", "records", "saves", "authors", "rows"):
        assert getattr(lined, part) == getattr(expected, part), part
