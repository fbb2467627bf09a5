"""From nothing to an open workspace, locked and unlocked again, all in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.app import picture_pages
from socialcase.errors import NoDisplay
from socialcase.toolkit import check_system
from socialcase.ui.jobs import Job, Jobs, Progress
from socialcase.ui.page import Target
from socialcase.ui.pages.first_start import FirstStart
from socialcase.ui.pages.unlock import Unlock
from socialcase.ui.preferences import Preferences
from socialcase.ui.window import Window

# the platform without a screen says so once for each window
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Window:
    """The window, before anything is set up."""
    made = Window(preferences, lambda: tmp_path / "new" / "workspace-1")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def screen(window: Window) -> QWidget | None:
    """What the window shows."""
    return window._stack.currentWidget()


def opened(window: Window) -> Callable[[], bool]:
    """Whether a workspace is open."""
    return lambda: window.shell is not None


def test_first_start_makes_a_workspace_that_unlocks(
    qtbot: QtBot, window: Window, passphrase: str
) -> None:
    window.begin(None)
    first = screen(window)
    assert isinstance(first, FirstStart)
    first._next.click()
    first._who._go.click()
    assert first._at == 1  # the name is missing
    first._who._name.setText("Maral Annaýewa")
    first._who._go.click()
    first._passphrase._once.box.setText(passphrase)
    first._passphrase._again.box.setText(passphrase + "x")
    first._passphrase._use.click()
    assert first._workspace is None
    first._passphrase._again.box.setText(passphrase)
    first._passphrase._use.click()
    qtbot.waitUntil(lambda: first._workspace is not None, timeout=20_000)
    first._later.click()
    first._enter.click()
    qtbot.waitUntil(opened(window))
    window.lock()
    unlock = screen(window)
    assert isinstance(unlock, Unlock)
    unlock._field.box.setText("not the words")
    QTest.keyClick(unlock._field.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(unlock._field.said), timeout=20_000)
    assert window.shell is None
    unlock._field.box.setText(passphrase)
    QTest.keyClick(unlock._field.box, Qt.Key.Key_Return)
    qtbot.waitUntil(opened(window), timeout=20_000)
    window.close()


def test_a_weak_passphrase_is_explained(qtbot: QtBot, window: Window) -> None:
    window.begin(None)
    first = screen(window)
    assert isinstance(first, FirstStart)
    first._who._name.setText("Maral Annaýewa")
    first._go(2)
    for field in (first._passphrase._once, first._passphrase._again):
        field.box.setText("abc")
    first._passphrase._use.click()
    qtbot.waitUntil(first._banner.isVisible, timeout=20_000)
    assert first._workspace is None


def test_the_cover_hides_everything_and_keeps_what_is_written(
    qtbot: QtBot, window: Window, workspace: Workspace
) -> None:
    window.enter(workspace)
    shell = window.shell
    assert shell is not None
    window.activateWindow()
    shell.open(Target("first_contact"))
    worry = shell.page("first_contact").form.worry  # type: ignore[attr-defined]
    worry.setPlainText("half a sentence")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window._cover.isVisible()
    assert window._cover.size() == window._stack.size()
    QTest.keyClick(window._cover, Qt.Key.Key_Space)
    assert not window._cover.isVisible()
    assert worry.toPlainText() == "half a sentence"
    worry.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window._cover.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not window._cover.isVisible(), "the same key shows the page again"
    assert worry.hasFocus()
    assert window.windowTitle() == "socialcase"
    shell.jobs.finish()
    window._workspace = None  # the fixture closes it


def test_pictures_of_every_main_page(workspace: Workspace, tmp_path: Path) -> None:
    made = picture_pages(workspace, tmp_path / "pictures", ("light",), ("en",), ((1366, 768),))
    names = {file.name.split("-en-")[0] for file in made}
    assert {"today", "people", "cases", "case-timeline", "case-plan", "exchange"} <= names
    assert all(file.stat().st_size > 10_000 for file in made)


def test_without_a_screen_the_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(NoDisplay):
        check_system()
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises(NoDisplay):
        check_system()


def test_a_job_reports_progress_and_can_be_stopped(qtbot: QtBot, qapp: QApplication) -> None:
    jobs = Jobs()
    seen: list[Progress] = []
    ends: list[str] = []

    def work(job: Job) -> str:
        job.report(1, 2, "half")
        return "done"

    jobs.start(work, done=ends.append, progress=seen.append)
    qtbot.waitUntil(lambda: ends == ["done"])
    assert seen == [Progress(1, 2, "half")]

    def endless(job: Job) -> None:
        while True:
            job.check()

    job = jobs.start(endless, stopped=lambda: ends.append("stopped"))
    job.cancel()
    qtbot.waitUntil(lambda: ends == ["done", "stopped"])
    qtbot.waitUntil(lambda: not jobs.busy())


def test_a_defect_in_a_job_reaches_the_window_without_values(qtbot: QtBot) -> None:
    jobs = Jobs()
    told: list[str] = []
    jobs.defect.connect(told.append)

    def broken(_job: Job) -> None:
        raise RuntimeError("Jeren")

    jobs.start(broken)
    qtbot.waitUntil(lambda: bool(told))
    assert "RuntimeError" in told[0]
    assert "Jeren" not in told[0]
