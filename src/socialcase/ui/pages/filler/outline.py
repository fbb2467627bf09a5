"""The outline at the left: every page of the form with what is answered, missing or wrong."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from socialcase.forms import Page, PageProgress
from socialcase.texts import tr, trn
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import CAPTION, SMALL, current

Index = QModelIndex | QPersistentModelIndex
_EMPTY = QModelIndex()
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the page's index (-1 for the review), number, words and counts."""

    page: int
    number: str
    words: str
    answered: int = 0
    total: int = 0
    missing: int = 0
    invalid: int = 0

    def trouble(self) -> str:
        """What is wrong on the page, in words; "" when nothing is."""
        if self.invalid:
            return trn("{n} to correct", "{n} to correct", self.invalid).format(n=self.invalid)
        if self.missing and self.answered:
            return trn("{n} missing", "{n} missing", self.missing).format(n=self.missing)
        return ""

    def counts(self) -> str:
        """How much is answered, in words."""
        if not self.total:
            return ""
        return tr("{answered} of {total}").format(answered=self.answered, total=self.total)

    def spoken(self) -> str:
        """The whole line for a screen reader."""
        parts = (f"{self.number} {self.words}".strip(), self.counts(), self.trouble())
        return ", ".join(part for part in parts if part)


def page_name(page: Page) -> str:
    """A page's number and name; "Page 3" where its author gave it no name."""
    words = plain(page.label)
    if not words:
        return tr("Page {number}").format(number=page.number)
    return f"{page.number}  {words}".strip()


def entry_of(index: int, page: Page, count: PageProgress | None) -> Entry:
    """The line of a page of the form."""
    words = plain(page.label) or tr("Page {number}").format(number=page.number)
    if count is None:
        return Entry(index, page.number, words)
    return Entry(
        index, page.number, words, count.answered, count.total, count.missing, count.invalid
    )


class OutlineModel(QAbstractListModel):
    """The lines of the outline."""

    ENTRY = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other lines; the same pages are only painted again."""
        if [e.page for e in entries] == [e.page for e in self._entries]:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, page: int) -> int:
        """The line of a page, or -1."""
        return next((at for at, e in enumerate(self._entries) if e.page == page), -1)

    def rowCount(self, parent: Index = _EMPTY) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line's words for screen readers, or the whole entry."""
        entry = self._entries[index.row()]
        if role == self.ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken()
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a line: mark, number, words, counts, and trouble beneath."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """High enough for wrapped words and the trouble beneath them."""
        entry: Entry = index.data(OutlineModel.ENTRY)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 240
        metrics = QFontMetrics(typeface(SMALL, QFont.Weight.DemiBold))
        room = QRect(0, 0, self._words_width(entry, width), 500)
        height = metrics.boundingRect(room, _WRAP, entry.words).height()
        if entry.trouble():
            height += QFontMetrics(typeface(CAPTION)).height() + 1
        return QSize(width, max(38, height + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        entry: Entry = index.data(OutlineModel.ENTRY)
        tokens = current()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        focus = here and isinstance(view, QWidget) and view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
        if here:
            painter.setBrush(tokens.colour("raised"))
            painter.setPen(QPen(tokens.colour("accent" if focus else "line"), 2 if focus else 1))
            painter.drawRoundedRect(box, 6, 6)
        self._paint_mark(painter, QRect(option.rect.left() + 6, 0, 16, 16), option, entry, here)
        self._paint_words(painter, option.rect, entry, here=here)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry, *, here: bool) -> None:
        tokens, trouble = current(), entry.trouble()
        weight = QFont.Weight.DemiBold if here else QFont.Weight.Medium
        painter.setFont(typeface(SMALL, weight))
        painter.setPen(tokens.colour("text"))
        left = rect.left() + 30
        under = QFontMetrics(typeface(CAPTION)).height() + 1 if trouble else 0
        line = QRect(left, rect.top() + 4, 22, rect.height() - 8 - under)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, entry.number)
        line = QRect(left + self._number_width(entry), line.top(), 0, line.height())
        line.setWidth(self._words_width(entry, rect.width()))
        painter.drawText(line, _WRAP, entry.words)
        painter.setFont(typeface(CAPTION))
        if trouble:
            tone = "danger" if entry.invalid else "muted"
            painter.setPen(tokens.colour(tone))
            painter.drawText(line.left(), line.bottom() + under - 3, trouble)
        painter.setPen(tokens.colour("muted"))
        right = QRect(rect).adjusted(0, 0, -8, 0)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, side, entry.counts())

    def _paint_mark(
        self,
        painter: QPainter,
        box: QRect,
        option: QStyleOptionViewItem,
        entry: Entry,
        here: bool,
    ) -> None:
        tokens = current()
        box.moveTop(option.rect.center().y() - 7)
        if entry.page < 0:
            draw_icon(painter, "flag", box, tokens.colour("accent" if here else "muted"))
        elif here:
            painter.setPen(QPen(tokens.colour("accent"), 5))
            painter.setBrush(tokens.colour("raised"))
            painter.drawEllipse(QRectF(box).adjusted(3, 3, -3, -3))
        elif entry.invalid:
            draw_icon(painter, "warning", box, tokens.colour("danger"))
        elif entry.total and entry.answered == entry.total:
            draw_icon(painter, "check", box, tokens.colour("ok"))
        else:
            self._paint_circle(painter, QRectF(box).adjusted(1, 1, -1, -1), half=entry.answered > 0)

    def _paint_circle(self, painter: QPainter, box: QRectF, *, half: bool) -> None:
        edge = current().colour("edge")
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if half:
            painter.setBrush(edge)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPie(box, 90 * 16, 180 * 16)

    def _words_width(self, entry: Entry, width: int) -> int:
        counts = QFontMetrics(typeface(CAPTION)).horizontalAdvance(entry.counts())
        return max(60, width - 30 - self._number_width(entry) - counts - 18)

    def _number_width(self, entry: Entry) -> int:
        metrics = QFontMetrics(typeface(SMALL, QFont.Weight.DemiBold))
        return metrics.horizontalAdvance(entry.number) + 8 if entry.number else 0


class Outline(QListView):
    """The list of pages. `chosen` carries the page's index, -1 for the review."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.lines = OutlineModel()
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(lambda index: self._choose(index))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_entries(self, entries: list[Entry], here: int) -> None:
        """Show the lines, with the page `here` marked."""
        self.lines.show_entries(entries)
        self.setCurrentIndex(self.lines.index(self.lines.row_of(here)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the marked page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry: Entry = index.data(OutlineModel.ENTRY)
            self.chosen.emit(entry.page)
