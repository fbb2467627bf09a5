"""Compiling ahead: a form opens at once when somebody begins with it or takes a draft up again."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from socialcase.actions.form_library import forms
from socialcase.actions.form_versions import open_version
from socialcase.actions.workspaces import Workspace
from socialcase.errors import CannotWrite, DiskFull, FormUnknown
from socialcase.forms.form import ENGINE

_READY = "forms.ready"


def ready_forms(ws: Workspace, stopped: Callable[[], bool] = lambda: False) -> int:
    """Compile what is offered and what drafts are open on, where this engine has not yet.

    For beside the window, after the program or the forms have changed; `stopped` is asked between
    two forms. Gives how many were opened; 0 when all had been.
    """
    wanted = {entry.content_hash for entry in forms(ws)}
    wanted |= {draft.form_hash for draft in ws.store.drafts.open()}
    mark = " ".join([ENGINE, *sorted(wanted)])
    if ws.store.meta.get(_READY) == mark:
        return 0
    done = compile_versions(ws, (key for key in sorted(wanted) if not stopped()))
    if not stopped():
        with suppress(DiskFull, CannotWrite):
            ws.store.meta.put(_READY, mark)
    return done


def compile_versions(ws: Workspace, hashes: Iterable[str]) -> int:
    """Have these versions compiled; one that cannot be is passed over. Gives how many are."""
    done = 0
    for content_hash in hashes:
        with suppress(FormUnknown):
            open_version(ws, content_hash)
            done += 1
    return done
