"""The files beside a form, looked over before somebody fills it: what would leave lists empty."""

import re
from collections.abc import Iterator, Mapping

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.external import BadResource, csv_lines, read_resource
from socialcase.forms.form import Form
from socialcase.forms.model import Expression, Itemset, Model
from socialcase.forms.views import Resource
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.xml import BadXml
from socialcase.texts import N_

_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_COLUMN = re.compile(r"[^\W\d][\w.\-]*")
_MOST_ROWS = 5
_SAVE = N_("Open the file in a spreadsheet program and save it again as CSV (UTF-8).")


def check_files(form: Form, files: Mapping[str, Resource]) -> tuple[FormProblem, ...]:
    """Say what is wrong with the files that a form reads; `files` by name, as far as they are here.

    The sheet of a problem is the file's name; its row counts from 1.
    """
    wanted = _wanted(form.model)
    return tuple(
        problem
        for name in form.files
        if name in files
        for problem in _about(name, files[name], wanted.get(name, {}))
    )


def _about(name: str, file: Resource, wanted: Mapping[str, str]) -> Iterator[FormProblem]:
    try:
        tree = read_resource({name: file}, name)
    except (BadResource, BadXml) as error:
        yield FormProblem(name, error.line, "", "bad_file", error.said, (sentence(_SAVE),))
        return
    if "\ufffd" in file.text:
        said = sentence(N_("The file is not in UTF-8: some of its letters cannot be read."))
        yield FormProblem(name, 1, "", "bad_letters", said, (sentence(_SAVE),))
    if name.lower().endswith(".csv"):
        yield from _torn(name, file.text)
    columns = _columns(tree)
    for column, question in wanted.items() if columns else ():
        if column not in columns:
            told = N_("The file has no column '{column}': {question} stays without choices.")
            said = sentence(told, column=column, question=question)
            yield FormProblem(name, 1, column, "no_column", said, _headings(columns))


def _headings(columns: frozenset[str]) -> tuple[Sentence, ...]:
    there = ", ".join(sorted(columns))
    told = N_("Its columns are: {columns}. Name them so in the file or in the column parameters.")
    return (sentence(told, columns=there),)


def _torn(name: str, text: str) -> Iterator[FormProblem]:
    """Rows with more cells than there are headings: a comma in a text, most of the time."""
    headings, lines = csv_lines(text)
    found = 0
    for line in lines:
        if any(line[len(headings) :]) and found < _MOST_ROWS:
            found += 1
            told = N_("The row has {cells} cells, but there are {headings} headings.")
            said = sentence(told, cells=len(line), headings=len(headings))
            fix = sentence(N_("A text with a comma in it stands in double quotes."))
            yield FormProblem(name, lines.line_num, "", "torn_row", said, (fix,))


def _columns(tree: Node | None) -> frozenset[str]:
    """The columns of the first item; none where the file is empty."""
    root = next(tree.elements(), None) if tree is not None else None
    item = next(root.elements(), None) if root is not None else None
    return frozenset(one.name for one in item.elements()) if item is not None else frozenset()


def _wanted(model: Model) -> dict[str, dict[str, str]]:
    """For each file the columns that choices are made of, and a question that needs each."""
    found: dict[str, dict[str, str]] = {}
    for plan in model.plans.values():
        itemset = plan.control.itemset if plan.control is not None else None
        file = _file_of(model, itemset) if itemset is not None else ""
        if itemset is not None and file:
            columns = found.setdefault(file, {})
            for expression in (itemset.value, itemset.label):
                columns.setdefault(_plain(expression), plan.name)
            columns.pop("", None)
    return found


def _file_of(model: Model, itemset: Itemset) -> str:
    named = _INSTANCE.search(itemset.nodes.source)
    address = model.sources.get(named.group(1), "") if named is not None else ""
    return address.rpartition("/")[2]


def _plain(expression: Expression | None) -> str:
    """The column that an expression names, "" where it says more than a name."""
    source = expression.source.strip() if expression is not None else ""
    return source if _COLUMN.fullmatch(source) else ""
