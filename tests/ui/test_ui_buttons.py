"""Buttons say what they are given, whatever signs are in it."""

from pytestqt.qtbot import QtBot

from socialcase.ui.preferences import Preferences
from socialcase.ui.widgets.buttons import Button


def test_a_button_shows_the_sign_for_and(qtbot: QtBot, preferences: Preferences) -> None:
    made, changed, without = Button("Specimen & Lot"), Button(), Button("Specimen + Lot")
    for button in (made, changed, without):
        qtbot.addWidget(button)
    changed.setText("Specimen & Lot")
    assert made.text() == changed.text() == "Specimen & Lot"
    assert made.shortcut().isEmpty()
    assert changed.shortcut().isEmpty()
    assert made.sizeHint() == changed.sizeHint()
    assert abs(made.sizeHint().width() - without.sizeHint().width()) < 8
