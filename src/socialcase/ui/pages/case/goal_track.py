"""How far a goal is, drawn: its number, the way from baseline to target, the line over reviews."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import GoalMeasure, GoalView
from socialcase.actions.plan_views import part_of
from socialcase.cases.planning import part_done
from socialcase.texts import short_date, tr
from socialcase.ui.speech import quoted
from socialcase.ui.theme.tokens import BODY, CAPTION, current
from socialcase.ui.widgets.paint import BOLD, CENTRE, Pen, round_box, write

_LEFT, _RIGHT, _MIDDLE = 14.0, 168.0, 21.0


class Number(QWidget):
    """The number of a goal in a filled circle; where it is `movable`, a goal is drawn by it.

    `dropped(y)`: let go at that height of the screen.
    """

    dropped = Signal(int)

    def __init__(self, number: int, *, movable: bool = False) -> None:
        super().__init__()
        self._number, self._movable = number, movable
        self._pressed: QPointF | None = None
        self.setFixedSize(QSize(28, 28))
        if movable:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.setToolTip(tr("Draw it up or down"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the goal."""
        if self._movable and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go, if it was drawn at all."""
        before, self._pressed = self._pressed, None
        if before is None:
            return
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if abs(event.globalPosition().y() - before.y()) > self.height() / 2:
            self.dropped.emit(round(event.globalPosition().y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        round_box(painter, QRectF(self.rect()), current().colour("accent"), None, 14)
        pen = Pen(BODY, BOLD, "accent_text")
        write(painter, self.rect(), str(self._number), pen, CENTRE)
        painter.end()


class Track(QWidget):
    """The way of a goal: where it began, where it is (above the bar), where it is to end (flag)."""

    def __init__(self, part: float, start: str, now: str, end: str) -> None:
        super().__init__()
        self._part = min(1.0, max(0.0, part))
        self._start, self._now, self._end = start, now, end
        self.setFixedSize(QSize(186, 44))
        words = tr("was {start}, now {now}, goal {end}").format(start=start, now=now, end=end)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, points, flag and values."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = _LEFT + (_RIGHT - _LEFT) * self._part
        whole = QRectF(_LEFT, _MIDDLE - 3, _RIGHT - _LEFT, 6)
        round_box(painter, whole, tokens.colour("line"), None, 3)
        behind = QRectF(_LEFT, _MIDDLE - 3, x - _LEFT, 6)
        round_box(painter, behind, tokens.colour("accent"), None, 3)
        self._points(painter, x)
        self._flag(painter)
        now = QRect(round(x) - 30, -2, 60, 15)
        write(painter, now, self._now, Pen(CAPTION, BOLD), CENTRE)
        pen = Pen(CAPTION, tone="muted")
        write(painter, QRect(round(_LEFT) - 5, 30, 60, 14), self._start, pen)
        end = QRect(round(_RIGHT) - 55, 30, 66, 14)
        write(painter, end, self._end, pen, Qt.AlignmentFlag.AlignRight)
        painter.end()

    def _points(self, painter: QPainter, x: float) -> None:
        tokens = current()
        painter.setPen(QPen(tokens.colour("edge"), 2))
        painter.setBrush(tokens.colour("raised"))
        painter.drawEllipse(QPointF(_LEFT, _MIDDLE), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("accent"))
        painter.drawEllipse(QPointF(x, _MIDDLE), 6.5, 6.5)

    def _flag(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(tokens.colour("text"), 2))
        painter.drawLine(QPointF(_RIGHT, _MIDDLE - 9), QPointF(_RIGHT, _MIDDLE + 9))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("text"))
        flag = ((0.0, -9.0), (9.0, -9.0), (6.5, -6.0), (9.0, -3.0), (0.0, -3.0))
        points = [QPointF(_RIGHT + px, _MIDDLE + py) for px, py in flag]
        painter.drawPolygon(QPolygonF(points))


class ReviewLineChart(QWidget):
    """What was measured at the reviews, as a small line; the numbers stand in words beside it."""

    def __init__(self, values: Sequence[float]) -> None:
        super().__init__()
        self._values = values
        self.setFixedSize(QSize(14 + 22 * (len(values) - 1), 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and its points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = [QPointF(7 + 22 * n, 16 - 12 * value) for n, value in enumerate(self._values)]
        painter.setPen(QPen(current().colour("accent"), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("accent"))
        for point in points:
            painter.drawEllipse(point, 2.6, 2.6)
        painter.end()


def track_of(goal: GoalView) -> Track | None:
    """The way of a goal: by its count, else by its actions; None where there is neither."""
    part = part_of(goal.done, goal.of, goal.start, goal.actions)
    if part is None:
        return None
    if goal.of is not None:
        now = goal.start if goal.done is None else goal.done
        return Track(part, str(goal.start), str(now), str(goal.of))
    steps = [action for action in goal.actions if action.status != "dropped"]
    done = sum(1 for action in steps if action.status == "done")
    return Track(part, "0", str(done), str(len(steps)))


def parts_measured(goal: GoalView) -> list[float]:
    """The share of the way at each review that counted, in order."""
    if goal.of is None:
        return [m.rating / 10 for m in goal.measures if m.rating is not None]
    counted = [m.done for m in goal.measures if m.done is not None]
    return [part_done(goal.start, done, goal.of) for done in counted]


def measures_words(measures: Sequence[GoalMeasure]) -> str:
    """What was measured at the reviews, in words: "Fri 9 Oct: 6, own rating 5 of 10"."""
    return "; ".join(words for words in map(_measure_words, measures) if words)


def _measure_words(one: GoalMeasure) -> str:
    count = "" if one.done is None else str(one.done)
    rating = "" if one.rating is None else tr("own rating {n} of 10").format(n=one.rating)
    said = quoted(one.words)
    told = ", ".join(part for part in (count, rating, said) if part)
    day = short_date(one.taken) if one.taken else ""
    return f"{day}: {told}" if day and told else told
