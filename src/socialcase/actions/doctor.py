"""What is installed on this computer, what is missing, what to do. Opens no workspace."""

import ctypes
import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from socialcase import __version__
from socialcase.logs import log_file
from socialcase.settings import settings_file, shipped, workspaces_folder

Condition = Literal["good", "warning", "missing"]

_PACKAGES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "sqlcipher3",
    "cryptography",
    "pyrage",
    "zstandard",
    "msgspec",
    "pyxform",
    "openpyxl",
    "rapidfuzz",
)
_QT_LIBRARIES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt loads on Linux, and the Debian package that brings it."""
_FONTS = ("Inter", "NotoSans", "DejaVuSans", "segoeui")
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "C:/Windows/Fonts")
_LEAST_FREE = 500 * 1024 * 1024
"""Bytes that an office's merge and its backup need at the least."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    `name` is a stable code; `found` a version or fact; `advice` a code worded by
    `wording.advice` ("" when all is well).
    """

    name: str
    state: Condition
    found: str
    advice: str


def doctor() -> list[Finding]:
    """Look at Python, libraries, the display, fonts, folders and shipped files."""
    return [
        Finding("socialcase", "good", __version__, ""),
        _python(),
        *map(_package, _PACKAGES),
        _system_libraries(),
        _display(),
        _font(),
        _shipped_files("forms", "forms"),
        _shipped_files("resources", "reinstall"),
        _folder("settings", settings_file().parent),
        _folder("workspaces", workspaces_folder()),
        _folder("log", log_file().parent),
        _space(),
    ]


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info[:2] == (3, 11)
    return Finding("python", "good" if good else "warning", found, "" if good else "python")


def _package(name: str) -> Finding:
    try:
        return Finding(name, "good", importlib.metadata.version(name), "")
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "missing", "", "reinstall")


def _system_libraries() -> Finding:
    """The libraries that Qt needs; elsewhere than on Linux Qt brings its own."""
    if not sys.platform.startswith("linux"):
        return Finding("system_libraries", "good", sys.platform, "")
    packages = sorted({package for name, package in _QT_LIBRARIES.items() if not _loads(name)})
    if packages:
        return Finding("system_libraries", "missing", " ".join(packages), "system_libraries")
    return Finding("system_libraries", "good", str(len(_QT_LIBRARIES)), "")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _display() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("display", "good", sys.platform, "")
    found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    return Finding("display", "good" if found else "warning", found, "" if found else "display")


def _font() -> Finding:
    """A font that has ç ä ž ň ö ş ü ý and Cyrillic, by file name."""
    for name in _FONTS:
        for folder in map(Path, _FONT_FOLDERS):
            if next(folder.rglob(f"{name}*.[to]tf"), None) is not None:
                return Finding("fonts", "good", name, "")
    return Finding("fonts", "warning", "", "fonts")


def _shipped_files(name: str, advice: str) -> Finding:
    try:
        files = [file for file in shipped(name).rglob("*") if file.suffix not in ("", ".part")]
    except FileNotFoundError:
        return Finding(name, "missing", "", advice)
    state: Condition = "good" if files else "missing"
    return Finding(name, state, str(len(files)), "" if files else advice)


def _folder(name: str, folder: Path) -> Finding:
    """Whether the folder, or the nearest one above that exists, can be written."""
    there = next(f for f in (folder, *folder.parents) if f.exists())
    good = os.access(there, os.W_OK)
    return Finding(name, "good" if good else "missing", str(folder), "" if good else "folder")


def _space() -> Finding:
    folder = workspaces_folder()
    there = next(f for f in (folder, *folder.parents) if f.exists())
    free = shutil.disk_usage(there).free
    good = free >= _LEAST_FREE
    found = f"{free // (1024 * 1024)} MiB"
    return Finding("space", "good" if good else "warning", found, "" if good else "folder")
