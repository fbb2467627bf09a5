"""Whom to call, as chips that wrap: an office may have added many."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from socialcase.actions.hotlines import Line
from socialcase.ui.speech import joined
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.layout import clear


class NumberChips(FlowBox):
    """One chip for each; `chosen(line)` when a person picks one."""

    def __init__(self, chosen: Callable[[Line], object]) -> None:
        super().__init__(across=8, down=6)
        self._chosen = chosen
        self._lines: Sequence[Line] = ()
        self.chips: dict[str, QToolButton] = {}

    def offer(self, lines: Sequence[Line]) -> None:
        """Show these; nothing moves where they are there already."""
        if list(lines) == list(self._lines):
            return
        self._lines = lines
        clear(self.flow)
        self.chips = {line.key: self._chip(line) for line in lines}
        for chip in self.chips.values():
            self.flow.addWidget(chip)

    def choose(self, key: str) -> None:
        """Mark one as chosen, or none, without telling anybody."""
        for name, chip in self.chips.items():
            chip.setChecked(name == key)

    def _chip(self, line: Line) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("choice", True)
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = joined(line.name, line.number)
        chip.setText(words)
        chip.setAccessibleName(words)
        chip.clicked.connect(partial(self._pick, line))
        return chip

    def _pick(self, line: Line, _checked: bool = False) -> None:
        self.choose(line.key)
        self._chosen(line)
