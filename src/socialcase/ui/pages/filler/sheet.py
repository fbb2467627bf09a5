"""One page of the form on the screen: built when it is first shown, then only touched up.

A long page is built in parts: what is in sight first, the rest in short turns between which the
window answers. Folded cards of repeats and questions that are not asked are built when they are.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.draft_journal import moved
from socialcase.forms import (
    ChangeSet,
    GroupHead,
    Item,
    NodeState,
    Page,
    Question,
    RepeatBlock,
)
from socialcase.ui.pages.filler.cards import Cards
from socialcase.ui.pages.filler.grid import FieldRow, GridRow, fits
from socialcase.ui.pages.filler.headings import Headings
from socialcase.ui.pages.filler.model import Filling, repeats
from socialcase.ui.pages.filler.question import EDGE, Asked, block_for
from socialcase.ui.pages.filler.repeats import OPEN, RepeatBox
from socialcase.ui.pages.filler.saying import RichWords
from socialcase.ui.pages.filler.shelf import Shelf
from socialcase.ui.pages.filler.tables import Rows, gather

_FIRST, _TURN = 0.007, 0.009
"""Seconds for what is built at once, and for each turn after that."""
_NEAR = 8
"""So many questions are built at once on the way to one; farther ones come in their turn."""


class Sheet(QWidget):
    """The questions of one page, with their groups, tables and repeats.

    `passed` and `entered` carry the ref of a question, `adds` and `removes` that of a repeat.
    """

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
        self._heads = Headings(filling)
        self._groups: dict[str, tuple[QWidget, RichWords]] = {}
        self._cards = Cards(filling, self.adds.emit, self.removes.emit, self._open)
        self._waiting: list[QWidget] = []
        self._late: OrderedDict[str, None] = OrderedDict()
        self._wanted: tuple[str, Callable[[Asked], object]] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        shelf = Shelf(self._column, self._waiting)
        self._ended = False
        self._work: Iterator[str] | None = self._build(self._page().items, shelf)
        self._turns = QTimer(self)
        self._turns.setSingleShot(True)
        self._turns.setInterval(0)
        self._turns.timeout.connect(lambda: self._go_on(_TURN))
        self._go_on(_FIRST)

    def apply(self, change: ChangeSet, *, now: bool = True) -> None:
        """Touch up what a change set names, and nothing else.

        `now`: the page is in sight. Else its questions are shown when it is.
        """
        if change.added or change.removed:
            while self._work is not None:  # what is built next is read from the new structure
                self._one_more()
            self._show_waiting()
            self._change_lists(change)
        refs = dict.fromkeys(ref for ref, _ in change.changes)
        asked = [ref for ref in refs if ref in self._asked]
        if now:
            self._show(self._now(asked))
        else:
            self._late.update(dict.fromkeys(asked))
        self._show_groups(ref for ref in refs if ref in self._groups)
        self._heads.show(refs)
        if self._cards.boxes:
            self._touch_lists(refs, moved=any(_alters_list(*one) for one in change.changes))

    def wake(self, *, now: bool) -> None:
        """Go on with what waits when the page comes into sight; wait when it goes out of it."""
        if now and (self._work is not None or self._late):
            self._turns.start()
        elif not now:
            self._turns.stop()

    def refresh(self) -> None:
        """Show everything anew, as after an answer that could not be kept."""
        self._show(self._asked)
        self._show_groups(self._groups)
        self._heads.show()
        self._show_lists()

    def nag(self) -> None:
        """From now on say beside every empty required question that it needs an answer."""
        if not self._nag:
            self._nag = True
            self._late.update(dict.fromkeys(self._asked))

    def flush(self) -> None:
        """Have everything kept that is typed and not kept yet."""
        for asked in list(self._asked.values()):
            asked.flush()

    def block(self, ref: str) -> Asked | None:
        """The question `ref`, where it stands on this page and is built."""
        return self._asked.get(ref)

    def when_built(self, ref: str, then: Callable[[Asked], object]) -> None:
        """Do `then` with the question `ref`: at once where it is near, else when its turn came.

        Whoever asks for another question meanwhile has changed their mind.
        """
        self._wanted = None
        for _ in range(_NEAR):
            if not self._builds_to(ref):
                break
        self._show_waiting()
        if ref not in self._asked and self._work is not None:
            self._wanted = (ref, then)
            self._turns.start()
            return
        block = self.reveal(ref)
        if block is not None:
            if ref in self._late:
                del self._late[ref]
                self._show([ref])
            then(block)

    def reveal(self, ref: str) -> Asked | None:
        """The question `ref`: its card is opened, and the page built as far as it."""
        while self._builds_to(ref):
            pass
        self._show_waiting()
        for card in self._cards.around(ref):
            if not card.is_open():
                card.set_open(True)
        return self._asked.get(ref)

    def is_building(self) -> bool:
        """Whether some of what is asked on the page has not been built yet."""
        return self._work is not None

    def show_note(self, ref: str) -> None:
        """Show whether something is noted on a question."""
        if ref in self._asked:
            self._asked[ref].show_note()

    def box_around(self, ref: str) -> RepeatBox | None:
        """The innermost repeat that `ref` stands in, else the first of the page."""
        return self._cards.box_around(ref)

    def focus_add(self) -> bool:
        """Take the keyboard to the button of a list. False where the page has none."""
        shown = (box for box in self._cards.boxes.values() if box.isVisibleTo(self))
        return any(box.focus_add() for box in shown)

    def _now(self, refs: Iterable[str]) -> list[str]:
        """What is shown at once; of many questions that are first asked now, the rest in turns."""
        now: list[str] = []
        fresh = 0
        for ref in refs:
            fresh += not self._asked[ref].is_built()
            if fresh > _NEAR and not self._asked[ref].is_built():
                self._late[ref] = None
            else:
                now.append(ref)
        if self._late:
            self._turns.start()
        return now

    # --- building --------------------------------------------------------------------------------

    def _page(self) -> Page:
        return self._filling.pages[self.index]

    def _go_on(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while self._work is not None and time.perf_counter() < end:
            self._one_more()
        while self._late and time.perf_counter() < end:
            self._show([self._late.popitem(last=False)[0]])
        worded = False
        while not worded and time.perf_counter() < end:
            worded = not self._cards.go_on(1)
        self._show_waiting()
        if self._work is not None or self._late or not worded:
            self._turns.start()
        wanted = self._wanted
        if wanted is not None and (wanted[0] in self._asked or self._work is None):
            self._wanted = None
            self.when_built(*wanted)

    def _show_waiting(self) -> None:
        waiting = list(self._waiting)
        self._waiting.clear()
        for holder in waiting:
            holder.show()

    def _one_more(self) -> None:
        if self._work is not None and next(self._work, None) is None:
            self._work = None
            if not self._ended:
                self._ended = True
                self._column.addStretch(1)

    def _builds_to(self, ref: str) -> bool:
        """Build one part more on the way to `ref`; False where it is there, or nowhere."""
        if ref in self._asked:
            return False
        for path in self._cards.folded_around(ref):
            self._unfold(path)
        self._one_more()
        return self._work is not None

    def _build(self, items: tuple[Item, ...], into: Shelf) -> Iterator[str]:
        """Build one part after the other; gives the ref of each when it is there."""
        with_before = self._before is not None
        for part in gather(items, self._filling.node, partial(fits, with_before=with_before)):
            match part:
                case Rows():
                    yield from self._build_rows(part, into)
                case Question():
                    node = self._filling.node(part.ref)
                    before = self._last(part.ref)
                    self._place(block_for(self._filling, node, part.number, before), into)
                    yield part.ref
                case GroupHead():
                    yield from self._build_group(part, into)
                case RepeatBlock():
                    yield from self._build_repeat(part, into)

    def _build_rows(self, rows: Rows, into: Shelf) -> Iterator[str]:
        self._heads.put(rows, into, with_before=self._before is not None)
        for node, number in rows.nodes:
            row = self._row(node, number)
            if isinstance(row, GridRow):
                row.column = rows.column
                row.moved.connect(self._move)
            self._place(row, into)
            yield node.ref

    def _row(self, node: NodeState, number: str) -> GridRow | FieldRow:
        made = GridRow if node.choices is not None else FieldRow
        return made(self._filling, node.ref, number, self._last(node.ref))

    def _build_group(self, group: GroupHead, into: Shelf) -> Iterator[str]:
        frame, label = QWidget(), RichWords(size="section", weight="bold")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(0, 14, 0, 0)
        inner.setSpacing(0)
        label.setContentsMargins(EDGE, 0, 0, 4)
        inner.addWidget(label)
        frame.hide()
        into.add(frame)
        self._groups[group.ref] = (frame, label)
        self._show_groups([group.ref])
        yield from self._build(group.items, Shelf(inner, self._waiting))

    def _build_repeat(self, block: RepeatBlock, into: Shelf) -> Iterator[str]:
        box = self._cards.put_box(block)
        into.add(box)
        box.show_block(block)
        for instance in block.instances:
            card = self._cards.put_card(box, instance)
            self._cards.touch([f"{instance.ref}/"])
            if len(block.instances) <= OPEN:
                self._cards.take_folded(instance.ref)
                card.set_open(True)
                yield from self._build(instance.items, Shelf(card.body, self._waiting))
            yield instance.ref

    def _open(self, ref: str) -> None:
        self._unfold(ref)
        card = self._cards.card(ref)
        if card is not None:
            card.set_open(True)
        self._go_on(_FIRST)

    def _unfold(self, ref: str) -> None:
        """Have the questions of a card built next, the first time that it is opened."""
        folded = self._cards.take_folded(ref)
        if folded is not None:
            card, instance = folded
            card.set_open(True)
            fresh = self._build(instance.items, Shelf(card.body, self._waiting))
            self._work = chain(fresh, self._work or ())

    def _place(self, asked: Asked, into: Shelf) -> None:
        asked.passed.connect(self.passed)
        asked.entered.connect(self.entered)
        self._asked[asked.ref] = asked
        into.add(asked)
        self._show([asked.ref])

    def _move(self, ref: str, by: int, at: int) -> None:
        """Take the keyboard to the row above (-1) or below (1) `ref`, in the same column."""
        beside = self._heads.beside(ref, by)
        row = self.reveal(beside) if beside else None
        if isinstance(row, GridRow):
            row.marks.focus_column(at)

    def _last(self, ref: str) -> str | None:
        return None if self._before is None else self._before.get(ref, "")

    # --- showing ---------------------------------------------------------------------------------

    def _show(self, refs: Iterable[str]) -> None:
        for ref in refs:
            self._asked[ref].show_node(self._filling.node(ref), nag=self._nag)

    def _show_groups(self, refs: Iterable[str]) -> None:
        for ref in refs:
            node = self._filling.node(ref)
            frame, label = self._groups[ref]
            label.show_words(node.label)
            frame.setVisible(node.relevant)

    def _show_lists(self) -> None:
        for block in repeats(self._page().items):
            self._cards.show(block)
        self._turns.start()

    def _touch_lists(self, refs: Iterable[str], *, moved: bool) -> None:
        if moved:
            self._show_lists()
        else:
            self._cards.touch(refs)

    def _change_lists(self, change: ChangeSet) -> None:
        """Take the cards out that went, append one where one came."""
        for ref in change.removed:
            if self._cards.take_out(ref) is not None:
                self._move_up(ref)
        for block in list(repeats(self._page().items)):
            box = self._cards.boxes.get(block.ref)
            if box is None:
                continue
            fresh = block.instances[len(box.cards) :]
            for instance in fresh:
                self._cards.put_card(box, instance)
            self._cards.show(block)
            if len(fresh) == 1 or len(block.instances) <= OPEN:
                for instance in fresh:
                    self._unfold(instance.ref)
        self._go_on(_FIRST)

    def _move_up(self, removed: str) -> None:
        """Give what stands after the instance `removed` its new refs; what stood in it is gone."""
        asked: dict[str, Asked] = {}
        for ref, block in self._asked.items():
            now = moved(ref, removed, -1)
            if now is not None:
                asked[now] = block
            if now is not None and now != ref:
                block.follow(now)
                self._late[now] = None  # its words may tell its place
        self._asked = asked
        self._late = OrderedDict.fromkeys(ref for ref in self._late if ref in asked)
        groups = ((moved(ref, removed, -1), group) for ref, group in self._groups.items())
        self._groups = {ref: group for ref, group in groups if ref is not None}
        self._heads.move(lambda ref: moved(ref, removed, -1))


def _alters_list(ref: str, facet: str) -> bool:
    """Whether a list may be another now: it is asked or not, or it has another name."""
    return facet == "relevant" or (facet == "label" and ref.endswith("]"))
