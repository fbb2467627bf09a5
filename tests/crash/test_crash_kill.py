"""A program killed at any moment loses nothing that it said was kept."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.crash.killing import kill_once
from tests.crash.promises import Promises
from tests.crash.world import World, make_world

KILLS_IN_A_ROW = {"laptop": 5, "office": 2}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world to copy."""
    return make_world(tmp_path_factory.mktemp("crash") / "template")


def drill(template: World, folder: Path, kind: str, kills: int, seed: int) -> Counter[str]:
    """Kill so many times, a fresh world after every few; what happened, counted."""
    chance = Random(seed)
    counts: Counter[str] = Counter()
    for row in range(0, kills, KILLS_IN_A_ROW[kind]):
        world = template.copied(folder / f"{kind}{seed}-{row}")
        promises = Promises()
        for _ in range(min(KILLS_IN_A_ROW[kind], kills - row)):
            kill = kill_once(world, kind, chance, promises)
            counts.update(kills=1, promised=kill.promised, inside=kill.in_transaction)
            counts[f"during {kill.act or 'no act'}"] += 1
            here = world.laptop if kind == "laptop" else world.office
            assert promises.broken(world, here) == []
    return counts


def report(counts: Counter[str]) -> None:
    """Say what the drill did (shown with -s, and kept with the test's output)."""
    during = ", ".join(f"{n} {what}" for what, n in counts.items() if what.startswith("during"))
    print(
        f"\n{counts['kills']} kills, {counts['inside']} inside a transaction ({during}); "
        f"{counts['promised']} things said to be kept, none lost"
    )


@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_nothing_kept_is_lost_when_the_program_is_killed(
    template: World, tmp_path: Path, kind: str
) -> None:
    counts = drill(template, tmp_path, kind, kills=16, seed=7)
    report(counts)
    assert counts["promised"] > 16
    assert counts["inside"] > 0


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_a_thousand_kills_lose_nothing(
    template: World, tmp_path: Path, kind: str, seed: int
) -> None:
    counts = drill(template, tmp_path, kind, kills=50, seed=seed)
    report(counts)
    assert counts["kills"] == 50
