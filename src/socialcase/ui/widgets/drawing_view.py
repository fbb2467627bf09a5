"""A drawing whose people can be pointed at: each is a button, with mouse, keys and screen reader.

One Tab stop for the whole drawing; arrow keys go to the nearest in that direction, Enter chooses.
It is drawn as large as its room lets it be; + and − make it larger and smaller, 0 whole again.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QSizePolicy, QWidget

from socialcase.reports.drawing import Box, Drawing, Look, Spot, as_svg
from socialcase.ui.theme.tokens import BODY, current

_TONES = ("text", "muted", "edge", "raised", "accent", "accent_soft", "ok", "danger")
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
_LEAST, _MOST, _ZOOM = 0.7, 3.0, 1.2
"""How small and how large a drawing gets, and how much a step is."""


def screen_look() -> Look:
    """The colours and the typeface in force."""
    tokens = current()
    return Look({tone: getattr(tokens, tone) for tone in _TONES}, QApplication.font().family())


class ScreenWidths:
    """How wide words are in the window's typeface, at the drawing's own scale."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], QFontMetricsF] = {}

    def __call__(self, words: str, size: int, bold: bool) -> float:
        """In pixels, as `Measure` says."""
        if (size, bold) not in self._known:
            font = QFont(QApplication.font())
            font.setPixelSize(size)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._known[size, bold] = QFontMetricsF(font)
        return self._known[size, bold].horizontalAdvance(words) + 2


