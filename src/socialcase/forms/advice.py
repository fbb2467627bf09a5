"""What the logic of a form says that its author hardly meant: warnings, each with its cell."""

import re
from collections.abc import Iterator, Mapping

from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms.checking import PLAIN
from socialcase.forms.headings import base_of
from socialcase.forms.sheets import EXPRESSION_COLUMNS, Book, cells_of
from socialcase.forms.spelling import meant
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.parsing import Ast, parse
from socialcase.texts import N_

_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_COMPARED = re.compile(
    r"\$\{\s*([^}]*?)\s*\}\s*!?=\s*(?:'([^']*)'|\"([^\"]*)\")"
    r"|selected\s*\(\s*\$\{\s*([^}]*?)\s*\}\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)"
)
_LISTED = re.compile(r"(?:select_one|select_multiple|rank)\s+(\S+)(\s+or_other)?")
_OF_ITEMS = frozenset(("choice_filter", "parameters"))
_OTHER = "other"


def advise(book: Book) -> list[FormProblem]:
    """Look over every expression of the survey sheet."""
    survey = book.sheet("survey")
    offered = dict(_offered(book))
    names = {row.get("name", "") for row in survey.rows}
    named = dict(zip(survey.numbers, (row.get("name", "") for row in survey.rows), strict=True))
    found: list[FormProblem] = []
    for number, column, text in cells_of(survey):
        if column.lower() not in EXPRESSION_COLUMNS or text.strip().lower() in PLAIN:
            continue
        told = [*_wrong_codes(text, offered), *_bare_words(column, text, names)]
        told += _own_answer(base_of(column), text, named[number])
        found += [FormProblem("survey", number, column, *problem) for problem in told]
    return found


Told = tuple[str, Sentence, tuple[Sentence, ...]]


def _offered(book: Book) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each question that has a list on the choices sheet, with the codes of the list."""
    lists: dict[str, set[str]] = {}
    for row in book.sheet("choices").rows:
        name = row.get("list_name") or row.get("list name") or ""
        lists.setdefault(name, set()).add(row.get("name") or row.get("value") or "")
    # many questions may take the same long list
    codes: dict[tuple[str, bool], frozenset[str]] = {}
    for row in book.sheet("survey").rows:
        match = _LISTED.fullmatch(row.get("type", "").strip())
        if match and match.group(1) in lists and "search(" not in row.get("appearance", ""):
            key = match.group(1), bool(match.group(2))
            if key not in codes:
                codes[key] = frozenset(lists[key[0]] | ({_OTHER} if key[1] else set()))
            yield row.get("name", ""), codes[key]


def _wrong_codes(text: str, offered: Mapping[str, frozenset[str]]) -> Iterator[Told]:
    for match in _COMPARED.finditer(text):
        question = match.group(1) or match.group(4)
        code = next((g for g in match.group(2, 3, 5, 6) if g is not None), "")
        codes = offered.get(question)
        # an answer of several is compared as a whole
        if code and codes is not None and not set(code.split()) <= codes:
            told = N_("'{code}' is no choice of {question}.")
            said = sentence(told, code=code, question=f"${{{question}}}")
            fix = sentence(N_("Write the code in column name."))
            yield "no_choice", said, (*meant(code, codes, "'{}'"), fix)


def _bare_words(column: str, text: str, names: set[str]) -> Iterator[Told]:
    if base_of(column) in _OF_ITEMS:
        return
    try:
        tree = parse(_REFERENCE.sub(" . ", text))
    except XPathError:
        return
    for word in _bare(tree):
        if word in names:
            said = sentence(N_("{word} is read as a path to nothing."), word=word)
            fix = sentence(N_("Write {text}."), text=f"${{{word}}}")
        else:
            told = N_("{word} is read as the name of a question, and there is none.")
            said = sentence(told, word=word)
            fix = sentence(N_("Put words in quotes: '{word}'."), word=word)
            if base_of(column) in ("required", "readonly"):
                fix = sentence(N_("Write yes, no, or a condition."))
        yield "bare_word", said, (fix,)


def _bare(tree: object) -> Iterator[str]:
    """Yield each path that is one name and nothing else, outside of predicates."""
    if not isinstance(tree, list) or not tree:
        return
    if tree[0] == "path":
        yield from _bare_path(tree)
    elif tree[0] == "filter":
        yield from _bare(tree[1])
    else:
        for part in tree:
            yield from _bare(part)


def _bare_path(tree: Ast) -> Iterator[str]:
    start, steps = tree[1], tree[2]
    if isinstance(start, list):
        yield from _bare(start)
    elif start == "rel" and len(steps) == 1:
        axis, test, predicates = steps[0]
        if axis == "child" and test.isidentifier() and not predicates:
            yield test


def _own_answer(base: str, text: str, name: str) -> Iterator[Told]:
    if base in ("relevant", "relevance") and name and name in _REFERENCE.findall(text):
        said = sentence(N_("The question is shown depending on its own answer."))
        fix = sentence(N_("Name another question between the braces."))
        yield "reads_itself", said, (fix,)
