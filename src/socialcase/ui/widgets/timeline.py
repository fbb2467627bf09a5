"""The timeline: date, icon, title, words, and a mark of where the record is."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from socialcase.texts import short_date
from socialcase.texts.dates import month_and_year
from socialcase.ui.theme.tokens import CAPTION, SMALL, current
from socialcase.ui.widgets.paint import BOLD, MEDIUM, SECOND, Pen, mark, write, write_wrapped
from socialcase.ui.widgets.rows import RowDelegate

_DATE, _DOT, _LEFT = 92, 30, 134
_MONTH = Pen(CAPTION, MEDIUM, "muted")
_TITLE = Pen(weight=BOLD)
_TEXT = Pen(SMALL)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry, or the head of a month (`title` is ""). `where`: here, sent or office."""

    day: date
    icon_name: str
    tone: str
    title: str
    detail: str
    text: str
    where: str
    part: str


def draw_where(painter: QPainter, box: QRect, where: str) -> None:
    """● only here, ↑ on the stick, ✓✓ office has it."""
    if where == "office":
        mark(painter, box, "checks", "ok")
    elif where == "sent":
        mark(painter, box, "arrow-up", "muted")
    else:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("warning"))
        painter.drawEllipse(QRectF(box).center(), 2.6, 2.6)
        painter.restore()


class TimelineDelegate(RowDelegate[TimelineRow]):
    """Paints entries along a line."""

    ruled = False

    def opens(self, row: TimelineRow) -> bool:
        """An entry leads to its part of the file."""
        return bool(row.part)

    def height_of(self, row: TimelineRow, width: int) -> int:
        """One line for a month; for an entry as much as its words need."""
        if not row.title:
            return 26
        text = _TEXT.height(row.text, self._room(width)) + 3 if row.text else 0
        return max(44, 4 + 21 + text + 12)

    def draw(self, painter: QPainter, box: QRect, row: TimelineRow) -> None:
        """Paint one row."""
        if not row.title:
            write(painter, box.adjusted(0, 4, 0, 0), month_and_year(row.day), _MONTH)
            return
        write(painter, QRect(box.left(), box.top() + 5, _DATE, 20), short_date(row.day), SECOND)
        self._dot(painter, box, row)
        left = box.left() + _LEFT
        upper = QRect(left, box.top() + 4, self._room(box.width()), 21)
        used = write(painter, upper, row.title, _TITLE)
        write(painter, upper.adjusted(used + 8, 0, 0, 0), row.detail, SECOND)
        if row.text:
            lower = QRect(left, box.top() + 26, self._room(box.width()), box.height() - 26)
            write_wrapped(painter, lower, row.text, _TEXT)
        draw_where(painter, QRect(box.right() - 22, box.top() + 6, 16, 16), row.where)

    def _dot(self, painter: QPainter, box: QRect, row: TimelineRow) -> None:
        tokens = current()
        circle = QRect(box.left() + _DATE + 2, box.top(), _DOT, _DOT)
        line = QRect(circle.center().x(), circle.bottom(), 1, max(0, box.height() - _DOT))
        painter.fillRect(line, tokens.colour("line"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.setBrush(tokens.colour("raised"))
        painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()
        mark(painter, circle.adjusted(7, 7, -7, -7), row.icon_name, row.tone)

    def _room(self, width: int) -> int:
        return max(160, width - _LEFT - 34)
