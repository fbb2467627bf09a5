"""Submissions as ODK tools keep them: the form and each submission's XML with its files beside it.

The folders are those of ODK Briefcase ("ODK Briefcase Storage/forms/…/instances/uuid…"), which
Briefcase, pyODK scripts and Central's importers read; they pass over `cases.csv` beside them, by
which our own program finds the cases again.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import IO
from xml.sax.saxutils import escape

CASES = "cases.csv"
"""Beside the folders that ODK tools read: what an ODK submission has no place for."""
SAID = ("case", "about", "told_on", "finished", "corrects")
"""Its columns after the folder of the submission."""

_STAMP = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r'[\\/:*?"<>|.\x00-\x1f]+')
_OWN_ID = re.compile(r"<(\w+:)?instanceID\b[^>]*>[^<]+</(?:\w+:)?instanceID\s*>")
_ROOT = "ODK Briefcase Storage"


@dataclass(frozen=True, slots=True)
class OdkSubmission:
    """One submission: its id, its XML, its files by the names that the answers give them.

    `said`: what an ODK submission has no place for, by the names of `SAID`.
    """

    uid: str
    xml: str
    files: Mapping[str, bytes]
    said: Mapping[str, str] = field(default_factory=dict)


def briefcase_zip(
    target: IO[bytes], title: str, xform: str, submissions: Iterable[OdkSubmission]
) -> int:
    """Write form and submissions into `target` as a zip; gives how many submissions."""
    name = _UNSAFE.sub(" ", title).strip() or "form"
    folder = f"{_ROOT}/forms/{name}"
    said: list[tuple[str, ...]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, f"{folder}/{name}.xml", xform.encode())
        for submission in submissions:
            said.append(_put_submission(archive, f"{folder}/instances/", submission))
        _put(archive, CASES, _listed(said))
    return len(said)


def submission_zip(submission: OdkSubmission) -> bytes:
    """One submission with its files, as they lie in a folder of ODK Collect."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        said = _put_submission(archive, "", submission)
        _put(archive, CASES, _listed([said]))
    return target.getvalue()


def _put_submission(archive: zipfile.ZipFile, above: str, one: OdkSubmission) -> tuple[str, ...]:
    """Write a submission's folder; gives its line of `CASES`."""
    own = f"uuid{one.uid}"
    _put(archive, f"{above}{own}/submission.xml", one.xml.encode())
    for file, data in one.files.items():
        _put(archive, f"{above}{own}/{PurePosixPath(file).name}", data)
    return own, *(one.said.get(name, "") for name in SAID)


def corrected_xml(xml: str, earlier: str) -> str:
    """A submission that says which one it takes the place of, as ODK tools say it.

    `earlier`: the id of that one. What says it already, or has no id of its own, stays as it is.
    """
    own = _OWN_ID.search(xml)
    if not earlier or own is None or "deprecatedID" in xml:
        return xml
    prefix = own[1] or ""
    link = f"<{prefix}deprecatedID>{escape(earlier)}</{prefix}deprecatedID>"
    return f"{xml[: own.end()]}{link}{xml[own.end() :]}"


def _listed(cases: Iterable[tuple[str, ...]]) -> bytes:
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(("folder", *SAID))
    writer.writerows(cases)
    return target.getvalue().encode()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
