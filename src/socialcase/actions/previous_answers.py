"""What was answered the last time on the same form, for the column beside its questions."""

import json
from typing import TYPE_CHECKING

from socialcase.actions.own_checks import own_checks
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment
from socialcase.storage.drafts import is_private

if TYPE_CHECKING:
    from socialcase.storage.drafts import Draft


def previous_answers(ws: Workspace, draft: "Draft") -> tuple[dict[str, str], str]:
    """The answers of the last time by ref, and the ISO day they were told; empty where none were.

    In a case those about the same person there, on a private form one's own. What is kept without a
    case may be a colleague's, and is not shown.
    """
    if is_private(draft.uid):
        mine = own_checks(ws, draft.form_id)
        return (dict(mine[0].answers), mine[0].told_on) if mine else ({}, "")
    if not draft.case:
        return {}, ""
    where = {"case": draft.case, "person": draft.person, "form_id": draft.form_id}
    with ws.store.reading() as reading:
        last = reading.page(Assessment, where, order="told_on", descending=True, limit=1)
    answers = json.loads(last[0].answers or "{}") if last else {}
    told = last[0].told_on if last else ""
    return {str(ref): str(value) for ref, value in dict(answers).items()}, told
