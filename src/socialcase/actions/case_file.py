"""Reading a case file: everything its page shows, from one snapshot of the database."""

from socialcase.actions.case_views import CaseFile, CaseHeader
from socialcase.actions.workspaces import Workspace


def case_file(ws: Workspace, uid: str) -> CaseFile:
    """Everything about a case. Raises NotFound."""
    raise NotImplementedError


def case_header(ws: Workspace, uid: str) -> CaseHeader:
    """Only the head of a case file, for pages that show a part of it. Raises NotFound."""
    raise NotImplementedError
