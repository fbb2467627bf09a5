"""When the power fails, what was said to be kept is on the disk."""

from pathlib import Path
from random import Random

import pytest

from tests.crash.powercut import Cut, Disk, write_files
from tests.crash.promises import Promises
from tests.crash.recording import Op, Record, build_recorder, read_recording, run_recorded
from tests.crash.world import World, make_world

pytestmark = pytest.mark.soak

CUTS = 50
ACTS = {"laptop": 150, "office": 40}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world to copy."""
    return make_world(tmp_path_factory.mktemp("power") / "template")


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled recorder."""
    return build_recorder(tmp_path_factory.mktemp("recorder"))


def recording(
    recorder: Path, template: World, folder: Path, kind: str, *, lose_sync: bool = False
) -> list[Record]:
    """Let the workload run to its end in a copy of the world; every call it made."""
    world = template.copied(folder / "live")
    arguments = ["-m", "tests.crash.workload", str(world.root), kind, "1", str(ACTS[kind])]
    log = folder / "recording"
    run_recorded(recorder, world.root, log, arguments, lose_sync=lose_sync)
    return read_recording(log)


def cut_points(records: list[Record], chance: Random, number: int) -> list[int]:
    """Moments after the start: half of them right after something was said, half anywhere."""
    said = [n + 1 for n, record in enumerate(records) if record.op is Op.SAY]
    first = said[0]
    anywhere = [chance.randint(first, len(records)) for _ in range(number // 2)]
    return sorted([*chance.choices(said, k=number - len(anywhere)), *anywhere])


def outcomes(
    records: list[Record], template: World, folder: Path, kind: str, cuts: int
) -> list[list[str]]:
    """Cut the power so many times; the broken promises of each."""
    chance = Random(11)
    modes = list(Cut)
    disk = Disk(folder / "live", template.root)
    played = 0
    found: list[list[str]] = []
    for number, point in enumerate(cut_points(records, chance, cuts)):
        disk.play(records[played:point])
        played = point
        promises = Promises()
        promises.hear(b"".join(r.one for r in records[:point] if r.op is Op.SAY).decode("utf-8"))
        world = World(folder / f"cut{number}")
        write_files(disk.after(modes[number % len(modes)], chance), world.root)
        here = world.laptop if kind == "laptop" else world.office
        found.append(opened_again(promises, world, here))
    return found


def opened_again(promises: Promises, world: World, here: Path) -> list[str]:
    """What is broken; a workspace that does not open at all is the worst of it."""
    try:
        return promises.broken(world, here)
    except Exception as fault:  # noqa: BLE001  any fault is what this drill looks for
        return [f"does not open: {type(fault).__name__}"]


@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_nothing_kept_is_lost_when_the_power_fails(
    recorder: Path, template: World, tmp_path: Path, kind: str
) -> None:
    records = recording(recorder, template, tmp_path, kind)
    found = outcomes(records, template, tmp_path, kind, CUTS)
    print(f"\n{kind}: {len(records)} calls, {len(found)} power cuts, {sum(map(bool, found))} bad")
    assert [one for one in found if one] == []


@pytest.mark.parametrize("kind", ["laptop", "office"])
def test_the_drill_bites_when_nothing_is_synchronised(
    recorder: Path, template: World, tmp_path: Path, kind: str
) -> None:
    records = recording(recorder, template, tmp_path, kind, lose_sync=True)
    found = outcomes(records, template, tmp_path, kind, CUTS // 2)
    print(f"\n{kind}, never synchronised: {sum(map(bool, found))} of {len(found)} cuts lost data")
    assert sum(map(bool, found)) > len(found) // 2
