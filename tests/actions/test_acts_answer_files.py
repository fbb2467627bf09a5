"""Pictures and recordings as answers: kept at once, bound when finished, gone with their draft."""

import json
from pathlib import Path

import pytest

from socialcase.actions import answer_files, assessments, attachments, cases
from socialcase.actions.assessments import OpenDraft
from socialcase.actions.cases import FirstContact
from socialcase.actions.finding import fetch
from socialcase.actions.form_publishing import inspect_form, install_form, publish_form
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment
from socialcase.errors import AttachmentMissing

SURVEY = """| survey |       |         |          |
|        | type  | name    | label    | appearance |
|        | begin repeat | room | Room |   |
|        | image | photo   | A photo of the room |  |
|        | end repeat |    |          |   |
|        | image | sign    | Signature | signature |
|        | audio | told    | Recording |  |
| settings |     |         |          |
|        | form_id | form_title | version |
|        | rooms | Rooms | 1 |
"""
PHOTO, SIGN = b"\xff\xd8 a yard " * 3000, b"\x89PNG signed " * 50


@pytest.fixture
def draft(office: Workspace, tmp_path: Path) -> OpenDraft:
    form = tmp_path / "rooms.md"
    form.write_text(SURVEY, encoding="utf-8")
    found = inspect_form(office, form)
    assert found.package is not None, found.report
    install_form(office, found)
    publish_form(office, found.package.content_hash)
    contact = FirstContact(worry="Damp walls", name={"given": "Jeren"})
    case = cases.first_contact(office, contact).record
    return assessments.start_draft(office, case, "", "rooms")


def give(ws: Workspace, opened: OpenDraft, ref: str, content: bytes, name: str) -> str:
    value = answer_files.keep_answer_file(ws, opened.draft, content, name)
    assessments.answer(ws, opened, "set", ref, value)
    return value


def ref_of(opened: OpenDraft, name: str) -> str:
    return next(ref for ref in opened.session.state() if ref.endswith(f"/{name}"))


def stored(ws: Workspace) -> list[str]:
    return ws.store.attachments.names()


def test_a_picture_is_there_after_the_program_ended(office: Workspace, draft: OpenDraft) -> None:
    value = give(office, draft, ref_of(draft, "photo"), PHOTO, "IMG 2031.jpg")
    assert value.startswith("IMG 2031-")
    assert value.endswith(".jpg")
    again = assessments.resume(office, draft.draft)
    assert again.session.answers()[ref_of(draft, "photo")] == value
    kept = answer_files.answer_file(office, draft.draft, value)
    assert attachments.content_of(office, kept) == PHOTO
    assert kept.key not in repr(kept)
    assert office.store.attachments.sweep() == 0
    assert office.store.check().files.orphaned == ()
    with pytest.raises(AttachmentMissing):
        answer_files.answer_file(office, draft.draft, "another.jpg")


def test_finishing_makes_attachments_of_what_answers_a_question(
    office: Workspace, draft: OpenDraft
) -> None:
    photo, sign = ref_of(draft, "photo"), ref_of(draft, "sign")
    replaced = give(office, draft, photo, b"a first try", "IMG.jpg")
    value = give(office, draft, photo, PHOTO, "IMG.jpg")
    signed = give(office, draft, sign, SIGN, "signature.png")
    assert len({replaced, value, signed}) == 3
    done = assessments.finish(office, draft)
    kept = fetch(office, Assessment, done.record)
    assert json.loads(kept.answers)[photo] == value
    assert f">{value}<" in kept.submission
    found = answer_files.finished_file(office, done.record, value)
    assert (found.question, found.media, found.about) == (photo, "image/jpeg", done.record)
    assert attachments.content(office, found.uid) == PHOTO
    names = [line.document.name for line in attachments.documents(office, draft.case)]
    assert sorted(names) == sorted([value, signed])
    assert len(stored(office)) == 2, "the picture that was replaced is gone"
    assert len(done.records("attachment")) == 2
    assert assessments.read_back(office, done.record).answers()[sign] == signed


def test_a_correction_shows_the_pictures_of_what_it_corrects(
    office: Workspace, draft: OpenDraft
) -> None:
    value = give(office, draft, ref_of(draft, "photo"), PHOTO, "IMG.jpg")
    first = assessments.finish(office, draft).record
    opened = assessments.revise(office, first, "the recording was missing")
    seen = answer_files.answer_file(office, opened.draft, value, opened.revises)
    assert attachments.content_of(office, seen) == PHOTO
    told = give(office, opened, ref_of(opened, "told"), b"ID3 words", "words.mp3")
    second = assessments.finish(office, opened).record
    assert answer_files.finished_file(office, second, value).about == first
    assert answer_files.finished_file(office, second, told).about == second
    assert len(stored(office)) == 2


def test_a_draft_thrown_away_takes_its_files_along(office: Workspace, draft: OpenDraft) -> None:
    give(office, draft, ref_of(draft, "photo"), PHOTO, "IMG.jpg")
    assert len(stored(office)) == 1
    assessments.discard_draft(office, draft.draft)
    assert stored(office) == []


def test_trying_a_form_out_leaves_no_picture(office: Workspace, draft: OpenDraft) -> None:
    trial = assessments.try_form(office, draft.form_hash)
    value = give(office, trial, ref_of(trial, "photo"), PHOTO, "IMG.jpg")
    kept = answer_files.answer_file(office, trial.draft, value)
    assert attachments.content_of(office, kept) == PHOTO
    assessments.finish(office, trial)
    assert stored(office) == []


def test_a_repeat_taken_out_leaves_its_picture_behind(office: Workspace, draft: OpenDraft) -> None:
    give(office, draft, ref_of(draft, "photo"), PHOTO, "IMG.jpg")
    room = ref_of(draft, "photo").rpartition("/")[0]
    assessments.answer(office, draft, "remove", room)
    assessments.finish(office, draft)
    assert stored(office) == []
    assert attachments.documents(office, draft.case) == []
