"""Supervision: what waits for a coordinator, approval, return for correction, comments."""

from dataclasses import dataclass
from datetime import date, datetime

from socialcase.actions.case_views import Where
from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan, assessment or closed case that waits for a word of the coordinator."""

    record: str
    kind: str
    version: int | None
    case: str
    subject: str
    author_name: str
    since: date | None
    where: Where


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coordinator said and the specialist has not answered yet."""

    comment: str
    kind: str
    about: str
    about_kind: str
    case: str
    subject: str
    text: str
    author_name: str
    at: datetime


def waiting(ws: Workspace) -> list[Waiting]:
    """What waits for approval, oldest first: sent plans, assessments without a verdict."""
    raise NotImplementedError


def answers(ws: Workspace) -> list[Answer]:
    """Comments of others in this person's cases that are not marked answered, newest first."""
    raise NotImplementedError


def approve(ws: Workspace, record: str, text: str = "") -> Done:
    """Approve a plan, an assessment or a case. Only a coordinator or officer may.

    The record of the result is the comment. Raises NotFound, NotAllowed.
    """
    raise NotImplementedError


def return_(ws: Workspace, record: str, text: str) -> Done:
    """Give a plan or assessment back for correction, saying why.

    Raises NotFound, NotAllowed, BadValue (no text).
    """
    raise NotImplementedError


def comment(ws: Workspace, record: str, text: str) -> Done:
    """Comment on any record of a case. Raises NotFound, BadValue (no text)."""
    raise NotImplementedError


def mark_answered(ws: Workspace, comment_uid: str, reply: str = "") -> Done:
    """Mark a comment as answered, with a reply as a comment of its own. Raises NotFound."""
    raise NotImplementedError
