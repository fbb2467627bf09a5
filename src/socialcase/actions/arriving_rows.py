"""What a file brings, whatever its kind: submissions with what they say of themselves."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.arriving_checks import deprecated_id, instance_id, leaves
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of, parse_day
from socialcase.errors import CannotRead
from socialcase.forms import Form
from socialcase.reports.answer_tables import KEY
from socialcase.reports.odk_reading import (
    ReadSubmission,
    ReadSubmissions,
    holds_submissions,
    read_submissions,
    root_of,
)
from socialcase.reports.question_columns import QuestionColumns
from socialcase.reports.question_labels import labelled
from socialcase.reports.row_submissions import (
    RowsOfForm,
    RowSubmission,
    Tree,
    as_xml,
    main_table,
    rows_of_form,
    says_version,
)
from socialcase.reports.table_reading import MEDIA, ReadTable, read_tables
from socialcase.reports.unpacked import MOST_BYTES, Unpacked

if TYPE_CHECKING:
    from socialcase.actions.form_versions import ReadyForm

CASE_HEADINGS = ("case", "case_number")
"""Headings and names of questions that hold a case's number, where nobody says otherwise."""
_OWN_IDS = ("meta-instanceID", "meta/instanceID", "instanceID")
_EARLIER_IDS = ("meta-deprecatedID", "meta/deprecatedID", "deprecatedID", "meta/rootUuid")
_REVIEWED = ("ReviewState", "_validation_status")
_REJECTED = ("rejected", "not approved", "validation_status_not_approved")
_ENDS = ("finished", "end", "SubmissionDate", "_submission_time", "start")
_OF_TABLES = ReadSubmission("", "", MEDIA)
_TAG = r"(?<=<){name}(?=[\s/>])|(?<=</){name}(?=\s*>)"


@dataclass(frozen=True, slots=True)
class Source:
    """One submission. `cells`: its texts by heading or name, to find whom it is about.

    `key`: its id in the file, `instance_id` the one it was sent under, `corrects` those of what it
    takes the place of, the latest first. `about`: "family", "person" or a person's id, as our own
    files say it. `told_on` is said to be the day of the talk, `made_on` that of the filling,
    `finished` its end: ISO, or "". `rejected`: whether somebody refused it there. `xml`: as it was
    sent; "" for a row of a table, which has a `tree`, and perhaps headings with answers that are
    `unknown` to the form.
    """

    place: str
    cells: Mapping[str, str] = field(repr=False)
    key: str = ""
    instance_id: str = ""
    corrects: tuple[str, ...] = ()
    case: str = ""
    about: str = ""
    form_id: str = ""
    version: str = ""
    told_on: str = ""
    made_on: str = ""
    finished: str = ""
    rejected: bool = False
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

    def named(self) -> tuple[str, ...]:
        """The headings of its table, or the names of all answers, in the order of the file."""
        names = (name for source in self.sources for name in source.cells)
        return self.headings or tuple(dict.fromkeys(names))

    def xml(self, source: Source, form: Form) -> str:
        """The submission on that form: as it was sent, but for the name of its root."""
        root = form.model.root.name.rpartition(":")[2]
        if not source.xml:
            return as_xml(source.tree, root, form.form_id, form.version)
        return _with_root(source.xml, root)

    def attached(self, at: int, name: str) -> bytes | None:
        """A file that came with the submission at this place, if any. Raises ArrivalRefused."""
        return self._sent.attached(self._place(at), name) if self._sent else None

    def has(self, at: int, name: str) -> bool:
        """Whether a file came with the submission."""
        return self._sent is not None and self._sent.holds(self._place(at), name)

    def _place(self, at: int) -> ReadSubmission:
        """Where the files of a submission lie: those of tables in one folder for all."""
        sent = self._sent.submissions if self._sent else []
        return sent[at] if sent else _OF_TABLES


def brought_in(file: Path, form: Callable[[str], "ReadyForm"], now: datetime) -> Brought:
    """Read a file. `form`: the form of a version, "" for the one offered now.

    Raises CannotRead, ArrivalRefused.
    """
    data = read_file(file)
    if holds_submissions(data, file.name):
        sent = read_submissions(data, file.name)
        return Brought([_of_xml(one) for one in sent.submissions], _sent=sent)
    tables = read_tables(data, file.name)
    found = _rows(tables, form, now)
    beside = ReadSubmissions([], Unpacked(data, file.name)) if data[:2] == b"PK" else None
    return Brought([_of_row(one) for one in found.rows], found.headings, found.lost, beside)


