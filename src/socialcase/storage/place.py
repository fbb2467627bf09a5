"""Where a workspace may lie: not on a stick, not on a network drive, where files get torn."""

import sys
from collections.abc import Iterable
from pathlib import Path

from socialcase.errors import WorkspaceOnRemovable

_NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "glusterfs",
        "ceph",
    ]
)
_STICK_FORMATS = frozenset(["vfat", "exfat", "msdos", "fuse.exfat", "fuseblk"])
_STICK_PLACES = (Path("/media"), Path("/run/media"), Path("/mnt"))


def refuse_risky(folder: Path) -> None:
    """Raise WorkspaceOnRemovable if `folder` lies on a stick or a network drive."""
    kind = _windows_kind(folder) if sys.platform == "win32" else linux_kind(folder)
    if kind:
        raise WorkspaceOnRemovable(folder, kind)


def linux_kind(
    folder: Path,
    mounts: Path = Path("/proc/self/mounts"),
    devices: Path = Path("/sys/class/block"),
) -> str:
    """One of "network", "removable" and "": by the mount that holds `folder` and its device."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""  # no such table here (macOS): nothing is known against the folder
    device, place, form = _mount_of(folder.resolve(), lines)
    if form in _NETWORK:
        return "network"
    if _is_removable(devices, device):
        return "removable"
    stick_like = form in _STICK_FORMATS and any(place.is_relative_to(p) for p in _STICK_PLACES)
    return "removable" if stick_like else ""


def _mount_of(folder: Path, lines: Iterable[str]) -> tuple[str, Path, str]:
    best = ("", Path("/"), "")
    for line in lines:
        device, place, form = (part.replace("\\040", " ") for part in line.split()[:3])
        at = Path(place)
        if folder.is_relative_to(at) and len(at.parts) >= len(best[1].parts):
            best = (device, at, form)
    return best


def _is_removable(devices: Path, device: str) -> bool:
    block = devices / Path(device).name
    if not device.startswith("/dev/") or not block.exists():
        return False
    # a partition's flag stands in the directory of its disk
    for place in (block, block.resolve().parent):
        flag = place / "removable"
        if flag.is_file() and flag.read_text().strip() == "1":
            return True
    return "/usb" in str(block.resolve())


def _windows_kind(folder: Path) -> str:
    import ctypes

    drive = folder.resolve().anchor
    found = ctypes.windll.kernel32.GetDriveTypeW(drive)  # type: ignore[attr-defined,unused-ignore]
    return {2: "removable", 4: "network"}.get(int(found), "")
