"""Folders where nothing can be written, for root too: mounted anew for reading only."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Nothing in `folder` can be written, made or deleted until the block ends."""
    if sys.platform == "win32":
        pytest.skip("a folder cannot be made read-only here")
    if os.geteuid() == 0:
        with _mounted(folder):
            yield
        return
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    try:
        for path, mode in modes.items():
            path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    if _run("mount", "--bind", folder, folder):
        pytest.skip("nothing can be mounted here")
    try:
        if _run("mount", "-o", "remount,bind,ro", folder):
            pytest.skip("nothing can be mounted for reading only here")
        yield
    finally:
        _run("umount", "--lazy", folder)


def _run(*command: str | Path) -> int:
    return subprocess.run([*map(str, command)], check=False, capture_output=True).returncode


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, to see that nothing was changed."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
