"""The navigation at the left: the mark, the pages with their counts, and whose laptop it is."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from socialcase.lazy_dataclass import dataclass
from socialcase.texts import tr
from socialcase.ui.theme.tokens import BODY, CAPTION, current
from socialcase.ui.widgets.labels import Rule, Words
from socialcase.ui.widgets.layout import column
from socialcase.ui.widgets.ornament import Mark
from socialcase.ui.widgets.paint import (
    BOLD,
    CENTRE,
    MEDIUM,
    RIGHT,
    Pen,
    mark,
    round_box,
    write,
)
from socialcase.ui.widgets.person_mark import PersonMark
from socialcase.ui.widgets.rows import RowDelegate, Rows, RowsView

WIDE, NARROW = 212, 60


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page in the navigation. `new`: the count is of something that waits for a look."""

    page: str
    words: str
    icon_name: str
    count: int = 0
    new: bool = False


class _NavDelegate(RowDelegate[NavItem]):
    height = 36
    ruled = False

    def __init__(self) -> None:
        super().__init__()
        self.current_page = ""
        self.narrow = False

    def draw(self, painter: QPainter, box: QRect, row: NavItem) -> None:
        on = row.page == self.current_page
        inner = box.adjusted(10, 0, -10, -2)
        if on:
            self._raise(painter, box, inner)
        icon = QRect(inner.left() + 10, inner.top() + 7, 20, 20)
        mark(painter, icon, row.icon_name, "accent" if on else "muted")
        if self.narrow:
            return
        pen = Pen(BODY, BOLD if on else MEDIUM, "text" if on else "muted")
        room = Pen(CAPTION, BOLD).width(str(row.count)) + 24 if row.count else 8
        write(painter, inner.adjusted(40, 0, -room, 0), row.words, pen)
        if row.count:
            self._count(painter, inner, row)

    def _raise(self, painter: QPainter, box: QRect, inner: QRect) -> None:
        tokens = current()
        round_box(painter, QRectF(inner), tokens.colour("raised"), tokens.colour("line"), 6)
        edge = QRectF(box.left() - 3, inner.top() + 7, 6, inner.height() - 14)
        round_box(painter, edge, tokens.colour("accent"), None, 3)

    def _count(self, painter: QPainter, inner: QRect, row: NavItem) -> None:
        words = f"{row.count}"
        if not row.new:
            pen = Pen(CAPTION, MEDIUM, "muted")
            write(painter, inner.adjusted(0, 0, -10, 0), words, pen, RIGHT)
            return
        pen = Pen(CAPTION, BOLD, "accent_text")
        width = max(20, pen.width(words) + 12)
        badge = QRect(inner.right() - 9 - width, inner.top() + 8, width, 18)
        round_box(painter, QRectF(badge), current().colour("accent"), None, 9)
        write(painter, badge, words, pen, CENTRE)

    def ground(self, painter: QPainter, box: QRect, row: NavItem, *, hover: bool) -> None:
        if hover and row.page != self.current_page:
            inner = QRectF(box.adjusted(10, 0, -10, -2))
            round_box(painter, inner, current().colour("hover"), None, 6)


class Navigation(QFrame):
    """The pages that this workspace has. `chosen(page)` when a person goes to one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(WIDE)
        self._rows: Rows[NavItem] = Rows(_spoken)
        self._delegate = _NavDelegate()
        self.list = RowsView(tr("Pages"))
        self.list.setModel(self._rows)
        self.list.setItemDelegate(self._delegate)
        self.list.opened.connect(lambda row: self.chosen.emit(row.page))
        self._name = Words(size="small")
        self._role = Words(size="caption", tone="muted", wrap=True)
        self._avatar = PersonMark("", 32)
        self._brand = Words("socialcase", size="question", weight="bold")
        self._lay_out()

    def show_items(self, items: Sequence[NavItem]) -> None:
        """Show the pages with their counts."""
        kept = self.list.currentIndex().row()
        self.list.setAccessibleName(tr("Pages"))
        self._rows.show(items)
        self.list.setCurrentIndex(self._rows.index(max(0, kept), 0))

    def show_page(self, page: str) -> None:
        """Mark `page` as the open one."""
        self._delegate.current_page = page
        for place, item in enumerate(self._rows.rows):
            if item.page == page:
                self.list.setCurrentIndex(self._rows.index(place, 0))
        self._rows.show_again()

    def show_person(self, name: str, role: str) -> None:
        """Say whose workspace this is."""
        self._name.setText(name)
        self._role.setText(role)
        self._avatar.show_name(name)

    def make_narrow(self, narrow: bool) -> None:
        """Only icons, so that a page has more room."""
        if narrow == self._delegate.narrow:
            return
        self._delegate.narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDE)
        for part in (self._brand, self._name, self._role):
            part.setVisible(not narrow)
        self._rows.show_again()

    def _lay_out(self) -> None:
        brand = QHBoxLayout()
        brand.setContentsMargins(18, 0, 8, 0)
        brand.setSpacing(10)
        brand.addWidget(Mark(26))
        brand.addWidget(self._brand, 1)
        me = QHBoxLayout()
        me.setContentsMargins(14, 4, 10, 0)
        me.setSpacing(10)
        me.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        me.addLayout(column(self._name, self._role, gap=0), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 17, 0, 12)
        layout.setSpacing(0)
        layout.addLayout(brand)
        layout.addSpacing(19)
        layout.addWidget(self.list, 1)
        layout.addWidget(Rule())
        layout.addSpacing(6)
        layout.addLayout(me)


def _spoken(item: NavItem) -> str:
    return f"{item.words} {item.count}" if item.count else item.words
