"""Assessments that were begun and not finished, as lists show them."""

from typing import TYPE_CHECKING

from socialcase.actions.case_views import DraftLine
from socialcase.actions.form_library import form_titles
from socialcase.actions.lines import display_name, subject_in
from socialcase.actions.road import instant
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person
from socialcase.texts.catalog import tr

if TYPE_CHECKING:
    from socialcase.storage.drafts import Draft
    from socialcase.storage.reading import Reading


def drafts_of(ws: Workspace, case: str = "") -> list[DraftLine]:
    """Open drafts, newest first; only those of `case` if given."""
    opened = [draft for draft in ws.store.drafts.open() if case in ("", draft.case)]
    titles = form_titles(ws) if opened else {}
    with ws.store.reading() as reading:
        lines = [
            _line(reading, draft, titles.get(draft.form_hash, draft.form_id)) for draft in opened
        ]
    return sorted(lines, key=lambda line: line.begun, reverse=True)


def _line(reading: "Reading", draft: "Draft", title: str) -> DraftLine:
    case = reading.get(Case, draft.case)
    person = reading.get(Person, draft.person) if draft.person else None
    return DraftLine(
        draft=draft.uid,
        case=draft.case,
        case_title=_title(reading, draft.case, case),
        person_name=display_name(person) if person else "",
        form_id=draft.form_id,
        form_title=title,
        begun=instant(draft.begun),
        answers=draft.answered,
    )


def _title(reading: "Reading", uid: str, case: Case | None) -> str:
    if case is not None:
        return subject_in(reading, case)
    # moved to another etrap, or closed to the person here: what was begun can be finished
    return tr("(no longer yours)") if uid else ""
