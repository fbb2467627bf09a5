"""One search form for every spelling, transliteration, and how likely two people are one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialcase.cases.clock import FixedClock, SeededChance, SystemChance, SystemClock, milliseconds
from socialcase.cases.likeness import Described, blocks, likeness
from socialcase.cases.names import display, fold, fold_number, latin


@pytest.mark.parametrize(
    "spellings",
    [
        ("Jeren Orazgulýewa", "jeren orazgulyyewa", "Җерен Оразгулыева", "Джерен Оразгулыева"),
        ("Gülşat", "Gulshat", "Гүлшат", "Гульшат", "Гюльшат", "gulsat"),
        ("Çary", "Chary", "Чары", "çary"),
        ("Ýelena Žukowa", "Елена Жукова", "Yelena Zhukova"),
        ("Maýa", "Мая", "Maya"),
        ("Ňazik", "Ñazik", "Ңазик", "nazik"),
        ("Aşyr", "A¢yr", "Ашыр"),
    ],
)
def test_spellings_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_names_stay_apart() -> None:
    names = (
        "Maral",
        "Merdan",
        "Jemal",
        "Jeren",
        "Aýna",
        "Anna",
        "Amangeldi",
        "Oguljan",
        "Ogulgerek",
    )
    assert len({fold(name) for name in names}) == len(names)


@given(st.text())
def test_the_search_form_is_plain_words_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert all(letter.isascii() and (letter.isalnum() or letter == " ") for letter in folded)
    assert "  " not in folded
    assert folded == folded.strip()


def test_numbers_run_together() -> None:
    assert fold_number("+993 65 12-34-56") == "99365123456"
    assert fold_number("I-AŞ 123456") == "ias123456"


@pytest.mark.parametrize(
    ("cyrillic", "written"),
    [
        ("Оразгулыева Җерен", "Orazgulyýewa Jeren"),
        ("Ёлбарс", "Ýolbars"),
        ("Елена", "Ýelena"),
        ("Гүлшат Өвезова", "Gülşat Öwezowa"),
        ("Maral 12", "Maral 12"),
    ],
)
def test_turkmen_cyrillic_is_written_in_latin(cyrillic: str, written: str) -> None:
    assert latin(cyrillic) == written


def test_two_descriptions_of_one_person_score_high_and_say_why() -> None:
    one = Described("Jeren Orazgulýewa", "1987-03-02", "female", "tejen", phone="+99365123456")
    other = Described(
        "Оразгулыева Җерен Мырадовна", "1987-03-02", "female", "tejen", phone="65123456"
    )
    score, reasons = likeness(one, other)
    assert score == 100
    assert reasons == ("same_name", "same_phone", "same_etrap", "same_birth")


@pytest.mark.parametrize(
    "other",
    [
        Described("Serdar Orazgulyýew", "1987-03-02", "male"),
        Described("Jeren Hallyýewa", "1991", "female"),
        Described("Jeren Orazgulýewa", "1951", "female"),
        Described(""),
    ],
)
def test_different_people_stay_under_the_line(other: Described) -> None:
    assert likeness(Described("Jeren Orazgulýewa", "1987-03-02", "female"), other)[0] < 60


def test_a_surname_compares_without_its_ending_for_sex() -> None:
    score, reasons = likeness(Described("Aman Berdiýew"), Described("Aman Berdiýewa"))
    assert score >= 65
    assert reasons == ("same_name",)


def test_likely_twins_share_a_block() -> None:
    one = blocks(Described("Jeren Orazgulýewa", "1987"))
    assert one & blocks(Described("Җерен Оразгулыев"))
    assert one & blocks(Described("Jeran Annaýewa Orazgulyýewa", "1987-03"))
    assert not one & blocks(Described("Maral Annaýewa", "1987"))


def test_display_puts_the_surname_first_and_falls_back() -> None:
    parts = {"given": "Jeren", "surname": "Orazgulýewa", "patronymic": ""}
    assert display(parts) == "Orazgulýewa Jeren"
    assert display({"other": "Jeren eje"}) == "Jeren eje"
    assert display({}, "the neighbour") == "the neighbour"


def test_today_is_the_date_in_ashgabat() -> None:
    clock = FixedClock(datetime(2026, 11, 22, 20, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 23)
    clock.move(timedelta(hours=-2))
    assert clock.today() == date(2026, 11, 22)
    assert milliseconds(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)) == 1000
    assert SystemClock().now().tzinfo is UTC


def test_seeded_chance_repeats_and_the_real_one_does_not() -> None:
    assert SeededChance(3).bytes(16) == SeededChance(3).bytes(16)
    assert SystemChance().bytes(16) != SystemChance().bytes(16)
