"""What all places for an answer share, and those for typed text."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from socialcase.forms import NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.shapes import LINE, Shape
from socialcase.ui.widgets.labels import restyle

INSET = 4
"""Pixels at the left of every place, where pills have their focus ring."""
PAUSE = 600
"""Milliseconds without a key after which what was typed is kept."""


class Answer(QWidget):
    """The place where one question is answered.

    `given` carries a value to keep; `passed` asks for the next question; `unread` says, with the
    expected shape in English (to be translated), that the text cannot be read, or "" that it can;
    `typing` carries every state of a field before it is an answer.
    """

    given = Signal(str)
    passed = Signal()
    unread = Signal(str)
    entered = Signal()
    typing = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_node(self, node: NodeState) -> None:
        """Show the answer, choices and state of `node`."""
        raise NotImplementedError

    def flush(self) -> None:
        """Give at once what is typed and not given yet."""

    def restore(self, text: str) -> None:
        """Put letters into the field that were no answer yet when the program ended."""

    def follow(self, ref: str) -> None:
        """Its question has another ref now: one before it in its list went."""

    def show_before(self, before: str) -> None:
        """Mark the choice of the last time, where choices are in sight."""

    def target(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def mark(self, *, wrong: bool) -> None:
        """Show whether the answer has to be corrected."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where nothing can be answered."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def describe(self, name: str, description: str) -> None:
        """Name the place for screen readers."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)


class TypedAnswer(Answer):
    """An answer that is typed: kept after a short pause, on Enter, or when the field is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waits = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)

    def flush(self) -> None:
        """Give at once what is typed and not given yet."""
        self._timer.stop()
        if self._waits:
            self._waits = False
            self._keep()

    def mark(self, *, wrong: bool) -> None:
        """Draw the field's edge in the colour for what has to be corrected."""
        mark_wrong(self.target(), wrong=wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the field: it goes on only from what can be read."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _keep(self) -> None:
        raise NotImplementedError

    def _written(self) -> str:
        raise NotImplementedError

    def _touched(self) -> None:
        self._waits = True
        self._timer.start()
        self.typing.emit(self._written())


class LineAnswer(TypedAnswer):
    """One typed line, read by its shape; what cannot be read stays in the field."""

    def __init__(self, shape: Shape, sample: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._value = ""
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(sample)
        self.edit.setMaximumWidth(shape.width)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._touched)
        self.edit.returnPressed.connect(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self.edit, 100)  # up to its own width
        row.addStretch(1)

    def show_node(self, node: NodeState) -> None:
        """Show the value, unless the person is typing another."""
        self.edit.setReadOnly(node.readonly)
        if self._waits or (self._value == node.value and self.edit.text()):
            return
        self._value = node.value
        shown = self._shape.show(node.value)
        if self.edit.text() != shown and not self._unreadable():
            self.edit.setText(shown)

    def _keep(self) -> None:
        value = self._shape.read(self.edit.text())
        if value is None:
            self.unread.emit(self._shape.expects)
            return
        self.unread.emit("")
        self._value = value
        self.given.emit(value)

    def restore(self, text: str) -> None:
        """Put letters into the field that were no answer yet when the program ended."""
        self.edit.setText(text)
        self._waits = True
        self._timer.start()

    def _written(self) -> str:
        return self.edit.text()

    def target(self) -> QWidget:
        """The field."""
        return self.edit

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when the field is left; say when it is entered."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _unreadable(self) -> bool:
        return self._shape.read(self.edit.text()) is None

    def _next(self) -> None:
        self.flush()
        if not self._unreadable():
            self.passed.emit()


_MOST = 9  # lines; a longer text scrolls
_FRAME = 16  # edge and padding of a text box, from the style sheet


class _GrowingText(QPlainTextEdit):
    """A text field that grows with its text; Enter leaves it, Shift+Enter begins a line."""

    left = Signal()
    came = Signal()
    done = Signal()

    def __init__(self, parent: QWidget, least: int) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        # the style sheet's least height is for boxes of several lines
        self.setStyleSheet("QPlainTextEdit { min-height: 0; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._least = least
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift it begins a line."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.done.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the field was entered."""
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def sizeHint(self) -> QSize:
        """Wide; as high as the text, from `least` lines to nine."""
        return QSize(420, self.height())

    def _grow(self) -> None:
        written = int(self.document().size().height())
        lines = min(_MOST, max(self._least, written))
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAsNeeded if written > _MOST else bars.ScrollBarAlwaysOff
        )
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _FRAME)


class TextAnswer(TypedAnswer):
    """Text that grows as it is written: free, or lines that are read by a shape."""

    def __init__(
        self, least: int = 1, shape: Shape | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shape = shape or LINE
        self.edit = _GrowingText(self, least)
        self.edit.setPlaceholderText(tr(self._shape.sample))
        self.edit.setMaximumWidth(640)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.flush)
        self.edit.came.connect(self.entered)
        self.edit.done.connect(self._next)
        self._showing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addStretch(0)

    def show_node(self, node: NodeState) -> None:
        """Show the text, unless the person is typing another."""
        self.edit.setReadOnly(node.readonly)
        written = self._shape.read(self.edit.toPlainText())
        if self._waits or written is None or written == node.value:
            return
        self._showing = True
        self.edit.setPlainText(self._shape.show(node.value))
        self._showing = False

    def restore(self, text: str) -> None:
        """Put letters into the field that were no answer yet when the program ended."""
        self._showing = True
        self.edit.setPlainText(text)
        self._showing = False
        self._waits = True
        self._timer.start()

    def _written(self) -> str:
        return self.edit.toPlainText()

    def _keep(self) -> None:
        value = self._shape.read(self.edit.toPlainText())
        if value is None:
            self.unread.emit(self._shape.expects)
            return
        self.unread.emit("")
        self.given.emit(value)

    def target(self) -> QWidget:
        """The field."""
        return self.edit

    def _typed(self) -> None:
        if not self._showing:
            self._touched()

    def _next(self) -> None:
        self.flush()
        if self._shape.read(self.edit.toPlainText()) is not None:
            self.passed.emit()


def mark_wrong(field: QWidget, *, wrong: bool) -> None:
    """Draw a field's edge in the colour for what has to be corrected, or take that back."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        restyle(field)
