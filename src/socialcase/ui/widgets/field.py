"""Fields: label above, hint below, message beneath; a wrong value stays where it is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from socialcase.ui.theme.icons import draw_icon
from socialcase.ui.theme.tokens import current
from socialcase.ui.widgets.kept_text import KeptText
from socialcase.ui.widgets.labels import IconLabel, Words, restyle
from socialcase.ui.widgets.layout import column, row

_BELOW = 2
"""Where the hint stands in a field: after its label and its editor."""

_AROUND = 24
"""Pixels above and below the lines of a text, so that as many lines do not have to be scrolled."""


class Field(QWidget):
    """A label, an editor and what is to be said about them, linked for screen readers."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._label = Words(label, weight="medium")
        self._label.setBuddy(editor)
        self._hint: Words | None = None  # made once there is one: a page has dozens of fields
        self._spoken: _Spoken | None = None
        self._layout = column(self._label, editor, None, gap=4)
        self.setLayout(self._layout)
        self.set_words(label, hint)
        self.setFocusProxy(editor)

    @property
    def said(self) -> str:
        """What stands beneath the value, "" for nothing."""
        return self._spoken.words.text() if self._spoken is not None else ""

    def set_words(self, label: str, hint: str = "") -> None:
        """Change label and hint, as when the language changes."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        if hint and self._hint is None:
            self._hint = Words(size="small", tone="muted", wrap=True)
            self._layout.insertWidget(_BELOW, self._hint)
        if self._hint is not None:
            self._hint.setText(hint)
            self._hint.setVisible(bool(hint))
        self.editor.setAccessibleName(label)
        self.editor.setAccessibleDescription(hint)

    def show_hint(self, shown: bool) -> None:
        """Show the hint, or put it away where something better is said."""
        if self._hint is not None:
            self._hint.setVisible(shown and bool(self._hint.text()))

    def complain(self, message: str) -> None:
        """Say what is wrong with the value, or "" when nothing is."""
        self._speak(message, "warning-circle", "danger")
        if bool(self.editor.property("wrong")) != bool(message):
            self.editor.setProperty("wrong", bool(message))
            restyle(self.editor)

    def remark(self, message: str, tone: str = "ok", icon_name: str = "check") -> None:
        """Say something of the value that is no fault: "Strong", "Caps Lock is on"."""
        self._speak(message, icon_name, tone)

    def _speak(self, message: str, icon_name: str, tone: str) -> None:
        if message and self._spoken is None:
            self._spoken = _Spoken()
            self._layout.insertWidget(self._layout.count() - 1, self._spoken)
        if self._spoken is not None:
            self._spoken.say(message, icon_name, tone)
        hint = self._hint.text() if self._hint is not None else ""
        self.editor.setAccessibleDescription(message or hint)


class _Spoken(QWidget):
    """What is said of a value, and its sign."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = IconLabel("warning-circle", "danger", 16)
        self.words = Words(size="small", tone="danger", wrap=True)
        line = row(self._sign, self.words, gap=6)
        line.setStretch(1, 1)
        self.setLayout(line)

    def say(self, message: str, icon_name: str, tone: str) -> None:
        """Say this instead; nothing is seen of it where there is nothing to say."""
        self._sign.show_icon(icon_name, tone)
        self.words.set_tone(tone)
        self.words.setText(message)
        self.setVisible(bool(message))


class TextBox(QLineEdit, KeptText):
    """One line of text that is kept when the person leaves it or presses Enter.

    `kept` as `KeptText` says.
    """

    def __init__(self, text: str = "", *, kept: Callable[[str], object] | None = None) -> None:
        super().__init__(text)
        self.begin(text, kept)
        self.editingFinished.connect(self.finish)

    def stands(self) -> str:
        """What stands there now."""
        return self.text()

    def put(self, text: str) -> None:
        """Have `text` stand there, seen from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)

    def written_in(self) -> bool:
        """Whether the keyboard is here."""
        return self.hasFocus()


class TextArea(QPlainTextEdit, KeptText):
    """Several lines of text, kept when the person leaves them or presses Ctrl+Enter.

    `kept` as `KeptText` says.
    """

    def __init__(
        self, text: str = "", *, lines: int = 3, kept: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(text)
        self.begin(text, kept)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + _AROUND)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written."""
        super().focusOutEvent(event)
        self.finish()

    def stands(self) -> str:
        """What stands there now."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Have `text` stand there."""
        self.setPlainText(text)

    def written_in(self) -> bool:
        """Whether the keyboard is here."""
        return self.hasFocus()


class ChoiceBox(QComboBox):
    """One of a few words, kept when picked. The wheel scrolls the page, never the value."""

    def __init__(self, *, kept: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._kept = kept
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._picked)

    def offer(self, options: dict[str, str], value: str) -> None:
        """Show `options` (code to words) with `value` chosen."""
        self.blockSignals(True)
        self.clear()
        for code, words in options.items():
            self.addItem(words, code)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(False)

    def value(self) -> str:
        """The chosen code, "" when none is."""
        return str(self.currentData() or "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Listen to the keys: only while they come here, for every event would be asked about."""
        self.installEventFilter(self)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Listen no longer."""
        self.removeEventFilter(self)
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a letter find a word, even one that is a key elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if event.text().isalnum() and held == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and, over it, the arrow in the palette's colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRect(self.width() - 26, (self.height() - 14) // 2, 14, 14)
        draw_icon(painter, "caret-down", box, current().colour("muted"))
        painter.end()

    def _picked(self, _place: int) -> None:
        if self._kept is not None:
            self._kept(self.value())
