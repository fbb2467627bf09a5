"""What the tests of the exchange share: the world they play in and how they read a page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from socialcase.actions.workspaces import Workspace
from socialcase.cases.clock import FixedClock
from socialcase.errors import UserError
from socialcase.ui.page import PageContext, Target

Context = Callable[[Workspace], PageContext]
"""Makes the context of a page over a workspace."""


@dataclass
class World:
    """The office, the specialist's and the coordinator's laptop, the stick."""

    office: Workspace
    maral: Workspace
    aygul: Workspace
    stick: Path
    clock: FixedClock

    def later(self, **step: float) -> None:
        """Let time pass."""
        self.clock.move(timedelta(**step))


@dataclass
class Heard:
    """What a page asked of the window."""

    opened: list[Target] = field(default_factory=list)
    kept: int = 0
    toasts: list[str] = field(default_factory=list)
    undo: list[Callable[[], object] | None] = field(default_factory=list)
    told: list[UserError] = field(default_factory=list)

    def keep(self) -> None:
        """Count what was kept."""
        self.kept += 1

    def toast(self, words: str, undo: Callable[[], object] | None) -> None:
        """Note what was done and how to take it back."""
        self.toasts.append(words)
        self.undo.append(undo)


def words_of(widget: QWidget) -> str:
    """Every word on a widget that is not hidden."""
    labels = [part.text() for part in widget.findChildren(QLabel) if part.isVisibleTo(widget)]
    buttons = widget.findChildren(QAbstractButton)
    return "\n".join((*labels, *(part.text() for part in buttons if part.isVisibleTo(widget))))


def button(widget: QWidget, words: str) -> QAbstractButton:
    """The button that says `words`."""
    return next(one for one in widget.findChildren(QAbstractButton) if one.text() == words)
