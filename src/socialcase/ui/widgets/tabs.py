"""A row of tabs with counts; the arrow keys move between them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from socialcase.ui.widgets.labels import Rule

_AIR = 8
"""Pixels on each side of a tab, besides those that the style sheet leaves."""


class Tabs(QWidget):
    """Parts of one page. `chosen(key)` when a person goes to another."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._row)
        layout.addWidget(Rule())

    def show_tabs(self, tabs: Mapping[str, tuple[str, int]], current: str) -> None:
        """Show tabs (key to words and count; a count of 0 is not shown)."""
        for key, (words, count) in tabs.items():
            button = self._buttons.get(key) or self._add(key)
            button.setText(f"{words}  {count}" if count else words)
            button.setAccessibleName(f"{words}, {count}" if count else words)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Mark a tab without telling anybody."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            policy = Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def take_keyboard(self) -> None:
        """Put the keyboard on the tab that is shown."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        keys = list(self._buttons)
        here = [place for place, key in enumerate(keys) if self._buttons[key].isChecked()]
        if not step or not here or not 0 <= here[0] + step < len(keys):
            super().keyPressEvent(event)
            return
        key = keys[here[0] + step]
        self._pick(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, key: str) -> QToolButton:
        button = _Tab()
        button.setProperty("tab", True)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self._pick(key))
        self._row.insertWidget(len(self._buttons), button)
        self._buttons[key] = button
        return button

    def _pick(self, key: str) -> None:
        self.choose(key)
        self._chosen(key)


class _Tab(QToolButton):
    def sizeHint(self) -> QSize:
        """Air on both sides, where there is room for it."""
        return super().sizeHint() + QSize(2 * _AIR, 0)

    def minimumSizeHint(self) -> QSize:
        """The words and their count; in a small window tabs stand closer together."""
        return super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the row."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
