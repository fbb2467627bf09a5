"""The filler's working surface: outline, one page of questions at a time, what they add up to.

It knows the form and its journal (`Filling`), not where they come from; `FillerPage` connects it
with the acts.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from socialcase.forms import ChangeSet, PageProgress
from socialcase.texts import tr
from socialcase.ui.page import scrolled
from socialcase.ui.pages.filler.head import Footer, Heading, LeftColumn
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.outline import Entry
from socialcase.ui.pages.filler.review import Review
from socialcase.ui.pages.filler.sheet import Sheet
from socialcase.ui.pages.filler.side import SidePanel
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.layout import column, row

REVIEW = -1
"""The index that stands for the review."""
_SIDE_FROM = 1190  # a narrower surface leaves the panel at the right out


class Desk(QWidget):
    """One form being filled.

    `leaves`: the person wants to leave. `finishes` carries the day it was told (ISO).
    `placed` carries the ref of the question that a newly shown page begins at.
    """

    leaves = Signal()
    finishes = Signal(str)
    placed = Signal(str)

    def __init__(self, filling: Filling, before: dict[str, str], today: str) -> None:
        """`before`: answers of the last time by ref, empty for a first assessment."""
        super().__init__()
        self.filling = filling
        self._before = before or None
        self._here = REVIEW
        self._ref = ""
        self._nag = False
        self._sheets: dict[int, tuple[Sheet, QScrollArea]] = {}
        self.left = LeftColumn()
        self.heading = Heading(self._speak, with_before=bool(before))
        self.footer = Footer(lambda: self.step(-1), lambda: self.step(1))
        self.side = SidePanel()
        self.review = Review(filling, today, self.go_to, self.finishes.emit)
        self._stack = QStackedWidget()
        self._review_area = scrolled(self.review)
        self._stack.addWidget(self._review_area)
        self._side_area = scrolled(self.side)
        self._side_area.setFixedWidth(298)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_results)
        self._lay_out()
        self._wire()

    def word(self, back: str, title: str, detail: str) -> None:
        """Set the words of the left column: where leaving goes, the form, whom it is about."""
        self.left.word(back, title, detail)

    def begin(self, ref: str) -> None:
        """Show the page of `ref`, the first page if it is empty or unknown."""
        known = any(place.ref == ref for place in self.filling.places)
        if known and self.filling.node(ref).relevant:
            self.go_to(ref)
            return
        pages = self.filling.open_pages()
        self.show_page(pages[0] if pages else REVIEW)

    def here(self) -> int:
        """The index of the page that is shown, or REVIEW."""
        return self._here

    def sheet(self) -> Sheet | None:
        """The page of questions that is shown, None at the review."""
        found = self._sheets.get(self._here)
        return found[0] if found else None

    def show_page(self, index: int, *, focus: bool = True) -> None:
        """Turn to a page, or to the review."""
        self.flush()
        self._here = index
        if index == REVIEW:
            self._show_review()
        else:
            sheet, area = self._built(index)
            self._stack.setCurrentWidget(area)
            first = self.filling.first_on(index)
            if focus and first is not None:
                self._focus(sheet, first.ref)
            self.placed.emit(first.ref if first else "")
        self._word_page()
        self._show_results()

    def go_to(self, ref: str) -> None:
        """Turn to the page of a question and take the keyboard to its answer."""
        index = self.filling.page_of(ref)
        if index != self._here:
            self.show_page(index, focus=False)
        sheet, _ = self._built(index)
        self._focus(sheet, ref)

    def step(self, by: int) -> None:
        """Turn to the page before (-1) or after (1) this one."""
        pages = [*self.filling.open_pages(), REVIEW]
        at = pages.index(self._here) if self._here in pages else 0
        self.show_page(pages[max(0, min(len(pages) - 1, at + by))])

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

    def go_to_missing(self) -> None:
        """Take the keyboard to the next missing or wrong answer, or to the review if none is."""
        self.flush()
        found = self.filling.next_open(self._ref)
        if found is None:
            self.show_page(REVIEW)
        else:
            self.go_to(found.ref)

    def seek(self, sought: str) -> bool:
        """Go to the question with this number, else to the next with this word in it."""
        if not sought:
            return False
        places = [p for p in self.filling.places if self.filling.node(p.ref).relevant]
        exact = next((p for p in places if p.number == sought), None)
        word = sought.casefold()
        found = exact or next(
            (p for p in places if word in plain(self.filling.node(p.ref).label).casefold()), None
        )
        if found is not None:
            self.go_to(found.ref)
        return found is not None

    def flush(self) -> None:
        """Have everything kept that is typed and not kept yet."""
        for sheet, _ in self._sheets.values():
            sheet.flush()

    def retranslate(self) -> None:
        """Word everything in the language now in force."""
        self.flush()
        self._drop_sheets()
        if self._here != REVIEW:
            self._stack.setCurrentWidget(self._built(self._here)[1])
        else:
            self.review.refresh()
        self._word_page()
        self._show_results()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the panel at the right out where the questions need the room."""
        super().resizeEvent(event)
        self._side_area.setVisible(self.width() >= _SIDE_FROM)

    def hideEvent(self, event: QHideEvent) -> None:
        """Have what is typed kept before the surface goes out of sight (cover, lock, close)."""
        self.flush()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        middle = column(self.heading, self._stack, self.footer, gap=0)
        middle.setStretch(1, 1)
        layout = row(self.left, middle, self._side_area, gap=22)
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def _wire(self) -> None:
        self.left.left.connect(self.leaves)
        self.left.missing.connect(self.go_to_missing)
        self.left.sought.connect(self.seek)
        self.left.outline.chosen.connect(self.show_page)
        self.filling.settled.connect(self._settled)
        self.filling.refused.connect(lambda _fault: self._show_truth())
        keys = {
            "F8": self.go_to_missing,
            "Esc": self.leaves.emit,
            "Ctrl+F": self.left.search.setFocus,
            "Ctrl+PgDown": lambda: self.step(1),
            "Ctrl+PgUp": lambda: self.step(-1),
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _built(self, index: int) -> tuple[Sheet, QScrollArea]:
        if index not in self._sheets:
            sheet = Sheet(self.filling, index, self._before)
            sheet.given.connect(self.filling.answer)
            sheet.passed.connect(self.go_on)
            sheet.entered.connect(self._entered)
            sheet.adds.connect(self.filling.add)
            sheet.removes.connect(self.filling.remove)
            if self._nag:
                sheet.nag()
            area = scrolled(sheet)
            self._stack.addWidget(area)
            self._sheets[index] = (sheet, area)
        return self._sheets[index]

    def _drop_sheets(self) -> None:
        for _, area in self._sheets.values():
            self._stack.removeWidget(area)
            area.deleteLater()
        self._sheets.clear()

    def _focus(self, sheet: Sheet, ref: str) -> None:
        block = sheet.block(ref)
        if block is None:
            return
        block.focus_answer()
        _, area = self._sheets[sheet.index]
        QTimer.singleShot(0, block, lambda: area.ensureWidgetVisible(block, 0, 40))

    def _entered(self, ref: str) -> None:
        self._ref = ref
        self.side.why.show_question(self.filling.node(ref), self.filling.number(ref))

    def _settled(self, change: ChangeSet) -> None:
        moves = any(facet == "relevant" for _, facet in change.changes)
        self._stack.setUpdatesEnabled(not moves)
        for sheet, _ in self._sheets.values():
            sheet.apply(change)
        self._stack.setUpdatesEnabled(True)
        self._later.start()

    def _show_truth(self) -> None:
        """After an answer could not be kept, show what is kept."""
        for sheet, _ in self._sheets.values():
            sheet.refresh()

    def _speak(self, language: str) -> None:
        self.flush()
        if not self.filling.speak(language):
            return
        for sheet, _ in self._sheets.values():
            sheet.refresh()
        if self._here == REVIEW:
            self.review.refresh()
        self._word_page()

    def _show_review(self) -> None:
        self._nag = True
        for sheet, _ in self._sheets.values():
            sheet.nag()
        self.review.refresh()
        self._stack.setCurrentWidget(self._review_area)
        self.review.button.setFocus()

    def _word_page(self) -> None:
        pages = [*self.filling.open_pages(), REVIEW]
        at = pages.index(self._here) if self._here in pages else 0
        session = self.filling.session
        self.heading.language.offer(session.form.languages, session.language)
        self.heading.word(self._name(self._here), questions=self._here != REVIEW)
        before = self._name(pages[at - 1]) if at else ""
        self.footer.word(before, self._name(pages[at + 1]) if at + 1 < len(pages) else "")

    def _name(self, index: int) -> str:
        if index == REVIEW:
            return tr("Review and finish")
        page = self.filling.pages[index]
        return f"{page.number}  {plain(page.label)}".strip()

    def _show_results(self) -> None:
        session = self.filling.session
        counts = {count.ref: count for count in session.progress()}
        entries = [self._entry(at, counts) for at in self.filling.open_pages()]
        entries.append(Entry(REVIEW, "", tr("Review and finish")))
        self.left.show_entries(entries, self._here)
        self.side.show_results(session.scores(), session.needs())

    def _entry(self, index: int, counts: dict[str, PageProgress]) -> Entry:
        page = self.filling.pages[index]
        count = counts.get(page.ref, PageProgress(page.ref, 0, 0, 0, 0))
        words = plain(page.label) or tr("Page {number}").format(number=page.number)
        return Entry(
            index, page.number, words, count.answered, count.total, count.missing, count.invalid
        )
