"""Decisions about held changes: release, hold again, set aside; undone, before and after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from laptops import make_templates, make_world  # type: ignore[import-not-found]

from socialcase.cases.changes import Held, Origin
from socialcase.cases.records import Case
from socialcase.errors import ChangedSince
from socialcase.storage import StagedRow, Store, rulings, staged


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    world = make_world(tmp_path / "world", make_templates(tmp_path, 2), 1)
    yield tuple(laptop.store for laptop in world.laptops)
    world.close()


def title(store: Store, case: str) -> str:
    with store.reading() as reading:
        found = reading.get(Case, case)
    return found.title if found is not None else ""


def deliver(store: Store, rows: list[StagedRow], held: Held = Held.ADMITTED) -> None:
    with store.merging() as merging:
        merging.stage([row._replace(held=held) for row in rows])


def edited(author: Store, reader: Store) -> tuple[str, list[StagedRow]]:
    """A case that both have, and an edit of the author's that the reader does not have yet."""
    with author.transaction(author.viewer) as tx:
        case = tx.create("case", "everyone", {"title": "before"})
    deliver(reader, [staged(change) for change in tx.changes])
    with author.transaction(author.viewer) as tx:
        tx.set(case, "title", "after")
    return case, [staged(change) for change in tx.changes]


def decide(store: Store, rows: list[StagedRow], verb: str) -> tuple[str, list[StagedRow]]:
    subject = rulings.subject(Origin(*row[:3]) for row in rows)
    with store.transaction(store.viewer) as tx:
        tx.create("decision", "everyone", {"subject": subject, "verb": verb})
    return tx.save, [staged(change) for change in tx.changes]


def asked(store: Store) -> int:
    with store.reading() as reading:
        return sum(one.changes for one in reading.held())


def test_a_release_lets_a_held_change_count_and_can_be_undone(two: tuple[Store, Store]) -> None:
    author, reader = two
    case, rows = edited(author, reader)
    deliver(reader, rows, Held.SCOPE)
    assert (title(reader, case), asked(reader)) == ("before", 1)
    place = reader.exchange.cursor()
    save, told = decide(reader, rows, "release")
    assert (title(reader, case), asked(reader)) == ("after", 0)
    assert reader.exchange.cursor().release > place.release, "it is passed on"
    assert reader.rebuild().equal
    reader.undo(save, reader.viewer)
    assert (title(reader, case), asked(reader)) == ("before", 1)
    assert reader.rebuild().equal
    with pytest.raises(ChangedSince):
        reader.undo(save, reader.viewer)
    deliver(author, told)
    assert title(author, case) == "after", "at home it counts whatever is decided"


@pytest.mark.parametrize("first", ["rows", "decision"])
def test_an_undone_release_is_held_again_where_it_had_come_to_count(
    two: tuple[Store, Store], first: str
) -> None:
    author, reader = two
    case, rows = edited(author, reader)
    _, told = decide(author, rows, "hold")
    for one in (rows, told) if first == "rows" else (told, rows):
        deliver(reader, one)
    assert (title(reader, case), asked(reader)) == ("before", 1)
    assert reader.rebuild().equal
    assert reader.check().problems == ()


def test_set_aside_asks_nobody_and_changes_nothing(two: tuple[Store, Store]) -> None:
    author, reader = two
    case, rows = edited(author, reader)
    deliver(reader, rows, Held.SCOPE)
    save, _ = decide(reader, rows, "set_aside")
    assert (title(reader, case), asked(reader)) == ("before", 0)
    reader.undo(save, reader.viewer)
    assert (title(reader, case), asked(reader)) == ("before", 1)
    decide(reader, rows, "set_aside")
    decide(reader, rows, "release")
    assert title(reader, case) == "before", "where people disagree it stays held"


def test_a_decision_about_a_decision_counts_for_nothing(two: tuple[Store, Store]) -> None:
    author, reader = two
    case, rows = edited(author, reader)
    with author.transaction(author.viewer) as tx:
        subject = {"subject": f"save:{rows[0].save}", "verb": "set_aside"}
        tx.create("decision", "everyone", subject)
    deliver(reader, rows)
    deliver(reader, [staged(change) for change in tx.changes], Held.SCOPE)
    decide(reader, [staged(change) for change in tx.changes], "release")
    assert title(reader, case) == "after"
    assert reader.rebuild().equal
