"""A form on paper has the numbers of the screen, and letters of all three languages."""

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from socialcase.cases.clock import ASHGABAT
from socialcase.forms import Page, Question, RepeatBlock, compile_form, open_session
from socialcase.reports.form_paper import Printing, form_sheet, plain
from socialcase.reports.summary_paper import Homeward, summary_sheet
from socialcase.reports.typeset import as_pdf, as_pictures
from tests.forms_shipped.filling import NOW, compiled

FORM = b"""
| survey |
| | type | name | label | hint | relevant | appearance | calculation |
| | begin_group | home | Home | | | | |
| | select_one yn | heat | **Warm** in winter? | | | | |
| | select_one yn | roof | Roof whole? | | | | |
| | text | why | Why not? | In their words | ${heat} = 'n' | | |
| | begin_repeat | child | Child | | | | |
| | text | name | Name | | | | |
| | date | born | Born on | | | | |
| | end_repeat | | | | | | |
| | end_group | | | | | | |
| | calculate | need_heat | | | | | if(${heat} = 'n', 1, 0) |
| | note | about_need_heat | Heating | Who can help with wood? | | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


HEATING = Homeward(("need_heat",))
"""What the author of the form about heating lets go home."""


def printing(*, blank: bool = False, language: str = "en") -> Printing:
    return Printing(language, "Aman Invented", NOW, blank=blank)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """What a stock reader reads in the file."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return read.stdout.decode()


def test_a_blank_form_asks_everything_with_its_numbers(tmp_path: Path) -> None:
    session = open_session(compile_form(FORM, "home.md"), now=NOW)
    text = text_of(as_pdf(form_sheet(session, "Home", printing(blank=True))), tmp_path)
    for said in ("1.1", "Warm in winter?", "1.3", "Why not?", "Depends on 1.1", "In their words"):
        assert said in text
    assert text.count("Born on") == 3, "three empty cards"
    assert "**" not in text


def test_a_filled_form_shows_what_was_asked_and_said(tmp_path: Path) -> None:
    session = open_session(compile_form(FORM, "home.md"), now=NOW)
    session.set("/data/home/heat", "y")
    session.set("/data/home/child[1]/name", "Invented Merdan #strong[x] $a$")
    session.set("/data/home/child[1]/born", "2015-03-09")
    text = text_of(as_pdf(form_sheet(session, "Home", printing())), tmp_path)
    assert "Why not?" not in text, "what was not asked does not stand there"
    assert "09.03.2015" in text
    assert "Invented Merdan #strong[x] $a$" in text, "what was typed is never markup"
    assert text.count("Born on") == 1


@pytest.mark.parametrize(("language", "letters"), [("tk", "çäňöşüý"), ("ru", "жщыэюя")])
def test_a_shipped_form_keeps_all_its_letters_on_paper(
    language: str, letters: str, tmp_path: Path
) -> None:
    session = open_session(compiled("needs_assessment"), now=NOW)
    name = next(one for one in session.form.languages if f"({language})" in one)
    session.set_language(name)
    sheet = form_sheet(session, "Title", printing(blank=True, language=language))
    text = text_of(as_pdf(sheet), tmp_path)
    assert all(letter in text.lower() for letter in letters)
    assert all(number in text for number in _numbers(session.pages()))


def test_the_document_is_tagged_and_archival() -> None:
    session = open_session(compile_form(FORM, "home.md"), now=NOW)
    made = as_pdf(form_sheet(session, "Home", printing(blank=True)))
    assert made == as_pdf(form_sheet(session, "Home", printing(blank=True)))
    assert b"/StructTreeRoot" in made
    assert b"<pdfaid:part>2</pdfaid:part>" in made


def test_pages_can_be_looked_at_before_printing() -> None:
    session = open_session(compiled("needs_assessment"), now=NOW)
    pages = as_pictures(form_sheet(session, "Home", printing(blank=True)), dots=30)
    assert len(pages) > 3
    assert all(page.startswith(b"\x89PNG") for page in pages)


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
@pytest.mark.parametrize("form", ["assessment", "families", "older", "disability", "youth"])
def test_a_blank_assessment_is_no_heap_of_paper(form: str, language: str) -> None:
    session = open_session(compiled(f"needs_{form}"), now=NOW)
    session.set_language(next(one for one in session.form.languages if f"({language})" in one))
    sheet = form_sheet(session, "Title", printing(blank=True, language=language))
    assert len(as_pictures(sheet, dots=10)) <= 10


