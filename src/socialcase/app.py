"""Starting the window: settings, log, language, what the system must have, then the workspace."""

from __future__ import annotations

import ctypes
import gc
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.errors import NoDisplay, SystemLibraryMissing, UserError
from socialcase.lazy_dataclass import dataclass
from socialcase.logs import log_file, start_log
from socialcase.settings import (
    Settings,
    load_settings,
    save_settings,
    settings_file,
    workspaces_folder,
)
from socialcase.texts import explain, use_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from socialcase.actions.workspaces import Workspace

_OFFSCREEN = ("offscreen", "minimal")
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Debian packages of the system libraries that Qt looks for."""

_SMALL_SCREEN = 900
"""Screens lower than this many pixels are filled by the window."""

_MISSING = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open")


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
    """
    return run_window_with(WindowOptions(workspace, passphrase or ""))


def run_window_with(options: WindowOptions) -> int:
    """Show the window as `options` say; return the exit code of the program.

    A missing screen or system library is said in words on the terminal (exit code 3): Qt itself
    would end the process without a word that helps.
    """
    hold_collector()
    settings = _settings(options)
    start_log(log_file())
    use_language(settings.language)
    try:
        check_system()
    except UserError as error:
        print(explain(error), file=sys.stderr)  # noqa: T201  (there is no window to say it in)
        return 3
    return _show(settings, options)


def hold_collector() -> None:
    """Hold Python's cycle collector until the window stands.

    Nearly everything made until then stays as long as the program runs: looking through it again
    and again takes an eighth of the start and finds nothing.
    """
    gc.disable()


def read_workspaces() -> None:
    """Import what opens a workspace. Before Qt, which makes every later import dearer."""
    import socialcase.actions.workspaces  # noqa: F401  (for what it brings along)


def check_system() -> None:
    """Look for a screen and for Qt's system libraries before Qt does.

    Raises NoDisplay, SystemLibraryMissing.
    """
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] not in _OFFSCREEN:
        _check_display()
    missing = tuple(sorted(set(_missing_libraries())))
    if missing:
        packages = tuple(sorted({_PACKAGES.get(name, name) for name in missing}))
        raise SystemLibraryMissing(missing, packages)


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


def _show(settings: Settings, options: WindowOptions) -> int:
    if options.passphrase:
        read_workspaces()
    from PySide6.QtCore import QTimer

    from socialcase.ui.preferences import Preferences
    from socialcase.ui.window import Window

    app = application()
    once = bool(options.language or options.palette)
    preferences = Preferences(app, settings, _no_keeping if once else _keep_settings)
    window = Window(preferences, new_workspace_folder)
    window.resize(1366, 820)
    window.begin(options.workspace or _last_workspace(settings), options.passphrase)
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


def _check_display() -> None:
    if not sys.platform.startswith("linux"):
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise NoDisplay
    display = os.environ.get("DISPLAY", "")
    if not os.environ.get("WAYLAND_DISPLAY") and not _answers(display):
        raise NoDisplay


def _answers(display: str) -> bool:
    """Whether an X server answers: Qt would abort the process where none does."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the check of libraries names it
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode() or None, None))
    broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not broken


def _missing_libraries() -> Iterator[str]:
    if not sys.platform.startswith("linux"):
        return
    for library in _qt_libraries():
        try:
            ctypes.CDLL(str(library))
        except OSError as error:
            found = _MISSING.search(str(error))
            if found:
                yield found[1]


def _qt_libraries() -> Iterable[Path]:
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return ()
    root = Path(next(iter(spec.submodule_search_locations)))
    libraries = [root / "Qt" / "lib" / "libQt6Gui.so.6", root / "Qt" / "lib" / "libQt6Widgets.so.6"]
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] not in _OFFSCREEN:
        libraries.append(root / "Qt" / "plugins" / "platforms" / "libqxcb.so")
    return [library for library in libraries if library.exists()]
