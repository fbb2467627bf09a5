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


def test_an_icon_follows_a_button_that_is_filled_or_outlined(
    qtbot: QtBot, preferences: Preferences
) -> None:
    """What is filled no more has its icon in the colour of words, not in that of its ground."""
    assert preferences.settings.palette == "light"
    changed, plain = (
        Button("Send", icon_name="arrow-up", kind="primary"),
        Button("Send", icon_name="arrow-up"),
    )
    for button in (changed, plain):
        qtbot.addWidget(button)
    filled = changed.icon().pixmap(16, 16).toImage()
    changed.make_primary(False)
    drawn = changed.icon().pixmap(16, 16).toImage()
    assert drawn == plain.icon().pixmap(16, 16).toImage() != filled
