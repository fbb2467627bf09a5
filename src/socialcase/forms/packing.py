"""From a form's tables to what lies in the cache."""

from collections.abc import Mapping
from typing import Any

import msgspec

from socialcase.forms.graph import packed
from socialcase.forms.model import Action, Control, Expression, Itemset, Model, Plan, Text
from socialcase.forms.outline import numbers
from socialcase.forms.stored import (
    NONE,
    ActionRow,
    ControlRow,
    ItemsetRow,
    NodeRow,
    Part,
    PlanRest,
    PlanRow,
    Tables,
    TextRow,
    TextsRow,
    node_row,
)
from socialcase.forms.xpath.nodes import ELEMENT, Node

FACETS = ("relevant", "readonly", "required", "constraint", "calculate", "count")


def pack(model: Model) -> Tables:
    """Return everything about a form as plain data."""
    return _Packing(model).pack()


class _Packing:
    def __init__(self, model: Model) -> None:
        self._model = model
        self._sources: dict[str, int] = {}
        self._tied: list[msgspec.Raw] = []
        self._expressions: list[tuple[int, int, int]] = []
        self._known: dict[int, int] = {}
        self._numbers = numbers(model)
        below = (n for n in model.instance.walk() if n.kind == ELEMENT)
        self._places = {id(node): at for at, node in enumerate((model.instance, *below))}

    def pack(self) -> Tables:
        model = self._model
        plans = [self._plan(plan) for plan in model.plans.values()]
        actions = [self._action(action) for action in model.actions]
        # texts are read when they are shown; their expressions are parsed already
        for source in model.expressions.trees:
            self._source(source)
        return Tables(
            title=model.title,
            sources=list(self._sources),
            trees=[_raw(model.expressions.trees[source]) for source in self._sources],
            tied=self._tied,
            expressions=self._expressions,
            plans=plans,
            instance=_raw(node_row(model.instance)),
            secondary={name: _raw(node_row(node)) for name, node in model.secondary.items()},
            addresses=dict(model.sources),
            translations=[(t.language, _raw(_texts(t.texts))) for t in model.translations],
            default_language=model.default_language,
            actions=actions,
            graph=packed(model),
        )

    def _source(self, source: str) -> int:
        return self._sources.setdefault(source, len(self._sources))

    def _expression(self, expression: Expression | None) -> int:
        if expression is None:
            return NONE
        at = self._known.get(id(expression))
        if at is None:
            at = self._known[id(expression)] = len(self._expressions)
            plan = self._model.plans.get(expression.here) if expression.here else None
            here = plan.index if plan is not None else NONE
            tied = NONE
            if expression.tree is not self._model.expressions.trees[expression.source]:
                tied = len(self._tied)
                self._tied.append(_raw(expression.tree))
            self._expressions.append((self._source(expression.source), here, tied))
        return at

    def _text(self, text: Text | None) -> TextRow | None:
        if text is None:
            return None
        parts: list[Part] = [p if isinstance(p, str) else self._expression(p) for p in text.parts]
        return TextRow(parts, text.itext, self._expression(text.dynamic))

    def _control(self, control: Control | None) -> ControlRow | None:
        if control is None:
            return None
        choices = [(c.value, self._text(c.label) or TextRow([], "", NONE)) for c in control.choices]
        return ControlRow(
            control.kind,
            control.appearance,
            self._text(control.label),
            self._text(control.hint),
            choices,
            self._itemset(control.itemset),
            control.parameters,
        )

    def _itemset(self, itemset: Itemset | None) -> ItemsetRow | None:
        if itemset is None:
            return None
        return ItemsetRow(
            self._expression(itemset.nodes),
            self._expression(itemset.value),
            self._expression(itemset.label),
            self._expression(itemset.text_id),
        )

    def _action(self, action: Action) -> ActionRow:
        return ActionRow(
            sorted(action.events),
            self._model.plans[action.target].index,
            self._expression(action.where),
            self._expression(action.value),
            action.text,
            action.source.index if action.source is not None else NONE,
        )

    def _plan(self, plan: Plan) -> PlanRow:
        facets = {name: getattr(plan, name) for name in FACETS}
        rest = PlanRest(
            facets={n: self._expression(e) for n, e in facets.items() if e is not None},
            messages=(self._text(plan.constraint_message), self._text(plan.required_message)),
            control=self._control(plan.control),
            fixed=plan.fixed,
            seeded=plan.seeded,
            template=self._places[id(plan.template)] if plan.template is not None else NONE,
        )
        return PlanRow(
            name=plan.name,
            parent=plan.parent.index if plan.parent is not None else NONE,
            type=plan.type,
            repeat=plan.repeat,
            alone=plan.alone,
            preload=plan.preload,
            preload_parameters=plan.preload_parameters,
            number=self._numbers.get(plan.path, ""),
            actions=[self._action(action) for action in plan.actions],
            rest=_raw(rest),
        )


def _raw(data: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(data))


def _texts(texts: Mapping[str, dict[str, Node]]) -> TextsRow:
    return {name: {f: _words(node) for f, node in forms.items()} for name, forms in texts.items()}


def _words(node: Node) -> str | NodeRow:
    return node_row(node) if node.children else node.value
