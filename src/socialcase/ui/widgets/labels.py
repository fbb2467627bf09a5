"""Words and icons that stand still."""

from typing import Any

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
        self._heights: dict[int, int] = {}
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

    def heightForWidth(self, width: int) -> int:
        """How high the words are, wrapped at `width`; layouts ask for it dozens of times."""
        height = self._heights.get(width)
        if height is None:
            height = super().heightForWidth(width)
            if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # in its own typeface
                self._heights[width] = height
        return height

    def setText(self, text: str) -> None:
        """Say something else."""
        self._heights.clear()
        super().setText(text)

    def setContentsMargins(self, *margins: Any) -> None:
        """Leave so many pixels around the words: left, top, right, bottom."""
        self._heights.clear()
        super().setContentsMargins(*margins)

    def measure_again(self) -> None:
        """Forget how high the words are: their typeface may have changed."""
        self._heights.clear()

    def set_tone(self, tone: str) -> None:
        """Change the colour to that of `tone`."""
        if self.property("tone") != tone:
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
    if isinstance(widget, Words):
        widget.measure_again()
    widget.update()
