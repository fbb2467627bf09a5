"""Sums and counts over many nodes that can be kept up to date instead of worked out anew.

`sum(/data/child/age)` and `count(/data/child[age >= 7])` are tallies: each *member* (an age, a
child) contributes a number, and what it contributes depends on nothing outside of it. The world
that keeps the live form keeps the contributions too; elsewhere the nodes are walked.
"""

from socialcase.forms.xpath.axes import canonical
from socialcase.forms.xpath.footprint import Path, reads
from socialcase.forms.xpath.frame import Contribution, Frame, Spec
from socialcase.forms.xpath.function import Expressions
from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.parsing import Ast
from socialcase.forms.xpath.values import number_of_text

# functions whose result depends on their arguments only
_PURE = frozenset(
    (
        *("true", "false", "boolean", "not", "if", "coalesce", "selected", "count-selected"),
        *("number", "abs", "int", "round", "floor", "ceiling"),
        *("string", "string-length", "concat", "contains", "starts-with", "ends-with", "substr"),
        "normalize-space",
    )
)
# stands for the path of a member while it is found out what a member reads
_MEMBER: Path = ("member",)


def summing(expressions: Expressions, tree: Ast) -> Spec | None:
    """Describe `sum(tree)` as a tally, or None where it is not one."""
    return _spec(expressions, tree, counting=False)


def counting(expressions: Expressions, tree: Ast) -> Spec | None:
    """Describe `count(tree)` as a tally, or None where it is not one."""
    return _spec(expressions, tree, counting=True)


def _spec(expressions: Expressions, tree: Ast, *, counting: bool) -> Spec | None:
    parts = _split(tree)
    if parts is None:
        return None
    ups, names, predicate, rest = parts
    contribution: Contribution
    if predicate is None:
        contribution = _one if counting else _number
        depends: tuple[Path, ...] | None = () if counting else ((),)
    else:
        inner: Ast = ["path", "rel", rest]
        contribution = _filtered(expressions, predicate, inner, counting=counting)
        depends = _depends(expressions, predicate, inner, counting=counting)
    if depends is None:
        return None
    return Spec(tree[1] == "abs", ups, names, contribution, depends)


def _split(tree: Ast) -> tuple[int, Path, Ast | None, list[Ast]] | None:
    """Take `../../a/b[predicate]/c` apart; None when it has another shape."""
    if tree[0] != "path" or tree[1] not in ("abs", "rel"):
        return None
    ups = 0
    names: list[str] = []
    for at, (axis, test, predicates) in enumerate(tree[2]):
        if axis in ("self", "parent") and test == "node()" and not names and not predicates:
            ups += axis == "parent"
            continue
        if axis != "child" or "*" in test or ")" in test or len(predicates) > 1:
            return None
        names.append(canonical(test))
        if predicates:
            rest = tree[2][at + 1 :]
            plain = all(s[0] == "child" and not s[2] for s in rest)
            return (ups, tuple(names), predicates[0], rest) if plain else None
    return (ups, tuple(names), None, []) if names else None


def _one(_n: Node, _f: Frame) -> float:
    return 1.0


def _number(n: Node, f: Frame) -> float:
    return number_of_text(n.text(), f.world.zone)


def _filtered(
    expressions: Expressions, predicate: Ast, inner: Ast, *, counting: bool
) -> Contribution:
    keeps = expressions.truth(predicate)
    nodes = expressions.nodes(inner) if inner[2] else None

    def contribution(n: Node, f: Frame) -> float:
        if not keeps(n, f):
            return 0.0
        found = nodes(n, f) if nodes is not None else [n]
        return float(len(found)) if counting else sum([_number(k, f) for k in found], 0.0)

    return contribution


def _depends(
    expressions: Expressions, predicate: Ast, inner: Ast, *, counting: bool
) -> tuple[Path, ...] | None:
    if expressions.kind(predicate) != "truth" or not _pure(predicate):
        return None
    found = reads(predicate, _MEMBER) | (set() if counting else reads(inner, _MEMBER))
    if any(read.below or read.path[:1] != _MEMBER or read.depth < 1 for read in found):
        return None
    return tuple({read.path[1:] for read in found})


def _pure(tree: Ast) -> bool:
    if tree[0] == "call" and tree[1] not in _PURE:
        return False
    if tree[0] in ("filter", "union"):
        return False
    if tree[0] == "path" and (tree[1] != "rel" or any(s[0] == "parent" or s[2] for s in tree[2])):
        return False
    parts = tree[2] if tree[0] in ("call", "chain") else tree[2:] if tree[0] == "bin" else tree[1:]
    return all(_pure(part) for part in parts if isinstance(part, list) and tree[0] != "path")
