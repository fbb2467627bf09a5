"""From tokens to a Qt palette, and the switch between light and dark."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from socialcase.ui.theme.fonts import choose_font
from socialcase.ui.theme.stylesheet import style_sheet
from socialcase.ui.theme.tokens import DARK, LIGHT, Tokens

STYLED = "socialcase.styled"
"""Property of an application that was started in the style that our sheet is written for.

To give it the style afterwards makes all of QStyle known to Python, which takes ten milliseconds.
"""

_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
}
_PALE = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette_of(tokens: Tokens) -> QPalette:
    """The Qt palette that carries `tokens`."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role in _PALE:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


def tokens_for(choice: str, *, system_is_dark: bool) -> Tokens:
    """The tokens for a choice of "light", "dark" or "system"."""
    dark = choice == "dark" or (choice == "system" and system_is_dark)
    return DARK if dark else LIGHT


def use_palette(app: QApplication, choice: str) -> Tokens:
    """Dress the application in a palette ("light", "dark" or "system"); return its tokens."""
    hints = app.styleHints()
    tokens = tokens_for(choice, system_is_dark=hints.colorScheme() == Qt.ColorScheme.Dark)
    sheet = style_sheet(tokens)
    if app.styleSheet() == sheet:
        return tokens
    if not app.styleSheet():  # once: to set a style anew would polish every widget twice
        if app.property(STYLED) is None:
            app.setStyle("Fusion")
        app.setFont(choose_font())
    app.setPalette(palette_of(tokens))
    app.setStyleSheet(sheet)
    return tokens
