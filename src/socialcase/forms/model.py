"""The tables of a compiled form: what never changes while it is filled."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from socialcase.forms.xpath.compiler import Compiler
from socialcase.forms.xpath.footprint import Path, Read, in_repeat, reads, rebind
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.parsing import Ast, parse


class Code:
    """The closures of one tree, each compiled when first needed."""

    def __init__(self, tree: Ast, compiler: Compiler) -> None:
        self.tree = tree
        self._compiler = compiler

    @cached_property
    def text(self) -> Callable[[Node, Frame], str]:
        """The expression as text."""
        return self._compiler.text(self.tree)

    @cached_property
    def number(self) -> Callable[[Node, Frame], float]:
        """The expression as a number."""
        return self._compiler.number(self.tree)

    @cached_property
    def truth(self) -> Callable[[Node, Frame], bool]:
        """The expression as true or false."""
        return self._compiler.truth(self.tree)

    @cached_property
    def condition(self) -> Callable[[Node, Frame], bool]:
        """The expression as a condition: a bare path means that its answer is not empty."""
        if self.tree[0] != "path":
            return self.truth
        text = self.text
        return lambda n, f: text(n, f) not in ("", "false")

    @cached_property
    def nodes(self) -> Callable[[Node, Frame], list[Node]]:
        """The expression as nodes."""
        return self._compiler.nodes(self.tree)

    def part(self, tree: Ast) -> Callable[[Node, Frame], str]:
        """A part of the expression as text."""
        return self._compiler.text(tree)


class Expression:
    """One expression at its place. Expressions that mean the same share their code."""

    def __init__(self, source: str, code: Code, here: Path | None) -> None:
        self.source = source
        self.here = here
        self.code = code

    @property
    def tree(self) -> Ast:
        """The expression's tree, absolute paths tied to their repeats."""
        return self.code.tree

    @cached_property
    def text(self) -> Callable[[Node, Frame], str]:
        """The expression as text."""
        return self.code.text

    @cached_property
    def number(self) -> Callable[[Node, Frame], float]:
        """The expression as a number."""
        return self.code.number

    @cached_property
    def condition(self) -> Callable[[Node, Frame], bool]:
        """The expression as a condition."""
        return self.code.condition

    @cached_property
    def nodes(self) -> Callable[[Node, Frame], list[Node]]:
        """The expression as nodes."""
        return self.code.nodes

    @cached_property
    def reads(self) -> set[Read]:
        """What the expression reads."""
        return reads(self.tree, self.here)


class Expressions:
    """Makes expressions; the same text at the same place (or tied to none) is made once."""

    def __init__(self, trees: dict[str, Ast] | None = None) -> None:
        self.trees: dict[str, Ast] = trees if trees is not None else {}
        self.repeats: frozenset[Path] = frozenset()
        # the index of each leaf that no repeat is around
        self.alone: dict[Path, int] = {}
        self.compiler = Compiler(self.alone)
        self._made: dict[tuple[str, Path | None], Expression] = {}
        self._codes: dict[str, Code] = {}

    def settle(self, plans: "Iterable[Plan]") -> None:
        """Take notice of which plans repeat, and which are alone."""
        plans = list(plans)
        self.repeats = frozenset(plan.path for plan in plans if plan.repeat)
        self.alone.update((p.path, p.index) for p in plans if p.alone and p.leaf)

    def make(self, text: str, here: Path | None = None) -> Expression:
        """Return the expression. Raises `XPathError` when it does not parse."""
        key = (text, here)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Expression(text, self._code(text, here), here)
        return found

    def _code(self, text: str, here: Path | None) -> Code:
        tree = self.trees.get(text)
        if tree is None:
            tree = self.trees[text] = parse(text)
        tied = tree
        if self.repeats and ("[" in text or in_repeat(here, self.repeats)):
            tied = rebind(tree, here, self.repeats)
        if tied is not tree and tied != tree:
            return Code(tied, self.compiler)
        code = self._codes.get(text)
        if code is None:
            code = self._codes[text] = Code(tree, self.compiler)
        return code


