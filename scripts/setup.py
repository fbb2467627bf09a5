"""Make this checkout ready to run: system libraries, virtual environment, pinned packages.

Run by `make setup` with the system's Python 3.11 and nothing else. What is already there is left
alone, so that a second run starts at once and needs no network.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "socialcase-ready"
LOCK = ROOT / "requirements-dev.lock"

LIBRARIES = {
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
"""System libraries that Qt loads, and the Debian package that brings each."""

PROGRAMS = {
    "age": "age",
    "zstd": "zstd",
    "ssh-keygen": "openssh-client",
    "pdftotext": "poppler-utils",
}
"""Programs that the tests compare ours with."""

SOAK_PROGRAMS = {
    "gcc": "gcc libc6-dev",
    "sqlite3": "sqlite3",
    "Xvfb": "xvfb",
}
"""Programs that only the long drills, the measurements and the pictures use."""

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONT_PACKAGE = "fonts-inter"


class SetupStopped(Exception):
    """Set-up cannot go on by itself. The text says what a person types."""


def main() -> int:
    """Set up and return the exit status: 0 ready, 1 something for a person to do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--soak", action="store_true", help="also what soak, bench, pictures need")
    arguments = parser.parse_args()
    try:
        prepare(soak=arguments.soak)
    except SetupStopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    return 0


def prepare(*, soak: bool) -> None:
    """Bring everything that is missing. Raises SetupStopped when a person has to act."""
    check_python()
    packages = missing_packages(soak=soak)
    if packages:
        install_packages(packages)
    if not is_ready():
        build_environment()
        STAMP.write_text(fingerprint(), encoding="ascii")


def check_python() -> None:
    """Refuse any Python but 3.11, on which every pinned package was tried."""
    if sys.version_info[:2] != (3, 11):
        raise SetupStopped(
            f"socialcase needs Python 3.11; this is {sys.version.split()[0]}. "
            "Say where it is: make setup PYTHON=/usr/bin/python3.11"
        )


def missing_packages(*, soak: bool) -> list[str]:
    """The Debian packages that bring what is not there, sorted."""
    programs = PROGRAMS | (SOAK_PROGRAMS if soak else {})
    missing = {package for library, package in LIBRARIES.items() if not loads(library)}
    missing.update(package for name, package in programs.items() if not shutil.which(name))
    if not has_font():
        missing.add(FONT_PACKAGE)
    if not is_ready() and importlib.util.find_spec("ensurepip") is None:
        missing.add("python3-venv")
    return sorted(missing)


def loads(library: str) -> bool:
    """Whether the system's loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Whether Inter, the font of the screens, is installed for everybody or this person."""
    folders = (*FONT_FOLDERS, Path.home() / ".fonts", Path.home() / ".local/share/fonts")
    return any(next(folder.rglob("Inter*.[ot]t[fc]"), None) for folder in folders)


def install_packages(packages: list[str]) -> None:
    """Install with apt when root; otherwise say which line to type. Raises SetupStopped."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise SetupStopped(f"Please install these first (Debian's names): {' '.join(packages)}")
    if os.geteuid() != 0:
        raise SetupStopped(f"Some system packages are missing. Please type:\n\n    sudo {line}\n")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quietly(["apt-get", "update"], "apt-get update failed")
    quietly(line.split(), f"This did not work:\n\n    {line}\n")


def is_ready() -> bool:
    """Whether the environment was made from this very lock by this very script."""
    try:
        return STAMP.read_text(encoding="ascii") == fingerprint()
    except (OSError, UnicodeDecodeError):
        return False


def fingerprint() -> str:
    """What the environment is made from: the lock, the project file, where the checkout lies."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def build_environment() -> None:
    """Make `.venv` with exactly the locked packages and this project, editable."""
    python = VENV / "bin" / "python"
    if not works(python):
        print("Making the virtual environment .venv", flush=True)
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "No virtual environment")
    print("Installing the pinned packages (a minute or two the first time)", flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    quietly(
        [*pip, "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)],
        "The pinned packages could not be installed. Is there a network or a package folder?",
    )
    quietly(
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)],
        "The project itself could not be installed into .venv.",
    )


def works(python: Path) -> bool:
    """Whether `python` starts, is 3.11 and has pip: a moved or half-made environment does not."""
    probe = "import sys, pip; sys.exit(sys.version_info[:2] != (3, 11))"
    if not python.exists():
        return False
    return subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode == 0


def quietly(command: list[str], complaint: str) -> None:
    """Run `command` without its chatter. Raises SetupStopped with what it said when it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, errors="replace"
    )
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SetupStopped(f"{complaint}\n{said}")


if __name__ == "__main__":
    sys.exit(main())
