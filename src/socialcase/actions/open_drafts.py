"""Assessments that were begun and not finished, as lists show them."""

from typing import TYPE_CHECKING

from socialcase.actions.case_views import DraftLine
from socialcase.actions.form_library import load_form
from socialcase.actions.lines import display_name, subject_in
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.errors import FormUnknown

if TYPE_CHECKING:
    from socialcase.storage.drafts import Draft
    from socialcase.storage.reading import Reading


def drafts_of(ws: Workspace, case: str = "") -> list[DraftLine]:
    """Open drafts, newest first; only those of `case` if given."""
    opened = [draft for draft in ws.store.drafts.open() if case in ("", draft.case)]
    titles = {draft.form_hash: _title(ws, draft) for draft in opened}
    with ws.store.reading() as reading:
        lines = [_line(reading, draft, titles[draft.form_hash]) for draft in opened]
    return sorted(lines, key=lambda line: line.begun, reverse=True)


def _title(ws: Workspace, draft: "Draft") -> str:
    try:
        return load_form(ws, draft.form_id, draft.form_hash).title
    except FormUnknown:
        return draft.form_id


def _line(reading: "Reading", draft: "Draft", title: str) -> DraftLine:
    case = reading.get(Case, draft.case)
    person = reading.get(Person, draft.person) if draft.person else None
    return DraftLine(
        draft=draft.uid,
        case=draft.case,
        case_title=subject_in(reading, case) if case else "",
        person_name=display_name(person) if person else "",
        form_id=draft.form_id,
        form_title=title,
        begun=instant(draft.begun),
        answers=draft.steps,
    )
