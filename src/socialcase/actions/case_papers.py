"""A case in brief, a visit and a closure on paper.

The case in brief, a visit and a closure for the file are for colleagues and name everything that
the reader needs; what goes home names no danger and nobody's story.
"""

from collections.abc import Callable, Iterable
from datetime import date

from socialcase.actions.ages import age_in
from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import CaseFile, ConsentLine, SafeContact, VisitLine
from socialcase.actions.consents import Untold, untold_in
from socialcase.actions.finding import fetch
from socialcase.actions.needs import NeedLine, need_lines
from socialcase.actions.paper_heads import case_facts, printed, written
from socialcase.actions.paper_sight import Unseen, on_paper, unseen
from socialcase.actions.papers import Paper
from socialcase.actions.plan_papers import goals_for_home
from socialcase.actions.service_papers import service_points
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Person, Visit
from socialcase.errors import NotFound
from socialcase.reports.record_paper import LARGE, Section, record_sheet
from socialcase.texts import N_, language, tr, tr_in
from socialcase.texts.labels import english

_LAST_VISITS = 6
Say = Callable[[str], str]


def case_summary(ws: Workspace, case: str, words: str = "") -> Paper:
    """The case in brief, for a colleague who takes it over or discusses it. Raises NotFound."""
    spoken = words or language()
    say = _speaker(spoken)
    whole = case_file(ws, case)
    left_out = unseen(ws, whole)
    file = on_paper(whole, left_out)
    sections = (
        _about(file, _telephone(ws, file), say),
        _people(file, spoken),
        _consents(file, left_out.untold(untold_in(ws, case, spoken)), say),
        _needs(need_lines(ws, case), left_out, say),
        _plan(file, say),
        _services(ws, case, left_out, spoken, say),
        _visits(file, say),
        _open(file, say),
    )
    title = say(N_("The case in brief"))
    sheet = record_sheet(title, sections, printed(ws, spoken, _facts(file, spoken)))
    asides = [
        tr("For colleagues only."),
        tr("It names what the family told; it must not lie at home."),
    ]
    if file.header.restricted:
        asides.insert(
            0, tr("The file is restricted: only those who are named in it may read this.")
        )
    return Paper("case-summary", sheet, "case", case, tuple(asides))


def visit_note(ws: Workspace, visit: str, words: str = "") -> Paper:
    """One visit as it was written down. Raises NotFound."""
    spoken = words or language()
    say = _speaker(spoken)
    kept = fetch(ws, Visit, visit)
    whole = case_file(ws, kept.case)
    file = on_paper(whole, unseen(ws, whole))
    line = next((one for one in file.visits if one.uid == visit), None)
    if line is None:
        raise NotFound("visit", visit)
    tasks = [task for task in file.tasks if task.about == visit]
    facts = [*case_facts(spoken, file.header.case.number), (say(N_("Family")), file.header.subject)]
    sections = (
        Section(say(N_("The visit")), _visit_rows(line, say)),
        Section(say(N_("What was seen, heard and agreed")), words=_paragraphs(line.note)),
        Section(say(N_("What follows")), points=tuple(_due(task.what, task.due) for task in tasks)),
    )
    signatures = (say(N_("The social work specialist")), say(N_("Date")))
    title = say(english("visit_kind", line.kind or "home"))
    sheet = record_sheet(title, sections, printed(ws, spoken, facts), signatures=signatures)
    return Paper("visit", sheet, "visit", kept.case)


def closure_for_file(ws: Workspace, case: str, words: str = "") -> Paper:
    """The closure for the file: why, what came of it, what the person says. Raises NotFound."""
    spoken = words or language()
    say = _speaker(spoken)
    whole = case_file(ws, case)
    left_out = unseen(ws, whole)
    file = on_paper(whole, left_out)
    closed = file.header.case
    feedback = _paragraphs(closed.closure_feedback)
    rows = (
        (say(N_("Closed on")), written(closed.closure_date)),
        (say(N_("Reason")), say(english("closure_reason", closed.closure_reason))),
        (say(N_("Outcome")), closed.closure_outcome),
    )
    sections = (
        Section(say(N_("Closure")), tuple(row for row in rows if row[1])),
        Section(say(N_("What the person says of the help")), words=feedback),
        _plan(file, say),
        _services(ws, case, left_out, spoken, say),
        _open(file, say),
    )
    signatures = tuple(map(say, _SIGNED))
    title = say(N_("Closure of the case"))
    facts = _facts(file, spoken)
    sheet = record_sheet(title, sections, printed(ws, spoken, facts), signatures=signatures)
    return Paper("closure", sheet, "closure", case)


