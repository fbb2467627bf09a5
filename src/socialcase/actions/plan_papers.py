"""The plan as a document: whole for the file; for the family only what may lie open at home."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from socialcase.actions.case_file import case_file
from socialcase.actions.case_views import ActionLine, CaseFile, GoalView, LateLine, PlanView
from socialcase.actions.finding import fetch, found
from socialcase.actions.hotlines import every_line
from socialcase.actions.needs import NeedLine, lines_in
from socialcase.actions.paper_heads import case_facts, printed
from socialcase.actions.paper_sight import Unseen, plan_on_paper, unseen
from socialcase.actions.papers import Paper
from socialcase.actions.plan_compare import compared_by_name, versions_of, who_of
from socialcase.actions.scope import named_in, on_no_paper
from socialcase.actions.silences import silences
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of
from socialcase.cases.records import Assessment, Case, Plan, Provider
from socialcase.errors import NotFound
from socialcase.forms.marks import read_marks
from socialcase.lazy_dataclass import dataclass
from socialcase.reports.plan_changes_paper import PaperLate, compare_sheet
from socialcase.reports.plan_paper import (
    PaperGoal,
    PaperNeed,
    PaperPlan,
    PaperReview,
    PaperSignature,
    PaperStep,
    family_sheet,
    file_sheet,
)
from socialcase.texts import N_, language, tr, tr_in, trn
from socialcase.texts.labels import english

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 2000
_CALLED = ("ambulance", "police")
_MOST_STRENGTHS = 6


def plan_for_file(ws: Workspace, plan: str, words: str = "") -> Paper:
    """A version of the plan, whole, in the language `words` ("" for the one in force).

    Raises NotFound.
    """
    spoken = words or language()
    file, view, left_out = _version(ws, plan)
    with ws.store.reading() as reading:
        needs = lines_in(reading, view.plan.case)
    goals = {goal.uid: goal.words for goal in view.goals}
    made = PaperPlan(
        version=view.name,
        review_on=view.review_on,
        goals=tuple(_goal(n, g) for n, g in enumerate(view.goals, 1)),
        needs=tuple(_need(need, left_out) for need in needs if need.status == "open"),
        signatures=tuple(
            PaperSignature(s.name, s.how, s.signed, s.witness, s.note, s.strokes)
            for s in view.signatures
        ),
        reviews=tuple(
            PaperReview(
                one.held,
                one.with_whom,
                one.own_words,
                one.decision,
                tuple((goals.get(m.goal, ""), m.done, m.rating, m.words) for m in one.measures),
            )
            for one in view.reviews
        ),
        texts=(
            (N_("How the person sees it"), view.plan.own_view),
            (N_("How the family sees it"), view.plan.family_view),
            (N_("If things get worse"), view.plan.crisis),
        ),
        late=_late(view.changed),
    )
    facts = [*case_facts(spoken, file.header.case.number), *_facts(file, view, spoken)]
    sheet = file_sheet(made, printed(ws, spoken, facts))
    return Paper("plan", sheet, "plan", view.plan.case)


def plan_for_family(ws: Workspace, plan: str, words: str = "", reader: str = "") -> Paper:
    """The copy that goes home, for everybody there or for one of them (`reader`).

    No worry for safety, nothing that came from a restricted form, and nothing that somebody asked
    not to be told at home stands on it; of a restricted case nothing at all, it is written by hand.
    What was left out is told to whoever prints it, never on the paper. Raises NotFound.
    """
    spoken = words or language()
    file, view, left_out = _version(ws, plan)
    with ws.store.reading() as reading:
        sifted = _sift(ws, reading, file, view, reader, left_out)
    chosen = [g for g in view.goals if g.uid in sifted.goals]
    hidden = sifted.by_hand or sifted.quiet
    made = PaperPlan(
        version=view.name,
        review_on=view.review_on,
        goals=tuple(_goal(n, g) for n, g in enumerate(chosen, 1)),
        needs=() if sifted.by_hand else tuple(_need(n, left_out) for n in sifted.strengths),
        texts=(("", "" if hidden else view.plan.crisis),),
        contacts=_contacts(ws, spoken),
        by_hand=sifted.by_hand,
        agreed_on=day_of(view.plan.agreed_on),
    )
    sheet = family_sheet(made, printed(ws, spoken, ()))
    return Paper("family-plan", sheet, "plan", view.plan.case, sifted.asides(file, view))


def goals_for_home(ws: Workspace, file: CaseFile, *, met: bool) -> tuple[str, ...]:
    """The goals of the plan in force that may be named at home: those that were met, or go on."""
    view = file.plan
    if view is None:
        return ()
    left_out = unseen(ws, file)
    with ws.store.reading() as reading:
        sifted = _sift(ws, reading, file, view, "", left_out)
    wanted = ("met", "partly_met") if met else ("open", "")
    chosen = (g for g in view.goals if g.uid in sifted.goals and g.status in wanted)
    return tuple(goal.words for goal in chosen)


def comparison_paper(ws: Workspace, case: str, older: str, newer: str, words: str = "") -> Paper:
    """Two versions line by line, for the file, by their names. Raises NotFound."""
    spoken = words or language()
    number = fetch(ws, Case, case).number
    found_both = compared_by_name(_versions(ws, case)[1], older, newer)
    name = tr_in(spoken, N_("Version {n}"))
    versions = (name.format(n=older), name.format(n=newer))
    facts = case_facts(spoken, number)
    sheet = compare_sheet(versions, found_both.lines, printed(ws, spoken, facts))
    return Paper("plan-versions", sheet, "plan", case)


@dataclass(frozen=True, slots=True)
class _Sifted:
    """What may go home. `quiet`: what to do if things get worse does not stand there either."""

    goals: frozenset[str]
    strengths: tuple[NeedLine, ...]
    by_hand: bool
    quiet: bool

    def asides(self, file: CaseFile, view: PlanView) -> tuple[str, ...]:
        """What whoever prints it should know."""
        told: list[str] = []
        left = sum(1 for goal in view.goals if goal.uid not in self.goals)
        if self.by_hand:
            told.append(tr("The case is restricted: the copy has lines to be filled by hand."))
        elif left:
            words = trn("{n} goal is left out:", "{n} goals are left out:", left).format(n=left)
            why = tr("about safety, told in a restricted form, or not to be told at home.")
            told.append(f"{words} {why}")
        silent = [one.consent.withhold for one in file.consents if not one.consent.withdrawn]
        silent.append(file.header.case.not_to_be_told)
        asked = "; ".join(words for words in silent if words)
        if asked:
            told.append(tr("Not to be told: {who}").format(who=asked) + ".")
        if told:
            told.append(tr("Read the copy before you give it."))
        return tuple(told)


def _sift(
    ws: Workspace,
    reading: "Reading",
    file: CaseFile,
    view: PlanView,
    reader: str,
    left_out: Unseen,
) -> _Sifted:
    case = file.header.case
    needs = {need.uid: need for need in lines_in(reading, case.uid)}
    kept_back = silences(reading, case, ws.today)
    closed = {need.uid for need in needs.values() if _restricted(ws, reading, need)}

    def may(person: str, domain: str, about: Iterable[str]) -> bool:
        places = [(person, domain)] + [(needs[n].person, needs[n].domain) for n in about]
        danger = any(d == "safety" for _p, d in places)
        danger = danger or any(needs[n].what == "safety" for n in about)
        unsaid = any(one.covers(p, d, reader) for one in kept_back for p, d in places)
        unseen_there = any(p in left_out.people for p, _d in places)
        return not (danger or unsaid or unseen_there or any(n in closed for n in about))

    by_hand = bool(named_in(reading, case.uid))
    goals = [] if by_hand else [g for g in view.goals if reader in ("", g.person) or not g.person]
    kept = [g for g in goals if may(g.person, g.domain, [n for n in g.needs if n in needs])]
    strong = [
        n
        for n in needs.values()
        if n.what == "strength" and n.status == "open" and may(n.person, n.domain, (n.uid,))
    ]
    loud = {"safety", "whereabouts"}
    quiet = any(one.of_everything or one.what & loud for one in kept_back)
    return _Sifted(
        frozenset(goal.uid for goal in kept), tuple(strong[:_MOST_STRENGTHS]), by_hand, quiet
    )


def _restricted(ws: Workspace, reading: "Reading", need: NeedLine) -> bool:
    """Whether a need was told in a form, or a file, that is for named people only."""
    kept = reading.get(Assessment, need.assessment) if need.assessment else None
    if kept is None:
        return bool(need.assessment)
    card = ws.store.form_sources.card(kept.form_hash)
    return bool(card and read_marks(card.marks).restricted) or bool(named_in(reading, kept.uid))


def _version(ws: Workspace, plan: str) -> tuple[CaseFile, PlanView, Unseen]:
    with ws.store.reading() as reading:
        case = found(reading, Plan, plan).case
    file, views, left_out = _versions(ws, case)
    view = next((one for one in views if one.plan.uid == plan), None)
    if view is None:
        raise NotFound("plan", plan)
    return file, view, left_out


def _versions(ws: Workspace, case: str) -> tuple[CaseFile, list[PlanView], Unseen]:
    """A case file, its versions without the names that stand on no paper, and whose those are."""
    file = case_file(ws, case)
    views = versions_of(file)
    with ws.store.reading() as reading:
        hidden = _protected(reading, views)
    left_out = unseen(ws, file)
    return file, [plan_on_paper(_without(v, hidden), left_out) for v in views], left_out


def _protected(reading: "Reading", views: Iterable[PlanView]) -> frozenset[str]:
    """Providers whose name stands on no paper."""
    wanted = {a.provider for view in views for goal in view.goals for a in goal.actions}
    kept = reading.page(Provider, {"uid": tuple(sorted(wanted - {""}))}, limit=_MANY)
    return frozenset(one.uid for one in kept if on_no_paper(reading, one))


def _without(view: PlanView, hidden: Collection[str]) -> PlanView:
    goals = tuple(
        replace(
            goal, actions=tuple(_nameless(a) if a.provider in hidden else a for a in goal.actions)
        )
        for goal in view.goals
    )
    return replace(view, goals=goals)


def _nameless(action: ActionLine) -> ActionLine:
    who = "" if action.who == action.provider_name else action.who
    return replace(action, provider_name="", who=who)


def _facts(file: CaseFile, view: PlanView, spoken: str) -> Iterable[tuple[str, str]]:
    def fact(name: str, value: str) -> tuple[str, str]:
        return tr_in(spoken, name), value

    plan = view.plan
    yield fact(N_("For"), file.header.subject)
    yield fact(N_("Status of the plan"), tr_in(spoken, english("plan_status", plan.status)))
    agreed = ", ".join(part for part in (plan.agreed_by, _written(plan.agreed_on)) if part)
    yield fact(N_("Agreed with"), agreed)
    if view.review_on:
        yield fact(N_("Next review"), f"{view.review_on:%d.%m.%Y}")


def _written(iso: str) -> str:
    return ".".join(reversed(iso.split("-"))) if iso else ""


def _contacts(ws: Workspace, spoken: str) -> tuple[tuple[str, str], ...]:
    """Whom to call: the numbers in force here, and a line for that of the specialist."""
    numbers = {one.key: (one.name, one.number) for one in every_line(ws, spoken)}
    own = printed(ws, spoken, ()).by
    return (*(numbers[code] for code in _CALLED if code in numbers), (own, ""))


def _goal(number: int, goal: GoalView) -> PaperGoal:
    counted = goal.of is not None
    return PaperGoal(
        number=number,
        words=goal.words,
        whose=goal.person_name.partition(" ")[0],
        domain=goal.domain,
        measure=goal.measure,
        start=goal.baseline or (str(goal.start) if counted else ""),
        now=str(goal.start if goal.done is None else goal.done) if counted else "",
        end=goal.target or (str(goal.of) if counted else ""),
        due=goal.due,
        course=goal.course,
        steps=tuple(_step(action) for action in goal.actions),
        late=_late(goal.changed),
    )


def _late(changed: Iterable[LateLine]) -> tuple[PaperLate, ...]:
    return tuple(
        PaperLate(one.field, one.before, one.now, one.added, one.by, one.on, one.unseen_by)
        for one in changed
    )


def _step(action: ActionLine) -> PaperStep:
    given = action.person_name.partition(" ")[0]
    names = [given if name == action.person_name else name for name in who_of(action)]
    return PaperStep(
        action.what,
        ", ".join(names),
        action.with_what,
        action.due,
        action.status,
        action.done_on,
    )


def _need(need: NeedLine, left_out: Unseen) -> PaperNeed:
    whose = left_out.name(need.person, need.person_name).partition(" ")[0]
    return PaperNeed(need.what, need.words, whose, need.domain, need.own)
