"""The things that are pressed to choose: a pill with its number, and a mark in a row of a table.

Both are real radio buttons or check boxes to a screen reader, drawn in our own way. Arrows move
between them without choosing, so that looking never changes an answer; a second press takes a
choice back.
"""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
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
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import BODY, CAPTION, current

_KEY = 18  # side of the box that holds the number
_DIGIT = 7  # how much wider it is for a second digit
_HEIGHT = 32
_RING = 4  # room around a pill for the focus ring, which must not look like a choice
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


# The mixins below are plain classes when the program runs (a class may have one Qt base only); to
# the type checker they are buttons.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class Owner(Protocol):
    """The answer to which a pressed thing belongs: it hears of keys and of the keyboard."""

    def take_key(self, press: object, event: QKeyEvent) -> bool:
        """Whether the key meant something; otherwise the button itself gets it."""

    def came(self, press: object) -> None:
        """The keyboard came to `press`."""

    def went(self, press: object) -> None:
        """The keyboard went from `press`."""


class _Pressed(_Button):
    """What pills and marks share: keys go to the answer they belong to.

    `before`: chosen the last time, drawn with a dashed edge. `quiet`: says that there is no answer.
    `key`: the number that chooses it; `begun`: the first digit of that was typed.
    """

    owner: Owner | None = None
    before = False
    quiet = False
    key = ""
    begun = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the answer take the key; Space is the button's own."""
        if self.owner is None or not self.owner.take_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came here."""
        super().focusInEvent(event)
        if self.owner is not None:
            self.owner.came(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard went."""
        super().focusOutEvent(event)
        if self.owner is not None:
            self.owner.went(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour."""
        super().enterEvent(event)
        self.update()

    def mark_before(self, before: bool) -> None:
        """Say whether this was chosen the last time."""
        if self.before != before:
            self.before = before
            self.update()

    def edge(self, thick: float, tone: str, *, chosen: bool) -> QPen:
        """The pen for the edge: thick when chosen, dashed where it was chosen the last time."""
        pen = QPen(current().colour("accent" if chosen else tone), thick)
        if self.before and not chosen:
            pen.setColor(current().colour("muted"))
            pen.setWidthF(1.5)
            pen.setDashPattern([2.5, 2])
        return pen


class Pill(_Pressed):
    """An outlined pill: the number that chooses it, then its words."""

    picture: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """Room for the words in bold, so that choosing moves nothing."""
        words = self._metrics().horizontalAdvance(self.text())
        least = max(_HEIGHT, self._metrics().height() + 12)
        if self.picture is not None:
            least = max(least, self.picture.height() + 12)
        return QSize(words + self._left() + 13 + _RING, least + 2 * _RING)

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
        edge = "line" if self.quiet else "edge"
        thick = 2.0 if chosen else 1.0
        if not self.isEnabled():
            fill, edge = "surface", "line"
        inset = _RING + thick / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(tokens.colour(fill))
        painter.setPen(self.edge(thick, edge, chosen=chosen))
        painter.drawRoundedRect(box, 6, 6)
        self._paint_key(painter, chosen=chosen)
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        painter.setFont(typeface(BODY, weight))
        loud = self.isEnabled() and (chosen or not self.quiet)
        painter.setPen(tokens.colour("text" if loud else "muted"))
        if self.picture is not None:
            top = (self.height() - self.picture.height()) // 2
            painter.drawPixmap(self._left() - self.picture.width() - 8, top, self.picture)
        room = self.rect().adjusted(self._left(), 0, -8, 0)
        painter.drawText(room, _WRAP, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 8)

    def _paint_key(self, painter: QPainter, *, chosen: bool) -> None:
        tokens = current()
        box = QRectF(8 + _RING, (self.height() - _KEY) / 2, self._key_width(), _KEY)
        edge = "accent" if chosen or self.begun else "line"
        painter.setPen(QPen(tokens.colour(edge), 2 if self.begun else 1))
        painter.setBrush(tokens.colour("accent" if chosen else "surface"))
        self._shape(painter, box)
        painter.setFont(typeface(CAPTION, QFont.Weight.Medium))
        ink = "accent_text" if chosen else "accent" if self.begun else "muted"
        painter.setPen(tokens.colour(ink))
        sign = self.key or ("✓" if chosen else "")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def _shape(self, painter: QPainter, box: QRectF) -> None:
        painter.drawRoundedRect(box, 4, 4)

    def _left(self) -> int:
        picture = self.picture.width() + 8 if self.picture is not None else 0
        return _RING + 8 + self._key_width() + 7 + picture

    def _key_width(self) -> int:
        return _KEY + _DIGIT * max(0, len(self.key) - 1)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(typeface(BODY, QFont.Weight.DemiBold))


class OnePill(Pill, QRadioButton):
    """One of several answers of which one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)
        prepare(self)


class ManyPill(Pill, QCheckBox):
    """One of several answers of which any may be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self)


class _Mark(_Pressed):
    """A mark in a row of a table of questions: its whole cell takes the click."""

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current().colour("accent" if self.isEnabled() else "muted"))
            self._paint_chosen(painter, middle)
        else:
            edge = "accent" if self.underMouse() else "edge"
            painter.setPen(self.edge(1.5, edge if self.isEnabled() else "line", chosen=False))
            painter.setBrush(current().colour("raised"))
            self._paint_empty(painter, middle)
        if self.hasFocus():
            self._paint_focus(painter, middle)

    def _paint_chosen(self, painter: QPainter, middle: QPointF) -> None:
        raise NotImplementedError

    def _paint_empty(self, painter: QPainter, middle: QPointF) -> None:
        raise NotImplementedError

    def _paint_focus(self, painter: QPainter, middle: QPointF) -> None:
        raise NotImplementedError


class RoundMark(_Mark, QRadioButton):
    """A round mark: one of its row is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)
        prepare(self)

    def _paint_chosen(self, painter: QPainter, middle: QPointF) -> None:
        painter.drawEllipse(middle, 8, 8)
        painter.setBrush(current().colour("raised"))
        painter.drawEllipse(middle, 3, 3)

    def _paint_empty(self, painter: QPainter, middle: QPointF) -> None:
        painter.drawEllipse(middle, 7.25, 7.25)

    def _paint_focus(self, painter: QPainter, middle: QPointF) -> None:
        paint_ring(painter, _around(middle, 13), 13)


class SquareMark(_Mark, QCheckBox):
    """A square mark: any of its row may be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare(self)

    def _paint_chosen(self, painter: QPainter, middle: QPointF) -> None:
        box = _around(middle, 8)
        painter.drawRoundedRect(box, 3, 3)
        draw_icon(painter, "check", box.toRect(), current().colour("raised"))

    def _paint_empty(self, painter: QPainter, middle: QPointF) -> None:
        painter.drawRoundedRect(_around(middle, 7.25), 3, 3)

    def _paint_focus(self, painter: QPainter, middle: QPointF) -> None:
        paint_ring(painter, _around(middle, 13), 6)


def _around(middle: QPointF, half: float) -> QRectF:
    return QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)


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
