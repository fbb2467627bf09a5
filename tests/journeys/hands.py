"""A person at the keyboard of the real window: keys go where the window has the keyboard.

Nothing here reaches into a widget. Keys are pressed on the window itself, so that shortcuts, focus
and menus answer as they do for a person; letters come with their text, as an input method sends
them, because QTest cannot type the Turkmen and Russian ones. Every key is counted.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from socialcase.ui.window import Window
from tests.journeys.read_back import said

_KEYS = {
    "Down": Qt.Key.Key_Down,
    "End": Qt.Key.Key_End,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Home": Qt.Key.Key_Home,
    "Left": Qt.Key.Key_Left,
    "PgDown": Qt.Key.Key_PageDown,
    "Right": Qt.Key.Key_Right,
    "Space": Qt.Key.Key_Space,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    **{f"F{n}": getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)},
}
_WITH = {
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_MOST = 70
"""How often one may press Tab on the way to a control."""
_LONG = 30_000
"""Milliseconds after which something that a person waits for has to be there."""


@dataclass
class Count:
    """What a journey costs: Tab, other keys that are no letters, letters; clicks, turns of the
    wheel, and how often a hand goes from the keyboard to the mouse or back."""

    tabs: int = 0
    keys: int = 0
    letters: int = 0
    clicks: int = 0
    turns: int = 0
    changes: int = 0

    def __str__(self) -> str:
        return f"{self.keys} keys, {self.tabs} times Tab, {self.letters} letters"

    def __sub__(self, before: "Count") -> "Count":
        """What was done since `before`."""
        return Count(*(getattr(self, f.name) - getattr(before, f.name) for f in fields(Count)))


class Hands:
    """Presses keys on one window and reads what it shows."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.count = Count()
        self._at = "keyboard"

    def begin(self) -> None:
        """Bring the window to the front and count from nothing."""
        self.window.show()
        self._qtbot.waitExposed(self.window)
        self._front()
        self.count = Count()

    def _front(self) -> None:
        """What the desktop does by itself where there is one."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def _hand(self, where: str) -> None:
        """A hand goes to the mouse or to the keyboard."""
        self.count.changes += where != self._at
        self._at = where

    # --- keys ------------------------------------------------------------------------------------

    def press(self, *names: str) -> None:
        """Press keys one after the other: "Tab", "Enter", "Ctrl+K", "3"."""
        self._hand("keyboard")
        for name in names:
            *modifiers, last = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= _WITH[modifier]
            self._press(_KEYS[last] if last in _KEYS else Qt.Key(ord(last)), held)
            if last == "Tab":  # with Shift or without
                self.count.tabs += 1
            else:
                self.count.keys += 1
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type letters of any alphabet where the keyboard is."""
        self._hand("keyboard")
        for letter in text:
            place = QApplication.focusWidget()
            assert place is not None, f"nowhere to type {text!r}"
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                key = ord(letter.upper()) if letter.isascii() else 0
                none = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(place, QKeyEvent(kind, key, none, letter))
            self.count.letters += 1
        QApplication.processEvents()

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until the keyboard is on the control called `name`."""
        seen = []
        for _ in range(_MOST):
            if self.where() == name:
                return
            self.press(key)
            seen.append(self.where())
        raise AssertionError(f"{key} never came to {name!r}, but to {list(dict.fromkeys(seen))}")

    def back_to(self, name: str) -> None:
        """Press Shift+Tab until the keyboard is on the control called `name`."""
        self.tab_to(name, "Shift+Tab")

    def fill(self, name: str, text: str) -> None:
        """Go to a field and write into it."""
        self.tab_to(name)
        self.type(text)

    def push(self, name: str) -> None:
        """Go to a button and press it with Space."""
        self.tab_to(name)
        self.press("Space")

    def turn_to(self, tab: str) -> None:
        """Go to the tabs of a case and along them to one."""
        tabs = [self.where()]
        while not self._on_tab():
            self.press("Tab")
            tabs.append(self.where())
            assert len(tabs) < 70, f"no tabs among {tabs}"
        for key in ("Right", "Left"):
            for _ in range(8):
                if self.where().partition(",")[0] == tab:
                    return
                self.press(key)
        raise AssertionError(f"no tab {tab!r}, but {self.where()!r}")

    def _on_tab(self) -> bool:
        place = QApplication.focusWidget()
        return place is not None and bool(place.property("tab"))

    def choose_folder(self, folder: Path, name: str = "Choose a folder") -> None:
        """Go to the button that asks for a folder, and type its path into the dialog."""
        self.tab_to(name)
        QTimer.singleShot(50, self.window, lambda: self._answer_dialog(folder))
        self.press("Space")
        self._front()

    def _answer_dialog(self, folder: Path) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # a busy computer: it is still on its way
            QTimer.singleShot(50, self.window, lambda: self._answer_dialog(folder))
            return
        assert isinstance(dialog, QFileDialog), dialog
        answered = False
        try:
            self._type_into(dialog, str(folder))
            answered = True
        finally:
            if not answered:  # else its loop would run for ever
                dialog.reject()

    def _type_into(self, dialog: QFileDialog, path: str) -> None:
        dialog.activateWindow()
        self._qtbot.waitUntil(dialog.isActiveWindow)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        # the dialog completes and selects from folders that it still lists: chance decides
        field.setCompleter(None)  # type: ignore[arg-type]
        field.blockSignals(True)
        field.setFocus()
        field.selectAll()
        for letter in path:
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(field, QKeyEvent(QKeyEvent.Type.KeyPress, 0, none, letter))
            self.count.letters += 1
        assert field.text() == path
        field.blockSignals(False)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.count.keys += 1

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        popup = QApplication.activePopupWidget()
        target = popup or QApplication.activeWindow() or self.window
        handle = target.windowHandle()
        if handle is not None and popup is None:
            QTest.keyClick(handle, key, held)
        else:
            QTest.keyClick(target, key, held)

    # --- reading ---------------------------------------------------------------------------------

    def where(self) -> str:
        """The name of the control that the keyboard is on, as a screen reader says it."""
        return name_of(QApplication.focusWidget())

    def said(self) -> list[str]:
        """Every line of words in sight."""
        words = self.window.findChildren(QLabel)
        return [said(label.text()) for label in words if label.isVisible() and label.text()]

    def rows(self, name: str) -> str:
        """What a screen reader says of all rows of the list called `name`."""
        views = self.window.findChildren(QAbstractItemView)
        models = [v.model() for v in views if v.isVisible() and name_of(v) == name]
        rows = [str(m.index(n, 0).data()) for m in models for n in range(m.rowCount())]
        return said("\n".join(rows))

    def sees(self, part: str) -> bool:
        """Whether words with `part` in them are in sight."""
        return any(part in line for line in self.said())

    def wait_for(self, part: str) -> None:
        """Wait until words with `part` in them are in sight."""
        self.wait(lambda: self.sees(part), f"{part!r} in {self.said()}")

    def wait_for_control(self, name: str) -> None:
        """Wait until a control called `name` is in sight."""

        def there() -> bool:
            controls = self.window.findChildren(QWidget)
            return any(c.isVisible() and c.isEnabled() and name_of(c) == name for c in controls)

        self.wait(there, f"{name!r} in {self.said()}")

    def wait(self, until: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so."""
        try:
            self._qtbot.waitUntil(until, timeout=_LONG)
        except (AssertionError, WaitedTooLong) as error:
            raise AssertionError(what) from error

    # --- what every journey begins with ----------------------------------------------------------

    def unlock(self, folder: Path, passphrase: str) -> None:
        """Open a workspace by typing its passphrase."""
        self.window.begin(folder)
        self.begin()
        assert self.where() == "Passphrase"
        self.type(passphrase)
        self.press("Enter")
        self.wait(lambda: self.window.shell is not None, f"no workspace: {self.said()}")
        QApplication.processEvents()


def name_of(widget: QObject | None) -> str:
    """What a screen reader calls a widget."""
    if not isinstance(widget, QWidget):
        return ""
    if widget.accessibleName():
        return said(widget.accessibleName())  # Qt says the value of a combo box instead
    known = QAccessible.queryAccessibleInterface(widget)
    return said(known.text(QAccessible.Text.Name)) if known is not None else ""
