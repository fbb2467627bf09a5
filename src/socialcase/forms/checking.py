"""Looking a form's sheets over before they are converted: every fault with its cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.circles import closed_circles
from socialcase.forms.marks import files_in_private
from socialcase.forms.omissions import nameless_choices
from socialcase.forms.sheets import EXPRESSION_COLUMNS, Book, Sheet, cells_of
from socialcase.forms.slips import slip
from socialcase.forms.spelling import did_you_mean, meant, nearest
from socialcase.forms.support import type_of
from socialcase.forms.xpath import registry
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.parsing import Ast, parse
from socialcase.forms.xpath.safe_regex import compile_pattern
from socialcase.texts import N_

# what the columns required and readonly may say instead of an expression
PLAIN = frozenset(["yes", "no", "true", "false", "true()", "false()", "y", "n"])
_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_NAME = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
_SELECT = re.compile(
    r"(?:add )?(?:select_one|select_multiple|select one|select multiple|rank|select1)"
    r"(?: from)?\s+(\S+)(\s+or_other|\s+or specify other)?\s*"
)
_BEGIN = re.compile(r"begin[ _](group|repeat|loop|lgroup)(?:\s.*)?|(lgroup|group|repeat)")
_END = re.compile(r"end[ _](group|repeat|loop|lgroup)")
_UNNAMED = r"begin|start|end|today|deviceid|audit|note|username|include"
_MOST_NESTED = 60
_EDGES = ("begin_group", "begin_repeat", "end_group", "end_repeat")
_FILES = (".csv", ".xml", ".geojson")


@dataclass(slots=True)
class Findings:
    """What was found: faults that stop the form, and warnings that do not."""

    errors: list[FormProblem]
    warnings: list[FormProblem]


def look_over(book: Book) -> Findings:
    """Check structure, names, lists, references and expressions of a form's sheets."""
    survey = book.sheet("survey")
    if "survey" not in book.sheets or not survey.columns:
        said = sentence(N_("There is no sheet named survey, so this is no form."))
        fix = sentence(N_("Name the sheet with the questions: survey."))
        near = _sheet_meant(book, "survey")
        return Findings([FormProblem("survey", 1, "type", "no_survey", said, (*near, fix))], [])
    missing = [c for c in ("type",) if c not in _lower(survey.columns)]
    if missing:
        problem = FormProblem(
            "survey",
            survey.header_row,
            missing[0],
            "no_column",
            sentence(N_("The survey sheet has no column '{column}'."), column=missing[0]),
            (sentence(N_("Put the headings type, name and label into its first row.")),),
        )
        return Findings([problem], [])
    errors = [
        *_names(survey),
        *_groups(survey),
        *_included(survey),
        *_lists(book),
        *_references(book),
        *closed_circles(book),
        *nameless_choices(book),
        *_empty(survey),
        *files_in_private(book),
    ]
    expressions = [*_expressions(survey), *_entities(book.sheet("entities"))]
    errors += [p for p, fatal in expressions if fatal]
    warnings = [p for p, fatal in expressions if not fatal]
    return Findings(sorted(errors, key=_place), sorted(warnings, key=_place))


def _place(problem: FormProblem) -> tuple[str, int]:
    return (problem.sheet, problem.row)


def _lower(columns: list[str]) -> set[str]:
    return {column.strip().lower() for column in columns}


def _cell(row: dict[str, str], column: str) -> str:
    if column in row:
        return row[column]
    return next((text for head, text in row.items() if head.lower() == column), "")


def _rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, str], str]]:
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        kind = re.sub(r"\s+", " ", _cell(row, "type").strip())
        if kind:
            yield number, row, kind


Told = tuple[str, Sentence, tuple[Sentence, ...]]


def _names(survey: Sheet) -> Iterator[FormProblem]:
    open_groups: list[set[str]] = [set()]
    for number, row, kind in _rows(survey):
        if _END.fullmatch(kind.lower()):
            open_groups = open_groups[:-1] or [set()]
            continue
        name = _cell(row, "name")
        problem = _name_fault(name, open_groups[-1], kind)
        if problem is not None:
            yield FormProblem("survey", number, "name", *problem)
        open_groups[-1].add(name)
        if _BEGIN.fullmatch(kind.lower()):
            open_groups.append(set())


