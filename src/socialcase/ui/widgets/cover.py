"""The cover: one key hides everything at once and keeps what was being written."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.texts import tr
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.ornament import Mark


class Cover(QWidget):
    """Lies over the whole window. Any key or click takes it away; the idle lock still comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ground = parent
        self._before: QWidget | None = None
        self._words = Words(tone="muted")
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(1)
        layout.addWidget(Mark(56), 0, centre)
        layout.addWidget(self._words, 0, centre)
        layout.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    def put_on(self) -> None:
        """Hide everything now."""
        self._before = self._ground.focusWidget()
        self._words.setText(tr("Press any key to go on"))
        self.setGeometry(self._ground.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def take_off(self) -> None:
        """Show the page again, with the keyboard where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
            self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but a bare modifier takes the cover away, and does nothing else."""
        modifiers = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
        if event.key() not in modifiers:
            self.take_off()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the cover away."""
        self.take_off()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)
