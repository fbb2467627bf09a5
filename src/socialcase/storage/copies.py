"""Noticing that a workspace folder was copied: the copy goes on under an epoch of its own.

Two laptops that write under one epoch would both be telling the truth and be taken for a fork.
"""

import sys
from pathlib import Path

from socialcase.storage.opening import DATABASE
from socialcase.storage.store import Store

_PLACE = "place"
_MACHINE_ID = Path("/etc/machine-id")


def keep_apart(store: Store) -> None:
    """Begin a new epoch if this database was copied from elsewhere since it was last opened.

    To be called before anything is written. A folder that was moved to another disk counts as
    copied, which does no harm.
    """
    here, known = _place(store.folder / DATABASE), store.meta.get(_PLACE)
    if known == here:
        return
    if known:
        store.begin_epoch()
    store.meta.put(_PLACE, here)


def _place(file: Path) -> str:
    """Which computer, and which file on its disk: a copy differs in one of them."""
    # Python's own: to open the library behind hashlib takes 3 ms at every start
    from _sha256 import sha256  # type: ignore[import-not-found]

    # not the device's number, which a restart may change
    named = f"{_machine()} {file.stat().st_ino}"
    return str(sha256(named.encode()).hexdigest()[:32])


def _machine() -> str:
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    try:
        return _MACHINE_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        import platform

        return platform.node()
