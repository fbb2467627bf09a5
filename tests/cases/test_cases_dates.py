"""Partly known dates: read as people write them, kept in one form, aged with care."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.dates import Age, PartialDate, age_on, parse_day, parse_partial, week_from

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1958", "1958"),
        ("~1958", "~1958"),
        (" 2019-03 ", "2019-03"),
        ("2019-03-07", "2019-03-07"),
        ("7.3.2019", "2019-03-07"),
        ("03.2019", "2019-03"),
    ],
)
def test_a_date_is_kept_in_one_form(written: str, kept: str) -> None:
    assert str(parse_partial(written)) == kept


@pytest.mark.parametrize(
    "wrong",
    ["", "yesterday", "2019-13", "2019-02-30", "58", "1066", "~2019-03-07", "2019-3", "٢٠١٩"],
)
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"date|year|month|day"):
        parse_partial(wrong)


def test_a_whole_date_is_asked_for_where_it_matters() -> None:
    assert parse_day("22.11.2026") == date(2026, 11, 22)
    with pytest.raises(ValueError, match="whole"):
        parse_day("2026-11")


def test_a_partial_date_spans_its_days() -> None:
    assert PartialDate(2024, 2).latest == date(2024, 2, 29)
    assert PartialDate(1958).earliest == date(1958, 1, 1)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ("2014-11-23", Age(12, about=False)),
        ("2014-11-24", Age(11, about=False)),
        ("2014-03", Age(12, about=False)),
        ("2014-11", Age(11, about=True)),
        ("1958", Age(67, about=True)),
        ("~1958", Age(68, about=True)),
        ("2026-11-22", Age(0, about=False, months=0, days=1)),
        ("2026-10-24", Age(0, about=False, months=0, days=30)),
        ("2026-10-23", Age(0, about=False, months=1)),
        ("2025-11-24", Age(0, about=False, months=11)),
        ("2025-11-23", Age(1, about=False)),
        ("2026-07", Age(0, about=True, months=4)),
        ("~2026-03", Age(0, about=True, months=8)),
        ("2025-11", Age(0, about=True, months=12)),
        ("2026-11", Age(0, about=True, months=0)),
        ("2026", Age(0, about=True)),
        ("2025", Age(1, about=True)),
        ("2027-01-01", None),
        ("", None),
        ("no date", None),
    ],
)
def test_age_says_when_it_is_a_guess(birth: str, age: Age | None) -> None:
    assert age_on(birth, TODAY) == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_knowing_less_never_gives_a_higher_age(birth: date, day: date) -> None:
    exact, vague = age_on(birth.isoformat(), day), age_on(f"{birth:%Y}", day)
    if exact is not None:
        assert vague is not None
        assert exact.years - 1 <= vague.years <= max(exact.years, 1)  # never "about 0"


def test_a_week_begins_today() -> None:
    assert week_from(TODAY)[0] == TODAY
    assert week_from(TODAY)[-1] == date(2026, 11, 29)
