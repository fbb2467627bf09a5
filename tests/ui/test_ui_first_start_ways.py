"""The other ways in from the first start: the demo with invented families, and a backup."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.demo import run_demo
from socialcase.actions.maintenance import backup
from socialcase.actions.status import status
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case
from socialcase.sync.vault import KdfCost
from socialcase.ui.jobs import Progress
from socialcase.ui.pages.bring_back import BringBack
from socialcase.ui.pages.first_start import FirstStart
from socialcase.ui.pages.look_around import STEPS, LookAround, demo_folder
from socialcase.ui.pages.unlock import Unlock
from socialcase.ui.preferences import Preferences
from socialcase.ui.window import Window

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CHEAP = KdfCost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Window:
    made = Window(preferences, lambda: tmp_path / "home" / "workspaces" / "workspace-1")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.begin(None)
    return made


@pytest.fixture
def first(window: Window) -> FirstStart:
    found = window._stack.currentWidget()
    assert isinstance(found, FirstStart)
    return found


def shown(part: QWidget, window: Window) -> bool:
    return part.isVisibleTo(window)


def test_the_other_ways_are_offered_beside_the_steps(first: FirstStart, window: Window) -> None:
    demo, back = first._ways["demo"], first._ways["backup"]
    first._needs._demo.click()
    assert shown(demo, window)
    assert not shown(first._setting_up, window)
    assert isinstance(demo, LookAround)
    demo._back.click()
    assert shown(first._setting_up, window)
    assert not shown(demo, window)
    first._needs._backup.click()
    assert shown(back, window)
    assert not shown(demo, window)


def test_the_question_what_the_laptop_is_for_offers_the_demo(
    qtbot: QtBot, first: FirstStart, window: Window
) -> None:
    first._next.click()
    first._who._kinds._buttons["demo"].click()
    assert shown(first._ways["demo"], window)
    assert first._who.answer().kind == "laptop"
    first.turn("")
    qtbot.waitUntil(lambda: shown(first._who, window))


def test_a_demo_lies_beside_the_workspaces_and_never_over_another(tmp_path: Path) -> None:
    workspace = tmp_path / "workspaces" / "workspace-1"
    assert demo_folder(workspace) == tmp_path / "demo-1"
    (tmp_path / "demo-1").mkdir()
    assert demo_folder(workspace) == tmp_path / "demo-2"


def test_the_demo_is_played_through_and_the_laptop_opens(
    qtbot: QtBot, preferences: Preferences, first: FirstStart, window: Window
) -> None:
    demo = first._ways["demo"]
    assert isinstance(demo, LookAround)
    demo.play = partial(run_demo, cost=CHEAP)
    told: list[tuple[int, str]] = []
    show = demo._progressed

    def note(progress: Progress) -> None:
        told.append((progress.done, progress.what))
        show(progress)

    demo._progressed = note  # type: ignore[method-assign]
    first.turn("demo")
    assert "alma bahar derek gije oba" in demo._facts[1][0].text()
    demo.go.click()
    assert shown(demo._bar, window)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=120_000)
    steps = [done for done, _what in told]
    assert steps == sorted(steps)
    assert steps[-1] == STEPS - 1
    assert all(what.partition("\n")[0] for _done, what in told)
    opened = window._workspace
    assert opened is not None
    assert opened.folder.parent == demo._where
    assert status(opened).open_cases > 5
    window.lock()
    unlock = window._stack.currentWidget()
    assert isinstance(unlock, Unlock)
    qtbot.waitUntil(lambda: "alma bahar derek gije oba" in unlock._only.text())


def test_a_stopped_demo_leaves_nothing(
    qtbot: QtBot, first: FirstStart, window: Window, tmp_path: Path
) -> None:
    demo = first._ways["demo"]
    assert isinstance(demo, LookAround)
    demo.play = partial(run_demo, cost=CHEAP)
    first.turn("demo")
    demo.go.click()
    qtbot.waitUntil(lambda: (demo._where / "office").exists(), timeout=20_000)
    demo.cancel()
    qtbot.waitUntil(lambda: demo._job is None, timeout=60_000)
    assert not demo._where.exists()
    assert "Nothing of it is left." in demo._banner.accessibleName()
    assert shown(demo.go, window)
    assert window.shell is None


@pytest.fixture
def saved(workspace: Workspace, tmp_path: Path) -> tuple[Path, int]:
    """A backup file of the filled laptop, and how many cases are in it."""
    file = backup(workspace, tmp_path / "2026-11-23.scbackup")
    with workspace.store.reading() as reading:
        return file, reading.count(Case)


def test_a_backup_comes_back_as_it_was(
    qtbot: QtBot,
    first: FirstStart,
    window: Window,
    saved: tuple[Path, int],
    passphrase: str,
    tmp_path: Path,
) -> None:
    way = first._ways["backup"]
    assert isinstance(way, BringBack)
    first.turn("backup")
    way.go.click()
    assert window.shell is None  # no file is chosen yet
    way.use(saved[0])
    way.field.box.setText("other words than those")
    way.go.click()
    qtbot.waitUntil(lambda: bool(way.field.said), timeout=20_000)
    assert not (tmp_path / "home").exists() or not list((tmp_path / "home").rglob("*.db"))
    way.field.box.setText(passphrase)
    way.go.click()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    assert window._workspace is not None
    with window._workspace.store.reading() as reading:
        assert reading.count(Case) == saved[1]
    window.close()


def test_a_file_that_is_no_backup_is_told_of(
    qtbot: QtBot, first: FirstStart, window: Window, tmp_path: Path
) -> None:
    way = first._ways["backup"]
    assert isinstance(way, BringBack)
    file = tmp_path / "notes.scbackup"
    file.write_text("a shopping list", encoding="utf-8")
    first.turn("backup")
    way.use(file)
    way.field.box.setText("some words or other")
    way.go.click()
    qtbot.waitUntil(lambda: bool(way._banner.accessibleName()), timeout=20_000)
    assert window.shell is None
    assert way.go.isEnabled()


def test_once_a_workspace_is_made_there_is_one_way(
    first: FirstStart, window: Window, bare: Workspace
) -> None:
    first._made(bare)
    assert not shown(first._needs._demo, window)
