"""Filling an assessment: every answer is journalled at once, and finishing is one save."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from socialcase.actions.case_views import DraftLine
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.actions.finding import fetch
from socialcase.actions.form_library import load_form
from socialcase.actions.open_drafts import drafts_of
from socialcase.actions.road import instant
from socialcase.actions.scope import case_audience
from socialcase.actions.standing import standing
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.canonical import JsonValue, json_text
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case, Person
from socialcase.cases.rules import needs
from socialcase.errors import FormNotComplete
from socialcase.forms import ChangeSet, Form, NoSuchNode, Session, open_session
from socialcase.logs import act

if TYPE_CHECKING:
    from socialcase.storage.drafts import Draft

_REVISES = "revises"
"""Journal entry of a correction: ref is the assessment, value the reason."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft that is being filled: its id, its case and person, the live session.

    `place` is the ref where the person left off ("" at the start). `previous` holds the answers
    of the last finished assessment with this form, by ref, for the column beside the questions.
    `revises` is the assessment that it corrects, with the `reason`.
    """

    draft: str
    case: str
    person: str
    form: Form
    session: Session
    place: str
    previous: dict[str, str]
    revises: str = ""
    reason: str = ""


def start_draft(
    ws: Workspace, case: str, person: str, form_id: str, language: str = ""
) -> OpenDraft:
    """Begin an assessment. `language`: one of the form's languages, its default if empty.

    `person`: whom it is about, "" for the whole family. Raises NotFound, FormUnknown.
    """
    fetch(ws, Case, case)
    if person:
        fetch(ws, Person, person)
    form = load_form(ws, form_id)
    drafts = ws.store.drafts
    uid = drafts.start(case, person, form.form_id, form.version, form.content_hash)
    if language in form.languages:
        drafts.append(uid, "language", "", language)
    return resume(ws, uid)


def resume(ws: Workspace, draft: str) -> OpenDraft:
    """Open a draft where it was left, on the form version it began with.

    Raises NotFound, FormUnknown.
    """
    kept = _draft(ws, draft)
    journal = ws.store.drafts.replay(draft)
    form = load_form(ws, kept.form_id, kept.form_hash)
    revises, reason = next(((r, v or "") for op, r, v in journal if op == _REVISES), ("", ""))
    session = _session(ws, kept, form, revises)
    _replay(session, journal)
    session.tick(ws.clock.now().astimezone(ASHGABAT))
    previous = _previous(ws, kept)
    return OpenDraft(
        draft, kept.case, kept.person, form, session, kept.place, previous, revises, reason
    )


def answer(ws: Workspace, opened: OpenDraft, op: str, ref: str, value: str = "") -> ChangeSet:
    """Do one thing in a draft, journalled before this returns; gives what changed on the form.

    `op`: "set", "add" or "remove" (a repeat), or "language" (`value` names it).
    """
    changed = opened.session.apply(op, ref, value)
    ws.store.drafts.append(opened.draft, op, ref, value)
    return changed


def keep_place(ws: Workspace, opened: OpenDraft, ref: str) -> None:
    """Remember where the person is, for `resume`."""
    ws.store.drafts.place(opened.draft, ref)


def drafts(ws: Workspace, case: str = "") -> list[DraftLine]:
    """Assessments begun and not finished, newest first; only those of `case` if given."""
    return drafts_of(ws, case)


def discard_draft(ws: Workspace, draft: str) -> None:
    """Throw a draft away for good. Raises NotFound."""
    _draft(ws, draft)
    ws.store.drafts.discard(draft)


def finish(ws: Workspace, opened: OpenDraft, told_on: str = "") -> Done:
    """Turn a complete draft into an assessment of the case, in one save.

    The case goes on to step "assessed" where it was in intake and nothing else is lacking.
    `told_on`: the day it was told; if empty the form's own answer `told_on`, else today. The
    record of the result is the assessment. Raises FormNotComplete (with the counts;
    `opened.session.finish()` names the questions), NotFound.
    """
    report = opened.session.finish()
    if not report.ok:
        raise FormNotComplete(len(report.missing), len(report.invalid))
    case = fetch(ws, Case, opened.case)
    values = _assessment(ws, opened, told_on)
    goes_on = _goes_on(ws, opened.case)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("assessment", case_audience(case), values)
        if goes_on:
            tx.set(opened.case, "status", "assessed")
        ws.store.drafts.finish(opened.draft, tx)
    return done(uid, tx)


def read_back(ws: Workspace, assessment: str) -> Session:
    """A finished assessment as a session to look at. Raises NotFound, FormUnknown."""
    kept = fetch(ws, Assessment, assessment)
    form = load_form(ws, kept.form_id)
    now = ws.clock.now().astimezone(ASHGABAT)
    return open_session(form, now=now, instance=kept.submission)


def revise(ws: Workspace, assessment: str, reason: str) -> OpenDraft:
    """Begin a correction of a finished assessment: a draft with all its answers.

    Raises NotFound, FormUnknown.
    """
    kept = fetch(ws, Assessment, assessment)
    form = load_form(ws, kept.form_id)
    store = ws.store.drafts
    uid = store.start(kept.case, kept.person, form.form_id, form.version, form.content_hash)
    store.append(uid, _REVISES, assessment, reason)
    return resume(ws, uid)


def _draft(ws: Workspace, draft: str) -> "Draft":
    return ws.store.drafts.get(draft)


def _session(ws: Workspace, kept: "Draft", form: Form, revises: str) -> Session:
    """A session that begins as it did the first time, so that its journal replays."""
    submission = fetch(ws, Assessment, revises).submission if revises else None
    return open_session(
        form,
        now=instant(kept.begun).astimezone(ASHGABAT),
        preload={"username": me(ws).name, "deviceid": ws.store.device},
        instance=submission,
        chance=Random(kept.uid),  # noqa: S311  must repeat itself; nothing secret comes of it
    )


def _replay(session: Session, journal: Iterable[tuple[str, str, str | None]]) -> None:
    """Do the journal again; an entry that no longer fits is passed over, the rest is kept."""
    for op, ref, value in journal:
        if op == _REVISES:
            continue
        try:
            session.apply(op, ref, value or "")
        except NoSuchNode:
            act("draft.entry_passed_over", op=op)


def _previous(ws: Workspace, kept: "Draft") -> dict[str, str]:
    where = {"case": kept.case, "person": kept.person, "form_id": kept.form_id}
    with ws.store.reading() as reading:
        last = reading.page(Assessment, where, order="told_on", descending=True, limit=1)
    answers = json.loads(last[0].answers or "{}") if last else {}
    return {str(ref): str(value) for ref, value in dict(answers).items()}


def _assessment(ws: Workspace, opened: OpenDraft, told_on: str) -> dict[str, FieldValue]:
    session, form = opened.session, opened.form
    answers = session.answers()
    scores: list[JsonValue] = [
        {"name": s.name, "label": s.label, "value": s.value, "detail": s.detail}
        for s in (*session.scores(), *session.needs())
    ]
    told = told_on or _told_on(answers) or ws.today.isoformat()
    return checked_fields(
        "assessment",
        {
            "case": opened.case,
            "person": opened.person,
            "form_id": form.form_id,
            "form_version": form.version,
            "form_title": form.title,
            "told_on": told,
            "finished": ws.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "answers": json_text(dict(answers)),
            "scores": json_text(scores),
            "submission": session.serialize(),
            "revises": opened.revises,
            "reason": opened.reason,
        },
    )


def _told_on(answers: dict[str, str]) -> str:
    """The form's own "on which day did you talk", where it asks that."""
    told = (v for ref, v in answers.items() if ref.endswith("/told_on") and day_of(v))
    return next(told, "")


def _goes_on(ws: Workspace, case: str) -> bool:
    """Whether the finished assessment is the last thing that step "assessed" waited for."""
    now = standing(ws, case)
    return now.status == "intake" and set(needs("assessed", now)) <= {"assessment"}
