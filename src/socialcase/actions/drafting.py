"""What is kept in a draft beside its answers: letters being typed, notes, removals put back."""

from typing import TYPE_CHECKING

from socialcase.actions.assessments import OpenDraft, resume
from socialcase.actions.draft_journal import NOTE, PUT_BACK, TOLD_ON, TYPING
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Remark

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading


def keep_typing(ws: Workspace, opened: OpenDraft, ref: str, text: str) -> None:
    """Keep the letters that stand in the field of question `ref` and are no answer yet."""
    ws.store.drafts.append(opened.draft, TYPING, ref, text, instead_of=TYPING)


def keep_note(ws: Workspace, opened: OpenDraft, ref: str, text: str) -> None:
    """Keep a note on question `ref` for the supervisor; "" takes it back."""
    ws.store.drafts.append(opened.draft, NOTE, ref, text.strip(), instead_of=NOTE)
    opened.notes.pop(ref, None)
    if text.strip():
        opened.notes[ref] = text.strip()


def keep_told_on(ws: Workspace, opened: OpenDraft, day: str) -> None:
    """Keep the day of the conversation, ISO; typing from paper it is another than today."""
    ws.store.drafts.append(opened.draft, TOLD_ON, "", day)


def put_back(ws: Workspace, opened: OpenDraft, ref: str) -> OpenDraft:
    """Put a removed repeat instance back where it was, with its answers; gives the draft anew.

    `ref`: the place that it had, as it was given to "remove".
    """
    ws.store.drafts.append(opened.draft, PUT_BACK, ref, "")
    return resume(ws, opened.draft)


def remarks_of(reading: "Reading", assessment: str) -> tuple[Remark, ...]:
    """The notes on questions of a finished assessment, in the order of the form."""
    found = reading.page(Remark, {"assessment": assessment})
    return tuple(sorted(found, key=lambda remark: _place(remark.number)))


def _place(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdecimal())
