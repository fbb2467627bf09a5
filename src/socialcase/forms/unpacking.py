"""From what lies in the cache to a form's tables."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from socialcase.forms.graph import unpack_graph
from socialcase.forms.model import (
    Action,
    Code,
    Control,
    Expression,
    Expressions,
    Itemset,
    Model,
    Plan,
    StaticChoice,
    Text,
    Translation,
)
from socialcase.forms.packing import FACETS
from socialcase.forms.stored import (
    ActionRow,
    ControlRow,
    ItemsetRow,
    NodeRow,
    PlanRest,
    PlanRow,
    Tables,
    TextRow,
    node_of,
)
from socialcase.forms.xpath.compiler import Compiler
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.nodes import ELEMENT, Node
from socialcase.forms.xpath.parsing import Ast

_decode = msgspec.msgpack.decode


def unpack(tables: Tables) -> Model:
    """Return the tables of a form. Raises `LookupError` or `msgspec.DecodeError` if damaged."""
    return _Unpacking(tables).unpack()


class _StoredTrees(dict[Any, Ast]):
    """Trees by their source (or number), unpacked when they are first asked for."""

    def __init__(self, raw: Iterable[tuple[Any, msgspec.Raw]]) -> None:
        super().__init__(raw)  # type: ignore[arg-type]

    def __getitem__(self, key: Any) -> Ast:
        tree = super().__getitem__(key)
        if isinstance(tree, msgspec.Raw):
            tree = self[key] = _decode(tree)
        return tree

    def get(self, key: Any, _: Any = None) -> Any:
        """Return the tree, or None where there is none."""
        return None if key not in self else self.__getitem__(key)


class _StoredCode(Code):
    """Code whose tree is unpacked when it is compiled."""

    def __init__(self, trees: _StoredTrees, key: Any, compiler: Compiler) -> None:
        self._trees = trees
        self._key = key
        self._compiler = compiler

    @cached_property
    def tree(self) -> Ast:  # type: ignore[override]
        """The tree."""
        return self._trees[self._key]


class _Stored(Mapping[str, Any]):
    """Something by name, made when it is first asked for."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._make(self._names[name])
        return found

    def _make(self, raw: Any) -> Any:
        return node_of(_decode(raw))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _StoredTexts(_Stored):
    """The texts of one language, unpacked when the language is first shown."""

    def __init__(self, raw: msgspec.Raw) -> None:
        super().__init__({})
        self._raw: msgspec.Raw | None = raw

    def _open(self) -> None:
        if self._raw is not None:
            self._names = _decode(self._raw)
            self._raw = None

    def __getitem__(self, name: str) -> Any:
        self._open()
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[str]:
        self._open()
        return super().__iter__()

    def __len__(self) -> int:
        self._open()
        return super().__len__()

    def _make(self, raw: Any) -> Any:
        return {form: _words(row) for form, row in raw.items()}


def _words(row: str | NodeRow) -> Node:
    return Node(ELEMENT, "value", None, row) if isinstance(row, str) else node_of(row)


class _StoredPlan(Plan):
    """A plan whose expressions and words are unpacked when one of them is first asked for."""

    __slots__ = ("_rest", "_source")

    def __init__(
        self, path: Path, index: int, parent: Plan | None, row: PlanRow, source: "_Unpacking"
    ) -> None:
        self.path, self.index, self.parent = path, index, parent
        self.type, self.repeat, self.alone = row.type, row.repeat, row.alone
        self.preload, self.preload_parameters = row.preload, row.preload_parameters
        self.children, self.by_name, self.triggers = [], {}, {}
        self.actions, self.readers = [], []
        self.inside, self.outside, self.sleepers = [], [], []
        self.__post_init__()
        self._rest, self._source = row.rest, source

    def __getattr__(self, name: str) -> Any:
        # only what has no value yet is asked for here
        if name.startswith("_"):
            raise AttributeError(name)
        self._source.fill(self, self._rest)
        return object.__getattribute__(self, name)


