"""Submissions made in ODK, Kobo or another workspace onto the people here: looked at.

Looking changes nothing and says of every row where it would go and what does not fit; what is
chosen then is taken by `arriving_taking`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from socialcase.actions.arriving_checks import Judged, judge, unknown
from socialcase.actions.arriving_known import Known, as_kept, said_in
from socialcase.actions.arriving_rows import CASE_HEADINGS, Brought, Source, brought_in, moment_of
from socialcase.actions.arriving_whom import Reason, Whom, about_whom, in_case, whom, with_number
from socialcase.actions.editing import FieldValue
from socialcase.actions.finding import found
from socialcase.actions.finishing import Told, finished_values, told_in
from socialcase.actions.form_library import all_forms, find_form, ready_form
from socialcase.actions.form_versions import ReadyForm
from socialcase.actions.kept_answers import sent_as, told
from socialcase.actions.scope import named_in
from socialcase.actions.surroundings import surroundings
from socialcase.actions.workspaces import Workspace
from socialcase.cases.canonical import MAX_TEXT, json_text
from socialcase.cases.clock import ASHGABAT
from socialcase.cases.records import Case
from socialcase.errors import FormPrivate, NoSuchColumn, sentence
from socialcase.forms import Session
from socialcase.texts import N_, tr

CORRECTED = N_("Corrected in another program")
"""Why an answer was corrected, where only the other program knows."""
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
    fit, none where it does. `instance_id`: its id among ODK tools, `corrects` those of what it
    takes the place of.
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
    instance_id: str = ""
    corrects: tuple[str, ...] = ()

    @property
    def revises(self) -> str:
        """The assessment here that it takes the place of, "" for none."""
        return str(self.values.get("revises") or "")

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
        return self.brought.named()

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
    FormPrivate, NoSuchColumn, NotFound.
    """
    entry = find_form(ws, form_id)
    if entry.meant.private:
        raise FormPrivate(entry.title)
    versions = _Versions(ws, form_id)
    brought = brought_in(file, versions.ready, ws.clock.now().astimezone(ASHGABAT))
    for heading in (*matching.who, matching.birth):
        if heading and heading not in brought.named():
            raise NoSuchColumn(file.name, heading)
    looking = _Looking(ws, form_id, matching, brought, versions)
    rows: list[ArrivingRow] = []
    for at, source in enumerate(brought.sources):
        progress(at, len(brought.sources))
        rows.append(looking.row(at, source))
    return Preview(form_id, tuple(rows), brought.lost, brought)


class _Versions:
    """The versions of a form that are here, each made ready once."""

    def __init__(self, ws: Workspace, form_id: str) -> None:
        self._ws = ws
        self._form_id = form_id
        self._here = {e.version: e for e in reversed(all_forms(ws)) if e.form_id == form_id}
        self._ready: dict[str, ReadyForm] = {}
        self.offered = find_form(ws, form_id)

    def has(self, version: str) -> bool:
        """Whether a version is here."""
        return version in self._here

    def ready(self, version: str) -> ReadyForm:
        """That version, else the one offered now."""
        wanted = self._here.get(version, self.offered).content_hash
        if wanted not in self._ready:
            self._ready[wanted] = ready_form(self._ws, self._form_id, wanted)
        return self._ready[wanted]


