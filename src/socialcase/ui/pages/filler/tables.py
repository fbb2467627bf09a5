"""Questions that share their answers, gathered into tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from socialcase.forms import Choice, Item, NodeState, Question

_DASH = " – "
"""What a matrix puts between the words of a line and those of a column."""
_MOST = 10
"""A table has at most so many columns: each has its digit."""
_ROWS = ("select1", "select")
_TYPED = ("int", "decimal", "string", "date", "time")


@dataclass(frozen=True, slots=True)
class Rows:
    """Questions that stand together as a table; `heading` is a question that only names it.

    `column`: whether they are one column of a matrix: each label is that of its line, and after a
    dash that of the column, which names the table then.
    """

    heading: NodeState | None
    nodes: tuple[tuple[NodeState, str], ...]
    column: bool = False


def shares_answers(node: NodeState) -> bool:
    """Whether a question says of itself that it is a row of a table of questions."""
    looks = node.appearance.split()
    in_table = "list-nolabel" in looks or "likert" in looks
    return in_table and node.control in _ROWS and _in_rows(node)


def heads_table(node: NodeState) -> bool:
    """Whether a question only carries the headings of a table (pyxform makes such ones)."""
    return "label" in node.appearance.split() and node.control in _ROWS


def column_of(label: str) -> str:
    """The words of the column in the label of a matrix's question, "" where there are none."""
    line, dash, column = label.rpartition(_DASH)
    return column.strip() if dash and line.strip() else ""


def line_of(label: str) -> str:
    """The words of the line in the label of a matrix's question."""
    return label.rpartition(_DASH)[0].strip()


def gather(
    items: tuple[Item, ...],
    node_of: Callable[[str], NodeState],
    fits: Callable[[tuple[Choice, ...]], bool] = lambda _choices: True,
) -> Iterator[Item | Rows]:
    """Items in order, with questions that share their answers gathered into tables.

    `fits`: whether there is room for a column for each of these choices.
    """
    table = _Table(fits)
    for item, node, following in _with_following(items, node_of):
        if node is None or not isinstance(item, Question):
            yield from table.ended()
            yield item
        elif heads_table(node):
            yield from table.headed(node)
        else:
            if not table.takes(node, following):
                yield from table.ended()
            if table.takes(node, following):
                table.rows.append((node, item.number))
            elif _names_table(node, following):
                table.heading = node
            else:
                yield item
    yield from table.ended()


def _with_following(
    items: tuple[Item, ...], node_of: Callable[[str], NodeState]
) -> Iterator[tuple[Item, NodeState | None, NodeState | None]]:
    """Each item, its node if it is a question, and that of the one after it.

    Each is asked for when its turn comes: a page is built in parts.
    """
    nodes = (node_of(item.ref) if isinstance(item, Question) else None for item in items)
    node = next(nodes, None)
    for item in items:
        following = next(nodes, None)
        yield item, node, following
        node = following


class _Table:
    """The table that is being put together."""

    def __init__(self, fits: Callable[[tuple[Choice, ...]], bool]) -> None:
        self._fits = fits
        self.heading: NodeState | None = None
        self.rows: list[tuple[NodeState, str]] = []

    def headed(self, node: NodeState) -> Iterator[Question | Rows]:
        """Take the headings of a table; a note before them may have named it already."""
        if self.rows or (self.heading is not None and heads_table(self.heading)):
            yield from self.ended()
        self.heading = self.heading or node

    def takes(self, node: NodeState, following: NodeState | None) -> bool:
        """Whether `node` is the next row, or the first."""
        if self.rows:
            last = self.rows[-1][0]
            return _same_answers(last, node) and (_goes_on(last, node) or _in_column(last, node))
        if not self._fits(node.choices or ()):
            return False
        if shares_answers(node):
            return True
        return self.heading is None and following is not None and _in_column(node, following)

    def ended(self) -> Iterator[Question | Rows]:
        """What was put together."""
        heading, rows, self.heading, self.rows = self.heading, self.rows, None, []
        if len(rows) == 1 and heading is None:
            yield Question(rows[0][0].ref, rows[0][1])
        elif rows:
            column = heading is None and len({column_of(node.label) for node, _ in rows}) == 1
            yield Rows(heading, tuple(rows), column and bool(column_of(rows[0][0].label)))
        elif heading is not None and heading.label:
            yield Question(heading.ref, "")  # what follows is no table: its name stands above it


def _goes_on(last: NodeState, node: NodeState) -> bool:
    return shares_answers(last) and shares_answers(node)


def _in_column(node: NodeState, other: NodeState) -> bool:
    """Whether two questions stand under each other in one column of a matrix."""
    column = column_of(node.label)
    return bool(column) and column == column_of(other.label) and _same_answers(node, other)


def _same_answers(node: NodeState, other: NodeState) -> bool:
    if not (_in_rows(node) and _in_rows(other)):
        return False
    return (node.control, node.type) == (other.control, other.type) and _codes(node) == _codes(
        other
    )


def _in_rows(node: NodeState) -> bool:
    """Whether a question's answers can stand in a row: marks, or one field."""
    if node.control in _ROWS:
        return 1 < len(node.choices or ()) <= _MOST
    typed = node.kind == "question" and node.control == "input" and node.type in _TYPED
    return typed and not {"multiline", "hidden"} & set(node.appearance.split())


def _names_table(node: NodeState, following: NodeState | None) -> bool:
    """Whether a note is the name of the table that begins right after it."""
    return node.kind == "note" and following is not None and heads_table(following)


def _codes(node: NodeState) -> list[str]:
    return [choice.value for choice in node.choices or ()]
