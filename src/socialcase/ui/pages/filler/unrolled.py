"""A long column of lines that is built in turns, however many there are."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.ui.pages.filler.shelf import Shelf
from socialcase.ui.widgets.layout import clear

_TURN = 0.004
"""Seconds of building in a turn; laying it out takes several times as long."""


class Unrolled(QWidget):
    """Lines one under the other: the first are there at once, the rest when nothing else waits."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[QWidget] = []
        self._work: Iterator[QWidget | None] = iter(())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shelf = Shelf(self._column, self._waiting)
        self._turns = QTimer(self)
        self._turns.setSingleShot(True)
        self._turns.setInterval(0)
        self._turns.timeout.connect(lambda: self._go_on())

    def show_lines(self, lines: Iterator[QWidget | None], *, at_once: bool = True) -> None:
        """Show these instead of what stands here; each is asked for when its turn comes.

        None stands for something that was looked at and has no line. `at_once`: the first of them
        before this returns.
        """
        self._waiting.clear()
        clear(self._column)
        self._shelf = Shelf(self._column, self._waiting)
        self._work = lines
        if at_once:
            self._go_on()
        else:
            self._turns.start()

    def top(self) -> QWidget | None:
        """What holds the first lines, or None where there are none."""
        within = (child for child in self.children() if isinstance(child, QWidget))
        return next((child for child in within if self._column.indexOf(child) == 0), None)

    def _go_on(self) -> None:
        end = time.perf_counter() + _TURN
        for line in self._work:
            if line is not None:
                self._shelf.add(line)
            if time.perf_counter() >= end:
                self._turns.start()
                break
        for holder in self._waiting:
            holder.show()
        self._waiting.clear()