def closure_for_home(ws: Workspace, case: str, words: str = "") -> Paper:
    """What the person keeps when the case is closed: what was reached, and how to come back.

    No reason, no danger, nobody else's words stand on it; nor what the person said where somebody
    at home is not to be told something: that is written by hand. Raises NotFound.
    """
    spoken = words or language()
    say = _speaker(spoken)
    file = case_file(ws, case)
    reached = goals_for_home(ws, file, met=True)
    going_on = goals_for_home(ws, file, met=False)
    own = file.header.case.closure_feedback
    silent = _silent(ws, file)
    by_hand = file.header.restricted or bool(silent and own)
    said = () if by_hand else _paragraphs(own)
    printing = printed(ws, spoken, ())
    sections = (
        Section(say(N_("What we reached together")), points=reached, lines=0 if reached else 3),
        Section(say(N_("What goes on")), points=going_on),
        Section(say(N_("What you said")), words=said, lines=3 if by_hand else 0),
        Section(say(N_("If you need us again")), words=_come_back(printing.by, say), lines=2),
    )
    title = say(N_("We say goodbye"))
    sheet = record_sheet(title, sections, printing, size=LARGE)
    asides = [tr("Read it before it goes home: whoever lives there may find it.")]
    if silent:
        asides.append(tr("Not to be told: {who}").format(who=", ".join(silent)) + ".")
    return Paper("closure-home", sheet, "closure", case, tuple(asides))


_SIGNED = (N_("The person"), N_("The social work specialist"), N_("The coordinator"), N_("Date"))
_COME_BACK = (
    N_(
        "You may come back at any time and without giving a reason. Nothing is lost by coming late."
    ),
    N_("The help that is yours by law goes on."),
)


def _come_back(name: str, say: Say) -> tuple[str, ...]:
    """The way back, and whom to call: the number is written by hand beneath it."""
    whom = say(N_("Whom to call:"))
    return (*map(say, _COME_BACK), f"{whom} {name}")


def _silent(ws: Workspace, file: CaseFile) -> list[str]:
    """Who is not to be told something and may come upon a paper at home, in whatever words."""
    case = file.header.case
    named = [one.name for one in untold_in(ws, case.uid) if one.person or not one.provider]
    told = [line.consent.withhold for line in file.consents if not line.consent.withdrawn]
    return [words for words in (*named, *told, case.not_to_be_told) if words]


def _speaker(words: str) -> Say:
    return lambda sentence: tr_in(words, sentence)


def _facts(file: CaseFile, words: str) -> list[tuple[str, str]]:
    header = file.header
    facts = [*case_facts(words, header.case.number), (tr_in(words, N_("Family")), header.subject)]
    status = tr_in(words, english("status", header.case.status))
    facts.append((tr_in(words, N_("Status")), status))
    return [*facts, (tr_in(words, N_("Specialist")), header.owner_name)]


def _telephone(ws: Workspace, file: CaseFile) -> str:
    """The number of the main person, unless calling is not safe."""
    main = file.header.main
    if main is None or file.header.safe_contact.allowed == "no":
        return ""
    return fetch(ws, Person, main.uid).phone


def _about(file: CaseFile, telephone: str, say: Say) -> Section:
    case, header = file.header.case, file.header
    risk = say(english("risk", case.risk_level))
    rows = (
        (say(N_("Open since")), written(case.opened)),
        (say(N_("Worry")), case.worry),
        (say(N_("Groups")), ", ".join(say(english("group", code)) for code in case.groups)),
        (say(N_("Risk")), " – ".join(filter(None, (risk, case.risk_reasons)))),
        (say(N_("For the safety of the worker")), _safety(file, say)),
        (say(N_("Telephone")), telephone),
        (say(N_("Safe contact")), " · ".join(contact_words(header.safe_contact, say))),
        (say(N_("Not to be told")), case.not_to_be_told),
    )
    return Section(say(N_("About the case")), tuple(row for row in rows if row[1]))


def _safety(file: CaseFile, say: Say) -> str:
    case = file.header.case
    marks = [say(english("safety_mark", code)) for code in case.safety_marks]
    return ", ".join(filter(None, (*marks, case.worker_safety, return_call(case, say))))


def contact_words(contact: SafeContact, say: Say) -> list[str]:
    """Whether, how and when to call, and what to say if somebody else answers."""
    forbidden = say(N_("Do not call")) if contact.allowed == "no" else ""
    answer = say(N_("If somebody else answers, say: {words}")).format(words=contact.say)
    parts = (forbidden, contact.how, contact.when, answer if contact.say else "")
    return [part for part in parts if part]


