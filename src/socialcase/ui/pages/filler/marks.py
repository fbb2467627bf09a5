"""The two things that are pressed to choose: a pill with its digit, and a round mark in a row.

Both are real radio buttons or check boxes to a screen reader, drawn in our own way. Arrows move
between them without choosing, so that looking never changes an answer; a second press takes a
choice back.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.tokens import BODY, CAPTION, current

_KEY = 18  # side of the box that holds the digit
_HEIGHT = 32
_RING = 4  # room around a pill for the focus ring, which must not look like a choice
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


# The mixins below are plain classes when the program runs (a class may have one Qt base only); to
# the type checker they are buttons.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Pressed(_Button):
    """What pills and marks share: keys go to the answer they belong to."""

    moved: SignalInstance
    entered: SignalInstance
    digit: SignalInstance
    cleared: SignalInstance
    passed: SignalInstance

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, digits choose, Enter goes on, Backspace takes the choice back."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.cleared.emit()
        elif event.text().isdecimal() and event.text().isascii():
            self.digit.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came here."""
        super().focusInEvent(event)
        self.entered.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        super().enterEvent(event)
        self.update()


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class _Pill(_Pressed):
    """An outlined pill: the digit that chooses it, then its words."""

    key = ""

    def sizeHint(self) -> QSize:
        """Room for the words in bold, so that choosing moves nothing."""
        words = self._metrics().horizontalAdvance(self.text())
        height = max(_HEIGHT, self._metrics().height() + 12) + 2 * _RING
        return QSize(words + self._left() + 13 + _RING, height)

    def minimumSizeHint(self) -> QSize:
        """Long words wrap."""
        return QSize(min(120, self.sizeHint().width()), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        room = QRect(0, 0, max(40, width - self._left() - 13 - _RING), 1000)
        words = self._metrics().boundingRect(room, _WRAP, self.text())
        return max(self.sizeHint().height(), words.height() + 12 + 2 * _RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw edge, digit and words; bold, filled and thick-edged when chosen."""
        tokens, chosen = current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "accent_soft" if chosen else "hover" if self.underMouse() else "raised"
        edge = "accent" if chosen else "edge"
        thick = 2.0 if chosen else 1.0
        if not self.isEnabled():
            fill, edge = "surface", "line"
        inset = _RING + thick / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(tokens.colour(fill))
        painter.setPen(QPen(tokens.colour(edge), thick))
        painter.drawRoundedRect(box, 6, 6)
        self._paint_key(painter, chosen=chosen)
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        painter.setFont(typeface(BODY, weight))
        painter.setPen(tokens.colour("text" if self.isEnabled() else "muted"))
        room = self.rect().adjusted(self._left(), 0, -8, 0)
        painter.drawText(room, _WRAP, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 8)

    def _paint_key(self, painter: QPainter, *, chosen: bool) -> None:
        tokens = current()
        box = QRectF(8 + _RING, (self.height() - _KEY) / 2, _KEY, _KEY)
        painter.setPen(QPen(tokens.colour("accent" if chosen else "line"), 1))
        painter.setBrush(tokens.colour("accent" if chosen else "surface"))
        self._shape(painter, box)
        painter.setFont(typeface(CAPTION, QFont.Weight.Medium))
        painter.setPen(tokens.colour("accent_text" if chosen else "muted"))
        sign = self.key or ("✓" if chosen else "")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def _shape(self, painter: QPainter, box: QRectF) -> None:
        painter.drawRoundedRect(box, 4, 4)

    def _left(self) -> int:
        return _RING + 8 + _KEY + 7

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(typeface(BODY, QFont.Weight.DemiBold))


class OnePill(_Pill, QRadioButton):
    """One of several answers of which one is chosen."""

    moved = Signal(int)
    entered = Signal()
    digit = Signal(int)
    cleared = Signal()
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)
        prepare(self)


class ManyPill(_Pill, QCheckBox):
    """One of several answers of which any may be chosen."""

    moved = Signal(int)
    entered = Signal()
    digit = Signal(int)
    cleared = Signal()
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self)


class RoundMark(_Pressed, QRadioButton):
    """A round mark in a row of a table of questions."""

    moved = Signal(int)
    entered = Signal()
    digit = Signal(int)
    cleared = Signal()
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)
        prepare(self)

    def sizeHint(self) -> QSize:
        """The mark and room to hit it."""
        return QSize(36, 34)

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole cell takes the click."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark in the middle of its cell."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent"))
            painter.drawEllipse(middle, 8, 8)
            painter.setBrush(tokens.colour("raised"))
            painter.drawEllipse(middle, 3, 3)
        else:
            edge = "accent" if self.underMouse() else "edge"
            painter.setPen(QPen(tokens.colour(edge if self.isEnabled() else "line"), 1.5))
            painter.setBrush(tokens.colour("raised"))
            painter.drawEllipse(middle, 7.25, 7.25)
        if self.hasFocus():
            ring = QRectF(middle.x() - 13, middle.y() - 13, 26, 26)
            paint_ring(painter, ring, 13)


def prepare(button: QAbstractButton) -> None:
    """Give a pressed thing its cursor and size policy."""
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)


def paint_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw the focus ring, two pixels, just inside `box`."""
    painter.setPen(QPen(QColor(current().colour("accent")), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