class DrawnSpot(QAbstractButton):
    """One symbol: transparent, with a ring when it is chosen or has the keyboard."""

    went = Signal(int, int)
    entered = Signal()
    zoomed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.uid = ""
        self.symbol = QRectF()
        self.chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, Enter chooses as Space does."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is not None:
            self.went.emit(*way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
            self.entered.emit()
        elif event.key() in _ZOOMS:
            self.zoomed.emit(_ZOOMS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the ring: what is beneath is drawn by the view."""
        if not (self.chosen or self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.chosen or self.hasFocus()
        tone = current().colour("accent" if strong else "edge")
        pen = QPen(tone, 2.4 if self.hasFocus() else 1.6)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = self.symbol.adjusted(-4, -4, 4, 4)
        painter.drawRoundedRect(ring, 8, 8)
        painter.end()

    def sizeHint(self) -> QSize:
        """As large as it was put."""
        return self.size()


class DrawingView(QWidget):
    """Shows a drawing; `chosen(uid)` when a person picks something in it.

    `entered()` follows when that was done with a key: the keyboard may then go on elsewhere.
    `resized` tells that it takes other room than before.
    """

    resized = Signal()

    def __init__(
        self, chosen: Callable[[str], object], entered: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._chosen, self._entered = chosen, entered
        self._drawing = Drawing(0, 0, (), (), ())
        self._svg = QSvgRenderer()
        self._spots: dict[str, DrawnSpot] = {}
        self._title = ""
        self._current = ""
        self._room, self._zoom = 0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def spots(self) -> Mapping[str, DrawnSpot]:
        """The buttons over the symbols, by what they are."""
        return self._spots

    @property
    def current(self) -> str:
        """Whom the keyboard comes to, "" for nobody."""
        return self._current

    @property
    def natural(self) -> int:
        """How wide the drawing is where nothing makes it smaller."""
        return round(self._drawing.wide * _scale())

    @property
    def scale(self) -> float:
        """How large it is drawn now."""
        whole = _scale()
        if self._room and self._drawing.wide:
            whole = max(_LEAST * whole, min(whole, self._room / self._drawing.wide))
        return min(max(whole * self._zoom, _LEAST * _scale() / 2), _MOST)

    def fit(self, room: int) -> None:
        """Draw it so that it is no wider than `room` pixels, as long as one can read it."""
        if room != self._room:
            self._room = room
            self._place()

    def zoom(self, step: int) -> None:
        """Larger (1), smaller (-1), or as the room has it (0)."""
        before = self._zoom
        self._zoom = min(4.0, max(0.5, before * _ZOOM**step)) if step else 1.0
        self._place()

    def show_drawing(
        self, drawing: Drawing, title: str, spoken: Mapping[str, str], order: tuple[str, ...]
    ) -> None:
        """Show a drawing; `spoken`: what is said of each symbol, `order`: that of reading."""
        self._drawing, self._title = drawing, title
        self.setAccessibleName(title)
        for uid in [uid for uid in self._spots if drawing.spot(uid) is None]:
            gone = self._spots.pop(uid)
            gone.hide()
            gone.deleteLater()
        for uid in order:
            spot = drawing.spot(uid)
            if spot is not None:
                self._put(spot, spoken.get(uid, ""))
        if self._current not in self._spots:
            self._current = order[0] if order else ""
        self._one_stop()
        self._place()
        self._redraw()

    def choose(self, uid: str) -> None:
        """Mark one as chosen, "" for nobody; nobody is told."""
        for one, spot in self._spots.items():
            spot.chosen = one == uid
            spot.update()
        if uid in self._spots:
            self._current = uid
            self._one_stop()

    def focus(self, uid: str) -> None:
        """Bring the keyboard to one."""
        spot = self._spots.get(uid or self._current)
        if spot is not None:
            self._current = spot.uid
            self._one_stop()
            spot.setFocus(Qt.FocusReason.TabFocusReason)
            self._in_sight(spot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._svg.render(painter, QRectF(self.rect()))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger and smaller; else it goes on to what scrolls."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._redraw()

    def _redraw(self) -> None:
        svg = as_svg(self._drawing, screen_look(), self._title, ground=False)
        self._svg.load(QByteArray(svg.encode()))
        self.update()

    def _put(self, spot: Spot, spoken: str) -> None:
        button = self._spots.get(spot.uid)
        if button is None:
            button = DrawnSpot(self)
            button.uid = spot.uid
            button.clicked.connect(lambda _=False, uid=spot.uid: self._pick(uid))
            button.went.connect(lambda dx, dy, uid=spot.uid: self._go(uid, dx, dy))
            button.zoomed.connect(self.zoom)
            if self._entered is not None:
                button.entered.connect(self._entered)
            self._spots[spot.uid] = button
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        button.show()

    def _place(self) -> None:
        """Everything where it is at the size that it has now."""
        scale, drawing = self.scale, self._drawing
        size = QSize(round(drawing.wide * scale), round(drawing.high * scale))
        changed = size != self.size()
        self.setFixedSize(size)
        for uid, button in self._spots.items():
            spot = drawing.spot(uid)
            if spot is not None:
                whole = _scaled(spot.whole.around(5), scale)
                button.setGeometry(whole.toRect())
                button.symbol = _scaled(spot.symbol, scale).translated(-whole.topLeft())
        if changed:
            self.update()
            self.resized.emit()

    def _pick(self, uid: str) -> None:
        self._current = uid
        self._one_stop()
        self._chosen(uid)

    def _one_stop(self) -> None:
        for uid, spot in self._spots.items():
            here = uid == self._current
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            spot.setFocusPolicy(policy)
            if here:
                self.setFocusProxy(spot)

    def _go(self, uid: str, dx: int, dy: int) -> None:
        found = nearest(self._drawing, uid, dx, dy)
        if found:
            self.focus(found)

    def _in_sight(self, spot: QWidget) -> None:
        area = self.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(spot, 40, 40)
            area = area.parentWidget()


def nearest(drawing: Drawing, uid: str, dx: int, dy: int) -> str:
    """What lies nearest to `uid` in a direction, "" where nothing does."""
    start = drawing.spot(uid)
    if start is None:
        return ""
    ahead = [
        (cost, spot.uid)
        for spot in drawing.spots
        if (cost := _cost(start.symbol, spot.symbol, dx, dy)) is not None
    ]
    return min(ahead)[1] if ahead else ""


def _cost(start: Box, other: Box, dx: int, dy: int) -> float | None:
    """How far `other` is in a direction; None where it does not lie there."""
    far_x = (other.left + other.right - start.left - start.right) / 2
    far_y = (other.top + other.bottom - start.top - start.bottom) / 2
    along, aside = far_x * dx + far_y * dy, abs(far_x * dy) + abs(far_y * dx)
    if along < 1 or (dx and aside > along * 2 + 20):
        return None
    return along + aside * 2 if dx else along * 2 + aside


def _scale() -> float:
    return max(1.0, QApplication.font().pixelSize() / BODY)


def _scaled(box: Box, scale: float) -> QRectF:
    wide, high = box.right - box.left, box.bottom - box.top
    return QRectF(box.left * scale, box.top * scale, wide * scale, high * scale)
