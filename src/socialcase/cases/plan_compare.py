"""What differs between two versions of a plan, line by line. Pure: two texts in, lines out."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """An action of a version: its id, the actions that it continues, and what stands in it."""

    uid: str
    came_from: tuple[str, ...]
    words: str
    status: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal of a version. `came_from`: goals of earlier versions that it goes on with.

    `facts`: name and value of every other thing that was agreed ("due", "target", …).
    """

    uid: str
    came_from: tuple[str, ...]
    words: str
    status: str
    facts: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """One thing that reads differently: its name, before and after ("" for nothing)."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A goal or an action in both versions. `kind`: added, dropped, reached, changed or same.

    `before` and `after`: its words in either version, "" where it is not. `name`: the field, where
    it is a text of the plan itself ("plan.crisis").
    """

    kind: str
    before: str
    after: str
    facts: tuple[FactChange, ...] = ()
    steps: tuple["LineChange", ...] = ()
    name: str = ""


L = TypeVar("L", Aim, Step)


def compare(older: Sequence[Aim], newer: Sequence[Aim]) -> list[LineChange]:
    """Every goal of either version once: those of the newer in its order, then those left behind.

    A goal is the same where the newer goes on with the older (through versions between, too), or
    where both read alike. *Reached*: met in the newer version, or met in the older and left behind.
    """
    found: list[LineChange] = []
    left = list(older)
    for aim in newer:
        before = _same(aim, left)
        if before is not None:
            left.remove(before)
        found.append(_goal(before, aim))
    return [*found, *(_goal(aim, None) for aim in left)]


def compare_text(name: str, before: str, after: str) -> LineChange | None:
    """A text of the plan itself in both versions; None where neither has it."""
    if not before and not after:
        return None
    if before == after:
        return LineChange("same", before, after, name=name)
    kind = "changed" if before and after else "added" if after else "dropped"
    return LineChange(kind, before, after, name=name)


def is_changed(line: LineChange) -> bool:
    """Whether anything differs in a goal or its actions."""
    return line.kind != "same" or any(is_changed(step) for step in line.steps)


def _goal(before: Aim | None, after: Aim | None) -> LineChange:
    steps = tuple(_steps(before.steps if before else (), after.steps if after else ()))
    line = _line(before, after, reached=("met", "partly_met"))
    inside = line.kind == "same" and any(is_changed(step) for step in steps)
    kind = "changed" if inside else line.kind
    return LineChange(kind, line.before, line.after, line.facts, steps)


def _steps(older: Sequence[Step], newer: Sequence[Step]) -> Iterator[LineChange]:
    left = list(older)
    for step in newer:
        before = _same(step, left)
        if before is not None:
            left.remove(before)
        yield _line(before, step, reached=("done",))
    for step in left:
        yield _line(step, None, reached=("done",))


def _line(
    before: Aim | Step | None, after: Aim | Step | None, reached: tuple[str, ...]
) -> LineChange:
    old, new = before.words if before else "", after.words if after else ""
    if before is None:
        return LineChange("added", "", new)
    if after is None:
        kind = "reached" if before.status in reached else "dropped"
        return LineChange(kind, old, "")
    facts = tuple(_facts(before.facts, after.facts))
    if after.status in reached:
        kind = "same" if before.status in reached and old == new and not facts else "reached"
    elif after.status == "dropped" and before.status != "dropped":
        kind = "dropped"
    else:
        kind = "changed" if old != new or facts else "same"
    return LineChange(kind, old, new, facts)


def _facts(
    older: Sequence[tuple[str, str]], newer: Sequence[tuple[str, str]]
) -> Iterator[FactChange]:
    before, after = dict(older), dict(newer)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield FactChange(name, before.get(name, ""), after.get(name, ""))


def _same(line: L, among: list[L]) -> L | None:
    from_it = [one for one in among if one.uid in (line.uid, *line.came_from)]
    alike = [one for one in among if one.words.strip() and one.words == line.words]
    return next(iter(from_it or alike), None)
