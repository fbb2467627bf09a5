"""Which questions may lie at the person's home: none that leads to what may not."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.forms import compile_form
from socialcase.forms.taking_home import questions_to_take_home

FORM = compile_form(
    b"""
| survey |
| | type | name | label | relevant | calculation |
| | select_one yn | heat | Warm? | | |
| | integer | rooms | Rooms? | | |
| | select_one yn | hit | Does anybody hit you? | | |
| | text | who | Who? | ${hit} = 'y' | |
| | begin_group | after | After | ${harm} > 0 | |
| | select_one yn | wood | Wood? | | |
| | end_group | | | | |
| | text | matters_most | What matters most? | | |
| | text | note_of_worker | Your view | | |
| | calculate | harm | | | if(${hit} = 'y', 1, 0) |
| | calculate | need_heat | | | if(${heat} = 'n' or ${rooms} = 0 or ${wood} = 'n', 1, 0) |
| | calculate | need_safety | | | ${harm} + if(${rooms} = 0, 1, 0) |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
""",
    "form.md",
)
NAMES = ("heat", "rooms", "hit", "who", "wood", "matters_most", "note_of_worker", "after")
CLOSED = {"hit", "who", "wood", "rooms"}


def home(allowed: Collection[str]) -> set[str]:
    """The names of the questions that may go home."""
    return {ref.rpartition("/")[2] for ref in questions_to_take_home(FORM, allowed)}


@pytest.mark.parametrize(
    ("allowed", "may"),
    [
        ((), {"matters_most"}),
        (("need_heat",), {"matters_most", "heat"}),
        (("need_heat", "note_of_worker"), {"matters_most", "heat", "note_of_worker"}),
        (("need_heat", "who", "hit"), {"matters_most", "heat"}),
    ],
)
def test_only_what_leads_to_a_suggestion_that_may_goes_home(
    allowed: tuple[str, ...], may: set[str]
) -> None:
    assert home(allowed) == may


@given(st.sets(st.sampled_from((*NAMES, "need_heat", "need_unheard_of"))))
def test_whatever_is_allowed_nothing_that_leads_to_a_danger_goes(allowed: set[str]) -> None:
    assert not home(allowed) & CLOSED
