"""Worlds to test in: a laptop, an office, and both with laptops enrolled. Real, small and quick.

Clocks stand still until a test moves them, chance is seeded, and the passphrase costs next to
nothing to check: these three are passed in, nothing is patched.
"""

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialcase.actions import enrolment
from socialcase.actions.bundles import export_bundle, merge_bundle
from socialcase.actions.workspaces import (
    Workspace,
    close_workspace,
    create_laptop,
    create_office,
    open_workspace,
)
from socialcase.cases.clock import FixedClock, SeededChance
from socialcase.sync.summary import MergeSummary
from socialcase.sync.vault import KdfCost
from tests.watchdog import Watching

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a bare pytest needs no screen either
os.environ["LC_ALL"] = "C.UTF-8"  # a first start speaks as the system does

PASSPHRASE = "derýa somun ýyldyz tokaý"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Nine in the morning in Asia/Ashgabat."""


def pytest_configure(config: pytest.Config) -> None:
    """Say at the end where the window was held."""
    config.pluginmanager.register(Watching(), "window-watchdog")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Let windows that were closed really go: outside a loop of Qt's own nothing else does it.

    Those that stay are worded, styled and timed beside every later test.
    """
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that shows Monday 23 November 2026, 09:00 in Ashgabat, until it is moved."""
    return FixedClock(MONDAY)


@pytest.fixture
def closing() -> Iterator[Callable[[Workspace], Workspace]]:
    """Remembers workspaces and closes them after the test."""
    opened: list[Workspace] = []

    def remember(ws: Workspace) -> Workspace:
        opened.append(ws)
        return ws

    yield remember
    for ws in reversed(opened):
        close_workspace(ws)


@pytest.fixture
def laptop(
    tmp_path: Path, clock: FixedClock, closing: Callable[[Workspace], Workspace]
) -> Workspace:
    """A specialist's laptop that no office knows yet."""
    folder = tmp_path / "laptop"
    return closing(new_laptop(folder, "Maral Annaýewa", clock, seed=1, etrap="wekilbazar"))


@pytest.fixture
def office(
    tmp_path: Path, clock: FixedClock, closing: Callable[[Workspace], Workspace]
) -> Workspace:
    """A regional office without laptops."""
    return closing(new_office(tmp_path / "office", clock))


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An office and its laptops: two specialists in different etraps, and the coordinator."""

    office: Workspace
    maral: Workspace
    oraz: Workspace
    coordinator: Workspace
    stick: Path
    clock: FixedClock

    def up(self, laptop: Workspace) -> MergeSummary:
        """Carry a laptop's bundle to the office."""
        return merge_bundle(self.office, export_bundle(laptop, self.stick).path)

    def down(self, laptop: Workspace) -> MergeSummary:
        """Carry the office's bundle to a laptop."""
        written = export_bundle(self.office, self.stick, laptop.store.device)
        return merge_bundle(laptop, written.path)


_PEOPLE = (
    ("maral", "Maral Annaýewa", "specialist", "wekilbazar"),
    ("oraz", "Oraz Berdiýew", "specialist", "bayramaly"),
    ("coordinator", "Aýgül Saparowa", "coordinator", "wekilbazar"),
)


@pytest.fixture(scope="session")
def enrolled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office and three laptops that it has accepted, closed: to be copied, which is quick."""
    folder, clock = tmp_path_factory.mktemp("enrolled"), FixedClock(MONDAY)
    stick = folder / "stick"
    stick.mkdir()
    office = new_office(folder / "office", clock)
    for seed, (key, name, role, etrap) in enumerate(_PEOPLE, start=10):
        laptop = new_laptop(folder / key, name, clock, seed, etrap)
        enrol(office, laptop, stick, role, etrap)
        close_workspace(laptop)
    close_workspace(office)
    return folder


@pytest.fixture
def enrolled(
    enrolled_once: Path,
    tmp_path: Path,
    clock: FixedClock,
    closing: Callable[[Workspace], Workspace],
) -> Enrolled:
    """An office with three laptops that it has accepted."""
    shutil.copytree(enrolled_once, tmp_path, dirs_exist_ok=True)

    def opened(key: str, seed: int) -> Workspace:
        # another seed: what was drawn when it was made is not drawn again
        chance = SeededChance(1000 + seed)
        folder = tmp_path / key
        return closing(
            open_workspace(folder, PASSPHRASE, clock=clock, chance=chance, anywhere=True)
        )

    office = opened("office", 0)
    laptops = {key: opened(key, seed) for seed, (key, *_) in enumerate(_PEOPLE, start=1)}
    return Enrolled(office=office, stick=tmp_path / "stick", clock=clock, **laptops)


def new_laptop(folder: Path, name: str, clock: FixedClock, seed: int, etrap: str = "") -> Workspace:
    """A laptop with chance of its own, so that two never draw the same ids."""
    return create_laptop(
        folder,
        PASSPHRASE,
        name,
        etraps=(etrap,) if etrap else (),
        cost=CHEAP,
        clock=clock,
        chance=SeededChance(seed),
        anywhere=True,
    )


def new_office(folder: Path, clock: FixedClock) -> Workspace:
    """An office with a fixed seed."""
    return create_office(
        folder,
        PASSPHRASE,
        "Mary regional office",
        "Döwran Hydyrow",
        cost=CHEAP,
        clock=clock,
        chance=SeededChance(99),
        anywhere=True,
    )


def enrol(office: Workspace, laptop: Workspace, stick: Path, role: str, etrap: str) -> None:
    """The way of card, request, digits and certificate."""
    card = enrolment.write_card(office, stick)
    asked = enrolment.request_enrolment(laptop, card, stick)
    enrolment.check_words(office, asked.file, asked.words)
    accepted = enrolment.accept_request(office, asked.file, stick, role=role, etraps=(etrap,))
    enrolment.accept_certificate(laptop, accepted.file)
