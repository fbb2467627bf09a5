"""Words and icons that stand still."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import current


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


class IconLabel(QWidget):
    """An icon that says something its neighbours say in words, too; silent for screen readers."""

    def __init__(self, name: str, tone: str = "text", size: int = 20) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(QSize(size, size))

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon or colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the palette in force."""
        painter = QPainter(self)
        draw_icon(painter, self._name, self.rect(), current().colour(self._tone))
        painter.end()


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
