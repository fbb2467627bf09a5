"""Who stands on a case's papers: nobody who is for fewer eyes than the case itself.

Whoever prints one may see them; whoever reads it may not.
"""

from collections.abc import Iterable
from dataclasses import replace

from socialcase.actions.case_views import ActionLine, CaseFile, GoalView, MemberLine, PlanView
from socialcase.actions.consents import Untold
from socialcase.actions.finding import found
from socialcase.actions.lines import display_name
from socialcase.actions.scope import named_in
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Case, Consent, Goal, Need, Person, Referral
from socialcase.lazy_dataclass import dataclass

_MANY = 2000


@dataclass(frozen=True, slots=True)
class Unseen:
    """People who are not on paper, by id, and what they are called."""

    people: frozenset[str]
    names: frozenset[str]

    def name(self, person: str, name: str) -> str:
        """The name of somebody, "" for one who is not on paper."""
        return "" if person in self.people else name

    def met(self, names: str) -> str:
        """A list of names without theirs."""
        return ", ".join(one for one in names.split(", ") if one not in self.names)

    def untold(self, lines: Iterable[Untold]) -> list[Untold]:
        """Who is not to be told what, without the lines that name them."""
        return [one for one in lines if one.person not in self.people]


def unseen(ws: Workspace, file: CaseFile) -> Unseen:
    """Who of a case is not on its papers."""
    with ws.store.reading() as reading:
        case = found(reading, Case, file.header.case.uid)
        of_case = {"case": case.uid}
        about = {
            *(one.person for one in reading.page(Consent, of_case, limit=_MANY)),
            *(one.person for one in reading.page(Goal, of_case, limit=_MANY)),
            *(one.person for one in reading.page(Need, of_case, limit=_MANY)),
            *(one.person for one in reading.page(Referral, of_case, limit=_MANY)),
        }
        members = (*file.household.members, *file.household.former) if file.household else ()
        known = {*about, *(one.person.uid for one in members)} - {"", case.person}
        may = set(named_in(reading, case.uid))
        hidden = {uid for uid in known if _fewer(set(named_in(reading, uid)), may)}
        people = reading.page(Person, {"uid": tuple(hidden)}, limit=_MANY) if hidden else []
    names = {name for one in people for name in (display_name(one), one.name_given, one.alias)}
    return Unseen(frozenset(hidden), frozenset(names - {""}))


def on_paper(file: CaseFile, left_out: Unseen) -> CaseFile:
    """The case file without those people."""
    home = file.household
    if home is not None:
        stay = (m for m in home.members if m.person.uid not in left_out.people)
        home = replace(home, members=tuple(_member(one, left_out) for one in stay))
    return replace(
        file,
        household=home,
        consents=tuple(
            replace(one, person_name=left_out.name(one.consent.person, one.person_name))
            for one in file.consents
        ),
        plan=plan_on_paper(file.plan, left_out) if file.plan else None,
        visits=tuple(replace(one, met=left_out.met(one.met)) for one in file.visits),
    )


def _member(one: MemberLine, left_out: Unseen) -> MemberLine:
    cared_for = tuple(name for name in one.cares_for if name not in left_out.names)
    return replace(one, cares_for=cared_for)


def plan_on_paper(plan: PlanView, left_out: Unseen) -> PlanView:
    """A version of the plan without the names of those people."""
    return replace(plan, goals=tuple(_goal(goal, left_out) for goal in plan.goals))


def _goal(goal: GoalView, left_out: Unseen) -> GoalView:
    steps = tuple(_step(one, left_out) for one in goal.actions)
    name = left_out.name(goal.person, goal.person_name)
    return replace(goal, person_name=name, actions=steps)


def _step(step: ActionLine, left_out: Unseen) -> ActionLine:
    if step.person not in left_out.people:
        return step
    who = "" if step.who == step.person_name else step.who
    return replace(step, person_name="", who=who)


def _fewer(theirs: set[str], the_cases: set[str]) -> bool:
    """Whether somebody is for named people, and not for all who may see the case."""
    return bool(theirs) and not (the_cases and the_cases <= theirs)
