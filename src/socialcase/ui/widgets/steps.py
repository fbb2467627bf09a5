"""The way of a case as a row of circles: done, now, ahead, left out."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from socialcase.actions.case_views import StepMark
from socialcase.texts import label, tr
from socialcase.ui.theme.tokens import SMALL, current
from socialcase.ui.widgets.paint import BOLD, Pen, mark, write

_GAP, _LINE, _DOT = 6, 10, 16


class StepsRow(QWidget):
    """Circles with the words of the steps; the present one is bold."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[StepMark] = ()
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[StepMark]) -> None:
        """Show these steps."""
        self._steps = steps
        now, out = (
            ", ".join(label("status", step.status) for step in steps if step.state == state)
            for state in ("now", "skipped")
        )
        left_out = tr("Left out: {steps}").format(steps=out) if out else ""
        self.setAccessibleName(". ".join(part for part in (now, left_out) if part))
        self.setToolTip(left_out)
        self.setFixedWidth(self.sizeHint().width())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all circles and words."""
        words = [_pen(s).width(label("status", s.status)) for s in self._steps]
        width = (
            sum(words) + len(words) * (_DOT + 2 * _GAP) + max(0, len(words) - 1) * (_LINE + _GAP)
        )
        return QSize(width, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, words and the lines between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for place, step in enumerate(self._steps):
            if place:
                painter.setPen(QPen(current().colour("edge"), 1))
                painter.drawLine(QPointF(left, 12), QPointF(left + _LINE, 12))
                left += _LINE + _GAP
            self._dot(painter, QRectF(left, 4, _DOT, _DOT), step.state)
            left += _DOT + _GAP
            words = label("status", step.status)
            pen = _pen(step)
            write(painter, QRect(left, 0, pen.width(words) + 2, 24), words, pen)
            left += pen.width(words) + _GAP
        painter.end()

    def _dot(self, painter: QPainter, box: QRectF, state: str) -> None:
        tokens = current()
        inner, empty = box.adjusted(1, 1, -1, -1), state in ("ahead", "skipped")
        painter.setPen(QPen(tokens.colour("edge" if empty else "accent"), 1.5))
        painter.setBrush(tokens.colour("surface" if empty else "accent"))
        painter.drawEllipse(inner)
        if state == "now":
            painter.setBrush(tokens.colour("raised"))
            painter.drawEllipse(box.center(), 2.6, 2.6)
        elif state == "skipped":
            painter.drawLine(box.center() - QPointF(3, 0), box.center() + QPointF(3, 0))
        elif state == "done":
            mark(painter, box.toRect().adjusted(3, 3, -3, -3), "check-bold", "accent_text")


def _pen(step: StepMark) -> Pen:
    return Pen(SMALL, BOLD) if step.state == "now" else Pen(SMALL, tone="muted")
