"""Rows of tables as submissions: each row of a form's table with its rows of repeats as ODK XML."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.sax.saxutils import escape

from socialcase.cases.dates import parse_day
from socialcase.forms.model import Plan
from socialcase.forms.xpath.xml import writable
from socialcase.reports.answer_tables import ABOUT, KEY, PARENT
from socialcase.reports.question_columns import POINT, Column, Path, QuestionColumns
from socialcase.reports.table_reading import ReadTable

Tree: TypeAlias = dict[str, "str | Tree | list[Tree]"]
_KEYS = (KEY, "KEY", "_uuid", "meta-instanceID", "meta/instanceID", "instanceID")
_PARENTS = (PARENT, "PARENT_KEY")
_INDEX, _PARENT_INDEX, _PARENT_TABLE = "_index", "_parent_index", "_parent_table_name"
_TOOLS = frozenset(
    {
        *("SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "Status"),
        *("AttachmentsExpected", "ReviewState", "DeviceID", "Edits", "FormVersion", "audit"),
        *("formhub/uuid", "start", "end", "today", "deviceid", "username", "phonenumber"),
        *("subscriberid", "simserial"),
    }
)
_OF_TOOLS = ("_", "meta/", "meta-", "SET-OF-")
_STEP = re.compile(r"([^/\[\]]+)\[(\d{1,5})\]$")
_BEFORE = frozenset((KEY, *ABOUT))
_DICTIONARY = ("column", "number", "question", "type", "codes")
_MOST_MISSING = 100
_SHEET_NAME = 27
"""Letters that are sure to be left of a table's name in that of its sheet."""
_YES = frozenset(("1", "true", "TRUE", "True", "yes"))


@dataclass(slots=True)
class RowSubmission:
    """A row of the form's own table. `cells`: all that stands in it, by heading.

    `number` is its row in the file, `key` its id there. `unknown`: headings that the form does not
    know, with something beneath them in this row or in one of its repeats. `whole`: whether it
    leaves nothing out that was worked out.
    """

    number: int
    key: str
    cells: Mapping[str, str]
    tree: Tree = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    whole: bool = False


@dataclass(slots=True)
class RowsOfForm:
    """The rows of a file, in its order. `lost`: rows of repeats whose parent is not there."""

    rows: list[RowSubmission]
    headings: tuple[str, ...]
    lost: int = 0


def main_table(tables: Sequence[ReadTable]) -> ReadTable:
    """The table with a row for each submission: the first whose rows belong to no others."""
    of_their_own = [one for one in tables if not _parent_heading(one) and not _is_dictionary(one)]
    return of_their_own[0] if of_their_own else tables[0]


def rows_of_form(tables: Sequence[ReadTable], questions: QuestionColumns) -> RowsOfForm:
    """Bring the rows of all tables together under the submissions that they belong to."""
    main = main_table(tables)
    own = is_own(main)
    made: list[RowSubmission] = []
    places: dict[tuple[str, str], tuple[RowSubmission, Tree, Path]] = {}
    for number, cells in zip(main.numbers, main.rows, strict=True):
        whole = own and bool(says_version(cells))
        one = RowSubmission(number, _first(cells, _KEYS), cells, whole=whole)
        _fill(one, one.tree, cells, questions, ())
        made.append(one)
        _remember(places, main.name, cells, (one, one.tree, ()))
    lost = 0
    for table in tables:
        if table is not main and _parent_heading(table):
            lost += _hang(table, main.name, places, questions)
    return RowsOfForm(made, main.columns, lost)


def is_own(table: ReadTable) -> bool:
    """Whether our own export wrote a table: its first columns are no questions then."""
    return table.columns[:2] == (KEY, ABOUT[0])


def says_version(cells: Mapping[str, str]) -> str:
    """The version of the form that a row was answered on, "" where it does not say so."""
    return cells.get("form_version") or cells.get("FormVersion") or ""


def as_xml(tree: Tree, root: str, form_id: str, version: str) -> str:
    """A submission as ODK XML, its root with the form's name and version."""
    said = f' id="{escape(form_id)}" version="{escape(version)}"'
    return writable(f"<{root}{said}>{''.join(_written(tree))}</{root}>")


def is_of_tool(heading: str) -> bool:
    """Whether a column is what ODK, Kobo or our own export tell of a submission."""
    known = heading in _TOOLS or heading in ABOUT or heading in (*_KEYS, *_PARENTS)
    return known or heading.startswith(_OF_TOOLS)


