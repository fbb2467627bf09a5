"""What an expression reads, found without evaluating it; and how absolute paths follow repeats.

Paths here are generic: tuples of names from the instance root, without positions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from socialcase.forms.xpath.axes import canonical
from socialcase.forms.xpath.parsing import Ast

Path = tuple[str, ...]
_PARENT: Ast = ["parent", "node()", []]
# their arguments name whole repeats, so they are not tied to the instance they stand in
_UNTIED = frozenset(("indexed-repeat",))


@dataclass(frozen=True, slots=True)
class Read:
    """One thing an expression reads.

    `path` is what is read, `depth` how many of its first names are shared with the node that the
    expression belongs to (so a change inside one repeat instance stays inside it); `below` says
    that everything under the path is read too.
    """

    path: Path
    depth: int
    below: bool = False


def rebind(tree: Ast, here: Path | None, repeats: frozenset[Path]) -> Ast:
    """Tie absolute paths to the repeat instances that the expression's own node stands in.

    `/data/child/age` read from `/data/child/name` means the age of the same child, as in ODK
    Collect. A path that ends at the repeat itself means all instances.
    """
    return _rebound(tree, here, repeats)


def in_repeat(here: Path | None, repeats: frozenset[Path]) -> bool:
    """Whether a path stands in (or is) one of the repeats."""
    return here is not None and any(here[:n] in repeats for n in range(1, len(here) + 1))


def _rebound(tree: Ast, here: Path | None, repeats: frozenset[Path]) -> Ast:
    head = tree[0]
    if head == "path":
        return _rebound_path(tree, here, repeats)
    if head == "call":
        untied = tree[1] in _UNTIED
        arguments = [
            t if untied and (i == 0 or i % 2) else _rebound(t, here, repeats)
            for i, t in enumerate(tree[2])
        ]
        return ["call", tree[1], arguments]
    if head == "filter":
        return ["filter", _rebound(tree[1], here, repeats), tree[2]]
    return [p if not isinstance(p, list) else _rebound(p, here, repeats) for p in tree]


def _rebound_path(tree: Ast, here: Path | None, repeats: frozenset[Path]) -> Ast:
    start, steps = tree[1], tree[2]
    base = () if start == "abs" else here if start == "rel" else None
    if isinstance(start, list):
        base = here if start[:2] == ["call", "current"] else None
        start = _rebound(start, here, repeats)
    walked = list(_walk(steps, base))
    inside = [
        [axis, test, [_rebound(p, where if where is not None else here, repeats) for p in preds]]
        for (axis, test, preds), where in zip(steps, walked, strict=True)
    ]
    if tree[1] != "abs" or here is None:
        return ["path", start, inside]
    shared = _tied_depth(steps, walked, here, repeats)
    if not shared:
        return ["path", "abs", inside]
    ups = [_PARENT] * (len(here) - shared)
    return ["path", "rel", ups + inside[shared:]] if ups or inside[shared:] else tree


def _tied_depth(
    steps: list[Ast], walked: list[Path | None], here: Path, repeats: frozenset[Path]
) -> int:
    """Return how many first steps of an absolute path stand for the instance at hand."""
    tied = 0
    for depth, ((axis, _, predicates), where) in enumerate(zip(steps, walked, strict=True), 1):
        if where is None or axis != "child" or predicates or where != here[: len(where)]:
            break
        if where in repeats and depth < len(steps):
            tied = depth
    return tied


def _walk(steps: list[Ast], base: Path | None) -> Iterator[Path | None]:
    """Yield the generic path after each step; None once it is not known."""
    here = base
    for axis, test, _ in steps:
        if here is not None:
            here = _after(here, axis, test)
        yield here


def _after(here: Path, axis: str, test: str) -> Path | None:
    if axis == "self":
        return here
    if axis == "parent":
        return here[:-1]
    if axis in ("child", "attribute") and "*" not in test and ")" not in test:
        return (*here, ("@" if axis == "attribute" else "") + canonical(test))
    return None


def reads(tree: Ast, here: Path | None) -> set[Read]:
    """Return what a (rebound) expression that belongs to `here` reads."""
    found: set[Read] = set()
    _collect(tree, _Place(here, here, len(here) if here else 0), found.add)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sub-expression is evaluated: context path, current() path, highest shared depth."""

    here: Path | None
    current: Path | None
    apex: int


def _collect(tree: Any, place: _Place, add: Callable[[Read], None]) -> None:
    head = tree[0]
    if head == "path":
        _collect_path(tree, place, add)
    elif head == "filter":
        _collect(tree[1], place, add)
        for predicate in tree[2]:
            _collect(predicate, _Place(None, place.current, place.apex), add)
    else:
        for part in _parts(tree):
            _collect(part, place, add)


def _parts(tree: Ast) -> list[Ast]:
    head = tree[0]
    if head in ("call", "chain"):
        return list(tree[2])
    if head == "bin":
        return tree[2:]
    return tree[1:] if head in ("neg", "union") else []


def _collect_path(tree: Ast, place: _Place, add: Callable[[Read], None]) -> None:
    start, steps = tree[1], tree[2]
    base, apex = _base(start, place)
    if isinstance(start, list) and base is None:
        _collect(start, place, add)
    here = base
    for axis, test, predicates in steps:
        after = _after(here, axis, test) if here is not None else None
        if here is not None and after is None and axis != "parent":
            # from here on anything below may be meant
            top = here if axis in ("child", "descendant", "descendant-or-self") else here[:1]
            apex = min(apex, len(top))
            add(Read(top, max(apex, 1), below=True))
        here = after
        if here is not None:
            apex = min(apex, max(len(here), 1))
        for predicate in predicates:
            _collect(predicate, _Place(here, place.current, apex), add)
    if here:
        add(Read(here, max(apex, 1)))


def _base(start: Any, place: _Place) -> tuple[Path | None, int]:
    if start == "abs":
        return (), 1
    if start == "rel":
        return place.here, place.apex if place.here is not None else 0
    if start[:2] == ["call", "current"]:
        return place.current, len(place.current) if place.current else 0
    return None, place.apex
