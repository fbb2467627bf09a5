"""The thirteen axes and the node tests."""

from collections.abc import Callable, Iterable, Iterator

from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.nodes import (
    ATTRIBUTE,
    COMMENT,
    DOCUMENT,
    ELEMENT,
    INSTRUCTION,
    NAMESPACE,
    TEXT,
    Node,
)
from socialcase.forms.xpath.xml import ALIASES, XHTML
from socialcase.texts import N_

Walker = Callable[[Node], Iterable[Node]]
Test = Callable[[Node], bool]
REVERSED = frozenset(("ancestor", "ancestor-or-self", "preceding", "preceding-sibling", "parent"))


def _children(node: Node) -> Iterable[Node]:
    if node.children or not node.value or node.kind != ELEMENT:
        return node.children
    return (Node(TEXT, "", node, node.value),)


def _descendants(node: Node) -> Iterator[Node]:
    for child in _children(node):
        yield child
        yield from _descendants(child)


def _descendants_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _descendants(node)


def _parent(node: Node) -> Iterable[Node]:
    return (node.parent,) if node.parent is not None else ()


def _ancestors(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _ancestors_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _ancestors(node)


def _siblings(node: Node) -> tuple[list[Node], int]:
    if node.parent is None or node.kind in (ATTRIBUTE, NAMESPACE):
        return [], 0
    around = node.parent.children
    return around, next((i for i, n in enumerate(around) if n is node), len(around))


def _following_siblings(node: Node) -> Iterable[Node]:
    around, at = _siblings(node)
    return around[at + 1 :]


def _preceding_siblings(node: Node) -> Iterable[Node]:
    around, at = _siblings(node)
    return reversed(around[:at])


def _following(node: Node) -> Iterator[Node]:
    if node.kind in (ATTRIBUTE, NAMESPACE) and node.parent is not None:
        node = node.parent
        yield from _descendants(node)
    for step in _ancestors_or_self(node):
        for sibling in _following_siblings(step):
            yield from _descendants_or_self(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    if node.kind in (ATTRIBUTE, NAMESPACE) and node.parent is not None:
        node = node.parent
    for step in _ancestors_or_self(node):
        for sibling in _preceding_siblings(step):
            yield from reversed(list(_descendants_or_self(sibling)))


def _namespaces(node: Node) -> Iterable[Node]:
    """Return the namespaces in scope: that of names without a prefix first, then by nearness."""
    found: dict[str, Node] = {}
    for step in _ancestors_or_self(node) if node.kind == ELEMENT else ():
        for space in step.kids.get("xmlns", ()):
            found.setdefault(space.name, space)
    return sorted((n for n in found.values() if n.value), key=lambda n: n.name != "")


AXES: dict[str, Walker] = {
    "child": _children,
    "descendant": _descendants,
    "descendant-or-self": _descendants_or_self,
    "parent": _parent,
    "ancestor": _ancestors,
    "ancestor-or-self": _ancestors_or_self,
    "following-sibling": _following_siblings,
    "preceding-sibling": _preceding_siblings,
    "following": _following,
    "preceding": _preceding,
    "attribute": lambda node: node.attrs,
    "namespace": _namespaces,
    "self": lambda node: (node,),
}


def node_test(axis: str, test: str) -> Test:
    """Return the predicate for a node test on an axis. Raises `XPathError` for an unknown test."""
    principal = {"attribute": ATTRIBUTE, "namespace": NAMESPACE}.get(axis, ELEMENT)
    if test.endswith(")"):
        return _type_test(test)
    if test == "*":
        return lambda node: node.kind == principal
    if test.endswith(":*"):
        prefix = ALIASES.get(test[:-2], test[:-2]) + ":"
        return lambda node: node.kind == principal and node.name.startswith(prefix)
    name = canonical(test)
    return lambda node: node.kind == principal and node.name == name


def canonical(name: str) -> str:
    """Return a name test in the spelling that node names have."""
    prefix, colon, local = name.partition(":")
    return f"{ALIASES.get(prefix, prefix)}:{local}" if colon else name


def _type_test(test: str) -> Test:
    kind, _, target = test[:-1].partition("(")
    if kind == "node":
        return lambda _: True
    wanted = {"text": TEXT, "comment": COMMENT, "processing-instruction": INSTRUCTION}.get(kind)
    if wanted is None:
        raise XPathError(N_("there is no node test {name}"), name=test)
    return lambda node: node.kind == wanted and (not target or node.name == target)


def namespace_of(node: Node) -> str:
    """Return the namespace URI of an element or attribute."""
    return node.uri if node.kind in (ELEMENT, ATTRIBUTE) else ""


def display_name(node: Node) -> str:
    """Return name(): XHTML elements lose the prefix that marks them."""
    if node.kind in (DOCUMENT, TEXT, COMMENT):
        return ""
    return node.local if node.uri == XHTML else node.name
