"""Painting of words and shapes for delegates, in the colours of the palette in force."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from socialcase.lazy_dataclass import dataclass
from socialcase.ui.theme.fonts import typeface
from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import BODY, CAPTION, SMALL, current

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
BOLD = QFont.Weight.DemiBold
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are written: size, weight and tone."""

    size: int = BODY
    weight: QFont.Weight = REGULAR
    tone: str = "text"

    def font(self) -> QFont:
        """The typeface for it."""
        return typeface(self.size, self.weight)

    def width(self, words: str) -> int:
        """How wide `words` are in pixels."""
        return QFontMetrics(self.font()).horizontalAdvance(words)

    def height(self, words: str, width: int) -> int:
        """How high `words` are, wrapped at `width`."""
        return wrapped(words, self, width).height()


NAME = Pen(BODY, MEDIUM)
PLAIN = Pen(BODY)
QUIET = Pen(CAPTION, REGULAR, "muted")
SECOND = Pen(SMALL, REGULAR, "muted")


def write(
    painter: QPainter,
    box: QRect,
    words: str,
    pen: Pen = PLAIN,
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """Write one line, elided at its end if it has to be; return its width."""
    font = pen.font()
    metrics = QFontMetrics(font)
    shown, room = words.replace("\n", " "), max(0, box.width())
    used = metrics.horizontalAdvance(shown)
    if used > room:  # asked first: to elide what fits takes as long as to draw it
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        used = min(metrics.horizontalAdvance(shown), room)
    painter.setFont(font)
    painter.setPen(current().colour(pen.tone))
    painter.drawText(box, align, shown)
    return used


def write_two(painter: QPainter, box: QRect, words: tuple[str, str], pen: Pen = NAME) -> None:
    """Write two lines, the lower one quiet and small; one alone in the middle."""
    upper, lower = words
    if not lower:
        write(painter, box, upper, pen)
        return
    top = box.center().y() - 17
    write(painter, QRect(box.left(), top, box.width(), 19), upper, pen)
    write(painter, QRect(box.left(), top + 19, box.width(), 17), lower, QUIET)


def wrapped(words: str, pen: Pen, width: int) -> QRect:
    """The room that `words` need when wrapped at `width`."""
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    box = QRect(0, 0, max(1, width), 100_000)
    return QFontMetrics(pen.font()).boundingRect(box, flags, words)


def write_wrapped(painter: QPainter, box: QRect, words: str, pen: Pen = PLAIN) -> None:
    """Write words over several lines."""
    painter.setFont(pen.font())
    painter.setPen(current().colour(pen.tone))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, flags, words)


def fill(painter: QPainter, box: QRect, tone: str) -> None:
    """Fill a box with a colour of the palette in force."""
    # not `fillRect`, which could also take gradients: making all of them known takes a while
    painter.setBackground(current().colour(tone))
    painter.eraseRect(box)


def line_below(painter: QPainter, box: QRect) -> None:
    """A line of one pixel along the lower edge."""
    fill(painter, QRect(box.left(), box.bottom(), box.width(), 1), "line")


def line_above(painter: QPainter, box: QRect) -> None:
    """A line of one pixel along the upper edge."""
    fill(painter, QRect(box.left(), box.top(), box.width(), 1), "line")


def focus_ring(painter: QPainter, box: QRect, radius: float = 6) -> None:
    """The ring of two pixels around what the keyboard is on."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(current().colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
    painter.restore()


def round_box(
    painter: QPainter, box: QRectF, fill: QColor, edge: QColor | None, radius: float
) -> None:
    """A filled box with round corners and, with `edge`, a line of one pixel around it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    inset = 0.5 if edge is not None else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def chip(painter: QPainter, left: int, middle: int, words: str, tone: str = "") -> int:
    """A chip at `left`, its middle line at `middle`; return its width."""
    pen = Pen(CAPTION, MEDIUM, tone or "text")
    width = pen.width(words) + 16
    fill = current().colour(f"{tone}_soft") if tone else current().colour("hover")
    round_box(painter, QRectF(left, middle - 11, width, 22), fill, None, 4)
    write(painter, QRect(left + 8, middle - 11, width - 8, 22), words, pen)
    return width


def mark(painter: QPainter, box: QRect, name: str, tone: str = "muted") -> None:
    """An icon in `box`."""
    draw_icon(painter, name, box, current().colour(tone))


RISK_TONES = {"high": "danger", "medium": "warning", "low": "muted", "": "muted"}


def risk_sign(painter: QPainter, box: QRectF, level: str) -> None:
    """The shape of a risk level: triangle, half-filled diamond, circle, or a dash for none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 16, box.height() / 16)
    colour = current().colour(RISK_TONES.get(level, "muted"))
    painter.setPen(QPen(colour, 1.6, j=Qt.PenJoinStyle.RoundJoin))
    _SHAPES.get(level, _dash)(painter, colour)
    painter.restore()


def _triangle(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(8, 2), QPointF(14.5, 14), QPointF(1.5, 14)]))


def _diamond(painter: QPainter, colour: QColor) -> None:
    top, right, low, left = QPointF(8, 1.5), QPointF(14.5, 8), QPointF(8, 14.5), QPointF(1.5, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([top, right, low, left]))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([top, low, left]))


def _circle(painter: QPainter, _colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 5.6, 5.6)


def _dash(painter: QPainter, _colour: QColor) -> None:
    painter.drawLine(QPointF(4, 8), QPointF(12, 8))


_SHAPES = {"high": _triangle, "medium": _diamond, "low": _circle}
