"""Writing to sticks that are full, read-only, slow or gone."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from socialcase.errors import CannotRead, CannotWrite, CopyNotVerified, DiskFull
from socialcase.sync import files
from socialcase.sync.files import copy_in, deliver, write_whole
from socialcase.sync.seal import Sink

CONTENT = b"abc" * 100_000


def _write(target: Sink) -> None:
    target.write(CONTENT[:1000])
    target.write(CONTENT[1000:])


def _name(size: int) -> str:
    return f"file-{size}"


def _deliver(folder: Path) -> Path:
    return deliver(folder, _name, _write)[0]


def test_a_delivered_file_is_whole_and_alone(tmp_path: Path) -> None:
    path, size = deliver(tmp_path, _name, _write)
    assert (path.read_bytes(), size) == (CONTENT, len(CONTENT))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, CannotWrite),
        (errno.EACCES, CannotWrite),
        (errno.EIO, CopyNotVerified),
        (errno.ENODEV, CopyNotVerified),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "open"])
def test_each_fault_of_the_stick_is_named_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, expected: type[Exception], step: str
) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(expected):
            _deliver(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_while_writing(tmp_path: Path) -> None:
    limits = pytest.importorskip("resource")
    was = limits.getrlimit(limits.RLIMIT_FSIZE)
    import signal

    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits.setrlimit(limits.RLIMIT_FSIZE, (20_000, was[1]))
    try:
        with pytest.raises(DiskFull):
            _deliver(tmp_path)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, was)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_pulled_out_before_the_rename(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def pulled(size: int) -> str:
        for file in stick.iterdir():
            file.unlink()
        stick.rmdir()
        return _name(size)

    with pytest.raises(CopyNotVerified):
        deliver(stick, pulled, _write)


def test_a_stick_that_gives_back_other_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = files._replace

    def corrupting(part: Path, path: Path) -> None:
        honest(part, path)
        path.write_bytes(CONTENT[:-1] + b"?")

    monkeypatch.setattr(files, "_replace", corrupting)
    with pytest.raises(CopyNotVerified):
        _deliver(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_scanner_that_holds_the_file_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_FIRST_PAUSE", 0.0)
    refusals = iter([True] * 5)
    honest = Path.replace

    def replace(self: Path, target: Any) -> Path:
        if next(refusals, False):
            raise PermissionError(errno.EACCES, "held")
        return honest(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert _deliver(tmp_path).read_bytes() == CONTENT


def test_a_fault_of_the_writer_leaves_nothing(tmp_path: Path) -> None:
    def stop(target: Sink) -> None:
        target.write(b"some")
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        deliver(tmp_path, _name, stop)
    assert list(tmp_path.iterdir()) == []


def test_write_whole_keeps_the_old_content_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def fail(_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_copying_in(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(CONTENT)
    copy_in(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == CONTENT
    with pytest.raises(CannotRead):
        copy_in(tmp_path / "absent", tmp_path / "copy")
    with pytest.raises(CopyNotVerified):
        copy_in(source, tmp_path / "absent" / "copy")
