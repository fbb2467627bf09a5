"""Whatever is exchanged in whatever order, every laptop shows what the oracle says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from laptops import (  # type: ignore[import-not-found]
    Schedule,
    World,
    make_templates,
    make_world,
)
from oracle import State  # type: ignore[import-not-found]
from showing import shown  # type: ignore[import-not-found]
from streams import own_rows  # type: ignore[import-not-found]

from socialcase.storage import admission, circles, decisions, heads, redactions, rulings, staged
from socialcase.storage.rows import StagedRow
from socialcase.storage.staging import Stage

LAPTOPS = 6
STEPS = 7
BATCHES = 15
PER_BATCH = 20
SOAK_BATCHES = 250


def differences(real: State, expected: State) -> list[str]:
    """Names of the parts in which the two states differ."""
    names = ("admitted", "heads", "showing", "conflicts", "typed", "notes", "redacted")
    return [name for name in names if getattr(real, name) != getattr(expected, name)]


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """New laptops, made once: every batch begins with copies of them."""
    found: list[Path] = make_templates(tmp_path_factory.mktemp("templates"), LAPTOPS)
    return found


def run_batch(folder: Path, templates: list[Path], batch: int) -> None:
    """Schedules on one set of laptops; every laptop is compared during and after."""
    world = make_world(folder, templates, batch)
    try:
        for number in range(PER_BATCH):
            run_one(world, batch * 1000 + number)
        everything_equal(world, batch)
    finally:
        world.close()


def run_one(world: World, seed: int) -> None:
    schedule = Schedule(world, seed)
    schedule.run(STEPS)
    probe = schedule.probe
    assert differences(shown(probe.store), probe.oracle.state()) == [], seed
    schedule.settle_all()
    digests = set()
    for laptop in schedule.laptops:
        expected = laptop.oracle.state()
        if laptop in schedule.laptops[:2]:
            assert differences(shown(laptop.store), expected) == [], seed
        everywhere = set(schedule.origins) - laptop.oracle.withheld()
        digests.add(frozenset(o for o in expected.admitted if o in everywhere))
    assert len(digests) == 1


def everything_equal(world: World, seed: int) -> None:
    """Everything to everyone: one digest for all, and a rebuild changes nothing."""
    schedule = Schedule(world, seed)
    schedule.laptops = world.laptops
    schedule.origins = list(world.rows)
    schedule.settle_all()
    for laptop in world.laptops:
        assert differences(shown(laptop.store), laptop.oracle.state()) == []
        assert laptop.store.rebuild().equal
        assert differences(shown(laptop.store), laptop.oracle.state()) == []
        assert laptop.store.check().problems == ()
    share_epochs(world)
    schedule.release_all()
    for laptop in world.laptops:
        assert differences(shown(laptop.store), laptop.oracle.state()) == []
        assert laptop.store.rebuild().equal
    assert len({laptop.store.digest() for laptop in world.laptops}) == 1


def share_epochs(world: World) -> None:
    """The first change of each laptop's stream goes to all the others."""
    firsts = [
        staged(one.change) for giver in world.laptops for one in own_rows(giver.store, most=1)
    ]
    for taker in world.laptops:
        with taker.store.merging() as merging:
            merging.stage(firsts)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_schedules_agree_with_the_oracle(
    batch: int, tmp_path: Path, templates: list[Path]
) -> None:
    run_batch(tmp_path, templates, batch)


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(BATCHES, BATCHES + SOAK_BATCHES))
def test_many_more_schedules_agree_with_the_oracle(
    batch: int, tmp_path: Path, templates: list[Path]
) -> None:
    run_batch(tmp_path, templates, batch)


Mutation = Callable[[pytest.MonkeyPatch], None]


def parents_replace_whatever_their_counter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heads, "_REPLACES", heads._REPLACES.replace("p.lamport < c.lamport", "1"))


def parents_replace_in_other_fields(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heads, "_REPLACES", heads._REPLACES.replace("p.field = c.field", "1"))


def held_changes_replace_too(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heads, "_COUNTS", "c.held < 5")


def safer_values_are_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heads, "_risk", lambda spec, value: 0)


def children_before_parents_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heads, "_meet_children", lambda connection: None)


def rulings_are_not_followed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rulings, "follow", lambda stage: False)


def rulings_miss_what_comes_later(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rulings, "apply_incoming", lambda stage: None)


def decisions_are_not_applied(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decisions, "touched", lambda connection: False)


def only_the_first_parent_is_replaced(patch: pytest.MonkeyPatch) -> None:
    whole = Stage.add

    def add(self: Stage, rows: list[StagedRow]) -> None:
        whole(self, [row._replace(parents=row.parents[:1]) for row in rows])

    patch.setattr(Stage, "add", add)


def a_redacted_value_may_come_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(redactions, "drop_incoming", lambda stage: None)


def restricting_apart_follows_the_last_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(circles, "_narrow", lambda connection, viewer: None)


def a_redaction_leaves_what_is_here(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(redactions, "drop_kept", lambda stage: None)


def every_etrap_is_seen(patch: pytest.MonkeyPatch) -> None:
    seen = circles._HIDE.replace(circles.OF_VIEWER, "1")
    assert seen != circles._HIDE
    patch.setattr(circles, "_HIDE", seen)


def whose_laptop_it_is_changes_nothing_that_was_there(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(admission, "repaint", lambda connection, ground: None)


@pytest.mark.parametrize(
    "mutation",
    [
        every_etrap_is_seen,
        whose_laptop_it_is_changes_nothing_that_was_there,
        restricting_apart_follows_the_last_one,
        rulings_are_not_followed,
        rulings_miss_what_comes_later,
        a_redacted_value_may_come_again,
        a_redaction_leaves_what_is_here,
        parents_replace_whatever_their_counter,
        parents_replace_in_other_fields,
        held_changes_replace_too,
        safer_values_are_ignored,
        children_before_parents_are_forgotten,
        decisions_are_not_applied,
        only_the_first_parent_is_replaced,
    ],
)
def test_the_oracle_catches_a_planted_bug(
    mutation: Mutation,
    tmp_path: Path,
    templates: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutation(monkeypatch)
    with pytest.raises(AssertionError):
        run_batches(tmp_path, templates, 4)


def run_batches(folder: Path, templates: list[Path], count: int) -> None:
    for batch in range(count):
        run_batch(folder / str(batch), templates, batch)
