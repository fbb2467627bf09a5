"""A button that Enter presses, too: in a form Enter always goes on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from socialcase.ui.widgets.buttons import Button


class EnterButton(Button):
    """Enter does what Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
