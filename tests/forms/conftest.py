# ruff: noqa: E501 - the form is a table, one row a line
"""A small needs assessment of our own, in three languages of the trade: skip logic, constraints,
scores, a repeat, cascading lists and two languages of words."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest

from socialcase.forms import Form, Session, compile_form, open_session

ASHGABAT = timezone(timedelta(hours=5))
NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC).astimezone(ASHGABAT)

FAMILY = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | hint::English (en) | hint::Русский (ru) | relevant | constraint | constraint_message::English (en) | constraint_message::Русский (ru) | required | calculation | choice_filter | appearance | repeat_count | default |
| | today | day |
| | begin_group | who | Who answers | Кто отвечает |
| | text | name | Name | Имя | | | | | | | yes |
| | integer | age | Age of ${name} | Возраст: ${name} | In full years | Полных лет | | . >= 0 and . < 120 | Between 0 and 119. | От 0 до 119. | yes |
| | select_one welayat | welayat | Region | Велаят |
| | select_one etrap | etrap | District | Этрап | | | ${welayat} != '' | | | | | | welayat = ${welayat} |
| | end_group |
| | begin_group | living | Daily living | Повседневная жизнь | | | ${age} >= 60 |
| | select_one help | wash | Washing | Мытьё | | | | | | | | | | likert |
| | select_one help | dress | Dressing | Одевание | | | | | | | | | | likert |
| | calculate | score_living | | | | | | | | | | coalesce(${wash}, 0) + coalesce(${dress}, 0) |
| | note | about_score_living | Needs help in ${score_living} of 4 points | Помощь: ${score_living} из 4 | Own checklist | Свой список |
| | calculate | need_help | | | | | | | | | | ${score_living} >= 2 |
| | note | about_need_help | Help at home | Помощь на дому |
| | end_group |
| | integer | children | How many children? | Сколько детей? |
| | begin_repeat | child | Child | Ребёнок | | | | | | | | | | | ${children} |
| | text | first | Name of child | Имя ребёнка |
| | integer | years | Age of ${first} | Возраст: ${first} | | | | . < 18 | A child is under 18. | Ребёнок младше 18. |
| | calculate | place | | | | | | | | | | position(..) |
| | text | school | School of ${first} | Школа: ${first} | | | ${years} >= 7 |
| | end_repeat |
| | calculate | all_years | | | | | | | | | | sum(${years}) |
| | calculate | pupils | | | | | | | | | | count(${child}[${years} >= 7]) |
| | begin_repeat | visitor | Visitor | Гость |
| | text | called | Called | Зовут |
| | end_repeat |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) | welayat |
| | welayat | ahal | Ahal | Ахал | |
| | welayat | mary | Mary | Мары | |
| | etrap | tejen | Tejen | Теджен | ahal |
| | etrap | kaka | Kaka | Каахка | ahal |
| | etrap | bayramaly | Baýramaly | Байрамали | mary |
| | help | 0 | Alone | Сам | |
| | help | 1 | With difficulty | С трудом | |
| | help | 2 | With help | С помощью | |
| settings |
| | form_id | form_title | version | default_language |
| | family | Family needs | 3 | English (en) |
"""


@pytest.fixture(scope="session")
def family_source() -> str:
    return FAMILY


@pytest.fixture(scope="session")
def family() -> Form:
    return compile_form(FAMILY.encode(), "family.md")


@pytest.fixture
def session(family: Form) -> Session:
    return open_session(family, now=NOW, chance=Random(7))
