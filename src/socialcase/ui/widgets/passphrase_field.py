"""A field for a passphrase: hidden unless the eye is pressed, and it tells of Caps Lock."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from socialcase.texts import tr
from socialcase.ui.theme.icons import icon
from socialcase.ui.widgets.field import Field


class PassphraseField(Field):
    """Label, hidden text, eye, and a remark beneath."""

    def __init__(self, label: str, *, large: bool = False) -> None:
        self.box = QLineEdit()
        self.box.setProperty("large", large)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        super().__init__(label, self.box)
        self._eye = self.box.addAction(
            icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip(tr("Show what is typed"))
        self._eye.triggered.connect(self._turn)
        self._letters = ""
        self.box.installEventFilter(self)

    def text(self) -> str:
        """What is typed."""
        return self.box.text()

    def forget(self) -> None:
        """Empty the field, so that the words do not stay in memory longer than they must."""
        self.box.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of Caps Lock while somebody types capitals without Shift."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._look_at(event)
        return super().eventFilter(watched, event)

    def _look_at(self, event: QKeyEvent) -> None:
        letter = event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if letter.isalpha():
            on = letter.isupper() != shift and letter.upper() != letter.lower()
            self.remark(tr("Caps Lock is on") if on else "", "warning", "warning")

    def _turn(self) -> None:
        hidden = self.box.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.box.setEchoMode(mode)
        self._eye.setIcon(icon("eye-slash" if hidden else "eye", "muted"))
