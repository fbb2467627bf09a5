"""What a case file shows, as frozen values. Codes everywhere; `texts` words them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from socialcase.actions.lines import PersonLine
from socialcase.actions.reviews import ReviewLine
from socialcase.actions.road import Where
from socialcase.actions.signing import SignatureLine
from socialcase.actions.stamps import Stamp
from socialcase.cases.deadlines import Deadline
from socialcase.cases.records import Assessment, Case, Consent, Household, Plan, Task

NOTICES = ("apart", "died", "died_left", "moved_out", "moved_here", "owner_left")
"""What the head of a case tells of before anything else: its step was changed on two laptops
apart; its person died (and others remain), or lives in the household no more; it came from another
etrap lately; who had it has left the programme."""


@dataclass(frozen=True, slots=True)
class RiskView:
    """The risk level that shows. `in_conflict`: two people set it apart; the higher one shows."""

    level: str
    reasons: str
    since: date | None
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step of the case's way, for the row of circles. "skipped": it went on without it."""

    status: str
    state: Literal["done", "now", "ahead", "skipped"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: `words` that a person entered, else the proposed `act` (cases.rules.ACTS).

    `late` counts days since `due` (negative: still ahead). `needs`: what the usual next status
    `onward` still lacks. `why`: where the day comes from; None where a person wrote it.
    """

    words: str
    act: str
    due: date | None
    late: int | None
    onward: str
    needs: tuple[str, ...]
    why: Deadline | None = None


@dataclass(frozen=True, slots=True)
class SafeContact:
    """Whether, when and how to call, and what to say if somebody else answers."""

    allowed: str
    when: str
    how: str
    say: str


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """The head of a case file. `subject` is who it is about, in words that may stand on screen.

    `may_go_to`: the steps that may follow; `lacking`: what each of them still needs, but for
    closing, which asks for it itself. `deadlines`: all that run, the earliest first. `notices`:
    what has changed around the case, as codes of `NOTICES`. `handover_name`: who is to take it
    over, "" for nobody in particular.
    `verdict`: what the coordinator said of the closure ("approve", "return"), "" for nothing yet.
    `home`: who lives in the household, id and name. `moved_from`: the etrap it came from, lately.
    `untold`: who, but for providers, is not to be told what, each once: a name and codes of
    `WITHHELD`, none where it is everything.
    """

    case: Case
    subject: str
    main: PersonLine | None
    people: int
    etrap: str
    settlement: str
    opened: date | None
    owner_name: str
    risk: RiskView
    steps: tuple[StepMark, ...]
    may_go_to: tuple[str, ...]
    lacking: Mapping[str, tuple[str, ...]]
    next: NextStep
    safe_contact: SafeContact
    restricted: bool
    conflicts: int
    where: Where
    deadlines: tuple[Deadline, ...] = ()
    notices: tuple[str, ...] = ()
    handover_name: str = ""
    languages: tuple[str, ...] = ()
    communication: str = ""
    verdict: str = ""
    may_hand_over: bool = False
    home: tuple[tuple[str, str], ...] = ()
    moved_from: str = ""
    untold: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    `kind`: visit, note, assessment, plan, comment, risk, status, consent or task; `code` its
    outcome, level, status, scope or kind; `about` a second code (kind of visit, kind of the
    record commented on, "settled" for a decision between two values); `before` the code it
    replaced. `title` and `text` are words that people typed. `wording.entry_title` gives the bold
    line in the person's language.
    """

    day: date
    kind: str
    record: str
    code: str
    about: str
    before: str
    title: str
    text: str
    who: str
    minutes: int | None
    stamp: Stamp
    save: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in the household. `cares_for` holds given names."""

    uid: str
    person: PersonLine
    role: str
    role_note: str
    since: str
    until: str
    cares_for: tuple[str, ...]
    disability: str
    disability_note: str
    strengths: str
    main: bool


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """The household of the case and who lives in it; `former` have left."""

    household: Household
    members: tuple[MemberLine, ...]
    former: tuple[MemberLine, ...]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score to talk about, with the previous assessment's value ("" if there was none)."""

    name: str
    label: str
    value: str
    detail: str
    previous: str


@dataclass(frozen=True, slots=True)
class CommentLine:
    """What a coordinator said. `about_kind` is the kind of the record it is about."""

    uid: str
    about: str
    about_kind: str
    kind: str
    text: str
    answered: bool
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """A finished assessment. `verdict`: "", "approve" or "return" as the newest comment says.

    `replaced`: a correction has taken its place. `compared`: an earlier one can stand beside it.
    """

    assessment: Assessment
    person_name: str
    scores: tuple[ScoreLine, ...]
    verdict: str
    comments: tuple[CommentLine, ...]
    stamp: Stamp
    replaced: bool = False
    compared: bool = False


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A step towards a goal. `late` counts days since it was due, None when done or undated.

    `who`: in words; `person_name`, `provider_name`: of the family, a provider. `later`: added after
    the version was signed. `waits`: state of its referral while that is no help yet.
    """

    uid: str
    what: str
    who: str
    due: date | None
    late: int | None
    status: str
    person: str = ""
    person_name: str = ""
    provider: str = ""
    provider_name: str = ""
    with_what: str = ""
    done_on: date | None = None
    continues: str = ""
    later: bool = False
    waits: str = ""


@dataclass(frozen=True, slots=True)
class GoalMeasure:
    """How far a goal was at a review: the count, the person's own rating (0 to 10), words."""

    taken: date | None
    done: int | None
    rating: int | None
    words: str


@dataclass(frozen=True, slots=True)
class LateLine:
    """What was changed after somebody had signed, as it was signed and as it reads, by whom, when.

    `about`: words of the goal or action, "" for the version itself. `added`: what it is about was
    not there then. `unseen_by`: who had signed before.
    """

    about: str
    field: str
    before: str
    now: str
    added: bool
    by: str
    on: date
    unseen_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its progress (`done` of `of`; both None when it is not counted).

    `start`: the number of the baseline. `course`: a code of `cases.planning.COURSES`. `measures`:
    at every review, of earlier versions too, oldest first. `changed`: of it and its actions, what
    was changed after somebody had signed (`late_changes`).
    """

    uid: str
    words: str
    person: str
    person_name: str
    baseline: str
    target: str
    measure: str
    done: int | None
    of: int | None
    due: date | None
    late: int | None
    status: str
    actions: tuple[ActionLine, ...]
    domain: str = ""
    needs: tuple[str, ...] = ()
    continues: str = ""
    start: int = 0
    course: str = ""
    measures: tuple[GoalMeasure, ...] = ()
    changed: tuple[LateLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanView:
    """One version of the support plan with its goals and what was said about it.

    `settled`: its wording stands; a change begins the next version. `reviews`: of this version.
    `name`: its number, with a letter where two were begun apart. `apart`: nobody has said yet what
    becomes of it. `changed`: of its own texts, what was changed after somebody had signed.
    """

    plan: Plan
    goals: tuple[GoalView, ...]
    comments: tuple[CommentLine, ...]
    review_on: date | None
    stamp: Stamp
    signatures: tuple[SignatureLine, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    settled: bool = False
    name: str = "1"
    apart: bool = False
    changed: tuple[LateLine, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything in it was changed after somebody had signed."""
        return bool(self.changed) or any(goal.changed for goal in self.goals)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit or contact, planned or done. `late`: days since a planned one was due.

    `met`: everybody who was met, in words; `alone`: a code of MET_ALONE. `told_on` is the day it
    took place, `typed_on` the day it was written down here. `pictures`: files that belong to it.
    `met_people`: those of `met` who are registered, id and name; `met_others`: the rest, as typed.
    """

    uid: str
    kind: str
    outcome: str
    planned: date | None
    told_on: date | None
    typed_on: date | None
    minutes: int | None
    travel_minutes: int | None
    met: str
    alone: str
    purpose: str
    note: str
    late: int | None
    pictures: int
    stamp: Stamp
    met_people: tuple[tuple[str, str], ...]
    met_others: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent and whose it is."""

    consent: Consent
    person_name: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An assessment that was begun and not finished."""

    draft: str
    case: str
    case_title: str
    person_name: str
    form_id: str
    form_title: str
    begun: datetime
    answers: int


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the case page shows, read in one snapshot."""

    header: CaseHeader
    timeline: tuple[TimelineEntry, ...]
    household: HouseholdView | None
    consents: tuple[ConsentLine, ...]
    assessments: tuple[AssessmentLine, ...]
    drafts: tuple[DraftLine, ...]
    plan: PlanView | None
    older_plans: tuple[PlanView, ...]
    visits: tuple[VisitLine, ...]
    tasks: tuple[Task, ...]
    comments: tuple[CommentLine, ...]
