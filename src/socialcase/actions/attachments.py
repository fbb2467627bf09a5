"""Files in a case: pictures, letters, recordings. Kept encrypted, shown, copied out, erased."""

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Literal

from socialcase.actions.done import Done, done
from socialcase.actions.editing import edit
from socialcase.actions.finding import RECORDS, fetch, found, kind_of
from socialcase.actions.lines import StaffNames
from socialcase.actions.picture_data import bare_picture, is_picture, tells_more
from socialcase.actions.redaction import REDACTORS
from socialcase.actions.road import road
from socialcase.actions.scope import case_audience
from socialcase.actions.stamps import Stamps
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.records import Attachment, Case
from socialcase.errors import (
    AttachmentDamaged,
    AttachmentErased,
    AttachmentTooLarge,
    CannotRead,
    NotAllowed,
    PictureUnreadable,
)
from socialcase.logs import act
from socialcase.sync.seal import SealBroken, Sink, new_identity, recipient_of, seal, unseal

if TYPE_CHECKING:
    from socialcase.actions.stamps import Stamp
    from socialcase.storage.reading import Reading

MOST = 20 << 20
"""Bytes that one file may have."""
_MANY = 5000
_LONGEST_NAME = 120
_OTHER = "application/octet-stream"
_MEDIA = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif",
    ".bmp": "image/bmp", ".webp": "image/webp", ".pdf": "application/pdf",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".amr": "audio/amr", ".ogg": "audio/ogg",
    ".wav": "audio/wav", ".mp4": "video/mp4", ".3gp": "video/3gpp", ".webm": "video/webm",
    ".txt": "text/plain", ".csv": "text/csv", ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
}  # fmt: skip

State = Literal["here", "awaited", "erased"]
"""Whether the content is on this computer, still has to come, or is gone for good."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that lies encrypted beside the database. `size`, `sha256`: of the plain content."""

    file: str
    key: str = field(repr=False)
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One file of a case for a list: who added it and when, and whether its content is here."""

    document: Attachment
    stamp: "Stamp"
    state: State


def keep_content(ws: Workspace, source: Path | bytes, *, of_any_kind: bool = False) -> KeptFile:
    """Encrypt a file, or bytes, under a new key into the workspace; no record names it yet.

    Of a picture what it tells besides (place, time, device) is left out (`picture_data`); one from
    which that cannot be taken is refused, unless it may be `of_any_kind`. A plain copy is never
    written. Raises PictureUnreadable, AttachmentTooLarge, CannotRead (also a picture of which
    nothing could be drawn), DiskFull, CannotWrite.
    """
    if isinstance(source, bytes):
        if tells_more(source[:16]) and not of_any_kind:
            raise PictureUnreadable
        return _sealed(ws, _Counted(io.BytesIO(_bare(source, Path())), Path()))
    try:
        with source.open("rb") as stream:
            start = stream.read(16)
            if tells_more(start) and not of_any_kind:
                raise PictureUnreadable
            if is_picture(start):
                bare = _bare(start + stream.read(MOST), source)
                return _sealed(ws, _Counted(io.BytesIO(bare), source))
            stream.seek(0)
            return _sealed(ws, _Counted(stream, source))
    except OSError:
        raise CannotRead(source) from None


def loses_what_it_tells(source: Path) -> bool:
    """Whether a file is a picture from which place, time and device are taken; others keep them.

    Raises CannotRead.
    """
    try:
        with source.open("rb") as stream:
            return is_picture(stream.read(16))
    except OSError:
        raise CannotRead(source) from None


def add_document(
    ws: Workspace,
    owner: str,
    source: Path | bytes,
    *,
    name: str = "",
    caption: str = "",
    media: str = "",
) -> Done:
    """Add a file to a case or to another record `owner`; who may see that may see the file.

    `name`: without it that of the file; `media`: without it guessed from the name. The record of
    the result is the attachment. Raises NotFound, PictureUnreadable, AttachmentTooLarge,
    CannotRead, DiskFull, CannotWrite.
    """
    case, audience = _place_of(ws, owner)
    called = safe_name(name or (source.name if isinstance(source, Path) else ""))
    kept = keep_content(ws, source)
    values = described(kept, called, media) | {"case": case, "about": owner, "caption": caption}
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("attachment", audience, values)
    ws.store.attachments.settled([kept.file])
    act("attachment.add", bytes=kept.size)
    return done(uid, tx)


def owner_named(ws: Workspace, given: str) -> str:
    """The id of a case by its number, or the id that was given."""
    with ws.store.reading() as reading:
        numbered = reading.page(Case, {"number": given}, limit=1)
    return numbered[0].uid if numbered else given


def documents(ws: Workspace, case: str) -> list[DocumentLine]:
    """The files of a case, newest first, those of its assessments and visits too."""
    with ws.store.reading() as reading:
        rows = reading.page(Attachment, {"case": case, "removed": False}, limit=_MANY)
        stamps = Stamps(reading, [row.uid for row in rows], StaffNames(ws, reading), road(ws))
        lines = [DocumentLine(row, stamps.of(row.uid), state_of(ws, row)) for row in rows]
    return sorted(lines, key=lambda line: (line.stamp.at, line.document.uid), reverse=True)


def state_of(ws: Workspace, document: Attachment) -> State:
    """Whether the content of a file is here."""
    if not (document.file and document.key):
        return "erased"
    return "here" if ws.store.attachments.has(document.file) else "awaited"


def content(ws: Workspace, attachment: str) -> bytes:
    """The plain content of a file, in memory only.

    Raises NotFound, AttachmentErased, AttachmentMissing, AttachmentDamaged.
    """
    return content_of(ws, kept_of(fetch(ws, Attachment, attachment)))


def content_of(ws: Workspace, kept: KeptFile) -> bytes:
    """The plain content of a kept file. Raises AttachmentMissing, AttachmentDamaged."""
    target = io.BytesIO()
    _unsealed(ws, kept, target)
    return target.getvalue()


def document_count(ws: Workspace, case: str) -> int:
    """How many files a case has."""
    with ws.store.reading() as reading:
        return reading.count(Attachment, {"case": case, "removed": False})


def describe(ws: Workspace, attachment: str, caption: str) -> Done:
    """Say what a file shows. Raises NotFound, BadValue."""
    return edit(ws, "attachment", attachment, "caption", caption or None)


def remove(ws: Workspace, attachment: str) -> Done:
    """Take a file out of the list; it stays encrypted, and undo brings it back. Raises NotFound."""
    return edit(ws, "attachment", attachment, "removed", True)


def may_erase(ws: Workspace) -> bool:
    """Whether the person here may erase files for good."""
    return me(ws).role in REDACTORS


def erase(ws: Workspace, attachment: str, reason: str = "") -> Done:
    """Drop content, name and key of a file for good, here and on every computer.

    Who added it and when stays. It cannot be undone. Raises NotAllowed, NotFound.
    """
    if not may_erase(ws):
        raise NotAllowed("redact", me(ws).role)
    kept = fetch(ws, Attachment, attachment)
    with ws.store.transaction(ws.person) as tx:
        for name in ("name", "caption", "sha256", "key", "file"):
            tx.redact(attachment, name, reason)
    ws.store.attachments.forget([kept.file])
    act("attachment.erase")
    return done(attachment, tx)


def find_document(reading: "Reading", about: Iterable[str], name: str) -> Attachment | None:
    """The file `name` of the first of the records `about` that has one."""
    for owner in about:
        rows = reading.page(Attachment, {"about": owner, "name": name}, limit=1)
        if rows:
            return rows[0]
    return None


def kept_of(document: Attachment) -> KeptFile:
    """Where the content of a record lies, and its key. Raises AttachmentErased."""
    if not (document.file and document.key):
        raise AttachmentErased
    return KeptFile(document.file, document.key, document.size or 0, document.sha256)


def described(kept: KeptFile, name: str, media: str = "") -> dict[str, str | int]:
    """The fields of a record that speak of its content."""
    return {
        "name": name,
        "media": media or media_of(name),
        "size": kept.size,
        "sha256": kept.sha256,
        "file": kept.file,
        "key": kept.key,
    }


def media_of(name: str) -> str:
    """The kind of content that a file name tells, "application/octet-stream" if none."""
    return _MEDIA.get(PurePosixPath(name).suffix.lower(), _OTHER)


def safe_name(name: str) -> str:
    """A file name that is one on every system: no path, no signs that a system reads otherwise."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join("_" if not one.isprintable() or one in '<>:"|?*' else one for one in last)
    stem, dot, ending = plain.strip(" .").rpartition(".")
    if not stem:
        stem, dot, ending = ending, "", ""
    # names that Windows keeps for its devices
    if stem.upper().rstrip("0123456789") in ("CON", "PRN", "AUX", "NUL", "COM", "LPT"):
        stem = f"{stem}_"
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:12]}" or "file"


