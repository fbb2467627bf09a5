"""The sums and counts of a live form, kept up to date as its answers change.

A tally is made when it is first asked for. An answer marks the member that it belongs to; the next
time the tally is asked for, only marked members are worked out again. Contributions stand in form
order, and are added up anew each time: that costs next to nothing, and gives to the last digit what
a fresh sum gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from socialcase.forms.model import Model, Plan
from socialcase.forms.tree import Field, ancestor, expand, fields
from socialcase.forms.xpath.frame import Frame, Spec, World
from socialcase.forms.xpath.nodes import Node


@dataclass(slots=True, eq=False)
class _Place:
    """A spec at a place of the form: from which depth its anchors are, and where its members."""

    spec: Spec
    depth: int
    members: Plan
    nested: bool


@dataclass(slots=True, eq=False)
class _Tally:
    anchor: Field
    parts: dict[int, float]
    marked: dict[int, Field]
    # whether members came in between, so that the parts are in another order than the form
    mixed: bool = False


class Tallies:
    """All tallies of one session."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._places: dict[tuple[int, int], tuple[Spec, _Place | None]] = {}
        self._live: dict[tuple[int, int], _Tally] = {}
        self._reading: dict[int, list[_Place]] = {}
        self._holding: dict[int, list[_Place]] = {}

    def parts(self, anchor: Node | None, spec: Spec, world: World) -> Iterable[float] | None:
        """Return what each member contributes, in form order; None where no tally can be kept."""
        names = spec.names
        if spec.absolute and anchor is not None:
            anchor = next(iter(anchor.kids.get(names[0], ())), None)
        if not isinstance(anchor, Field):
            return None
        tally = self._live.get((id(spec), id(anchor)))
        place = self._place(anchor, spec) if tally is None or tally.mixed else None
        if tally is None:
            if place is None:
                return None
            tally = self._live[id(spec), id(anchor)] = _Tally(anchor, {}, {})
            self._enter(tally, expand(anchor, place.members))
        if tally.marked:
            for key, member in tally.marked.items():
                tally.parts[key] = spec.contribution(member, Frame(world, member))
            tally.marked.clear()
        if tally.mixed and place is not None:
            members = expand(anchor, place.members)
            tally.parts = {id(member): tally.parts[id(member)] for member in members}
            tally.mixed = False
        return tally.parts.values()

    def changed(self, field: Field) -> None:
        """Take notice that a field's value or relevance is another."""
        for place in self._reading.get(field.plan.index, ()):
            tally = self._of(place, field)
            if tally is not None:
                member = ancestor(field, place.members.depth)
                tally.marked[id(member)] = member

    def added(self, instance: Field) -> None:
        """Take notice of a repeat instance that was appended."""
        for place in self._holding.get(instance.plan.index, ()):
            tally = self._of(place, instance)
            if tally is not None:
                self._enter(tally, expand(instance, place.members))
                # its members may belong between others
                tally.mixed = tally.mixed or place.nested

    def removed(self, instance: Field) -> None:
        """Take notice of a repeat instance that was taken out."""
        for place in self._holding.get(instance.plan.index, ()):
            tally = self._of(place, instance)
            for member in expand(instance, place.members) if tally is not None else ():
                if tally is not None:
                    tally.parts.pop(id(member), None)
                    tally.marked.pop(id(member), None)
        gone = {id(field) for field in fields(instance)}
        for key in [key for key in self._live if key[1] in gone]:
            del self._live[key]

    def _enter(self, tally: _Tally, members: list[Field]) -> None:
        for member in members:
            tally.parts[id(member)] = 0.0
            tally.marked[id(member)] = member

    def _of(self, place: _Place, field: Field) -> _Tally | None:
        return self._live.get((id(place.spec), id(ancestor(field, place.depth))))

    def _place(self, anchor: Field, spec: Spec) -> _Place | None:
        key = (id(spec), anchor.plan.index)
        if key not in self._places:
            # the spec is held with it, so that no other can get its id
            self._places[key] = (spec, self._settled(anchor.plan, spec))
        return self._places[key][1]

    def _settled(self, anchor: Plan, spec: Spec) -> _Place | None:
        names = spec.names[1:] if spec.absolute else spec.names
        members = self._model.plans.get((*anchor.path, *names))
        if members is None:
            return None
        repeats = [p for p in _up_to(members, anchor) if p.repeat]
        read = [self._model.plans.get((*members.path, *path)) for path in spec.depends]
        if not repeats or any(p is not None and not p.leaf for p in read):
            return None
        place = _Place(spec, anchor.depth, members, len(repeats) > 1)
        for plan in read:
            if plan is not None:
                self._reading.setdefault(plan.index, []).append(place)
        for repeat in repeats:
            self._holding.setdefault(repeat.index, []).append(place)
        return place


def _up_to(plan: Plan, top: Plan) -> list[Plan]:
    found: list[Plan] = []
    step: Plan | None = plan
    while step is not None and step is not top:
        found.append(step)
        step = step.parent
    return found
