"""What a form reads of the casework around it: kept with the draft, and only where it asks."""

from pathlib import Path

import pytest

from socialcase.actions import assessments, cases, people
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Case
from socialcase.storage import drafts
from tests.actions.form_sources import written

ASKING = """
| survey |
| | type | name | label | default | calculation |
| | xml-external | person | | | |
| | xml-external | case | | | |
| | text | village | Which village? | ${last-saved#village} | |
| | calculate | given | | | instance('person')/root/item/given |
| | calculate | age | | | instance('person')/root/item/age |
| | calculate | risk | | | instance('case')/root/item/risk_level |
| settings |
| | form_id | form_title | version |
| | asking | Asking | 1 |
"""


@pytest.fixture
def asking(office: Workspace, tmp_path: Path) -> Workspace:
    """An office that has published the form."""
    found = inspect_form(office, written(tmp_path / "forms", ASKING, "asking.md"))
    assert found.package is not None
    assert found.missing == ()
    install_form(office, found)
    publish_form(office, found.package.content_hash)
    return office


@pytest.fixture
def case(asking: Workspace) -> Case:
    contact = FirstContact(worry="Pension not paid", name={"given": "Jeren"}, birth="1958")
    return fetch(asking, Case, cases.first_contact(asking, contact).record)


def test_a_form_knows_whom_it_is_about(asking: Workspace, case: Case) -> None:
    draft = assessments.start_draft(asking, case.uid, case.person, "asking")
    answers = draft.session.answers()
    assert answers["/data/given"] == "Jeren"
    assert answers["/data/age"] == "67"
    assert answers.get("/data/risk", "") == ""


def test_a_draft_opens_with_what_it_knew_when_it_was_begun(asking: Workspace, case: Case) -> None:
    draft = assessments.start_draft(asking, case.uid, case.person, "asking")
    people.edit_person(asking, case.person, "name", {"given": "Maral"})
    again = assessments.resume(asking, draft.draft)
    assert again.session.answers()["/data/given"] == "Jeren"


def test_what_was_said_last_time_is_there_for_the_same_person(
    asking: Workspace, case: Case
) -> None:
    first = assessments.start_draft(asking, case.uid, case.person, "asking")
    assessments.answer(asking, first, "set", "/data/village", "Garagum")
    assessments.finish(asking, first)
    second = assessments.start_draft(asking, case.uid, case.person, "asking")
    assert second.session.node("/data/village").value == "Garagum"
    of_the_family = assessments.start_draft(asking, case.uid, "", "asking")
    assert of_the_family.session.node("/data/village").value == ""


def test_a_correction_reads_them_too(asking: Workspace, case: Case) -> None:
    first = assessments.start_draft(asking, case.uid, case.person, "asking")
    kept = assessments.finish(asking, first).record
    assert assessments.read_back(asking, kept).answers()["/data/given"] == "Jeren"
    correction = assessments.revise(asking, kept, "The village was missing")
    assert correction.session.answers()["/data/given"] == "Jeren"


def test_a_form_that_does_not_ask_gets_nothing(asking: Workspace, case: Case) -> None:
    draft = assessments.start_draft(asking, case.uid, case.person, "home_visit")
    kept = asking.store.drafts.replay(draft.draft)
    assert not [step for step in kept if step[0] == "host"]


@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x1f", "\ufffe", "\ud83d"])
def test_odd_signs_in_what_was_pasted_cost_no_answer(
    asking: Workspace, case: Case, odd: str
) -> None:
    """Word parts lines by a sign that no XML may have."""
    people.edit_person(asking, case.person, "name", {"given": f"Jeren{odd}", "surname": "A"})
    draft = assessments.start_draft(asking, case.uid, case.person, "asking")
    assert draft.session.answers()["/data/given"].strip() == "Jeren"
    assessments.answer(asking, draft, "set", "/data/village", f"Garagum{odd}Mary")
    again = assessments.resume(asking, draft.draft)
    kept = assessments.finish(asking, again).record
    read = assessments.read_back(asking, kept).answers()["/data/village"]
    assert read.split("\n") in (["Garagum", "Mary"], ["GaragumMary"])
    following = assessments.start_draft(asking, case.uid, case.person, "asking")
    assert following.session.node("/data/village").value == read


def test_nothing_of_a_closed_person_gets_into_an_open_case(asking: Workspace, case: Case) -> None:
    closed = FirstContact(worry="Afraid", name={"given": "Sona"}, restricted_to=(asking.person,))
    hidden = fetch(asking, Case, cases.first_contact(asking, closed).record)
    inside = assessments.start_draft(asking, hidden.uid, hidden.person, "asking")
    assert inside.session.answers()["/data/given"] == "Sona"
    opened = assessments.start_draft(asking, case.uid, hidden.person, "asking")
    kept = fetch(asking, Assessment, assessments.finish(asking, opened).record)
    assert "Sona" not in kept.submission + kept.answers


def test_a_draft_begins_with_all_that_its_form_reads_or_not_at_all(
    asking: Workspace, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(BaseException):
        """Nothing after it is done."""

    def cut(_value: str | None) -> str | None:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(drafts, "_whole", cut)
        with pytest.raises(PowerCut):
            assessments.start_draft(asking, case.uid, case.person, "asking")
    assert assessments.drafts(asking) == []
    begun = assessments.start_draft(asking, case.uid, case.person, "asking")
    kept = assessments.finish(asking, begun).record
    with monkeypatch.context() as patched:
        patched.setattr(drafts, "_whole", cut)
        with pytest.raises(PowerCut):
            assessments.revise(asking, kept, "A wrong day")
    assert assessments.drafts(asking) == []
