"""Submissions as ODK tools keep them: the form and each submission's XML with its files beside it.

The folders are those of ODK Briefcase ("ODK Briefcase Storage/forms/…/instances/uuid…"), which
Briefcase, pyODK scripts and Central's importers read.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

_STAMP = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r'[\\/:*?"<>|.\x00-\x1f]+')
_ROOT = "ODK Briefcase Storage"


@dataclass(frozen=True, slots=True)
class OdkSubmission:
    """One submission: its id, its XML, its files by the names that the answers give them."""

    uid: str
    xml: str
    files: Mapping[str, bytes]


def briefcase_zip(
    target: IO[bytes], title: str, xform: str, submissions: Iterable[OdkSubmission]
) -> int:
    """Write form and submissions into `target` as a zip; gives how many submissions."""
    name = _UNSAFE.sub(" ", title).strip() or "form"
    folder = f"{_ROOT}/forms/{name}"
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, f"{folder}/{name}.xml", xform.encode())
        for submission in submissions:
            place = f"{folder}/instances/uuid{submission.uid}"
            _put(archive, f"{place}/submission.xml", submission.xml.encode())
            for file, data in submission.files.items():
                _put(archive, f"{place}/{PurePosixPath(file).name}", data)
            count += 1
    return count


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED)
