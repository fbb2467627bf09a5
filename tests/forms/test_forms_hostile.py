"""Forms that mean harm, or whose author slipped: bounded in time and memory, refused in words."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest

from socialcase.errors import FormProblem, FormRefused
from socialcase.forms import Resource, Session, compile_form, form_from_xform, open_session
from socialcase.forms.engine import MOST_IN_ALL, MOST_INSTANCES
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.parsing import parse
from tests.forms.unchecked import unchecked

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
COLUMNS = "type | name | label | calculation | relevant | repeat_count | choice_filter"


def source(*rows: str, choices: str = "") -> bytes:
    lines = ["| survey |", f"| | {COLUMNS} |", *(f"| | {row} |" for row in rows), choices]
    return "\n".join(lines).encode()


def opened(*rows: str, choices: str = "") -> Session:
    form = compile_form(source(*rows, choices=choices), "form.md")
    return open_session(form, now=NOW, chance=Random(1))


def refused(data: bytes, name: str = "form.md") -> FormProblem:
    with pytest.raises(FormRefused) as told:
        compile_form(data, name)
    problem = told.value.problems[0]
    assert problem.message
    assert problem.fix
    return problem


# spreadsheets --------------------------------------------------------------------------------

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
    f'Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADINGS = f'<row r="1">{cell("A1", "type")}{cell("B1", "name")}{cell("C1", "label")}</row>'
QUESTION = f'<row r="2">{cell("A2", "text")}{cell("B2", "a")}{cell("C2", "Asked")}</row>'


def workbook(cells: str = HEADINGS + QUESTION, before: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in PARTS.items():
            parts.writestr(name, text)
        sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
        parts.writestr("xl/worksheets/sheet1.xml", sheet)
    return packed.getvalue()


def test_an_ordinary_workbook_is_read() -> None:
    assert compile_form(workbook(), "a.xlsx").form_id == "a"


def test_a_cell_in_the_last_corner_is_not_laid_out() -> None:
    far = f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
    assert refused(workbook(HEADINGS + QUESTION + far), "a.xlsx").code == "too_large"


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked() -> None:
    data = io.BytesIO(workbook())
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/image1.bin", bytes(260 * 1024 * 1024))
    assert len(data.getvalue()) < 1024 * 1024
    assert refused(data.getvalue(), "a.xlsx").code == "too_large"


def test_what_a_workbook_says_of_its_size_is_not_believed() -> None:
    size = 260 * 1024 * 1024
    data = io.BytesIO(workbook())
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/image1.bin", bytes(size))
    lying = data.getvalue().replace(struct.pack("<I", size), struct.pack("<I", 10))
    assert refused(lying, "a.xlsx").code == "too_large"


def test_a_workbook_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = HEADINGS + QUESTION.replace("Asked", "&b;")
    assert refused(workbook(text, bomb), "a.xlsx").code == "damaged"


@pytest.mark.parametrize("size", [10, 400, 700])
def test_a_workbook_cut_short_is_refused(size: int) -> None:
    assert refused(workbook()[:size], "a.xlsx").code in ("damaged", "not_a_spreadsheet")


def test_another_packed_file_is_no_form() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("content.xml", "<x/>")
    assert refused(packed.getvalue(), "a.xlsx").code == "damaged"


def test_a_sheet_of_endless_rows_is_refused_by_name() -> None:
    rows = [f"text | q{n} | Q" for n in range(20_001)]
    problem = refused(source(*rows))
    assert (problem.code, problem.sheet) == ("too_many_rows", "survey")


def test_a_list_of_endless_choices_is_sent_to_a_file() -> None:
    lines = "".join(f"| | l | c{n} | C |\n" for n in range(100_001))
    choices = f"| choices |\n| | list_name | name | label |\n{lines}"
    problem = refused(source("select_one l | a | A", choices=choices))
    assert (problem.code, problem.sheet) == ("too_many_rows", "choices")
    assert "select_one_from_file" in problem.fix


@pytest.mark.parametrize("name", ["form.md", "form.csv"])
def test_a_giant_cell_is_refused(name: str) -> None:
    giant = "x" * 10_000_000
    csv = f"survey,,,\n,type,name,label\n,text,a,{giant}\n".encode()
    data = source(f"text | a | {giant}") if name == "form.md" else csv
    assert refused(data, name).code == "giant_cell"


# depth ---------------------------------------------------------------------------------------


def test_groups_without_end_inside_each_other_are_refused() -> None:
    rows = [f"begin_group | g{n} | G" for n in range(3_000)]
    problem = refused(source(*rows, "text | a | A", *["end_group | | "] * 3_000))
    assert (problem.code, problem.sheet, problem.column) == ("too_deep", "survey", "type")


def test_a_form_of_elements_without_end_is_refused() -> None:
    with pytest.raises(FormRefused):
        form_from_xform("<a>" * 5_000 + "</a>" * 5_000)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "not(" * 5_000 + "1" + ")" * 5_000,
        " = ".join(["1"] * 5_000),
        " | ".join(["a"] * 5_000),
        "a[" * 5_000 + "1" + "]" * 5_000,
        "x" * 200_000,
    ],
)
def test_an_expression_without_end_is_refused(text: str) -> None:
    with pytest.raises(XPathError):
        parse(text)


def test_a_long_sum_is_no_deep_one() -> None:
    total = " + ".join(["1"] * 20_000)
    assert opened(f"calculate | a | | {total}").node("/data/a").value == "20000"


def test_a_form_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><h:html>&b;</h:html>'
    with pytest.raises(FormRefused):
        form_from_xform(bomb)


# repeats and calculations without end ---------------------------------------------------------


@pytest.mark.parametrize("count", ["1000000000", "1 div 0", "-5", "number('x')", "0.2"])
def test_a_senseless_count_makes_no_repeats(count: str) -> None:
    rows = (f"begin_repeat | r | R | | | {count}", "text | a | A", "end_repeat | | ")
    assert opened(*rows).state()["/data/r#count"] in (0, 1)


def test_repeats_in_repeats_stop_somewhere() -> None:
    rows = (
        "begin_repeat | r | R | | | 300",
        "begin_repeat | s | S | | | 300",
        "hidden | a | ",
        "end_repeat | | ",
        "end_repeat | | ",
    )
    form = compile_form(source(*rows), "form.md")
    session = open_session(form, now=NOW, chance=Random(1))
    assert session.serialize().count("<s>") <= MOST_IN_ALL <= 3 * MOST_INSTANCES


def test_a_count_that_counts_itself_comes_to_rest() -> None:
    rows = ("begin_repeat | r | R | | | count(${r}) + 1", "hidden | a | ", "end_repeat | | ")
    found = opened(*rows).state()["/data/r#count"]
    assert isinstance(found, int)
    assert found < 50


def test_calculations_in_a_circle_come_to_rest() -> None:
    rows = (
        "integer | n | N",
        "calculate | a | | ${b} + ${n}",
        "calculate | b | | ${a} + 1",
        "calculate | c | | concat(${c}, 'x', ${n})",
        "text | d | D | | ${e} = ''",
        "text | e | E | | ${d} = ''",
    )
    assert refused(source(*rows)).code == "circle"
    session = open_session(unchecked(source(*rows)), now=NOW, chance=Random(1))
    session.set("/data/n", "4")
    assert session.finish().ok


def test_a_text_that_doubles_stays_within_bounds() -> None:
    doubling = [f"calculate | c{n} | | concat(${{c{n - 1}}}, ${{c{n - 1}}})" for n in range(1, 60)]
    session = opened("text | c0 | C", *doubling)
    session.set("/data/c0", "0123456789")
    assert max(len(value) for value in session.answers().values()) <= 200_000


def test_a_filter_that_compares_all_with_all_is_given_up() -> None:
    lines = "".join(f"| | l | {n} | C |\n" for n in range(1_300))
    filtering = "count(instance('l')/root/item[name > current()/../n]) > name"
    session = opened(
        "integer | n | N",
        f"select_one l | a | A | | | | {filtering}",
        choices=f"| choices |\n| | list_name | name | label |\n{lines}",
    )
    session.set("/data/n", "4")
    assert session.node("/data/a").choices == ()


def test_an_expression_that_fails_stops_nothing() -> None:
    session = opened(
        "integer | n | N of ${n}",
        "calculate | a | | uuid(1000000000)",
        "calculate | b | | count('x')",
        "text | c | C | | sum('x') > 1",
        "select_one l | d | D | | | | nothing(name)",
        choices="| choices |\n| | list_name | name | label |\n| | l | 1 | One |\n",
    )
    session.set("/data/n", "4")
    assert session.node("/data/a").value == session.node("/data/b").value == ""
    assert session.node("/data/c").relevant
    assert session.node("/data/d").choices == ()


# files that forms read ------------------------------------------------------------------------


def csv_of_rows() -> str:
    return "name,label\n" + "a,b\n" * 500_001


def csv_of_columns() -> str:
    return ",".join(f"c{n}" for n in range(2_000)) + "\n" + ("x," * 1_999 + "x\n") * 800


def csv_of_one_cell() -> str:
    return "name,label\na," + "x" * 200_000


def xml_of_parts() -> str:
    return "<root>" + "<item/>" * 600_001 + "</root>"


def xml_of_depth() -> str:
    return "<a>" * 5_000 + "</a>" * 5_000


def geojson_of_depth() -> str:
    return '{"features": ' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.csv", csv_of_rows),
        ("a.csv", csv_of_columns),
        ("a.csv", csv_of_one_cell),
        ("a.xml", xml_of_parts),
        ("a.xml", xml_of_depth),
        ("a.geojson", geojson_of_depth),
    ],
)
def test_a_file_beyond_bounds_is_not_taken_in(name: str, make: Callable[[], str]) -> None:
    form = compile_form(source(f"select_one_from_file {name} | q | Q"), "form.md")
    session = open_session(form, now=NOW, resources={name: Resource("", make())}, chance=Random(1))
    assert session.node("/data/q").choices == ()
    assert list(session.unread()) == ["a"]
