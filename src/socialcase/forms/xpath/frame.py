"""What an expression can see beside its context node."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from random import Random
from typing import Protocol

from socialcase.forms.xpath.nodes import Node
from socialcase.forms.xpath.values import Value


class World(Protocol):
    """The session (or document) an expression runs in."""

    root: Node
    zone: tzinfo
    chance: Random
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    @property
    def only(self) -> Sequence[Node | None]:
        """The one node of each plan that never has more, by the plan's index."""
        ...

    def now(self) -> datetime:
        """Return the time, with a zone."""
        ...

    def instance(self, name: str) -> Node | None:
        """Return a secondary instance: the node whose child is its root element."""
        ...

    def itext(self, name: str) -> Value:
        """Return a translated text in the language now shown."""
        ...

    def choice_name(self, value: str, question: str, node: Node) -> str:
        """Return the label of a choice of the question at that path, seen from `node`."""
        ...

    def setting(self, name: str) -> str:
        """Return a property of this device or form ("" when unknown)."""
        ...

    def index(self, items: list[Node], keys: tuple[str, ...]) -> Mapping[str, list[Node]] | None:
        """Return `items` by the text at `keys` below each, or None when they may change."""
        ...

    def spend(self, nodes: int) -> None:
        """Count nodes that are looked at. Raises `XPathError` when it has been far too many."""
        ...

    def tally(self, spec: "Spec", node: Node, frame: "Frame") -> Iterable[float] | None:
        """Return what the members of a tally contribute, or None where none is kept."""
        ...


class Frame:
    """The context of one evaluation: where `current()` is, position and size."""

    __slots__ = ("current", "position", "size", "world")

    def __init__(self, world: World, current: Node, position: int = 1, size: int = 1) -> None:
        self.world = world
        self.current = current
        self.position = position
        self.size = size


Contribution = Callable[[Node, Frame], float]


@dataclass(frozen=True, slots=True, eq=False)
class Spec:
    """How to keep a sum: where the members are, what each contributes, what that depends on.

    The anchor is `ups` above the context node, or the document where `absolute`; `names` lead from
    there to the members; `depends` are paths below a member, `()` for its own value.
    """

    absolute: bool
    ups: int
    names: tuple[str, ...]
    contribution: Contribution
    depends: tuple[tuple[str, ...], ...]

    def anchor(self, node: Node, frame: Frame) -> Node | None:
        """Return the node under which the members are."""
        if self.absolute:
            return frame.world.root
        above: Node | None = node
        for _ in range(self.ups):
            above = above.parent if above is not None else None
        return above
