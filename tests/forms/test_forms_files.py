"""Choices and data out of files: looked up, filtered, searched for, missing, broken."""

from datetime import UTC, datetime
from random import Random

import pytest

from socialcase.errors import Sentence
from socialcase.forms import Form, Resource, Session, check_files, compile_form, open_session

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TREES = Resource("text/csv", "name,label,place\na1,Elm,x\na2,Oak,y\n")
GREENS = Resource("application/xml", "<root><item><name>k</name><label>Kale</label></item></root>")
POINTS = Resource(
    "application/geo+json",
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "f1", "geometry":'
    ' {"type": "Point", "coordinates": [58.3, 37.9]}, "properties": {"title": "Clinic"}}]}',
)
FILES = {"trees.csv": TREES, "greens.xml": GREENS, "points.geojson": POINTS}


def form_of(*rows: str, columns: str = "type | name | label", more: str = "") -> Form:
    lines = ["| survey |", f"| | {columns} |", *(f"| | {row} |" for row in rows), ""]
    return compile_form(("\n".join(lines) + more).encode(), "form.md")


def opened(form: Form, files: dict[str, Resource] | None = None) -> Session:
    held = FILES if files is None else files
    return open_session(form, now=NOW, resources=held, chance=Random(1))


def labels(session: Session, ref: str) -> list[tuple[str, str]]:
    return [(c.value, c.label) for c in session.node(ref).choices or ()]


def test_choices_come_from_a_file_of_each_kind() -> None:
    form = form_of(
        "select_one_from_file trees.csv | a | A",
        "select_multiple_from_file greens.xml | b | B",
        "select_one_from_file points.geojson | c | C",
    )
    session = opened(form)
    assert labels(session, "/data/a") == [("a1", "Elm"), ("a2", "Oak")]
    assert labels(session, "/data/b") == [("k", "Kale")]
    assert labels(session, "/data/c") == [("f1", "Clinic")]
    assert form.files == ("greens.xml", "points.geojson", "trees.csv")


def test_columns_of_the_file_can_be_chosen_and_filtered() -> None:
    form = form_of(
        "text | where | Where | | ",
        "select_one_from_file trees.csv | a | A | value=label,label=name | place=${where}",
        columns="type | name | label | parameters | choice_filter",
    )
    session = opened(form)
    session.set("/data/where", "y")
    assert labels(session, "/data/a") == [("Oak", "a2")]


def test_a_value_is_pulled_out_of_a_file() -> None:
    form = form_of(
        "text | key | Key | ",
        "calculate | tree | | pulldata('trees', 'label', 'name', ${key})",
        columns="type | name | label | calculation",
    )
    session = opened(form)
    session.set("/data/key", "a2")
    assert session.node("/data/tree").value == "Oak"
    session.set("/data/key", "a9")
    assert session.node("/data/tree").value == ""


SEARCHED = """| choices |
| | list_name | name | label |
| | trees | name | label |
| | trees | 99 | Another |
"""


@pytest.mark.parametrize(
    ("appearance", "found"),
    [
        ("search('trees')", ["99", "a1", "a2"]),
        ("minimal search('trees', 'matches', 'place', 'y')", ["99", "a2"]),
        ("search('trees', 'contains', 'label', ${t})", ["99", "a2"]),
        ("search('trees', 'startswith', 'label,place', 'El')", ["99", "a1"]),
        ("search('trees', 'endswith', 'label', 'k')", ["99", "a2"]),
        ("search('trees', 'contains', 'label', '', 'place', 'x')", ["99", "a1"]),
    ],
)
def test_choices_are_searched_for_in_a_file(appearance: str, found: list[str]) -> None:
    columns = "type | name | label | appearance"
    rows = ("text | t | T | ", f"select_one trees | a | A | {appearance}")
    session = opened(form_of(*rows, columns=columns, more=SEARCHED))
    session.set("/data/t", "Oa")
    assert [value for value, _ in labels(session, "/data/a")] == found
    assert "search" not in session.node("/data/a").appearance


def test_what_is_searched_for_may_change() -> None:
    columns = "type | name | label | appearance"
    searching = "search('trees', 'matches', 'place', ${t})"
    rows = ("text | t | T | ", f"select_one trees | a | A | {searching}")
    session = opened(form_of(*rows, columns=columns, more=SEARCHED))
    session.set("/data/t", "x")
    session.set("/data/a", "a1")
    change = session.set("/data/t", "y")
    assert ("/data/a", "choices") in change.changes
    assert session.node("/data/a").value == ""


