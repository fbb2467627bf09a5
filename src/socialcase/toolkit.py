"""Qt's libraries and the screen: looked for before Qt does, which ends the process without a word.

The libraries are opened in a thread of their own. That takes no turn from Python, so the program's
own modules are read meanwhile; when Qt is imported, its libraries are there.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from socialcase.errors import NoDisplay, SystemLibraryMissing

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

_CANNOT = ": cannot open"


class Toolkit:
    """Qt's libraries on their way. Made first of all; `wait` before anything of Qt is imported."""

    def __init__(self) -> None:
        self._unopened: list[Path] = []
        self._thread = threading.Thread(target=self._open, name="toolkit")
        if sys.platform.startswith("linux"):
            self._thread.start()

    def wait(self) -> None:
        """Return when all are there. Raises SystemLibraryMissing."""
        import PySide6  # noqa: F401  (it has half of its work to do before it needs them)

        if self._thread.ident is not None:
            self._thread.join()
        if self._unopened:
            names = tuple(sorted({name for file in self._unopened for name in _missing(file)}))
            packages = tuple(sorted({_PACKAGES.get(name, name) for name in names}))
            raise SystemLibraryMissing(names, packages)

    def _open(self) -> None:
        import ctypes

        # the C function itself, which leaves Python running, as `ctypes.CDLL(file)` does not
        dlopen = ctypes.CDLL(None).dlopen
        dlopen.restype, dlopen.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
        for file in _libraries():
            if not dlopen(os.fsencode(file), os.RTLD_NOW):
                self._unopened.append(file)


def check_system() -> None:
    """Look for a screen and for Qt's system libraries. Raises NoDisplay, SystemLibraryMissing."""
    check_display()
    Toolkit().wait()


def check_display() -> None:
    """Look for a screen, if the window is to be shown on one. Raises NoDisplay."""
    if _offscreen() or not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return
    display = os.environ.get("DISPLAY", "")
    if not display or not _answers(display):
        raise NoDisplay


def _offscreen() -> bool:
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _OFFSCREEN


def _answers(display: str) -> bool:
    """Whether an X server answers: Qt would abort the process where none does."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the check of libraries names it
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode() or None, None))
    broken = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not broken


def _missing(library: Path) -> Iterator[str]:
    """What the system lacks of what `library` needs, as far as the loader says."""
    import ctypes

    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        name, found, _ = str(error).partition(_CANNOT)
        if found:
            yield Path(name).name


def _libraries() -> Iterable[Path]:
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return ()
    root = Path(next(iter(spec.submodule_search_locations)))
    plugin = "libqoffscreen.so" if _offscreen() else "libqxcb.so"
    wanted = [
        root / "Qt" / "lib" / "libQt6Gui.so.6",
        root / "Qt" / "lib" / "libQt6Widgets.so.6",
        root / "QtWidgets.abi3.so",
        root / "Qt" / "plugins" / "platforms" / plugin,
    ]
    return [library for library in wanted if library.exists()]
