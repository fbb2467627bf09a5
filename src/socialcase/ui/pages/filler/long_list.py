"""Long lists of choices: found by typing, shown by a model, never a button for each."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QWidget

from socialcase.cases.names import fold
from socialcase.forms import Choice, NodeState
from socialcase.texts import N_, tr
from socialcase.ui.pages.filler.answer import INSET, Answer, mark_wrong
from socialcase.ui.pages.filler.picking import numbered, numbers_of
from socialcase.ui.pages.filler.words import plain

_MOST = 200
"""More lines than this are not offered at once: the person types another letter."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Lines:
    """The words of a list's choices, found by any part of them in any spelling, or by number."""

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        self.codes = [choice.value for choice in choices]
        self.words = [plain(choice.label) or choice.value for choice in choices]
        self._choices = choices
        self._folded: list[str] = []

    def find(self, typed: str) -> list[int]:
        """Places of the choices with `typed` in their words, those that begin with it first."""
        if not typed.strip():
            return list(range(min(_MOST, len(self.words))))
        if not self._folded:
            self._folded = [fold(words) for words in self.words]
        part = fold(typed)
        found = [at for at, words in enumerate(self._folded) if part in words]
        found.sort(key=lambda at: not self._folded[at].startswith(part))
        by_number = self.at_number(typed) if not found else None
        return found[:_MOST] if by_number is None else [by_number]

    def words_of(self, code: str) -> str:
        """The words of a code, "" for one that is not offered."""
        return self.words[self.codes.index(code)] if code in self.codes else ""

    def exact(self, typed: str) -> int | None:
        """The place of the choice with just these words."""
        bare = typed.strip().casefold()
        return next((at for at, words in enumerate(self.words) if words.casefold() == bare), None)

    def at_number(self, typed: str) -> int | None:
        """The place of the choice with that number (see `numbers_of`)."""
        bare = typed.strip()
        if not (bare.isdecimal() and bare.isascii()):
            return None
        numbers = numbers_of(self._choices)
        return numbers.index(int(bare)) if int(bare) in numbers else None

    @property
    def are_numbers(self) -> bool:
        """Whether the choices are numbers themselves, so that no other number may mean one."""
        return numbered(self._choices)


class ListAnswer(Answer):
    """One of a long list: typing finds it by any part of its words, Down shows what there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Lines(())
        self._found: list[int] = []
        self._choices: tuple[Choice, ...] | None = None
        self._value = ""
        self._quick = False
        self._lost = False
        self._model = QStringListModel(self)
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(280)
        self.edit.setMaximumWidth(420)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.edit)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(lambda _words: self._pick(self._popup.currentIndex()))
        self.edit.textEdited.connect(self._offer)
        self.edit.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self.edit, 100)  # up to its own width
        row.addStretch(1)

    def show_node(self, node: NodeState) -> None:
        """Show which choice is chosen."""
        self.edit.setReadOnly(node.readonly)
        self.edit.setPlaceholderText(tr("Type a part of the word; Down shows all"))
        self._quick = "quick" in node.appearance.split()
        if node.choices != self._choices:
            self._choices = node.choices
            self._lines = Lines(node.choices or ())
            self._value = "\n"  # no code has a line break: the words are shown anew
        if self._value != node.value:
            self._value = node.value
            self._show_value()

    def flush(self) -> None:
        """Take what is typed for the choice that it names; other words are taken back."""
        typed = self.edit.text().strip()
        if typed == self._lines.words_of(self._value):
            return
        at = self._lines.exact(typed)
        if at is None and typed:
            self._show_value()
        else:
            self.given.emit("" if at is None else self._lines.codes[at])

    def target(self) -> QWidget:
        """The field."""
        return self.edit

    def mark(self, *, wrong: bool) -> None:
        """Draw the field's edge in the colour for what has to be corrected."""
        mark_wrong(self.edit, wrong=wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the field is entered; keep its choice when it is left; Down shows the list."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
            self.edit.selectAll()
        elif event.type() == QEvent.Type.FocusOut and not self._popup.isVisible():
            self.flush()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() == Qt.Key.Key_Down and not self.edit.isReadOnly():
            self._offer("")
            return True
        if event.key() in _ENTER:
            self._next()
            return True
        return False

    def _offer(self, typed: str) -> None:
        self._found_again()
        self._found = self._lines.find(typed)
        self._model.setStringList([self._lines.words[at] for at in self._found])
        self._completer.complete()
        if typed and self._found:
            self._popup.setCurrentIndex(self._model.index(0))

    def _pick(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self._popup.hide()
        self.given.emit(self._lines.codes[self._found[index.row()]])
        self._show_value()
        if self._quick:
            self.passed.emit()

    def _words(self) -> str:
        return self._lines.words_of(self._value) or self._value

    def _show_value(self) -> None:
        self.edit.setText(self._words())
        self.edit.setCursorPosition(0)
        self._found_again()

    def _found_again(self) -> None:
        if self._lost:
            self._lost = False
            self.unread.emit("")

    def _next(self) -> None:
        typed = self.edit.text()
        # what stands there already need not be a choice: forms begin with any default
        named = typed == self._words() or not typed.strip() or self._lines.exact(typed) is not None
        found = [] if named else self._lines.find(typed)
        if named or len(found) == 1:
            if found:
                self.edit.setText(self._lines.words[found[0]])
            self.flush()
            self.passed.emit()
        elif found:
            self._offer(typed)
        else:
            self._lost = True
            self.unread.emit(N_("No choice has these words in it. The key Down shows all of them."))
