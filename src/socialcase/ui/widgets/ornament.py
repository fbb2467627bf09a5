"""The mark of the program and the woven band of the first screens, drawn from tokens."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from socialcase.ui.theme.tokens import LIGHT, current

_OCTAGON = ((9, 2.5), (19, 2.5), (25.5, 9), (25.5, 19), (19, 25.5), (9, 25.5), (2.5, 19), (2.5, 9))
_STEP = 50


def _shape(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _diamond(x: float, y: float, wide: float, high: float) -> QPolygonF:
    return _shape((x, y - high), (x + wide, y), (x, y + high), (x - wide, y))


def draw_mark(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    """The mark: an octagon around a diamond."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 28, box.height() / 28)
    painter.setPen(QPen(colour, 1.8, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_shape(*_OCTAGON))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_diamond(14, 14, 7, 7))
    painter.setBrush(ground)
    painter.drawPolygon(_diamond(14, 14, 3.2, 3.2))
    painter.restore()


class Mark(QWidget):
    """The mark of the program."""

    def __init__(self, size: int = 26) -> None:
        super().__init__()
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the palette in force."""
        painter = QPainter(self)
        tokens = current()
        draw_mark(
            painter, QRectF(self.rect()), tokens.colour("accent"), tokens.colour("background")
        )
        painter.end()


class Band(QWidget):
    """The woven band at the left of the first screens."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(138)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Weave it from top to bottom."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.92)
        painter.translate(48, 0)
        colour = current().colour("accent")
        painter.setPen(QPen(colour, 1))
        for x in (0.5, 89.5):
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        for top in range(0, self.height(), _STEP):
            painter.save()
            painter.translate(0, top)
            self._motif(painter, colour)
            painter.restore()
        painter.end()

    def _motif(self, painter: QPainter, colour: QColor) -> None:
        painter.setOpacity(0.7)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = ((28, 3), (62, 3), (78, 17), (78, 33), (62, 47), (28, 47), (12, 33), (12, 17))
        painter.drawPolygon(_shape(*frame))
        for side in (1, -1):
            self._arrow(painter, side)
        painter.setOpacity(0.32)
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QPointF(0, 50), QPointF(90, 50))
        painter.setOpacity(0.83)
        painter.setPen(Qt.PenStyle.NoPen)
        for size, fill in ((20.0, colour), (10.0, current().colour("background")), (4.5, colour)):
            painter.setBrush(fill)
            painter.drawPolygon(_diamond(45, 25, size, size * 0.8))

    def _arrow(self, painter: QPainter, side: int) -> None:
        middle = 45.0
        tip, barb, foot = (middle - side * d for d in (35, 40, 45))
        painter.drawLine(QPointF(foot, 25), QPointF(tip, 25))
        painter.drawPolyline(_shape((barb, 20), (tip, 25), (barb, 30)))


def window_icon() -> QIcon:
    """The mark as the window's icon, on any desktop."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_mark(
            painter,
            QRectF(0, 0, size, size),
            LIGHT.colour("accent"),
            LIGHT.colour("raised"),
        )
        painter.end()
        made.addPixmap(picture)
    return made
