"""Submissions as ODK tools keep them, read from one XML file or from a zip of them.

A zip is laid out as ODK Briefcase and Kobo do it: a folder for each submission, its files beside
it. `cases.csv` at the top, which our own files have, says whose case each of them belongs to.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from socialcase.errors import ArrivalRefused
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.xml import BadXml, read_xml
from socialcase.reports.odk_files import CASES, SAID
from socialcase.reports.unpacked import MOST_BYTES, Unpacked, name_in

_MOST_XML = 4 << 20
_MOST_CASES = 4 << 20
_MOST_FILE = 20 << 20
_XFORM = ("html", "xform")


@dataclass(frozen=True, slots=True)
class ReadSubmission:
    """One submission as it was sent. `place`: its file in the zip, or the file's own name.

    `folder`: where its files lie in the zip. `said`: what stands of it in `cases.csv`, by the names
    of `SAID`. `fault`: why it cannot be read, else "".
    """

    place: str
    xml: str
    folder: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(slots=True)
class ReadSubmissions:
    """All submissions of a file, and the files that were sent with them."""

    submissions: list[ReadSubmission]
    _archive: Unpacked | None = field(default=None, repr=False)

    def attached(self, one: ReadSubmission, name: str) -> bytes | None:
        """A file that was sent with a submission, None where the zip has none of this name."""
        place = _beside(one.folder, name)
        if self._archive is None or place not in self._archive:
            return None
        return self._archive.read(place, _MOST_FILE)

    def holds(self, one: ReadSubmission, name: str) -> bool:
        """Whether a file of this name was sent with a submission."""
        return self._archive is not None and _beside(one.folder, name) in self._archive


def read_submissions(data: bytes, file: str) -> ReadSubmissions:
    """The submissions of an .xml file or a zip. Raises ArrivalRefused.

    Its reasons: too_large, damaged, locked, no_submissions (also for a file that is no XML).
    """
    if len(data) > MOST_BYTES:
        raise ArrivalRefused(file, "too_large")
    if data[:4] != b"PK\x03\x04":
        one = _read(data[: _MOST_XML + 1], file, "", {})
        if one is None or one.fault:
            raise ArrivalRefused(file, one.fault if one else "no_submissions")
        return ReadSubmissions([one])
    archive = Unpacked(data, file)
    found = list(_in_zip(archive))
    if not found:
        raise ArrivalRefused(file, "no_submissions")
    return ReadSubmissions(found, archive)


def holds_submissions(data: bytes, file: str) -> bool:
    """Whether a file is read as submissions rather than as tables. Raises ArrivalRefused."""
    if data[:4] != b"PK\x03\x04":
        return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    names = [name.lower() for name in Unpacked(data, file)]
    workbook = any(name.endswith("xl/workbook.xml") for name in names)
    return not workbook and any(name.endswith(".xml") for name in names)


def _beside(folder: str, name: str) -> str:
    return f"{folder}/{name_in(name)}" if folder else name_in(name)


def _in_zip(archive: Unpacked) -> Iterator[ReadSubmission]:
    cases = _cases(archive.read(CASES, _MOST_CASES)) if CASES in archive else {}
    for name in archive:
        if not name.lower().endswith(".xml"):
            continue
        folder = str(PurePosixPath(name).parent)
        folder = "" if folder == "." else folder
        said = cases.get(name_in(folder), {})
        one = _read(archive.read(name, _MOST_XML), name, folder, said)
        if one is not None:
            yield one


def _read(data: bytes, place: str, folder: str, said: Mapping[str, str]) -> ReadSubmission | None:
    """A submission; None for an XML file that is a form."""
    if len(data) > _MOST_XML:
        return ReadSubmission(place, "", folder, said, "too_large")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        root = root_of(text)
    except (UnicodeDecodeError, BadXml):
        return ReadSubmission(place, "", folder, said, "no_xml")
    if root is None or root.local.lower() in _XFORM:
        return None
    return ReadSubmission(place, text, folder, said)


def root_of(xml: str) -> Node | None:
    """The element around all answers. Raises BadXml."""
    return next(read_xml(xml).elements(), None)


def _cases(data: bytes) -> Mapping[str, Mapping[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""))
    return {row.get("folder") or "": {name: row.get(name) or "" for name in SAID} for row in rows}
