"""Looking a form's sheets over before they are converted: every fault with its cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from socialcase.errors import FormProblem
from socialcase.forms.sheets import EXPRESSION_COLUMNS, Book, Sheet, cells_of
from socialcase.forms.spelling import meant, nearest
from socialcase.forms.support import type_of
from socialcase.forms.xpath import registry
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.parsing import Ast, parse
from socialcase.forms.xpath.safe_regex import compile_pattern

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
        problem = FormProblem(
            "survey",
            1,
            "type",
            "no_survey",
            "There is no sheet named survey, so this is no form.",
            "Name the sheet with the questions: survey.",
        )
        return Findings([problem], [])
    missing = [c for c in ("type",) if c not in _lower(survey.columns)]
    if missing:
        problem = FormProblem(
            "survey",
            survey.header_row,
            missing[0],
            "no_column",
            f"The survey sheet has no column {missing[0]!r}.",
            "Put the headings type, name and label into its first row.",
        )
        return Findings([problem], [])
    errors = [
        *_names(survey),
        *_groups(survey),
        *_included(survey),
        *_lists(book),
        *_references(book),
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


def _name_fault(name: str, taken: set[str], kind: str) -> tuple[str, str, str] | None:
    if not name:
        # groups, notes and metadata may go without a name; the converter names them itself
        needs = not re.match(_UNNAMED, kind.lower())
        message = f"A question of type {kind!r} has no name."
        return ("no_name", message, "Give it a short name without spaces.") if needs else None
    if not _NAME.fullmatch(name):
        fix = "Begin with a letter; then letters, digits, _ and - only, no spaces."
        return ("bad_name", f"{name!r} cannot be a name.", fix)
    if name in taken:
        return ("double_name", f"The name {name!r} is there twice.", "Give one of them another.")
    return None


def _groups(survey: Sheet) -> Iterator[FormProblem]:
    opened: list[tuple[str, int]] = []
    for number, _, kind in _rows(survey):
        begin, end = _BEGIN.fullmatch(kind.lower()), _END.fullmatch(kind.lower())
        elsewise = "" if begin or end or type_of(kind) else nearest(kind, _EDGES)
        if elsewise:
            message = f"Unknown question type {kind!r}."
            fix = f"Did you mean {elsewise}?"
            yield FormProblem("survey", number, "type", "unknown_type", message, fix)
            return
        if begin:
            opened.append((begin.group(1) or begin.group(2), number))
            if len(opened) > _MOST_NESTED:
                message = f"More than {_MOST_NESTED} groups stand inside each other here."
                fix = "Take some of the groups out of the others."
                yield FormProblem("survey", number, "type", "too_deep", message, fix)
                return
        elif end and (not opened or opened[-1][0] != end.group(1)):
            message, fix = f"This {kind} closes nothing.", "Remove it, or open it before."
            if opened:
                message = f"This {kind} does not close what is open: the {opened[-1][0]} of row"
                message, fix = f"{message} {opened[-1][1]}.", f"Write end_{opened[-1][0]} here."
            yield FormProblem("survey", number, "type", "unopened", message, fix)
            return
        elif end:
            opened.pop()
    for kind, number in opened:
        message = f"This {kind} is never closed."
        fix = f"Add a row with type end_{kind} where it ends."
        yield FormProblem("survey", number, "type", "unclosed", message, fix)


def _included(survey: Sheet) -> Iterator[FormProblem]:
    for number, _, kind in _rows(survey):
        if re.match(r"include\b", kind.lower()):
            message = "Parts of other forms cannot be taken in by 'include'."
            fix = "Copy the rows of the other form into this one."
            yield FormProblem("survey", number, "type", "included", message, fix)


def _lists(book: Book) -> Iterator[FormProblem]:
    choices = book.sheet("choices")
    known = {_list_name(row) for row in (*choices.rows, *book.sheet("external_choices").rows)}
    for number, _, kind in _rows(book.sheet("survey")):
        match = _SELECT.fullmatch(kind)
        name = match.group(1) if match else ""
        outside = name.lower().endswith(_FILES) or name.startswith("${") or "from_file" in kind
        if name and not outside and name not in known:
            message = f"There is no list {name!r} on the choices sheet."
            fix = f"{meant(name, known)}Correct the name, or add its choices to the choices sheet."
            yield FormProblem("survey", number, "type", "no_list", message, fix)


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
                    message = f"${{{found}}} names no question."
                    near = meant(found, known, "${{{}}}")
                    fix = f"{near}Correct the name, or add a question with that name."
                    yield FormProblem(name, number, column, "no_question", message, fix)


def _expressions(survey: Sheet) -> Iterator[tuple[FormProblem, bool]]:
    for number, column, text in cells_of(survey):
        low = column.lower()
        if low not in EXPRESSION_COLUMNS or text.lower() in PLAIN:
            continue
        for code, message, fix, fatal in _faults(_REFERENCE.sub(" ref ", text)):
            yield FormProblem("survey", number, column, code, message, fix), fatal


_ENTITY = frozenset(("label", "entity_id", "create_if", "update_if"))


def _entities(sheet: Sheet) -> Iterator[tuple[FormProblem, bool]]:
    for number, column, text in cells_of(sheet):
        if column.lower() not in _ENTITY:
            continue
        for code, message, fix, fatal in _faults(_REFERENCE.sub(" ref ", text)):
            quoted = f"{fix} Words stand in quotes." if code == "bad_expression" else fix
            yield FormProblem("entities", number, column, code, message, quoted), fatal


def _faults(text: str) -> Iterator[tuple[str, str, str, bool]]:
    try:
        tree = parse(text)
    except XPathError as error:
        message = f"The expression is not understood: {error}."
        yield "bad_expression", message, _slip(text), True
        return
    for call in _calls(tree):
        name, arguments = call[1], call[2]
        try:
            registry.check_call(name, len(arguments))
            if name == "regex" and arguments[1][0] == "str":
                compile_pattern(arguments[1][1])
        except XPathError as error:
            fatal = name == "regex"
            near = meant(name, registry.names(), "{}()")
            fix = f"{near}Correct it; until then the question stays as if this were empty."
            yield "bad_function", f"In the expression: {error}.", fix, fatal


def _slip(text: str) -> str:
    """Return what to do about an expression that does not parse."""
    left, right = text.count("("), text.count(")")
    if left != right:
        return f"Brackets: {left} opened, {right} closed."
    for pattern, fix in _SLIPS.items():
        if re.search(pattern, text):
            return fix
    return "Check brackets, quotes and operators."


_SLIPS = {
    r"==": "Write = once.",
    r"<>": "Write != for 'is not'.",
    r"&&": "Write: and.",
    r"\b(AND|OR|DIV|MOD)\b": "Write and, or, div, mod in small letters.",
    r"\|\|": "Write: or.",
    r"\$\{[^}]*$|\{|\}": "Write ${name}, with both braces.",
}


def _calls(tree: object) -> Iterator[Ast]:
    if not isinstance(tree, list):
        return
    if len(tree) == 3 and tree[0] == "call" and isinstance(tree[1], str):
        yield tree
    for part in tree:
        yield from _calls(part)
