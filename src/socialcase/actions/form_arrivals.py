"""Which forms a bundle brought: said on the laptop after it was taken in."""

from collections.abc import Mapping
from dataclasses import dataclass

from socialcase.actions.form_library import FormEntry, forms
from socialcase.actions.form_readying import compile_versions
from socialcase.actions.workspaces import Workspace
from socialcase.texts import tr

FormsHere = Mapping[str, FormEntry]
"""The versions that can be begun, by hash."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What changed. `new`: versions that can be begun from now on.

    `withdrawn`: forms of which no version can be begun any more.
    """

    new: tuple[FormEntry, ...]
    withdrawn: tuple[FormEntry, ...]


def forms_here(ws: Workspace) -> FormsHere:
    """What can be begun now; to be asked before bundles are taken in."""
    return {entry.content_hash: entry for entry in forms(ws)}


def arrived(ws: Workspace, before: FormsHere) -> Arrived:
    """What can be begun since, and what no longer. What is new is compiled here and now."""
    now = forms_here(ws)
    left = {entry.form_id for entry in now.values()}
    new = tuple(entry for key, entry in now.items() if key not in before)
    compile_versions(ws, (entry.content_hash for entry in new))
    gone = tuple(entry for entry in before.values() if entry.form_id not in left)
    return Arrived(new, gone)


def arrival_lines(came: Arrived) -> list[str]:
    """What came and what was withdrawn, in words."""
    new = tr("Form “{title}”, version {version}, has arrived.")
    gone = tr("Form “{title}” is not used any more.")
    return [
        *(new.format(title=one.title, version=one.version or "–") for one in came.new),
        *(gone.format(title=one.title) for one in came.withdrawn),
    ]
