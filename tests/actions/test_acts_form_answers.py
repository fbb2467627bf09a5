"""What was filled: read and corrected on its version, joined with other versions by names."""

from pathlib import Path

import pytest

from socialcase.actions import assessments, supervision
from socialcase.actions.form_answers import answers_by_name, questions
from socialcase.actions.form_library import all_forms
from socialcase.actions.form_publishing import retire_form
from socialcase.actions.kept_answers import draft_answers, kept_answers, revisions
from socialcase.actions.workspaces import Workspace
from socialcase.errors import FormUnknown
from tests.actions.form_sources import V1, V2, case_of, filled, published, written

SHELTER = "shelter"


@pytest.fixture
def v1(office: Workspace, tmp_path: Path) -> str:
    """The hash of version 1, installed and published at the office."""
    return published(office, written(tmp_path / "one", V1))


def test_a_draft_and_a_correction_stay_on_their_version(
    office: Workspace, v1: str, tmp_path: Path
) -> None:
    case = case_of(office)
    draft = assessments.start_draft(office, case, "", SHELTER)
    first = filled(office, draft, knife="yes", heating="saxaul", rooms="2")
    begun = assessments.start_draft(office, case, "", SHELTER)
    assessments.answer(office, begun, "set", "/data/home/heating", "saxaul")
    published(office, written(tmp_path / "two", V2))
    retire_form(office, v1)
    assert (
        assessments.resume(office, begun.draft).session.answers()["/data/home/heating"] == "saxaul"
    )
    correction = assessments.revise(office, first, "She had misheard")
    assert correction.form.version == "1"
    assert correction.session.answers()["/data/home/knife"] == "yes"
    second = filled(office, correction, rooms="3")
    kept = kept_answers(office, second)
    assert (kept.assessment.form_version, kept.assessment.form_hash) == ("1", v1)
    told = {one.label: one.words for one in kept.answers}
    assert told["Has anybody threatened with a knife?"] == "Yes"
    assert told["How is the house heated?"] == "Saxaul wood", "a retired choice stays readable"
    in_russian = {
        one.label: one.words for one in kept_answers(office, second, "Русский (ru)").answers
    }
    assert in_russian["Чем топят?"] == "Саксаул"
    waiting = [one.record for one in supervision.waiting(office)]
    assert (first in waiting, second in waiting) == (False, True)
    history = revisions(office, first)
    assert [(one.assessment, one.reason, one.changed) for one in history] == [
        (second, "She had misheard", 1),
        (first, "", 0),
    ]


def test_a_form_that_cannot_be_opened_any_more_hides_no_answer(office: Workspace, v1: str) -> None:
    case = case_of(office)
    first = filled(
        office, assessments.start_draft(office, case, "", SHELTER), knife="yes", heating="gas"
    )
    begun = assessments.start_draft(office, case, "", SHELTER)
    assessments.answer(office, begun, "set", "/data/home/knife", "no")
    forget(office, v1)
    with pytest.raises(FormUnknown):
        assessments.revise(office, first, "…")
    with pytest.raises(FormUnknown):
        assessments.resume(office, begun.draft)
    kept = kept_answers(office, first)
    assert not kept.readable
    assert {one.label: one.words for one in kept.answers}["knife"] == "yes"
    assert {one.label: one.value for one in draft_answers(office, begun.draft)} == {"knife": "no"}


def forget(ws: Workspace, content_hash: str) -> None:
    """As if this version had never come here."""
    record = next(one.record for one in all_forms(ws) if one.content_hash == content_hash)
    with ws.store.transaction(ws.person) as tx:
        tx.set(record, "content_hash", "0" * 64)
    with ws.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM form_cache")


def test_statistics_join_the_versions_by_question_name(
    office: Workspace, v1: str, tmp_path: Path
) -> None:
    case = case_of(office)
    draft = assessments.start_draft(office, case, "", SHELTER)
    for age in ("4", "9"):
        assessments.answer(office, draft, "add", "/data/child")
        number = len([ref for ref in draft.session.state() if ref.endswith("/age")])
        assessments.answer(office, draft, "set", f"/data/child[{number}]/age", age)
    first = filled(office, draft, knife="yes", heating="saxaul", rooms="2")
    second = filled(office, assessments.revise(office, first, "Three rooms"), rooms="3")
    published(office, written(tmp_path / "two", V2))
    other = assessments.start_draft(office, case, "", SHELTER)
    third = filled(office, other, heating="power", rooms="5", windows="6")
    rows = {row.assessment: row for row in answers_by_name(office, SHELTER)}
    assert set(rows) == {second, third}, "a correction takes the place of what it corrects"
    assert rows[second].answers["rooms"] == ("3",)
    assert rows[third].answers["rooms"] == ("5",)
    assert rows[second].answers["age"][-2:] == ("4", "9")
    assert (rows[second].form_version, rows[third].form_version) == ("1", "2")
    assert {"heating", "knife", "windows", "rooms"} <= set(questions(list(rows.values())))


def test_two_questions_of_one_name_are_told_apart(office: Workspace, tmp_path: Path) -> None:
    source = V1.replace(
        "| | begin_repeat | child | Child | Ребёнок |", "| | begin_group | child | Child |"
    )
    source = source.replace("| | end_repeat |", "| | end_group |").replace("| age |", "| rooms |")
    published(office, written(tmp_path, source))
    draft = assessments.start_draft(office, case_of(office), "", SHELTER)
    assessments.answer(office, draft, "set", "/data/child/rooms", "1")
    assessments.answer(office, draft, "set", "/data/home/rooms", "4")
    filled(office, draft, knife="no", heating="gas")
    row = answers_by_name(office, SHELTER)[0]
    assert (row.answers["home/rooms"], row.answers["child/rooms"]) == (("4",), ("1",))
    assert "rooms" not in row.answers
