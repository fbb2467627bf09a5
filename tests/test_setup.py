"""Set-up says what is missing and stops, or finds everything there and does nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import setup

ROOT = Path(__file__).resolve().parent.parent


def test_nothing_is_missing_here() -> None:
    assert setup.missing_packages(soak=False) == []


def test_without_root_the_line_to_type_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(setup.SetupStopped) as stopped:
        setup.install_packages(["age", "zstd"])
    assert "sudo apt-get install -y --no-install-recommends age zstd" in str(stopped.value)


def test_a_missing_program_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert {"age", "zstd", "openssh-client"} <= set(setup.missing_packages(soak=False))
    assert {"gcc libc6-dev", "sqlite3", "xvfb"} <= set(setup.missing_packages(soak=True))


def test_a_failed_step_ends_with_status_one_and_what_it_said(tmp_path: Path) -> None:
    broken = tmp_path / "scripts" / "setup.py"
    broken.parent.mkdir()
    broken.write_bytes((ROOT / "scripts/setup.py").read_bytes())
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "requirements-dev.lock").write_text("no-such-thing\n", encoding="ascii")
    done = subprocess.run(
        [sys.executable, str(broken)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert not (tmp_path / ".venv" / "socialcase-ready").exists()


def test_a_changed_lock_asks_for_a_new_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp, lock = tmp_path / "stamp", tmp_path / "lock"
    monkeypatch.setattr(setup, "STAMP", stamp)
    monkeypatch.setattr(setup, "LOCK", lock)
    lock.write_text("one==1", encoding="ascii")
    assert not setup.is_ready()
    stamp.write_text(setup.fingerprint(), encoding="ascii")
    assert setup.is_ready()
    lock.write_text("one==2", encoding="ascii")
    assert not setup.is_ready()
