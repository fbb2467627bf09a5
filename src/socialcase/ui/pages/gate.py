"""The ground of the screens before a workspace is open: the woven band, the mark, languages."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import Part, boxed, column, row
from socialcase.ui.widgets.ornament import Band, Mark
from socialcase.ui.widgets.scrolling import scrolled


def brand(size: int = 38) -> QWidget:
    """The mark and the name."""
    name = Words("socialcase", size="section" if size < 36 else "brand", weight="bold")
    return boxed(row(Mark(size), name, None, gap=12))


def ground(screen: QWidget, content: QWidget) -> None:
    """Lay `screen` out: the band at the left, `content` beside it, scrolling if it must."""
    screen.setObjectName("ground")
    screen.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area = scrolled(content)
    area.setObjectName("gate")
    content.setObjectName("gateBody")
    layout = QHBoxLayout(screen)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(Band())
    layout.addWidget(area, 1)


def fact(icon_name: str, bold: Words, detail: Words, tone: str = "muted") -> QWidget:
    """An icon, a bold line and what follows from it."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(IconLabel(icon_name, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column(bold, detail, gap=1), 1)
    return boxed(line)


def fixed_column(width: int, *parts: Part, gap: int = 8) -> QWidget:
    """A column that is at most `width` wide."""
    made = QWidget()
    made.setMaximumWidth(width)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif part is None:
            layout.addStretch(1)
        else:
            layout.addLayout(part)
    return made
