"""Reading a file by a command is noted like opening it in the window."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialcase.actions.workspaces import Workspace


def case_read(ws: "Workspace", text: str) -> str:
    """The id of the case named by number or id, of which something is shown. Raises NotFound."""
    from socialcase.actions.cases import case_numbered

    uid = case_numbered(ws, text)
    noted(ws, uid)
    return uid


def noted(ws: "Workspace", record: str) -> None:
    """Note that a record is shown. Raises NotFound."""
    from socialcase.actions.readership import note_reading

    note_reading(ws, record)
