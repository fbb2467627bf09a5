"""What has to be recalculated when, worked out once per form.

Every expression of the form becomes a *trigger* on a generic path. A plan lists the triggers that
read it, each with the depth of the ancestor that reader and read node share: a change in one
repeat instance runs triggers below that ancestor only. Triggers have one order in which each runs
after everything that it reads; where forms read in circles, the order in the form decides.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from socialcase.forms.model import Expression, Model, Plan, Text, Trigger
from socialcase.forms.xform_body import parts_of
from socialcase.forms.xpath.footprint import Path, Read

_WRITERS = frozenset(("calculate", "choices", "relevant", "count"))
# facets that mean nothing while their field is not relevant: they run when it becomes relevant
SLEEPING = ("calculate", "choices", "constraint")
_FACETS = ("relevant", "calculate", "readonly", "required", "constraint")


def build_graph(model: Model) -> None:
    """Give the model its triggers, in order, and every plan its readers."""
    triggers = [t for plan in model.plans.values() for t in _triggers(model, plan)]
    for trigger in triggers:
        trigger.plan.triggers[trigger.facet] = trigger
    links = _Links(model, triggers)
    model.triggers = _ordered(triggers, links)
    for order, trigger in enumerate(model.triggers):
        trigger.order = order
    links.attach()
    model.circles = [plan for plan in model.plans.values() if _reads_itself(plan)]
    _tie_repeats(model)


def _reads_itself(plan: Plan) -> bool:
    if plan.relevant is None:
        return False
    return any(read.path[: plan.depth] == plan.path for read in plan.relevant.reads)


class Graph(msgspec.Struct, array_like=True):
    """A model's graph as it is cached.

    The triggers in order, each as the place of its plan and its facet; and by the place of a plan
    its readers, each as the order of a trigger and the depth. `circles` are places of plans too.
    """

    triggers: list[tuple[int, str]]
    readers: dict[int, list[tuple[int, int]]]
    circles: list[int]


def packed(model: Model) -> Graph:
    """Return the graph of a model, to be cached."""
    return Graph(
        [(trigger.plan.index, trigger.facet) for trigger in model.triggers],
        {
            plan.index: [(trigger.order, depth) for trigger, depth in plan.readers]
            for plan in model.plans.values()
            if plan.readers
        },
        [plan.index for plan in model.circles],
    )


def unpack_graph(model: Model, graph: Graph) -> None:
    """Give a model the graph that was worked out for it before. Raises `LookupError`."""
    plans = list(model.plans.values())
    model.triggers = [
        _StoredTrigger(plans[at], facet, order) for order, (at, facet) in enumerate(graph.triggers)
    ]
    for trigger in model.triggers:
        trigger.plan.triggers[trigger.facet] = trigger
    for at, readers in graph.readers.items():
        plans[at].readers = [(model.triggers[order], depth) for order, depth in readers]
    model.circles = [plans[at] for at in graph.circles]
    _tie_repeats(model)


class _StoredTrigger(Trigger):
    """A trigger that looks for its expressions when it first runs."""

    __slots__ = ()

    def __init__(self, plan: Plan, facet: str, order: int) -> None:
        self.plan, self.facet, self.order = plan, facet, order

    def __getattr__(self, name: str) -> list[Expression]:
        if name != "expressions":
            raise AttributeError(name)
        self.expressions = _calculated(self.plan, self.facet)
        return self.expressions


def _calculated(plan: Plan, facet: str) -> list[Expression]:
    """What a trigger calculates; words are only looked up again when they are next shown."""
    if facet == "choices":
        itemset = plan.control.itemset if plan.control is not None else None
        return [itemset.nodes] if itemset is not None else []
    found = getattr(plan, facet) if facet in (*_FACETS, "count") else None
    return [found] if found is not None else []


def _triggers(model: Model, plan: Plan) -> Iterator[Trigger]:
    for facet in _FACETS:
        expression = getattr(plan, facet)
        if expression is not None:
            yield Trigger(plan, facet, [expression])
    if plan.count is not None:
        yield Trigger(plan, "count", [plan.count])
    control = plan.control
    if control is not None and control.itemset is not None and control.itemset.nodes.reads:
        yield Trigger(plan, "choices", [control.itemset.nodes])
    for facet, texts in _texts(plan).items():
        found = [e for text in texts for e in expressions_of(model, text, plan.path)]
        if found:
            yield Trigger(plan, facet, found)


def _texts(plan: Plan) -> dict[str, list[Text]]:
    control = plan.control
    shown: dict[str, list[Text | None]] = {
        "label": [control.label] if control else [],
        "hint": [control.hint] if control else [],
        "message": [plan.constraint_message, plan.required_message],
    }
    return {facet: [t for t in texts if t is not None] for facet, texts in shown.items()}


def expressions_of(model: Model, text: Text, here: Path) -> list[Expression]:
    """Return the expressions whose values stand in a text, in any language."""
    found = [part for part in text.parts if isinstance(part, Expression)]
    if text.dynamic is not None:
        found.append(text.dynamic)
    if text.itext:
        for translation in model.translations:
            for node in translation.texts.get(text.itext, {}).values():
                parts = parts_of(node, model.expressions, here) if node.children else []
                found += [part for part in parts if isinstance(part, Expression)]
    return found


class _Links:
    """Who reads what, and who writes it."""

    def __init__(self, model: Model, triggers: list[Trigger]) -> None:
        self._model = model
        self._below: dict[Path, list[Plan]] = {}
        self.reads: dict[int, list[tuple[Plan, int]]] = {}
        for trigger in triggers:
            found = {r for e in trigger.expressions for r in e.reads}
            self.reads[id(trigger)] = list(self._resolve(found))
        self._triggers = triggers

    def _resolve(self, found: Iterable[Read]) -> Iterator[tuple[Plan, int]]:
        for read in found:
            if read.below:
                yield from ((plan, read.depth) for plan in self._under(read.path))
            plan = self._model.plans.get(read.path)
            if plan is not None:
                yield plan, min(read.depth, plan.depth)

    def _under(self, path: Path) -> list[Plan]:
        if path not in self._below:
            size = len(path)
            plans = self._model.plans.values()
            self._below[path] = [p for p in plans if p.path[:size] == path]
        return self._below[path]

    def before(self, trigger: Trigger) -> set[int]:
        """Return the ids of the triggers that have to run first."""
        found: set[int] = set()
        for plan, _ in self.reads[id(trigger)]:
            found.update(id(t) for t in _writers(plan))
        if trigger.facet != "relevant":
            found.update(id(t) for t in _relevances(trigger.plan))
        elif trigger.plan.parent is not None:
            found.update(id(t) for t in _relevances(trigger.plan.parent))
        found.discard(id(trigger))
        return found

    def attach(self) -> None:
        """Write the readers into the plans."""
        for trigger in self._triggers:
            for plan, depth in self.reads[id(trigger)]:
                if (trigger, depth) not in plan.readers:
                    plan.readers.append((trigger, depth))


def _tie_repeats(model: Model) -> None:
    """Give every repeat the triggers inside of it, and the readers outside; wake what sleeps."""
    for plan in model.plans.values():
        plan.sleepers = [plan.triggers[f] for f in SLEEPING if f in plan.triggers]
        plan.sleepers += [c.triggers["count"] for c in plan.children if "count" in c.triggers]
    for trigger in model.triggers:
        for repeat in _repeats_around(trigger.plan):
            if trigger.plan is not repeat or trigger.facet != "count":
                repeat.inside.append(trigger)
    seen: set[tuple[int, int, int]] = set()
    for plan in model.plans.values():
        for repeat in _repeats_around(plan) if plan.readers else ():
            for trigger, depth in plan.readers:
                key = (repeat.index, trigger.order, depth)
                if depth < repeat.depth and key not in seen:
                    seen.add(key)
                    repeat.outside.append((trigger, depth))


def _repeats_around(plan: Plan) -> list[Plan]:
    """Return the repeats that a plan is or stands in, the nearest first."""
    found: list[Plan] = []
    step: Plan | None = None if plan.alone else plan
    while step is not None:
        if step.repeat:
            found.append(step)
        step = step.parent
    return found


def _writers(plan: Plan) -> Iterator[Trigger]:
    for facet in ("calculate", "choices"):
        if facet in plan.triggers:
            yield plan.triggers[facet]
    step: Plan | None = plan
    while step is not None:
        for facet in ("relevant", "count"):
            if facet in step.triggers:
                yield step.triggers[facet]
        step = step.parent


def _relevances(plan: Plan) -> Iterator[Trigger]:
    step: Plan | None = plan
    while step is not None:
        if "relevant" in step.triggers:
            yield step.triggers["relevant"]
        step = step.parent


def _ordered(triggers: list[Trigger], links: _Links) -> list[Trigger]:
    """Sort so that each trigger comes after what it reads; circles are cut in form order."""
    by_id = {id(t): t for t in triggers}
    rank = {id(t): (t.facet not in _WRITERS, t.plan.index, i) for i, t in enumerate(triggers)}
    waiting = {id(t): links.before(t) for t in triggers}
    after: dict[int, list[int]] = defaultdict(list)
    for key, needs in waiting.items():
        for need in needs:
            after[need].append(key)
    missing = {key: len(needs) for key, needs in waiting.items()}
    ready = [(rank[key], key) for key, count in missing.items() if not count]
    left = sorted(((rank[key], key) for key in missing), reverse=True)
    heapq.heapify(ready)
    done: dict[int, None] = {}
    while len(done) < len(triggers):
        key = _next(ready, left, done)
        done[key] = None
        for follower in after[key]:
            missing[follower] -= 1
            if not missing[follower]:
                heapq.heappush(ready, (rank[follower], follower))
    return [by_id[key] for key in done]


Ranked = tuple[tuple[bool, int, int], int]


def _next(ready: list[Ranked], left: list[Ranked], done: dict[int, None]) -> int:
    while ready:
        key = heapq.heappop(ready)[1]
        if key not in done:
            return key
    while left[-1][1] in done:
        left.pop()
    return left.pop()[1]
