"""The typeface: the first of a short list that this computer has, and its sizes."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from socialcase.ui.theme.tokens import BODY

FAMILIES = ("Inter", "Noto Sans", "Segoe UI", "DejaVu Sans")
LETTERS = "çäžňöşüýÇÄŽŇÖŞÜÝЖЩёЁ"
"""Letters that the typeface must be able to draw; a test holds it to that."""


def choose_font() -> QFont:
    """The typeface of the window at body size, with figures of equal width."""
    own = QGuiApplication.font().family()
    family = next((f for f in FAMILIES if QFontDatabase.hasFamily(f)), own)
    font = QFont(family)
    font.setPixelSize(round(BODY * text_scale()))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_scale() -> float:
    """How much larger than usual the person wants text: 1.0 to 2.0, from the screen's settings."""
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInch() if screen else 96.0
    return min(2.0, max(1.0, dots / 96.0))


def typeface(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's typeface in a size of `tokens`, for painting. Shared: never to be changed."""
    whole = QApplication.font()
    return _cut(whole.family(), whole.pixelSize(), size, weight)


@lru_cache(maxsize=64)
def _cut(_family: str, pixels: int, size: int, weight: QFont.Weight) -> QFont:
    # kept: a font that is new has to look for its shapes before the first letter
    font = QFont(QApplication.font())
    font.setPixelSize(round(size * pixels / BODY))
    font.setWeight(weight)
    return font
