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
