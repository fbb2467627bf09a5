"""The rules of the support plan: how a goal stands, what a version may change, who needs what.

Nothing here judges a person. A goal's course says where the plan itself wants a second look, by a
rule that can be said in one sentence each.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from socialcase.cases.codes import DOMAINS
from socialcase.lazy_dataclass import dataclass

COURSES = ("on_course", "slow", "blocked", "met", "partly_met", "dropped")
"""How a goal stands (`course`)."""

LATE_FOR_LONG = 14
"""Days after which an action that is late holds a goal up on which nothing has moved."""
BEHIND = 0.25
"""So much of its way may lie between a goal and the calendar before it is called slow."""

FROZEN_GOAL = frozenset(
    ("words", "person", "domain", "baseline", "target", "measure", "of", "due", "needs")
)
FROZEN_ACTION = frozenset(("what", "who", "person", "provider", "with_what", "due"))
FROZEN_PLAN = ("own_view", "family_view", "crisis")
"""What was agreed to: with a version that is signed it changes only by beginning the next one."""

_NUMBER = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class Way:
    """A goal as far as the rules ask. Days count from today: positive is past.

    `part`: how much of the way lies behind, 0 to 1; None where nothing is counted. `gone`: how much
    of its time, None without a day. `late`: days that its latest open action is late; None without
    a late one. `over`: days since the goal itself was due. `held_up`: a service that it waits for
    was refused, or has a waiting list, and nothing else is left to do.
    """

    status: str = "open"
    part: float | None = None
    gone: float | None = None
    late: int | None = None
    over: int | None = None
    held_up: bool = False


def course(way: Way) -> str:
    """How a goal stands: one of `COURSES`, "" for one that has neither steps, measure nor day.

    *Blocked*: nothing of the way lies behind, and the only thing left waits for a service, or an
    action has been late for two weeks, or the goal's own day is past. *Slow*: something is late, or
    more than a quarter of the way lies between the goal and the calendar. Else *on course*.
    """
    if way.status in ("met", "partly_met", "dropped"):
        return way.status
    late, over = way.late or 0, way.over or 0
    if not way.part and (way.held_up or late >= LATE_FOR_LONG or over > 0):
        return "blocked"
    if late > 0 or over > 0 or way.held_up or _behind(way):
        return "slow"
    nothing = way.part is None and way.gone is None
    return "" if nothing else "on_course"


def _behind(way: Way) -> bool:
    return way.part is not None and way.gone is not None and way.gone - way.part > BEHIND


def number_in(text: str) -> int | None:
    """The first whole number that a person wrote ("4 of 10 days"), None without one."""
    found = _NUMBER.search(text)
    return int(found.group()) if found else None


def part_done(start: int, now: int, end: int) -> float:
    """How much of the way from `start` to `end` lies behind, 0 to 1; the way may lead downwards."""
    if start == end:
        return 1.0 if now == end else 0.0
    return min(1.0, max(0.0, (now - start) / (end - start)))


def time_gone(since: date | None, due: date | None, today: date) -> float | None:
    """How much of the time from `since` to `due` is over, 0 to 1; None where a day is missing."""
    if since is None or due is None:
        return None
    if due <= since:
        return 1.0 if today > due else 0.0
    return min(1.0, max(0.0, (today - since).days / (due - since).days))


def is_frozen(status: str, *, signed: bool) -> bool:
    """Whether the wording of a version is settled: given to the coordinator, approved or signed."""
    return signed or status in ("sent", "approved")


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody has in one part of life: numbers of goals, needs that no goal is about yet."""

    goals: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    strength: bool = False
    safety: bool = False


@dataclass(frozen=True, slots=True)
class NeedMark:
    """A need, strength or worry as the matrix asks: `uid`, whose, what kind, where, still open."""

    uid: str
    person: str
    what: str
    domain: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class GoalMark:
    """A goal as the matrix asks. `needs`: ids of those that it is about."""

    number: int
    person: str
    domain: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who needs what. `cells` by (person, part of life); `uncovered`: needs without a goal."""

    domains: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    uncovered: tuple[str, ...]

    def of(self, person: str, domain: str) -> Cell:
        """What stands in one place; an empty cell where nothing does."""
        return self.cells.get((person, domain), Cell())


def matrix(needs: Sequence[NeedMark], goals: Sequence[GoalMark]) -> Matrix:
    """Needs, strengths and goals by person and part of life; "" is the whole family, or no part.

    A goal stands in its own place and wherever a need stands that it is about.
    """
    places = {need.uid: (need.person, need.domain) for need in needs}
    covered = {uid for goal in goals for uid in goal.needs}
    cells: dict[tuple[str, str], Cell] = {}
    for goal in goals:
        own = (goal.person, goal.domain)
        for place in dict.fromkeys([own, *(places[n] for n in goal.needs if n in places)]):
            cell = cells.get(place, Cell())
            cells[place] = _with(cell, goals=(*cell.goals, goal.number))
    for need in needs:
        if need.open:
            place = (need.person, need.domain)
            cells[place] = _marked(cells.get(place, Cell()), need, covered)
    waiting = tuple(n.uid for n in needs if _waits(n, covered))
    used = {domain for _person, domain in cells}
    return Matrix(tuple(d for d in (*DOMAINS, "") if d in used), cells, waiting)


def _waits(need: NeedMark, covered: set[str]) -> bool:
    return need.open and need.what in ("need", "safety") and need.uid not in covered


def _marked(cell: Cell, need: NeedMark, covered: set[str]) -> Cell:
    if need.what == "strength":
        return _with(cell, strength=True)
    needs = (*cell.needs, need.uid) if _waits(need, covered) else cell.needs
    return _with(cell, needs=needs, safety=cell.safety or need.what == "safety")


def _with(
    cell: Cell,
    *,
    goals: tuple[int, ...] | None = None,
    needs: tuple[str, ...] | None = None,
    strength: bool | None = None,
    safety: bool | None = None,
) -> Cell:
    return Cell(
        cell.goals if goals is None else goals,
        cell.needs if needs is None else needs,
        cell.strength if strength is None else strength,
        cell.safety if safety is None else safety,
    )


def in_own_order(needs: Iterable[NeedMark], own: Iterable[str]) -> list[str]:
    """Ids of needs, what people named themselves first; else in the order given."""
    first = set(own)
    return [n.uid for n in sorted(needs, key=lambda n: n.uid not in first)]
