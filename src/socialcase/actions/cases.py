"""Cases: first contact, opening, status and risk, next step, closing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialcase.actions.done import Done
from socialcase.actions.editing import FieldValue
from socialcase.actions.workspaces import Workspace
from socialcase.cases.rules import Standing

if TYPE_CHECKING:
    from socialcase.storage.views import CaseRow, Hit


@dataclass(frozen=True, slots=True)
class FirstContact:
    """What is known after one minute. Any of `name`, `alias` and `title` (a description) will do.

    `person`: somebody already registered, instead of a name. `safe_contact` has the parts
    allowed, when, how and say. `urgent` makes the risk level high with the worry as its reason.
    `restricted_to`: staff who alone may see the file (the author is always among them).
    """

    worry: str
    name: Mapping[str, str] | None = None
    alias: str = ""
    title: str = ""
    person: str = ""
    sex: str = ""
    birth: str = ""
    safe_contact: Mapping[str, str] | None = None
    address: Mapping[str, str] | None = None
    source: str = "self"
    groups: tuple[str, ...] = ()
    urgent: bool = False
    etrap: str = ""
    restricted_to: tuple[str, ...] = ()


def first_contact(ws: Workspace, contact: FirstContact) -> Done:
    """Open a case at step intake from a first contact, person included, in one save.

    The record of the result is the case. Raises BadValue.
    """
    raise NotImplementedError


def open_case(
    ws: Workspace,
    *,
    person: str = "",
    household: str = "",
    etrap: str = "",
    restricted_to: Iterable[str] = (),
    **fields: FieldValue,
) -> Done:
    """Open a case for a registered person or household. Raises NotFound, NotSettable, BadValue."""
    raise NotImplementedError


def set_case(ws: Workspace, uid: str, field: str, value: FieldValue) -> Done:
    """Give one field of a case a value; "status" goes through `set_status`.

    Raises NotFound, NotSettable, BadValue, MissingForStep.
    """
    raise NotImplementedError


def set_risk(ws: Workspace, uid: str, level: str, reasons: str) -> Done:
    """Set the risk level with its reasons, valid from today. Raises NotFound, BadValue."""
    raise NotImplementedError


def set_status(ws: Workspace, uid: str, status: str) -> Done:
    """Move a case to another step. Raises NotFound, BadValue, MissingForStep."""
    raise NotImplementedError


def set_next_step(ws: Workspace, uid: str, act: str, due: str) -> Done:
    """Say what comes next and by when. Raises NotFound, BadValue."""
    raise NotImplementedError


def close_case(ws: Workspace, uid: str, reason: str, outcome: str, feedback: str = "") -> Done:
    """Close a case, today. Raises NotFound, BadValue, MissingForStep."""
    raise NotImplementedError


def reopen_case(ws: Workspace, uid: str) -> Done:
    """Take a closed case back to intake; the closure stays in its history. Raises NotFound."""
    raise NotImplementedError


def restrict_case(ws: Workspace, uid: str, staff: Iterable[str]) -> Done:
    """Let only named staff see a case and everything in it. Raises NotFound, NotAllowed."""
    raise NotImplementedError


def standing(ws: Workspace, uid: str) -> Standing:
    """A case as the rules see it. Raises NotFound."""
    raise NotImplementedError


def find_cases(ws: Workspace, text: str, limit: int = 50) -> "list[CaseRow]":
    """Cases by number, title or the people in them, in any spelling."""
    raise NotImplementedError


def cases(
    ws: Workspace,
    *,
    status: str = "open",
    risk: str = "",
    mine: bool = False,
    etrap: str = "",
    after: tuple[str, str] | None = None,
    limit: int = 200,
) -> "list[CaseRow]":
    """One page of cases, newest first. `status`: a status, "open" (not closed) or "" for all.

    `after` is (opened, uid) of the last row shown.
    """
    raise NotImplementedError


def search(ws: Workspace, text: str, limit: int = 20) -> "list[Hit]":
    """People, households and cases for the search field at the top."""
    raise NotImplementedError
