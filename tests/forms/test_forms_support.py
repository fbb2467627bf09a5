"""What the page about XLSForm says is so: its types, appearances and parameters are tried."""

from datetime import UTC, datetime
from random import Random

import pytest
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from scripts.support_page import PAGE, page
from socialcase.forms import Session, check_form, compile_form, open_session
from socialcase.forms.support import (
    APPEARANCES,
    NOT_HERE,
    OTHERWISE,
    PARAMETERS,
    TYPES,
    appearance_of,
    type_of,
    verdict,
)
from socialcase.forms.xpath import registry

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LISTS = (
    "| choices |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |\n"
    "| external_choices |\n| | list_name | name | label |\n| | far | f | Far |\n"
)
# (kind, control, type) of a question of each type
SHAPES = {
    "text": ("question", "input", "string"),
    "integer": ("question", "input", "int"),
    "decimal": ("question", "input", "decimal"),
    "note": ("note", "input", "string"),
    "select_one": ("question", "select1", "string"),
    "select_multiple": ("question", "select", "string"),
    "select_one_from_file": ("question", "select1", "string"),
    "select_multiple_from_file": ("question", "select", "string"),
    "select_one_external": ("question", "select1", "string"),
    "rank": ("question", "rank", "rank"),
    "range": ("question", "range", "int"),
    "date": ("question", "input", "date"),
    "time": ("question", "input", "time"),
    "dateTime": ("question", "input", "dateTime"),
    "geopoint": ("question", "input", "geopoint"),
    "geotrace": ("question", "input", "geotrace"),
    "geoshape": ("question", "input", "geoshape"),
    "image": ("question", "upload", "binary"),
    "audio": ("question", "upload", "binary"),
    "video": ("question", "upload", "binary"),
    "file": ("question", "upload", "binary"),
    "barcode": ("question", "input", "barcode"),
    "acknowledge": ("question", "trigger", "string"),
    "calculate": ("value", "", "string"),
    "hidden": ("value", "", "string"),
    "start": ("value", "", "dateTime"),
    "end": ("value", "", "dateTime"),
    "today": ("value", "", "date"),
    "deviceid": ("value", "", "string"),
    "username": ("value", "", "string"),
    "email": ("value", "", "string"),
    "audit": ("value", "", "binary"),
    "background-audio": ("value", "", "binary"),
    "background-geopoint": ("value", "", "geopoint"),
    "start-geopoint": ("value", "", "geopoint"),
    "phonenumber": ("value", "", "string"),
    "simserial": ("value", "", "string"),
    "subscriberid": ("value", "", "string"),
}
SPELLINGS = [(name, kind) for name, also in TYPES.items() for kind in (name, *also)]
# asked as an ordinary question by that old name: the number is typed
TYPED = ("phone number",)


def source_of(kind: str, name: str) -> str:
    listed = {"select_one_external": "far"}.get(name, "yn")
    listed = {"select_one_from_file": "a.csv", "select_multiple_from_file": "a.csv"}.get(
        name, listed
    )
    lists = name.startswith("select") or name == "rank"
    calculation = "1 + 1" if name == "calculate" else ""
    trigger = "${first}" if name == "background-geopoint" else ""
    parameters = "start=1 end=5 step=1" if name == "range" else ""
    row = [f"{kind} {listed}" if lists else kind, "audit" if name == "audit" else "asked", "Asked"]
    return (
        "| survey |\n| | type | name | label | calculation | trigger | parameters |\n"
        f"| | text | first | First | | | |\n| | {' | '.join(row)} | {calculation} | {trigger} "
        f"| {parameters} |\n{LISTS}"
    )


def opened(source: str) -> Session:
    return open_session(compile_form(source.encode(), "form.md"), now=NOW, chance=Random(1))


def test_the_page_says_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/support_page.py"


def test_every_type_of_the_converter_is_known() -> None:
    spelled = {kind for _, kind in SPELLINGS}
    assert set(QUESTION_TYPE_DICT) - spelled == set()


@pytest.mark.parametrize(("name", "kind"), SPELLINGS)
def test_every_type_runs_under_every_name(name: str, kind: str) -> None:
    source = source_of(kind, name)
    session = opened(source)
    if name in ("csv-external", "xml-external"):
        assert "/data/asked" not in session.state()
        return
    node = session.node("/data/meta/audit" if name == "audit" else "/data/asked")
    assert (node.kind, node.control, node.type) == SHAPES[name]


