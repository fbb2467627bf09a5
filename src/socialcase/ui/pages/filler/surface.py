"""What the filler's surface is made of, and what it says: outline, pages, results, heading."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from socialcase.texts import tr
from socialcase.ui.page import scrolled
from socialcase.ui.pages.filler.book import Book
from socialcase.ui.pages.filler.gate import Gate
from socialcase.ui.pages.filler.head import Footer, Heading, LeftColumn
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.outline import Entry, entry_of, page_name
from socialcase.ui.pages.filler.sheet import Sheet
from socialcase.ui.pages.filler.side import SidePanel
from socialcase.ui.pages.filler.words import day_in_words
from socialcase.ui.widgets.layout import column, row

REVIEW = -1
"""The index that stands for the review."""
_SIDE_FROM = 1190  # a narrower surface leaves the panel at the right out


class Surface(QWidget):
    """The parts side by side. It shows where the person is; where they go is the desk's affair."""

    def __init__(
        self,
        filling: Filling,
        before: dict[str, str] | None,
        before_on: str,
        speak: Callable[[str], object],
        step: Callable[[int], object],
    ) -> None:
        """`speak(language)` asks in another language, `step(by)` turns a page."""
        super().__init__()
        self.filling = filling
        self._before_on = before_on
        self._here = REVIEW
        self._gate: Gate | None = None
        self.left = LeftColumn(filling)
        self.heading = Heading(speak, with_before=before is not None)
        self.footer = Footer(lambda: step(-1), lambda: step(1))
        self.side = SidePanel(filling)
        self.book = Book(filling, before)
        self._side_area = scrolled(self.side)
        self._side_area.setFixedWidth(298)
        self._middle = column(self.heading, self.book, self.footer, gap=0)
        self._middle.setStretch(1, 1)
        self._row = row(self.left, self._middle, self._side_area, gap=22)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_results)

    def word(self, back: str, title: str, detail: str, leave: str = "") -> None:
        """Set the words of the left column, as `LeftColumn.word` takes them."""
        self.left.word(back, title, detail, leave)

    def here(self) -> int:
        """The index of the page that is shown, or REVIEW."""
        return self._here

    def gate(self) -> Gate | None:
        """*Can we speak alone?*, while that is all there is on the screen."""
        return self._gate

    def sheet(self) -> Sheet | None:
        """The page of questions that is shown, None at the review."""
        return self.book.sheet(self._here) if self._here != REVIEW else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the panel at the right out where the questions need the room."""
        super().resizeEvent(event)
        self._show_side()

    def _show_side(self) -> None:
        there = self._here != REVIEW and self._gate is None
        beside = there and self.width() >= _SIDE_FROM
        self._side_area.setVisible(beside)
        # nothing stands at the right then: the questions keep off the window's edge
        self._row.setContentsMargins(0, 0, 0 if beside or self._gate is not None else 16, 0)

    def _show_around(self) -> None:
        """Show what stands around a page: the panel at the right, the heading, the footer."""
        self._show_side()
        self._word_page()

    def _cover(self, gate: Gate) -> None:
        """Show the gate and nothing else: others may look at the screen."""
        self._gate = gate
        for part in self._parts():
            part.hide()
        self._row.insertWidget(0, gate, 100)

    def _uncover(self) -> None:
        gate, self._gate = self._gate, None
        if gate is not None:  # first: both together would be wider than the window
            self._row.removeWidget(gate)
            gate.hide()
            gate.deleteLater()
        for part in self._parts():
            part.show()
        self._show_side()

    def _parts(self) -> tuple[QWidget, ...]:
        return (self.left, self.heading, self.book, self.footer, self._side_area)

    def _word_page(self) -> None:
        pages = [*self.filling.open_pages(), REVIEW]
        at = pages.index(self._here) if self._here in pages else 0
        session = self.filling.session
        self.heading.language.offer(session.form.languages, session.language)
        last = day_in_words(self._before_on)
        self.heading.word(self._name(self._here), questions=self._here != REVIEW, last=last)
        before = self._name(pages[at - 1]) if at else ""
        after = self._name(pages[at + 1]) if at + 1 < len(pages) else ""
        self.footer.word(before, after, questions=self._here != REVIEW)

    def _name(self, index: int) -> str:
        if index == REVIEW:
            return tr("Review and finish")
        return page_name(self.filling.pages[index])

    def _show_results(self) -> None:
        session = self.filling.session
        counts = {count.ref: count for count in session.progress()}
        pages = self.filling.pages
        entries = [
            entry_of(at, pages[at], counts.get(pages[at].ref)) for at in self.filling.open_pages()
        ]
        entries.append(Entry(REVIEW, "", tr("Review and finish")))
        self.left.show_entries(entries, self._here)
        self.side.show_results(session.scores(), session.needs())
