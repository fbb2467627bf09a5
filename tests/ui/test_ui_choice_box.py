"""A box to choose a word in, at the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.field import ChoiceBox

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_letter_finds_a_word_even_where_it_is_a_key_of_the_page(
    qtbot: QtBot, preferences: Preferences
) -> None:
    page, box = QWidget(), ChoiceBox()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(box)
    pressed: list[str] = []
    for key in ("D", "Ctrl+D"):
        shortcut = QShortcut(key, page)
        shortcut.activated.connect(lambda key=key: pressed.append(key))
    box.offer({"home": "Home visit", "birth": "Delivery"}, "home")
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    box.setFocus()
    handle = page.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_D)
    assert (box.value(), pressed) == ("birth", [])
    QTest.keyClick(handle, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["Ctrl+D"]
