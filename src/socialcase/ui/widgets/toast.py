"""The toast: what was done, and Undo, for eight seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from socialcase.texts import tr
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words

_MILLISECONDS = 8_000


class Toast(QFrame):
    """Lies over the lower edge of `parent`. The time stands still while the mouse is on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = Words()
        self._undo_act: Callable[[], object] | None = None
        self._undo = Button(tr("Undo"), small=True, then=self._take_back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(14)
        layout.addWidget(self._words)
        layout.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Show what was done; with `undo`, offer to take it back."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._undo_act = undo
        self._undo.setText(tr("Undo"))
        self._undo.setVisible(undo is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stop the time."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the time run again."""
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the lower edge when the window changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._room.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 20)

    def _take_back(self) -> None:
        act, self._undo_act = self._undo_act, None
        self.hide()
        if act is not None:
            act()
