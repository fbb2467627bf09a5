"""What a form says of itself: where it is offered, and who may see what is written on it."""

import json
from pathlib import Path

import pytest

from socialcase.actions import assessments, form_library
from socialcase.actions.cases import restrict_case
from socialcase.actions.form_library import find_form, forms, forms_for
from socialcase.actions.form_shipping import INDEX, shipped_forms, shipped_package
from socialcase.actions.workspaces import Workspace
from socialcase.errors import FormNeedsNamedPeople
from socialcase.settings import shipped
from tests.actions.form_sources import V1, case_of, published, written


def marked(folder: Path, **marks: str) -> Path:
    """The form of version 1 with marks on its settings sheet."""
    heads = "".join(f" {name} |" for name in marks)
    values = "".join(f" {value} |" for value in marks.values())
    source = V1.replace("default_language |", f"default_language |{heads}")
    return written(folder, source.replace("| 1 | English (en) |", f"| 1 | English (en) |{values}"))


def test_a_form_for_named_people_is_not_begun_in_a_file_that_others_see(
    office: Workspace, tmp_path: Path
) -> None:
    published(office, marked(tmp_path, restricted="yes"))
    case = case_of(office)
    with pytest.raises(FormNeedsNamedPeople) as refused:
        assessments.start_draft(office, case, "", "shelter")
    assert refused.value.title == "Shelter check"
    assert assessments.drafts(office) == []
    restrict_case(office, case, ())
    assert assessments.start_draft(office, case, "", "shelter").form.form_id == "shelter"


def test_the_marks_of_a_form_reach_the_record_that_goes_to_every_laptop(
    office: Workspace, tmp_path: Path
) -> None:
    published(office, marked(tmp_path, groups="older_person other", about="office"))
    entry = find_form(office, "shelter")
    assert entry.record
    assert entry.meant.groups == ("older_person", "other")
    assert not entry.meant.restricted
    assert "shelter" in [one.form_id for one in forms(office)]
    assert "shelter" not in [one.form_id for one in forms_for(office)]


def test_what_was_made_for_the_groups_of_a_case_is_offered_first(
    office: Workspace, tmp_path: Path
) -> None:
    published(office, marked(tmp_path, groups="person_disability"))
    begun = {"intake_consent"}
    assert "shelter" in [
        one.form_id for one in forms_for(office, ("person_disability",), begun)[:2]
    ]
    assert forms_for(office, ("no_such_group",), begun)[0].form_id != "shelter"
    assert {one.form_id for one in forms_for(office)} <= {one.form_id for one in forms(office)}


def test_a_case_begins_with_consent_and_goes_on_with_what_fits_it(office: Workspace) -> None:
    assert forms_for(office)[0].form_id == "intake_consent"
    assert forms_for(office, ("older_person",))[0].form_id == "intake_consent"
    assert forms_for(office, (), {"intake_consent"})[0].form_id == "needs_assessment"
    assert forms_for(office, ("older_person",), consented=True)[0].form_id == "needs_older"


def test_a_list_of_forms_compiles_and_reads_none(
    laptop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(form_library, "_looked_over", never)
    monkeypatch.setattr(form_library, "examine_form", never)
    assert len(forms(laptop)) == len(list(shipped("forms").glob("*.xlsx")))


def test_a_shipped_file_that_is_not_as_it_was_is_looked_over_itself(
    laptop: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from socialcase.actions import form_shipping

    source = shipped("forms")
    (tmp_path / "visit.xlsx").write_bytes((source / "home_visit.xlsx").read_bytes())
    listed = json.loads((source / INDEX).read_bytes())["home_visit.xlsx"]
    wrong = listed | {"size": listed["size"] + 1, "content_hash": "0" * 64}
    (tmp_path / INDEX).write_text(json.dumps({"visit.xlsx": wrong}))
    monkeypatch.setattr(form_shipping, "shipped_file", lambda _name: tmp_path)
    (one,) = shipped_forms()
    assert (one.card, one.content_hash) == (None, listed["content_hash"])
    assert [entry.form_id for entry in forms(laptop)] == ["home_visit"]
    (tmp_path / INDEX).write_text("no list")
    assert [entry.form_id for entry in forms(laptop)] == ["home_visit"]
    assert shipped_package("0" * 64) is None