def test_the_words_that_are_searched_for_follow_the_language() -> None:
    more = """| choices |
| | list_name | name | label::English (en) | label::Türkmen (tk) |
| | trees | name | label | place |
"""
    columns = "type | name | label::English (en) | label::Türkmen (tk) | appearance"
    session = opened(
        form_of("select_one trees | a | A | A | search('trees')", columns=columns, more=more)
    )
    assert labels(session, "/data/a") == [("a1", "Elm"), ("a2", "Oak")]
    session.set_language("Türkmen (tk)")
    assert labels(session, "/data/a") == [("a1", "x"), ("a2", "y")]


def test_a_file_that_is_not_there_leaves_no_choices() -> None:
    session = opened(form_of("select_one_from_file trees.csv | a | A"), files={})
    assert session.node("/data/a").choices == ()
    assert session.unread() == {}


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("greens.xml", "application/xml", "<root><item>"),
        ("greens.xml", "application/xml", '<!DOCTYPE r [<!ENTITY a "b">]><root>&a;</root>'),
        ("points.geojson", "application/geo+json", "[1, 2"),
        ("points.geojson", "application/geo+json", '{"features": 5}'),
        ("points.geojson", "application/geo+json", '{"features": [5]}'),
        ("points.geojson", "application/geo+json", '{"features": [{"geometry": "x"}]}'),
        (
            "points.geojson",
            "application/geo+json",
            '{"features": [{"geometry": {"type": "Point", "coordinates": ["a"]}}]}',
        ),
    ],
)
def test_a_broken_file_leaves_no_choices_and_is_named(name: str, kind: str, text: str) -> None:
    form = form_of(f"select_one_from_file {name} | a | A")
    session = opened(form, {name: Resource(kind, text)})
    assert session.node("/data/a").choices == ()
    assert list(session.unread()) == [name.partition(".")[0]]


def test_what_was_filled_last_time_is_a_default() -> None:
    form = form_of(
        "text | village | Village | ${last-saved#village}",
        columns="type | name | label | default",
    )
    earlier = "<data><village>Garagum</village></data>"
    session = open_session(form, now=NOW, host={"__last-saved": earlier}, chance=Random(1))
    assert session.node("/data/village").value == "Garagum"
    assert open_session(form, now=NOW, chance=Random(1)).node("/data/village").value == ""


def looked_over(text: str, parameters: str = "") -> list[tuple[int, str, str]]:
    columns = "type | name | label | parameters"
    form = form_of(f"select_one_from_file trees.csv | a | A | {parameters}", columns=columns)
    found = check_files(form, {"trees.csv": Resource("text/csv", text)})
    assert all(one.sheet == "trees.csv" and one.fix for one in found)
    return [(one.row, one.column, one.code) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,label\na,Elm\n", []),
        ("name;label\na;Elm, old\n", []),
        ("name,label\na,Elm, old\nb,Oak\nc,Ash,,\n", [(2, "", "torn_row")]),
        ("code,label\na,Elm\n", [(1, "name", "no_column")]),
        ("name,label\na,\ufffd\ufffd\n", [(1, "", "bad_letters")]),
        ("name,label\na," + "x" * 140_000, [(2, "", "bad_file")]),
        ("name,label\n" + "a,b\n" * 500_001, [(500001, "", "bad_file")]),
        ("", []),
    ],
)
def test_a_file_is_looked_over_before_it_is_used(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert looked_over(text) == expected


def test_the_columns_that_parameters_name_are_looked_for() -> None:
    assert looked_over("code,words\na,Elm\n", "value=code label=words") == []
    assert looked_over("name,label\na,Elm\n", "value=code") == [(1, "code", "no_column")]


def test_why_a_file_cannot_be_read_is_a_sentence_with_its_line() -> None:
    form = form_of("select_one_from_file greens.xml | a | A")
    files = {"greens.xml": Resource("application/xml", "<root>\n<item>\n</root>")}
    session = opened(form, files)
    assert session.node("/data/a").choices == ()
    assert isinstance(session.unread()["greens"], Sentence)
    (found,) = check_files(form, files)
    assert (found.row, found.said) == (3, session.unread()["greens"])
