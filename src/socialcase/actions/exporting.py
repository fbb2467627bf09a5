"""Answers that leave: all submissions of a form as files for statistics, or as ODK submissions.

Only what the person here may see, only of people who agreed (`cases.agreeing`), and each time a
record of it is kept (`Disclosure`). What belongs to no case asks for nobody's consent. A corrected
submission leaves in its last form only.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from socialcase.actions.answer_files import documents_of
from socialcase.actions.attachments import content
from socialcase.actions.disclosures import disclose, file_name, leaving
from socialcase.actions.done import Done
from socialcase.actions.form_answers import all_of
from socialcase.actions.form_library import all_forms, ready_form
from socialcase.actions.kept_answers import kept_answers, sent_as, superseded, told
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.agreeing import answers_may_leave
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Assessment, Case, Consent, Person
from socialcase.errors import (
    AttachmentErased,
    AttachmentMissing,
    FormPrivate,
    FormUnknown,
    NotAllowed,
    NotFound,
    NothingToExport,
)
from socialcase.reports.answer_tables import Answered, Asked, Table, answer_tables, dictionary
from socialcase.reports.odk_files import OdkSubmission, briefcase_zip, corrected_xml, submission_zip
from socialcase.reports.questions import questions_of
from socialcase.reports.table_files import as_csv, as_parquet, as_xlsx
from socialcase.texts import label, tr

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

Format = Literal["csv", "xlsx", "parquet", "odk"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "parquet", "odk")
_MANY = 100_000
Telling = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Export:
    """What would be written: which submissions, and how many stay here and why.

    `no_consent`: of people who did not agree or took it back; `corrected`: replaced by a later
    one. `replaced`: by the id of an assessment, the ids among ODK tools of those that it replaces,
    the latest first. `alone`: whether one single submission was asked for.
    """

    form_id: str
    submissions: tuple[Assessment, ...]
    no_consent: int
    corrected: int
    replaced: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: bool = False


def gather(ws: Workspace, form_id: str, only: str = "") -> Export:
    """What may leave of a form, for coordinators and officers. `only`: one assessment of it.

    Raises FormUnknown where no version of it was ever here, NotFound where `only` is none of its
    assessments, NotAllowed for a specialist, FormPrivate for a form about oneself.
    """
    role = me(ws).role
    if role == "specialist":
        raise NotAllowed("answers.export", role)
    private = (one for one in all_forms(ws) if one.form_id == form_id and one.meant.private)
    for one in private:
        raise FormPrivate(one.title)
    with ws.store.reading() as reading:
        found = list(all_of(reading, form_id))
        if not found and all(one.form_id != form_id for one in all_forms(ws)):
            raise FormUnknown(form_id, "")
        asked = [one for one in found if only in ("", one.uid)]
        if only and not asked:
            raise NotFound("assessment", only)
        later = superseded(found)
        current = [one for one in asked if one.uid not in later]
        going = _agreed(ws, reading, current)
    going.sort(key=lambda one: (one.told_on, one.finished, one.uid))
    by_uid = {one.uid: one for one in found}
    replaced = {one.uid: tuple(_replaced(one, by_uid)) for one in going if one.revises}
    stay, later_than = len(current) - len(going), len(asked) - len(current)
    return Export(form_id, tuple(going), stay, later_than, replaced, bool(only))


def _replaced(one: Assessment, by_uid: Mapping[str, Assessment]) -> Iterator[str]:
    """What an assessment corrects, and what that one does, by the ids of ODK tools."""
    seen = {one.uid}
    while one.revises in by_uid and one.revises not in seen:
        seen.add(one.revises)
        one = by_uid[one.revises]
        yield sent_as(one) or one.uid


def export_answers(
    ws: Workspace,
    export: Export,
    to: Path,
    form: Format,
    *,
    labels: bool = False,
    replace: bool = False,
    progress: Telling = lambda at, of: None,
) -> tuple[Path, Done]:
    """Write what `gather` found to `to` (a folder, or a file) and keep a record of it in each case.

    Whoever took back consent since then stays here, too. `labels`: words in the language in force
    in place of codes. The file is not encrypted any more.
    Raises NothingToExport, FileInTheWay, CellTooLong, CannotWrite, DiskFull.
    """
    with ws.store.reading() as reading:
        still = tuple(_agreed(ws, reading, export.submissions))
    export = dataclasses.replace(export, submissions=still)
    if not still:
        titles = (one.title for one in all_forms(ws) if one.form_id == export.form_id)
        raise NothingToExport(next(titles, export.form_id))
    name = file_name(export.form_id, ending(ws, export, form))
    data = _made(ws, export, form, progress, labels=labels)
    of_cases = Counter(one.case for one in export.submissions)
    with leaving(ws, data, to, name, replace=replace) as target:
        record = disclose(ws, "answers", export.form_id, form, of_cases)
    return target, record


def ending(ws: Workspace, export: Export, form: Format) -> str:
    """What the name of the file ends with: xlsx, zip, or xml for one submission without files."""
    if form == "odk" and export.alone and export.submissions:
        with ws.store.reading() as reading:
            return "zip" if documents_of(reading, export.submissions[0].uid) else "xml"
    return "xlsx" if form == "xlsx" else "zip"


def _made(ws: Workspace, export: Export, form: Format, progress: Telling, *, labels: bool) -> bytes:
    make = {"csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet}.get(form)
    if make is not None:
        return make(tables(ws, export, labels=labels, progress=progress))
    if not export.alone:
        return _odk(ws, export, progress)
    one = _submitted(ws, export, 0, progress)
    return submission_zip(one) if ending(ws, export, form) == "zip" else one.xml.encode()


def tables(
    ws: Workspace,
    export: Export,
    *,
    labels: bool = False,
    progress: Telling = lambda at, of: None,
) -> list[Table]:
    """The answers as tables, the dictionary last."""
    with ws.store.reading() as reading:
        cases = {one.case: reading.get(Case, one.case) for one in export.submissions if one.case}
    rows: list[Answered] = []
    for at, one in enumerate(export.submissions):
        progress(at, len(export.submissions))
        said = _said(one, cases.get(one.case), export.replaced.get(one.uid, ()))
        rows.append(Answered(one.uid, said, _values(ws, one, labels=labels)))
    asked = _asked(ws, export)
    made = answer_tables(export.form_id, rows, asked)
    return [*made, dictionary(asked, _described(), rows)]


def _agreed(ws: Workspace, reading: "Reading", current: Sequence[Assessment]) -> list[Assessment]:
    """Those about no case, and those of people whose own word, or their family's, lets them go."""
    uids = sorted({one.case for one in current} - {""})
    mains = {one.uid: one.person for one in reading.page(Case, {"uid": uids}, limit=_MANY)}
    asked = sorted({one.person for one in current} - {""})
    people = {one.uid: one for one in reading.page(Person, {"uid": asked}, limit=_MANY)}
    consents: defaultdict[str, list[Consent]] = defaultdict(list)
    for consent in reading.page(Consent, {"case": uids}, limit=_MANY):
        consents[consent.case].append(consent)

    def may_go(one: Assessment) -> bool:
        about = people.get(one.person, Person(one.person)) if one.person else None
        main = mains.get(one.case, "")
        return not one.case or answers_may_leave(consents[one.case], about, main, ws.today)

    return [one for one in current if may_go(one)]


