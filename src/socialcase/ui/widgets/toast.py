"""The toast: what was done, and Undo, for eight seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from socialcase.texts import tr
from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words

_MILLISECONDS = 8_000
_GAP = 10
_NARROWEST = 180
"""Pixels that `beside` must be wide; in less the words would be a thin column."""
_QT_WIDEST = 16_777_215


class Toast(QFrame):
    """Lies over the lower end of `beside`, where no button of a page is.

    Where that is narrow (while a form is filled) it lies in the middle of the lower edge of
    `parent`. The time stands still while the mouse is on it.
    """

    def __init__(self, parent: QWidget, beside: QWidget) -> None:
        super().__init__(parent)
        self._room, self._beside = parent, beside
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = Words()
        self._undo_act: Callable[[], object] | None = None
        self._undo = Button(tr("Undo"), small=True, then=self._take_back)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(self._words)
        self._line.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        for watched in (parent, beside):
            watched.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Show what was done; with `undo`, offer to take it back."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._undo_act = undo
        self._undo.setText(tr("Undo"))
        self._undo.setVisible(undo is not None)
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
        """Stay in its place when the window or what it lies over changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._beside.width() >= _NARROWEST:
            self._place_beside()
        else:
            self._place_below()

    def _place_beside(self) -> None:
        """Words above their button, as wide as what it lies over."""
        width = self._beside.width() - 2 * _GAP
        self._line.setDirection(QBoxLayout.Direction.TopToBottom)
        self._line.setContentsMargins(14, 10, 14, 12)
        self._line.setSpacing(8)
        self._words.setWordWrap(True)
        self.setFixedWidth(width)
        self.resize(width, self._line.totalHeightForWidth(width))
        foot = self._beside.mapTo(self._room, QPoint(_GAP, self._beside.height() - _GAP))
        self.move(foot.x(), foot.y() - self.height())

    def _place_below(self) -> None:
        """All in one line."""
        self._line.setDirection(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(16, 8, 8, 8)
        self._line.setSpacing(14)
        self._words.setWordWrap(False)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_QT_WIDEST)
        self.adjustSize()
        room = self._room.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - 20)

    def _take_back(self) -> None:
        act, self._undo_act = self._undo_act, None
        self.hide()
        if act is not None:
            act()
