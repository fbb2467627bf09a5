"""Documents of a case: made in memory, saved only where a person says, nothing else left behind."""

import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from socialcase.actions import assessments
from socialcase.actions.cases import FirstContact, first_contact, open_case
from socialcase.actions.consents import give_consent
from socialcase.actions.exporting import export_answers, gather
from socialcase.actions.papers import (
    Paper,
    blank_form,
    consent_paper,
    filled_form,
    save_paper,
    summary_for_person,
)
from socialcase.actions.people import add_person
from socialcase.actions.workspaces import Workspace
from socialcase.errors import CannotWrite, FileInTheWay, FormUnknown
from tests.actions.form_sources import V1, case_of, filled, published, written


@pytest.fixture
def told(office: Workspace, tmp_path: Path) -> str:
    """A finished assessment of an invented case."""
    published(office, written(tmp_path / "one", V1))
    draft = assessments.start_draft(office, case_of(office), "", "shelter")
    return filled(office, draft, knife="yes", heating="saxaul", rooms="2")


def test_a_filled_form_is_worded_in_the_language_asked_for(office: Workspace, told: str) -> None:
    russian = filled_form(office, told, "ru").sheet.data
    english = filled_form(office, told, "en").sheet.data
    assert "Саксаул" in str(russian["pages"])
    assert "Saxaul wood" in str(english["pages"])
    assert str(russian["footer"]).startswith("Напечатал")


def test_the_summary_is_for_the_person(office: Workspace) -> None:
    person = add_person(office, {"given": "Gözel", "surname": "Invented"}).record
    case = open_case(office, person=person).record
    draft = assessments.start_draft(office, case, person, "home_visit")
    assert draft.form.form_id == "home_visit"
    assessments.discard_draft(office, draft.draft)
    with pytest.raises(FormUnknown):
        blank_form(office, "there_is_no_such_form")


def test_the_summary_of_a_restricted_case_tells_nothing_of_what_was_answered(
    office: Workspace, tmp_path: Path
) -> None:
    source = V1.replace("integer | rooms ", "integer | hope ")
    published(office, written(tmp_path / "one", source))
    contact = FirstContact(worry="w", name={"given": "Jeren"})
    for named, shown in (((), True), ((office.person,), False)):
        case = first_contact(office, replace(contact, restricted_to=named)).record
        draft = assessments.start_draft(office, case, "", "shelter")
        about = filled(office, draft, knife="no", heating="gas", hope="731")
        summary = summary_for_person(office, about, "en").sheet.data
        assert ("731" in str(summary["parts"])) is shown


def test_saving_writes_one_file_and_never_over_another(
    office: Workspace, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    monkeypatch.setattr(tempfile, "tempdir", None)
    folder = tmp_path / "stick"
    folder.mkdir()
    paper = summary_for_person(office, told, "ru")
    file = save_paper(office, paper, folder)
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert [one.name for one in folder.iterdir()] == ["summary.pdf"]
    assert not list(passing.iterdir())
    with pytest.raises(FileInTheWay):
        save_paper(office, paper, folder)
    with pytest.raises(FileInTheWay):
        save_paper(office, paper, office.folder / "inside.pdf")
    assert save_paper(office, filled_form(office, told), file, replace=True) == file


@pytest.mark.parametrize("name", ["../elsewhere", "a/b", "con", "a:b", "x" * 400, ".."])
def test_a_form_with_any_name_is_saved_where_a_person_says(
    office: Workspace, tmp_path: Path, name: str
) -> None:
    called = V1.replace("| shelter |", f"| {name} |")
    published(office, written(tmp_path / "one", called))
    folder = tmp_path / "outer" / "stick"
    folder.mkdir(parents=True)
    case = case_of(office)
    give_consent(office, case, "services")
    filled(office, assessments.start_draft(office, case, "", name), knife="no", heating="gas")
    saved = save_paper(office, blank_form(office, name), folder)
    answers, _ = export_answers(office, gather(office, name), folder, "csv")
    assert sorted(one.name for one in folder.iterdir()) == sorted((saved.name, answers.name))
    assert saved.stem.lower() not in ("con", "")
    with zipfile.ZipFile(answers) as archive:
        assert not any("/" in one or ":" in one for one in archive.namelist())


def test_a_place_that_the_system_cannot_name_is_told(office: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        save_paper(office, blank_form(office, "home_visit"), tmp_path / ("x" * 400))


def chosen(paper: Paper) -> list[bool]:
    """Which of the scopes are ticked."""
    choices = paper.sheet.data["choices"]
    assert isinstance(choices, list)
    return [one["chosen"] for one in choices]


def test_a_consent_says_its_limits_before_anything_is_agreed_to(office: Workspace) -> None:
    case = case_of(office)
    given = give_consent(office, case, "services", withhold="Not the brother").record
    signed = consent_paper(office, case, given, "ru")
    assert chosen(signed) == [False, False, True, False]
    assert signed.sheet.data["withhold"] == "Not the brother"
    for words in ("en", "ru", "tk"):
        one_sheet = consent_paper(office, case, given, words)
        assert len(one_sheet.pages(40)) == 1, "one sheet, to be signed once"
    empty = consent_paper(office, case, words="tk")
    assert not any(chosen(empty))
    assert (signed.what, empty.what) == ("consent", "")


def test_a_blank_form_for_a_case_names_it_and_nobody(office: Workspace) -> None:
    person = add_person(office, {"given": "Gözel", "surname": "Invented"}).record
    case = open_case(office, person=person).record
    data = blank_form(office, "home_visit", "tk", case).sheet.data
    assert data["blank"] is True
    assert "Gözel" not in str(data), "a lost blank form betrays nobody"