def test_the_summary_leads_with_the_persons_own_words(tmp_path: Path) -> None:
    session = open_session(compile_form(SUMMARY, "talk.md"), now=NOW)
    session.set("/data/matters_most", "That the boy hears the teacher")
    session.set("/data/good_at", "Sewing")
    session.set("/data/heat", "n")
    text = text_of(as_pdf(summary_sheet(session, "22.11.2026", printing(), HEATING)), tmp_path)
    places = [text.index(said) for said in ("That the boy", "Sewing", "Who can help with wood?")]
    assert places == sorted(places)
    assert "very high" not in text, "what the specialist thinks of the risk stays out"


def test_only_a_suggestion_that_may_goes_home_on_the_summary(tmp_path: Path) -> None:
    session = open_session(compile_form(SUMMARY, "talk.md"), now=NOW)
    session.set("/data/matters_most", "A quiet night")
    session.set("/data/heat", "n")
    text = text_of(as_pdf(summary_sheet(session, "22.11.2026", printing(), HEATING)), tmp_path)
    assert "Heating" in text
    assert "Somebody is not safe" not in text
    assert [need.name for need in session.needs()] == ["need_heat", "need_safety"]
    undecided = summary_sheet(session, "22.11.2026", printing(), Homeward())
    assert "Heating" not in text_of(as_pdf(undecided), tmp_path), "nobody said that it may"
    closed = summary_sheet(
        session, "22.11.2026", printing(), Homeward(HEATING.suggestions, nothing=True)
    )
    kept = text_of(as_pdf(closed), tmp_path)
    assert "What we agreed to do first" in kept
    assert not any(said in kept for said in ("A quiet night", "Heating", "not safe"))


def test_the_summary_asks_the_person_and_not_the_specialist(tmp_path: Path) -> None:
    session = open_session(compile_form(SUMMARY, "talk.md"), now=NOW)
    session.set("/data/matters_most", "A quiet night")
    session.set("/data/next_talk", "2026-12-04")
    text = text_of(as_pdf(summary_sheet(session, "22.11.2026", printing(), HEATING)), tmp_path)
    assert "What matters most?" in text
    assert "Write their own words" not in text
    assert text.count("04.12.2026") == 1
    assert "When do you meet" not in text, "the heading says so"


def test_a_blank_form_says_when_a_note_applies(tmp_path: Path) -> None:
    session = open_session(compile_form(NOTED, "noted.md"), now=NOW)
    sheet = form_sheet(session, "Noted", printing(blank=True))
    text = text_of(as_pdf(sheet), tmp_path)
    assert text.index("Depends on 1.1\N{EN DASH}1.3") < text.index("Call now.")


NOTED = b"""
| survey |
| | type | name | label | relevant |
| | select_one yn | a | Warm? | |
| | select_one yn | b | Dry? | |
| | select_one yn | c | Light? | |
| | note | call | Call now. | ${a} = 'n' or ${b} = 'n' or ${c} = 'n' |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""

SUMMARY = b"""
| survey |
| | type | name | label | hint | calculation |
| | select_one yn | heat | Warm? | | |
| | text | matters_most | What matters most? Write their own words. | | |
| | date | next_talk | When do you meet again? | | |
| | text | good_at | What are you good at? | | |
| | text | risk_view | Your view | | |
| | calculate | need_heat | | | if(${heat} = 'n', 1, 0) |
| | note | about_need_heat | Heating | Who can help with wood? | |
| | calculate | need_safety | | | if(${heat} = 'n', 1, 0) |
| | note | about_need_safety | Somebody is not safe | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


def test_marks_of_authors_are_left_out_and_words_kept() -> None:
    assert (
        plain("**Bold** <span style='x'>and</span> snake_case_name") == "Bold and snake_case_name"
    )
    assert plain("Who helps () at home: ?") == "Who helps at home?"


def test_a_moment_is_not_invented() -> None:
    later = datetime(2031, 1, 2, 8, 5, 3, 141, tzinfo=ASHGABAT)
    session = open_session(compile_form(FORM, "home.md"), now=NOW)
    sheet = form_sheet(session, "Home", Printing("en", "Aman Invented", later))
    assert sheet.data["footer"] == "Printed by Aman Invented on 02.01.2031 08:05"
    assert b"D:20310102030503Z" in as_pdf(sheet)


def _numbers(pages: list[Page]) -> list[str]:
    """The numbers of all questions that stand outside of repeats."""
    return [
        item.number
        for page in pages
        for item in page.items
        if isinstance(item, Question) and not isinstance(item, RepeatBlock) and item.number
    ]


def test_every_letter_of_the_three_languages_is_drawn(tmp_path: Path) -> None:
    letters = "ÇçÄäŽžŇňÖöŞşÜüÝý ЁёЖжЩщЪъЫыЭэ"
    session = open_session(compile_form(FORM, "home.md"), now=NOW)
    session.set("/data/home/child[1]/name", letters)
    assert letters in text_of(as_pdf(form_sheet(session, "Home", printing())), tmp_path)
