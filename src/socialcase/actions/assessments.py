"""Filling an assessment: every answer is journalled at once, and finishing is one save."""

from dataclasses import dataclass

from socialcase.actions.case_views import DraftLine
from socialcase.actions.done import Done
from socialcase.actions.workspaces import Workspace
from socialcase.forms import ChangeSet, Form, Session


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft that is being filled: its id, its case and person, the live session.

    `place` is the ref where the person left off ("" at the start). `previous` holds the answers
    of the last finished assessment with this form, by ref, for the column beside the questions.
    """

    draft: str
    case: str
    person: str
    form: Form
    session: Session
    place: str
    previous: dict[str, str]


def start_draft(
    ws: Workspace, case: str, person: str, form_id: str, language: str = ""
) -> OpenDraft:
    """Begin an assessment. `language`: one of the form's languages, its default if empty.

    Raises NotFound, FormUnknown.
    """
    raise NotImplementedError


def resume(ws: Workspace, draft: str) -> OpenDraft:
    """Open a draft where it was left, on the form version it began with.

    Raises NotFound, FormUnknown.
    """
    raise NotImplementedError


def answer(ws: Workspace, opened: OpenDraft, op: str, ref: str, value: str = "") -> ChangeSet:
    """Do one thing in a draft, journalled before this returns; gives what changed on the form.

    `op`: "set", "add" or "remove" (a repeat), or "language" (`value` names it).
    """
    raise NotImplementedError


def keep_place(ws: Workspace, opened: OpenDraft, ref: str) -> None:
    """Remember where the person is, for `resume`."""
    raise NotImplementedError


def drafts(ws: Workspace, case: str = "") -> list[DraftLine]:
    """Assessments begun and not finished, newest first; only those of `case` if given."""
    raise NotImplementedError


def discard_draft(ws: Workspace, draft: str) -> None:
    """Throw a draft away for good. Raises NotFound."""
    raise NotImplementedError


def finish(ws: Workspace, opened: OpenDraft, told_on: str = "") -> Done:
    """Turn a complete draft into an assessment of the case, in one save.

    The case goes on to step "assessed" where it was in intake and nothing else is lacking.
    `told_on`: the day it was told, today if empty. The record of the result is the assessment.
    Raises FormNotComplete (with the counts; `opened.session.finish()` names the questions).
    """
    raise NotImplementedError


def read_back(ws: Workspace, assessment: str) -> Session:
    """A finished assessment as a session to look at. Raises NotFound, FormUnknown."""
    raise NotImplementedError


def revise(ws: Workspace, assessment: str, reason: str) -> OpenDraft:
    """Begin a correction of a finished assessment: a draft with all its answers.

    Raises NotFound, FormUnknown.
    """
    raise NotImplementedError