class _Unpacking:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._plans: list[Plan] = []
        self._made: list[Node] = []
        self._trees = _StoredTrees(zip(tables.sources, tables.trees, strict=True))
        self._tied = _StoredTrees(enumerate(tables.tied))
        self._expressions = Expressions(self._trees)
        self._codes: dict[int, Code] = {}
        self._known: dict[int, Expression] = {}

    def unpack(self) -> Model:
        tables = self._tables
        instance = node_of(_decode(tables.instance), self._made)
        for row in tables.plans:
            self._plan(row)
        for plan, row in zip(self._plans, tables.plans, strict=True):
            if row.actions:
                plan.actions = [self._action(each) for each in row.actions]
        plans = {plan.path: plan for plan in self._plans}
        self._expressions.settle(plans.values())
        model = Model(
            title=tables.title,
            root=self._plans[0],
            plans=plans,
            instance=instance,
            secondary=_Stored(tables.secondary),
            sources=tables.addresses,
            translations=[
                Translation(name, _StoredTexts(raw)) for name, raw in tables.translations
            ],
            default_language=tables.default_language,
            actions=[self._action(row) for row in tables.actions],
            expressions=self._expressions,
        )
        unpack_graph(model, tables.graph)
        return model

    def _plan(self, row: PlanRow) -> None:
        parent = self._plans[row.parent] if row.parent >= 0 else None
        path: Path = (*parent.path, row.name) if parent is not None else (row.name,)
        plan = _StoredPlan(path, len(self._plans), parent, row, self)
        if parent is not None:
            parent.children.append(plan)
            parent.by_name[row.name] = plan
        self._plans.append(plan)

    def fill(self, plan: Plan, raw: msgspec.Raw) -> None:
        """Give a plan what is needed only when it is shown or answered."""
        row = _decode(raw, type=PlanRest)
        for name in FACETS:
            at = row.facets.get(name)
            setattr(plan, name, self._expression(at) if at is not None else None)
        plan.constraint_message, plan.required_message = map(self._text, row.messages)
        plan.control = self._control(row.control) if row.control is not None else None
        plan.fixed = row.fixed
        plan.seeded = row.seeded
        plan.template = self._made[row.template] if row.template >= 0 else None

    def _expression(self, at: int) -> Expression:
        found = self._known.get(at)
        if found is None:
            place, here, tied = self._tables.expressions[at]
            source = self._tables.sources[place]
            code = self._codes.get(place) if tied < 0 else None
            if code is None:
                code = self._code(source, tied)
                if tied < 0:
                    self._codes[place] = code
            path = self._plans[here].path if here >= 0 else None
            found = self._known[at] = Expression(source, code, path)
        return found

    def _code(self, source: str, tied: int) -> Code:
        compiler = self._expressions.compiler
        if tied < 0:
            return _StoredCode(self._trees, source, compiler)
        return _StoredCode(self._tied, tied, compiler)

    def _one(self, at: int) -> Expression | None:
        return self._expression(at) if at >= 0 else None

    def _text(self, row: TextRow | None) -> Text | None:
        if row is None:
            return None
        parts = [p if isinstance(p, str) else self._expression(p) for p in row.parts]
        return Text(parts, row.itext, self._one(row.dynamic))

    def _control(self, row: ControlRow) -> Control:
        choices = [StaticChoice(value, self._text(text) or Text()) for value, text in row.choices]
        return Control(
            row.kind,
            row.appearance,
            self._text(row.label),
            self._text(row.hint),
            choices,
            self._itemset(row.itemset) if row.itemset is not None else None,
            row.parameters,
        )

    def _itemset(self, row: ItemsetRow) -> Itemset:
        return Itemset(
            self._expression(row.nodes),
            self._expression(row.value),
            self._one(row.label),
            self._one(row.text_id),
        )

    def _action(self, row: ActionRow) -> Action:
        return Action(
            frozenset(row.events),
            self._plans[row.target].path,
            self._one(row.where),
            self._one(row.value),
            row.text,
            self._plans[row.source] if row.source >= 0 else None,
        )
