"""Submissions made in ODK, Kobo or another workspace onto the people here: looked at, then taken.

Looking changes nothing and says of every row where it would go and what does not fit. Taking is
one save however many rows: it is undone as one act.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from socialcase.actions.arriving_checks import Judged, judge, unknown
from socialcase.actions.arriving_known import Known, as_kept, said_in
from socialcase.actions.arriving_rows import CASE_HEADINGS, Brought, Source, brought_in, moment_of
from socialcase.actions.arriving_whom import Reason, Whom, in_case, whom
from socialcase.actions.attachments import KeptFile, described, keep_content
from socialcase.actions.done import Done, done
from socialcase.actions.editing import FieldValue
from socialcase.actions.finding import found
from socialcase.actions.finishing import Told, finished_values, makes_assessed, told_in
from socialcase.actions.form_consents import consent_in
from socialcase.actions.form_library import all_forms, find_form, ready_form
from socialcase.actions.form_versions import ReadyForm
from socialcase.actions.kept_answers import told
from socialcase.actions.scope import audience_in, named_in
from socialcase.actions.surroundings import surroundings
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import MAX_TEXT, json_text
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case
from socialcase.errors import FormMisplaced, sentence
from socialcase.forms import Session
from socialcase.logs import act
from socialcase.texts import N_

if TYPE_CHECKING:
    pass

Telling = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Matching:
    """Where a row says whom it is about.

    `who`: headings, or names of questions, that hold the case's number or (parts of) the name;
    `birth`: one with the birth date. `case`: the id of a case that all rows belong to.
    """

    who: tuple[str, ...] = ()
    birth: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class ArrivingRow:
    """One submission as it would come in. `at` is its place in the preview, `place` in the file.

    `said`: what the file calls whom it is about. `answers`: how many. `reasons`: why it does not
    fit, none where it does.
    """

    at: int
    place: str
    whom: Whom
    form_version: str
    told_on: str
    answers: int
    reasons: tuple[Reason, ...]
    values: Mapping[str, FieldValue] = field(default_factory=dict, repr=False)
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    said: str = field(default="", repr=False)

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons

    @property
    def stopped(self) -> bool:
        """Whether it cannot be taken at all."""
        return any(reason.stops for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring. `lost`: rows of repeats that belong to no submission."""

    form_id: str
    rows: tuple[ArrivingRow, ...]
    lost: int
    brought: Brought = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The headings of its table, or the names of all answers, in the order of the file."""
        named = (name for source in self.brought.sources for name in source.cells)
        return self.brought.headings or tuple(dict.fromkeys(named))

    @property
    def fitting(self) -> tuple[int, ...]:
        """The rows against which nothing speaks, by their place in the preview."""
        return tuple(row.at for row in self.rows if row.fits)


def look(
    ws: Workspace,
    file: Path,
    form_id: str,
    matching: Matching = Matching(),
    *,
    progress: Telling = lambda at, of: None,
) -> Preview:
    """Read a file and judge every row; nothing is changed.

    `progress(row, rows)` may raise to end it. Raises CannotRead, ArrivalRefused, FormUnknown,
    FormMisplaced (a form that is begun in no case), NotFound.
    """
    entry = find_form(ws, form_id)
    if entry.meant.private or not entry.meant.in_case:
        raise FormMisplaced(entry.title, private=entry.meant.private)
    brought = brought_in(file, ready_form(ws, form_id).form)
    looking = _Looking(ws, form_id, matching, brought)
    rows: list[ArrivingRow] = []
    for at, source in enumerate(brought.sources):
        progress(at, len(brought.sources))
        rows.append(looking.row(at, source))
    return Preview(form_id, tuple(rows), brought.lost, brought)


def take(
    ws: Workspace,
    preview: Preview,
    chosen: Collection[int] | None = None,
    *,
    progress: Telling = lambda at, of: None,
) -> Done:
    """Bring rows in as finished assessments, all in one save; without `chosen` those that fit.

    A row that cannot be taken, or that came in since it was looked at, is left out: `Done.records`
    says what was made. Raises NotFound (a case is out of sight now), DiskFull, CannotWrite.
    """
    wanted = set(preview.fitting if chosen is None else chosen)
    known = Known(ws, preview.form_id)
    rows = [r for r in preview.rows if r.at in wanted and not r.stopped and not known.has(r.values)]
    kept: list[KeptFile] = []
    try:
        arriving = [
            (row, list(_kept_files(ws, preview, row, kept))) for row in _told(rows, progress)
        ]
        result = _written(ws, arriving)
    except BaseException:
        ws.store.attachments.forget([one.file for one in kept])
        raise
    ws.store.attachments.settled([one.file for one in kept])
    act("answers.in", rows=len(rows), files=len(kept))
    return result


Files = list[tuple[str, dict[str, str | int]]]


def _written(ws: Workspace, rows: Sequence[tuple[ArrivingRow, Files]]) -> Done:
    cases = {row.whom.case for row, _ in rows}
    with ws.store.reading() as reading:
        for case in cases:
            found(reading, Case, case)
    assessed = [
        case
        for case in cases
        if any(r.whom.case == case and not r.values["form_about"] for r, _ in rows)
        and makes_assessed(ws, case)
    ]
    first = ""
    with ws.store.transaction(ws.person) as tx:
        for row, files in rows:
            audience = audience_in(row.whom.case)
            uid = tx.create("assessment", audience, row.values)
            first = first or uid
            for ref, values in files:
                about = {"case": row.whom.case, "about": uid, "question": ref}
                tx.create("attachment", audience, {**values, **about})
            consent = consent_in(_answers(row.values), row.values)
            if consent is not None:
                tx.create("consent", audience, consent)
        for case in sorted(assessed):
            tx.set(case, "status", "assessed")
    return done(first, tx)


def _told(rows: Sequence[ArrivingRow], progress: Telling) -> Iterator[ArrivingRow]:
    for at, row in enumerate(rows):
        progress(at, len(rows))
        yield row


def _kept_files(
    ws: Workspace, preview: Preview, row: ArrivingRow, kept: list[KeptFile]
) -> Iterator[tuple[str, dict[str, str | int]]]:
    for ref, name in row.files.items():
        data = preview.brought.attached(row.at, name)
        if data is not None:
            kept.append(keep_content(ws, data))
            yield ref, described(kept[-1], name)


class _Looking:
    """Judges the rows of one file."""

    def __init__(self, ws: Workspace, form_id: str, matching: Matching, brought: Brought) -> None:
        self._ws = ws
        self._form_id = form_id
        self._matching = matching
        self._brought = brought
        self._versions = {e.version: e for e in reversed(all_forms(ws)) if e.form_id == form_id}
        self._offered = find_form(ws, form_id)
        self._known = Known(ws, form_id)
        self._ready: dict[str, ReadyForm] = {}
        self._met: set[str] = set()
        self._passed_over = {*matching.who, matching.birth, *CASE_HEADINGS}

    def row(self, at: int, source: Source) -> ArrivingRow:
        """One row as it would come in."""
        target = self._whom(source)
        if source.fault:
            return self._refused(at, source, target, _fault(source.fault))
        if not target.case:
            return self._refused(at, source, target, target.reason)
        ready, doubts = self._version(source)
        now = moment_of(source) or self._ws.clock.now()
        host = surroundings(self._ws, ready, target.case, target.person)
        xml = self._brought.xml(source, ready.form)
        judged = judge(ready, xml, now.astimezone(ASHGABAT), host, self._passed_over)
        reasons = [*doubts, *self._unknown(source), *judged.reasons]
        if judged.session is None:
            return self._refused(at, source, target, *reasons)
        values = self._values(judged, judged.session, ready, target, source, xml)
        files = judged.session.attached()
        reasons += self._more(at, source, judged, target, values, files)
        return ArrivingRow(
            at,
            source.place,
            target,
            ready.form.version,
            str(values["told_on"]),
            len(told(as_kept(values))),
            tuple(reasons),
            values,
            files,
        )

    def _unknown(self, source: Source) -> list[Reason]:
        return [unknown(name) for name in source.unknown if name not in self._passed_over]

    def _refused(
        self, at: int, source: Source, target: Whom, *reasons: Reason | None
    ) -> ArrivingRow:
        given = tuple(reason for reason in reasons if reason is not None)
        said = " ".join(self._said(source)) or source.case
        return ArrivingRow(
            at, source.place, target, source.version, source.told_on, 0, given, said=said
        )

    def _whom(self, source: Source) -> Whom:
        matching = self._matching
        if matching.case or (source.case and not matching.who):
            with self._ws.store.reading() as reading:
                if matching.case:
                    return in_case(self._ws, reading, found(reading, Case, matching.case))
            return self._numbered(source.case)
        return whom(self._ws, self._said(source), source.cells.get(matching.birth, ""))

    def _said(self, source: Source) -> list[str]:
        """What the file calls whom a row is about."""
        return [source.cells.get(heading, "") for heading in self._matching.who]

    def _numbered(self, number: str) -> Whom:
        with self._ws.store.reading() as reading:
            numbered = reading.page(Case, {"number": number}, limit=1)
            if numbered:
                return in_case(self._ws, reading, numbered[0])
        said = sentence(N_("There is no case {number} here."), number=number)
        return Whom(reason=Reason(said))

    def _version(self, source: Source) -> tuple[ReadyForm, list[Reason]]:
        doubts: list[Reason] = []
        if source.form_id not in ("", self._form_id):
            said = N_("It was made on a form called “{form}”.")
            doubts.append(Reason(sentence(said, form=source.form_id), stops=False))
        entry = self._versions.get(source.version)
        if source.version and entry is None:
            said = N_("Version {version} of the form is not here; version {here} was taken.")
            told_so = sentence(said, version=source.version, here=self._offered.version)
            doubts.append(Reason(told_so, stops=False))
        wanted = (entry or self._offered).content_hash
        if wanted not in self._ready:
            self._ready[wanted] = ready_form(self._ws, self._form_id, wanted)
        return self._ready[wanted], doubts

    def _values(
        self,
        judged: Judged,
        session: Session,
        ready: ReadyForm,
        target: Whom,
        source: Source,
        xml: str,
    ) -> dict[str, FieldValue]:
        told_on = source.told_on or told_in(session.answers()) or source.made_on
        about = Told(target.case, target.person, told_on)
        values = finished_values(self._ws, session, ready.content_hash, about)
        answers = _answers(values)
        given_anew = next((v for r, v in answers.items() if r.endswith("/instanceID")), "")
        kept_id = judged.instance_id or source.instance_id
        # the session takes it for an edit; here it is the same submission
        answers = {r: v for r, v in answers.items() if not r.endswith("/deprecatedID")}
        if kept_id and given_anew:
            values["submission"] = str(values["submission"]).replace(given_anew, kept_id)
            answers = {r: kept_id if v == given_anew else v for r, v in answers.items()}
        values["answers"] = json_text(dict(answers))
        if source.xml:
            values["submission"] = xml
        if source.finished and source.finished < str(values["finished"]):
            values["finished"] = source.finished
        return values

    def _more(
        self,
        at: int,
        source: Source,
        judged: Judged,
        target: Whom,
        values: Mapping[str, FieldValue],
        files: Mapping[str, str],
    ) -> Iterator[Reason]:
        if self._offered.meant.restricted and not self._is_restricted(target.case):
            said = N_("This form goes only into a file that named people see; this file is open.")
            yield Reason(sentence(said))
        if self._known.has(values) or source.key in self._known.uids:
            yield Reason(sentence(N_("It is here already.")))
        own = judged.instance_id or source.key or "".join(said_in(as_kept(values)))
        if own in self._met:
            yield Reason(sentence(N_("It is in the file twice.")))
        self._met.add(own)
        if max(len(str(values[name])) for name in ("answers", "submission")) > MAX_TEXT:
            yield Reason(sentence(N_("It is too long to be kept.")))
        for name in files.values():
            if not self._brought.has(at, name):
                said = N_("The file {name} is an answer and did not come with it.")
                yield Reason(sentence(said, name=name), stops=False)

    def _is_restricted(self, case: str) -> bool:
        with self._ws.store.reading() as reading:
            return bool(named_in(reading, case))


def _answers(values: Mapping[str, FieldValue]) -> dict[str, str]:
    return dict(json.loads(str(values["answers"])))


def _fault(code: str) -> Reason:
    if code == "too_large":
        return Reason(sentence(N_("It is too long to be kept.")))
    return Reason(sentence(N_("It is no XML that can be read.")))
