"""A case list out of a spreadsheet: looked at, then taken as people with their cases, in one save.

Its columns are matched by hand to fields (`list_columns`); the matching is remembered by the
list's headings. Who may be here already is told and left out unless a person chooses the row.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.arriving_rows import read_file
from socialcase.actions.arriving_whom import Reason
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields, not_ahead
from socialcase.actions.lines import person_line
from socialcase.actions.list_columns import (
    Columns,
    checked_columns,
    columns_for,
    head_of,
    names_somebody,
    remember_columns,
)
from socialcase.actions.list_rows import RowValues, read_row
from socialcase.actions.numbers import next_numbers, number_prefix
from socialcase.actions.people import person_values
from socialcase.actions.scope import default_audience, own_etrap, person_audience
from socialcase.actions.workspaces import Workspace
from socialcase.cases.likeness import Described
from socialcase.cases.names import display, fold
from socialcase.cases.records import Case, Person, Staff
from socialcase.errors import ArrivalRefused, BadValue, sentence
from socialcase.logs import act
from socialcase.reports.table_reading import ReadTable, read_tables
from socialcase.texts import N_, label

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 2000
_SURELY = 60
_LONGEST_NUMBER = 30
Telling = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CaseList:
    """A list that was read: its headings, and what they were taken for the last time (or seem).

    `headings` without those of empty columns; `rows`: how many.
    """

    file: str
    headings: tuple[str, ...]
    columns: Columns
    rows: int
    table: ReadTable = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as it would come in. `at` is its place in the preview, `number` that in the file.

    `name`, `birth`: of the person. `reasons`: what speaks against it, none where nothing does.
    """

    at: int
    number: int
    name: str
    birth: str
    reasons: tuple[Reason, ...]
    person: Mapping[str, FieldValue] = field(default_factory=dict, repr=False)
    case: Mapping[str, FieldValue] = field(default_factory=dict, repr=False)

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons

    @property
    def stopped(self) -> bool:
        """Whether it cannot be taken at all."""
        return any(reason.stops for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would bring with these columns."""

    rows: tuple[ListRow, ...]

    @property
    def fitting(self) -> tuple[int, ...]:
        """The rows against which nothing speaks, by their place in the preview."""
        return tuple(row.at for row in self.rows if row.fits)


def read_list(ws: Workspace, file: Path) -> CaseList:
    """Read the first table of an .xlsx or .csv file. Raises CannotRead, ArrivalRefused."""
    table = read_tables(read_file(file), file.name, head_of)[0]
    columns = columns_for(ws, table.columns)
    return CaseList(file.name, table.columns, columns, len(table.rows), table)


def look_at_list(
    ws: Workspace,
    found: CaseList,
    columns: Columns | None = None,
    *,
    progress: Telling = lambda at, of: None,
) -> ListPreview:
    """Judge every row with these columns (heading → field); nothing but the columns is kept.

    `progress(row, rows)` may raise to end it. Raises BadValue (columns that cannot be),
    ArrivalRefused (no column holds a name).
    """
    wanted = checked_columns(found.headings, columns) if columns is not None else found.columns
    if not names_somebody(wanted):
        raise ArrivalRefused(found.file, "no_columns")
    if columns is not None:
        remember_columns(ws, found.headings, wanted)
    rows: list[ListRow] = []
    met: set[tuple[str, str]] = set()
    with ws.store.reading() as reading:
        staff = _staff(reading)
        pairs = zip(found.table.numbers, found.table.rows, strict=True)
        for at, (number, cells) in enumerate(pairs):
            progress(at, found.rows)
            values = read_row(cells, wanted, staff, ws.today)
            rows.append(_row(ws, reading, at, number, values, met))
    return ListPreview(tuple(rows))


def take_list(
    ws: Workspace,
    preview: ListPreview,
    chosen: Collection[int] | None = None,
    *,
    progress: Telling = lambda at, of: None,
) -> Done:
    """Open a case for each row, its person registered, all in one save; without `chosen` what fits.

    A row that cannot be taken is left out. The record of the result is the first case.
    """
    wanted = set(preview.fitting if chosen is None else chosen)
    rows = [row for row in preview.rows if row.at in wanted and not row.stopped]
    with ws.store.reading() as reading:
        numbers = next_numbers(ws, reading, len(rows))
    first = ""
    with ws.store.transaction(ws.person) as tx:
        for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
            progress(at, len(rows))
            audience = default_audience(ws, str(row.case["etrap"]))
            case = tx.create("case", audience, {"number": number, **row.case})
            person = tx.create("person", person_audience(case, audience), row.person)
            tx.set(case, "person", person)
            first = first or case
    act("cases.in", rows=len(rows))
    return done(first, tx)


def _row(
    ws: Workspace,
    reading: "Reading",
    at: int,
    number: int,
    values: RowValues,
    met: set[tuple[str, str]],
) -> ListRow:
    name = display(values.name, str(values.person.get("alias", "")))
    birth = str(values.person.get("birth", ""))
    reasons = list(values.reasons)
    person, case = _checked(ws, values, reasons)
    if name:
        reasons += _alike(ws, reading, values, name, met)
    case = _numbered(ws, reading, case, reasons, met)
    if values.case.get("status") == "closed":
        said = N_("The list does not say how the case was closed.")
        reasons.append(Reason(sentence(said), stops=False))
    return ListRow(at, number, name, birth, tuple(reasons), person, case)


def _numbered(
    ws: Workspace,
    reading: "Reading",
    case: dict[str, FieldValue],
    reasons: list[Reason],
    met: set[tuple[str, str]],
) -> dict[str, FieldValue]:
    """The case with the number that its list gives it, where no other case has that one."""
    number = str(case.get("number", ""))
    if not number:
        return case
    own = number.startswith(number_prefix(ws.store.device, ws.store.epoch))
    taken = ("number", number) in met or reading.page(Case, {"number": number}, limit=1)
    met.add(("number", number))
    if not own and not taken and len(number) <= _LONGEST_NUMBER:
        return case
    said = N_("The number {number} cannot be kept; the case would get another one.")
    reasons.append(Reason(sentence(said, number=number), stops=False))
    return {name: value for name, value in case.items() if name != "number"}


def _checked(
    ws: Workspace, values: RowValues, reasons: list[Reason]
) -> tuple[dict[str, FieldValue], dict[str, FieldValue]]:
    fields = {**values.person, **({"address": values.address} if values.address else {})}
    try:
        person = person_values(values.name, fields)
        not_ahead(ws, "person", person)
        return person, {**_new_case(ws), **checked_fields("case", _dated(ws, values.case))}
    except BadValue as fault:
        said = N_("It has no name.") if fault.field == "name" else N_("“{field}” cannot be kept.")
        words = label("field", f"{fault.kind}.{fault.field}")
        reasons.append(Reason(sentence(said, field=words)))
        return {}, {}


def _new_case(ws: Workspace) -> dict[str, FieldValue]:
    return {
        "status": "intake",
        "owner": ws.person,
        "etrap": own_etrap(ws),
        "opened": ws.today.isoformat(),
    }


def _dated(ws: Workspace, case: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    risk = case.get("risk")
    if not isinstance(risk, Mapping):
        return dict(case)
    return {**case, "risk": {**risk, "since": ws.today.isoformat()}}


def _alike(
    ws: Workspace,
    reading: "Reading",
    values: RowValues,
    name: str,
    met: set[tuple[str, str]],
) -> list[Reason]:
    """Who may be the same person: here, or in an earlier row."""
    birth = str(values.person.get("birth", ""))
    reasons: list[Reason] = []
    for pair in reading.likely_duplicates(_described(values, name, birth), limit=1):
        person = reading.get(Person, pair.second)
        surely = pair.score >= _SURELY or "same_document" in pair.reasons
        if person is not None and surely:
            said = N_("Somebody alike is here: {name}, {birth}.")
            told = person_line(person, ws.today).name
            words = sentence(said, name=told, birth=person.birth or "?")
            reasons.append(Reason(words, stops=False))
    own = (" ".join(sorted(fold(name).split())), birth)
    if own in met:
        reasons.append(Reason(sentence(N_("It is in the file twice.")), stops=False))
    met.add(own)
    return reasons


def _described(values: RowValues, name: str, birth: str) -> Described:
    document = values.person.get("document")
    return Described(
        name,
        birth,
        str(values.person.get("sex", "")),
        str(values.address.get("etrap", "")),
        str(values.address.get("settlement", "")),
        str(document.get("number", "")) if isinstance(document, Mapping) else "",
        str(values.person.get("phone", "")),
    )


def _staff(reading: "Reading") -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in reading.page(Staff, limit=_MANY):
        if not one.left_on:
            found[" ".join(sorted(fold(one.name).split()))].add(one.uid)
    return found
