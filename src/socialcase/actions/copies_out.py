"""Plain copies of kept files: outside the workspace the program protects them no longer."""

from pathlib import Path

from socialcase.actions.answer_files import answer_file
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.attachments import content_of, kept_of, safe_name
from socialcase.actions.disclosures import disclose, leaving, written_outside
from socialcase.actions.finding import fetch
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Attachment


def save_copy(ws: Workspace, attachment: str, to: Path, *, replace: bool = False) -> Path:
    """Write a plain copy of an attachment, and keep in its case that it left.

    `to`: a file that does not exist yet, or a folder; `replace`: or a file that a person agreed to
    lose. Gives the file. Raises NotFound, AttachmentErased, AttachmentMissing, AttachmentDamaged,
    FileInTheWay, CannotWrite, DiskFull.
    """
    kept = fetch(ws, Attachment, attachment)
    plain = content_of(ws, kept_of(kept))
    with leaving(ws, plain, to, safe_name(kept.name), replace=replace) as file:
        disclose(ws, "document", "", "copy", {kept.case: 1})
    return file


def save_answer_copy(ws: Workspace, opened: OpenDraft, value: str, to: Path) -> Path:
    """The same of a file that answers a question of a draft; what lies at `to` is replaced.

    Of a trial, and of a form about no case, nothing is kept: it may be one's own. Raises as
    `save_copy`.
    """
    plain = content_of(ws, answer_file(ws, opened.draft, value, opened.revises))
    if opened.trial or not opened.case:
        return written_outside(ws, plain, to, replace=True)
    with leaving(ws, plain, to, replace=True) as file:
        disclose(ws, "document", opened.form.form_id, "copy", {opened.case: 1})
    return file
