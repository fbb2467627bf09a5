"""The settling of a filled form: after each act, what depends on it is recalculated, no more."""

import heapq
import unicodedata
from collections.abc import Iterable
from typing import Any

from socialcase.forms import casting
from socialcase.forms.model import Action, Model, Plan, Trigger
from socialcase.forms.tree import (
    Field,
    ancestor,
    detach,
    document_of,
    expand,
    fields,
    grow,
    insert,
    ref_of,
)
from socialcase.forms.views import ChangeSet, Facet, Violation
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.nodes import Node

MOST_INSTANCES = 20_000
# how often one trigger may run again at one place within one settle (forms that read in circles)
_ROUNDS = 6
# an expression that fails leaves its question as if the expression were not there
_FAILED = (ValueError, ArithmeticError, RecursionError)


class Engine:
    """The live tree and its recalculation."""

    def __init__(self, model: Model, world: FormWorld, root: Field) -> None:
        self.model = model
        self.world = world
        self.root = root
        world.root = document_of(self.root)
        self._heap: list[tuple[int, int, Trigger, Field]] = []
        self._queued: set[tuple[int, int]] = set()
        self._rounds: dict[tuple[int, int], int] = {}
        held = [a for plan in model.plans.values() for a in plan.actions]
        self._actions: list[Action] = [*model.actions, *held]
        self._sweep = False
        self._order = -1
        self._serial = 0
        self._changes: dict[tuple[int, str], tuple[Field, Facet]] = {}
        self._judged: dict[int, Field] = {}
        self._added: list[str] = []
        self._removed: list[str] = []
        self._run: dict[str, Any] = {
            "relevant": self._run_relevant,
            "calculate": self._run_calculate,
            "readonly": self._run_readonly,
            "required": self._run_required,
            "constraint": self._run_constraint,
            "choices": self._run_choices,
            "count": self._run_count,
        }

    # starting ----------------------------------------------------------------------------------

    def start(self, events: Iterable[str]) -> None:
        """Preload, run the opening actions and calculate everything once."""
        wanted = frozenset(events)
        for field in list(fields(self.root)):
            casting.normalise(field)
        self._close_circles()
        self._sweep_all(self.root)
        for action in self._actions:
            if wanted & action.events:
                for field in expand(self.root, self.model.plans[action.target]):
                    self._act(action, field)
        self.settle()

    def _close_circles(self) -> None:
        """Start a group closed whose relevance reads what stands inside it.

        The smallest answer that agrees with itself is taken, as in ODK Web Forms.
        """
        for plan in self.model.circles:
            for field in expand(self.root, plan):
                field.own = False
                self._relevance(field, on=False)

    def _sweep_all(self, top: Field) -> None:
        """Run every trigger below `top` once, in order."""
        self._sweep = True
        for trigger in self.model.triggers:
            if trigger.plan.path[: top.plan.depth] == top.plan.path:
                self._order = trigger.order
                self._run_at(trigger, top)
        self._sweep = False
        self._order = -1
        for field in fields(top):
            self._judged[id(field)] = field
        self._drain()

    # acting ------------------------------------------------------------------------------------

    def put(self, field: Field, value: str) -> None:
        """Give a field a value and settle nothing yet."""
        if not value.isascii():
            value = unicodedata.normalize("NFC", value)
        if value and field.on and casting.picks(field.plan):
            value = self._offered(field, value)
        if field.value == value:
            return
        field.value = value
        self._note(field, "value")
        self._fire(field)
        constraint = field.plan.triggers.get("constraint")
        if constraint is not None:
            self._push(constraint, field)
        for action in field.plan.actions:
            if "xforms-value-changed" in action.events:
                self._act_near(action, field)

    def add(self, plan: Plan, parent: Node) -> None:
        """Append a repeat instance, with its defaults and calculations.

        Nothing is added beyond `MOST_INSTANCES`: no form is filled with more, and a slip of the
        finger in a count must not stop the program.
        """
        if plan.template is None or len(parent.kids.get(plan.name, ())) >= MOST_INSTANCES:
            return
        field = grow(plan, plan.template, None, fresh=True)
        insert(parent, field)
        self._added.append(ref_of(field))
        for inner in fields(field):
            casting.normalise(inner)
            inner.on = inner.parent is None or inner.parent.on
        self.world.tallies.added(field)
        for trigger in plan.inside:
            self._push(trigger, field)
        for inner in fields(field):
            self._judged[id(inner)] = inner
        self._fire_outside(plan, field)
        for action in self._actions:
            if "odk-new-repeat" in action.events and action.target[: plan.depth] == plan.path:
                for target in expand(field, self.model.plans[action.target]):
                    self._act(action, target)

    def remove(self, field: Field) -> None:
        """Take a repeat instance out."""
        plan = field.plan
        self._removed.append(ref_of(field))
        self._fire_outside(plan, field)
        self.world.tallies.removed(field)
        for sibling in detach(field):
            for trigger, depth in plan.readers:
                if depth == plan.depth:
                    self._push(trigger, sibling)

    def _fire_outside(self, plan: Plan, field: Field) -> None:
        for trigger, depth in plan.outside:
            if trigger.facet != "count" or trigger.plan is not plan:
                self._push(trigger, ancestor(field, depth))

    def _act_near(self, action: Action, field: Field) -> None:
        if action.where is not None:
            for node in action.where.nodes(field, Frame(self.world, field)):
                if isinstance(node, Field):
                    self._act(action, node)
            return
        target = self.model.plans[action.target]
        shared = 1
        while (
            shared < min(target.depth, field.plan.depth)
            and target.path[shared] == field.plan.path[shared]
        ):
            shared += 1
        for found in expand(ancestor(field, shared), target):
            self._act(action, found)

    def _act(self, action: Action, field: Field) -> None:
        self._drain()
        if not field.on and not field.plan.leaf:
            return
        value = action.text
        if action.value is not None:
            value = action.value.text(field, Frame(self.world, field))
        self.put(field, casting.cast(field.plan.type, value, self.world.zone))

    # settling ----------------------------------------------------------------------------------

    def settle(self) -> ChangeSet:
        """Recalculate what is due and return everything that changed since the last settle."""
        self._drain()
        self._judge()
        ordered = sorted(self._changes.values(), key=lambda c: c[0].plan.index)
        result = ChangeSet(
            tuple((ref_of(field), facet) for field, facet in ordered),
            tuple(self._added),
            tuple(self._removed),
        )
        self._changes.clear()
        self._added.clear()
        self._removed.clear()
        return result

    def resettle(self) -> ChangeSet:
        """Recalculate everything (the language changed and calculations may read words)."""
        self._sweep_all(self.root)
        return self.settle()

    def _drain(self) -> None:
        if self._sweep:
            return
        while self._heap:
            order, _, trigger, anchor = heapq.heappop(self._heap)
            self._queued.discard((order, id(anchor)))
            self._run_at(trigger, anchor)
        self._rounds.clear()

    def _push(self, trigger: Trigger, anchor: Field) -> None:
        if self._sweep and trigger.order > self._order:
            return
        key = (trigger.order, id(anchor))
        if key in self._queued:
            return
        rounds = self._rounds.get(key, 0)
        if rounds >= _ROUNDS:
            return
        self._rounds[key] = rounds + 1
        self._queued.add(key)
        self._serial += 1
        heapq.heappush(self._heap, (trigger.order, self._serial, trigger, anchor))

    def _fire(self, field: Field) -> None:
        self._judged[id(field)] = field
        self.world.tallies.changed(field)
        depth_here = field.plan.depth
        for trigger, depth in field.plan.readers:
            self._push(trigger, field if depth == depth_here else ancestor(field, depth))

    def _run_at(self, trigger: Trigger, anchor: Field) -> None:
        run = self._run.get(trigger.facet)
        plan = trigger.plan
        if trigger.facet == "count":
            parent = plan.parent
            if parent is not None:
                top = (
                    anchor if anchor.plan.depth <= parent.depth else ancestor(anchor, parent.depth)
                )
                for field in expand(top, parent):
                    self._run_count(trigger, field)
            return
        for field in expand(anchor, plan):
            if run is None:
                self._note(field, trigger.facet)  # type: ignore[arg-type]
            else:
                run(trigger, field)

    def _note(self, field: Field, facet: Facet) -> None:
        self._changes[id(field), facet] = (field, facet)

    # facets ------------------------------------------------------------------------------------

    def _run_relevant(self, trigger: Trigger, field: Field) -> None:
        own = self._truth(trigger, field, otherwise=True)
        if own != field.own:
            field.own = own
            parent = field.parent
            self._relevance(field, on=own and (parent is None or parent.on))

    def _relevance(self, field: Field, *, on: bool) -> None:
        if field.on == on:
            return
        field.on = on
        self._note(field, "relevant")
        self._fire(field)
        for facet in ("calculate", "choices", "constraint"):
            trigger = field.plan.triggers.get(facet)
            if on and trigger is not None:
                self._push(trigger, field)
        for child in (*field.attrs, *field.children):
            if isinstance(child, Field):
                self._relevance(child, on=on and child.own)

    def _run_calculate(self, trigger: Trigger, field: Field) -> None:
        if not field.on:
            return
        try:
            value = trigger.expressions[0].text(field, Frame(self.world, field))
        except _FAILED:
            value = ""
        value = casting.cast(field.plan.type, value, self.world.zone)
        if value != field.value:
            self.put(field, value)

    def _run_readonly(self, trigger: Trigger, field: Field) -> None:
        readonly = self._truth(trigger, field, otherwise=False)
        if readonly != field.readonly:
            field.readonly = readonly
            for inner in fields(field):
                self._note(inner, "readonly")

    def _run_required(self, trigger: Trigger, field: Field) -> None:
        required = self._truth(trigger, field, otherwise=False)
        if required != field.required:
            field.required = required
            self._note(field, "required")
            self._judged[id(field)] = field

    def _run_constraint(self, trigger: Trigger, field: Field) -> None:
        field.valid = not field.value or self._truth(trigger, field, otherwise=True)
        self._judged[id(field)] = field

    def _truth(self, trigger: Trigger, field: Field, *, otherwise: bool) -> bool:
        try:
            return trigger.expressions[0].condition(field, Frame(self.world, field))
        except _FAILED:
            return otherwise

    def _run_choices(self, _: Trigger, field: Field) -> None:
        field.items = None
        self._note(field, "choices")
        if not field.value or not field.on:
            return
        self.put(field, field.value)

    def _offered(self, field: Field, value: str) -> str:
        """Return the answer without the choices that are not offered (any more)."""
        offered = self.world.codes(field.plan, field)
        kept = [word for word in value.split() if word in offered]
        return value if len(kept) == len(value.split()) else " ".join(kept)

    def _run_count(self, trigger: Trigger, parent: Field) -> None:
        if not parent.on:
            return
        plan = trigger.plan
        ghost = Field(plan, parent)
        try:
            wanted = trigger.expressions[0].number(ghost, Frame(self.world, ghost))
        except _FAILED:
            return
        count = int(wanted) if wanted == wanted and wanted > 0 else 0
        if count > MOST_INSTANCES:
            return
        have = [f for f in parent.kids.get(plan.name, []) if isinstance(f, Field)]
        for field in reversed(have[count:]):
            self.remove(field)
        for _ in range(count - len(have)):
            self.add(plan, parent)

    # violations --------------------------------------------------------------------------------

    def _judge(self) -> None:
        for field in self._judged.values():
            found = verdict(field)
            if found != field.violation:
                field.violation = found
                self._note(field, "violation")
        self._judged.clear()


def verdict(field: Field) -> Violation | None:
    """Return why an answer does not stand, or None."""
    if not field.on or not field.plan.leaf:
        return None
    if not field.value:
        return "required" if field.required else None
    return None if field.valid and casting.fits(field.plan.type, field.value) else "constraint"


def is_readonly(field: Field) -> bool:
    """Whether the field or a group around it is read-only."""
    node: Node | None = field
    while isinstance(node, Field):
        if node.readonly:
            return True
        node = node.parent
    return False
