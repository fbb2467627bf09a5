"""Making, opening and closing a workspace: one encrypted database with its vault and label."""

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from socialcase.cases.clock import Chance, Clock, SystemChance, SystemClock
from socialcase.cases.codes import ROLES
from socialcase.cases.records import Staff
from socialcase.errors import (
    BadValue,
    CannotWrite,
    UserError,
    WorkspaceExists,
    WorkspaceMissing,
)
from socialcase.lazy_dataclass import dataclass, field
from socialcase.settings import read_toml
from socialcase.storage.copies import keep_apart
from socialcase.storage.identity import new_uid
from socialcase.storage.opening import create_store, open_store
from socialcase.sync.membership import membership, see_own_circles

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.store import Store
    from socialcase.sync.vault import KdfCost

# what opens vaults, makes workspaces and reads labels is imported when somebody does that: reading
# the first page of an open workspace comes without it
LABEL_FILE = "workspace.toml"
_FORMAT = 1
_ME = "act.me"

WorkspaceKind = Literal["laptop", "office"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace. Give it to every act; close it with `close_workspace`.

    `key` opens the database and is there for backups; it is never shown or written. `undone`: what
    was taken back since it was opened, by the save that did so.
    """

    folder: Path
    kind: WorkspaceKind
    label: str
    store: "Store"
    clock: Clock
    chance: Chance
    key: bytes = field(repr=False)
    undone: dict[str, str] = field(repr=False)

    @property
    def person(self) -> str:
        """The staff id of the person whose workspace this is: the author of every act."""
        return self.store.viewer

    @property
    def today(self) -> date:
        """Today in Asia/Ashgabat."""
        return self.clock.today()


@dataclass(frozen=True, slots=True)
class WorkspaceLabel:
    """What can be said of a workspace before it is unlocked: no secret and no client."""

    folder: Path
    kind: WorkspaceKind
    label: str


@dataclass(frozen=True, slots=True)
class Me:
    """The person at this workspace. `etraps` is empty until an office has accepted the laptop."""

    uid: str
    name: str
    role: str
    etraps: tuple[str, ...]


def describe_workspace(folder: Path) -> WorkspaceLabel:
    """Read a workspace's label without unlocking it. Raises WorkspaceMissing."""
    try:
        found = read_toml((folder / LABEL_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise WorkspaceMissing(folder) from None
    kind: WorkspaceKind = "office" if found.get("kind") == "office" else "laptop"
    return WorkspaceLabel(folder, kind, str(found.get("label", "")))


def create_laptop(
    folder: Path,
    passphrase: str,
    person_name: str,
    *,
    etraps: Iterable[str] = (),
    role: str = "specialist",
    cost: "KdfCost | None" = None,
    clock: Clock | None = None,
    chance: Chance | None = None,
    anywhere: bool = False,
) -> Workspace:
    """Make a laptop's workspace in an empty (or new) `folder`; no office is needed yet.

    `cost` is lowered only by tests; `anywhere` allows a stick or network drive (demo, tests).
    Raises WorkspaceExists, PassphraseTooWeak, WorkspaceOnRemovable, CannotWrite, DiskFull.
    """
    if role not in ROLES:
        raise BadValue("staff", "role", ", ".join(ROLES))
    ws = _create(folder, "laptop", person_name, passphrase, cost, clock, chance, anywhere)
    _call_me(ws, Me(ws.person, person_name, role, tuple(etraps)))
    return ws


def create_office(
    folder: Path,
    passphrase: str,
    office_name: str,
    officer_name: str,
    *,
    cost: "KdfCost | None" = None,
    clock: Clock | None = None,
    chance: Chance | None = None,
    anywhere: bool = False,
) -> Workspace:
    """Make a regional office's workspace with its signing keys. Raises as `create_laptop`."""
    from socialcase.sync.enrolment import office_init

    ws = _create(folder, "office", office_name, passphrase, cost, clock, chance, anywhere)
    _call_me(ws, Me(ws.person, officer_name, "officer", ()))
    office_init(ws.store, office_name, officer_name)
    return ws


def open_workspace(
    folder: Path,
    passphrase: str,
    *,
    read_only: bool = False,
    clock: Clock | None = None,
    chance: Chance | None = None,
    anywhere: bool = False,
) -> Workspace:
    """Unlock and open a workspace.

    Raises WorkspaceMissing, WrongPassphrase, VaultDamaged, WorkspaceInUse, WorkspaceOnRemovable,
    DatabaseDamaged, DatabaseNewer.
    """
    return open_with_key(
        folder,
        derive_key(folder, passphrase),
        read_only=read_only,
        clock=clock,
        chance=chance,
        anywhere=anywhere,
    )


def derive_key(folder: Path, passphrase: str) -> bytes:
    """The key of a workspace's database, which its vault gives to whoever has the passphrase.

    Takes about a second of work on purpose. Raises WorkspaceMissing, WrongPassphrase, VaultDamaged.
    """
    from socialcase.sync.vault import open_vault

    describe_workspace(folder)
    return open_vault(folder, passphrase)


def open_with_key(
    folder: Path,
    key: bytes,
    *,
    read_only: bool = False,
    clock: Clock | None = None,
    chance: Chance | None = None,
    anywhere: bool = False,
) -> Workspace:
    """Open a workspace of which the key is known. Raises as `open_workspace`."""
    named = describe_workspace(folder)
    clock, chance = clock or SystemClock(), chance or SystemChance()
    store = open_store(
        folder, key, clock=clock, chance=chance, read_only=read_only, anywhere=anywhere
    )
    if not read_only:
        ready = False
        try:
            keep_apart(store)
            see_own_circles(store)
            store.attachments.sweep()
            ready = True
        finally:
            if not ready:
                store.close()
    return Workspace(folder, named.kind, named.label, store, clock, chance, key, {})


def make_ready_to_write(ws: Workspace) -> None:
    """Make everything ready that the first write needs, so that nobody waits for it. Any thread."""
    ws.store.make_ready_to_write()


def close_workspace(ws: Workspace) -> None:
    """Close the database and give up the lock. The workspace is not to be used afterwards."""
    ws.store.close()


def change_passphrase(ws: Workspace, old: str, new: str, cost: "KdfCost | None" = None) -> None:
    """Replace the passphrase. Backups made before still open with the old one.

    Raises WrongPassphrase, PassphraseTooWeak, CannotWrite.
    """
    from socialcase.sync import vault

    vault.change_passphrase(ws.folder, old, new, cost)


def write_label(folder: Path, kind: WorkspaceKind, label: str) -> None:
    """Write the label that the unlock page shows. Raises CannotWrite, DiskFull."""
    import tomli_w

    from socialcase.sync.files import write_whole

    text = tomli_w.dumps({"format": _FORMAT, "kind": kind, "label": label})
    write_whole(folder / LABEL_FILE, text.encode())


def me(ws: Workspace) -> Me:
    """The person at this workspace, as certificate and staff list know them."""
    with ws.store.reading() as reading:
        return me_in(ws, reading)


def me_in(ws: Workspace, reading: "Reading") -> Me:
    """`me` within a snapshot that is open already."""
    staff = reading.get(Staff, ws.person)
    member = membership(ws.store)
    if ws.kind == "laptop" and member is not None and member.staff == ws.person:
        # what the office grants it judges by: the staff record may still be the older one
        name = staff.name if staff is not None else member.person
        return Me(ws.person, name, member.role, member.etraps)
    if staff is not None:
        return Me(staff.uid, staff.name, staff.role, staff.etraps)
    kept = json.loads(ws.store.meta.get(_ME) or "{}")
    etraps = tuple(kept.get("etraps", ()))
    return Me(ws.person, kept.get("name", ws.label), kept.get("role", "specialist"), etraps)


def prepare_folder(folder: Path) -> bool:
    """Make `folder` where it is missing; gives whether it was.

    Raises WorkspaceExists (not empty), CannotWrite.
    """
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise WorkspaceExists(folder)
    except OSError:
        raise CannotWrite(folder) from None
    return made


def _create(
    folder: Path,
    kind: WorkspaceKind,
    label: str,
    passphrase: str,
    cost: "KdfCost | None",
    clock: Clock | None,
    chance: Chance | None,
    anywhere: bool,
) -> Workspace:
    """An empty workspace; where anything goes wrong nothing of it stays behind."""
    from socialcase.sync import vault

    vault.check_passphrase(passphrase)
    clock, chance = clock or SystemClock(), chance or SystemChance()
    made = prepare_folder(folder)
    try:
        key = vault.create_vault(folder, passphrase, cost)
        store = create_store(
            folder, key, viewer=new_uid(chance), clock=clock, chance=chance, anywhere=anywhere
        )
        write_label(folder, kind, label)
        keep_apart(store)
    except UserError:
        empty_folder(folder, made=made)
        raise
    return Workspace(folder, kind, label, store, clock, chance, key, {})


def empty_folder(folder: Path, *, made: bool) -> None:
    """Take away what a creation or restore that went wrong left, the folder too if it `made` it."""
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
    if made:
        folder.rmdir()


def _call_me(ws: Workspace, person: Me) -> None:
    kept = {"name": person.name, "role": person.role, "etraps": list(person.etraps)}
    ws.store.meta.put(_ME, json.dumps(kept, ensure_ascii=False))