def _rows(tables: list[ReadTable], form: Callable[[str], "ReadyForm"], now: datetime) -> RowsOfForm:
    """The rows, each under the questions of the version that it was answered on."""
    by_form: dict[str, RowsOfForm] = {}
    versions = [says_version(cells) for cells in main_table(tables).rows]
    forms = {version: form(version) for version in versions}
    present = {heading for table in tables for heading in table.columns}
    for ready in forms.values():
        if ready.content_hash not in by_form:
            words = partial(labelled, ready.form, ready.resources, now)
            questions = QuestionColumns(ready.form, words, present)
            by_form[ready.content_hash] = rows_of_form(tables, questions)
    rows = [by_form[forms[v].content_hash].rows[at] for at, v in enumerate(versions)]
    one = next(iter(by_form.values()))
    return RowsOfForm(rows, one.headings, one.lost)


def read_file(file: Path) -> bytes:
    """A file from outside, at most a little more than is ever brought in. Raises CannotRead."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError:
        raise CannotRead(file) from None


def moment_of(source: Source) -> datetime | None:
    """When a submission was made: its instant, else noon of its day."""
    ended = _moment(source.finished) or _ended(source.cells)
    if ended is not None:
        return ended
    day = day_of(source.told_on)
    return datetime(day.year, day.month, day.day, 12, tzinfo=ASHGABAT) if day else None


def _of_xml(one: ReadSubmission) -> Source:
    said = one.said
    root = None if one.fault else root_of(one.xml)
    if root is None:
        return Source(one.place, {}, case=said.get("case", ""), fault=one.fault or "no_xml")
    cells: dict[str, str] = {"case": said["case"]} if said.get("case") else {}
    for ref, value in leaves(root):
        cells.setdefault(ref.rpartition("/")[2].partition("[")[0], value.strip())
    replaced = (deprecated_id(root), *said.get("corrects", "").split())
    return Source(
        one.place,
        cells,
        instance_id=instance_id(root),
        corrects=_ids(replaced),
        case=_case(cells),
        about=said.get("about", ""),
        form_id=root.attribute("id"),
        version=root.attribute("version") or root.attribute("orx:version"),
        told_on=_day(said.get("told_on", "") or cells.get("told_on", "")),
        made_on=_made_on(cells),
        finished=said.get("finished", "") or _finished(cells),
        xml=one.xml,
    )


def _of_row(one: RowSubmission) -> Source:
    cells = one.cells
    sent = _sent_as(cells)
    return Source(
        str(one.number),
        cells,
        key=one.key,
        instance_id=sent,
        corrects=tuple(replaced for replaced in _replaced(cells) if replaced != sent),
        case=_case(cells),
        about=cells.get("about", "") if KEY in cells else "",
        version=says_version(cells),
        told_on=_day(cells.get("told_on", "")),
        made_on=_made_on(cells),
        finished=_finished(cells),
        rejected=any(cells.get(name, "").casefold() in _REJECTED for name in _REVIEWED),
        tree=one.tree,
        unknown=tuple(dict.fromkeys(one.unknown)),
    )


def _sent_as(cells: Mapping[str, str]) -> str:
    """The id of a row among ODK tools: Kobo has it without its prefix, an edit gives a new one."""
    if cells.get("_uuid"):
        return f"uuid:{cells['_uuid'].removeprefix('uuid:')}"
    found = next((cells[name] for name in _OWN_IDS if cells.get(name)), "")
    return found or next(
        (v for n in ("KEY", KEY) if (v := cells.get(n, "")).startswith("uuid:")), ""
    )


def _replaced(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of what a row takes the place of; ODK Central's `KEY` is that of the first form."""
    earlier = [cells.get(name, "") for name in _EARLIER_IDS]
    return _ids((*earlier, cells.get("KEY", ""), *cells.get("corrects", "").split()))


def _ids(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in said if one))


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