def _name_fault(name: str, taken: set[str], kind: str) -> Told | None:
    if not name:
        # groups, notes and metadata may go without a name; the converter names them itself
        needs = not re.match(_UNNAMED, kind.lower())
        said = sentence(N_("A question of type '{kind}' has no name."), kind=kind)
        fix = sentence(N_("Give it a short name without spaces."))
        return ("no_name", said, (fix,)) if needs else None
    if not _NAME.fullmatch(name):
        said = sentence(N_("'{name}' cannot be a name."), name=name)
        fix = sentence(N_("Begin with a letter; then letters, digits, _ and - only, no spaces."))
        return ("bad_name", said, (fix,))
    if name in taken:
        said = sentence(N_("The name '{name}' is there twice."), name=name)
        return ("double_name", said, (sentence(N_("Give one of them another.")),))
    return None


def _groups(survey: Sheet) -> Iterator[FormProblem]:
    opened: list[tuple[str, int]] = []
    for number, _, kind in _rows(survey):
        begin, end = _BEGIN.fullmatch(kind.lower()), _END.fullmatch(kind.lower())
        elsewise = "" if begin or end or type_of(kind) else nearest(kind, _EDGES)
        if elsewise:
            said = sentence(N_("Unknown question type '{kind}'."), kind=kind)
            fix = did_you_mean(elsewise)
            yield FormProblem("survey", number, "type", "unknown_type", said, (fix,))
            return
        if begin:
            opened.append((begin.group(1) or begin.group(2), number))
            if len(opened) > _MOST_NESTED:
                told = N_("More than {most} groups stand inside each other here.")
                said = sentence(told, most=_MOST_NESTED)
                fix = sentence(N_("Take some of the groups out of the others."))
                yield FormProblem("survey", number, "type", "too_deep", said, (fix,))
                return
        elif end and (not opened or opened[-1][0] != end.group(1)):
            yield FormProblem("survey", number, "type", "unopened", *_unopened(kind, opened))
            return
        elif end:
            opened.pop()
    for kind, number in opened:
        said = sentence(N_("This {kind} is never closed."), kind=kind)
        fix = sentence(N_("Add a row with type {type} where it ends."), type=f"end_{kind}")
        yield FormProblem("survey", number, "type", "unclosed", said, (fix,))


def _unopened(kind: str, opened: list[tuple[str, int]]) -> tuple[Sentence, tuple[Sentence, ...]]:
    if not opened:
        said = sentence(N_("This {kind} closes nothing."), kind=kind)
        return said, (sentence(N_("Remove it, or open it before.")),)
    last, row = opened[-1]
    told = N_("This {kind} does not close what is open: the {opened} of row {row}.")
    fix = sentence(N_("Write {type} here."), type=f"end_{last}")
    return sentence(told, kind=kind, opened=last, row=row), (fix,)


def _included(survey: Sheet) -> Iterator[FormProblem]:
    for number, _, kind in _rows(survey):
        if re.match(r"include\b", kind.lower()):
            said = sentence(N_("Parts of other forms cannot be taken in by 'include'."))
            fix = sentence(N_("Copy the rows of the other form into this one."))
            yield FormProblem("survey", number, "type", "included", said, (fix,))


def _lists(book: Book) -> Iterator[FormProblem]:
    choices = book.sheet("choices")
    known = {_list_name(row) for row in (*choices.rows, *book.sheet("external_choices").rows)}
    for number, _, kind in _rows(book.sheet("survey")):
        match = _SELECT.fullmatch(kind)
        name = match.group(1) if match else ""
        outside = name.lower().endswith(_FILES) or name.startswith("${") or "from_file" in kind
        if name and not outside and name not in known:
            said = sentence(N_("There is no list '{list}' on the choices sheet."), list=name)
            told = N_("Correct the name, or add its choices to the choices sheet.")
            near = meant(name, known) if known else _sheet_meant(book, "choices")
            yield FormProblem("survey", number, "type", "no_list", said, (*near, sentence(told)))


