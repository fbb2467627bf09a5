"""The filler's working surface: outline, one page of questions at a time, what they add up to.

It knows the form and its journal (`Filling`), not where they come from; `FillerPage` connects it
with the acts.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from socialcase.forms import ChangeSet
from socialcase.ui.page import scrolled
from socialcase.ui.pages.filler.gate import Gate, gate_of
from socialcase.ui.pages.filler.keys import KeySheet, bind
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.question import QuestionBlock
from socialcase.ui.pages.filler.retype import RetypeBar
from socialcase.ui.pages.filler.review import Review
from socialcase.ui.pages.filler.surface import REVIEW as REVIEW
from socialcase.ui.pages.filler.surface import Surface
from socialcase.ui.pages.filler.words import plain


class Desk(Surface):
    """One form being filled.

    `leaves`: the person wants to leave. `finishes` carries the day it was told (ISO).
    `placed` carries the ref of the question that the keyboard came to. `removed` carries the repeat
    instance that was just removed, and what it was called.
    """

    leaves = Signal()
    finishes = Signal(str)
    placed = Signal(str)
    removed = Signal(str, str)

    def __init__(
        self, filling: Filling, before: dict[str, str], today: str, before_on: str = ""
    ) -> None:
        """`before`: answers of the last time by ref, empty for a first assessment.

        `before_on`: the day on which they were told, ISO. `today`: the same.
        """
        super().__init__(filling, before or None, before_on, self._speak, self.step)
        self._ref = ""
        self._today = today
        self._paper: RetypeBar | None = None
        self._keys: KeySheet | None = None
        self._review: tuple[Review, QWidget] | None = None
        self._wire()

    def begin(self, ref: str) -> None:
        """Show the page of `ref`, the first page if it is empty or unknown."""
        known = any(place.ref == ref for place in self.filling.places)
        if known and self.filling.node(ref).relevant:
            self.go_to(ref)
        else:
            pages = self.filling.open_pages()
            self.show_page(pages[0] if pages else REVIEW)
        first = gate_of(self.filling)
        if first is not None and self._gate is None:
            self._ask_alone(first)

    def place(self) -> str:
        """The ref of the question that the keyboard came to last, or ""."""
        return self._ref

    @property
    def review(self) -> Review:
        """The last page, made when it is first asked for."""
        return self._last_page()[0]

    def _last_page(self) -> tuple[Review, QWidget]:
        if self._review is None:
            review = Review(self.filling, self._today, self.go_to, self.finishes.emit)
            self._review = (review, scrolled(review))
            self.book.addWidget(self._review[1])
        return self._review

    def paper(self) -> RetypeBar:
        """The bar for typing from paper, made when it is first asked for."""
        if self._paper is None:
            self._paper = RetypeBar(self.filling, self._today)
            self._paper.went.connect(self._follow_paper)
            self._paper.left.connect(self._back_to_question)
            self._paper.told.connect(lambda day: self.review.tell(day))
            self._middle.insertWidget(1, self._paper)
        return self._paper

    # --- going somewhere -------------------------------------------------------------------------

    def show_page(self, index: int, *, focus: bool = True) -> None:
        """Turn to a page, or to the review."""
        self.flush()
        self._here = index
        if index == REVIEW:
            self._show_review()
            self._show_around()
        else:
            self._show_around()  # first: the questions are laid out once, in the room they have
            sheet = self.book.turn_to(index)
            first = self.filling.first_on(index)
            if focus and first is not None:
                self._focus(index, first.ref)
            elif focus and not sheet.focus_add():
                self._ref = ""
                self.footer.focus_onward()  # nothing is asked here: Enter turns the page
        self._later.start()

    def go_to(self, ref: str) -> None:
        """Turn to the page of a question and take the keyboard to its answer."""
        index = self.filling.page_of(ref)
        if index != self._here:
            self.show_page(index, focus=False)
        self._focus(index, ref)

    def step(self, by: int) -> None:
        """Turn to the page before (-1) or after (1) this one."""
        pages = [*self.filling.open_pages(), REVIEW]
        at = pages.index(self._here) if self._here in pages else 0
        to = pages[max(0, min(len(pages) - 1, at + by))]
        if to != self._here:
            self.show_page(to)

    def go_on(self, ref: str) -> None:
        """Take the keyboard to the question after `ref`, or to the review after the last.

        An answer that has just been refused keeps the keyboard, so that its message is read.
        """
        if self.filling.node(ref).violation == "constraint":
            self.go_to(ref)
            return
        following = self.filling.following(ref)
        if following is None:
            self.show_page(REVIEW)
        else:
            self.go_to(following.ref)

    def go_to_missing(self, *, back: bool = False) -> None:
        """Take the keyboard to the next missing or wrong answer, or to the review if none is.

        `back`: to the one before instead.
        """
        self.flush()
        found = self.filling.next_open(self._ref, back=back)
        if found is None:
            self.show_page(REVIEW)
        else:
            self.go_to(found.ref)

    def seek(self, sought: str) -> bool:
        """Go to the question with this number, else to the next with these words in it."""
        return self.left.finder.seek(sought)

    def flush(self) -> None:
        """Have everything kept that is typed and not kept yet."""
        self.book.flush()
        self.side.note.flush()

    # --- acting ----------------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What the keys of the table do here."""
        return {
            "before": lambda: self._go_beside(-1),
            "after": lambda: self._go_beside(1),
            "onward": lambda: self.step(1),
            "back": lambda: self.step(-1),
            "find": self.left.finder.begin,
            "again": self.left.finder.again,
            "missing": self.go_to_missing,
            "missed": lambda: self.go_to_missing(back=True),
            "note": self._write_note,
            "decline": self._decline,
            "language": self._next_language,
            "add": self._add_here,
            "remove": self._remove_here,
            "paper": self._from_paper,
            "leave": self.leaves.emit,
            "keys": self._show_keys,
        }

    def take_back(self) -> bool:
        """Take back the last answer of this sitting and go there. False where there is none."""
        self.flush()
        ref = self.filling.take_back()
        if ref is not None and any(place.ref == ref for place in self.filling.places):
            self.go_to(ref)
        return ref is not None

    def add(self, ref: str) -> None:
        """Append an instance to the repeat `ref` and take the keyboard to its first question."""
        if not self.filling.add(ref):
            return
        inside = [p for p in self.filling.places if p.ref.startswith(f"{ref}[")]
        last = inside[-1].ref[: inside[-1].ref.index("]", len(ref))] if inside else ""
        first = next((p for p in inside if p.ref.startswith(f"{last}]")), None)
        if first is not None:
            self.go_to(first.ref)

    def remove(self, ref: str) -> None:
        """Remove the repeat instance `ref`; `removed` offers to take that back."""
        self.flush()
        name = next((p.label for p in self.filling.pages if ref.startswith(p.ref)), "")
        if self.filling.remove(ref):
            self.removed.emit(ref, plain(name))
            self.setFocus()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.flush()
        self.book.drop()
        self.side.retranslate()
        if self._here != REVIEW:
            self.book.turn_to(self._here)
        else:
            self.review.refresh()
        self._word_page()
        self._show_results()

    def _ask_alone(self, first: Place) -> None:
        gate = Gate(self.filling, first)
        gate.left.connect(self.leaves)
        gate.opened.connect(lambda: self._open_form(first))
        self._cover(gate)
        gate.focus_answer()

    def _open_form(self, first: Place) -> None:
        self._uncover()
        if self._ref in ("", first.ref):
            self.go_on(first.ref)
        else:
            self.go_to(self._ref)  # where the draft was left

    def hideEvent(self, event: QHideEvent) -> None:
        """Have what is typed kept before the surface goes out of sight (cover, lock, close)."""
        self.flush()
        super().hideEvent(event)

    # --- keys ------------------------------------------------------------------------------------

    def _act(self, name: str, act: Callable[[], object]) -> None:
        if self._gate is None or name in ("leave", "language"):
            act()

    def _go_beside(self, by: int) -> None:
        self.flush()
        filling = self.filling
        found = filling.following(self._ref) if by > 0 else filling.preceding(self._ref)
        if found is not None:
            self.go_to(found.ref)

    def _write_note(self) -> None:
        if self._ref and self._here != REVIEW:
            self._side_area.show()  # also where there was no room for it
            self.side.note.write()

    def _decline(self) -> None:
        sheet = self.sheet()
        block = sheet.block(self._ref) if sheet is not None else None
        if isinstance(block, QuestionBlock):
            block.decline()

    def _next_language(self) -> None:
        session = self.filling.session
        names = session.form.languages
        if len(names) > 1:
            at = names.index(session.language) if session.language in names else -1
            self._speak(names[(at + 1) % len(names)])

    def _add_here(self) -> None:
        sheet = self.sheet()
        box = sheet.box_around(self._ref) if sheet is not None else None
        if box is not None and not box.fixed:
            self.flush()
            self.add(box.ref)

    def _remove_here(self) -> None:
        sheet = self.sheet()
        box = sheet.box_around(self._ref) if sheet is not None else None
        if box is None or box.fixed:
            return
        card = next((c for c in box.cards if self._ref.startswith(f"{c.ref}/")), None)
        if card is not None:
            self.remove(card.ref)

    def _from_paper(self) -> None:
        bar = self.paper()
        if bar.isVisible():
            bar.close_bar()
            return
        self.flush()
        if self._here == REVIEW:
            self.begin("")
        bar.begin(self._ref, self.review.told_on())

    def _follow_paper(self, ref: str) -> None:
        """Show the question that is typed from paper, and leave the keyboard where it is."""
        self._entered(ref)
        index = self.filling.page_of(ref)
        if index != self._here:
            self.show_page(index, focus=False)
        self.book.reveal(index, ref, lambda _block: None)
        self.paper().show_told(self.review.told_on())

    def _show_keys(self) -> None:
        self.flush()
        if self._keys is None:
            self._keys = KeySheet(self)
            self._keys.gone.connect(self._back_to_question)
        self._keys.open()

    def _back_to_question(self) -> None:
        sheet = self.sheet()
        self.setFocus()
        if sheet is not None and self._ref:
            self.book.reveal(self._here, self._ref, lambda block: block.focus_answer())
        self._show_side()

    # --- building and showing --------------------------------------------------------------------

    def _wire(self) -> None:
        self.left.left.connect(self.leaves)
        self.left.missing.connect(self.go_to_missing)
        self.left.finder.chosen.connect(self.go_to)
        self.left.finder.given_up.connect(self._back_to_question)
        self.left.outline.chosen.connect(self.show_page)
        self.side.note.done.connect(self._back_to_question)
        self.filling.settled.connect(self._settled)
        self.filling.noted.connect(self.book.show_note)
        self.filling.refused.connect(lambda _fault: self.book.refresh())
        self.book.passed.connect(self.go_on)
        self.book.entered.connect(self._entered)
        self.book.adds.connect(self.add)
        self.book.removes.connect(self.remove)
        bind(self, {name: partial(self._act, name, act) for name, act in self.acts().items()})

    def _focus(self, index: int, ref: str) -> None:
        self._entered(ref)
        self.book.reveal(index, ref, lambda block: block.focus_answer())

    def _entered(self, ref: str) -> None:
        if ref != self._ref:
            self._ref = ref
            self.placed.emit(ref)
        self.side.show_question(self.filling.node(ref), self.filling.number(ref))

    def _settled(self, change: ChangeSet) -> None:
        self.book.apply(change)
        self._later.start()

    def _speak(self, language: str) -> None:
        self.flush()
        if not self.filling.speak(language):
            return
        if self._gate is not None:
            self._gate.show_question()
        self.book.drop(but=self._here)  # the others are built anew when they are next shown
        if self._ref:
            self.side.show_question(self.filling.node(self._ref), self.filling.number(self._ref))
        if self._here == REVIEW:
            self.review.refresh()
        self._word_page()

    def _show_review(self) -> None:
        self.book.nag()
        review, area = self._last_page()
        review.refresh()
        self.book.setCurrentWidget(area)
        review.focus_first()
