"""Expressions: what they mean, and what is refused."""

import contextlib
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from socialcase.forms.xpath.compiler import Compiler
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.footprint import Read, reads, rebind
from socialcase.forms.xpath.frame import Frame, Spec
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.parsing import parse
from socialcase.forms.xpath.xml import BadXml, read_xml

ASHGABAT = timezone(timedelta(hours=5))
DAYS_FROM, DAYS_TO = date(1925, 1, 1), date(2040, 1, 1)
HEADS = ("num", "str", "neg", "bin", "union", "call", "filter", "path", "chain")
DOCUMENT = """
<data>
  <a>3</a><b/><c>2026-03-04</c><pick>bread milk</pick>
  <row><n>1</n><k>x</k></row><row><n>2</n><k>y</k></row><row><n>10</n><k>y</k></row>
</data>
"""


class Plain:
    """A world with a document and a clock."""

    def __init__(self) -> None:
        self.root = read_xml(DOCUMENT)
        self.only: tuple[Node, ...] = ()
        self.zone: tzinfo = ASHGABAT
        self.chance = Random(1)
        self.months: tuple[str, ...] = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")
        self.weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 20, 0, tzinfo=UTC)

    def instance(self, name: str) -> Node | None:
        return self.root if name == "self" else None

    def itext(self, name: str) -> str:
        return name.upper()

    def choice_name(self, value: str, question: str, node: Node) -> str:
        return f"{question}={value}"

    def setting(self, name: str) -> str:
        return name

    def index(self, items: list[Node], keys: tuple[str, ...]) -> Mapping[str, list[Node]] | None:
        return None

    def spend(self, nodes: int) -> None:
        pass

    def tally(self, spec: Spec, node: Node, frame: Frame) -> Iterable[float] | None:
        return None


def text(expression: str) -> str:
    world = Plain()
    top = next(world.root.elements())
    return Compiler().text(parse(expression))(top, Frame(world, top))


