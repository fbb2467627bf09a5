"""A page that is one list with a search above it: rows are found while one types."""

from collections.abc import Callable, Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from socialcase.texts import tr
from socialcase.ui.page import Page, PageContext, Target, page_column
from socialcase.ui.theme.icons import icon
from socialcase.ui.widgets.buttons import primary
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import Part, clear, row
from socialcase.ui.widgets.list_head import ListHead
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

Row = TypeVar("Row")
PAGE = 40
"""Rows read at once, two screenfuls; the next ones follow when a person comes to the end."""
_PAUSE_MS = 40
"""So long after the last letter the search begins: a fast typist is not answered in between."""


class ListPage(Page, Generic[Row]):
    """Title, search, list. Enter or a click opens a row; Down goes from the search into the list.

    A page of this kind says what its rows are: `fitting`, `page_after`, `spoken`, `target`,
    `names`, `count_words`, `empty`. It calls `begin` when it is ready to read. `numbers`: which
    columns stand at the right.
    """

    numbers: Collection[int] = ()

    def __init__(
        self,
        context: PageContext,
        delegate: RowDelegate[Row],
        columns: Callable[[int], Sequence[tuple[int, int]]],
    ) -> None:
        super().__init__(context)
        self.heading = Words(size="title", weight="bold")
        self.count = Words(size="small", tone="muted")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            icon("magnifying-glass", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.new = primary(icon_name="plus", then=self.begin_new)
        self.rows: Rows[Row] = Rows(self.spoken, self._more, at_once=PAGE)
        self.list = RowsView("")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(delegate)
        self.list.opened.connect(lambda found: context.open(self.target(found)))
        self._head = ListHead(columns)
        self._head.stand_beside(self.list.verticalScrollBar())
        self._empty = QVBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self.setFocusProxy(self.search)

    def begin(self, *search_line: Part, stretch: int = -1) -> None:
        """Lay the page out, with these parts in the line of the search, and read."""
        card = Card(padding=(0, 0, 0, 0))
        card.body.setSpacing(0)
        card.put(self._head, self.list, self._empty)
        layout = page_column(self)
        layout.addLayout(row(self.heading, None, self.new))
        line = row(*search_line, gap=12)
        if stretch >= 0:
            line.setStretch(stretch, 8)  # before the empty room in the line
        layout.addLayout(line)
        layout.addWidget(card, 1)
        self.says(self.heading.setText, self.title)
        self.says(self.list.setAccessibleName, self.title)
        self.says(self.new.setText, self.new_words)
        self.load()

    def begin_new(self) -> None:
        """What the filled button of the page begins."""
        self.context.open(Target("first_contact"))

    def new_words(self) -> str:
        """What stands on that button."""
        return tr("First contact")

    def fitting(self, text: str) -> Sequence[Row]:
        """The rows that fit what was typed, best first."""
        raise NotImplementedError

    def page_after(self, last: Row | None) -> Sequence[Row]:
        """The first page of all rows, or the one after `last`."""
        raise NotImplementedError

    def spoken(self, row: Row) -> str:
        """What a screen reader says of a row."""
        raise NotImplementedError

    def target(self, row: Row) -> Target:
        """Where a row leads."""
        raise NotImplementedError

    def names(self) -> Sequence[str]:
        """The names of the columns."""
        raise NotImplementedError

    def count_words(self, count: int, *, searched: bool, complete: bool) -> str:
        """What stands beside the search of how many there are."""
        raise NotImplementedError

    def empty(self, *, searched: bool) -> Empty:
        """What stands in the place of a list without rows."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Word everything again."""
        super().retranslate()
        self.load()

    def load(self) -> None:
        """Read what the search asks for, or the first page of all."""
        self._timer.stop()
        text = self.search.text().strip()
        found = self.read(lambda: self.fitting(text) if text else self.page_after(None)) or ()
        complete = bool(text) or len(found) < PAGE
        self._head.show_names(self.names(), self.numbers)
        self.rows.show(found, complete=complete)
        self.count.setText(self.count_words(len(found), searched=bool(text), complete=complete))
        clear(self._empty)
        for part in (self.list, self._head):
            part.setVisible(bool(found))
        if not found:
            self._empty.addWidget(self.empty(searched=bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search into what was found."""
        if event.key() == Qt.Key.Key_Down and self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _more(self, last: Row) -> Sequence[Row]:
        return self.read(lambda: self.page_after(last)) or ()
