"""Line icons (Phosphor), drawn from the icon font in the colours of the palette in force."""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from socialcase.ui.theme.tokens import current

_FONT = "phosphor-1.3.0.ttf"
_CODES = "phosphor-charmap-1.3.0.json"


class IconFontMissing(Exception):
    """The package that carries the icon font is not installed as this program needs it."""


@cache
def _folder() -> Path:
    # found without being imported: the package's own start costs a quarter of a second
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise IconFontMissing
    return Path(spec.origin).parent / "fonts"


@cache
def _codes() -> str:
    return (_folder() / _CODES).read_text(encoding="utf-8")


@cache
def _letter(name: str) -> str:
    """The letter of the icon font that is the icon `name`. Raises KeyError."""
    # looked for in the text: of a thousand names, each page shows a dozen
    codes, before = _codes(), f'"{name}": "'
    place = codes.find(before)
    if place < 0:
        raise KeyError(name)
    begin = place + len(before)
    return chr(int(codes[begin : codes.index('"', begin)], 16))


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_folder() / _FONT))
    families = QFontDatabase.applicationFontFamilies(number)
    if not families:
        raise IconFontMissing
    return families[0]


@lru_cache(maxsize=32)
def _font(pixels: int) -> QFont:
    font = QFont(_family())
    font.setPixelSize(pixels)
    return font


def draw_icon(painter: QPainter, name: str, box: QRect | QRectF, colour: QColor) -> None:
    """Draw the icon `name` in the middle of `box`. Raises KeyError for a name that is none."""
    box = QRectF(box)
    painter.save()
    painter.setFont(_font(max(1, round(min(box.width(), box.height())))))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _letter(name))
    painter.restore()


class _Engine(QIconEngine):
    """Draws an icon when it is needed, so that it always has the palette's colour."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = "muted" if mode is QIcon.Mode.Disabled else self._tone
        # a box wider than high keeps the icon at its left: the rest is the gap before the words
        side = min(rect.width(), rect.height())
        box = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
        draw_icon(painter, self._name, box, current().colour(tone))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(picture.rect()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)


def icon(name: str, tone: str = "text") -> QIcon:
    """An icon for buttons and fields that follows the palette by itself.

    `name`: a Phosphor name without prefix ("map-pin"). Raises KeyError for a name that is none.
    """
    _letter(name)  # a name that is none is told here, not when it is painted
    return QIcon(_Engine(name, tone))
