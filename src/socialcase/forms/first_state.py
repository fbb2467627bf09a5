"""How a form stands when it is opened, worked out once when it is compiled.

Most of what a form calculates at its opening is the same every time. Only what looks outside of the
form can differ: at the clock, a file, the case, chance, the language. A rehearsal finds out which
triggers do; opening a session then takes over the state of the rehearsal, and runs those alone.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from typing import Any, TypeAlias

import msgspec

from socialcase.forms import casting
from socialcase.forms.engine import Engine
from socialcase.forms.model import Action, Model, Plan, Trigger
from socialcase.forms.tree import Field, fields, grow
from socialcase.forms.views import Violation
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath.nodes import Node

# what of the surroundings is the form itself; all else differs from one opening to the next
_ITS_OWN = frozenset(
    ("model", "root", "only", "months", "weekdays", "zone", "chance", "index", "tally", "tallies")
) | {"codes", "instance", "spend", "rest"}
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)

# place in the order of the form, value, relevant, read-only, required, valid, violation
Row: TypeAlias = tuple[int, str, bool, bool, bool, bool, Violation | None]


class FirstState(msgspec.Struct, array_like=True, gc=False):
    """The fields that differ from the form's instance, and the orders of triggers to run anew."""

    rows: list[Row]
    orders: list[int]


def rehearse(model: Model) -> FirstState | None:
    """Return how a form stands at its opening; None where that cannot be said beforehand."""
    if model.circles:
        return None
    world = _Watched(model)
    engine = _Rehearsal(model, world, grow(model.root, model.instance, None))
    every = list(fields(engine.root))
    blank = [_row(at, field) for at, field in enumerate(every)]
    for field in every:
        casting.normalise(field)
    engine.start(())
    if engine.different:
        return None
    rows = [_row(at, field) for at, field in enumerate(every)]
    changed = [row for row, before in zip(rows, blank, strict=True) if row != before]
    return FirstState(changed, sorted(engine.outward))


def _row(at: int, field: Field) -> Row:
    facets = (field.on, field.readonly, field.required, field.valid)
    return (at, field.value, *facets, field.violation)


def take_over(every: list[Field], first: FirstState, filled: list[Field]) -> None:
    """Bring the fields of a new session into the state of the rehearsal.

    What the program has `filled` in keeps its value.
    """
    kept = [field.value for field in filled]
    for at, value, on, readonly, required, valid, violation in first.rows:
        field = every[at]
        field.value, field.on, field.readonly = value, on, readonly
        field.required, field.valid, field.violation = required, valid, violation
    for field, value in zip(filled, kept, strict=True):
        field.value = value


def overridden(model: Model, names: Iterable[str]) -> bool:
    """Whether a host brings other rows than those in the form, which the rehearsal has read."""
    return any(name in model.secondary for name in names)


class _Watched(FormWorld):
    """Surroundings that notice when something looks at what is outside of the form."""

    def __init__(self, model: Model) -> None:
        super().__init__(model, _SOME_DAY, _WatchedChance(self), {}, {}, {})
        self.looked = False
        self.zone = _WatchedZone(self)

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in _ITS_OWN and name != "looked":
            object.__setattr__(self, "looked", True)
        return super().__getattribute__(name)

    def instance(self, name: str) -> Node | None:
        """Return a secondary instance that is written in the form."""
        if self.model.sources.get(name) or name not in self.model.secondary:
            self.looked = True
        return super().instance(name)


class _WatchedZone(tzinfo):
    def __init__(self, world: _Watched) -> None:
        self._world = world

    def utcoffset(self, _: datetime | None) -> timedelta:
        self._world.looked = True
        return timedelta(0)

    dst = utcoffset

    def tzname(self, _: datetime | None) -> str:
        self._world.looked = True
        return "UTC"


class _WatchedChance(Random):
    def __init__(self, world: _Watched) -> None:
        super().__init__(0)
        self._world = world

    def random(self) -> float:
        self._world.looked = True
        return super().random()

    def getrandbits(self, k: int, /) -> int:
        self._world.looked = True
        return super().getrandbits(k)


class _Rehearsal(Engine):
    """An engine that keeps which triggers looked outside, and what cannot be taken over."""

    def __init__(self, model: Model, world: _Watched, root: Field) -> None:
        super().__init__(model, world, root)
        self._watched = world
        self.outward: set[int] = set()
        self._ran: set[int] = set()
        # whether what is done at an opening differs from what is done at the next
        self.different = False

    def _run_at(self, trigger: Trigger, anchor: Field) -> None:
        if trigger.order in self._ran:
            self.different = True
        self._ran.add(trigger.order)
        self._watched.looked = False
        super()._run_at(trigger, anchor)
        if self._watched.looked:
            self.outward.add(trigger.order)

    def _act(self, action: Action, field: Field) -> None:
        self.different = True

    def add(self, plan: Plan, parent: Node) -> bool:
        self.different = True
        return False

    def remove(self, field: Field) -> None:
        self.different = True
