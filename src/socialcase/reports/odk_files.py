"""Submissions as ODK tools keep them: the form and each submission's XML with its files beside it.

The folders are those of ODK Briefcase ("ODK Briefcase Storage/forms/…/instances/uuid…"), which
Briefcase, pyODK scripts and Central's importers read; they pass over `cases.csv` beside them, by
which our own program finds the cases again.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath
from typing import IO

CASES = "cases.csv"
"""Beside the folders that ODK tools read: the case's number and the day of each submission."""

_STAMP = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r'[\\/:*?"<>|.\x00-\x1f]+')
_ROOT = "ODK Briefcase Storage"


@dataclass(frozen=True, slots=True)
class OdkSubmission:
    """One submission: its id, its XML, its files by the names that the answers give them.

    `case`: the number of its case, "" where it is about none; `told_on`: the day of the talk.
    """

    uid: str
    xml: str
    files: Mapping[str, bytes]
    case: str = ""
    told_on: str = ""


def briefcase_zip(
    target: IO[bytes], title: str, xform: str, submissions: Iterable[OdkSubmission]
) -> int:
    """Write form and submissions into `target` as a zip; gives how many submissions."""
    name = _UNSAFE.sub(" ", title).strip() or "form"
    folder = f"{_ROOT}/forms/{name}"
    cases: list[tuple[str, str, str]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, f"{folder}/{name}.xml", xform.encode())
        for submission in submissions:
            own = f"uuid{submission.uid}"
            place = f"{folder}/instances/{own}"
            _put(archive, f"{place}/submission.xml", submission.xml.encode())
            for file, data in submission.files.items():
                _put(archive, f"{place}/{PurePosixPath(file).name}", data)
            cases.append((own, submission.case, submission.told_on))
        _put(archive, CASES, _listed(cases))
    return len(cases)


def _listed(cases: Iterable[tuple[str, str, str]]) -> bytes:
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(("folder", "case", "told_on"))
    writer.writerows(cases)
    return target.getvalue().encode()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
