from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.storage import Store, create_store

KEY = bytes(range(32))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 6, 0, tzinfo=UTC))


@pytest.fixture
def new_store(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[..., Store]]:
    """Makes stores in folders of their own and closes them."""
    made: list[Store] = []

    def make(viewer: str = "ogulgerek", **given: object) -> Store:
        folder = tmp_path / f"workspace{len(made)}"
        folder.mkdir()
        chance = SeededChance(len(made))
        store = create_store(folder, KEY, viewer=viewer, clock=clock, chance=chance, **given)  # type: ignore[arg-type]
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    return new_store()
