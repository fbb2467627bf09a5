"""Dates in words, in the language in force."""

from collections.abc import Iterator
from datetime import date

import pytest

from socialcase.texts import long_date, short_date, use_language, when
from socialcase.texts.dates import month_and_year

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def test_a_day_is_told_with_its_weekday() -> None:
    assert long_date(MONDAY) == "Monday 23 November"
    assert short_date(date(2026, 5, 8)) == "Fri 8 May"


@pytest.mark.parametrize(
    ("day", "told"),
    [(20, "3 days late"), (22, "1 day late"), (23, "today"), (24, "tomorrow"), (27, "in 4 days")],
)
def test_distance_from_today_is_told_in_words(day: int, told: str) -> None:
    assert when(date(2026, 11, day), MONDAY) == told


def test_russian_counts_days_in_three_forms() -> None:
    use_language("ru")
    told = [when(date(2026, 11, 23 - n), MONDAY) for n in (1, 2, 5)]
    assert len({words.split(maxsplit=1)[1] for words in told}) == 3


def test_a_month_alone_stands_in_the_nominative() -> None:
    assert month_and_year(MONDAY) == "November 2026"
    use_language("ru")
    assert month_and_year(MONDAY) == "Ноябрь 2026"
    assert "ноября" in long_date(MONDAY)
