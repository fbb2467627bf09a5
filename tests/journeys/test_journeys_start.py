"""From the first start to Today, and out and in again, with the keyboard alone."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.hands import Hands

PASSPHRASE = "alma derýa çäge gün ýol"

# the platform without a screen says what it cannot do
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_new_laptop_from_the_first_start_to_today(hands: Hands) -> None:
    hands.window.begin(None)
    hands.begin()
    hands.push("Go on")
    assert hands.where() == "Your name"
    hands.type("Maral Annaýewa")
    hands.press("Enter")
    assert hands.where() == "Type it once"
    hands.type(PASSPHRASE)
    hands.fill("And again", PASSPHRASE)
    assert hands.sees("The same")
    hands.press("Enter")
    hands.wait_for_control("Do this later")
    hands.push("Do this later")
    assert hands.sees("Put off: it waits under Exchange.")
    assert hands.where() == "Begin"
    hands.press("Space")
    assert hands.window.shell is not None
    QApplication.processEvents()
    hands.wait_for("No visits are due this week")
