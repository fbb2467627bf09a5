"""Starting the window: settings, log, language, what the system must have, then the workspace."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from socialcase.lazy_dataclass import dataclass
from socialcase.settings import (
    Settings,
    load_settings,
    save_settings,
    settings_file,
    workspaces_folder,
)
from socialcase.texts import use_language
from socialcase.toolkit import check_display, check_system, import_toolkit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from socialcase.actions.opening import Opened
    from socialcase.actions.workspaces import Workspace

Result = TypeVar("Result")

_SMALL_SCREEN = 900
"""Screens lower than this many pixels are filled by the window."""


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is started.

    `workspace`: its folder; `passphrase`: opens it at once, else the window asks; `language` and
    `palette` hold for this start only.
    """

    workspace: Path | None = None
    passphrase: str = ""
    language: str = ""
    palette: str = ""


def run_window(workspace: Path | None = None, passphrase: str | None = None) -> int:
    """Show the window until it is closed; return the exit code of the program.

    Without `workspace` the one opened last is offered; without `passphrase` the window asks.
    Raises NoDisplay, SystemLibraryMissing.
    """
    return run_window_with(WindowOptions(workspace, passphrase or ""))


def run_window_with(options: WindowOptions) -> int:
    """Show the window as `options` say; return the exit code of the program.

    Raises NoDisplay, SystemLibraryMissing: Qt itself would end the process without a word.
    """
    hold_collector()
    check_display()
    settings = _settings(options)
    use_language(settings.language)
    folder = options.workspace or _last_workspace(settings)
    opening = _opening(folder, options.passphrase) if folder and options.passphrase else None
    import_toolkit()
    return _show(settings, options, folder, opening)


def hold_collector() -> None:
    """Hold Python's cycle collector until the window stands.

    Nearly everything made until then stays as long as the program runs: looking through it again
    and again takes an eighth of the start and finds nothing.
    """
    gc.disable()


def picture_pages(
    workspace: Workspace,
    folder: Path,
    palettes: Sequence[str] = ("light", "dark"),
    languages: Sequence[str] = ("en",),
    sizes: Sequence[tuple[int, int]] = ((1366, 768),),
) -> list[Path]:
    """Draw the main pages of an open workspace into PNG files, without a screen.

    Gives the files: `<page>-<language>-<palette>-<width>x<height>.png` in `folder`. Raises
    SystemLibraryMissing, and CannotWrite where a file cannot be written.
    """
    if not _qt_runs():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_system()
    from socialcase.ui.pictures import take_pictures

    return take_pictures(application(), workspace, folder, palettes, languages, sizes)


def write_pictures(workspace: Path, passphrase: str, folder: Path) -> list[Path]:
    """Open a workspace and draw its main pages into `folder`, without a screen.

    Raises what opening raises (WrongPassphrase, WorkspaceInUse, …) and what `picture_pages` does.
    """
    from socialcase.actions.workspaces import close_workspace, open_workspace

    opened = open_workspace(workspace, passphrase)
    try:
        return picture_pages(opened, folder)
    finally:
        close_workspace(opened)


def new_workspace_folder() -> Path:
    """A folder for one more workspace; its name says nothing of the person."""
    root = workspaces_folder()
    taken = {path.name for path in root.iterdir()} if root.is_dir() else set()
    number = next(n for n in range(1, len(taken) + 2) if f"workspace-{n}" not in taken)
    return root / f"workspace-{number}"


class Beside(Generic[Result]):
    """Work that is done beside the making of the window."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._done: list[Result] = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="beside")
        self._thread.start()

    def result(self) -> Result:
        """Wait for what the work gives. Raises what it raised."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._done[0]

    def _run(self) -> None:
        try:
            self._done.append(self._work())
        except BaseException as fault:  # noqa: BLE001  (whoever waits gets it)
            self._fault = fault


def _opening(folder: Path, passphrase: str) -> Callable[[], Opened]:
    from socialcase.actions.opening import open_day

    return Beside(lambda: open_day(folder, passphrase)).result


def _show(
    settings: Settings,
    options: WindowOptions,
    folder: Path | None,
    opening: Callable[[], Opened] | None,
) -> int:
    import signal

    from PySide6.QtCore import QTimer

    from socialcase.ui.preferences import Preferences
    from socialcase.ui.window import Window

    app = application()
    once = bool(options.language or options.palette)
    preferences = Preferences(app, settings, _no_keeping if once else _keep_settings)
    window = Window(preferences, new_workspace_folder)
    window.resize(1366, 820)
    window.begin(folder, opening)
    if app.primaryScreen().availableSize().height() < _SMALL_SCREEN:
        window.showMaximized()
    else:
        window.show()
    QTimer.singleShot(0, _release_collector)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return int(app.exec())


def _release_collector() -> None:
    gc.freeze()  # what is there stays: it need not be looked through any more
    gc.enable()


def application() -> QApplication:
    """Qt's application as ours, made if there is none yet."""
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setProperty("socialcase.styled", True)  # ui.theme.palette.STYLED
    app.setApplicationName("socialcase")
    app.setApplicationDisplayName("socialcase")
    app.setDesktopFileName("socialcase")
    return app


def _qt_runs() -> bool:
    if "PySide6.QtWidgets" not in sys.modules:
        return False
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() is not None


def _settings(options: WindowOptions) -> Settings:
    kept = load_settings(settings_file())
    return Settings(
        language=options.language or kept.language,
        palette=options.palette or kept.palette,
        workspaces=kept.workspaces,
        lock_minutes=kept.lock_minutes,
    )


def _keep_settings(settings: Settings) -> None:
    try:
        save_settings(settings_file(), settings)
    except OSError:
        return  # a choice that cannot be kept holds until the window is closed


def _no_keeping(_settings: Settings) -> None:
    """Choices made for one start are not kept."""


def _last_workspace(settings: Settings) -> Path | None:
    for name in settings.workspaces:
        if (Path(name) / "workspace.toml").is_file():
            return Path(name)
    return None