def _place_of(ws: Workspace, owner: str) -> tuple[str, str]:
    """The case that a record belongs to, and the audience of what belongs to the record."""
    with ws.store.reading() as reading:
        kind = kind_of(reading, owner)
        record: object = found(reading, RECORDS[kind], owner)
    if isinstance(record, Case):
        return record.uid, case_audience(record)
    return str(getattr(record, "case", "")), str(getattr(record, "audience", ""))


class _Counted:
    """Passes a plain file on to be sealed, counts it and works out its hash."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._sha = hashlib.sha256()
        self.size = 0
        self.unreadable = False

    def read(self, size: int, /) -> bytes:
        if self.size > MOST or self.unreadable:
            return b""
        try:
            data = self._stream.read(size)
        except OSError:
            self.unreadable = True
            return b""
        self.size += len(data)
        self._sha.update(data)
        return data

    def check(self) -> str:
        """The SHA-256 of all that was read. Raises AttachmentTooLarge, CannotRead."""
        if self.unreadable:
            raise CannotRead(self._path)
        if self.size > MOST:
            raise AttachmentTooLarge(MOST)
        return self._sha.hexdigest()


def _bare(data: bytes, source: Path) -> bytes:
    if len(data) > MOST:  # perhaps not all of it, so nothing may be taken out
        raise AttachmentTooLarge(MOST)
    bare = bare_picture(data)
    if data and not bare:
        raise CannotRead(source)
    return bare


def _sealed(ws: Workspace, source: _Counted) -> KeptFile:
    key = new_identity()
    with ws.store.attachments.new() as made:
        seal(source, made, [recipient_of(key)])
        sha256 = source.check()
    return KeptFile(made.name, key, source.size, sha256)


def _unsealed(ws: Workspace, kept: KeptFile, target: Sink) -> None:
    checked = _Checked(target)
    try:
        with ws.store.attachments.opened(kept.file) as stream:
            unseal(stream, checked, [kept.key])
    except (SealBroken, ValueError):
        ws.store.attachments.set_aside(kept.file)
        raise AttachmentDamaged(kept.file) from None
    if checked.sha.hexdigest() != kept.sha256:
        raise AttachmentDamaged(kept.file)


class _Checked:
    """Passes plain bytes on and works out their hash."""

    def __init__(self, target: Sink) -> None:
        self._target = target
        self.sha = hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self.sha.update(data)
        return self._target.write(data)
