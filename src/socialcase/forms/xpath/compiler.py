"""From an expression's tree to closures, typed as far as can be known beforehand.

Each closure takes the context node and a `Frame`. A consumer asks for the type it needs (`number`,
`text`, `truth`, `nodes`), so that a comparison of a field with a number never makes a list.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from socialcase.forms.xpath import registry
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.function import Kind
from socialcase.forms.xpath.nodes import Node, in_order
from socialcase.forms.xpath.parsing import Ast
from socialcase.forms.xpath.paths import Paths
from socialcase.forms.xpath.values import (
    Value,
    compare,
    equal,
    number_of_text,
    text_of_number,
    to_number,
    to_text,
    to_truth,
    unequal,
)
from socialcase.texts import N_

Fn = Callable[[Node, Frame], Any]
_ORDERED = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_ARITHMETIC = frozenset(("+", "-", "*", "div", "mod"))
_KINDS: dict[str, Kind] = {"num": "number", "neg": "number", "str": "text", "union": "nodes"}


class Compiler:
    """Compiles trees.

    `alone` says of which absolute paths a form has one leaf and never more (no repeat is on the
    way), and where in `World.only` that leaf stands; it may be filled until the first compiling.
    """

    def __init__(self, alone: Mapping[Path, int] | None = None) -> None:
        self.paths = Paths(self, alone if alone is not None else {})
        self._makers: dict[str, Callable[..., Fn]] = {
            "num": self._constant,
            "str": self._constant,
            "neg": self._negative,
            "bin": self._binary,
            "chain": self._chain,
            "call": self._call,
            "union": self._union,
        }

    # kinds -------------------------------------------------------------------------------------

    def kind(self, tree: Ast) -> Kind:
        """Return the type that the tree has whatever the context."""
        head = tree[0]
        if head == "bin":
            return "number" if tree[1] in _ARITHMETIC else "truth"
        if head == "chain":
            return "number" if tree[1][0] in _ARITHMETIC else "truth"
        if head == "call":
            return registry.kind_of(tree[1])
        if head in ("path", "filter"):
            return "nodes"
        return _KINDS[head]

    # the five requests -------------------------------------------------------------------------

    def number(self, tree: Ast) -> Callable[[Node, Frame], float]:
        """Compile for a number."""
        kind = self.kind(tree)
        if kind == "nodes":
            first = self.paths.first_text(tree) or _first_text(self.natural(tree))
            return lambda n, f: number_of_text(first(n, f), f.world.zone)
        make = self.natural(tree)
        if kind == "number":
            return make
        if kind == "text":
            return lambda n, f: number_of_text(make(n, f), f.world.zone)
        if kind == "truth":
            return lambda n, f: 1.0 if make(n, f) else 0.0
        return lambda n, f: to_number(make(n, f), f.world.zone)

    def text(self, tree: Ast) -> Callable[[Node, Frame], str]:
        """Compile for a string."""
        kind = self.kind(tree)
        if kind == "nodes":
            return self.paths.first_text(tree) or _first_text(self.natural(tree))
        make = self.natural(tree)
        if kind == "text":
            return make
        if kind == "number":
            return lambda n, f: text_of_number(make(n, f))
        if kind == "truth":
            return lambda n, f: "true" if make(n, f) else "false"
        return lambda n, f: to_text(make(n, f))

    def truth(self, tree: Ast) -> Callable[[Node, Frame], bool]:
        """Compile for true or false."""
        kind = self.kind(tree)
        make = self.natural(tree)
        if kind == "truth":
            return make
        if kind in ("text", "nodes"):
            return lambda n, f: bool(make(n, f))
        return lambda n, f: to_truth(make(n, f))

    def nodes(self, tree: Ast) -> Callable[[Node, Frame], list[Node]]:
        """Compile for a list of nodes. Raises `XPathError` where there can be none."""
        kind = self.kind(tree)
        if kind not in ("nodes", "any"):
            raise XPathError(N_("a path is needed here"))
        make = self.natural(tree)
        return make if kind == "nodes" else lambda n, f: _as_nodes(make(n, f))

    def natural(self, tree: Ast) -> Fn:
        """Compile for whatever type the tree has."""
        head = tree[0]
        if head in ("path", "filter"):
            return self.paths.compile(tree)
        return self._makers[head](*tree[1:])

    def _constant(self, value: float | str) -> Fn:
        return lambda _n, _f: value

    def _negative(self, tree: Ast) -> Fn:
        inner = self.number(tree)
        return lambda n, f: -inner(n, f)

    def _union(self, left: Ast, right: Ast) -> Fn:
        a, b = self.nodes(left), self.nodes(right)
        return lambda n, f: in_order(a(n, f) + b(n, f))

    # operators ---------------------------------------------------------------------------------

    def _binary(self, op: str, left: Ast, right: Ast) -> Fn:
        if op in ("and", "or"):
            return self._logic(op, self.truth(left), self.truth(right))
        if op in ("=", "!="):
            return self._equality(op, left, right)
        if op in _ORDERED:
            return self._order(op, left, right)
        return registry.arithmetic(op, self.number(left), self.number(right))

    def _chain(self, operators: list[str], trees: list[Ast]) -> Fn:
        if operators[0] in ("and", "or"):
            tests = [self.truth(tree) for tree in trees]
            if operators[0] == "and":
                return lambda n, f: all(test(n, f) for test in tests)
            return lambda n, f: any(test(n, f) for test in tests)
        first = self.number(trees[0])
        rest = [
            (registry.OPERATIONS[op], self.number(tree))
            for op, tree in zip(operators, trees[1:], strict=True)
        ]

        def reduce(n: Node, f: Frame) -> float:
            total = first(n, f)
            for operate, term in rest:
                total = operate(total, term(n, f))
            return total

        return reduce

    def _logic(self, op: str, a: Fn, b: Fn) -> Fn:
        if op == "and":
            return lambda n, f: a(n, f) and b(n, f)
        return lambda n, f: a(n, f) or b(n, f)

    def _equality(self, op: str, left: Ast, right: Ast) -> Fn:
        quick = self._quick_equality(op, left, right) or self._quick_equality(op, right, left)
        if quick:
            return quick
        a, b = self.natural(left), self.natural(right)
        test = equal if op == "=" else unequal
        return lambda n, f: test(a(n, f), b(n, f), f.world.zone)

    def _quick_equality(self, op: str, left: Ast, right: Ast) -> Fn | None:
        """Make `path = 'constant'` and `path = 5` cheap where the path gives at most one node."""
        single = self.paths.single(left)
        if single is None or right[0] not in ("str", "num"):
            return None
        wanted = right[1]
        if right[0] == "str":
            return _text_test(single, wanted, equals=op == "=")
        return _number_test(single, wanted, equals=op == "=")

    def _order(self, op: str, left: Ast, right: Ast) -> Fn:
        ordered = _ORDERED[op]
        if self._plain(left) and self._plain(right):
            a, b = self.number(left), self.number(right)
            return lambda n, f: ordered(a(n, f), b(n, f))
        c, d = self.natural(left), self.natural(right)
        return lambda n, f: compare(c(n, f), d(n, f), ordered, f.world.zone)

    def _plain(self, tree: Ast) -> bool:
        kind = self.kind(tree)
        return kind in ("number", "text", "truth") or self.paths.single(tree) is not None

    # functions ---------------------------------------------------------------------------------

    def _call(self, name: str, arguments: list[Ast]) -> Fn:
        try:
            registry.check_call(name, len(arguments))
            return registry.find(name).build(self, arguments)
        except XPathError as error:
            # a branch that is never taken may call what we do not have; `faults` tells the author
            return _raising(error.template, error.values)


def _raising(template: str, values: Mapping[str, str | int]) -> Fn:
    def fail(_n: Node, _f: Frame) -> Any:
        raise XPathError(template, **values)

    return fail


def _first_text(make: Fn) -> Callable[[Node, Frame], str]:
    def first(n: Node, f: Frame) -> str:
        found = make(n, f)
        return found[0].text() if found else ""

    return first


def _as_nodes(value: Value) -> list[Node]:
    if not isinstance(value, list):
        raise XPathError(N_("a path is needed here"))
    return value


def _text_test(single: Fn, wanted: str, *, equals: bool) -> Fn:
    def test(n: Node, f: Frame) -> bool:
        node = single(n, f)
        return node is not None and (node.text() == wanted) is equals

    return test


def _number_test(single: Fn, wanted: float, *, equals: bool) -> Fn:
    def test(n: Node, f: Frame) -> bool:
        node = single(n, f)
        if node is None:
            return False
        return (number_of_text(node.text(), f.world.zone) == wanted) is equals

    return test
