"""One page of the form on the screen: built when it is first shown, then only touched up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.forms import (
    ChangeSet,
    GroupHead,
    Item,
    Page,
    Question,
    RepeatBlock,
    RepeatInstance,
)
from socialcase.ui.pages.filler.grid import GridHead, GridRow
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import EDGE, Asked, RichWords, block_for
from socialcase.ui.pages.filler.repeats import RepeatBox, RepeatCard
from socialcase.ui.pages.filler.tables import Rows, gather


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of a table on the screen: what names it ("" for nothing), and its rows."""

    head: GridHead
    named_by: str
    rows: tuple[str, ...]


class Sheet(QWidget):
    """The questions of one page, with their groups, tables and repeats.

    `given` carries ref and value; `passed` and `entered` a ref; `adds` and `removes` a repeat.
    """

    given = Signal(str, str)
    passed = Signal(str)
    entered = Signal(str)
    adds = Signal(str)
    removes = Signal(str)

    def __init__(self, filling: Filling, index: int, before: dict[str, str] | None) -> None:
        """`before`: the answers of the last time by ref, or None to leave their column out."""
        super().__init__()
        self.index = index
        self._filling = filling
        self._before = before
        self._nag = False
        self._asked: dict[str, Asked] = {}
        self._heads: dict[str, Heading] = {}
        self._groups: dict[str, tuple[QWidget, RichWords]] = {}
        self._boxes: dict[str, RepeatBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._build(self._page().items, self._column)
        self._column.addStretch(1)
        self.refresh()

    def apply(self, change: ChangeSet) -> None:
        """Touch up what a change set names, and nothing else."""
        if change.added or change.removed:
            self._rebuild_repeats(change)
        refs = dict.fromkeys(ref for ref, _ in change.changes)
        self._show(ref for ref in refs if ref in self._asked)
        self._show_groups(ref for ref in refs if ref in self._groups)
        self._show_heads()
        self._show_boxes()

    def refresh(self) -> None:
        """Show everything anew, as after a switch of the form's language."""
        self._show(self._asked)
        self._show_groups(self._groups)
        self._show_heads()
        self._show_boxes()

    def nag(self) -> None:
        """From now on say beside every empty required question that it needs an answer."""
        self._nag = True
        self._show(self._asked)

    def flush(self) -> None:
        """Have everything kept that is typed and not kept yet."""
        for asked in self._asked.values():
            asked.flush()

    def block(self, ref: str) -> Asked | None:
        """The question `ref`, where it stands on this page."""
        return self._asked.get(ref)

    def _page(self) -> Page:
        return self._filling.pages[self.index]

    def _show(self, refs: Iterable[str]) -> None:
        for ref in refs:
            self._asked[ref].show_node(self._filling.node(ref), nag=self._nag)

    def _show_groups(self, refs: Iterable[str]) -> None:
        for ref in refs:
            node = self._filling.node(ref)
            frame, label = self._groups[ref]
            label.show_words(node.label)
            frame.setVisible(node.relevant)

    def _show_heads(self) -> None:
        for first, heading in self._heads.items():
            label = self._filling.node(heading.named_by).label if heading.named_by else ""
            heading.head.show_words(label, self._filling.node(first).choices or ())
            heading.head.setVisible(any(self._filling.node(r).relevant for r in heading.rows))

    def _show_boxes(self) -> None:
        for block in _repeats(self._page().items):
            if block.ref in self._boxes:
                self._boxes[block.ref].show_block(block)

    def _build(self, items: tuple[Item, ...], into: QVBoxLayout) -> None:
        for part in gather(items, self._filling.node):
            match part:
                case Rows():
                    self._build_rows(part, into)
                case Question():
                    node = self._filling.node(part.ref)
                    self._place(block_for(node, part.number, self._last(part.ref)), into)
                case GroupHead():
                    self._build_group(part, into)
                case RepeatBlock():
                    self._build_repeat(part, into)

    def _build_rows(self, rows: Rows, into: QVBoxLayout) -> None:
        first = rows.nodes[0][0]
        head = GridHead(first.choices or (), with_before=self._before is not None)
        into.addWidget(head)
        for node, number in rows.nodes:
            self._place(GridRow(node, number, self._last(node.ref)), into)
        refs = tuple(node.ref for node, _ in rows.nodes)
        self._heads[first.ref] = Heading(head, rows.heading.ref if rows.heading else "", refs)

    def _build_group(self, group: GroupHead, into: QVBoxLayout) -> None:
        frame, label = QWidget(), RichWords(size="section", weight="bold")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(0, 14, 0, 0)
        inner.setSpacing(0)
        label.setContentsMargins(EDGE, 0, 0, 4)
        inner.addWidget(label)
        self._groups[group.ref] = (frame, label)
        self._build(group.items, inner)
        into.addWidget(frame)

    def _build_repeat(self, block: RepeatBlock, into: QVBoxLayout) -> None:
        box = RepeatBox(block)
        box.adds.connect(self.adds)
        self._boxes[block.ref] = box
        into.addWidget(box)
        for instance in block.instances:
            self._build_card(box, instance)

    def _build_card(self, box: RepeatBox, instance: RepeatInstance) -> None:
        card = RepeatCard(instance.ref, fixed=box.fixed)
        card.removes.connect(self.removes)
        box.put(card)
        self._build(instance.items, card.body)

    def _place(self, asked: Asked, into: QVBoxLayout) -> None:
        asked.given.connect(self.given)
        asked.passed.connect(self.passed)
        asked.entered.connect(self.entered)
        self._asked[asked.ref] = asked
        into.addWidget(asked)

    def _last(self, ref: str) -> str | None:
        return None if self._before is None else self._before.get(ref, "")

    def _rebuild_repeats(self, change: ChangeSet) -> None:
        """Append a card where one came; where one went, build that repeat's cards again."""
        touched = {ref.rsplit("[", 1)[0] for ref in (*change.added, *change.removed)}
        for block in _repeats(self._page().items):
            box = self._boxes.get(block.ref)
            if box is None or block.ref not in touched:
                continue
            keep = box.count() if not change.removed else 0
            self._forget(box.drop(keep))
            for instance in block.instances[keep:]:
                self._build_card(box, instance)
            fresh = [ref for ref in self._asked if ref.startswith(f"{block.ref}[")]
            self._show(fresh)
            self._show_groups(r for r in self._groups if r.startswith(f"{block.ref}["))

    def _forget(self, cards: list[str]) -> None:
        def gone(ref: str) -> bool:
            return any(ref.startswith(f"{card}/") for card in cards)

        self._asked = {r: asked for r, asked in self._asked.items() if not gone(r)}
        self._heads = {r: head for r, head in self._heads.items() if not gone(r)}
        self._groups = {r: group for r, group in self._groups.items() if not gone(r)}
        self._boxes = {r: box for r, box in self._boxes.items() if not gone(r)}


def _repeats(items: tuple[Item, ...]) -> Iterator[RepeatBlock]:
    for item in items:
        if isinstance(item, RepeatBlock):
            yield item
            for instance in item.instances:
                yield from _repeats(instance.items)
        elif isinstance(item, GroupHead):
            yield from _repeats(item.items)
