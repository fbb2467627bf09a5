"""The window sees that somebody is there without Python being asked about every event there is."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Target
from socialcase.ui.pages.case import page as case_page
from socialcase.ui.preferences import Preferences
from socialcase.ui.typed_days import _Completer
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FEW = 300
"""Events that may reach Python's filters while a page is made and dressed; there are thousands."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many events reached each filter; Qt looks for what a class overrides only once."""
    counted: Counter[str] = Counter()
    for filters in (Window, ChoiceBox, _Completer):
        count_events(monkeypatch, filters, counted)
    return counted


@pytest.fixture
def window(
    qtbot: QtBot,
    preferences: Preferences,
    workspace: Workspace,
    tmp_path: Path,
    counted: Counter[str],
) -> Window:
    """The window with an open workspace, settled in."""
    made = Window(preferences, lambda: tmp_path / "new")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.enter(workspace)
    made._settle_in()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is made.windowHandle())
    return made


def test_keys_and_mouse_put_the_idle_lock_off(window: Window) -> None:
    native = window.windowHandle()
    middle = native.geometry().center()
    acts: tuple[Callable[[], Any], ...] = (
        lambda: QTest.keyClick(native, Qt.Key.Key_Shift),
        lambda: QTest.mouseClick(native, Qt.MouseButton.LeftButton),
        lambda: QTest.mouseMove(native, middle),
    )
    for act in acts:
        window._idle.stop()
        act()
        QApplication.processEvents()
        assert window._idle.isActive()


def test_ctrl_z_is_left_to_the_page_only_by_a_field_with_nothing_to_undo(
    qtbot: QtBot, window: Window
) -> None:
    assert window.shell is not None
    field = window.shell.top.search.findChild(QLineEdit) or window.shell.top.search
    assert isinstance(field, QLineEdit)
    field.setFocus()
    assert claims_undo(field) is False
    QTest.keyClicks(field, "je")
    assert claims_undo(field) is True


def claims_undo(field: QLineEdit) -> bool:
    """Whether the field wants Ctrl+Z for itself."""
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "z"
    )
    asked.ignore()
    QApplication.sendEvent(field, asked)
    return asked.isAccepted()


def test_a_page_is_made_and_dressed_with_few_events_in_python(
    window: Window, preferences: Preferences, case_uid: str, counted: Counter[str]
) -> None:
    counted.clear()
    assert window.shell is not None
    window.shell.open(Target("case", case_uid, "consent"))
    assert isinstance(window.shell.page("case"), case_page.CasePage)
    preferences.choose_palette("dark")
    QApplication.processEvents()
    preferences.choose_palette("light")
    assert window.shell.page("case").findChildren(ChoiceBox)
    assert counted.total() < FEW, counted


def count_events(
    monkeypatch: pytest.MonkeyPatch, filters: type[QObject], counted: Counter[str]
) -> None:
    """Count what reaches the filter of a class."""
    before = filters.eventFilter

    def counting(self: QObject, watched: QObject, event: QEvent) -> bool:
        counted[filters.__name__] += 1
        return bool(before(self, watched, event))

    monkeypatch.setattr(filters, "eventFilter", counting)


def test_a_choice_box_listens_only_while_it_has_the_keyboard(
    qtbot: QtBot, counted: Counter[str]
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    layout = QVBoxLayout(ground)
    box, line = ChoiceBox(), QLineEdit()
    for part in (line, box):
        layout.addWidget(part)
    box.offer({"a": "All", "b": "Both"}, "a")
    ground.show()
    qtbot.waitExposed(ground)
    line.setFocus()
    counted.clear()
    box.setToolTip("Which")
    box.setEnabled(False)
    box.setEnabled(True)
    assert counted.total() == 0
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.setToolTip("Which one")
    assert counted.total() > 0
