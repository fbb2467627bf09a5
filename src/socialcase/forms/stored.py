"""The tables of a form as they lie in the cache, so that opening it need not read its XForm again.

What stands for something else is a number: a plan its index, an expression its place among the
expressions, a node of the instance its place in document order; -1 is none. Trees, files' rows and
translations stay packed (`Raw`) until they are first needed.
"""

from typing import TypeAlias

import msgspec

from socialcase.forms.graph import Graph
from socialcase.forms.xpath.nodes import ATTRIBUTE, ELEMENT, Lean, Node

NONE = -1

# kind, name, namespace, value, attributes, children
NodeRow: TypeAlias = tuple[int, str, str, str, list["NodeRow"], list["NodeRow"]]
# words, or the number of an expression between them
Part: TypeAlias = str | int
# by id and form: plain words, or a node with outputs in it
TextsRow: TypeAlias = dict[str, dict[str, str | NodeRow]]


class TextRow(msgspec.Struct, array_like=True):
    """A `model.Text`."""

    parts: list[Part]
    itext: str
    dynamic: int


class ItemsetRow(msgspec.Struct, array_like=True):
    """A `model.Itemset`."""

    nodes: int
    value: int
    label: int
    text_id: int


class ControlRow(msgspec.Struct, array_like=True):
    """A `model.Control`."""

    kind: str
    appearance: str
    label: TextRow | None
    hint: TextRow | None
    choices: list[tuple[str, TextRow]]
    itemset: ItemsetRow | None
    parameters: dict[str, str]


class ActionRow(msgspec.Struct, array_like=True):
    """A `model.Action`."""

    events: list[str]
    target: int
    where: int
    value: int
    text: str
    source: int


class PlanRow(msgspec.Struct, array_like=True, gc=False):
    """What of a `model.Plan` is needed at once. `number` is the question's, "" where it has none.

    `rest` is a `PlanRest`.
    """

    name: str
    parent: int
    type: str
    repeat: bool
    alone: bool
    preload: str
    preload_parameters: str
    number: str
    actions: list[ActionRow]
    rest: msgspec.Raw


class PlanRest(msgspec.Struct, array_like=True):
    """What of a `model.Plan` is needed when it is shown or answered.

    `facets` are its expressions by the name of the attribute.
    """

    facets: dict[str, int]
    messages: tuple[TextRow | None, TextRow | None]
    control: ControlRow | None
    fixed: bool
    seeded: bool
    template: int


class Tables(msgspec.Struct, array_like=True):
    """A `model.Model`.

    `sources` and `trees` belong together; `expressions` are (source, plan they stand at, place
    among `tied` or none).
    """

    title: str
    sources: list[str]
    trees: list[msgspec.Raw]
    tied: list[msgspec.Raw]
    expressions: list[tuple[int, int, int]]
    plans: list[PlanRow]
    instance: msgspec.Raw
    secondary: dict[str, msgspec.Raw]
    addresses: dict[str, str]
    translations: list[tuple[str, msgspec.Raw]]
    default_language: str
    actions: list[ActionRow]
    graph: Graph


def node_row(node: Node) -> NodeRow:
    """Return a node with everything below it as plain data."""
    held = [node_row(a) for a in node.attrs]
    if isinstance(node, Lean):
        held = [(ATTRIBUTE, name, "", value, [], []) for name, value in node.given.items()]
    children = [node_row(c) for c in node.children]
    return (node.kind, node.name, node.uri, node.value, held, children)


def node_of(row: NodeRow, made: list[Node] | None = None) -> Node:
    """Make the node of a row; `made` is given every element in document order."""
    kind, name, uri, value, attributes, children = row
    node = Node(kind, name, None, value)
    node.uri = uri
    if made is not None and kind == ELEMENT:
        made.append(node)
    for _, held, space, text, _, _ in attributes:
        attribute = Node(ATTRIBUTE, held, node, text)
        attribute.uri = space
        node.append(attribute)
    for child in children:
        node.append(node_of(child, made))
    return node
