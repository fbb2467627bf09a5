"""What a file brings, whatever its kind: submissions with what they say of themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from socialcase.actions.arriving_checks import instance_id, leaves
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of, parse_day
from socialcase.errors import CannotRead
from socialcase.forms import Form
from socialcase.reports.odk_reading import (
    ReadSubmission,
    ReadSubmissions,
    holds_submissions,
    read_submissions,
    root_of,
)
from socialcase.reports.question_columns import QuestionColumns
from socialcase.reports.row_submissions import RowSubmission, Tree, as_xml, rows_of_form
from socialcase.reports.table_reading import read_tables
from socialcase.reports.unpacked import MOST_BYTES

CASE_HEADINGS = ("case", "case_number")
"""Headings and names of questions that hold a case's number, where nobody says otherwise."""
_ENDS = ("end", "finished", "SubmissionDate", "_submission_time", "start")
_TAG = r"(?<=<){name}(?=[\s/>])|(?<=</){name}(?=\s*>)"


@dataclass(frozen=True, slots=True)
class Source:
    """One submission. `cells`: its texts by heading or name, to find whom it is about.

    `key`: its id in the file, `instance_id` the one it was sent under. `told_on` is said to be the
    day of the talk, `made_on` that of the filling, `finished` its end: ISO, or "". `xml`: as it
    was sent; "" for a row of a table, which has a `tree`, and perhaps
    headings with answers that are `unknown` to the form.
    """

    place: str
    cells: Mapping[str, str] = field(repr=False)
    key: str = ""
    instance_id: str = ""
    case: str = ""
    form_id: str = ""
    version: str = ""
    told_on: str = ""
    made_on: str = ""
    finished: str = ""
    fault: str = ""
    xml: str = field(default="", repr=False)
    tree: Tree = field(default_factory=dict, repr=False)
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class Brought:
    """The submissions of a file; `headings` of its table, `lost` as `Preview` has it."""

    sources: list[Source]
    headings: tuple[str, ...] = ()
    lost: int = 0
    _sent: ReadSubmissions | None = field(default=None, repr=False)

    def xml(self, source: Source, form: Form) -> str:
        """The submission on that form: as it was sent, but for the name of its root."""
        root = form.model.root.name.rpartition(":")[2]
        if not source.xml:
            return as_xml(source.tree, root, form.form_id, form.version)
        return _with_root(source.xml, root)

    def attached(self, at: int, name: str) -> bytes | None:
        """A file that came with the submission at this place, if any. Raises ArrivalRefused."""
        return self._sent.attached(self._sent.submissions[at], name) if self._sent else None

    def has(self, at: int, name: str) -> bool:
        """Whether a file came with the submission."""
        return self._sent is not None and self._sent.holds(self._sent.submissions[at], name)


def brought_in(file: Path, form: Form) -> Brought:
    """Read a file onto the questions of a form. Raises CannotRead, ArrivalRefused."""
    data = read_file(file)
    if holds_submissions(data, file.name):
        sent = read_submissions(data, file.name)
        sources = [_of_xml(one) for one in sent.submissions]
        return Brought(sources, _sent=sent)
    found = rows_of_form(read_tables(data, file.name), QuestionColumns(form))
    return Brought([_of_row(one) for one in found.rows], found.headings, found.lost)


def read_file(file: Path) -> bytes:
    """A file from outside, at most a little more than is ever brought in. Raises CannotRead."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError:
        raise CannotRead(file) from None


def moment_of(source: Source) -> datetime | None:
    """When a submission was made: its instant, else noon of its day."""
    ended = _ended(source.cells)
    if ended is not None:
        return ended
    day = day_of(source.told_on)
    return datetime(day.year, day.month, day.day, 12, tzinfo=ASHGABAT) if day else None


def _of_xml(one: ReadSubmission) -> Source:
    root = None if one.fault else root_of(one.xml)
    if root is None:
        return Source(one.place, {}, case=one.case, fault=one.fault or "no_xml")
    cells: dict[str, str] = {}
    for ref, value in leaves(root):
        cells.setdefault(ref.rpartition("/")[2].partition("[")[0], value.strip())
    return Source(
        one.place,
        cells,
        instance_id=instance_id(root),
        case=one.case or _case(cells),
        form_id=root.attribute("id"),
        version=root.attribute("version") or root.attribute("orx:version"),
        told_on=_day(one.told_on or cells.get("told_on", "")),
        made_on=_made_on(cells),
        finished=_finished(cells),
        xml=one.xml,
    )


def _of_row(one: RowSubmission) -> Source:
    cells = one.cells
    version = cells.get("form_version") or cells.get("FormVersion") or ""
    sent = cells.get("_uuid", "")
    return Source(
        str(one.number),
        cells,
        key=one.key,
        instance_id=f"uuid:{sent}" if sent else one.key if one.key.startswith("uuid:") else "",
        case=_case(cells),
        version=version,
        told_on=_day(cells.get("told_on", "")),
        made_on=_made_on(cells),
        finished=_finished(cells),
        tree=one.tree,
        unknown=tuple(dict.fromkeys(one.unknown)),
    )


def _case(cells: Mapping[str, str]) -> str:
    return next((cells[name] for name in CASE_HEADINGS if cells.get(name)), "")


def _day(text: str) -> str:
    try:
        return parse_day(text).isoformat()
    except ValueError:
        return ""


def _ended(cells: Mapping[str, str]) -> datetime | None:
    moments = (_moment(cells.get(name, "")) for name in _ENDS)
    return next((moment for moment in moments if moment is not None), None)


def _made_on(cells: Mapping[str, str]) -> str:
    """The day of the filling, as tools put it in."""
    ended = _ended(cells)
    last = ended.astimezone(ASHGABAT).date().isoformat() if ended else ""
    return _day(cells.get("today", "")) or last


def _finished(cells: Mapping[str, str]) -> str:
    ended = _ended(cells)
    return f"{ended.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if ended else ""


def _with_root(xml: str, root: str) -> str:
    """The submission with its root called as the form calls it; Kobo has names of its own."""
    found = root_of(xml)
    if found is None or found.local == root:
        return xml
    tags = list(re.finditer(_TAG.format(name=re.escape(found.name)), xml))
    if len(tags) < 2:
        return xml
    first, last = tags[0], tags[-1]
    return f"{xml[: first.start()]}{root}{xml[first.end() : last.start()]}{root}{xml[last.end() :]}"


def _moment(text: str) -> datetime | None:
    if len(text) < len("2026-11-22T09:00"):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=ASHGABAT)