def _said(one: Assessment, case: Case | None, replaced: Sequence[str]) -> dict[str, str]:
    """What stands before the answers, by the names of `ABOUT`."""
    return {
        "case": case.number if case is not None else "",
        "about": _whom(one, case) if case is not None else "",
        "told_on": one.told_on,
        "finished": one.finished,
        "form_version": one.form_version,
        "instanceID": sent_as(one),
        "corrects": " ".join(replaced),
    }


def _whom(one: Assessment, case: Case) -> str:
    """Whom it is about, as `arriving_whom` reads it; no name leaves."""
    if not one.person:
        return "family"
    return "person" if one.person == case.person else one.person


def _values(ws: Workspace, one: Assessment, *, labels: bool) -> dict[str, str]:
    if not labels:
        return told(one)
    return {answer.ref: answer.words for answer in kept_answers(ws, one.uid).answers}


def _asked(ws: Workspace, export: Export) -> list[Asked]:
    """The questions of every version that was answered, the newest first; each name once."""
    versions = {(one.form_hash, one.form_version): one for one in export.submissions}
    asked: dict[tuple[str, ...], Asked] = {}
    for (content_hash, version), _ in sorted(versions.items(), key=lambda v: v[0][1], reverse=True):
        try:
            ready = ready_form(ws, export.form_id, content_hash, version)
        except FormUnknown:  # its answers stay, by their names
            continue
        for one in questions_of(ready.form, ready.resources, ws.clock.now().astimezone(ASHGABAT)):
            asked.setdefault(one.path, one)
    return list(asked.values())


def _described() -> Sequence[tuple[str, str, str]]:
    """The columns before the answers, in the words of the field registry."""
    return [
        ("key", tr("The row itself; rows of repeats name it as parent_key"), "text"),
        ("parent_key", tr("In the table of a repeat: the row that it belongs to"), "text"),
        ("case", label("field", "case.number"), "text"),
        ("about", tr("family, person (whom the case is about), or the id of another one"), "text"),
        ("told_on", label("field", "assessment.told_on"), "date"),
        ("finished", label("field", "assessment.finished"), "dateTime"),
        ("form_version", label("field", "assessment.form_version"), "text"),
        ("instanceID", tr("The id under which ODK tools know it"), "text"),
        ("corrects", tr("The ids of what it takes the place of, the latest first"), "text"),
    ]


def _odk(ws: Workspace, export: Export, progress: Telling) -> bytes:
    form = ready_form(ws, export.form_id).form
    target = BytesIO()
    submissions = (_submitted(ws, export, at, progress) for at in range(len(export.submissions)))
    briefcase_zip(target, form.title, form.xform, submissions)
    return target.getvalue()


def _submitted(ws: Workspace, export: Export, at: int, progress: Telling) -> OdkSubmission:
    progress(at, len(export.submissions))
    one = export.submissions[at]
    replaced = export.replaced.get(one.uid, ())
    with ws.store.reading() as reading:
        documents = documents_of(reading, one.uid)
        case = reading.get(Case, one.case) if one.case else None
    files: dict[str, bytes] = {}
    for name, document in documents.items():
        try:
            files[name] = content(ws, document)
        except (AttachmentErased, AttachmentMissing):
            continue  # the answer names it still; the file itself is not here
    xml = corrected_xml(one.submission, replaced[0] if replaced else "")
    return OdkSubmission(one.uid, xml, files, _said(one, case, replaced))
