"""Slips that no converter notices: the form runs, and something in it never comes true."""

import pytest

from socialcase.forms import check_form
from socialcase.texts import problem_words

FORM = """
| survey |
| | type | name | label | choice_filter | constraint | default |
| | date | seen_on | When? | | {constraint} | {default} |
| | select_one welayats | welayat | Which welayat? | | | |
| | select_one etraps | etrap | Which etrap? | {filter} | | |
| choices |
| | list_name | name | label | welayat |
| | welayats | mary | Mary | |
| | etraps | wekil | Wekilbazar | mary |
| settings |
| | form_id | version |
| | winter | 1 |
"""


def found(
    filter_: str = "welayat = ${welayat}", constraint: str = "", default: str = ""
) -> list[tuple[int, str, str]]:
    """Row, column and words of each warning."""
    text = FORM.format(filter=filter_, constraint=constraint, default=default)
    report = check_form(text.encode(), "winter.md")
    assert not report.errors
    return [(one.row, one.column, " ".join(problem_words(one))) for one in report.warnings]


@pytest.mark.parametrize(
    ("filter_", "constraint", "default"),
    [
        ("welayat = ${welayat}", ". <= today()", "today()"),
        ("welayat = ${welayat} or name = 'wekil'", ". <= date('2026-12-31')", "2026-11-22"),
        ("selected(${welayat}, welayat) and true()", ". <= '2026-12-31'", ""),
        ("name != 'wekil'", "", ""),
        ("welayat=current()/../welayat", "", ""),
    ],
)
def test_what_is_right_is_left_alone(filter_: str, constraint: str, default: str) -> None:
    assert found(filter_, constraint, default) == []


def test_a_filter_that_asks_for_a_column_that_is_not_there() -> None:
    ((row, column, words),) = found("velayat = ${welayat}")
    assert (row, column) == (6, "choice_filter")
    assert words.startswith("There is no column 'velayat' on the sheet choices")
    assert "Did you mean welayat?" in words


def test_a_filter_that_compares_the_choices_with_themselves() -> None:
    ((_, column, words),) = found("welayat = welayat")
    assert column == "choice_filter"
    assert words.endswith("Write welayat = ${welayat}.")


@pytest.mark.parametrize("day", ["31.12.2026", "31/12/2026"])
def test_a_day_is_written_with_the_year_first(day: str) -> None:
    ((row, column, words),) = found(constraint=f". <= '{day}'")
    assert (row, column) == (4, "constraint")
    assert words.endswith("Write date('2026-12-31').")
    ((_, column, words),) = found(default=day)
    assert column == "default"
    assert words.endswith("Write 2026-12-31.")


def test_what_divides_is_a_word() -> None:
    text = FORM.format(filter="", constraint=". > 10 / 2", default="")
    (error,) = check_form(text.encode(), "winter.md").errors
    assert " ".join(problem_words(error)).endswith("Write / as div.")


def test_a_heading_that_is_copied_too_far_is_named_by_its_first_word() -> None:
    head, other = "| | type | name | label |", "| | type | name | label::English (en) |"
    text = FORM.format(filter="", constraint="", default="").replace(
        head, f"{other} label::English (en) |", 1
    )
    report = check_form(text.encode(), "winter.md")
    said = [" ".join(problem_words(one)) for one in report.repairs]
    assert any(words.endswith("Name each by its language: label::English (en).") for words in said)
