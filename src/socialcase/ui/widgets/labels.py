"""Words and icons that stand still."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from socialcase.ui.theme.icons import pixmap


class Words(QLabel):
    """A text. Plain text always: what a person typed is never read as markup."""

    def __init__(
        self,
        text: str = "",
        *,
        size: str = "",
        weight: str = "",
        tone: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`size`: caption, small, question, section, title, welcome. `weight`: medium, bold.

        `tone`: muted, accent, danger, warning, ok. Left out: body, regular, text colour.
        """
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", size)
        self.setProperty("weight", weight)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if size in ("title", "welcome"):
            font = self.font()
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.35)
            self.setFont(font)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour to that of `tone`."""
        self.setProperty("tone", tone)
        restyle(self)


class IconLabel(QLabel):
    """An icon that says something its neighbours say in words, too; silent for screen readers."""

    def __init__(self, name: str, tone: str = "text", size: int = 20) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(QSize(size, size))
        self._draw()

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon or colour."""
        self._name, self._tone = name, tone
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switch of the palette."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, self._tone, self._size))


class Rule(QFrame):
    """A line of one pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rule")


def key_hint(text: str) -> Words:
    """A small frame with the name of a key."""
    made = Words(text)
    made.setProperty("key", "true")
    return made


def restyle(widget: QWidget) -> None:
    """Read the style sheet again after a property that it looks at has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
