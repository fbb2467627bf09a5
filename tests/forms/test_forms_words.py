"""Every problem of a form can be said in every language: its sentences are marked and known."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.catalogs import collected
from socialcase import forms
from socialcase.errors import FormProblem, Sentence, sentence
from socialcase.forms import Form, check_form, compile_form
from socialcase.forms.converting import _MEANT
from socialcase.forms.support import NOT_HERE, OTHERWISE

ROOM = Path(forms.__file__).parent
MAKERS = [
    file
    for file in (*ROOM.rglob("*.py"), *(ROOM.parent / "actions").glob("form_*.py"))
    if re.search(r"\b(sentence|XPathError)\(", file.read_text(encoding="utf-8"))
]
KNOWN = {message.id for message in collected() if message.id}
BROKEN = """
| survey |
| | type | name | label | relevant | calculation | appearance | lable |
| | select_one heat | heating | How is it heated? | | | map | x |
| | text | other_heat | What else? | RELEVANT | | | |
| | calculate | n | | | CALCULATION | | |
| | TYPE | late | Late | | | | |
| choices |
| | list_name | name | label |
| | heat | gas | Gas |
| | heat | wood | Wood |
| | heat | wood | Wood again |
| | spare | yes | Yes |
"""
SLIPS = [
    {"RELEVANT": "${heating} = 'coal'"},
    {"RELEVANT": "${heatin} = 'gas'"},
    {"RELEVANT": "heating = 'gas'"},
    {"RELEVANT": "${heating} == 'gas'"},
    {"RELEVANT": "${heating} = ("},
    {"RELEVANT": "${heating} = (1 2)"},
    {"RELEVANT": "side::heating = 1"},
    {"RELEVANT": "$heating = 1"},
    {"RELEVANT": "1 +"},
    {"RELEVANT": "(" * 300},
    {"RELEVANT": "regex(${heating}, '(')"},
    {"RELEVANT": "“gas” = ${ heating }"},
    {"CALCULATION": "cont(${heating})"},
    {"CALCULATION": "round(1, 2, 3)"},
    {"CALCULATION": "concat()"},
    {"CALCULATION": "if(1)"},
    {"CALCULATION": ""},
    {"TYPE": "number"},
    {"TYPE": "txt"},
    {"TYPE": "select_one the heat"},
    {"TYPE": "select_one heats"},
    {"TYPE": "include other"},
    {"TYPE": "begin_group"},
    {"TYPE": "end_group"},
    {"TYPE": "simserial"},
    {"TYPE": "tel"},
    {"TYPE": "range"},
    {"survey": "questions"},
    {"| type": "| kind"},
    {"| late |": "| |"},
    {"| late |": "| n |"},
    {"| late |": "| {0.code} |"},
    {"| late |": "| meta |"},
    {"| lable": "| label"},
    {"| lable": "| relevant"},
    {"What else?": "x" * 100_001},
    {"What else?": "<output value='(('/>"},
]


def form_with(slip: dict[str, str]) -> bytes:
    """A form with many things to say of it and one slip."""
    text = BROKEN
    usual = {"RELEVANT": "${heating} = 'wood'", "CALCULATION": "1 + 1", "TYPE": "text"}
    for old, new in {**slip, **{k: v for k, v in usual.items() if k not in slip}}.items():
        text = text.replace(old, new, 1)
    return text.encode()


def problems(slip: dict[str, str]) -> tuple[FormProblem, ...]:
    """Everything that the check says of the form."""
    report = check_form(form_with(slip), "heating.md")
    return (*report.errors, *report.warnings, *report.repairs, *report.lacking)


def told(said: Sentence) -> Iterator[Sentence]:
    """A sentence and the sentences in it."""
    yield said
    for _, value in said.values:
        if isinstance(value, Sentence):
            yield from told(value)


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Words in an expression that no `N_` stands around."""
    if isinstance(tree, ast.Call | ast.Compare):
        return  # N_ itself, or a condition
    if isinstance(tree, ast.JoinedStr) or (
        isinstance(tree, ast.Constant) and isinstance(tree.value, str)
    ):
        yield ast.unparse(tree)
    for part in ast.iter_child_nodes(tree):
        yield from unmarked(part)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: "-".join(slip)[:20])
def test_every_sentence_of_a_problem_is_known_to_the_catalogs(slip: dict[str, str]) -> None:
    found = problems(slip)
    assert found
    said = [s for one in found for part in (one.said, *one.advice) for s in told(part)]
    assert {one.template for one in said} <= KNOWN
    assert all(one.message and one.fix and "\n" not in one.message for one in found)


def test_every_sentence_of_the_tables_is_known_to_the_catalogs() -> None:
    assert {*OTHERWISE.values(), *NOT_HERE.values(), *_MEANT.values()} <= KNOWN


@pytest.mark.parametrize("file", MAKERS, ids=lambda file: file.stem)
def test_no_sentence_is_made_of_words_that_are_not_marked(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    templates = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("sentence", "XPathError")
    ]
    for one in templates:
        # a table's words are tried above
        sources = named.get(one.id, []) if isinstance(one, ast.Name) else [one]
        plain = [source for source in sources if not isinstance(source, ast.Subscript)]
        assert [words for source in plain for words in unmarked(source)] == []


def test_a_problem_is_kept_with_its_values() -> None:
    form = compile_form(form_with({}), "heating.md")
    assert form.warnings
    assert any(one.said.values for one in form.warnings)
    again = Form.from_bytes(form.to_bytes())
    assert again.warnings == form.warnings
    inside = problems({"CALCULATION": "cont(${heating})"})
    assert pickle.loads(pickle.dumps(inside)) == inside
    assert len({*inside, *inside}) == len(inside)


def test_the_name_of_a_function_that_is_there_is_not_guessed() -> None:
    told = [one.fix for one in problems({"CALCULATION": "round(1, 2, 3)"})]
    assert not any("round()" in fix for fix in told)


def test_a_value_is_never_read_as_a_template() -> None:
    said = sentence("'{name}' is there twice.", name="{0.__class__} {name} \x1b[2J")
    assert str(said) == "'{0.__class__} {name} \\x1b[2J' is there twice."


def test_a_sentence_in_a_sentence_is_translated_too() -> None:
    words = {"In {part}.": "В {part}.", "{n} cells": "{n} ячейках"}
    inner = sentence("{n} cells", n=3)
    assert sentence("In {part}.", part=inner).worded(words.__getitem__) == "В 3 ячейках."
