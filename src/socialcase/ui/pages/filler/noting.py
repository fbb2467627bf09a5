"""A note on the question in hand, for the supervisor: kept with the draft, then with the case."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from socialcase.texts import tr
from socialcase.ui.pages.filler.model import Filling
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.field import TextArea
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import column, row


class NoteCard(Card):
    """The note of one question. `done` says that the person is through with it."""

    done = Signal()

    def __init__(self, filling: Filling) -> None:
        super().__init__(padding=(16, 12, 16, 12))
        self._filling = filling
        self._ref = ""
        self._title = Words(size="small", weight="medium", wrap=True)
        self._hint = Words(size="caption", tone="muted", wrap=True)
        self.edit = TextArea(lines=3, kept=self._keep)
        self._jotted = False
        self.edit.textChanged.connect(self._jot)
        self.edit.installEventFilter(self)
        head = row(IconLabel("chat-text", "accent", 18), self._title)
        head.setStretch(1, 1)
        self.put(column(head, self.edit, self._hint, gap=6))
        self.show_question("")

    def show_question(self, ref: str) -> None:
        """Show the note of the question `ref`; "" hides the card."""
        if ref != self._ref:
            self.edit.finish()
            self._ref, self._jotted = ref, False
        number = self._filling.number(ref)
        private = self._filling.beside.private
        self._title.setText(_heading(private=private, number=number))
        case = tr("Whoever may see the case may read it. Enter: back to the question.")
        alone = tr("Nobody else reads it. Enter: back to the question.")
        self._hint.setText(alone if private else case)
        self.edit.setAccessibleName(self._title.text())
        self.edit.setPlaceholderText(tr("F2 writes here"))
        self.edit.show_value(self._filling.beside.notes.get(ref, ""))
        self.setVisible(bool(ref))

    def write(self) -> None:
        """Take the keyboard to the note."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Keep what is written now."""
        self.edit.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc go back to the question; Shift+Enter begins a line."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        leaves = event.key() == Qt.Key.Key_Escape
        if leaves and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        leaves = leaves or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain)
        if leaves and event.type() == QEvent.Type.KeyPress:
            self.edit.finish()
            self.done.emit()
            return True
        return False

    def _jot(self) -> None:
        """Keep what is being written letter by letter: the program may end amid it."""
        if self._ref and (self._jotted or self.edit.unkept is not None):
            self._jotted = True
            self._filling.jot(self._ref, self.edit.toPlainText())

    def _keep(self, text: str) -> None:
        if self._ref:
            self._filling.note(self._ref, text)


def _heading(*, private: bool, number: str) -> str:
    if private:
        words = tr("Note for yourself, {number}") if number else tr("Note for yourself")
    else:
        words = tr("Note for the supervisor, {number}") if number else tr("Note for the supervisor")
    return words.format(number=number)
