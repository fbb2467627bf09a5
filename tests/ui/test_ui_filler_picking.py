"""Choosing in lists of more than ten: two digits, or the first letters; never one key for two."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.forms import compile_form, open_session
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.picking import SHORT, Letters, Number, key_of
from socialcase.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
LANGUAGES = "Turkmen Russian Uzbek Kazakh Azeri Armenian Persian Kurdish Ukrainian Tatar Nogai Ňu"
FORM = """
| survey |
| | type | name | label | appearance |
| | select_multiple langs | spoken | Which languages are spoken? | |
| | select_one langs | mother | Which is the mother tongue? | |
| choices |
| | list_name | name | label |
""" + "\n".join(f"| | langs | {name.lower()} | {name} |" for name in LANGUAGES.split())
SPOKEN, MOTHER = "/data/spoken", "/data/mother"


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    form = compile_form(FORM.encode(), "langs.md")
    session = open_session(form, now=datetime(2026, 11, 22, tzinfo=UTC))
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Languages", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.flush()


def press(desk: Desk, keys: str) -> None:
    """The keys of a row of letters and digits; a blank is Space, "/" is Enter."""
    named = {" ": Qt.Key.Key_Space, "/": Qt.Key.Key_Return}
    for letter in keys:
        key = named.get(letter) or Qt.Key(ord(letter.upper()))
        QTest.keyClick(desk.window().windowHandle(), key)
        QApplication.processEvents()


def value(desk: Desk, ref: str) -> str:
    return desk.filling.node(ref).value


@given(st.integers(1, 99), st.data())
def test_what_a_choice_shows_is_what_chooses_it(of: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, of - 1))
    number = Number()
    meant = [number.take(digit, of) for digit in key_of(at, of)]
    assert [place for place in meant if place is not None] == [at]
    assert not number.begun


@given(st.integers(1, SHORT))
def test_a_short_list_has_a_digit_for_each(of: int) -> None:
    assert len({key_of(at, of) for at in range(of)}) == of
    assert all(len(key_of(at, of)) == 1 for at in range(of))


def test_letters_find_what_begins_with_them_and_the_same_letter_goes_on() -> None:
    now = [0.0]
    letters = Letters(lambda: now[0])
    words = LANGUAGES.split()
    assert letters.take("t", words, 0) == words.index("Tatar")  # the next after the ring
    assert letters.take("t", words, 9) == words.index("Turkmen")
    now[0] += 5
    assert letters.take("u", words, 0) == words.index("Uzbek")
    assert letters.take("k", words, 2) == words.index("Ukrainian")
    now[0] += 5
    assert letters.take("n", words, 10) == words.index("Ňu")
    now[0] += 5
    assert letters.take("x", words, 0) is None


def test_two_digits_choose_in_a_long_list(desk: Desk) -> None:
    press(desk, "0112")
    assert value(desk, SPOKEN) == "turkmen ňu"
    press(desk, "12")
    assert value(desk, SPOKEN) == "turkmen"


def test_one_digit_waits_only_where_another_may_follow(desk: Desk) -> None:
    press(desk, "1")
    assert value(desk, SPOKEN) == ""
    press(desk, " ")
    assert value(desk, SPOKEN) == "turkmen"
    press(desk, "3")
    assert value(desk, SPOKEN) == "turkmen uzbek"
    press(desk, "1/")  # Enter chooses it, and goes on
    assert value(desk, SPOKEN) == "uzbek"
    assert desk.place() == MOTHER


def test_a_letter_that_is_a_key_elsewhere_finds_a_choice_here(desk: Desk) -> None:
    press(desk, "n ")
    assert value(desk, SPOKEN) == "nogai"


def test_a_number_that_is_begun_is_forgotten_with_the_question(desk: Desk) -> None:
    press(desk, "1")
    desk.go_to(MOTHER)
    press(desk, "2")
    assert (value(desk, SPOKEN), value(desk, MOTHER)) == ("", "russian")
