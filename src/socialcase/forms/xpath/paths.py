"""Location paths: straight ones without lists, others step by step, filters by hash index."""

from collections.abc import Callable, Mapping
from typing import Any

from socialcase.forms.xpath.axes import AXES, REVERSED, canonical, node_test
from socialcase.forms.xpath.footprint import Path
from socialcase.forms.xpath.frame import Frame
from socialcase.forms.xpath.function import Expressions
from socialcase.forms.xpath.nodes import Node, in_order
from socialcase.forms.xpath.parsing import Ast

Fn = Callable[[Node, Frame], Any]
NodesFn = Callable[[Node, Frame], list[Node]]
Step = Callable[[list[Node], Frame], list[Node]]
_COUNTING = frozenset(("position", "last"))
# axes that keep distinct nodes in document order distinct and in order
_ORDERLY = frozenset(("child", "attribute", "self", "namespace"))


class Paths:
    """Compiles `["path", ...]` and `["filter", ...]` trees."""

    def __init__(self, expressions: Expressions, alone: Mapping[Path, int]) -> None:
        self._expressions = expressions
        self._alone = alone

    def compile(self, tree: Ast) -> NodesFn:
        """Compile to a closure that returns nodes in document order."""
        if tree[0] == "filter":
            return self._filter(tree[1], tree[2])
        straight = self._straight(tree)
        if straight is not None:
            return straight
        start = self._start(tree[1])
        steps = [self._step(*step) for step in tree[2]]

        def walk(n: Node, f: Frame) -> list[Node]:
            found = start(n, f)
            for step in steps:
                if not found:
                    break
                found = step(found, f)
            return found

        return walk

    def _start(self, start: Any) -> NodesFn:
        if start == "abs":
            return lambda _n, f: [f.world.root]
        if start == "rel":
            return lambda n, _f: [n]
        return self._expressions.nodes(start)

    # straight paths ----------------------------------------------------------------------------

    def single(self, tree: Ast) -> Callable[[Node, Frame], Node | None] | None:
        """Compile a path that can give at most one node: `.`, `..`, or a place that is alone."""
        at = self._place(tree)
        if at is not None:
            return _only(at)
        if tree[0] != "path" or not isinstance(tree[1], str) or tree[1] != "rel":
            return None
        if any(step[0] not in ("self", "parent") or step[2] for step in tree[2]):
            return None
        if any(step[1] != "node()" for step in tree[2]):
            return None
        ups = sum(step[0] == "parent" for step in tree[2])
        return _climb(ups)

    def first_text(self, tree: Ast) -> Callable[[Node, Frame], str] | None:
        """Compile a straight path for the text of its first node, without making lists."""
        at = self._place(tree)
        if at is not None:
            return _only_text(at)
        plan = _plan(tree)
        if plan is None:
            return None
        absolute, ups, names = plan
        last = names[-1] if names else ""
        inner = names[:-1]

        def first(n: Node, f: Frame) -> str:
            node: Node | None = f.world.root if absolute else n
            for _ in range(ups):
                node = node.parent if node is not None else None
            if node is None:
                return ""
            if not last:
                return node.text()
            return _deep_first(node, inner, last)

        return first

    def _straight(self, tree: Ast) -> NodesFn | None:
        """Compile `../../a/b` and `/data/a/b`: no predicates, one name a step."""
        at = self._place(tree)
        if at is not None:
            return _only_nodes(at)
        plan = _plan(tree)
        if plan is None:
            return None
        absolute, ups, names = plan
        climb = _climb(ups)

        def walk(n: Node, f: Frame) -> list[Node]:
            node = f.world.root if absolute else climb(n, f)
            if node is None:
                return []
            found = [node]
            for name in names:
                if len(found) == 1:
                    found = found[0].kids.get(name, [])
                else:
                    found = [k for p in found for k in p.kids.get(name, ())]
            return found[:] if names else found

        return walk

    def _place(self, tree: Ast) -> int | None:
        """Return where in `World.only` the one node of an absolute path stands, if it is so."""
        if not self._alone or tree[0] != "path" or tree[1] != "abs":
            return None
        plan = _plan(tree)
        return self._alone.get(tuple(plan[2])) if plan is not None else None

    # general steps -----------------------------------------------------------------------------

    def _step(self, axis: str, test: str, predicates: list[Ast]) -> Step:
        one = self._one(axis, test, predicates)
        orderly = axis in _ORDERLY
        backward = axis in REVERSED
        indexed = self._indexed(axis, test, predicates)

        def step(nodes: list[Node], f: Frame) -> list[Node]:
            if len(nodes) == 1:
                if indexed is not None:
                    quick = indexed(nodes[0], f)
                    if quick is not None:
                        return quick
                found = one(nodes[0], f)
                return found[::-1] if backward else found
            found = [hit for node in nodes for hit in one(node, f)]
            return found if orderly else in_order(found)

        return step

    def _one(self, axis: str, test: str, predicates: list[Ast]) -> NodesFn:
        picks = self._pick(axis, test)
        filters = [self.predicate(p) for p in predicates]
        if not filters:
            return picks

        def one(node: Node, f: Frame) -> list[Node]:
            found = picks(node, f)
            for keep in filters:
                found = keep(found, f)
            return found

        return one

    def _pick(self, axis: str, test: str) -> NodesFn:
        if axis in ("child", "attribute") and "*" not in test and ")" not in test:
            name = ("@" if axis == "attribute" else "") + canonical(test)
            return lambda node, _f: node.kids.get(name, [])
        walker, fits = AXES[axis], node_test(axis, test)

        def walk(node: Node, f: Frame) -> list[Node]:
            seen = list(walker(node))
            f.world.spend(len(seen))
            return [hit for hit in seen if fits(hit)]

        return walk

    def predicate(self, tree: Ast) -> Step:
        """Compile a predicate to a closure that keeps the nodes that fulfil it."""
        kind = self._expressions.kind(tree)
        if tree[0] == "num":
            at = tree[1]
            return lambda nodes, _f: (
                nodes[int(at) - 1 : int(at)] if at >= 1 and at == int(at) else []
            )
        if kind in ("number", "any"):
            return self._numbered(tree)
        test = self._expressions.truth(tree)
        if _counts(tree):
            return lambda nodes, f: [n for n, g in _frames(nodes, f) if test(n, g)]

        def keep(nodes: list[Node], f: Frame) -> list[Node]:
            f.world.spend(len(nodes))
            return [n for n in nodes if test(n, f)]

        return keep

    def _numbered(self, tree: Ast) -> Step:
        natural, truth = self._expressions.natural(tree), self._expressions.truth(tree)

        def keep(nodes: list[Node], f: Frame) -> list[Node]:
            found = []
            for node, frame in _frames(nodes, f):
                value = natural(node, frame)
                fits = value == frame.position if isinstance(value, float) else truth(node, frame)
                if fits:
                    found.append(node)
            return found

        return keep

    def _filter(self, primary: Ast, predicates: list[Ast]) -> NodesFn:
        nodes = self._expressions.nodes(primary)
        filters = [self.predicate(p) for p in predicates]

        def walk(n: Node, f: Frame) -> list[Node]:
            found = nodes(n, f)
            for keep in filters:
                found = keep(found, f)
            return found

        return walk

    # hash index --------------------------------------------------------------------------------

    def _indexed(
        self, axis: str, test: str, predicates: list[Ast]
    ) -> Callable[[Node, Frame], list[Node] | None] | None:
        """Compile `item[key = wanted and rest]` through an index of the items by key."""
        if axis != "child" or len(predicates) != 1 or "*" in test or ")" in test:
            return None
        parts = _conjuncts(predicates[0])
        found = next(((k, w, i) for i, p in enumerate(parts) for k, w in _key_value(p)), None)
        if found is None or any(_counts(p) for p in parts):
            return None
        key, wanted, at = found
        value = self._expressions.text(wanted)
        rest = [self._expressions.truth(p) for i, p in enumerate(parts) if i != at]
        name = canonical(test)

        def lookup(parent: Node, f: Frame) -> list[Node] | None:
            items = parent.kids.get(name)
            table = f.world.index(items, key) if items else None
            if table is None:
                return None
            hits = table.get(value(parent, f), [])
            return [n for n in hits if all(t(n, f) for t in rest)] if rest else hits[:]

        return lookup


