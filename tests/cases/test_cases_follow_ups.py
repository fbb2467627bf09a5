"""Lines of a note that begin with an arrow are things to do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.follow_ups import FollowUp, follow_ups

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("→ Ring the school", FollowUp("Ring the school", None)),
        ("-> Ring the school 25.11", FollowUp("Ring the school", date(2026, 11, 25))),
        ("=> Ring the school, 25.11.2026", FollowUp("Ring the school", date(2026, 11, 25))),
        ("→ Позвонить в школу 2.1", FollowUp("Позвонить в школу", date(2027, 1, 2))),
        ("→ Flat 12.13", FollowUp("Flat 12.13", None)),
        ("  → 25.11", FollowUp("25.11", None)),
    ],
)
def test_an_arrow_makes_a_task_and_a_day_at_the_end_its_day(line: str, found: FollowUp) -> None:
    assert follow_ups(f"She walked to the gate.\n{line}\nGood day.", MONDAY) == (found,)


@pytest.mark.parametrize("note", ["", "→", "a -> b", "nothing to do", "→   "])
def test_a_note_without_an_arrow_asks_for_nothing(note: str) -> None:
    assert follow_ups(note, MONDAY) == ()


@given(st.text(max_size=200))
def test_no_note_is_refused_and_no_task_is_empty(note: str) -> None:
    assert all(one.what.strip() for one in follow_ups(note, MONDAY))