@dataclass(slots=True)
class Text:
    """Words with outputs in them: parts, or a translated text by id (`dynamic` calculates it)."""

    parts: list[str | Expression] = field(default_factory=list)
    itext: str = ""
    dynamic: Expression | None = None


@dataclass(slots=True)
class StaticChoice:
    """A choice written in the question itself."""

    value: str
    label: Text


@dataclass(slots=True)
class Itemset:
    """Choices taken from nodes: which nodes, and where in each the value and label stand."""

    nodes: Expression
    value: Expression
    label: Expression | None
    text_id: Expression | None = None


@dataclass(slots=True)
class Control:
    """How a question is shown."""

    kind: str
    appearance: str = ""
    label: Text | None = None
    hint: Text | None = None
    choices: list[StaticChoice] = field(default_factory=list)
    itemset: Itemset | None = None
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Action:
    """A setvalue: when, on which path, to what."""

    events: frozenset[str]
    target: Path
    where: Expression | None
    value: Expression | None
    text: str
    source: "Plan | None" = None


@dataclass(slots=True, eq=False)
class Plan:
    """One place of the form (whatever the number of repeat instances)."""

    path: Path
    index: int
    parent: "Plan | None" = None
    children: list["Plan"] = field(default_factory=list)
    by_name: dict[str, "Plan"] = field(default_factory=dict)
    type: str = "string"
    relevant: Expression | None = None
    readonly: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    constraint_message: Text | None = None
    required_message: Text | None = None
    preload: str = ""
    preload_parameters: str = ""
    control: Control | None = None
    repeat: bool = False
    count: Expression | None = None
    fixed: bool = False
    template: Node | None = None
    seeded: bool = False
    actions: list[Action] = field(default_factory=list)
    readers: list[tuple["Trigger", int]] = field(default_factory=list)
    triggers: dict[str, "Trigger"] = field(default_factory=dict)
    inside: list["Trigger"] = field(default_factory=list)
    outside: list[tuple["Trigger", int]] = field(default_factory=list)
    # what runs when it becomes relevant
    sleepers: list["Trigger"] = field(default_factory=list)

    # whether there is one node of it and never more: no repeat is on its path
    alone: bool = True

    # the last name of the path, how many names it has (the root has one), and the path as text
    name: str = field(init=False)
    depth: int = field(init=False)
    generic: str = field(init=False)

    def __post_init__(self) -> None:
        """Look into the path once: all are asked for all the time."""
        self.name = self.path[-1]
        self.depth = len(self.path)
        self.generic = "/" + "/".join(self.path)

    @property
    def leaf(self) -> bool:
        """Whether it holds a value."""
        return not any(not c.name.startswith("@") for c in self.children)


@dataclass(slots=True, eq=False)
class Trigger:
    """One thing to recalculate: a facet of a plan. Lower `order` runs first."""

    plan: Plan
    facet: str
    expressions: list[Expression]
    order: int = 0


@dataclass(slots=True)
class Translation:
    """The texts of one language: id → form ("" is the plain one, else long, image, ...) → node."""

    language: str
    texts: Mapping[str, dict[str, Node]]


@dataclass(slots=True)
class Model:
    """Everything about one form."""

    title: str
    root: Plan
    plans: dict[Path, Plan]
    instance: Node
    secondary: Mapping[str, Node]
    sources: dict[str, str]
    translations: list[Translation]
    default_language: str
    actions: list[Action]
    expressions: Expressions
    triggers: list[Trigger] = field(default_factory=list)
    # the groups whose relevance reads what stands inside them
    circles: list[Plan] = field(default_factory=list)

    def plan_at(self, path: Path) -> Plan | None:
        """Return the plan at a generic path."""
        return self.plans.get(path)
