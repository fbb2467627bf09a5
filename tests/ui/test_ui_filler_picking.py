"""Choosing in lists of more than ten: two digits, or the first letters; never one key for two."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from socialcase.actions.demo.filling import refs
from socialcase.forms import Choice, compile_form, open_session
from socialcase.reports.form_paper import Printing, form_sheet
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.pages.filler.long_list import Lines
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.picking import SHORT, Letters, Number, keys_of, numbers_of
from socialcase.ui.pages.filler.reading import read_answer
from socialcase.ui.preferences import Preferences
from tests.forms_shipped.filling import NOW, compiled

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
BABIES = """
| survey |
| | type | name | label | appearance |
| | select_one alive | born | How many babies are alive? | {look} |
| | select_one alive | twins | How many of them are twins? | {look} |
| choices |
| | list_name | name | label |
"""
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


def plain_choices(of: int) -> list[Choice]:
    return [Choice(f"c{at}", f"Choice {at}") for at in range(of)]


def value(desk: Desk, ref: str) -> str:
    return desk.filling.node(ref).value


@given(st.integers(1, 99), st.data())
def test_what_a_choice_shows_is_what_chooses_it(of: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, of - 1))
    number = Number()
    keys = keys_of(plain_choices(of))
    meant = [number.take(digit, keys) for digit in keys[at]]
    assert [place for place in meant if place is not None] == [at]
    assert not number.begun


@given(st.integers(1, SHORT))
def test_a_short_list_has_a_digit_for_each(of: int) -> None:
    keys = keys_of(plain_choices(of))
    assert len(set(keys)) == of
    assert all(len(key) == 1 for key in keys)


def labelled(*labels: str) -> list[Choice]:
    return [Choice(f"c{at}", label) for at, label in enumerate(labels)]


@pytest.mark.parametrize(
    ("choices", "keys"),
    [
        (labelled("0", "1", "2"), ["0", "1", "2"]),
        (labelled("0", "1", "2 or more"), ["0", "1", "2"]),
        (labelled("0", "1", "2+"), ["0", "1", "2"]),
        (labelled("3", "**2**", "1"), ["3", "2", "1"]),
        ([*labelled("0", "1"), Choice("unsure", "Not sure")], ["0", "1", ""]),
        (labelled("0", "5", "10"), ["00", "05", "10"]),
        (labelled("1 or less", "2", "3"), ["1", "2", "3"]),  # counted, from one
        (labelled("0", "1–2", "3"), ["1", "2", "3"]),
        (labelled("1", "1"), ["1", "2"]),
        (labelled("Never", "Often"), ["1", "2"]),
        ([Choice("0", "No"), Choice("1", "Yes")], ["0", "1"]),
        ([Choice("1", "Yes"), Choice("2", "No"), Choice("98", "Other")], ["01", "02", "98"]),
        ([Choice("101", "Mary"), Choice("102", "Lebap")], ["1", "2"]),
        ([Choice("1", "0"), Choice("2", "1")], ["0", "1"]),  # what is read goes before the code
        ([], []),
    ],
)
def test_choices_that_are_numbers_are_chosen_by_these(
    choices: list[Choice], keys: list[str]
) -> None:
    assert keys_of(choices) == keys
    assert [number for number in numbers_of(choices) if number is not None] == [
        int(key) for key in keys if key
    ]


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=14, unique=True), st.data())
def test_a_typed_number_chooses_that_number_or_none(many: list[int], data: st.DataObject) -> None:
    keys = keys_of(labelled(*map(str, many)))
    at = data.draw(st.integers(0, len(many) - 1))
    number = Number()
    meant = [number.take(digit, keys) for digit in keys[at]]
    assert [place for place in meant if place is not None] == [at]
    other = data.draw(st.integers(0, 9999).filter(lambda n: n not in many))
    places = [number.take(digit, keys) for digit in f"{other:0{len(keys[0])}}"]
    taken = [many[place] for place in [*places, number.settle(keys)] if place is not None]
    assert all(str(one) in f"{other:04}" for one in taken)
    assert other not in taken


def babies(qtbot: QtBot, look: str = "") -> Desk:
    rows = "".join(f"| | alive | n{n} | {n} |\n" for n in range(3))
    session = open_session(
        compile_form((BABIES.format(look=look) + rows).encode(), "babies.md"),
        now=datetime(2026, 11, 22, tzinfo=UTC),
    )
    made = Desk(Filling(session, session.apply), {}, "2026-11-22")
    qtbot.addWidget(made)
    made.resize(1306, 716)
    made.word("Family", "Babies", "")
    made.show()
    made.begin("")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("look", ["", "list-nolabel"])
def test_the_key_one_means_one_baby(qtbot: QtBot, preferences: Preferences, look: str) -> None:
    desk = babies(qtbot, look)
    for key, code in (("1", "n1"), ("0", "n0"), ("2", "n2")):
        press(desk, key)
        assert value(desk, "/data/born") == code
    press(desk, "3")  # no choice has this number
    assert value(desk, "/data/born") == "n2"
    desk.flush()


@pytest.mark.parametrize(
    ("typed", "code"), [("0", "n0"), ("1", "n1"), ("2", "n2"), ("3", None), ("n2", "n2")]
)
def test_on_paper_a_number_means_itself_too(
    qtbot: QtBot, preferences: Preferences, typed: str, code: str | None
) -> None:
    desk = babies(qtbot)
    assert read_answer(desk.filling.node("/data/born"), typed)[0] == code
    desk.flush()


@pytest.mark.parametrize(("typed", "found"), [("12", ["12"]), ("31", []), ("0", ["0", "10"])])
def test_a_long_list_of_numbers_is_not_counted(typed: str, found: list[str]) -> None:
    lines = Lines(tuple(labelled(*map(str, range(13)))))
    assert [lines.words[at] for at in lines.find(typed)] == found


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


@pytest.mark.parametrize("form", ["home_visit", "needs_older", "wg_ss", "phq9"])
def test_what_stands_before_a_choice_on_paper_is_what_is_typed_for_it(form: str) -> None:
    session = open_session(compiled(form), now=NOW)
    by_name = refs(item for page in session.pages() for item in page.items)
    nodes = [session.node(ref) for ref in by_name.values()]
    asked = {node.number: node for node in nodes if node.choices}
    printing = Printing("en", "Aman Invented", NOW, blank=True)
    numbered = 0
    for item in questions_of(form_sheet(session, "Form", printing).data["pages"]):
        node = asked.get(str(item.get("number")))
        if node is None or item.get("kind") != "question":
            continue
        for number, choice in zip(item["numbers"], node.choices or (), strict=True):
            if number:
                numbered += 1
                assert read_answer(node, number)[0] == choice.value
    assert numbered > 3


def questions_of(made: object) -> Iterator[dict[str, Any]]:
    """All questions of a document's data, however deep they stand."""
    if isinstance(made, dict):
        yield made
        for inner in made.values():
            yield from questions_of(inner)
    elif isinstance(made, list):
        for inner in made:
            yield from questions_of(inner)
