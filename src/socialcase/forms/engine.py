"""The settling of a filled form: after each act, what depends on it is recalculated, no more."""

import unicodedata
from collections.abc import Callable, Iterable

from socialcase.forms import casting
from socialcase.forms.due import Due
from socialcase.forms.graph import SLEEPING
from socialcase.forms.model import Action, Expression, Model, Plan, Trigger
from socialcase.forms.tree import (
    Field,
    alone,
    ancestor,
    detach,
    document_of,
    expand,
    fields,
    grow,
    insert,
    ref_of,
)
from socialcase.forms.verdicts import verdict
from socialcase.forms.views import ChangeSet, Facet
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath.errors import FAILED
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.nodes import Node

MOST_INSTANCES = 20_000
MOST_IN_ALL = 60_000
FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"


class Engine:
    """The live tree and its recalculation."""

    def __init__(self, model: Model, world: FormWorld, root: Field) -> None:
        self.model = model
        self.world = world
        self.root = root
        self._instances = 0
        self.settled: frozenset[Field] = frozenset()  # what stays as it was worked out before
        world.root = document_of(self.root)
        self._only = alone(root, len(model.plans))
        world.only = self._only
        self._due = Due()
        held = [a for plan in model.plans.values() for a in plan.actions]
        self._actions: list[Action] = [*model.actions, *held]
        # in the order in which they came, each once
        self._changes: dict[tuple[Field, Facet], None] = {}
        self._judged: dict[Field, None] = {}
        self._added: list[str] = []
        self._removed: list[str] = []
        self._run: dict[str, Callable[[Trigger, Field], None]] = {
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
        """Calculate everything once and run the opening actions."""
        wanted = frozenset(events)
        if FIRST_LOAD in wanted:
            # what was filled before stays as it was written
            for field in list(fields(self.root)):
                casting.normalise(field)
        self._close_circles()
        self._sweep_all(self.root)
        self._open(wanted)

    def resume(self, events: Iterable[str], orders: Iterable[int], filled: list[Field]) -> None:
        """Do what `start` does where the tree stands as it did after another start.

        Only the triggers of these orders have to run again, those of the fields that were `filled`
        since, and what reads these.
        """
        for field in filled:
            self._fire(field)
            for trigger in field.plan.sleepers:
                self._due.push(trigger, field)
        for order in orders:
            trigger = self.model.triggers[order]
            self._due.push(trigger, self._anchor(trigger, self.root, self.root.plan.depth))
        self._drain()
        self._open(frozenset(events))

    def _open(self, wanted: frozenset[str]) -> None:
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
                self._relevance(field, on=False)

    def _sweep_all(self, top: Field) -> None:
        """Run every trigger below `top` once, in order."""
        self._due.sweep(self.model.triggers, lambda trigger: self._run_at(trigger, top))
        self._judged.update(dict.fromkeys(fields(top)))
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
            self._due.push(constraint, field)
        for action in field.plan.actions:
            if "xforms-value-changed" in action.events:
                self._act_near(action, field)

    def add(self, plan: Plan, parent: Node) -> bool:
        """Append a repeat instance, with its defaults and calculations; False where it is full.

        Nothing is added beyond `MOST_INSTANCES` of one repeat and `MOST_IN_ALL`: no form is filled
        with more, and a slip of the finger in a count must not stop the program.
        """
        have = len(parent.kids.get(plan.name, ()))
        if plan.template is None or have >= MOST_INSTANCES or self._instances >= MOST_IN_ALL:
            return False
        self._instances += 1
        field = grow(plan, plan.template, None, fresh=True)
        insert(parent, field)
        self._added.append(ref_of(field))
        for inner in fields(field):
            casting.normalise(inner)
            inner.on = inner.parent is None or inner.parent.on
        self.world.tallies.added(field)
        for trigger in plan.inside:
            self._due.push(trigger, field)
        self._judged.update(dict.fromkeys(fields(field)))
        self._fire_outside(plan, field)
        for action in self._actions:
            if "odk-new-repeat" in action.events and action.target[: plan.depth] == plan.path:
                for target in expand(field, self.model.plans[action.target]):
                    self._act(action, target)
        return True

    def remove(self, field: Field) -> None:
        """Take a repeat instance out."""
        plan = field.plan
        self._removed.append(ref_of(field))
        self._instances -= 1
        self._fire_outside(plan, field)
        self.world.tallies.removed(field)
        for sibling in detach(field):
            for trigger, depth in plan.readers:
                if depth == plan.depth:
                    self._due.push(trigger, sibling)

    def _fire_outside(self, plan: Plan, field: Field) -> None:
        for trigger, depth in plan.outside:
            if trigger.facet != "count" or trigger.plan is not plan:
                self._due.push(trigger, self._anchor(trigger, field, depth))

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
            value = self._valued(action.value, field)
        self.put(field, casting.cast(field.plan.type, value, self.world.zone))

    # settling ----------------------------------------------------------------------------------

    def settle(self) -> ChangeSet:
        """Recalculate what is due and return everything that changed since the last settle."""
        self._drain()
        self._judge()
        self.world.rest()
        ordered = sorted(self._changes, key=lambda c: c[0].plan.index)
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
        self._due.drain(self._run_at)

    def _fire(self, field: Field) -> None:
        """Let all that reads a field run."""
        self._judged[field] = None
        self.world.tallies.changed(field)
        for trigger, depth in field.plan.readers:
            anchor = self._anchor(trigger, field, depth)
            if anchor.on or trigger.plan is not anchor.plan or not self._sleeps(trigger, anchor):
                self._due.push(trigger, anchor)

    def _anchor(self, trigger: Trigger, field: Field, depth: int) -> Field:
        """Return the field below which a trigger has to run that reads `field`."""
        if trigger.plan.alone:
            only = self._only[trigger.plan.index]
            if only is not None:
                return only
        return field if depth == field.plan.depth else ancestor(field, depth)

    def _sleeps(self, trigger: Trigger, field: Field) -> bool:
        """Whether a trigger can wait until its field, or the group around it, is relevant."""
        if trigger.facet == "relevant":
            return isinstance(field.parent, Field) and not field.parent.on
        return trigger.facet in SLEEPING

    def _run_at(self, trigger: Trigger, anchor: Field) -> None:
        run = self._run.get(trigger.facet, self._run_words)
        plan = trigger.plan
        if anchor.plan is plan:
            run(trigger, anchor)
        elif trigger.facet == "count":
            self._run_counts(trigger, anchor)
        else:
            for field in expand(anchor, plan):
                run(trigger, field)

    def _run_counts(self, trigger: Trigger, anchor: Field) -> None:
        parent = trigger.plan.parent
        if parent is not None:
            above = anchor.plan.depth <= parent.depth
            for field in expand(anchor if above else ancestor(anchor, parent.depth), parent):
                self._run_count(trigger, field)

    def _run_words(self, trigger: Trigger, field: Field) -> None:
        """Words are only looked up again when they are next shown."""
        self._note(field, trigger.facet)  # type: ignore[arg-type]

    def _note(self, field: Field, facet: Facet) -> None:
        self._changes[field, facet] = None

    # facets ------------------------------------------------------------------------------------

    def _run_relevant(self, trigger: Trigger, field: Field) -> None:
        parent = field.parent
        if parent is not None and not parent.on:
            return
        on = self._truth(trigger, field, otherwise=True)
        if on != field.on:
            self._relevance(field, on=on)

    def _relevance(self, field: Field, *, on: bool) -> None:
        """Make a field and what is below it relevant or not.

        What below has a relevance of its own is not opened here: that is worked out anew.
        """
        turned: list[Field] = []
        self._turn(field, on, turned)
        for one in turned:
            self._note(one, "relevant")
            self._fire(one)
            if on:
                for trigger in one.plan.sleepers:
                    self._due.push(trigger, one)

    def _turn(self, field: Field, on: bool, turned: list[Field]) -> None:
        field.on = on
        turned.append(field)
        for child in (*field.attrs, *field.children):
            if isinstance(child, Field) and child.on != on:
                own = child.plan.triggers.get("relevant") if on else None
                if own is None:
                    self._turn(child, on, turned)
                else:
                    self._due.push(own, child)

    def _run_calculate(self, trigger: Trigger, field: Field) -> None:
        if not field.on or field in self.settled:
            return
        value = self._valued(trigger.expressions[0], field)
        value = casting.cast(field.plan.type, value, self.world.zone)
        if value != field.value:
            self.put(field, value)

    def _valued(self, expression: Expression, field: Field) -> str:
        try:
            return expression.text(field, Frame(self.world, field))
        except FAILED:
            return ""

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
            self._judged[field] = None

    def _run_constraint(self, trigger: Trigger, field: Field) -> None:
        if field.on:
            field.valid = not field.value or self._truth(trigger, field, otherwise=True)
            self._judged[field] = None

    def _truth(self, trigger: Trigger, field: Field, *, otherwise: bool) -> bool:
        try:
            return trigger.expressions[0].condition(field, Frame(self.world, field))
        except FAILED:
            return otherwise

    def _run_choices(self, _: Trigger, field: Field) -> None:
        field.items = None
        self._note(field, "choices")
        if not field.value or not field.on:
            return
        kept = self._offered(field, field.value)
        if kept and casting.ranks(field.plan):
            # a ranking holds every choice: what is newly offered comes last
            offered = [c.value for c in self.world.choices(field.plan, field)]
            kept = " ".join((kept, *(code for code in offered if code not in kept.split())))
        self.put(field, kept)

    def _offered(self, field: Field, value: str) -> str:
        """Return the answer without the choices that are not offered (any more)."""
        offered = self.world.codes(field.plan, field)
        given = casting.codes_in(field.plan, value)
        kept = [code for code in given if code in offered]
        return value if len(kept) == len(given) else " ".join(kept)

    def _run_count(self, trigger: Trigger, parent: Field) -> None:
        if not parent.on:
            return
        plan = trigger.plan
        ghost = Field(plan, parent)
        try:
            wanted = trigger.expressions[0].number(ghost, Frame(self.world, ghost))
        except FAILED:
            return
        if wanted > MOST_INSTANCES:
            return
        count = int(wanted) if wanted > 0 else 0
        have = [f for f in parent.kids.get(plan.name, []) if isinstance(f, Field)]
        for field in reversed(have[count:]):
            self.remove(field)
        for _ in range(count - len(have)):
            if not self.add(plan, parent):
                break

    # violations --------------------------------------------------------------------------------

    def _judge(self) -> None:
        for field in self._judged:
            found = verdict(field)
            if found != field.violation:
                field.violation = found
                self._note(field, "violation")
        self._judged.clear()
