"""A place to draw on with mouse, pen or finger: a signature, a sketch, marks on a photograph."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.paint import focus_ring

_INK = QColor(20, 24, 60)
_MARKS = QColor(200, 20, 20)
_WHITE = QColor(255, 255, 255)
_FINE = 2
"""The drawing has so many pixels for each one of the screen."""
_SQUARE = 1000
_APART = 4
"""Points of a stroke nearer than this, in a square of 1000, say nothing more."""


class Canvas(QWidget):
    """White ground, or a picture to draw on. `changed` tells after every stroke.

    Pen and touch come as mouse moves: Qt makes them so.
    """

    changed = Signal()

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self._ground = QImage()
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def strokes(self) -> int:
        """How many strokes were drawn."""
        return len(self._strokes)

    def drawn(self) -> list[list[tuple[int, int]]]:
        """The strokes in a square of 1000 whose width is that of the canvas, thinned out."""
        scale = _SQUARE / max(1, self.width())
        return [_thinned(stroke, scale) for stroke in self._strokes]

    def draw(self, strokes: Sequence[Sequence[Sequence[int]]]) -> None:
        """Have these strokes stand here, as `drawn` gave them."""
        scale = max(1, self.width()) / _SQUARE
        self._strokes = [[QPointF(x * scale, y * scale) for x, y in one] for one in strokes]
        self.changed.emit()
        self.update()

    def draw_on(self, picture: QImage) -> None:
        """Begin anew on `picture`; the canvas takes its shape."""
        self._ground = picture
        room = self.maximumSize()
        self.setFixedSize(picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self.clear()

    def clear(self) -> None:
        """Take all strokes away."""
        self._strokes.clear()
        self.changed.emit()
        self.update()

    def undo(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            self._strokes.pop()
            self.changed.emit()
            self.update()

    def image(self) -> QImage:
        """What was drawn, with its ground: a picture as large as it was, else twice the screen."""
        size = self._ground.size() if not self._ground.isNull() else self.size() * _FINE
        made = QImage(size, QImage.Format.Format_RGB32)
        made.fill(_WHITE)
        painter = QPainter(made)
        painter.scale(size.width() / self.width(), size.height() / self.height())
        self._draw(painter)
        painter.end()
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, strokes and edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _WHITE)
        self._draw(painter)
        painter.setPen(QPen(current().colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._strokes.append([event.position()])
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The stroke goes on."""
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke ends."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.changed.emit()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace takes the last stroke away, Delete all of them."""
        if event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._ground.isNull():
            painter.drawImage(QRectF(self.rect()), self._ground)
        colour = _INK if self._ground.isNull() else _MARKS
        pen = QPen(colour, 2.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            if len(stroke) == 1:
                painter.drawPoint(stroke[0])
            else:
                painter.drawPolyline(QPolygonF(stroke))


def _thinned(stroke: list[QPointF], scale: float) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, point in enumerate(stroke):
        x, y = round(point.x() * scale), round(point.y() * scale)
        x, y = min(_SQUARE, max(0, x)), min(_SQUARE, max(0, y))
        far = not found or abs(x - found[-1][0]) + abs(y - found[-1][1]) >= _APART
        if far or (at == len(stroke) - 1 and (x, y) != found[-1]):
            found.append((x, y))
    return found
