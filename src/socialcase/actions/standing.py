"""Cases as the rules see them: what is there already, counted from their records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from socialcase.actions.finding import found
from socialcase.actions.workspaces import Workspace
from socialcase.cases.dates import day_of
from socialcase.cases.records import (
    Assessment,
    Case,
    Consent,
    Goal,
    Member,
    Person,
    Plan,
    Review,
    Visit,
)
from socialcase.cases.standing import Standing
from socialcase.cases.versions import in_force

if TYPE_CHECKING:
    from socialcase.storage.reading import Reading

_MANY = 100_000


class _InCase(Protocol):
    @property
    def case(self) -> str: ...


T = TypeVar("T", bound=_InCase)


def standing(ws: Workspace, uid: str) -> Standing:
    """A case as the rules see it. Raises NotFound."""
    with ws.store.reading() as reading:
        case = found(reading, Case, uid)
        return standings(reading, (case,))[uid]


def standings(reading: "Reading", cases: Sequence[Case]) -> dict[str, Standing]:
    """Several cases at once, by id: nine queries at most, however many there are."""
    if not cases:
        return {}
    of_cases = {"case": tuple(case.uid for case in cases)}
    met = {**of_cases, "outcome": "done"}
    consents = _by_case(reading.page(Consent, of_cases, limit=_MANY))
    assessing = {**of_cases, "form_about": ""}
    assessments = _by_case(reading.page(Assessment, assessing, limit=_MANY))
    plans = _by_case(reading.page(Plan, of_cases, order="version", limit=_MANY))
    goals = _by_case(reading.page(Goal, of_cases, limit=_MANY))
    visits = _by_case(reading.page(Visit, met, limit=_MANY))
    reviews = _by_case(reading.page(Review, of_cases, limit=_MANY))
    bereft = _bereft(reading, cases)
    return {
        case.uid: _standing(
            case,
            consents.get(case.uid, ()),
            assessments.get(case.uid, ()),
            plans.get(case.uid, ()),
            goals.get(case.uid, ()),
            visits.get(case.uid, ()),
            reviewed_on=_newest(review.held for review in reviews.get(case.uid, ())),
            died=case.uid in bereft,
        )
        for case in cases
    }


def _standing(
    case: Case,
    consents: Sequence[Consent],
    assessments: Sequence[Assessment],
    plans: Sequence[Plan],
    goals: Sequence[Goal],
    met: Sequence[Visit],
    *,
    reviewed_on: date | None,
    died: bool,
) -> Standing:
    basis = Standing(
        status=case.status,
        risk_level=case.risk_level,
        risk_reasons=bool(case.risk_reasons),
        consents=sum(1 for c in consents if not c.withdrawn and c.scope not in ("", "none")),
        assessments=len(assessments),
        visits_done=len(met),
        closure_reason=bool(case.closure_reason),
        closure_outcome=bool(case.closure_outcome),
        closure_code=case.closure_reason,
        heard=bool(case.closure_feedback or case.closure_unheard),
        opened=day_of(case.opened),
        reopened=day_of(case.reopening_date),
        urgent=bool(case.urgent_what),
        urgent_since=day_of(case.urgent_since),
        reviewed_on=reviewed_on,
        died=died,
        assessed_on=_newest(a.told_on for a in assessments),
        last_contact=_newest(visit.told_on for visit in met),
    )
    return _with_plan(basis, shown, goals) if (shown := in_force(plans)) else basis


def _with_plan(basis: Standing, plan: Plan, goals: Sequence[Goal]) -> Standing:
    return basis._replace(
        goals=sum(1 for g in goals if g.plan == plan.uid and g.status != "dropped"),
        plan_status=plan.status,
        plan_agreed=bool(plan.agreed_on),
        plan_agreed_on=day_of(plan.agreed_on),
        review_on=day_of(plan.review_on),
    )


def _bereft(reading: "Reading", cases: Sequence[Case]) -> frozenset[str]:
    """The cases whose person died, with nobody living left in the household."""
    about = tuple({case.person for case in cases} - {""})
    dead = {p.uid for p in _people(reading, about) if p.died}
    ended = [case for case in cases if case.person in dead]
    homes = tuple({case.household for case in ended} - {""})
    members = reading.page(Member, {"household": homes, "until": ""}, limit=_MANY) if homes else []
    others = _people(reading, tuple({m.person for m in members}))
    living = {p.uid for p in others if not p.died} - dead
    left = {m.household for m in members if m.person in living}
    return frozenset(case.uid for case in ended if case.household not in left)


def _people(reading: "Reading", uids: tuple[str, ...]) -> list[Person]:
    return reading.page(Person, {"uid": uids}, limit=_MANY) if uids else []


def _by_case(records: Iterable[T]) -> Mapping[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        found[record.case].append(record)
    return found


def _newest(texts: Iterable[str]) -> date | None:
    return max((day for day in map(day_of, texts) if day), default=None)
