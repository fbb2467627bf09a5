"""The pages of a form on the screen: each a scrolled sheet, built when it is first shown."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from socialcase.forms import ChangeSet
from socialcase.ui.page import scrolled
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.pages.filler.question import Asked
from socialcase.ui.pages.filler.sheet import Sheet

_EDGE, _ABOVE = 8, 40
"""Pixels that stay in sight above and below a choice that arrows came to, and the question."""


class Book(QStackedWidget):
    """All pages that were shown. The signals are those of the sheets."""

    passed = Signal(str)
    entered = Signal(str)
    adds = Signal(str)
    removes = Signal(str)

    def __init__(self, filling: Filling, before: dict[str, str] | None) -> None:
        super().__init__()
        self._filling, self._before = filling, before
        self._sheets: dict[int, tuple[Sheet, QScrollArea]] = {}
        self._nag = False
        self._target = ""
        self.currentChanged.connect(lambda _at: self._wake())

    def sheet(self, index: int) -> Sheet:
        """The page `index`, built if nobody has been there yet."""
        if index not in self._sheets:
            sheet = Sheet(self._filling, index, self._before)
            sheet.passed.connect(self.passed)
            sheet.entered.connect(self._came)
            sheet.adds.connect(self.adds)
            sheet.removes.connect(self.removes)
            if self._nag:
                sheet.nag()
            area = scrolled(sheet)
            area.verticalScrollBar().rangeChanged.connect(lambda *_: self._scroll(index))
            self.addWidget(area)
            self._sheets[index] = (sheet, area)
        return self._sheets[index][0]

    def turn_to(self, index: int) -> Sheet:
        """Show a page."""
        sheet = self.sheet(index)
        self.setCurrentWidget(self._sheets[index][1])
        return sheet

    def sheets(self) -> Iterator[Sheet]:
        """Every page that was built."""
        return (sheet for sheet, _ in list(self._sheets.values()))

    def reveal(self, index: int, ref: str, then: Callable[[Asked], object]) -> None:
        """Scroll to the question `ref` of a page, and do `then` with it, as soon as it is built."""
        self._target = ref

        def found(block: Asked) -> None:
            then(block)
            QTimer.singleShot(0, block, lambda: self._scroll(index, afresh=True))

        self.sheet(index).when_built(ref, found)

    def _wake(self) -> None:
        """Only the page in sight works on what it put off: together they would hold the window."""
        for sheet, area in list(self._sheets.values()):
            sheet.wake(now=area is self.currentWidget())

    def _came(self, ref: str) -> None:
        self._target = ref
        self.entered.emit(ref)
        area = self.currentWidget()
        if isinstance(area, QScrollArea):
            _keep_in_sight(area, QApplication.focusWidget(), _EDGE)

    def _scroll(self, index: int, *, afresh: bool = False) -> None:
        """Bring the question in hand into sight; again when the page has another height.

        One that is higher than the page is shown from its beginning when one comes to it
        (`afresh`), and so far that the place for the answer is in sight.
        """
        sheet, area = self._sheets.get(index, (None, None))
        block = sheet.block(self._target) if sheet is not None else None
        if sheet is None or area is None or block is None:
            return
        if block.height() + 2 * _ABOVE <= area.height():
            area.ensureWidgetVisible(block, 0, _ABOVE)
            return
        if afresh:
            area.verticalScrollBar().setValue(block.mapTo(sheet, QPoint()).y())
        held = QApplication.focusWidget()
        if held is not None and block.isAncestorOf(held):
            _keep_in_sight(area, held, _ABOVE)

    def apply(self, change: ChangeSet) -> None:
        """Touch up what a change set names."""
        moves = any(facet == "relevant" for _, facet in change.changes)
        self.setUpdatesEnabled(not moves)
        for index, (sheet, area) in list(self._sheets.items()):
            here = area is self.currentWidget()
            if change.removed and sheet.is_building():
                self._build_anew(index, here=here)  # what it was about to build may be gone
            else:
                sheet.apply(change, now=here)
        self.setUpdatesEnabled(True)

    def refresh(self) -> None:
        """Show what is kept, as after an answer that could not be."""
        for sheet in self.sheets():
            sheet.refresh()

    def nag(self) -> None:
        """From now on say beside every empty required question that it needs an answer."""
        self._nag = True
        for sheet in self.sheets():
            sheet.nag()

    def flush(self) -> None:
        """Have everything kept that is typed and not kept yet."""
        for sheet in self.sheets():
            sheet.flush()

    def show_note(self, ref: str) -> None:
        """Show whether something is noted on a question."""
        for sheet in self.sheets():
            sheet.show_note(ref)

    def drop(self, but: int | None = None) -> None:
        """Forget the pages that were built, all but one: they are built anew when next shown."""
        for index in [index for index in self._sheets if index != but]:
            self._let_go(*self._sheets.pop(index))

    def _build_anew(self, index: int, *, here: bool) -> None:
        old = self._sheets.pop(index)
        if here:
            self.turn_to(index)
        self._let_go(*old)

    def _let_go(self, sheet: Sheet, area: QWidget) -> None:
        sheet.wake(now=False)  # it is there for a while yet, and must not go on building
        self.removeWidget(area)
        area.hide()
        area.deleteLater()


def _keep_in_sight(area: QScrollArea, held: QWidget | None, room: int) -> None:
    """Scroll an area to what has the keyboard in it, with so many pixels around."""
    if held is not None and area.isAncestorOf(held):
        area.ensureWidgetVisible(held, 0, room)
