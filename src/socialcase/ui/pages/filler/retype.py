"""Typing from paper: a question's number, Enter, the answer, Enter, and so on.

The number of the next question is there already, so that a page is typed as answer, Enter, answer,
Enter. In a list the instance follows the number after a slash: 5.2/3 is 5.2 of the third.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler import typed as typing
from socialcase.ui.pages.filler.model import Filling, Place
from socialcase.ui.pages.filler.picking import numbers_of
from socialcase.ui.pages.filler.reading import read_answer
from socialcase.ui.pages.filler.saying import Message, RichWords, trouble
from socialcase.ui.pages.filler.words import day_in_words, in_words, plain
from socialcase.ui.widgets.field import Field, TextBox
from socialcase.ui.widgets.labels import Words, key_hint
from socialcase.ui.widgets.layout import column, row

_KEPT = 5
"""So many of the answers typed last stay in sight, to be compared with the paper."""


class RetypeBar(QFrame):
    """The bar above the questions. `went` carries the ref of the question in hand, `left` nothing.

    `told` carries the day of the conversation (ISO) when it is another.
    """

    went = Signal(str)
    left = Signal()
    told = Signal(str)

    def __init__(self, filling: Filling, today: str) -> None:
        """`today`: the day of typing, ISO."""
        super().__init__()
        self.setObjectName("card")
        self._filling, self._today = filling, today
        self._place: Place | None = None
        self._lines: list[str] = []
        self.told_on = TextBox(kept=self._keep_told)
        self._told = Field("", self.told_on)
        self._typed = Words(size="small", tone="muted", wrap=True)
        self.number, self.answer = QLineEdit(), QLineEdit()
        self.number.setFixedWidth(90)
        self.told_on.setFixedWidth(120)
        self._question = RichWords(weight="medium")
        self._choices = Words(size="small", tone="muted", wrap=True)
        self._message = Message()
        self._last = Words(size="small", tone="muted", wrap=True)
        self._help = Words(size="small", tone="muted", wrap=True)
        self.answer.textEdited.connect(self._type)
        for part in (self.number, self.answer):
            part.installEventFilter(self)
        self._lay_out()
        self.hide()

    def begin(self, ref: str, told_on: str) -> None:
        """Show the bar at the question `ref`, for a conversation of the day `told_on`."""
        self.show_told(told_on)
        self._reword()
        self._take(next((p for p in self._filling.places if p.ref == ref), None))
        self.show()
        self._focus(self.answer if self._place else self.number)

    def show_told(self, day: str) -> None:
        """Show the day of the conversation, ISO, as the form's own question may have set it."""
        self.told_on.show_value(day_in_words(day))

    def close_bar(self) -> None:
        """Take the bar away."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Up goes from the answer to the number, Esc ends."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        ends = event.key() == Qt.Key.Key_Escape
        if ends and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if ends:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(in_number=watched is self.number)
        elif event.key() == Qt.Key.Key_Up and watched is self.answer:
            self._focus(self.number)
        else:
            return False
        return True

    # --- acting ----------------------------------------------------------------------------------

    def _enter(self, *, in_number: bool) -> None:
        if in_number:
            found = self._seek(self.number.text())
            if found is None:
                self._message.say(tr("No question that is asked now has this number."))
                return
            self._take(found)
            self._focus(self.answer)
        elif self._place is not None and self._give(self._place):
            self._take(self._filling.following(self._place.ref))
            self._focus(self.answer if self._place else self.number)

    def _give(self, place: Place) -> bool:
        """Keep what is typed; nothing typed leaves the answer that there is."""
        typed = self.answer.text()
        if not typed.strip():
            return True
        value, expected = read_answer(self._filling.node(place.ref), typed)
        if value is None:
            self._message.say(tr(expected))
            return False
        if not self._filling.answer(place.ref, value):
            return False
        node = self._filling.node(place.ref)
        self._note(place, node)
        if node.violation == "constraint":
            self._message.say(trouble(node, self._filling.session.language, nag=True))
            self.answer.selectAll()
            return False
        return True

    def _type(self, text: str) -> None:
        """Keep the letters at once where the question itself is answered by letters."""
        place = self._place
        if place is not None and self._filling.node(place.ref).choices is None:
            self._filling.type(place.ref, text)

    def _seek(self, number: str) -> Place | None:
        """The question with that number; in a list, of the instance after the slash.

        The instance after the last is made.
        """
        bare, _, instance = number.replace(",", ".").replace(" ", "").partition("/")
        found = self._numbered(bare)
        at = int(instance) if instance.isdecimal() else 1
        if len(found) == at - 1 and found:
            self._filling.add(found[-1].ref.rpartition("[")[0])
            found = self._numbered(bare)
        return found[at - 1] if 0 < at <= len(found) else None

    def _numbered(self, number: str) -> list[Place]:
        places = (p for p in self._filling.places if p.number == number)
        return [p for p in places if self._filling.node(p.ref).relevant]

    def _keep_told(self, text: str) -> None:
        day = typing.day(text)
        self._told.complain("" if day else tr("Write the day as 22.11.2026."))
        if day:
            self.told.emit(day)

    # --- showing ---------------------------------------------------------------------------------

    def _take(self, place: Place | None) -> None:
        self._place = place
        self.answer.clear()
        self._message.say("")
        if place is None:
            self._question.show_words(tr("That was the last question."))
            self._choices.hide()
            return
        node = self._filling.node(place.ref)
        self.number.setText(_numbered(place))
        self._question.show_words(node.label or node.name)
        self._show_choices(node)
        self.answer.setPlaceholderText(in_words(node))
        self.answer.setAccessibleName(f"{place.number} {plain(node.label) or node.name}")
        self.answer.setAccessibleDescription(self._choices.text())
        self.went.emit(place.ref)

    def _show_choices(self, node: NodeState) -> None:
        choices = node.choices or ()
        named = [
            _with_number(choice, number)
            for choice, number in zip(choices, numbers_of(choices), strict=True)
        ]
        self._choices.setText("   ".join(named) or plain(node.hint))
        self._choices.setVisible(bool(self._choices.text()))

    def _note(self, place: Place, node: NodeState) -> None:
        line = f"{_numbered(place)}  {plain(node.label) or node.name}  {in_words(node)}"
        self._lines = [*self._lines[1 - _KEPT :], line]
        self._last.setText("\n".join(self._lines))
        self._last.show()

    def _reword(self) -> None:
        self._told.set_words(tr("Told on"))
        self._typed.setText(tr("typed on {day}").format(day=day_in_words(self._today)))
        self.number.setAccessibleName(tr("Number of the question"))
        self.number.setPlaceholderText(tr("number"))
        self._help.setText(
            tr("next; empty leaves the answer. Up: another number, 5.2/3 for the third of a list.")
        )
        self._last.setVisible(bool(self._lines))

    def _focus(self, field: QLineEdit) -> None:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _lay_out(self) -> None:
        line = row(self.number, self.answer, gap=8)
        line.setStretch(1, 1)
        told = row(self._told, self._typed, None, gap=10)
        told.setAlignment(self._typed, Qt.AlignmentFlag.AlignBottom)
        helped = row(key_hint("Enter"), self._help, gap=6)
        helped.setStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        outer.addLayout(
            column(
                told, self._question, self._choices, line, self._message, self._last, helped, gap=6
            )
        )


def _with_number(choice: Choice, number: int | None) -> str:
    """A choice after the number that is typed for it, unless its words are the number."""
    words = plain(choice.label) or choice.value
    return words if number is None or words.startswith(str(number)) else f"{number} {words}"


def _numbered(place: Place) -> str:
    """The number as it is typed: with the instance of the innermost list."""
    before, _, rest = place.ref.rpartition("[")
    return f"{place.number}/{rest.partition(']')[0]}" if before else place.number
