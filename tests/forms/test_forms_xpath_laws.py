"""Laws that expressions keep whatever the values: dates, numbers, texts, selections, orders."""

import math
import operator
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from socialcase.forms.xpath.compiler import Compiler
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.parsing import parse
from socialcase.forms.xpath.xml import read_xml
from tests.conformance.adapter import Document, find
from tests.forms.test_forms_xpath_edges import evaluated, text_of

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS, st.integers(min_value=-40_000, max_value=40_000))
def test_days_added_and_taken_away_are_whole(day: date, days: int) -> None:
    moved = day + timedelta(days=days)
    assume(date(1900, 1, 1) <= moved <= date(2100, 12, 31))
    assert text_of(f"date('{day}' + {days})") == str(moved)
    assert text_of(f"'{moved}' - '{day}'") == str(days)
    assert evaluated(f"date('{day}') < date('{moved}')", "truth") is (day < moved)
    assert text_of(f"format-date('{day}', '%Y-%m-%d')") == str(day)


NUMBERS = st.one_of(
    st.integers(min_value=-(10**9), max_value=10**9).map(float),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)


def written(number: float) -> str:
    return f"{number:.20f}".rstrip("0").rstrip(".") or "0"


@given(NUMBERS, NUMBERS)
def test_comparisons_agree_with_numbers(a: float, b: float) -> None:
    left, right = written(a), written(b)
    for sign, test in (("<", operator.lt), ("<=", operator.le), ("=", operator.eq)):
        assert evaluated(f"{left} {sign} {right}", "truth") is test(float(left), float(right))
        assert evaluated(f"'{left}' {sign} {right}", "truth") is test(float(left), float(right))


@given(NUMBERS)
def test_a_number_written_out_is_read_back(number: float) -> None:
    text = written(number)
    assert evaluated(f"number(string({text}))", "number") == float(text)
    assert text_of(f"string({text}) = {text}") == "true"


@given(st.text(alphabet="ab é\n", max_size=12), st.integers(-3, 15), st.integers(-3, 15))
def test_substrings_follow_the_rule_of_the_specification(text: str, at: int, size: int) -> None:
    wanted = "".join(c for i, c in enumerate(text, 1) if at <= i < at + size)
    assert text_of(f"substring('{text}', {at}, {size})") == wanted


@given(st.lists(st.sampled_from("abcd"), max_size=6), st.sampled_from("abcd"))
def test_selections_are_sets_of_words(words: list[str], one: str) -> None:
    answer = " ".join(words)
    assert evaluated(f"selected('{answer}', '{one}')", "truth") is (one in words)
    assert evaluated(f"count-selected('{answer}')", "number") == len(words)
    for at, word in enumerate(words):
        assert text_of(f"selected-at('{answer}', {at})") == word


@given(st.floats(min_value=-85, max_value=85), st.floats(min_value=-179, max_value=179))
def test_a_place_is_no_distance_from_itself(latitude: float, longitude: float) -> None:
    place = f"{latitude:.6f} {longitude:.6f} 0 0"
    found = evaluated(f"distance('{place}; {place}')", "number")
    assert isinstance(found, float)
    assert math.isclose(found, 0.0, abs_tol=0.2)


@given(st.text(max_size=8).filter(lambda t: "'" not in t), st.integers(0, 12))
def test_shuffling_keeps_every_node_once(seed: str, size: int) -> None:
    document = read_xml("<r>" + "<i/>" * size + "</r>", mixed=True)
    around = Document(document, document, None)
    node = find(document, "/*[1]")
    found = Compiler().nodes(parse(f"randomize(i, '{seed}')"))(node, Frame(around, node))
    assert len(found) == size
    assert len({id(one) for one in found}) == size
