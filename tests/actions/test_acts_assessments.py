"""Filling an assessment: journalled answer by answer, resumed, finished once, corrected."""

import json

import pytest

from socialcase.actions import assessments, cases, consents
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.form_library import forms, load_form
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment, Case
from socialcase.errors import FormNotComplete, FormUnknown, NotFound

VISIT = "home_visit"


@pytest.fixture
def case(laptop: Workspace) -> str:
    contact = FirstContact(worry="Pension not paid", name={"given": "Jeren"})
    return cases.first_contact(laptop, contact).record


@pytest.fixture
def draft(laptop: Workspace, case: str) -> OpenDraft:
    return assessments.start_draft(laptop, case, "", VISIT)


def told(answers: dict[str, str]) -> dict[str, str]:
    """What a person answered: without the ids that every filled form gets anew."""
    return {ref: value for ref, value in answers.items() if "/meta/" not in ref}


def fill(laptop: Workspace, draft: OpenDraft) -> None:
    """Answer whatever is still required, with the first choice or something short."""
    for _ in range(60):
        missing = draft.session.finish().missing
        if not missing:
            return
        node = draft.session.node(missing[0].ref)
        plain = {"date": "2026-11-22", "int": "5", "decimal": "1.5"}
        value = node.choices[0].value if node.choices else plain.get(node.type, "words")
        assessments.answer(laptop, draft, "set", node.ref, value)


def test_the_shipped_forms_are_there_and_compiled_once(laptop: Workspace) -> None:
    ids = {entry.form_id for entry in forms(laptop)}
    assert {"needs_assessment", VISIT} <= ids
    entry = next(e for e in forms(laptop) if e.form_id == VISIT)
    assert load_form(laptop, VISIT, entry.content_hash).title == entry.title
    with pytest.raises(FormUnknown):
        load_form(laptop, "no_such_form")
    with pytest.raises(FormUnknown):
        load_form(laptop, VISIT, "0" * 64)


def test_an_answer_is_there_after_the_program_ended(laptop: Workspace, draft: OpenDraft) -> None:
    ref = draft.session.finish().missing[0].ref
    changed = assessments.answer(laptop, draft, "set", ref, "2026-11-20")
    assert (ref, "value") in changed.changes
    assessments.keep_place(laptop, draft, ref)
    again = assessments.resume(laptop, draft.draft)
    assert again.session.answers()[ref] == "2026-11-20"
    assert again.place == ref
    assert again.session.state() == draft.session.state()


def test_the_language_is_kept_with_the_draft(laptop: Workspace, case: str) -> None:
    languages = load_form(laptop, VISIT).languages
    draft = assessments.start_draft(laptop, case, "", VISIT, languages[1])
    assert assessments.resume(laptop, draft.draft).session.language == languages[1]


def test_drafts_are_listed_and_can_be_thrown_away(
    laptop: Workspace, case: str, draft: OpenDraft
) -> None:
    line = case_file(laptop, case).drafts[0]
    assert (line.draft, line.form_title) == (draft.draft, draft.form.title)
    assert assessments.drafts(laptop, "c" * 26) == []
    assessments.discard_draft(laptop, draft.draft)
    assert assessments.drafts(laptop) == []
    with pytest.raises(NotFound):
        assessments.resume(laptop, draft.draft)


def test_an_incomplete_form_is_not_finished(laptop: Workspace, draft: OpenDraft) -> None:
    with pytest.raises(FormNotComplete) as refused:
        assessments.finish(laptop, draft)
    assert refused.value.missing > 0
    assert assessments.drafts(laptop) != []


def test_finishing_is_one_save_and_ends_the_draft(
    laptop: Workspace, case: str, draft: OpenDraft
) -> None:
    fill(laptop, draft)
    done = assessments.finish(laptop, draft, "2026-11-22")
    kept = fetch(laptop, Assessment, done.record)
    assert (kept.case, kept.form_id, kept.told_on) == (case, VISIT, "2026-11-22")
    assert json.loads(kept.answers) == draft.session.answers()
    assert kept.submission.lstrip().startswith("<")
    assert assessments.drafts(laptop) == []
    assert case_file(laptop, case).assessments[0].assessment == kept


def test_the_last_answers_stand_beside_the_new_ones(
    laptop: Workspace, case: str, draft: OpenDraft
) -> None:
    fill(laptop, draft)
    assessments.finish(laptop, draft)
    again = assessments.start_draft(laptop, case, "", VISIT)
    assert again.previous == draft.session.answers()


def test_a_correction_begins_with_all_answers_and_a_reason(
    laptop: Workspace, case: str, draft: OpenDraft
) -> None:
    fill(laptop, draft)
    first = assessments.finish(laptop, draft).record
    correction = assessments.revise(laptop, first, "A slip of the pen")
    assert told(correction.session.answers()) == told(draft.session.answers())
    assert assessments.resume(laptop, correction.draft).revises == first
    done = assessments.finish(laptop, correction)
    kept = fetch(laptop, Assessment, done.record)
    assert (kept.revises, kept.reason) == (first, "A slip of the pen")
    assert len(case_file(laptop, case).assessments) == 2


def test_a_finished_assessment_can_be_read_back(laptop: Workspace, draft: OpenDraft) -> None:
    fill(laptop, draft)
    done = assessments.finish(laptop, draft)
    shown = assessments.read_back(laptop, done.record)
    assert told(shown.answers()) == told(draft.session.answers())


def test_a_case_goes_on_when_nothing_else_is_lacking(
    laptop: Workspace, case: str, draft: OpenDraft
) -> None:
    fill(laptop, draft)
    assessments.finish(laptop, draft)
    assert fetch(laptop, Case, case).status == "intake"
    consents.give_consent(laptop, case, "services")
    cases.set_risk(laptop, case, "low", "Neighbours help")
    again = assessments.start_draft(laptop, case, "", VISIT)
    fill(laptop, again)
    assessments.finish(laptop, again)
    assert fetch(laptop, Case, case).status == "intake", "a visit assesses no needs"
    assert standing(laptop, case).assessments == 0
    needs = assessments.start_draft(laptop, case, "", "needs_assessment")
    fill(laptop, needs)
    assessments.finish(laptop, needs)
    assert fetch(laptop, Case, case).status == "assessed"
    assert standing(laptop, case).assessments == 1
