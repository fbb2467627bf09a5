"""The filled form as a tree of fields, and the refs that name them."""

import re
from collections.abc import Iterator

from socialcase.forms.model import Plan
from socialcase.forms.views import Choice, Violation
from socialcase.forms.xpath.nodes import ATTRIBUTE, DOCUMENT, ELEMENT, Node

_STEP = re.compile(r"([^\[\]]+)(?:\[(\d+)\])?")


class Field(Node):
    """One node of the filled form with its live facets."""

    __slots__ = ("items", "plan", "readonly", "required", "valid", "violation")

    def __init__(self, plan: Plan, parent: Node | None, value: str = "") -> None:
        attribute = plan.name.startswith("@")
        kind = ATTRIBUTE if attribute else ELEMENT
        super().__init__(kind, plan.name[1:] if attribute else plan.name, parent, value)
        self.plan = plan
        self.readonly = False
        self.required = False
        self.valid = True
        self.violation: Violation | None = None
        self.items: tuple[Choice, ...] | None = None


def grow(plan: Plan, source: Node, parent: Node | None, *, fresh: bool = False) -> Field:
    """Make the fields for a node of the form's instance (templates inside it are left out).

    A `fresh` instance starts with as many instances of the repeats inside it as the form's first
    one does.
    """
    field = Field(plan, parent, source.value)
    field.uri = source.uri
    for attribute in source.attrs:
        held = plan.by_name.get("@" + attribute.name)
        if held is not None:
            field.append(Field(held, field, attribute.value))
    for child in source.elements():
        inner = plan.by_name.get(child.name)
        if inner is not None and "@jr:template" not in child.kids:
            field.append(grow(inner, child, field, fresh=fresh))
    if fresh:
        for held in plan.children:
            begun = held.repeat and held.seeded and held.count is None
            if begun and not field.kids.get(held.name) and held.template is not None:
                insert(field, grow(held, held.template, None, fresh=True))
    return field


def regrow(plan: Plan, source: Node, parent: Node | None) -> Field:
    """Make the fields for a submission that is opened again; what it lacks comes from the form."""
    field = Field(plan, parent, source.value if plan.leaf else "")
    for child in plan.children:
        if child.name.startswith("@"):
            found = source.kids.get(child.name) or (plan.template or source).kids.get(child.name)
            field.append(Field(child, field, found[0].value if found else ""))
            continue
        held = source.kids.get(child.name) or source.kids.get(child.name.rpartition(":")[2], [])
        for node in held if child.repeat else held[:1]:
            field.append(regrow(child, node, field))
        if not held and not child.repeat and child.template is not None:
            blank = grow(child, child.template, field)
            blank_out(blank)
            field.append(blank)
    return field


def filled_from(field: Field, source: Node) -> Iterator[Field]:
    """Every field below that the submission has a node for, an empty one too."""
    for child in field.children:
        held = source.kids.get(child.name) or source.kids.get(child.local, [])
        if isinstance(child, Field) and child.ordinal <= len(held):
            yield child
            yield from filled_from(child, held[child.ordinal - 1])


def blank_out(top: Field) -> None:
    """Empty every value below: what a submission left out has no answer."""
    for field in fields(top):
        field.value = ""


def document_of(root: Field) -> Node:
    """Return a document node above the root, for absolute paths."""
    document = Node(DOCUMENT, "")
    document.append(root)
    return document


def insert(parent: Node, child: Field) -> None:
    """Add a repeat instance after the last of its kind, or where its kind belongs."""
    same = parent.named(child.name)
    if not parent.children:
        parent.children = []
    at = len(parent.children)
    while at and not _precedes(parent.children[at - 1], child):
        at -= 1
    parent.children.insert(at, child)
    child.parent = parent
    same.append(child)
    child.ordinal = len(same)


def _precedes(node: Node, child: Field) -> bool:
    return isinstance(node, Field) and node.plan.index <= child.plan.index


def detach(child: Field) -> list[Field]:
    """Take a repeat instance out; returns the instances after it, whose places changed."""
    parent = child.parent
    if parent is None:
        return []
    same = parent.kids[child.name]
    at = child.ordinal - 1
    del same[at]
    del parent.children[next(i for i, n in enumerate(parent.children) if n is child)]
    after = [n for n in same[at:] if isinstance(n, Field)]
    for ordinal, node in enumerate(after, at + 1):
        node.ordinal = ordinal
    return after


def ref_of(field: Field) -> str:
    """Return the ref: `/data/child[2]/age`."""
    if field.plan.alone:
        return field.plan.generic
    steps: list[str] = []
    node: Node | None = field
    while isinstance(node, Field):
        name = node.plan.name
        steps.append(f"{name}[{node.ordinal}]" if node.plan.repeat else name)
        node = node.parent
    return "/" + "/".join(reversed(steps))


def find(document: Node, ref: str) -> Field | None:
    """Return the field a ref names; a repeat without a number means its first instance."""
    node: Node = document
    for step in ref.strip("/").split("/"):
        match = _STEP.fullmatch(step)
        same = node.kids.get(match.group(1)) if match else None
        at = int(match.group(2) or 1) if match else 0
        if not same or not 1 <= at <= len(same):
            return None
        node = same[at - 1]
    return node if isinstance(node, Field) else None


def fields(top: Field) -> Iterator[Field]:
    """Yield a field and everything below it in form order, attributes before elements."""
    yield top
    for attribute in top.attrs:
        if isinstance(attribute, Field):
            yield attribute
    for child in top.children:
        if isinstance(child, Field):
            yield from fields(child)


def expand(anchor: Field, plan: Plan) -> list[Field]:
    """Return all instances of a plan at or below an anchor whose path starts the plan's."""
    found: list[Node] = [anchor]
    for name in plan.path[anchor.plan.depth :]:
        found = [kid for node in found for kid in node.kids.get(name, ())]
    return [node for node in found if isinstance(node, Field)]


def ancestor(field: Field, depth: int) -> Field:
    """Return the ancestor-or-self whose path has `depth` names."""
    node: Node = field
    for _ in range(field.plan.depth - depth):
        if node.parent is None:
            break
        node = node.parent
    return node if isinstance(node, Field) else field


def alone(root: Field, size: int) -> list[Field | None]:
    """Return, by the index of its plan, the field of each plan that has one and never more."""
    found: list[Field | None] = [None] * size
    below: list[Node] = [root]
    while below:
        field = below.pop()
        if isinstance(field, Field) and field.plan.alone:
            found[field.plan.index] = field
            below += field.attrs
            below += field.children
    return found
