"""What the specifications of ODK XForms and XPath say of expressions, worked out by hand."""

import csv
import math
from contextlib import suppress
from pathlib import Path

import pytest

from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.parsing import parse
from tests.conformance.adapter import Adapter

HERE = Path(__file__).parent
DOCUMENT = (HERE / "expressions.xml").read_text(encoding="utf-8")
with (HERE / "expressions.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def of_kind(kind: str) -> dict[str, str]:
    rows = [row for row in ROWS if row["kind"] == kind]
    return {plain(row["expression"]): plain(row["result"]) for row in rows}


def plain(cell: str) -> str:
    return cell.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")


def found(expression: str, kind: str) -> object:
    return Adapter().xpath_eval(expression, DOCUMENT, "/", "/", kind)


def test_texts() -> None:
    expected = of_kind("text")
    assert {each: found(each, "string") for each in expected} == expected
    assert len(expected) > 150


def same(value: object, expected: float) -> bool:
    assert isinstance(value, float)
    both = math.isnan(value) and math.isnan(expected)
    return both or math.isclose(value, expected, rel_tol=0, abs_tol=1e-9)


def test_numbers() -> None:
    expected = of_kind("number")
    values = {each: found(each, "number") for each in expected}
    assert {each: v for each, v in values.items() if not same(v, float(expected[each]))} == {}
    assert len(expected) > 100


def test_truths() -> None:
    expected = of_kind("truth")
    said = {each: "yes" if found(each, "boolean") else "no" for each in expected}
    assert said == expected
    assert len(expected) > 100


@pytest.mark.parametrize("expression", of_kind("refused"))
def test_a_call_that_cannot_be_is_refused(expression: str) -> None:
    with pytest.raises(XPathError):
        found(expression, "string")


def test_what_parses_and_what_does_not() -> None:
    for expression in of_kind("parses"):
        parse(expression)
    understood = []
    for expression in of_kind("fails"):
        with suppress(XPathError):
            parse(expression)
            understood.append(expression)
    assert understood == []
