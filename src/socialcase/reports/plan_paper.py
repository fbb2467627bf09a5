"""The support plan on paper: for the file, for the family in plain words.

What the family takes home stands in large letters and names no danger: whoever lives there may
read it. What is left out was decided before (`actions.plan_papers`); here it is only worded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from socialcase.reports.form_paper import Made, Printing, foot
from socialcase.reports.plan_changes_paper import PaperLate, late_lines
from socialcase.reports.speaker import Speaker, written_day
from socialcase.reports.typeset import Sheet
from socialcase.texts import N_

Strokes = Sequence[Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class PaperStep:
    """An action: what, who, with what, until when; `state`: a code of action statuses."""

    what: str
    who: str
    with_what: str
    due: date | None
    state: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PaperGoal:
    """A goal with how far it is; `now` and `end` "" where nothing is counted."""

    number: int
    words: str
    whose: str
    domain: str
    measure: str
    start: str
    now: str
    end: str
    due: date | None
    course: str
    steps: tuple[PaperStep, ...]
    late: tuple[PaperLate, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """A need, strength or worry; `own`: they named it themselves."""

    what: str
    words: str
    whose: str
    domain: str
    own: bool


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """Who signed and how."""

    name: str
    how: str
    signed: date | None
    witness: str
    note: str
    strokes: Strokes


@dataclass(frozen=True, slots=True)
class PaperReview:
    """A review: when, with whom, in whose words, what follows, and what was measured in words."""

    held: date | None
    with_whom: str
    own_words: str
    decision: str
    measured: tuple[tuple[str, int | None, int | None, str], ...]


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """A version of the plan as it goes on paper. `by_hand`: only lines to write on stand there."""

    version: str
    review_on: date | None
    goals: tuple[PaperGoal, ...]
    needs: tuple[PaperNeed, ...] = ()
    signatures: tuple[PaperSignature, ...] = ()
    reviews: tuple[PaperReview, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    by_hand: bool = False
    late: tuple[PaperLate, ...] = ()
    agreed_on: date | None = None


def file_sheet(plan: PaperPlan, printing: Printing) -> Sheet:
    """The plan for the file, whole, in the language of `printing`."""
    say = Speaker(printing.language)
    data: Made = {
        "title": say(N_("Support plan, version {n}")).format(n=plan.version),
        "language": printing.language,
        "facts": [list(fact) for fact in printing.facts],
        "needs_title": say(N_("Needs and strengths")),
        "needs": [_need(need, say) for need in plan.needs],
        "goals": [_goal(goal, say) for goal in plan.goals],
        "heads": [say(one) for one in (N_("Action"), N_("Who"), N_("With what"), N_("By"))],
        "texts": [[say(title), words] for title, words in plan.texts if words],
        "reviews_title": say(N_("Reviews")),
        "reviews": [_review(one, say) for one in plan.reviews],
        "signed_title": say(N_("Signed")),
        "signed": [_signature(one, say) for one in plan.signatures],
        "late": _not_agreed(plan, say),
        "lines": [say(line) for line in _LINES],
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("plan", data, printing.at)


def family_sheet(plan: PaperPlan, printing: Printing) -> Sheet:
    """The copy that goes home: plain words, large letters."""
    say = Speaker(printing.language)
    met = [goal for goal in plan.goals if goal.course == "met"]
    ahead = [goal for goal in plan.goals if goal.course not in ("met", "dropped")]
    data: Made = {
        "title": say(N_("Our plan")),
        "language": printing.language,
        "facts": [[say(name), words] for name, words in _which(plan)],
        "greeting": say(_GREETING if plan.agreed_on or plan.by_hand else _DRAFT),
        "strengths_title": say(N_("What you and your family can build on")),
        "strengths": [need.words for need in plan.needs if need.what == "strength"],
        "goals_title": say(N_("What we want to reach")),
        "goals": [_plain_goal(goal, say) for goal in ahead],
        "met_title": say(N_("Reached already")),
        "met": [goal.words for goal in met],
        "lines": 6 if plan.by_hand else 0 if ahead else 3,
        "worse_title": say(N_("If things get worse")),
        "worse": next((words for _title, words in plan.texts), ""),
        "contacts": [list(one) for one in plan.contacts],
        "again": _again(plan, say),
        "rights_title": say(N_("It is yours")),
        "rights": [say(right) for right in _RIGHTS],
        "signatures": [say(line) for line in _HOME_LINES],
        **foot(printing.language, printing.by, printing.at),
    }
    return Sheet("plan_family", data, printing.at)


_GREETING = N_(
    "This is what we agreed on together. Tell us what is wrong or missing in it: it can be changed."
)
_DRAFT = N_(
    "This is what we have talked about. Nothing is settled before you agree: say what is wrong or "
    "missing in it."
)
_RIGHTS = (
    N_("You decide which goals are set. Nothing here is a diagnosis or a decision about you."),
    N_("You may ask what is written about you, and have mistakes corrected."),
    N_("You may take back your consent. The help that is yours by law goes on."),
)
_LINES = (
    N_("The person: name, signature or thumbprint"),
    N_("Date"),
    N_("A witness who heard it read and is no relative"),
    N_("The social work specialist"),
)
_HOME_LINES = (
    N_("Who agrees: name, signature or thumbprint"),
    N_("Who agrees: name, signature or thumbprint"),
    N_("The social work specialist"),
    N_("Date"),
)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _way(goal: PaperGoal, say: Speaker) -> str:
    if not goal.end:
        return ""
    words = say(N_("was {start}, now {now}, goal {end}"))
    return words.format(start=goal.start or "–", now=goal.now or "–", end=goal.end)


def _by(goal: PaperGoal, say: Speaker) -> str:
    return say(N_("by {day}")).format(day=written_day(goal.due)) if goal.due else ""


def _not_agreed(plan: PaperPlan, say: Speaker) -> list[str]:
    """Under the signatures: that something was changed since, and what in the plan's own texts."""
    if not plan.late and not any(goal.late for goal in plan.goals):
        return []
    said = say(N_("Changed after it was signed: what is marked so was not agreed to yet."))
    return [said, *late_lines(plan.late, say)]