def _only(at: int) -> Callable[[Node, Frame], Node | None]:
    return lambda _n, f: f.world.only[at]


def _only_text(at: int) -> Callable[[Node, Frame], str]:
    def text(_n: Node, f: Frame) -> str:
        node = f.world.only[at]
        # a leaf: its text is its value
        return node.value if node is not None and node.on else ""

    return text


def _only_nodes(at: int) -> NodesFn:
    def nodes(_n: Node, f: Frame) -> list[Node]:
        node = f.world.only[at]
        return [node] if node is not None else []

    return nodes


def _climb(ups: int) -> Callable[[Node, Frame], Node | None]:
    if ups == 0:
        return lambda n, _f: n
    if ups == 1:
        return lambda n, _f: n.parent

    def climb(n: Node, _f: Frame) -> Node | None:
        node: Node | None = n
        for _ in range(ups):
            if node is None:
                return None
            node = node.parent
        return node

    return climb


def _plan(tree: Ast) -> tuple[bool, int, list[str]] | None:
    """Describe a straight path: absolute?, steps up, names down; None when it is not straight."""
    if tree[0] != "path" or not isinstance(tree[1], str):
        return None
    ups = 0
    names: list[str] = []
    for axis, test, predicates in tree[2]:
        if predicates:
            return None
        if axis in ("self", "parent") and test == "node()" and not names:
            ups += axis == "parent"
        elif axis in ("child", "attribute") and "*" not in test and ")" not in test:
            names.append(("@" if axis == "attribute" else "") + canonical(test))
        else:
            return None
    return tree[1] == "abs", ups, names


