"""Questions that share their answers, gathered into tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from socialcase.forms import Item, NodeState, Question


@dataclass(frozen=True, slots=True)
class Rows:
    """Questions that stand together as a table; `heading` is a question that only names it."""

    heading: NodeState | None
    nodes: tuple[tuple[NodeState, str], ...]


def shares_answers(node: NodeState) -> bool:
    """Whether a question is a row of a table of questions."""
    looks = node.appearance.split()
    in_table = "list-nolabel" in looks or "likert" in looks
    return in_table and node.control == "select1" and 1 < len(node.choices or ()) <= 9


def heads_table(node: NodeState) -> bool:
    """Whether a question only carries the headings of a table (pyxform makes such ones)."""
    return "label" in node.appearance.split() and node.control in ("select1", "select")


def gather(items: tuple[Item, ...], node_of: Callable[[str], NodeState]) -> Iterator[Item | Rows]:
    """Items in order, with questions that share their answers gathered into tables."""
    heading: NodeState | None = None
    rows: list[tuple[NodeState, str]] = []
    for place, item in enumerate(items):
        node = node_of(item.ref) if isinstance(item, Question) else None
        if node is not None and heads_table(node):
            if rows or (heading is not None and heads_table(heading)):
                yield from _gathered(heading, rows)
                heading, rows = None, []
            heading = heading or node
        elif node is not None and isinstance(item, Question) and _continues(rows, node):
            rows.append((node, item.number))
        else:
            yield from _gathered(heading, rows)
            heading, rows = None, []
            if node is not None and _names_table(node, items[place + 1 :], node_of):
                heading = node
            else:
                yield item
    yield from _gathered(heading, rows)


def _names_table(
    node: NodeState, after: tuple[Item, ...], node_of: Callable[[str], NodeState]
) -> bool:
    """Whether a note is the name of the table that begins right after it."""
    if node.kind != "note" or not after or not isinstance(after[0], Question):
        return False
    return heads_table(node_of(after[0].ref))


def _continues(rows: list[tuple[NodeState, str]], node: NodeState) -> bool:
    if not shares_answers(node):
        return False
    return not rows or _codes(rows[-1][0]) == _codes(node)


def _codes(node: NodeState) -> list[str]:
    return [choice.value for choice in node.choices or ()]


def _gathered(
    heading: NodeState | None, rows: list[tuple[NodeState, str]]
) -> Iterator[Question | Rows]:
    if len(rows) == 1 and heading is None:
        yield Question(rows[0][0].ref, rows[0][1])
    elif rows:
        yield Rows(heading, tuple(rows))
    elif heading is not None and heading.label:
        yield Question(heading.ref, "")  # what follows is no table: its name stands above it
