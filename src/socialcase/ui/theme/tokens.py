"""The colours and measures of the window, light and dark. No other file holds a colour literal."""

from functools import lru_cache

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette. Each colour is "#rrggbb"; the style page says what each may stand on."""

    name: str
    background: str
    surface: str
    raised: str
    hover: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str
    charts: tuple[str, ...]

    def colour(self, name: str) -> QColor:
        """The colour called `name` ("accent", "danger_soft"). Shared. Raises AttributeError."""
        return _colour(getattr(self, name))


@lru_cache(maxsize=64)
def _colour(written: str) -> QColor:
    return QColor(written)


LIGHT = Tokens(
    name="light",
    background="#EFEDE8",
    surface="#F9F8F5",
    raised="#FFFFFF",
    hover="#F1EFEA",
    line="#DFDBD3",
    edge="#86837B",
    text="#1D2326",
    muted="#596166",
    accent="#155E75",
    accent_text="#FFFFFF",
    accent_soft="#E0EDF0",
    danger="#AE2A1E",
    danger_soft="#FAE9E5",
    warning="#855300",
    warning_soft="#FBF0D9",
    ok="#2B6B3C",
    ok_soft="#E6F1E6",
    charts=("#124E66", "#C8661C", "#6F5AA3", "#E0B040", "#7FA9B8", "#8B877E"),
)

DARK = Tokens(
    name="dark",
    background="#121517",
    surface="#191D1F",
    raised="#212629",
    hover="#2A3034",
    line="#343B3F",
    edge="#7C858B",
    text="#E8E7E3",
    muted="#A3ABB0",
    accent="#7CC4D6",
    accent_text="#0B2229",
    accent_soft="#1D3740",
    danger="#F49A8E",
    danger_soft="#402522",
    warning="#E2B55F",
    warning_soft="#3B2F19",
    ok="#8FCB9C",
    ok_soft="#20352A",
    charts=("#7CC4D6", "#E08A45", "#9B7FD6", "#EBCB7A", "#4A7F8F", "#E4E4E0"),
)

CAPTION, SMALL, BODY, QUESTION, SECTION, BRAND, TITLE, WELCOME = 12, 13, 14, 15, 16, 20, 24, 28
"""Sizes of type in pixels, at the size of text that the person has not changed."""

PAGE_MARGIN = 28
TONES = ("text", "muted", "accent", "danger", "warning", "ok")


def current() -> Tokens:
    """The tokens in force: those whose background the application's palette carries.

    Painted parts ask at every paint, so they follow a switch without being told.
    """
    return _worn(QApplication.palette().cacheKey())


@lru_cache(maxsize=8)
def _worn(_palette: int) -> Tokens:
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window == QColor(DARK.background) else LIGHT
