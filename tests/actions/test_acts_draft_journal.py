"""A draft's journal is read as it counts: removals taken back, letters being typed, notes."""

import pytest

from socialcase.actions import assessments, drafting
from socialcase.actions.case_file import case_file
from socialcase.actions.cases import FirstContact, first_contact
from socialcase.actions.draft_journal import PUT_BACK, REVISES, Journal, read_journal
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Remark
from socialcase.errors import NotFound


def test_steps_are_for_the_session_and_words_are_by_question() -> None:
    found = read_journal(
        [
            (REVISES, "old", "A wrong day"),
            ("typing", "/f/name", "Je"),
            ("note", "/f/age", "She is not sure"),
            ("set", "/f/age", None),
            ("typing", "/f/age", "7"),
        ]
    )
    assert found == Journal(
        steps=[("set", "/f/age", "")],
        typing={"/f/name": "Je", "/f/age": "7"},
        notes={"/f/age": "She is not sure"},
        revises="old",
        reason="A wrong day",
    )


def test_an_answer_ends_the_typing_and_an_empty_note_takes_it_back() -> None:
    found = read_journal(
        [
            ("typing", "/f/a", "1"),
            ("set", "/f/a", "12"),
            ("note", "/f/a", "x"),
            ("note", "/f/a", ""),
        ]
    )
    assert (found.typing, found.notes) == ({}, {})


def test_notes_move_up_with_the_instances_of_a_repeat() -> None:
    notes = [("note", f"/f/child[{n}]/age", f"of {n}") for n in (1, 2, 3)]
    found = read_journal([*notes, ("remove", "/f/child[2]", "")])
    assert found.notes == {"/f/child[1]/age": "of 1", "/f/child[2]/age": "of 3"}


def test_a_removal_that_was_taken_back_never_was() -> None:
    begun = [("add", "/f/child", ""), ("set", "/f/child[1]/age", "4"), ("set", "/f/x", "1")]
    removed = [*begun, ("remove", "/f/child[1]", "")]
    assert read_journal([*removed, (PUT_BACK, "/f/child[1]", "")]).steps == begun
    later = ("set", "/f/child[1]/age", "9")  # of the one that had moved up
    found = read_journal([*removed, later, ("set", "/f/x", "2"), (PUT_BACK, "/f/child[1]", "")])
    assert found.steps == [*begun, ("set", "/f/child[2]/age", "9"), ("set", "/f/x", "2")]


def test_nothing_to_put_back_changes_nothing() -> None:
    assert read_journal([("set", "/f/x", "1"), (PUT_BACK, "/f/child[1]", "")]).steps == [
        ("set", "/f/x", "1")
    ]


@pytest.fixture
def draft(laptop: Workspace) -> assessments.OpenDraft:
    contact = FirstContact(worry="Pension not paid", name={"given": "Jeren"})
    case = first_contact(laptop, contact).record
    return assessments.start_draft(laptop, case, "", "home_visit")


def test_letters_and_notes_are_there_when_the_draft_is_taken_up_again(
    laptop: Workspace, draft: assessments.OpenDraft
) -> None:
    ref = draft.session.finish().missing[0].ref
    drafting.keep_typing(laptop, draft, ref, "20.1")
    drafting.keep_note(laptop, draft, ref, " Told by the neighbour ")
    again = assessments.resume(laptop, draft.draft)
    assert (again.typing, again.notes, again.place) == (
        {ref: "20.1"},
        {ref: "Told by the neighbour"},
        ref,
    )
    drafting.keep_note(laptop, again, ref, "")
    assert assessments.resume(laptop, draft.draft).notes == {}


def test_nothing_is_typed_into_a_draft_that_is_gone(
    laptop: Workspace, draft: assessments.OpenDraft
) -> None:
    assessments.discard_draft(laptop, draft.draft)
    with pytest.raises(NotFound):
        drafting.keep_typing(laptop, draft, "/x", "2")


def test_a_note_on_a_question_comes_with_the_finished_assessment(
    laptop: Workspace, draft: assessments.OpenDraft
) -> None:
    while missing := draft.session.missing():
        node = draft.session.node(missing[0].ref)
        plain = {"date": "2026-11-22", "int": "5", "decimal": "1.5"}
        value = node.choices[0].value if node.choices else plain.get(node.type, "words")
        assessments.answer(laptop, draft, "set", node.ref, value)
    asked = next(ref for ref in draft.session.answers() if draft.session.node(ref).choices)
    node = draft.session.node(asked)
    drafting.keep_note(laptop, draft, asked, "Ask her sister, too")
    done = assessments.finish(laptop, draft)
    with laptop.store.reading() as reading:
        (remark,) = drafting.remarks_of(reading, done.record)
        audience = {one.audience for one in reading.page(Remark)}
    assert (remark.ref, remark.number, remark.question) == (asked, node.number, node.label)
    assert remark.text == "Ask her sister, too"
    assert remark.answer in {choice.label for choice in node.choices or ()}
    [line] = case_file(laptop, draft.case).assessments
    assert audience == {line.assessment.audience}