def straight_names(tree: Ast) -> tuple[str, ...] | None:
    """Return the names of an absolute path that is straight; None for any other."""
    plan = _plan(tree) if tree[0] == "path" and tree[1] == "abs" else None
    return tuple(plan[2]) if plan is not None else None


def _deep_first(node: Node, inner: list[str], last: str) -> str:
    for depth, name in enumerate(inner, 1):
        found = node.kids.get(name)
        if not found:
            return ""
        if len(found) > 1:
            return _wide_first(found, inner[depth:], last)
        node = found[0]
    leaf = node.kids.get(last)
    return leaf[0].text() if leaf else ""


def _wide_first(nodes: list[Node], inner: list[str], last: str) -> str:
    for name in [*inner, last]:
        nodes = [k for p in nodes for k in p.kids.get(name, ())]
    return nodes[0].text() if nodes else ""


def _frames(nodes: list[Node], f: Frame) -> list[tuple[Node, Frame]]:
    size = len(nodes)
    f.world.spend(size)
    return [(n, Frame(f.world, f.current, i, size)) for i, n in enumerate(nodes, 1)]


def _counts(tree: Any) -> bool:
    """Whether position() or last() of this very predicate matter (not those of inner ones)."""
    if not isinstance(tree, list) or not tree:
        return False
    if isinstance(tree[0], list):
        return any(_counts(part) for part in tree)
    if tree[0] == "call" and tree[1] in _COUNTING and not tree[2]:
        return True
    if tree[0] == "path":
        return _counts(tree[1])
    if tree[0] == "filter":
        return _counts(tree[1])
    return any(_counts(part) for part in tree[1:])


def _conjuncts(tree: Ast) -> list[Ast]:
    if tree[0] == "bin" and tree[1] == "and":
        return _conjuncts(tree[2]) + _conjuncts(tree[3])
    if tree[0] == "chain" and tree[1][0] == "and":
        return [part for inner in tree[2] for part in _conjuncts(inner)]
    return [tree]


def _key_value(tree: Ast) -> list[tuple[tuple[str, ...], Ast]]:
    """Return (key path, wanted) for `key = wanted` where wanted does not look at the item."""
    if tree[0] != "bin" or tree[1] != "=":
        return []
    found = []
    for key, wanted in ((tree[2], tree[3]), (tree[3], tree[2])):
        plan = _plan(key)
        if plan and not plan[0] and not plan[1] and len(plan[2]) == 1 and _fixed(wanted):
            found.append((tuple(plan[2]), wanted))
    return found[:1]


def _fixed(tree: Ast) -> bool:
    """Whether a tree is one text that is the same for every item of a filter."""
    if tree[0] == "str":
        return True
    if tree[0] != "path":
        return False
    start = tree[1]
    plan = _plan(["path", "rel" if isinstance(start, list) else start, tree[2]])
    rooted = start == "abs" or (isinstance(start, list) and start[:2] == ["call", "current"])
    return rooted and plan is not None
