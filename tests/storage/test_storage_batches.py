"""Many changes read on two connections at a time: of one state, in their order, and let go of."""

import pytest

from socialcase.storage import Store, batches, open_store
from socialcase.storage.batches import laid_out
from socialcase.storage.connection import Connection
from socialcase.storage.driver import Fault
from socialcase.storage.lines import Block
from socialcase.storage.parcels import SPANNED, Spans

KEY = bytes(range(32))
_PLACES = f"SELECT group_concat(c.id) FROM {SPANNED} WHERE g.at BETWEEN ? AND ?"


@pytest.fixture
def filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(batches, "AT_ONCE", 4)
    add_people(store, 6)
    return store


def add_people(store: Store, count: int) -> None:
    with store.transaction(store.viewer) as tx:
        for number in range(count):
            tx.create("person", "everyone", {"name": {"given": f"Sona {number}"}, "sex": "female"})


def everything(store: Store) -> Spans:
    return ((1, store.exchange.cursor().change),)


def places(connection: Connection, *batch: int) -> list[int]:
    return [int(one) for one in connection.exec_driver_sql(_PLACES, batch).scalar_one().split(",")]


def blocks(store: Store, most: int | None = None) -> list[Block]:
    with store.sending.lined(store.sending.parcel(everything(store))) as lined:
        return [block for block, _ in zip(lined.blocks, range(most or 1_000), strict=False)]


def test_batches_come_in_their_order_from_two_connections(filled: Store) -> None:
    spans = ((1, 7), (9, 9), (11, 12), (13, 15))
    with laid_out(filled.snapshots, spans) as some:
        assert len(some.connections) == 2
        found = list(some.each(places))
        read_by = list(some.each(lambda connection, *_: some.connections.index(connection)))
    assert found == [[1, 2, 3, 4], [5, 6, 7, 9], [11, 12], [13, 14, 15]]
    assert read_by == [0, 1, 0, 1]


def test_both_connections_see_the_same_whatever_is_written_then(filled: Store) -> None:
    last = filled.exchange.cursor().change
    with filled.snapshots(2) as both:
        add_people(filled, 2)
        seen = {one.exec_driver_sql("SELECT max(id) FROM change").scalar_one() for one in both}
    assert len(both) == 2
    assert seen == {last}


def test_while_somebody_writes_there_is_one_connection_and_the_same_lines(filled: Store) -> None:
    with_two = blocks(filled)
    with filled.writing(), filled.snapshots(2) as begun:
        assert len(begun) == 1
    with filled.writing():
        assert blocks(filled) == with_two


def test_a_database_opened_for_reading_has_one(filled: Store) -> None:
    # another program may be writing into it
    filled.close()
    opened = open_store(
        filled.folder, KEY, clock=filled.clock, chance=filled.chance, read_only=True
    )
    with opened.snapshots(2) as begun:
        assert len(begun) == 1
    opened.close()


def test_what_is_left_in_the_middle_lets_go_of_its_connections(filled: Store) -> None:
    assert len(blocks(filled, most=1)) == 1
    with filled.snapshots(2) as both:
        for one in both:
            with pytest.raises(Fault, match="readonly"):
                one.exec_driver_sql("DELETE FROM now_person")
    add_people(filled, 1)


def test_a_fault_in_one_batch_comes_out(filled: Store) -> None:
    def bitten(connection: Connection, first: int, last: int) -> list[int]:
        if first > 2:
            raise ZeroDivisionError
        return places(connection, first, last)

    with laid_out(filled.snapshots, everything(filled)) as some, pytest.raises(ZeroDivisionError):
        list(some.each(bitten))
    assert blocks(filled)


def test_a_slow_taker_has_few_batches_in_memory(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    begun: list[int] = []

    def work(_connection: Connection, first: int, _last: int) -> int:
        begun.append(first)
        return first

    with laid_out(filled.snapshots, everything(filled)) as some:
        taken = some.each(work)
        next(taken)
        assert len(begun) <= batches._AHEAD + 1
        assert [1, *taken] == list(range(1, len(begun) + 1))
    assert len(begun) > batches._AHEAD + 1