class _Looking:
    """Judges the rows of one file."""

    def __init__(
        self,
        ws: Workspace,
        form_id: str,
        matching: Matching,
        brought: Brought,
        versions: _Versions,
    ) -> None:
        self._ws = ws
        self._form_id = form_id
        self._matching = matching
        self._brought = brought
        self._versions = versions
        self._known = Known(ws, form_id)
        self._met: set[str] = set()
        self._passed_over = {*matching.who, matching.birth, *CASE_HEADINGS}

    def row(self, at: int, source: Source) -> ArrivingRow:
        """One row as it would come in."""
        target, earlier, doubts = self._target(source)
        if source.fault:
            return self._refused(at, source, target, _fault(source.fault))
        if not target.case and self._versions.offered.meant.in_case:
            return self._refused(at, source, target, target.reason)
        ready = self._versions.ready(source.version)
        xml = self._brought.xml(source, ready.form)
        judged = self._judged(source, ready, target, xml)
        reasons = [*doubts, *self._of_form(source), *self._unknown(source), *judged.reasons]
        if judged.session is None:
            return self._refused(at, source, target, *reasons)
        about = Told(target.case, target.person, "", earlier, tr(CORRECTED) if earlier else "")
        values = self._values(judged, judged.session, ready, about, source, xml)
        files = judged.session.attached()
        if self._known.has(values) or source.key in self._known.uids:
            reasons = [Reason(sentence(N_("It is here already.")))]
        reasons += self._more(at, source, judged, values, files)
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
            instance_id=sent_as(as_kept(values)),
            corrects=source.corrects,
        )

    def _judged(self, source: Source, ready: ReadyForm, target: Whom, xml: str) -> Judged:
        now = moment_of(source) or self._ws.clock.now()
        host = surroundings(self._ws, ready, target.case, target.person)
        # a finished submission is not worked out anew on the form that it was finished on
        settled = self._versions.has(source.version)
        moment = now.astimezone(ASHGABAT)
        return judge(ready, xml, moment, host, self._passed_over, settled=settled)

    def _target(self, source: Source) -> tuple[Whom, str, list[Reason]]:
        """Whom a row is about, the assessment that it corrects ("" for none), and doubts of it."""
        if not self._versions.offered.meant.in_case:
            before = self._known.earlier(source.corrects)
            return Whom(), self._known.last_of(before.uid) if before is not None else "", []
        target, doubts = about_whom(self._ws, self._whom(source), source.about)
        before = self._known.earlier(source.corrects)
        if before is None or sent_as(before) == source.instance_id:
            return target, "", doubts
        if not target.case and not source.case and not any(self._said(source)):
            with self._ws.store.reading() as reading:
                case = reading.get(Case, before.case)
                target = in_case(self._ws, reading, case, before.person) if case else target
        if target.case != before.case:
            doubts.append(Reason(sentence(N_("It corrects answers of another case."))))
        elif self._known.corrected(before.uid):
            said = N_("What it corrects was corrected here since; it would take that one's place.")
            doubts.append(Reason(sentence(said), stops=False))
        return target, self._known.last_of(before.uid), doubts

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
            numbered = with_number(self._ws, reading, number)
        if numbered is not None:
            return numbered
        said = sentence(N_("There is no case {number} here."), number=number)
        return Whom(reason=Reason(said))

    def _of_form(self, source: Source) -> Iterator[Reason]:
        if source.form_id not in ("", self._form_id):
            said = N_("It was made on a form called “{form}”.")
            yield Reason(sentence(said, form=source.form_id), stops=False)
        if source.version and not self._versions.has(source.version):
            said = N_("Version {version} of the form is not here; version {here} was taken.")
            here = self._versions.offered.version
            yield Reason(sentence(said, version=source.version, here=here), stops=False)
        if source.rejected:
            yield Reason(sentence(N_("It was rejected where it comes from.")), stops=False)

    def _values(
        self,
        judged: Judged,
        session: Session,
        ready: ReadyForm,
        about: Told,
        source: Source,
        xml: str,
    ) -> dict[str, FieldValue]:
        told_on = source.told_on or told_in(session.answers()) or source.made_on
        about = replace(about, told_on=told_on)
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
        values: Mapping[str, FieldValue],
        files: Mapping[str, str],
    ) -> Iterator[Reason]:
        if self._versions.offered.meant.restricted and not self._is_restricted(values):
            said = N_("This form goes only into a file that named people see; this file is open.")
            yield Reason(sentence(said))
        own = (
            judged.instance_id
            or source.instance_id
            or source.key
            or "".join(said_in(as_kept(values)))
        )
        if own in self._met:
            yield Reason(sentence(N_("It is in the file twice.")))
        self._met.add(own)
        if max(len(str(values[name])) for name in ("answers", "submission")) > MAX_TEXT:
            yield Reason(sentence(N_("It is too long to be kept.")))
        for name in files.values():
            if not self._brought.has(at, name):
                said = N_("The file {name} is an answer and did not come with it.")
                yield Reason(sentence(said, name=name), stops=False)

    def _is_restricted(self, values: Mapping[str, FieldValue]) -> bool:
        with self._ws.store.reading() as reading:
            return bool(named_in(reading, str(values["case"])))


def _answers(values: Mapping[str, FieldValue]) -> dict[str, str]:
    return dict(json.loads(str(values["answers"])))


def _fault(code: str) -> Reason:
    if code == "too_large":
        return Reason(sentence(N_("It is too long to be kept.")))
    return Reason(sentence(N_("It is no XML that can be read.")))
