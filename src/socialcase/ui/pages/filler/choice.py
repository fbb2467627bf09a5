"""Answers that are chosen by pressing: one of several, any of several, an order of all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from socialcase.forms import Choice, NodeState
from socialcase.texts import tr
from socialcase.ui.pages.filler.answer import Answer
from socialcase.ui.pages.filler.flow import Flow
from socialcase.ui.pages.filler.marks import ManyPill, OnePill, RoundMark
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.widgets.labels import Words

Press = OnePill | ManyPill | RoundMark


class PressedAnswer(Answer):
    """What rows of pills and marks share: one stop for Tab, arrows between, digits choose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presses: list[Press] = []
        self._codes: list[str] = []
        self._value = ""

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

    def wire(self, presses: Sequence[Press], codes: Sequence[str]) -> None:
        """Take over the places and what each stands for."""
        self.presses, self._codes = list(presses), list(codes)
        for index, press in enumerate(presses):
            press.clicked.connect(lambda _on=False, at=index: self.choose(at))
            press.digit.connect(lambda digit: self.choose((digit - 1) % 10))
            press.moved.connect(lambda step, at=index: self._move(at + step))
            press.cleared.connect(lambda: self.given.emit(""))
            press.passed.connect(self.passed)
            press.entered.connect(self.entered)

    def show_value(self, node: NodeState) -> None:
        """Check the chosen places; let Tab stop at one only."""
        self._value = node.value
        chosen = set(self._chosen())
        for press, code in zip(self.presses, self._codes, strict=True):
            press.setChecked(code in chosen)
            press.setEnabled(not node.readonly)
        stop = self.target()
        for press in self.presses:
            policy = Qt.FocusPolicy.StrongFocus if press is stop else Qt.FocusPolicy.ClickFocus
            press.setFocusPolicy(policy)

    def _chosen(self) -> list[str]:
        return [self._value]

    def _with(self, code: str) -> str:
        return "" if self._value == code else code

    def _move(self, index: int) -> None:
        if self.presses:
            self.presses[index % len(self.presses)].setFocus(Qt.FocusReason.TabFocusReason)


class OneAnswer(PressedAnswer):
    """One pill of several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._flow = Flow(self, gap=0)
        self._nothing = Words(size="small", tone="muted", wrap=True)
        self._nothing.setMinimumWidth(300)
        self._flow.addWidget(self._nothing)

    def show_node(self, node: NodeState) -> None:
        """Show the choices and which is chosen."""
        choices = node.choices or ()
        if [c.value for c in choices] != [c.value for c in self._choices]:
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
        for index, pill in enumerate(pills):
            pill.key = str((index + 1) % 10) if index < 10 else ""
            self._flow.addWidget(pill)
            pill.show()
        self.wire(pills, [choice.value for choice in choices])
        self._reword(choices)
        if had_focus:
            self.target().setFocus()

    def _reword(self, choices: tuple[Choice, ...]) -> None:
        for press, choice in zip(self.presses, choices, strict=True):
            press.setText(plain(choice.label) or choice.value)
            press.updateGeometry()
        self._flow.invalidate()


class ManyAnswer(OneAnswer):
    """Any pills of several; the value lists codes in the order of the choices."""

    def _pill(self) -> OnePill | ManyPill:
        return ManyPill(self)

    def _chosen(self) -> list[str]:
        return self._value.split()

    def _with(self, code: str) -> str:
        chosen = set(self._chosen()) ^ {code}
        return " ".join(c for c in self._codes if c in chosen)


class RankAnswer(ManyAnswer):
    """Pills pressed one after the other: the value lists codes in the order of pressing."""

    def show_value(self, node: NodeState) -> None:
        """Show each pill's place in the order instead of a digit to press."""
        super().show_value(node)
        order = self._chosen()
        for press, code in zip(self.presses, self._codes, strict=True):
            if isinstance(press, ManyPill):
                press.key = str(order.index(code) + 1) if code in order else "–"
                press.update()

    def _with(self, code: str) -> str:
        chosen = self._chosen()
        if code in chosen:
            return " ".join(c for c in chosen if c != code)
        return " ".join([*chosen, code])
