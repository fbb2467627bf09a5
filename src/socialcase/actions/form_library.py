"""The forms of this workspace: the programme's own, shipped with the program."""

from dataclasses import dataclass
from pathlib import Path

from socialcase.actions.workspaces import Workspace
from socialcase.forms import Form


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form that can be filled here. `languages` are names of its columns, the default first."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    content_hash: str
    file: Path


def forms(ws: Workspace) -> list[FormEntry]:
    """The forms that can be filled, by title. A damaged one is left out and logged."""
    raise NotImplementedError


def load_form(ws: Workspace, form_id: str, content_hash: str = "") -> Form:
    """The compiled form, from the cache where it is there.

    With `content_hash` exactly that version (a draft finishes on the form it began with).
    Raises FormUnknown.
    """
    raise NotImplementedError
