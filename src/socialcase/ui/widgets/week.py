"""The week ahead: seven days, a dot for each visit, the places below."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from socialcase.actions.today import DayBox
from socialcase.texts import short_date, tr, trn
from socialcase.ui.theme.tokens import SECTION, current
from socialcase.ui.widgets.paint import BOLD, QUIET, SECOND, Pen, fill, write


class Week(QWidget):
    """Seven boxes in one frame; today's is coloured and its number is bold like the others."""

    def __init__(self) -> None:
        super().__init__()
        self._days: Sequence[DayBox] = ()
        self._today = date.min
        self.setFixedHeight(52)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[DayBox], today: date) -> None:
        """Show these days."""
        self._days, self._today = days, today
        spoken = [f"{short_date(d.day)}: {_places(d)}" for d in days]
        self.setAccessibleName("; ".join(spoken))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the days."""
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = current()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("raised"))
        painter.drawPath(outline)
        painter.setClipPath(outline)
        width = self.width() / len(self._days)
        for place, day in enumerate(self._days):
            box = QRect(round(place * width), 0, round(width), self.height())
            self._day(painter, box, day, last=place == len(self._days) - 1)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.colour("line"), 1))
        painter.drawPath(outline)
        painter.end()

    def _day(self, painter: QPainter, box: QRect, day: DayBox, *, last: bool) -> None:
        on = day.day == self._today
        if on:
            fill(painter, box, "accent_soft")
        if not last:
            edge = QRect(box.right(), box.top(), 1, box.height())
            fill(painter, edge, "line")
        top = QRect(box.left() + 12, box.top() + 7, box.width() - 20, 20)
        used = write(painter, top, short_date(day.day).split()[0], SECOND)
        number = Pen(SECTION, BOLD, "accent" if on else "text")
        used += 7 + write(painter, top.adjusted(used + 7, 0, 0, 0), str(day.day.day), number)
        self._dots(painter, top.adjusted(used, 0, 0, 0), day.visits)
        low = QRect(box.left() + 12, box.top() + 28, box.width() - 18, 17)
        write(painter, low, _places(day), QUIET)

    def _dots(self, painter: QPainter, box: QRect, count: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("accent"))
        shown = min(count, max(1, (box.width() - 6) // 9), 6)
        for place in range(shown if count else 0):
            painter.drawEllipse(QPointF(box.right() - 5 - place * 9, box.center().y()), 3, 3)


def _places(day: DayBox) -> str:
    if not day.visits:
        return tr("No visits")
    places = ", ".join(place for place in day.settlements if place)
    return places or trn("{n} visit", "{n} visits", day.visits).format(n=day.visits)
