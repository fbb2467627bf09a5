"""Titles in several languages: taken out for the converter, told to the window."""

import pytest

from socialcase.forms import check_form, compile_form
from socialcase.forms.titles import language_code

FORM = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | label::Türkmençe (tk) |
| | text | who | Who? | Кто? | Kim? |
| settings |
| | form_title | {columns} | form_id | version | default_language |
| | Talk | {titles} | talk | 1 | English (en) |
"""


def form(columns: str, titles: str) -> bytes:
    return FORM.format(columns=columns, titles=titles).encode()


@pytest.mark.parametrize(
    "column",
    ["form_title::Русский (ru)", "title::Русский (ru)", "Form title:Russian", "form_title::ru"],
)
def test_a_title_is_read_however_its_column_is_written(column: str) -> None:
    source = form(column, "Разговор")
    report = check_form(source, "talk.md")
    assert (report.errors, report.title, dict(report.titles)) == ((), "Talk", {"ru": "Разговор"})
    assert compile_form(source, "talk.md").title == "Talk"


def test_a_language_without_a_title_is_named() -> None:
    report = check_form(form("form_title::Русский (ru)", "Разговор"), "talk.md")
    assert report.untranslated == (("Türkmençe (tk)", "settings", 7, "form_title::Türkmençe (tk)"),)
    plain = check_form(form("style", "pages"), "talk.md")
    assert plain.untranslated == (), "a title in one language is no fault"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Русский (ru)", "ru"),
        ("English (en-GB)", "en"),
        ("Türkmençe", "tk"),
        ("Russian", "ru"),
        ("Español", "español"),
    ],
)
def test_a_language_s_code_is_in_its_name_or_known(name: str, code: str) -> None:
    assert language_code(name) == code
