"""The program that a journey kills at the keyboard: the real window, with hands at a form.

    python -m tests.journeys.at_the_form WORKSPACE form|contact LANGUAGE PALETTE WIDTH HEIGHT

It unlocks, begins the questions about disability for the grandmother, or a first contact, and types
into one of the fields letter by letter. After each letter it says what was typed; it never ends by
itself.
"""

import sys
from pathlib import Path

from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from socialcase.app import application
from socialcase.settings import Settings
from socialcase.ui.preferences import Preferences
from socialcase.ui.window import Window
from tests.conftest import PASSPHRASE
from tests.journeys.both_hands import BothHands

WORDS = "Her daughter answers: she herself hears little and soon tires. "
FORM, GRANDMOTHER = "Washington Group Short Set", "Bibi Atdaýewa"


def main() -> None:
    """Begin the form, then type until somebody kills this program."""
    qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]
    app = application()
    folder, where = Path(sys.argv[1]), sys.argv[2]
    language, palette, width, height = sys.argv[3:]
    settings = Settings(language=language, palette=palette)
    preferences = Preferences(app, settings, lambda _settings: None)
    window = Window(preferences, lambda: folder)
    window.resize(int(width), int(height))
    both = BothHands(window, QtBot(None))  # type: ignore[arg-type]
    both.unlock(folder, PASSPHRASE)
    {"form": to_the_words, "contact": to_the_worry}[where](both)
    said = ""
    while True:
        for letter in WORDS:
            both.type(letter)
            said += letter
            print(f"typed {said}", flush=True)


def to_the_words(both: BothHands) -> None:
    """From Today to the question why the person does not answer herself."""
    both.press("Ctrl+3")
    both.click_row("Cases", "Atdaýewa")
    both.click_part("Assessments")
    with both.step("Begin the questions about disability, to the first answer"):
        both.choose("Form", FORM)
        both.choose("About whom", GRANDMOTHER)
        both.click("Begin an assessment")
        both.wait_for("Before you ask")
        both.wait(lambda: "On which day did you talk?" in both.where(), both.where())
        both.type("20.11.2026")
        both.press("Enter")
    both.wait(lambda: "Who answers?" in both.where(), both.where())
    both.press("2", "Enter")
    both.wait(lambda: "why does the person not answer" in both.where(), both.where())


def to_the_worry(both: BothHands) -> None:
    """From Today to the worry of a first contact with a girl and her brother."""
    both.press("Ctrl+1")
    both.click("First contact")
    both.type("Läle")
    both.fill("Others of the family", "Aman, 9, brother")
    both.fill("What to say to others", "Maral from the school")
    both.click("Do not call")
    both.tab_to("What is the worry?")


if __name__ == "__main__":
    main()