def _late_at_home(goal: PaperGoal, say: Speaker) -> str:
    """The same in plain words, without what it was."""
    if not goal.late:
        return ""
    day = written_day(max(one.on for one in goal.late))
    if any(one.added for one in goal.late):
        return say(N_("This was added on {day}, after you had signed.")).format(day=day)
    return say(N_("This was changed on {day}, after you had signed.")).format(day=day)


def _need(need: PaperNeed, say: Speaker) -> Made:
    own = say(N_("named by themselves")) if need.own else ""
    about = _joined(need.whose, say.word("domain", need.domain), own)
    return {"kind": say.word("need_kind", need.what), "words": need.words, "about": about}


def _goal(goal: PaperGoal, say: Speaker) -> Made:
    way = _way(goal, say)
    measured = f"{goal.measure}: {way}" if goal.measure and way else goal.measure or way
    whose = goal.whose or say(N_("Whole family"))
    return {
        "number": str(goal.number),
        "words": goal.words,
        "about": _joined(whose, say.word("domain", goal.domain), measured, _by(goal, say)),
        "course": say.word("goal_course", goal.course),
        "late": late_lines(goal.late, say),
        "steps": [_step(step, say) for step in goal.steps],
    }


def _step(step: PaperStep, say: Speaker) -> Made:
    done = step.state == "done"
    by = written_day(step.due)
    if done:
        by = say(N_("done {day}")).format(day=written_day(step.done_on or step.due)).strip()
    elif step.state == "dropped":
        by = say(N_("no longer wanted"))
    return {
        "done": done,
        "what": step.what,
        "who": step.who,
        "with_what": step.with_what,
        "by": by,
    }


def _plain_goal(goal: PaperGoal, say: Speaker) -> Made:
    steps = [step for step in goal.steps if step.state != "dropped"]
    lines = []
    for step in steps:
        by = say(N_("by {day}")).format(day=written_day(step.due)) if step.due else ""
        done = step.state == "done"
        when = say(N_("done")) if done else by
        lines.append({"done": done, "what": step.what, "who": step.who, "by": when})
    return {
        "words": goal.words,
        "whose": goal.whose,
        "way": _plain_way(goal, say),
        "late": _late_at_home(goal, say),
        "steps": lines,
    }


def _plain_way(goal: PaperGoal, say: Speaker) -> str:
    """From where to where, a part at a time: the words may be whole sentences."""
    now = f"{goal.now} ({goal.measure})" if goal.now and goal.measure else goal.now
    parts = (
        (N_("It was: {words}"), goal.start if goal.end or goal.start != "0" else ""),
        (N_("Now: {words}"), now),
        (N_("We want: {words}"), goal.end),
    )
    told = [say(sentence).format(words=words) for sentence, words in parts if words]
    return _joined(*told, _by(goal, say))


def _which(plan: PaperPlan) -> list[tuple[str, str]]:
    """Which version this is: so that two copies at home are told apart."""
    if plan.by_hand:
        return []
    agreed = written_day(plan.agreed_on)
    return [(N_("Version"), plan.version), *([(N_("Agreed on"), agreed)] if agreed else [])]


def _again(plan: PaperPlan, say: Speaker) -> str:
    if plan.review_on is None:
        return ""
    return say(N_("We look at the plan together again on {day}.")).format(
        day=written_day(plan.review_on)
    )


def _review(one: PaperReview, say: Speaker) -> Made:
    measured = [
        _measured(goal, done, rating, words, say) for goal, done, rating, words in one.measured
    ]
    return {
        "head": _joined(
            written_day(one.held), one.with_whom, say.word("review_decision", one.decision)
        ),
        "own_words": one.own_words,
        "measured": measured,
    }


def _measured(goal: str, done: int | None, rating: int | None, words: str, say: Speaker) -> str:
    rated = "" if rating is None else say(N_("own rating {n} of 10")).format(n=rating)
    parts = ("" if done is None else str(done), rated, words)
    return f"{goal}: {', '.join(part for part in parts if part)}"


def _signature(one: PaperSignature, say: Speaker) -> Made:
    witness = say(N_("witness: {name}")).format(name=one.witness) if one.witness else ""
    how = say.word("signed_how", one.how)
    about = _joined(how, written_day(one.signed), witness, one.note)
    return {"name": one.name, "about": about, "drawing": _svg(one.strokes)}


def _svg(strokes: Strokes) -> str:
    """What was drawn as a picture that the template sets; "" where nothing was."""
    if not strokes:
        return ""
    high = max((y for stroke in strokes for _, y in stroke), default=0) + 20
    lines = "".join(
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in [*stroke, stroke[-1]])}"/>'
        for stroke in strokes
        if stroke
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 {high}">'
        '<g fill="none" stroke="#1c2430" stroke-width="7" stroke-linecap="round" '
        f'stroke-linejoin="round">{lines}</g></svg>'
    )
