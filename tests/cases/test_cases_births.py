"""Birth dates, papers, telephones and families as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.births import read_birth
from socialcase.cases.dates import Age, age_on
from socialcase.cases.family_lines import FamilyLine, read_family, read_line
from socialcase.cases.hearing import heard, local_number, spellings, telephone_words
from socialcase.cases.paper_hints import document_hint, phone_hint

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("1958", "1958"),
        ("~1958", "~1958"),
        ("about 1958", "~1958"),
        ("около 1958", "~1958"),
        ("1958 töweregi", "~1958"),
        ("1958 г.р.", "1958"),
        ("March 2019", "2019-03"),
        ("март 2019", "2019-03"),
        ("7 марта 2019", "2019-03-07"),
        ("maý 2001", "2001-05"),
        ("7.3.2019", "2019-03-07"),
        ("03.2019", "2019-03"),
        ("64", "~1962"),
        ("64 года", "~1962"),
        ("about 60", "~1966"),
        ("12 ýaş", "~2014"),
        ("8 months", "~2026-03"),
        ("8 aýlyk", "~2026-03"),
        ("0", "~2026"),
    ],
)
def test_a_birth_date_is_read_as_people_say_it(typed: str, kept: str) -> None:
    assert read_birth(typed, TODAY) == kept


@given(st.integers(0, 115), st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_an_age_that_was_typed_is_the_age_that_is_shown(age: int, today: date) -> None:
    assert age_on(read_birth(str(age), today), today) == Age(age, about=True)


@pytest.mark.parametrize("typed", ["long ago", "300", "7.13.2019", "Marchember 2019 or so", "1700"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not|must"):
        read_birth(typed, TODAY)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Aýgül, 12, daughter", FamilyLine("Aýgül", "~2014", "child", "daughter", "female")),
        ("бабушка 78", FamilyLine("", "~1948", "grandparent", "бабушка", "female")),
        ("Merdan 9", FamilyLine("Merdan", "~2017")),
        ("Maral 35 ýaş aýaly", FamilyLine("Maral", "~1991", "partner", "aýaly", "female")),
        ("gyz dogany Jeren 15", FamilyLine("Jeren", "~2011", "sibling", "gyz dogany", "female")),
        ("wife Maral, about 1990", FamilyLine("Maral", "~1990", "partner", "wife", "female")),
        ("son 8 months", FamilyLine("", "~2026-03", "child", "son", "male")),
        ("Batyr Annaýew", FamilyLine("Batyr Annaýew")),
    ],
)
def test_a_line_says_name_age_and_who_they_are_in_any_order(line: str, read: FamilyLine) -> None:
    assert read_line(line, TODAY) == read


def test_empty_lines_are_nobody_and_there_is_an_end_to_a_family() -> None:
    assert read_family("\n  \n", TODAY) == []
    assert len(read_family("сын 3\n" * 50, TODAY)) == 30


@pytest.mark.parametrize(
    ("kind", "number", "birth", "hint"),
    [
        ("passport", "I-AŞ 123456", "1990", ""),
        ("passport", "ii-mr123456", "", ""),
        ("passport", "123456", "1990", "series"),
        ("passport", "I-AŞ 123456", "2019", "too_young"),
        ("birth", "I-LB 40412", "2019", "series"),
        ("birth", "", "2019", ""),
        ("travel", "whatever it is", "1990", ""),
    ],
)
def test_papers_that_look_unusual_are_pointed_at(
    kind: str, number: str, birth: str, hint: str
) -> None:
    assert document_hint(kind, number, birth, TODAY) == hint


@pytest.mark.parametrize(
    ("phone", "hint"),
    [
        ("", ""),
        ("+993 65 12-34-56", ""),
        ("8 65 123456", ""),
        ("(12) 39-41-07", ""),
        ("71 204060", ""),
        ("65 12 34 5", "length"),
        ("91 23 45 67", "beginning"),
        ("the shop, ask for Maral", "letters"),
    ],
)
def test_telephones_that_look_unusual_are_pointed_at(phone: str, hint: str) -> None:
    assert phone_hint(phone) == hint


def test_a_telephone_is_found_however_it_is_dialled() -> None:
    assert {local_number(one) for one in ("+993 65 123456", "865123456", "65-12-34-56")} == {
        "65123456"
    }
    assert telephone_words("(12) 39-41-07") == ["12394107", "99312394107", "394107"]
    assert heard("8 65 12-34-56") == heard("+993 (65) 123456") == "65123456"
    assert heard("MR1-0017") == "mr1 0017"


def test_spellings_in_use_are_kept_beside_each_other() -> None:
    assert heard("Кулиев") == heard("Gulyýew")
    assert heard("Менглиев") == heard("Meňliýew")
    assert heard("Murad") in spellings(heard("Myrat"))
    assert heard("Ахмедов") in spellings(heard("Ahmetow"))
    assert spellings(heard("Jeren")) == set()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Batyr Annaýew", {"given": "Batyr", "surname": "Annaýew"}),
        ("Аннаева Джерен", {"given": "Джерен", "surname": "Аннаева"}),
        ("Öwez", {"given": "Öwez"}),
        ("Ogul Bike", {"given": "Ogul Bike"}),
        ("", {}),
    ],
)
def test_a_surname_is_told_from_the_given_name_by_its_ending(
    name: str, parts: dict[str, str]
) -> None:
    assert FamilyLine(name).name_parts == parts
