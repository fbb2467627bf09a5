"""The headings of the tables on a page: what names each, the words over its marks, its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from socialcase.ui.pages.filler.grid import GridHead
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.shelf import Shelf
from socialcase.ui.pages.filler.tables import Rows, column_of
from socialcase.ui.pages.filler.words import plain


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of a table on the screen: what names it ("" for nothing), and its rows.

    `column`: its rows are a column of a matrix, and name it themselves.
    """

    head: GridHead
    named_by: str
    rows: tuple[str, ...]
    column: bool


class Headings:
    """All of a page."""

    def __init__(self, filling: Filling) -> None:
        self._filling = filling
        self._all: dict[str, Heading] = {}

    def put(self, rows: Rows, into: Shelf, *, with_before: bool) -> None:
        """Make the headings of a table."""
        first = rows.nodes[0][0]
        head = GridHead(first.choices or (), with_before=with_before)
        into.add(head)  # first: shown without a parent it would be a window
        named_by = rows.heading.ref if rows.heading else first.ref if rows.column else ""
        refs = tuple(node.ref for node, _ in rows.nodes)
        self._all[first.ref] = Heading(head, named_by, refs, rows.column)
        self._show([self._all[first.ref]])

    def show(self, refs: Iterable[str] | None = None) -> None:
        """Show those that one of `refs` is a row of, or all."""
        named = None if refs is None else set(refs)
        self._show(h for h in self._all.values() if named is None or not named.isdisjoint(h.rows))

    def move(self, moved: Callable[[str], str | None]) -> None:
        """Give every ref its new one; those whose rows went are let go of."""
        found: dict[str, Heading] = {}
        for heading in self._all.values():
            rows = tuple(row for ref in heading.rows if (row := moved(ref)) is not None)
            if rows:
                named_by = moved(heading.named_by) or "" if heading.named_by else ""
                found[rows[0]] = replace(heading, named_by=named_by, rows=rows)
        self._all = found

    def forget(self, gone: Callable[[str], bool]) -> None:
        """Let go of those whose first row is gone."""
        self._all = {ref: heading for ref, heading in self._all.items() if not gone(ref)}

    def beside(self, ref: str, by: int) -> str:
        """The row above (-1) or below (1) `ref` in its table that is asked, "" for none."""
        rows = next((heading.rows for heading in self._all.values() if ref in heading.rows), ())
        shown = [row for row in rows if row == ref or self._filling.node(row).relevant]
        place = shown.index(ref) + by if ref in shown else -1
        return shown[place] if 0 <= place < len(shown) else ""

    def _show(self, headings: Iterable[Heading]) -> None:
        for heading in headings:
            choices = self._filling.node(heading.rows[0]).choices or ()
            heading.head.show_words(self._words(heading), choices)
            heading.head.setVisible(any(self._filling.node(r).relevant for r in heading.rows))

    def _words(self, heading: Heading) -> str:
        """What names the table; "" where the group around it says the same already."""
        if not heading.named_by:
            return ""
        label = self._filling.node(heading.named_by).label
        if heading.column:
            return column_of(label)
        around = self._filling.node(heading.named_by.rpartition("/")[0]).label
        return "" if plain(around) == plain(label) else label
