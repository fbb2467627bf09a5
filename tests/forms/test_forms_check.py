# ruff: noqa: E501 - the form is a table, one row a line
"""What an author is told about a form that runs: columns in vain, words that are missing."""

from socialcase.forms import check_form

FORM = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | relevnt | choice_filter | my notes | constraint message |
| | select_one welayat | w | Region | Регион | | | ask twice | |
| | select_one etrap | e | District | | ${w} != '' | welayat = ${w} | | Choose one |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) | welayat | code | empty |
| | welayat | ahal | Ahal | Ахал | | 1 | |
| | etrap | tejen | Tejen | Теджен | ahal | 2 | |
| settings |
| | form_id | form_title |
| | places | Places |
"""


def test_a_column_that_nothing_reads_is_named_with_what_was_probably_meant() -> None:
    report = check_form(FORM.encode(), "places.md")
    assert report.errors == ()
    unused = [p for p in report.warnings if p.code == "unused_column"]
    assert [(p.sheet, p.column) for p in unused] == [
        ("survey", "relevnt"),
        ("survey", "my notes"),
        ("choices", "code"),
    ]
    assert unused[0].fix == "Did you mean relevant?"
    assert unused[0].row == 3


def test_a_missing_translation_is_named_by_language_row_and_column() -> None:
    report = check_form(FORM.encode(), "places.md")
    assert report.untranslated == (("Русский (ru)", "survey", 5, "label::Русский (ru)"),)


def test_a_form_whose_columns_are_all_read_has_none_in_vain(family_source: str) -> None:
    report = check_form(family_source.encode(), "family.md")
    assert [p for p in report.warnings if p.code == "unused_column"] == []


def test_a_list_that_no_question_takes_is_named() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label | calculation |\n| | select_one a | q | Q | |\n"
        b"| | calculate | n | | count(instance('b')/root/item) |\n"
        b"| choices |\n| | list_name | name | label |\n| | a | 1 | One |\n| | b | 1 | One |\n"
        b"| | c | 1 | One |\n| | c | 2 | Two |\n",
        "lists.md",
    )
    unused = [w for w in report.warnings if w.code == "unused_list"]
    assert [(w.sheet, w.row, w.column) for w in unused] == [("choices", 9, "list_name")]


def test_a_wrong_expression_of_an_entity_is_found() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label |\n| | text | q | Q |\n"
        b"| entities |\n| | list_name | label |\n| | trees | concat(${q} |\n",
        "entity.md",
    )
    (error,) = report.errors
    assert (error.sheet, error.row, error.column) == ("entities", 6, "label")
    assert "quotes" in error.fix


def test_including_another_form_is_refused_where_it_stands() -> None:
    report = check_form(
        b"| survey |\n| | type | name | label |\n| | include other | | |\n| | text | q | Q |\n",
        "include.md",
    )
    (error,) = report.errors
    assert (error.sheet, error.row, error.column, error.code) == ("survey", 3, "type", "included")
