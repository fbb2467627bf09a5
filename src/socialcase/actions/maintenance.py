"""Care of the database: check, digest, rebuild, backup, restore."""

from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace

if TYPE_CHECKING:
    from socialcase.storage.views import CheckReport, RebuildReport


def check(ws: Workspace) -> "CheckReport":
    """Look the whole database over: pages, log, heads, tables. Changes nothing."""
    return ws.store.check()


def digest(ws: Workspace) -> str:
    """One line that names the state: equal states have equal digests."""
    return ws.store.digest()


def rebuild(ws: Workspace) -> "RebuildReport":
    """Make all tables anew from the change log and say whether they were equal."""
    return ws.store.rebuild()
