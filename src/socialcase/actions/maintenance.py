"""Care of the database: check, digest, rebuild, backup, restore."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.workspaces import (
    LABEL_FILE,
    Workspace,
    empty_folder,
    prepare_folder,
    write_label,
)
from socialcase.cases.clock import ASHGABAT, Chance, Clock, SystemChance, SystemClock
from socialcase.errors import BackupDamaged, CannotRead, CannotWrite, UserError
from socialcase.logs import act
from socialcase.storage.backup import (
    FOLDER,
    listed_in,
    read_vault,
    restore_backup,
    write_backup,
)
from socialcase.storage.backup_files import tidy_beside
from socialcase.storage.copies import keep_apart
from socialcase.sync.vault import VAULT_FILES, open_vault_bytes, vault_bytes

if TYPE_CHECKING:
    from socialcase.storage.views import CheckReport, RebuildReport

SUFFIX = ".scbackup"
KEPT = 10
"""How many backups stay in the workspace's own folder; older ones make room."""
DAYS, WEEKS = 7, 4
"""The last backup of so many days and of so many weeks stays, too."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-\d{6}-(\d{2,9})", re.ASCII)


def check(ws: Workspace) -> "CheckReport":
    """Look the whole database over: pages, log, heads, tables. Changes nothing."""
    return ws.store.check()


def digest(ws: Workspace) -> str:
    """One line that names the state: equal states have equal digests."""
    return ws.store.digest()


def rebuild(ws: Workspace) -> "RebuildReport":
    """Make all tables anew from the change log and say whether they were equal."""
    return ws.store.rebuild()


def backup(ws: Workspace, file: Path | None = None) -> Path:
    """Write one encrypted backup file and verify it by opening; without `file` into `backups/`.

    It opens with the passphrase that is in force now. Raises FileInTheWay, CannotWrite, DiskFull,
    BackupDamaged (what was written does not read), VaultDamaged.
    """
    target = file or _next_file(ws)
    vault = vault_bytes(ws.folder)
    extra = dict.fromkeys(VAULT_FILES, vault)
    extra[LABEL_FILE] = (ws.folder / LABEL_FILE).read_bytes()
    manifest = write_backup(ws.store, ws.key, target, extra)
    act("db.backup", changes=manifest.changes)
    if file is None:
        _make_room(target.parent)
    return target


def backup_if_due(ws: Workspace) -> Path | None:
    """Keep a backup in `backups/` if the newest one there is of another day; its file, or None.

    For the opening and the closing of a workspace, on a thread of its own: it takes as long as
    `backup` does. A full disk or the like is logged and gives None, for nobody waits for it; the
    next day tries again.
    """
    newest = backups_in(ws.folder / FOLDER)[:1]
    if newest and _day(newest[0]) == ws.today.isoformat():
        return None
    try:
        return backup(ws)
    except UserError as fault:
        act("db.backup_missed", why=type(fault).__name__)
        return None


def restore(
    file: Path,
    folder: Path,
    passphrase: str,
    *,
    clock: Clock | None = None,
    chance: Chance | None = None,
    anywhere: bool = False,
) -> Path:
    """Make a workspace of a backup in an empty (or new) `folder`; it begins a new epoch.

    Raises BackupDamaged, WrongPassphrase, WorkspaceExists, CannotRead, CannotWrite, DiskFull.
    """
    key = open_vault_bytes(read_vault(file), passphrase, folder)
    made = prepare_folder(folder)
    clock, chance = clock or SystemClock(), chance or SystemChance()
    try:
        store = restore_backup(file, key, folder, clock=clock, chance=chance, anywhere=anywhere)
    except UserError:
        empty_folder(folder, made=made)
        raise
    keep_apart(store)
    store.close()
    if not (folder / LABEL_FILE).exists():
        write_label(folder, "laptop", "")
    act("db.restore")
    return folder


def backups_in(folder: Path) -> list[Path]:
    """The backup files in a folder, newest first: by their count, for clocks may be wrong."""
    return sorted(folder.glob(f"*{SUFFIX}"), key=lambda one: (_count(one), one.name), reverse=True)


def _count(file: Path) -> int:
    found = _NAME.fullmatch(file.stem)
    return int(found[2]) if found else 0


def _day(file: Path) -> str:
    found = _NAME.fullmatch(file.stem)
    return found[1] if found else ""


def _week(file: Path) -> str:
    try:
        year, week, _ = date.fromisoformat(_day(file)).isocalendar()
    except ValueError:
        return ""
    return f"{year} {week}"


def _next_file(ws: Workspace) -> Path:
    """A name that says when, and which one in order; nothing else."""
    folder = ws.folder / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        raise CannotWrite(folder) from None
    moment = ws.clock.now().astimezone(ASHGABAT).strftime("%Y-%m-%d-%H%M%S")
    newest = max(map(_count, backups_in(folder)), default=0)
    return folder / f"{moment}-{newest + 1:02}{SUFFIX}"


def _make_room(folder: Path) -> None:
    files = backups_in(folder)
    last_of_day = _last_of_each(files, _day)[:DAYS]
    last_of_week = _last_of_each(files, _week)[:WEEKS]
    kept = {*files[:KEPT], *last_of_day, *last_of_week}
    for old in set(files) - kept:
        old.unlink(missing_ok=True)
    with suppress(BackupDamaged, CannotRead):  # what an unreadable one listed is not known
        tidy_beside(folder, [listed_in(one) for one in kept])


def _last_of_each(files: list[Path], period: Callable[[Path], str]) -> list[Path]:
    """The newest file of each period; `files` run from the newest on."""
    found: dict[str, Path] = {}
    for file in files:
        found.setdefault(period(file), file)
    return list(found.values())
