"""What has changed on paper: what goes home is known to be harmless, the file has all of it."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from socialcase.actions import assessments
from socialcase.actions.answer_changes import change_between
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.change_papers import change_for_file, change_paper
from socialcase.actions.papers import Paper, save_paper, summary_for_person
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Disclosure
from socialcase.errors import NotFound
from tests.actions.form_sources import case_of, published, written
from tests.actions.test_acts_answer_changes import phq9, told

OWN = """
| survey |
| | type | name | label | calculation |
| | select_one yn | heat | Is it warm? | |
| | select_one yn | beaten | Does anybody beat you? | |
| | text | matters_most | What matters most? | |
| | calculate | need_heat | | if(${heat} = 'n', 1, 0) |
| | note | about_need_heat | Heating | |
| | calculate | need_beaten | | if(${beaten} = 'y', 1, 0) |
| | note | about_need_beaten | Somebody is beaten | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
| settings |
| | form_id | form_title | version | take_home |
| | shelter | Shelter | 1 | MARK |
"""


def two_talks(ws: Workspace, tmp_path: Path, mark: str = "", named: tuple[str, ...] = ()) -> str:
    """Two talks with a form of the office's own; the later one."""
    published(ws, written(tmp_path / "form", OWN.replace("MARK", mark)))
    contact = replace(FirstContact(worry="w", name={"given": "Jeren"}), restricted_to=named)
    case = first_contact(ws, contact).record
    told(ws, case, "2026-08-10", heat="y", beaten="n", matters_most="Sleep")
    return told(ws, case, "2026-11-20", heat="n", beaten="y", matters_most="A stove")


def asked(paper: Paper) -> list[str]:
    lines = paper.sheet.data["lines"]
    assert isinstance(lines, list)
    return [line["asked"] for line in lines]


def test_what_the_author_has_marked_goes_home_and_nothing_else(
    office: Workspace, tmp_path: Path
) -> None:
    later = two_talks(office, tmp_path, "need_heat")
    paper = change_paper(office, later)
    assert asked(paper) == ["Is it warm?", "What matters most?"]
    assert "beat" not in str(paper.sheet.data)
    assert any("1 answer that changed is not on it" in aside for aside in paper.asides)
    summary = summary_for_person(office, later)
    assert "Heating" in str(summary.sheet.data)
    assert "beaten" not in str(summary.sheet.data)
    assert any("Somebody is beaten" in aside for aside in summary.asides)
    assert asked(change_for_file(office, later)) == [
        "Is it warm?",
        "Does anybody beat you?",
        "What matters most?",
    ]


def test_a_form_whose_author_has_decided_nothing_gives_only_own_words(
    office: Workspace, tmp_path: Path
) -> None:
    later = two_talks(office, tmp_path)
    assert asked(change_paper(office, later)) == ["What matters most?"]
    summary = summary_for_person(office, later)
    assert "Heating" not in str(summary.sheet.data)
    (aside,) = [one for one in summary.asides if "take_home" in one]
    assert "Heating; Somebody is beaten" in aside


def test_of_a_restricted_case_nothing_that_was_answered_goes_home(
    office: Workspace, tmp_path: Path
) -> None:
    later = two_talks(office, tmp_path, "need_heat", (office.person,))
    paper = change_paper(office, later)
    assert asked(paper) == []
    assert not paper.sheet.data["picture"]
    assert "stove" not in str(paper.sheet.data)
    assert "named people only" in paper.asides[0]
    assert len(asked(change_for_file(office, later))) == 3


def test_a_validated_total_stands_on_it_and_the_question_of_a_danger_does_not(
    office: Workspace, tmp_path: Path
) -> None:
    case = case_of(office)
    phq9(office, case, "2026-08-10", "1")
    later = phq9(office, case, "2026-11-20", "0")
    for words in ("en", "ru", "tk"):
        paper = change_paper(office, later, words=words)
        items = [one for one in change_between(office, later).answers if one.kind != "same"]
        assert 0 < len(asked(paper)) <= len(items) + 1
        picture = str(paper.sheet.data["picture"])
        assert picture.startswith("<svg")
        assert re.search(r"<text[^>]*>8</text>", picture), "the total then"
        text = text_of(paper, tmp_path / f"{words}.pdf")
        assert "10.08.2026" in text
        assert "20.11.2026" in text


def text_of(paper: Paper, file: Path) -> str:
    file.write_bytes(paper.pdf())
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return read.stdout.decode()


def test_it_is_compared_with_the_earlier_one_that_was_chosen_and_kept_as_given_out(
    office: Workspace, tmp_path: Path
) -> None:
    case = case_of(office)
    days = ("2026-05-10", "2026-08-10", "2026-11-20")
    first, second, third = (
        phq9(office, case, day, code) for day, code in zip(days, "312", strict=True)
    )
    found = change_between(office, third)
    assert [one.uid for one in found.earlier] == [second, first]
    paper = change_paper(office, third, first)
    assert paper.sheet.data["then"] == "10.05.2026"
    assert change_paper(office, third).sheet.data["then"] == "10.08.2026"
    with pytest.raises(NotFound):
        change_paper(office, first)
    save_paper(office, paper, tmp_path / "changed.pdf")
    with office.store.reading() as reading:
        (kept,) = reading.page(Disclosure)
    assert (kept.what, kept.format, kept.case) == ("change", "pdf", case)


def test_a_correction_is_no_earlier_talk(office: Workspace) -> None:
    case = case_of(office)
    first = phq9(office, case, "2026-08-10", "1")
    second = phq9(office, case, "2026-11-20", "0")
    draft = assessments.revise(office, first, "Misheard")
    corrected = assessments.finish(office, draft, "2026-08-10").record
    assert [one.uid for one in change_between(office, second).earlier] == [corrected]