def _hang(
    table: ReadTable,
    main: str,
    places: dict[tuple[str, str], tuple[RowSubmission, Tree, Path]],
    questions: QuestionColumns,
) -> int:
    """Hang the rows of a repeat's table under their parents; gives how many found none."""
    repeat = questions.repeat_of(table.name, _step(table), table.columns)
    if repeat is None:
        return len(table.rows)
    lost = 0
    for cells in table.rows:
        above = _above(cells, main, places)
        if above is None:
            lost += 1
            continue
        one, tree, around = above
        instance: Tree = {}
        _fill(one, instance, cells, questions, repeat)
        inside = _group(tree, repeat[len(around) : -1])
        same = inside.setdefault(repeat[-1], [])
        if isinstance(same, list):
            _place(same, instance, _first(cells, _KEYS))
        _remember(places, table.name, cells, (one, instance, repeat))
    return lost


def _place(same: list[Tree], instance: Tree, key: str) -> None:
    """Put an instance where its key says that it stood; those without an answer have no rows."""
    found = _STEP.search(key)
    at = int(found[2]) if found else 0
    missing = at - len(same) - 1
    same += ({} for _ in range(missing if missing <= _MOST_MISSING else 0))
    same.append(instance)


def _remember(
    places: dict[tuple[str, str], tuple[RowSubmission, Tree, Path]],
    table: str,
    cells: Mapping[str, str],
    place: tuple[RowSubmission, Tree, Path],
) -> None:
    for name in _KEYS:
        if name in cells:
            places.setdefault(("", cells[name]), place)
    if _INDEX in cells:
        places[table, cells[_INDEX]] = place


def _above(
    cells: Mapping[str, str],
    main: str,
    places: Mapping[tuple[str, str], tuple[RowSubmission, Tree, Path]],
) -> tuple[RowSubmission, Tree, Path] | None:
    key = _first(cells, _PARENTS)
    if key:
        return places.get(("", key))
    table, index = cells.get(_PARENT_TABLE, main), cells.get(_PARENT_INDEX, "")
    found = places.get((table, index))
    if found is None:  # a sheet cannot be called by as many letters as the table is
        short = {name for name, at in places if at == index and _short(name) == _short(table)}
        found = places[short.pop(), index] if len(short) == 1 else None
    return found


def _short(table: str) -> str:
    return table[:_SHEET_NAME].rstrip(". _…")


def _fill(
    one: RowSubmission,
    tree: Tree,
    cells: Mapping[str, str],
    questions: QuestionColumns,
    within: Path,
) -> None:
    parts: dict[Path, dict[str, str]] = defaultdict(dict)
    if one.whole:  # what is not there was nothing when the form was finished
        for path in questions.calculated(within):
            _put(tree, Column(path), within, "")
    for heading, text in cells.items():
        told_apart = one.whole and not within and heading in _BEFORE
        found = None if told_apart else questions.find(heading, within)
        if found is None:
            if not is_of_tool(heading) and not questions.is_address(heading, within):
                one.unknown.append(heading)
        elif found.part:
            parts[found.path][found.part] = text
        else:
            _put(tree, found, within, _plain(questions.plan(found.path), text))
    for path, given in parts.items():
        if not _has(tree, path[len(within) :]):
            _put(tree, Column(path), within, _together(given))


def _together(given: Mapping[str, str]) -> str:
    """An answer out of several columns: a place, or the codes that are ticked."""
    if set(given) & set(POINT):
        return " ".join(given.get(part) or "0" for part in POINT)
    return " ".join(code for code, text in given.items() if text in _YES)


def _plain(plan: Plan, text: str) -> str:
    """A day as forms keep it, where it was written as people do."""
    if plan.type != "date":
        return text
    try:
        return parse_day(text).isoformat()
    except ValueError:
        return text


def _put(tree: Tree, column: Column, within: Path, text: str) -> None:
    below = column.path[len(within) :]
    _group(tree, below[:-1])[below[-1]] = text


def _has(tree: Tree, below: Path) -> bool:
    return below[-1] in _group(tree, below[:-1])


def _group(tree: Tree, path: Path) -> Tree:
    for name in path:
        inside = tree.setdefault(name, {})
        if not isinstance(inside, dict):
            return {}
        tree = inside
    return tree


def _written(tree: Tree) -> Iterator[str]:
    for name, held in tree.items():
        plain = name.rpartition(":")[2]
        for one in held if isinstance(held, list) else [held]:
            inner = escape(one) if isinstance(one, str) else "".join(_written(one))
            yield f"<{plain}>{inner}</{plain}>"


def _parent_heading(table: ReadTable) -> bool:
    return any(name in table.columns for name in (*_PARENTS, _PARENT_INDEX))


def _is_dictionary(table: ReadTable) -> bool:
    return table.columns == _DICTIONARY


def _step(table: ReadTable) -> str:
    key = next((_first(cells, _KEYS) for cells in table.rows), "")
    found = _STEP.search(key)
    return found[1] if found else ""


def _first(cells: Mapping[str, str], names: Sequence[str]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")
