"""An empty place says what belongs there and offers the one way to fill it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import IconLabel, Words


class Empty(QWidget):
    """What belongs here, and one button."""

    def __init__(
        self, icon_name: str, words: str, act: str = "", then: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 28, 20, 28)
        layout.setSpacing(12)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(IconLabel(icon_name, "muted", 28), 0, centre)
        text = Words(words, tone="muted", wrap=True)
        text.setAlignment(centre)
        layout.addWidget(text)
        if act and then is not None:
            layout.addWidget(Button(act, then=then), 0, centre)