@pytest.mark.parametrize("name", [n for n in TYPES if verdict("type", n)[0] == "not_here"])
def test_a_type_that_a_laptop_cannot_have_is_named_with_its_cell(name: str) -> None:
    report = check_form(source_of(name, name).encode(), "form.md")
    (lack,) = report.lacking
    assert (lack.sheet, lack.row, lack.column) == ("survey", 4, "type")
    assert lack.fix == NOT_HERE["type", name]
    assert not report.errors


@pytest.mark.parametrize("name", APPEARANCES)
def test_an_appearance_is_handed_on_or_named(name: str) -> None:
    written = {"ex:": "ex:org.app", "columns-n": "columns-3"}.get(name, name)
    source = (
        "| survey |\n| | type | name | label | appearance |\n"
        f"| | text | a | A | {written} |\n{LISTS}"
    )
    assert opened(source).node("/data/a").appearance == written
    assert appearance_of(written) == name
    told = {(lack.code, lack.message) for lack in check_form(source.encode(), "a.md").lacking}
    how, _ = verdict("appearance", name)
    assert told == (set() if how == "runs" else {(how, f"{name}:")})


@pytest.mark.parametrize(
    ("kind", "parameters", "handed_on"),
    [
        ("text", "rows=5", {"rows": "5"}),
        ("image", "max-pixels=640", {"max-pixels": "640"}),
        ("audio", "quality=low", {"quality": "low"}),
        ("geotrace", "incremental=true", {"incremental": "true"}),
        ("geopoint", "allow-mock-accuracy=true", {"allow-mock-accuracy": "true"}),
        ("geopoint", "capture-accuracy=5", {"accuracyThreshold": "5"}),
        ("geopoint", "warning-accuracy=9", {"unacceptableAccuracyThreshold": "9"}),
        (
            "range",
            "start=1 end=9 step=2 tick_interval=4 placeholder=3",
            {"start": "1", "end": "9", "step": "2", "tick-interval": "4", "placeholder": "3"},
        ),
    ],
)
def test_parameters_are_handed_on(kind: str, parameters: str, handed_on: dict[str, str]) -> None:
    source = (
        f"| survey |\n| | type | name | label | parameters |\n| | {kind} | a | A | {parameters} |\n"
    )
    assert handed_on.items() <= dict(opened(source).node("/data/a").parameters).items()


def test_a_range_has_words_at_its_marks() -> None:
    source = (
        "| survey |\n| | type | name | label | parameters |\n"
        "| | range | a | A | start=1 end=5 step=1 tick_labelset=ends |\n"
        "| choices |\n| | list_name | name | label |\n"
        "| | ends | 1 | Never |\n| | ends | 5 | Always |\n"
    )
    node = opened(source).node("/data/a")
    assert [(c.value, c.label) for c in node.choices or ()] == [("1", "Never"), ("5", "Always")]


def test_every_parameter_and_function_of_the_tables_is_one() -> None:
    names = {(kind, name) for kind, name in (*OTHERWISE, *NOT_HERE)}
    assert {name for kind, name in names if kind == "parameter"} <= set(PARAMETERS)
    assert {name for kind, name in names if kind == "function"} <= registry.names()
    assert {name for kind, name in names if kind == "type"} <= set(TYPES)
    assert {name for kind, name in names if kind == "appearance"} <= set(APPEARANCES)
    assert not set(OTHERWISE) & set(NOT_HERE)


def test_settings_that_change_nothing_are_named() -> None:
    source = (
        "| survey |\n| | type | name | label |\n| | text | a | A |\n"
        "| settings |\n| | form_id | style | submission_url |\n| | f | pages | https://x.test |\n"
    )
    report = check_form(source.encode(), "form.md")
    assert [(lack.sheet, lack.column) for lack in report.lacking] == [
        ("settings", "submission_url")
    ]


@pytest.mark.parametrize(
    ("cell", "name"),
    [("select_one yn or_other", "select_one"), ("begin group", ""), ("rank yn", "rank")],
)
def test_a_cell_of_the_type_column_is_understood(cell: str, name: str) -> None:
    assert type_of(cell) == name