@pytest.mark.parametrize(
    ("expression", "meaning"),
    [
        ("1 + 2 * 3 - 4 div 2", "5"),
        ("-2 mod 3", "-2"),
        ("- - 3", "3"),
        ("1 < 2 = true()", "true"),
        ("2 div 0", "Infinity"),
        ("0.1 + 0.2 > 0.3", "true"),
        ("1 div 3 * 3", "1"),
        ("1000000 * 1000000 * 1000000", "1000000000000000000"),
        ("0.0000001", "0.0000001"),
        ("'' + 1", "NaN"),
        ("a = 3 and a = '3' and a != 4", "true"),
        ("row/n > 9", "true"),
        ("row/n != 1", "true"),
        ("not(row/n = 7)", "true"),
        ("count(row[k = 'y'])", "2"),
        ("row[2]/n", "2"),
        ("row[last()]/n", "10"),
        ("row[position() < 3][2]/n", "2"),
        ("sum(row/n)", "13"),
        ("max(row/n) - min(row/n)", "9"),
        ("join('-', row/n)", "1-2-10"),
        ("/data/row[n = /data/row[2]/n]/k", "y"),
        ("row[3]/preceding-sibling::row[1]/n", "2"),
        ("count(//n | //k)", "6"),
        ("selected(pick, 'milk') and not(selected(pick, 'mil'))", "true"),
        ("selected-at(pick, 1)", "milk"),
        ("count-selected(b)", "0"),
        ("if(b = '', 'blank', 1 div 0)", "blank"),
        ("coalesce(b, missing, a)", "3"),
        ("c + 1 > '2026-03-04'", "true"),
        ("date(decimal-date-time(c) + 30)", "2026-04-03"),
        ("format-date(c, '%e %b %Y, %a')", "4 Mar 2026, Wed"),
        ("today()", "2026-11-23"),
        ("difference-in-years('1958-11-24', today())", "67"),
        ("difference-in-months('2026-01-31', '2026-02-28')", "0"),
        ("add-date(c, 0, 11, 1)", "2027-02-05"),
        ("round(2.5) + round(-2.5)", "1"),
        ("round(1.005, 2)", "1.01"),
        ("int(-1.9)", "-1"),
        ("substr('hello', 1, -1)", "ell"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("regex('865123456', '^[0-9]{9}$')", "true"),
        ("checklist(2, 3, 1, 0, 'x')", "true"),
        ("indexed-repeat(row/n, row, 2)", "2"),
        ("position(row[2])", "2"),
        ("jr:choice-name('y', '../q')", "../q=y"),
        ("translate('gül', 'ü', 'u')", "gul"),
        ("normalize-space('  two  words ')", "two words"),
        ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("geofence('38 58', '37 57;37 59;39 59;39 57;37 57')", "true"),
        ("distance('37.95 58.38 0 0;37.6 61.83 0 0') > 300000", "true"),
        ("intersects('0 0;1 1;0 1;1 0')", "true"),
        ("pulldata('self', 'n', 'k', 'y')", "2"),
    ],
)
def test_expressions_mean_what_odk_says(expression: str, meaning: str) -> None:
    assert text(expression) == meaning


@given(st.dates(DAYS_FROM, DAYS_TO), st.integers(-20_000, 20_000))
def test_dates_count_whole_days_in_a_zone_east_of_greenwich(day: date, apart: int) -> None:
    later = day + timedelta(days=apart)
    near = date(1970, 1, 1)  # where a count of days is too small to tell from a plain number
    assume(min(abs((day - near).days), abs((later - near).days)) > 32)
    assert text(f"int(date('{later}') - date('{day}'))") == str(apart)
    assert text(f"date('{day}') + {apart} = '{later}'") == "true"
    assert text(f"string(date(date('{day}') + ({apart})))") == str(later)


def test_chance_is_drawn_from_the_session() -> None:
    assert text("uuid()") == text("uuid()")
    assert len(text("uuid(12)")) == 12
    assert 0 <= float(text("random()")) < 1
    assert text("join(' ', randomize(row/n, 42))") == text("join(' ', randomize(row/n, 42))")


@pytest.mark.parametrize(
    "expression",
    ["", "1 +", "(1", "a b", "5%2", "a[", "$", "'open", "a//", "foo(", "..b", "child::", "a:b:c"],
)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(XPathError):
        parse(expression)


def test_long_sums_and_conditions_are_no_deep_trees() -> None:
    assert text(" + ".join(["a"] * 3000)) == "9000"
    assert text("a" + " - 1 + 2" * 1000) == "1003"
    assert text(" or ".join(["a = 4"] * 3000 + ["a = 3"])) == "true"
    assert text("count(row[" + " and ".join(["n > 1"] * 500) + "])") == "2"
    assert len(reads(parse(" + ".join(["../b", "../c"] * 1000)), ("data", "a"))) == 2


def test_nesting_and_length_are_bounded() -> None:
    for endless in ("(" * 5000 + "1" + ")" * 5000, "a" * 200_000, "not(" * 3000 + "1" + ")" * 3000):
        with pytest.raises(XPathError):
            parse(endless)


@given(st.text(alphabet="ab/[]()=<>+-*.'\"@:, 12orandivmod|$", max_size=40))
def test_any_text_is_parsed_or_refused(expression: str) -> None:
    with contextlib.suppress(XPathError):
        assert parse(expression)[0] in HEADS


@given(st.integers(-(10**6), 10**6), st.integers(-50, 50))
def test_arithmetic_agrees_with_python(a: int, b: int) -> None:
    assert float(text(f"({a}) + ({b}) * 2")) == a + b * 2
    if b:
        assert math.isclose(float(text(f"({a}) div ({b})")), a / b)
        assert float(text(f"({a}) mod ({b})")) == math.fmod(a, b)


def test_reads_name_paths_and_the_depth_that_is_shared() -> None:
    here = ("data", "row", "k")
    assert reads(parse("../n"), here) == {Read(("data", "row", "n"), 2)}
    assert reads(parse("sum(../../row/n)"), here) == {Read(("data", "row", "n"), 1)}
    assert reads(parse("."), here) == {Read(here, 3)}
    assert reads(parse("instance('x')/root/item[k = current()/../n]"), here) == {
        Read(("data", "row", "n"), 2)
    }
    assert reads(parse("count(/data/row[n > ../limit])"), ("data", "total")) == {
        Read(("data", "row"), 1),
        Read(("data", "row", "n"), 1),
        Read(("data", "limit"), 1),
    }
    assert Read((), 1, below=True) in reads(parse("//n"), ("data", "total"))


def test_absolute_paths_follow_the_instance_they_are_read_in() -> None:
    repeats = frozenset({("data", "row")})
    here = ("data", "row", "k")
    assert rebind(parse("/data/row/n"), here, repeats) == parse("../n")
    assert rebind(parse("/data/row"), here, repeats) == parse("/data/row")
    assert rebind(parse("/data/a"), here, repeats) == parse("/data/a")
    outside = rebind(parse("count(/data/row[/data/row/n < 5])"), ("data", "a"), repeats)
    assert outside == parse("count(/data/row[./n < 5])".replace("./n", "n"))
    untied = parse("indexed-repeat(/data/row/n, /data/row, 2)")
    assert rebind(untied, here, repeats) == untied


def test_documents_that_declare_entities_or_never_end_are_refused() -> None:
    bomb = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>"
    for hostile in (bomb, "<a>" * 5000, "<a><b></a>", "", "<a>&unknown;</a>"):
        with pytest.raises(BadXml):
            read_xml(hostile)


def test_a_lean_document_has_nodes_for_attributes_in_instances_only() -> None:
    document = read_xml(
        "<m xmlns='http://www.w3.org/2002/xforms' xmlns:j='http://openrosa.org/javarosa'>"
        "<instance id='first'><d v='1' j:template=''/></instance>"
        "<bind j:count='2' type='int'/></m>",
        lean=True,
    )
    model = document.child("m")
    assert model is not None
    instance, bind = model.elements()
    (inside,) = instance.elements()
    assert (instance.attribute("id"), inside.attribute("v")) == ("first", "1")
    assert [a.name for a in inside.attrs] == ["v", "jr:template"]
    assert (bind.attribute("jr:count"), bind.attribute("type"), bind.attrs) == ("2", "int", [])
