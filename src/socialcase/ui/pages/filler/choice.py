"""Answers that are chosen by pressing: one of several, any of several, rows of marks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QWidget

from socialcase.forms import Choice, NodeState
from socialcase.forms.choice_numbers import DECLINES
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import INSET, Answer
from socialcase.ui.pages.filler.flow import Flow
from socialcase.ui.pages.filler.marks import ManyPill, OnePill, Pill, RoundMark, SquareMark
from socialcase.ui.pages.filler.picking import SHORT, Letters, Number, keys_of
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.labels import Words

Press = OnePill | ManyPill | RoundMark | SquareMark
Pictures = Callable[[str], QPixmap | None]
"""The picture of a choice by its file name, None where the form does not carry it."""

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ERASE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class PressedAnswer(Answer):
    """What rows of pills and marks share: one stop for Tab, arrows between, digits choose.

    `several`: any of them may be chosen. A choice that says there is no answer stands alone all the
    same: it takes the others' place. The value lists codes in the order of the choices.
    """

    left = Signal()
    several = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presses: list[Press] = []
        self._codes: list[str] = []
        self._keys: list[str] = []
        self._value = ""
        self._quick = False
        self._number, self._letters = Number(), Letters()

    def target(self) -> QWidget:
        """The chosen place, else the first."""
        chosen = next((press for press in self.presses if press.isChecked()), None)
        return chosen or (self.presses[0] if self.presses else self)

    def describe(self, name: str, description: str) -> None:
        """Name the whole row; each place keeps its own words."""
        self.setAccessibleName(name)
        for press in self.presses:
            press.setAccessibleName(f"{press.toolTip() or press.text()}: {name}")
            press.setAccessibleDescription(description)

    def choose(self, index: int) -> None:
        """Choose the place `index` (from 0), or take the choice back when it is chosen."""
        if 0 <= index < len(self._codes):
            self.given.emit(self._with(self._codes[index]))
            if self._quick and self._value:
                self.passed.emit()

    def wire(self, presses: Sequence[Press], choices: Sequence[Choice]) -> None:
        """Take over the places and what each stands for."""
        self.presses, self._codes = list(presses), [choice.value for choice in choices]
        self._keys = keys_of(choices)
        for index, press in enumerate(presses):
            press.owner = self
            press.quiet = self._codes[index] in DECLINES
            press.clicked.connect(lambda _on=False, at=index: self.choose(at))
            if len(presses) > SHORT:
                press.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a long list a letter finds a choice, even one that is a key of the form elsewhere."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _letter(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def take_key(self, press: object, event: QKeyEvent) -> bool:
        """Arrows move, digits choose, Enter goes on, Backspace takes the choice back."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        text = event.text()
        if text.isdecimal() and text.isascii():
            self.digit(int(text))
            return True
        begun = self._settle(event)
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._step(press, step)
        elif event.key() in _ENTER:
            self.passed.emit()
        elif event.key() in _ERASE and not begun:
            self.given.emit("")
        elif len(self.presses) > SHORT and _letter(event):
            self._find(press, text)
        else:
            return begun
        return True

    def came(self, _press: object) -> None:
        """The keyboard came to one of the places."""
        self.entered.emit()

    def went(self, _press: object) -> None:
        """The keyboard went from one of the places."""
        self._number.settle(self._keys)
        self._show_begun()
        self.left.emit()

    def digit(self, digit: int) -> None:
        """Choose by the number that a place shows, or go on with one of two digits."""
        at = self._number.take(str(digit), self._keys)
        if at is not None:
            self.choose(at)
        self._show_begun()

    def _settle(self, event: QKeyEvent) -> bool:
        """End a number that was begun: Space and Enter choose it. Whether there was one."""
        begun = bool(self._number.begun)
        at = self._number.settle(self._keys)
        if at is not None and event.key() in (Qt.Key.Key_Space, *_ENTER):
            self.choose(at)
        self._show_begun()
        return begun

    def _show_begun(self) -> None:
        begun = self._number.begun
        for press in self.presses:
            fits = bool(begun) and press.key.startswith(begun)
            if press.begun != fits:
                press.begun = fits
                press.update()

    def _find(self, press: object, letter: str) -> None:
        places: list[object] = list(self.presses)
        words = [one.text() for one in self.presses]
        at = self._letters.take(letter, words, places.index(press))
        if at is not None:
            self.presses[at].setFocus(Qt.FocusReason.TabFocusReason)

    def show_value(self, node: NodeState) -> None:
        """Check the chosen places; let Tab stop at one only."""
        self._value = node.value
        self._quick = "quick" in node.appearance.split()
        chosen = set(self._chosen())
        for press, code in zip(self.presses, self._codes, strict=True):
            press.setChecked(code in chosen)
            press.setEnabled(not node.readonly)
        stop = self.target()
        for press in self.presses:
            policy = Qt.FocusPolicy.StrongFocus if press is stop else Qt.FocusPolicy.ClickFocus
            if press.focusPolicy() != policy:
                press.setFocusPolicy(policy)

    def show_before(self, before: str) -> None:
        """Mark what was chosen the last time."""
        codes = before.split()
        for press, code in zip(self.presses, self._codes, strict=True):
            press.mark_before(code in codes)

    def _chosen(self) -> list[str]:
        return self._value.split() if self.several else [self._value]

    def _with(self, code: str) -> str:
        if not self.several:
            return "" if self._value == code else code
        chosen = set(self._chosen()) ^ {code}
        if code in chosen:
            chosen = {code} if code in DECLINES else chosen - DECLINES
        return " ".join(c for c in self._codes if c in chosen)

    def _step(self, press: object, step: int) -> None:
        places: list[object] = list(self.presses)
        at = (places.index(press) + step) % len(places)
        self.presses[at].setFocus(Qt.FocusReason.TabFocusReason)


