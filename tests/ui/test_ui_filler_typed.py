"""Typed answers are read as people write them here, and shown again as they write them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from socialcase.forms import Choice, NodeState
from socialcase.ui.pages.filler import typed
from socialcase.ui.pages.filler.flow import Flow
from socialcase.ui.pages.filler.kinds import place_for
from socialcase.ui.pages.filler.long_list import Lines, ListAnswer
from socialcase.ui.pages.filler.words import in_words, plain, rich
from socialcase.ui.preferences import Preferences


def node(
    value: str, *, kind: str = "string", choices: tuple[Choice, ...] | None = None
) -> NodeState:
    """A node with an answer; everything else as a plain question has it."""
    return NodeState(
        ref="/data/q",
        name="q",
        kind="question",
        type=kind,
        control="select" if choices else "input",
        value=value,
        relevant=True,
        readonly=False,
        required=False,
        violation=None,
        message="",
        choices=choices,
        label="Q",
        hint="",
        guidance="",
        appearance="",
        constraint_message="",
        required_message="",
        number="1.1",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22.11.2026", "2026-11-22"),
        ("22/11/26", "2026-11-22"),
        ("221126", "2026-11-22"),
        ("2026-11-22", "2026-11-22"),
        ("1.2.58", "1958-02-01"),
        ("", ""),
        ("32.11.2026", None),
        ("29.02.2023", None),
        ("soon", None),
    ],
)
def test_days(text: str, value: str | None) -> None:
    assert typed.day(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", "12"), ("1 200", "1200"), ("-3", "-3"), ("", ""), ("12.5", None), ("twelve", None)],
)
def test_whole_numbers(text: str, value: str | None) -> None:
    assert typed.whole(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,50", "2.50"), ("2.5", "2.5"), (".5", ".5"), ("", ""), ("2.5.1", None), ("a", None)],
)
def test_decimals_keep_their_digits(text: str, value: str | None) -> None:
    assert typed.decimal(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9:05", "09:05:00.000+05:00"),
        ("0905", "09:05:00.000+05:00"),
        ("9.05", "09:05:00.000+05:00"),
        ("24:00", None),
        ("", ""),
    ],
)
def test_times_of_day(text: str, value: str | None) -> None:
    assert typed.clock(text) == value


def test_a_day_with_a_time() -> None:
    assert typed.moment("22.11.2026 9:05") == "2026-11-22T09:05:00.000+05:00"
    assert typed.moment("22.11.2026") is None


def test_months_and_years() -> None:
    assert typed.month("03.2019") == "2019-03-01"
    assert typed.month("2019-03") == "2019-03-01"
    assert typed.year("1958") == "1958-01-01"
    assert typed.year("13.2019") is None


def test_an_authors_markup_is_shown_and_nothing_else_of_it_works() -> None:
    shown = rich("**Bold** <img src='http://x/y.png'> 3 < 4 <script>x</script>\nnext")
    assert shown.startswith("<b>Bold</b>")
    assert "<img" not in shown
    assert "<script" not in shown
    assert "3 &lt; 4" in shown
    assert "<br>next" in shown


def test_plain_words_are_one_line() -> None:
    assert plain("# Who\n**lives** here?") == "Who lives here?"


def test_a_link_is_read_as_words_and_address() -> None:
    assert plain("See [the guide](https://a.b/c).") == "See the guide (https://a.b/c)."
    assert rich("[https://a.b](https://a.b)") == "https://a.b"
    assert plain("[if any] (as said)") == "[if any] (as said)"


def test_answers_in_words() -> None:
    both = (Choice("tk", "Turkmen"), Choice("ru", "Russian"))
    assert in_words(node("ru tk", choices=both)) == "Russian, Turkmen"
    assert in_words(node("2026-11-22", kind="date")) == "22.11.2026"
    assert in_words(node("09:05:00.000+05:00", kind="time")) == "09:05"
    assert in_words(node("x"), "y") == "y"


def test_pills_begin_a_new_line_where_one_is_full(qtbot: QtBot, preferences: Preferences) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder)
    for _ in range(4):
        pill = QWidget()
        pill.setFixedSize(QSize(100, 30))
        flow.addWidget(pill)
    assert flow.heightForWidth(430) == 30
    assert flow.heightForWidth(220) == 66
    assert flow.heightForWidth(100) == 4 * 30 + 3 * 6


def test_one_of_a_long_list_is_a_box_to_type_in(qtbot: QtBot, preferences: Preferences) -> None:
    choices = tuple(Choice(f"c{n:02}", f"Village {n:02}") for n in range(30))
    one = replace(node("c07", choices=choices), control="select1")
    answer = place_for(one)
    assert isinstance(answer, ListAnswer)
    qtbot.addWidget(answer)
    answer.show_node(one)
    line = answer.target()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Village 07"


def test_a_choice_of_a_long_list_is_found_in_any_spelling_or_by_number() -> None:
    names = ("Ýolöten", "Mary", "Тагтабазар", "Sakarçäge")
    lines = Lines(tuple(Choice(name.lower(), name) for name in names))
    assert [lines.words[at] for at in lines.find("yoloten")] == ["Ýolöten"]
    assert [lines.words[at] for at in lines.find("tagta")] == ["Тагтабазар"]
    assert [lines.words[at] for at in lines.find("4")] == ["Sakarçäge"]
    assert lines.find("9") == []
    assert lines.find("") == [0, 1, 2, 3]


@pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a screen
def test_enter_takes_the_one_choice_that_is_meant(qtbot: QtBot, preferences: Preferences) -> None:
    choices = (Choice("a", "Mary"), Choice("b", "Ýolöten"), Choice("c", "Ýolgaýy"))
    answer = ListAnswer()
    qtbot.addWidget(answer)
    answer.show_node(replace(node("", choices=choices), control="select1"))
    answer.edit.setText("yolo")
    with qtbot.waitSignals([answer.given, answer.passed]):
        QTest.keyClick(answer.edit, Qt.Key.Key_Return)
    answer.edit.setText("yol")
    with qtbot.assertNotEmitted(answer.passed):  # two could be meant: both are offered
        QTest.keyClick(answer.edit, Qt.Key.Key_Return)


def test_words_that_name_no_choice_are_taken_back(qtbot: QtBot, preferences: Preferences) -> None:
    choices = tuple(Choice(f"c{n:02}", f"Village {n:02}") for n in range(30))
    answer = ListAnswer()
    qtbot.addWidget(answer)
    answer.show_node(replace(node("c07", choices=choices), control="select1"))
    line = answer.findChild(QLineEdit)
    assert line is not None
    with qtbot.assertNotEmitted(answer.given):
        line.setText("Nowhere")
        answer.flush()
    assert line.text() == "Village 07"
    with qtbot.waitSignal(answer.given) as given:
        line.setText("village 09")
        answer.flush()
    assert given.args == ["c09"]
