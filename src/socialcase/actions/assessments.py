"""Filling an assessment: every answer is journalled at once, and finishing is one save."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from socialcase.actions.answer_files import bind_files, files_of_draft
from socialcase.actions.case_views import DraftLine
from socialcase.actions.done import Done, done
from socialcase.actions.draft_journal import HOST, REVISES, TYPING, Journal, read_journal
from socialcase.actions.editing import FieldValue, checked_fields
from socialcase.actions.finding import fetch
from socialcase.actions.finishing import Told, finished_values, makes_assessed
from socialcase.actions.form_consents import consent_of, write_consent
from socialcase.actions.form_library import find_form, ready_form
from socialcase.actions.form_versions import ReadyForm, in_force
from socialcase.actions.open_drafts import drafts_of
from socialcase.actions.own_checks import keep_check
from socialcase.actions.previous_answers import previous_answers
from socialcase.actions.road import instant
from socialcase.actions.scope import audience_in, default_audience, named_in
from socialcase.actions.surroundings import surroundings
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.canonical import json_text
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Assessment, Case, Person
from socialcase.errors import FormMisplaced, FormNeedsNamedPeople, FormNotComplete
from socialcase.forms import ChangeSet, Form, NoSuchNode, Session, open_session
from socialcase.logs import act
from socialcase.storage.drafts import Step, is_private
from socialcase.storage.trials import is_trial

if TYPE_CHECKING:
    from socialcase.storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft that is being filled: its id, its case and person, the live session.

    `place` is the ref where the person left off ("" at the start). `previous` holds the answers
    of the last finished assessment with this form, by ref, for the column beside the questions;
    `previous_on` is the day they were told. `revises` is the assessment that it corrects, with the
    `reason`. `typing` holds letters that were no answer yet when the program ended, and `notes`
    what is noted on questions for the supervisor, both by ref. `title` is the form's in the
    language in force, `form_hash` names its version exactly, `files` lie beside it (pictures).
    `told_on` is the day of the conversation, ISO, where somebody said it.
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
    previous_on: str = ""
    typing: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    title: str = ""
    form_hash: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    told_on: str = ""

    @property
    def trial(self) -> bool:
        """Whether a form is only being tried out: nothing is kept."""
        return is_trial(self.draft)

    @property
    def private(self) -> bool:
        """Whether nobody but the person here is to read it: it never leaves this laptop."""
        return is_private(self.draft)


def start_draft(
    ws: Workspace, case: str, person: str, form_id: str, language: str = ""
) -> OpenDraft:
    """Begin an assessment. `language`: one of the form's languages, its default if empty.

    `person`: whom it is about, "" for the whole family. Raises NotFound, FormUnknown,
    FormNeedsNamedPeople, FormMisplaced.
    """
    fetch(ws, Case, case)
    if person:
        fetch(ws, Person, person)
    entry = find_form(ws, form_id)
    if entry.meant.private:
        raise FormMisplaced(entry.title, private=True)
    if entry.meant.restricted and not _is_restricted(ws, case):
        raise FormNeedsNamedPeople(entry.title)
    ready = ready_form(ws, form_id, entry.content_hash)
    form, drafts = ready.form, ws.store.drafts
    steps = [*_surroundings(ws, ready, case, person), *_spoken(ready, language)]
    uid = drafts.start(case, person, form_id, form.version, ready.content_hash, steps=steps)
    return _open(ws, uid, ready)


def start_apart(ws: Workspace, form_id: str, language: str = "") -> OpenDraft:
    """Begin a form that is about no case: about a service, or about oneself.

    What is finished on a private form stays here (`own_checks`); any other goes to the office as an
    assessment without a case. Raises FormUnknown, FormMisplaced.
    """
    entry = find_form(ws, form_id)
    if entry.meant.in_case:
        raise FormMisplaced(entry.title, private=False)
    ready = ready_form(ws, form_id, entry.content_hash)
    named = (form_id, ready.form.version, ready.content_hash)
    spoken = _spoken(ready, language)
    uid = ws.store.drafts.start("", "", *named, private=entry.meant.private, steps=spoken)
    return _open(ws, uid, ready)


def _spoken(ready: ReadyForm, language: str) -> list[Step]:
    return [("language", "", language)] if language in ready.form.languages else []


def _is_restricted(ws: Workspace, case: str) -> bool:
    with ws.store.reading() as reading:
        return bool(named_in(reading, case))


def try_form(ws: Workspace, content_hash: str) -> OpenDraft:
    """Fill a version of a form for oneself: in no case, and nothing of it is kept.

    Raises FormUnknown.
    """
    ready = ready_form(ws, "", content_hash)
    trials = ws.store.drafts.trials
    form = ready.form
    uid = trials.start(form.form_id, form.version, content_hash)
    spoken = in_force(form.languages)
    if spoken:
        ws.store.drafts.append(uid, "language", "", spoken)
    return resume(ws, uid)


def resume(ws: Workspace, draft: str) -> OpenDraft:
    """Open a draft where it was left, on the form version it began with.

    Raises NotFound, FormUnknown.
    """
    kept = _draft(ws, draft)
    return _open(ws, draft, ready_form(ws, kept.form_id, kept.form_hash))


def _open(ws: Workspace, draft: str, ready: ReadyForm) -> OpenDraft:
    kept = _draft(ws, draft)
    journal = read_journal(ws.store.drafts.replay(draft))
    session = _session(ws, kept, ready, journal)
    _replay(session, journal.steps)
    session.tick(ws.clock.now().astimezone(ASHGABAT))
    previous, previous_on = previous_answers(ws, kept)
    return OpenDraft(
        draft,
        kept.case,
        kept.person,
        ready.form,
        session,
        kept.place,
        previous,
        journal.revises,
        journal.reason,
        previous_on,
        journal.typing,
        journal.notes,
        ready.title,
        ready.content_hash,
        ready.files,
        journal.told_on,
    )


def answer(ws: Workspace, opened: OpenDraft, op: str, ref: str, value: str = "") -> ChangeSet:
    """Do one thing in a draft, journalled before this returns; gives what changed on the form.

    `op`: "set", "add" or "remove" (a repeat), or "language" (`value` names it).
    """
    typed = TYPING if op == "set" else ""
    # first: what is shown has been written
    ws.store.drafts.append(opened.draft, op, ref, value, instead_of=typed)
    return opened.session.apply(op, ref, value)


def keep_place(ws: Workspace, opened: OpenDraft, ref: str) -> None:
    """Remember where the person is, for `resume`."""
    ws.store.drafts.place(opened.draft, ref)


def drafts(ws: Workspace, case: str = "") -> list[DraftLine]:
    """Assessments begun and not finished, newest first; only those of `case` if given."""
    return drafts_of(ws, case)


def discard_draft(ws: Workspace, draft: str) -> None:
    """Throw a draft away for good. Raises NotFound."""
    _draft(ws, draft)
    files = files_of_draft(ws, draft)
    ws.store.drafts.discard(draft)
    ws.store.attachments.forget(files)


def finish(ws: Workspace, opened: OpenDraft, told_on: str = "") -> Done:
    """Turn a complete draft into an assessment of the case, in one save.

    The case goes on to step "assessed" where it was in intake and nothing else is lacking. What a
    case begins with brings the consent that it asked for into the case, too, and a correction of
    it takes that consent's place.
    `told_on`: the day it was told; if empty the form's own answer `told_on`, else today. The
    record of the result is the assessment. Raises FormNotComplete (with the counts;
    `opened.session.finish()` names the questions). A trial ends without a trace. A case that was
    closed to the person, or moved elsewhere, meanwhile gets the assessment all the same.
    """
    report = opened.session.finish()
    if not report.ok:
        raise FormNotComplete(len(report.missing), len(report.invalid))
    if opened.trial:
        discard_draft(ws, opened.draft)
        return Done("", "", ())
    about = Told(opened.case, opened.person, told_on, opened.revises, opened.reason)
    values = finished_values(ws, opened.session, opened.form_hash, about)
    if opened.private:
        keep_check(ws, opened.draft, {**values, "notes": json_text(dict(opened.notes))})
        discard_draft(ws, opened.draft)
        return Done("", "", ())
    assesses = bool(opened.case) and not values["form_about"]
    goes_on = assesses and makes_assessed(ws, opened.case)
    audience = audience_in(opened.case) if opened.case else default_audience(ws)
    answers = opened.session.answers()
    consent = consent_of(ws, answers, values)
    files = files_of_draft(ws, opened.draft)
    with ws.store.transaction(ws.person) as tx:
        uid = tx.create("assessment", audience, values)
        for remark in _remarks(opened):
            tx.create("remark", audience, {**remark, "assessment": uid})
        bind_files(
            ws, tx, opened.draft, answers, case=opened.case, assessment=uid, audience=audience
        )
        write_consent(tx, audience, consent, ws.today.isoformat())
        if goes_on:
            tx.set(opened.case, "status", "assessed")
        ws.store.drafts.finish(opened.draft, tx)
    ws.store.attachments.forget(files)
    return done(uid, tx)


def read_back(ws: Workspace, assessment: str) -> Session:
    """A finished assessment as a session to look at, on the version that it was filled on.

    Raises NotFound, FormUnknown (`kept_answers` shows the answers all the same).
    """
    return session_of(ws, fetch(ws, Assessment, assessment))


def session_of(ws: Workspace, kept: Assessment, ready: ReadyForm | None = None) -> Session:
    """What `read_back` gives, of an assessment that was read already. Raises FormUnknown.

    `ready`: its version of the form, where that was opened before.
    """
    ready = ready or ready_form(ws, kept.form_id, kept.form_hash, kept.form_version)
    now = ws.clock.now().astimezone(ASHGABAT)
    return open_session(
        ready.form,
        now=now,
        instance=kept.submission,
        resources=ready.resources,
        host=surroundings(ws, ready, kept.case, kept.person),
        settled=True,
    )


def revise(ws: Workspace, assessment: str, reason: str) -> OpenDraft:
    """Begin a correction of a finished assessment: a draft with all its answers, on its version.

    Raises NotFound, FormUnknown.
    """
    kept = fetch(ws, Assessment, assessment)
    ready = ready_form(ws, kept.form_id, kept.form_hash, kept.form_version)
    named = (kept.form_id, kept.form_version, ready.content_hash)
    begun = (REVISES, assessment, reason)
    steps = [begun, *_surroundings(ws, ready, kept.case, kept.person)]
    uid = ws.store.drafts.start(kept.case, kept.person, *named, steps=steps)
    return _open(ws, uid, ready)


def _draft(ws: Workspace, draft: str) -> "Draft":
    return ws.store.drafts.get(draft)


def _surroundings(ws: Workspace, ready: ReadyForm, case: str, person: str) -> list[Step]:
    """What its form reads around it, kept with the draft: it must open the same way next week."""
    return [(HOST, name, xml) for name, xml in surroundings(ws, ready, case, person).items()]


def _session(ws: Workspace, kept: "Draft", ready: ReadyForm, journal: Journal) -> Session:
    """A session that begins as it did the first time, so that its journal replays."""
    submission = fetch(ws, Assessment, journal.revises).submission if journal.revises else None
    return open_session(
        ready.form,
        resources=ready.resources,
        now=instant(kept.begun).astimezone(ASHGABAT),
        preload={"username": me(ws).name, "deviceid": ws.store.device},
        host=journal.host,
        instance=submission,
        chance=Random(kept.uid),  # noqa: S311  must repeat itself; nothing secret comes of it
    )


def _replay(session: Session, steps: Iterable[tuple[str, str, str]]) -> None:
    """Do the journal again; an entry that no longer fits is passed over, the rest is kept."""
    for op, ref, value in steps:
        try:
            session.apply(op, ref, value)
        except NoSuchNode:
            act("draft.entry_passed_over", op=op)


def _remarks(opened: OpenDraft) -> list[dict[str, FieldValue]]:
    """The notes on questions that are still asked, each with its question and answer in words."""
    session = opened.session
    found: list[dict[str, FieldValue]] = []
    for ref, text in opened.notes.items():
        try:
            node = session.node(ref)
        except NoSuchNode:
            continue  # a newer version of the form has no such question any more
        words = {choice.value: choice.label for choice in node.choices or ()}
        whole = not words or node.value in words
        codes = [node.value] if whole else node.value.split()
        fields = {
            "case": opened.case,
            "ref": ref,
            "number": node.number,
            "question": node.label or node.name,
            "answer": ", ".join(words.get(code, code) for code in codes),
            "text": text,
        }
        found.append(checked_fields("remark", fields))
    return found