def _sheet_meant(book: Book, name: str) -> tuple[Sentence, ...]:
    """Ask whether another sheet was meant to be the one that is not there."""
    written = nearest(name, [one for one in book.names if one.strip().lower() not in book.sheets])
    if not written or name in book.sheets:
        return ()
    told = N_("There is a sheet '{written}': name it {name}.")
    return (sentence(told, written=written, name=name),)


def _empty(survey: Sheet) -> Iterator[FormProblem]:
    if not any(survey.rows):
        said = sentence(N_("The survey sheet has no questions."))
        fix = sentence(N_("Write one question in each row below the headings."))
        yield FormProblem("survey", survey.header_row, "type", "no_questions", said, (fix,))


def _list_name(row: dict[str, str]) -> str:
    return _cell(row, "list_name") or _cell(row, "list name")


def _references(book: Book) -> Iterator[FormProblem]:
    survey = book.sheet("survey")
    known = {_cell(row, "name") for row in survey.rows}
    known |= {n.rpartition(":")[2] for n in known} | {"form_title", "form_id"}
    for name in ("survey", "choices", "settings", "entities"):
        for number, column, text in cells_of(book.sheet(name)):
            for found in _REFERENCE.findall(text):
                if found not in known:
                    said = sentence(N_("{word} names no question."), word=f"${{{found}}}")
                    told = N_("Correct the name, or add a question with that name.")
                    fix = (*meant(found, known, "${{{}}}"), sentence(told))
                    yield FormProblem(name, number, column, "no_question", said, fix)


def _expressions(survey: Sheet) -> Iterator[tuple[FormProblem, bool]]:
    for number, column, text in cells_of(survey):
        low = column.lower()
        if low not in EXPRESSION_COLUMNS or text.lower() in PLAIN:
            continue
        for code, said, fix, fatal in _faults(_REFERENCE.sub(" ref ", text)):
            yield FormProblem("survey", number, column, code, said, fix), fatal


_ENTITY = frozenset(("label", "entity_id", "create_if", "update_if"))


def _entities(sheet: Sheet) -> Iterator[tuple[FormProblem, bool]]:
    for number, column, text in cells_of(sheet):
        if column.lower() not in _ENTITY:
            continue
        for code, said, fix, fatal in _faults(_REFERENCE.sub(" ref ", text)):
            quotes = (sentence(N_("Words stand in quotes.")),) if code == "bad_expression" else ()
            yield FormProblem("entities", number, column, code, said, (*fix, *quotes)), fatal


def _faults(text: str) -> Iterator[tuple[str, Sentence, tuple[Sentence, ...], bool]]:
    try:
        tree = parse(text)
    except XPathError as error:
        said = sentence(N_("The expression is not understood: {error}."), error=error.said)
        yield "bad_expression", said, (slip(text),), True
        return
    for call in _calls(tree):
        name, arguments = call[1], call[2]
        try:
            registry.check_call(name, len(arguments))
            if name == "regex" and arguments[1][0] == "str":
                compile_pattern(arguments[1][1])
        except XPathError as error:
            fatal = name == "regex"
            said = sentence(N_("In the expression: {error}."), error=error.said)
            if name.startswith("$"):
                yield "bad_expression", said, (slip(text),), True
                continue
            told = N_("Correct it; until then the question stays as if this were empty.")
            known = registry.names()
            near = () if name.removeprefix("cht:") in known else meant(name, known, "{}()")
            fix = (*near, sentence(told))
            yield "bad_function", said, fix, fatal


def _calls(tree: object) -> Iterator[Ast]:
    if not isinstance(tree, list):
        return
    if len(tree) == 3 and tree[0] == "call" and isinstance(tree[1], str):
        yield tree
    for part in tree:
        yield from _calls(part)
