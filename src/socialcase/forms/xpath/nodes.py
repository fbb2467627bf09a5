"""The light tree that expressions run over.

An element keeps its child elements twice: in order (`children`) and by name (`kids`, where
attributes stand under `@name`). A leaf keeps its text in `value`. Text, comment and instruction
nodes exist only in documents read with `mixed=True`.
"""

from collections.abc import Iterator

DOCUMENT, ELEMENT, ATTRIBUTE, TEXT, COMMENT, INSTRUCTION, NAMESPACE = range(7)


class Node:
    """One node. `name` is the key that name tests use; `on` is false where it is not relevant."""

    __slots__ = (
        "attrs",
        "children",
        "kids",
        "kind",
        "name",
        "on",
        "ordinal",
        "parent",
        "uri",
        "value",
    )

    def __init__(self, kind: int, name: str, parent: "Node | None" = None, value: str = "") -> None:
        self.kind = kind
        self.name = name
        self.parent = parent
        self.value = value
        self.uri = ""
        self.on = True
        self.ordinal = 1
        # most nodes are leaves: they share empty containers until `append` gives them their own
        self.children = _NO_NODES
        self.attrs = _NO_NODES
        self.kids = _NO_KIDS

    def append(self, child: "Node") -> None:
        """Add a child at the end (an attribute to the attributes)."""
        child.parent = self
        if child.kind == ATTRIBUTE:
            if not self.attrs:
                self.attrs = []
            self.attrs.append(child)
            self.named("@" + child.name).append(child)
            return
        if not self.children:
            self.children = []
        self.children.append(child)
        if child.kind == ELEMENT:
            same = self.named(child.name)
            same.append(child)
            child.ordinal = len(same)

    def named(self, name: str) -> "list[Node]":
        """Return the list of kids of that name, for adding to it."""
        if self.kids is _NO_KIDS:
            self.kids = {}
        return self.kids.setdefault(name, [])

    def text(self) -> str:
        """Return the string value: blank where the node is not relevant."""
        if not self.on:
            return ""
        if not self.children:
            return self.value
        return "".join(c.text() for c in self.children if c.kind in (ELEMENT, TEXT))

    def attribute(self, name: str) -> str:
        """Return an attribute's value, or "" when it is not there."""
        found = self.kids.get("@" + name)
        return found[0].value if found else ""

    def attributes(self) -> dict[str, str]:
        """Return the attributes by name."""
        return {held.name: held.value for held in self.attrs}

    def child(self, name: str) -> "Node | None":
        """Return the first child element of that name."""
        found = self.kids.get(name)
        return found[0] if found else None

    def elements(self) -> Iterator["Node"]:
        """Yield this element's child elements in order."""
        return (c for c in self.children if c.kind == ELEMENT)

    def walk(self) -> Iterator["Node"]:
        """Yield every node below this one in document order (no attributes)."""
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]


class Lean(Node):
    """An element whose attributes are a table of texts: for documents that no path walks over."""

    __slots__ = ("given",)

    def __init__(self, name: str, given: dict[str, str]) -> None:
        super().__init__(ELEMENT, name)
        self.given = given

    def attribute(self, name: str) -> str:
        """Return an attribute's value, or "" when it is not there."""
        return self.given.get(name, "")

    def attributes(self) -> dict[str, str]:
        """Return the attributes by name."""
        return self.given


# shared by all leaves and never changed
_NO_NODES: list[Node] = []
_NO_KIDS: dict[str, list[Node]] = {}


def place(node: Node) -> tuple[tuple[int, int], ...]:
    """Return a key that sorts nodes in document order."""
    steps: list[tuple[int, int]] = []
    while node.parent is not None:
        steps.append(_rank(node, node.parent))
        node = node.parent
    return tuple(reversed(steps))


def _rank(node: Node, parent: Node) -> tuple[int, int]:
    if node.kind == NAMESPACE:
        return (0, node.ordinal)
    if node.kind == ATTRIBUTE:
        return (1, _index(parent.attrs, node))
    return (2, _index(parent.children, node))


def _index(nodes: list[Node], wanted: Node) -> int:
    return next((i for i, node in enumerate(nodes) if node is wanted), -1)


def in_order(nodes: list[Node]) -> list[Node]:
    """Return the nodes in document order, each once."""
    if len(nodes) < 2:
        return nodes
    unique = list({id(n): n for n in nodes}.values())
    unique.sort(key=place)
    return unique
