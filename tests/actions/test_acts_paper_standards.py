"""Every kind of paper as a stock reader sees it: archival, tagged, in its language, all letters."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from socialcase.actions.change_papers import change_for_file, change_paper
from socialcase.actions.papers import (
    Paper,
    blank_form,
    consent_paper,
    filled_form,
    summary_for_person,
)
from socialcase.actions.workspaces import Workspace
from tests.actions.form_sources import case_of, published, written
from tests.actions.test_acts_answer_changes import phq9, told

LETTERS = "ÇçÄäŽžŇňÖöŞşÜüÝý ЁёЖжЩщЪъЫыЭэ"
FORM = """
| survey |
| | type | name | label::English (en) | label::Русский (ru) | label::Türkmençe (tk) |
| | select_one yn | heat | Warm? | Тепло ли? | Ýylymy? |
| | text | matters_most | What matters most? | Что важнее всего? | Iň möhüm zat näme? |
| choices |
| | list_name | name | label::English (en) | label::Русский (ru) | label::Türkmençe (tk) |
| | yn | y | Yes | Да | Hawa |
| | yn | n | No | Нет | Ýok |
| settings |
| | form_id | form_title | version | default_language |
| | shelter | Shelter | 1 | English (en) |
"""
KINDS: dict[str, Callable[[Workspace, str, str, str], Paper]] = {
    "blank": lambda ws, case, _, words: blank_form(ws, "shelter", words, case),
    "filled": lambda ws, _, talk, words: filled_form(ws, talk, words),
    "summary": lambda ws, _, talk, words: summary_for_person(ws, talk, words),
    "consent": lambda ws, case, _, words: consent_paper(ws, case, "", words),
    "change": lambda ws, _, talk, words: change_paper(ws, talk, "", words),
    "change for the file": lambda ws, _, talk, words: change_for_file(ws, talk, "", words),
}
TAGS = {"change": ("H1", "H2", "Table", "TH", "TD"), "consent": ("H1", "H2", "L", "LI")}
PRINTED = {
    "en": r"Printed by .+ on \d\d\.\d\d\.\d{4} \d\d:\d\d",
    "ru": r"Напечатал\S* .+\d\d\.\d\d\.\d{4} \d\d:\d\d",
    "tk": r"\d\d\.\d\d\.\d{4} \d\d:\d\d",
}


@pytest.fixture
def talks(office: Workspace, tmp_path: Path) -> tuple[str, str]:
    """A case, and the later of two talks in it; its answer has the letters of all languages."""
    published(office, written(tmp_path / "form", FORM))
    case = case_of(office)
    told(office, case, "2026-08-10", heat="y", matters_most="Sleep")
    return case, told(office, case, "2026-11-20", heat="n", matters_most=LETTERS)


def asked(*command: str | Path) -> str:
    """What a stock program says of a file."""
    return subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")


@pytest.mark.parametrize("words", ["en", "ru", "tk"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_stock_reader_finds_it_archival_tagged_and_readable(
    office: Workspace, talks: tuple[str, str], tmp_path: Path, kind: str, words: str
) -> None:
    paper = KINDS[kind](office, *talks, words)
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper.pdf())
    about = asked("pdfinfo", file)
    assert re.search(r"Tagged: +yes", about)
    assert re.search(r"Title: +\S", about)
    marks = asked("pdfinfo", "-meta", file)
    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in marks
    assert f"/Lang({words}" in file.read_bytes().decode("latin-1")
    fonts = asked("pdffonts", file).splitlines()[2:]
    assert fonts
    assert all(re.search(r"Identity-H +yes +yes +yes", line) for line in fonts), "embedded, in full"
    tree = asked("pdfinfo", "-struct", file)
    assert all(re.search(rf"^ *{tag}\b", tree, re.M) for tag in TAGS.get(kind, ("H1",)))
    text = asked("pdftotext", "-layout", file, "-")
    assert re.search(PRINTED[words], text)
    pages = int(re.findall(r"Pages: +(\d+)", about)[0])
    assert text.count("\f") == pages
    assert all(re.search(rf"\b{at}\b[^\n]*\b{pages}\b", text) for at in range(1, pages + 1))
    if kind not in ("blank", "consent"):
        assert LETTERS in " ".join(text.split()), "every letter can be copied out again"


def test_the_picture_of_a_change_is_a_figure_with_words(
    office: Workspace, talks: tuple[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    case = talks[0]
    phq9(office, case, "2026-05-10", "1")
    later = phq9(office, case, "2026-06-10", "0")
    file.write_bytes(change_for_file(office, later, "", "en").pdf())
    tree = asked("pdfinfo", "-struct", file)
    assert re.search(r"^ *Figure", tree, re.M)