def return_call(case: Case, say: Say) -> str:
    """Whom the worker calls after a visit, and by when; "" where nothing is agreed."""
    parts = (case.return_call_who, case.return_call_phone, case.return_call_after)
    agreed = " · ".join(part for part in parts if part)
    return say(N_("Call back afterwards: {who}")).format(who=agreed) if agreed else ""


def _people(file: CaseFile, words: str) -> Section:
    say = _speaker(words)
    members = file.household.members if file.household else ()
    rows = []
    for member in members:
        age = age_in(words, member.person.age)
        role = member.role_note or say(english("role_at_home", member.role))
        cares = ", ".join(member.cares_for)
        for_whom = say(N_("cares for {names}")).format(names=cares) if cares else ""
        about = " · ".join(filter(None, (age, role, for_whom, member.disability_note)))
        rows.append((member.person.name or say(N_("Name not known")), about))
    return Section(say(N_("Who lives together")), tuple(rows))


def _consents(file: CaseFile, untold: Iterable[Untold], say: Say) -> Section:
    points = [_consent(line, say) for line in file.consents]
    for one in untold:
        what = ", ".join(say(english("withheld", code)).lower() for code in one.what)
        points.append(say(N_("Not to be told: {who}")).format(who=f"{one.name} – {what}"))
    return Section(say(N_("Consent")), points=tuple(points))


def _consent(line: ConsentLine, say: Say) -> str:
    one = line.consent
    withdrawn = say(N_("withdrawn {day}")).format(day=written(one.withdrawn))
    parts = (
        say(english("consent_scope", one.scope)),
        line.person_name,
        written(one.given),
        withdrawn if one.withdrawn else "",
        one.withhold,
    )
    return " · ".join(filter(None, parts))


def _needs(needs: Iterable[NeedLine], left_out: Unseen, say: Say) -> Section:
    points = []
    for need in needs:
        if need.status == "open":
            whose = left_out.name(need.person, need.person_name)
            kind = say(english("need_kind", need.what))
            points.append(" · ".join(filter(None, (kind, need.words, whose))))
    return Section(say(N_("Needs and strengths")), points=tuple(points))


def _plan(file: CaseFile, say: Say) -> Section:
    plan = file.plan
    if plan is None:
        return Section("")
    points = []
    for goal in plan.goals:
        state = say(english("goal_status", goal.status)) if goal.status else ""
        count = f"{goal.done} / {goal.of}" if goal.of else ""
        points.append(" · ".join(filter(None, (goal.words, goal.person_name, count, state))))
    title = say(N_("Plan, version {n}")).format(n=plan.name)
    return Section(title, points=tuple(points))


def _services(ws: Workspace, case: str, left_out: Unseen, words: str, say: Say) -> Section:
    points = service_points(ws, case, words, left_out.people)
    return Section(say(N_("Services and resources")), points=points)


def _visits(file: CaseFile, say: Say) -> Section:
    done = [visit for visit in file.visits if visit.outcome != "planned"][:_LAST_VISITS]
    points = []
    for visit in done:
        day = f"{visit.told_on:%d.%m.%Y}" if visit.told_on else ""
        outcome = say(english("visit_outcome", visit.outcome))
        points.append(" · ".join(filter(None, (day, outcome, visit.met, visit.note))))
    return Section(say(N_("Last visits")), points=tuple(points))


def _open(file: CaseFile, say: Say) -> Section:
    tasks = tuple(_due(task.what, task.due) for task in file.tasks if not task.done_on)
    step = file.header.case.next_step_act
    first = (_due(step, file.header.case.next_step_due),) if step else ()
    return Section(say(N_("What comes next")), points=(*first, *tasks))


def _visit_rows(line: VisitLine, say: Say) -> tuple[tuple[str, str], ...]:
    rows = (
        (say(N_("Took place on")), _civil(line.told_on)),
        (say(N_("Written down on")), _civil(line.typed_on)),
        (say(N_("How it went")), say(english("visit_outcome", line.outcome))),
        (say(N_("Minutes")), str(line.minutes or "")),
        (say(N_("Who was met")), line.met),
        (say(N_("Whether they could speak alone")), say(english("met_alone", line.alone))),
        (say(N_("Purpose")), line.purpose),
    )
    return tuple(row for row in rows if row[1])


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _due(what: str, due: str) -> str:
    return f"{what} ({written(due)})" if due else what


def _civil(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
