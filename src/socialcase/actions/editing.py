"""Giving one field of one record a value: the act behind every field on every page."""

from collections.abc import Iterable, Mapping

from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace

FieldValue = str | int | bool | Mapping[str, str | None] | Iterable[str] | None
"""Text, a number, a flag, parts of a group (only those named change; None removes one), all
elements of a set, or None to clear the field."""


def edit(ws: Workspace, kind: str, uid: str, field: str, value: FieldValue) -> Done:
    """Give `field` ("risk", or "risk.level" for one part of a group) of a record a new value.

    An equal value writes nothing. Raises NotFound, NotSettable, BadValue.
    """
    raise NotImplementedError


def add_element(ws: Workspace, kind: str, uid: str, field: str, element: str) -> Done:
    """Add one element to a set. Raises NotFound, NotSettable, BadValue."""
    raise NotImplementedError


def remove_element(ws: Workspace, kind: str, uid: str, field: str, element: str) -> Done:
    """Take one element out of a set. Raises NotFound, NotSettable."""
    raise NotImplementedError
