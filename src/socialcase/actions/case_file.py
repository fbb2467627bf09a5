"""Reading a case file: everything its page shows, from one snapshot of the database."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from socialcase.actions.assessment_views import assessment_lines
from socialcase.actions.case_header import header
from socialcase.actions.case_views import (
    CaseFile,
    CaseHeader,
    CommentLine,
    ConsentLine,
    DraftLine,
    HouseholdView,
    VisitLine,
)
from socialcase.actions.finding import found
from socialcase.actions.form_library import in_words
from socialcase.actions.household_view import household_view
from socialcase.actions.lines import StaffNames, display_name
from socialcase.actions.open_drafts import drafts_of
from socialcase.actions.plan_views import plan_views
from socialcase.actions.road import Road, road
from socialcase.actions.stamps import Stamps
from socialcase.actions.timeline import Happenings, timeline
from socialcase.actions.visits import met_words
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of, days_late
from socialcase.cases.records import (
    Assessment,
    Attachment,
    Case,
    Comment,
    Consent,
    Goal,
    Note,
    Person,
    Plan,
    Task,
    Visit,
)

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 2000
"""More records of one kind than any case file has; a hostile one is cut there."""


def case_file(ws: Workspace, uid: str) -> CaseFile:
    """Everything about a case. Raises NotFound."""
    way = road(ws)
    drafts = tuple(drafts_of(ws, uid))
    with ws.store.reading() as reading:
        case = found(reading, Case, uid)
        return _file(ws, reading, case, way, drafts)


def case_header(ws: Workspace, uid: str) -> CaseHeader:
    """Only the head of a case file, for pages that show a part of it. Raises NotFound."""
    way = road(ws)
    with ws.store.reading() as reading:
        case = found(reading, Case, uid)
        home = household_view(reading, case, ws.today)
        return header(reading, case, home, StaffNames(ws, reading), way, ws.today)


@dataclass(frozen=True, slots=True)
class _Contents:
    """The records of one case, each kind oldest first."""

    consents: list[Consent]
    assessments: list[Assessment]
    plans: list[Plan]
    goals: list[Goal]
    visits: list[Visit]
    notes: list[Note]
    comments: list[Comment]
    tasks: list[Task]
    documents: list[Attachment]

    def kinds(self, case: str) -> dict[str, str]:
        """The kind of each record that may be commented on."""
        kinds = {case: "case"}
        for records in (self.assessments, self.plans, self.goals, self.visits, self.consents):
            kinds |= {record.uid: record.KIND for record in records}
        return kinds

    def uids(self) -> list[str]:
        """All records whose author is shown."""
        lists = (self.consents, self.assessments, self.plans, self.visits, self.notes)
        shown = [record.uid for records in lists for record in records]
        told = [*(c.uid for c in self.comments), *(t.uid for t in self.tasks)]
        return [*shown, *told, *(document.uid for document in self.documents)]


def _file(
    ws: Workspace, reading: "Reading", case: Case, way: Road, drafts: tuple[DraftLine, ...]
) -> CaseFile:
    contents, staff = _contents(ws, reading, case.uid), StaffNames(ws, reading)
    home = household_view(reading, case, ws.today)
    names = _names(reading, case, contents, home)
    stamps = Stamps(reading, contents.uids(), staff, way)
    said = _comments(contents, case.uid, stamps)
    plans = plan_views(reading, contents.plans, said, names, stamps, ws.today)
    return CaseFile(
        header=header(reading, case, home, staff, way, ws.today),
        timeline=timeline(
            reading, case.uid, _happenings(contents, case.uid, names), stamps, staff, way
        ),
        household=home,
        consents=_consents(contents, names, stamps),
        assessments=assessment_lines(contents.assessments, said, names, stamps),
        drafts=drafts,
        plan=plans[0] if plans else None,
        older_plans=tuple(plans[1:]),
        visits=_visits(ws, contents, names, stamps),
        tasks=tuple(contents.tasks),
        comments=said,
    )


def _contents(ws: Workspace, reading: "Reading", case: str) -> _Contents:
    of_case = {"case": case}
    return _Contents(
        reading.page(Consent, of_case, order="given", limit=_MANY),
        in_words(ws, reading.page(Assessment, of_case, order="told_on", limit=_MANY)),
        reading.page(Plan, of_case, order="version", limit=_MANY),
        reading.page(Goal, of_case, order="position", limit=_MANY),
        reading.page(Visit, of_case, order="told_on", limit=_MANY),
        reading.page(Note, of_case, order="told_on", limit=_MANY),
        reading.page(Comment, of_case, limit=_MANY),
        reading.page(Task, of_case, order="due", limit=_MANY),
        # the assessment tells of those that answer a question
        reading.page(Attachment, {**of_case, "removed": False, "question": ""}, limit=_MANY),
    )


def _names(
    reading: "Reading", case: Case, contents: _Contents, home: HouseholdView | None
) -> dict[str, str]:
    members = (*home.members, *home.former) if home else ()
    names = {member.person.uid: member.person.name for member in members}
    lists = (contents.consents, contents.assessments, contents.goals)
    wanted = {record.person for records in lists for record in records} | {case.person}
    for uid in wanted - names.keys() - {""}:
        person = reading.get(Person, uid)
        names |= {uid: display_name(person)} if person else {}
    return names


def _happenings(contents: _Contents, case: str, names: dict[str, str]) -> Happenings:
    return Happenings(
        contents.visits,
        contents.notes,
        contents.assessments,
        contents.consents,
        contents.comments,
        contents.tasks,
        contents.plans,
        contents.documents,
        contents.kinds(case),
        names,
    )


def _comments(contents: _Contents, case: str, stamps: Stamps) -> tuple[CommentLine, ...]:
    kinds = contents.kinds(case)
    lines = [
        CommentLine(
            said.uid,
            said.about,
            kinds.get(said.about, ""),
            said.kind,
            said.text,
            said.answered,
            stamps.of(said.uid),
        )
        for said in contents.comments
    ]
    return tuple(sorted(lines, key=lambda line: line.stamp.at, reverse=True))


def _consents(
    contents: _Contents, names: dict[str, str], stamps: Stamps
) -> tuple[ConsentLine, ...]:
    newest_first = reversed(contents.consents)
    return tuple(ConsentLine(c, names.get(c.person, ""), stamps.of(c.uid)) for c in newest_first)


def _visits(
    ws: Workspace, contents: _Contents, names: dict[str, str], stamps: Stamps
) -> tuple[VisitLine, ...]:
    pictures = Counter(document.about for document in contents.documents)
    lines = [_visit(ws, visit, names, pictures[visit.uid], stamps) for visit in contents.visits]
    lines.sort(key=lambda v: (v.told_on or v.planned or ws.today, v.uid), reverse=True)
    return tuple(lines)


def _typed_on(visit: Visit, stamps: Stamps) -> date | None:
    """When it was written down: one that nobody planned with its record, whatever came later."""
    if visit.outcome == "planned":
        return None
    return stamps.touched(visit.uid) if visit.planned else stamps.begun_on(visit.uid)


def _visit(
    ws: Workspace, visit: Visit, names: dict[str, str], pictures: int, stamps: Stamps
) -> VisitLine:
    planned = day_of(visit.planned)
    waits = visit.outcome == "planned" and planned is not None
    return VisitLine(
        visit.uid,
        visit.kind,
        visit.outcome,
        planned,
        day_of(visit.told_on),
        _typed_on(visit, stamps),
        visit.minutes,
        visit.travel_minutes,
        met_words(visit, names),
        visit.alone,
        visit.purpose,
        visit.note,
        days_late(planned, ws.today) if waits and planned else None,
        pictures,
        stamps.of(visit.uid),
        tuple((uid, names.get(uid, "")) for uid in visit.met_people),
        visit.met,
    )
