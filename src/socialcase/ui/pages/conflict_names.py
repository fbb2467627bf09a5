"""Values of a conflict that point to a record, shown by that record's name, never by its id."""

from dataclasses import replace

from socialcase.actions.conflicts import ConflictView, Seen, Version
from socialcase.actions.finding import fetch
from socialcase.actions.lines import display_name
from socialcase.actions.workspaces import Workspace
from socialcase.cases.fields import Kind
from socialcase.cases.records import Household, Person, Provider, Staff
from socialcase.cases.registry import field_at
from socialcase.errors import NotFound
from socialcase.texts import label


def with_names(ws: Workspace, view: ConflictView) -> ConflictView:
    """The same conflict with names for ids, where its field points to a record."""
    spec = field_at(view.field)
    if spec is None or spec.kind is not Kind.REFERENCE:
        return view
    versions = tuple(_version(ws, spec.target, version) for version in view.versions)
    base = _seen(ws, spec.target, view.base) if view.base else None
    return replace(view, versions=versions, base=base)


def _version(ws: Workspace, target: str, version: Version) -> Version:
    return replace(
        version,
        parts=_parts(ws, target, version.parts),
        had_seen=tuple(_seen(ws, target, one) for one in version.had_seen),
        had_not_seen=tuple(_seen(ws, target, one) for one in version.had_not_seen),
    )


def _seen(ws: Workspace, target: str, seen: Seen) -> Seen:
    return replace(seen, parts=_parts(ws, target, seen.parts))


def _parts(
    ws: Workspace, target: str, parts: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    return tuple((part, _name(ws, target, uid) if uid else "") for part, uid in parts)


def _name(ws: Workspace, target: str, uid: str) -> str:
    """A record's name; its kind where it has none or is not here."""
    try:
        if target == "staff":
            return fetch(ws, Staff, uid).name
        if target == "person":
            return display_name(fetch(ws, Person, uid))
        if target == "household":
            return fetch(ws, Household, uid).label
        if target == "provider":
            return fetch(ws, Provider, uid).name
    except NotFound:
        pass
    return label("kind", target)
