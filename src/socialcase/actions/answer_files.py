"""Files that answer questions of a form: kept at once in the draft, bound to what comes of it.

The answer's value is a file name, as in every ODK submission. Content and key lie in the draft's
journal until the form is finished; then an attachment of the assessment takes their place.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from socialcase.actions.attachments import (
    KeptFile,
    described,
    find_document,
    keep_content,
    kept_of,
    media_of,
    safe_name,
)
from socialcase.actions.draft_journal import FILE
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Attachment
from socialcase.errors import AttachmentMissing
from socialcase.storage.trials import is_trial

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading
    from socialcase.storage.writing import Transaction

_MOST_REVISIONS = 100


def keep_answer_file(ws: Workspace, draft: str, source: Path | bytes, name: str = "") -> str:
    """Keep a file encrypted with a draft; gives the name that is the answer's value.

    `name`: without it that of the file. It is made unique, for two pictures may be called the
    same. Raises NotFound, PictureUnreadable, AttachmentTooLarge, CannotRead, DiskFull, CannotWrite.
    """
    called = PurePosixPath(safe_name(name or (source.name if isinstance(source, Path) else "")))
    value = f"{called.stem}-{ws.chance.bytes(3).hex()}{called.suffix}"
    kept = keep_content(ws, source)
    ws.store.drafts.append(draft, FILE, value, json.dumps(described(kept, value)))
    if not is_trial(draft):
        ws.store.attachments.settled([kept.file])
    return value


def answer_file(ws: Workspace, draft: str, value: str, revises: str = "") -> KeptFile:
    """The file behind an answer of a draft. `revises`: the assessment that it corrects, if any.

    Raises AttachmentErased, AttachmentMissing (also for a value that names no file).
    """
    found = _drafted(ws, draft).get(value)
    if found is not None:
        return KeptFile(found["file"], found["key"], int(found["size"]), found["sha256"])
    return kept_of(finished_file(ws, revises, value))


def finished_file(ws: Workspace, assessment: str, value: str) -> Attachment:
    """The attachment behind an answer of an assessment, or of one that this one corrects.

    Raises AttachmentMissing.
    """
    with ws.store.reading() as reading:
        found = find_document(reading, _back_from(reading, assessment), value)
    if found is None:
        raise AttachmentMissing("")
    return found


def documents_of(reading: "Reading", assessment: str) -> dict[str, str]:
    """The ids of the attachments behind an assessment's answers, by the answer's value."""
    found: dict[str, str] = {}
    for owner in _back_from(reading, assessment):
        rows = reading.page(Attachment, {"about": owner}, limit=1000)
        found = {row.name: row.uid for row in rows if row.question} | found
    return found


def media_of_answer(value: str) -> str:
    """The kind of content that an answer's file name tells."""
    return media_of(value)


def bind_files(
    ws: Workspace,
    tx: "Transaction",
    draft: str,
    answers: Mapping[str, str],
    *,
    case: str,
    assessment: str,
    audience: str,
) -> None:
    """Make the draft's files attachments of the assessment that is being written in `tx`.

    `answers`: value by ref; a file that answers nothing any more is left behind.
    """
    drafted = _drafted(ws, draft)
    for ref, value in answers.items():
        if value in drafted:
            about = {"case": case, "about": assessment, "question": ref}
            tx.create("attachment", audience, {**drafted[value], **about})


def files_of_draft(ws: Workspace, draft: str) -> Collection[str]:
    """The encrypted files of a draft: to be forgotten once it is finished or thrown away."""
    return {str(one["file"]) for one in _drafted(ws, draft).values()}


def _drafted(ws: Workspace, draft: str) -> dict[str, dict[str, str]]:
    """What the journal says of each file, by the value of the answer."""
    steps = ws.store.drafts.replay(draft)
    return {ref: json.loads(value or "{}") for op, ref, value in steps if op == FILE}


def _back_from(reading: "Reading", assessment: str) -> Iterator[str]:
    """An assessment and those that it corrects, one after the other."""
    for _ in range(_MOST_REVISIONS):
        if not assessment:
            return
        yield assessment
        found = reading.get(Assessment, assessment)
        assessment = found.revises if found is not None else ""
