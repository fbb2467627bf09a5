"""Qt and the screen: what they lack is named before Qt ends the process without a word."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from socialcase.errors import NoDisplay, SystemLibraryMissing
from socialcase.toolkit_import import import_widgets

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


def check_system() -> None:
    """Look for a screen and for Qt's system libraries. Raises NoDisplay, SystemLibraryMissing."""
    check_display()
    import_toolkit()


def import_toolkit() -> None:
    """Import Qt's windows. Raises SystemLibraryMissing, naming all that the system lacks."""
    try:
        import_widgets()
    except ImportError as fault:
        missing = _missing()
        if not missing:
            raise
        raise _lacking(missing) from fault
    # the part for the screen is opened later, by Qt itself, which aborts where it cannot be
    if not _offscreen() and (missing := _missing()):
        raise _lacking(missing)


def _lacking(names: tuple[str, ...]) -> SystemLibraryMissing:
    packages = tuple(sorted({_PACKAGES.get(name, name) for name in names}))
    return SystemLibraryMissing(names, packages)


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


def _missing() -> tuple[str, ...]:
    """The system libraries that Qt's own ask for in vain, as far as the loader says."""
    if not sys.platform.startswith("linux"):
        return ()
    import ctypes

    names: set[str] = set()
    for library in _libraries():
        try:
            ctypes.CDLL(str(library))
        except OSError as error:
            name, found, _ = str(error).partition(_CANNOT)
            if found:
                names.add(Path(name).name)
    return tuple(sorted(names))


def _libraries() -> Iterable[Path]:
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return ()
    root = Path(next(iter(spec.submodule_search_locations)))
    wanted = [root / "Qt" / "lib" / "libQt6Gui.so.6", root / "Qt" / "lib" / "libQt6Widgets.so.6"]
    if not _offscreen():
        wanted.append(root / "Qt" / "plugins" / "platforms" / "libqxcb.so")
    return [library for library in wanted if library.exists()]
