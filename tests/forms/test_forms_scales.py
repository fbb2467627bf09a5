"""Which lists of answers lie in an order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.forms.scales import ordered


@pytest.mark.parametrize(
    ("codes", "places"),
    [
        (["0", "1", "2", "3"], ("0", "1", "2", "3")),
        (["1", "2", "3", "4", "7", "9"], ("1", "2", "3", "4")),
        (["always", "mostly", "rarely", "never", "skip"], ("always", "mostly", "rarely", "never")),
        (["often", "sometimes", "never", "nobody"], ("often", "sometimes", "never")),
        (["gas", "power", "saxaul"], ()),
        (["yes", "no"], ()),
        (["0", "1"], ()),
        (["3", "1", "2"], ()),
        ([], ()),
    ],
)
def test_only_numbers_in_a_row_and_known_lists_lie_in_an_order(
    codes: list[str], places: tuple[str, ...]
) -> None:
    assert ordered(codes) == places


@given(st.lists(st.text(max_size=4), unique=True))
def test_what_lies_in_an_order_was_offered_in_it(codes: list[str]) -> None:
    places = ordered(codes)
    assert [code for code in codes if code in places] == list(places)