class OneAnswer(PressedAnswer):
    """One pill of several."""

    def __init__(self, parent: QWidget | None = None, pictures: Pictures | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._pictures = pictures
        self._flow = Flow(self, gap=0)
        self._nothing = Words(size="small", tone="muted", wrap=True)
        self._nothing.setMinimumWidth(300)
        self._nothing.setContentsMargins(INSET, 0, 0, 0)
        self._nothing.hide()
        self._flow.addWidget(self._nothing)

    def show_node(self, node: NodeState) -> None:
        """Show the choices and which is chosen."""
        choices = node.choices or ()
        same = [c.value for c in choices] == [c.value for c in self._choices]
        if not same or self._keys != keys_of(choices):  # another language may say numbers in words
            self._rebuild(choices)
        elif choices != self._choices:
            self._reword(choices)
        self._choices = choices
        self._nothing.setText(tr("Nothing to choose yet; it follows from other answers."))
        self._nothing.setVisible(not choices)
        self.show_value(node)

    def _pill(self) -> OnePill | ManyPill:
        return OnePill(self)

    def _rebuild(self, choices: tuple[Choice, ...]) -> None:
        had_focus = any(press.hasFocus() for press in self.presses)
        for press in self.presses:
            self._flow.removeWidget(press)
            press.hide()
            press.deleteLater()
        pills = [self._pill() for _ in choices]
        for pill, key in zip(pills, keys_of(choices), strict=True):
            pill.key = key
            self._flow.addWidget(pill)
            if self.isVisible():
                pill.show()
        self.wire(pills, choices)
        self._reword(choices)
        if had_focus:
            self.target().setFocus()

    def _reword(self, choices: tuple[Choice, ...]) -> None:
        for press, choice in zip(self.presses, choices, strict=True):
            press.setText(plain(choice.label) or choice.value)
            if self._pictures is not None and choice.image and isinstance(press, Pill):
                press.picture = self._pictures(choice.image)
            press.updateGeometry()
        self._flow.invalidate()


class ManyAnswer(OneAnswer):
    """Any pills of several."""

    several = True

    def _pill(self) -> OnePill | ManyPill:
        return ManyPill(self)


def _letter(event: QKeyEvent) -> bool:
    """Whether a key is a letter, pressed by itself or with Shift."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return held == Qt.KeyboardModifier.NoModifier and event.text().isalpha()
