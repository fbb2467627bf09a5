"""The program that the drill kills amid the note of a visit: the real case file, without a screen.

    python -m tests.crash.noting LAPTOP CASE

It opens the log of a visit, types on in the note and says after each letter what stands there.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from socialcase.settings import Settings
from socialcase.ui.page import Target
from socialcase.ui.pages.case.visit_form import VisitForm
from socialcase.ui.preferences import Preferences
from socialcase.ui.shell import Shell
from socialcase.ui.widgets.field import TextArea
from tests.crash.filling import press, say
from tests.crash.world import reopened

WORDS = "Ýazgül öz öýünde ýaşaýar. → Mekdebe jaň et 25.11 "


def main() -> None:
    """Type until somebody kills this program."""
    app = QApplication([])
    folder, case = Path(sys.argv[1]), sys.argv[2]
    shell = Shell(reopened(folder), Preferences(app, Settings(), lambda _settings: None))
    shell.show()
    shell.open(Target("case", case, "visit:"))
    (form,) = shell.findChildren(VisitForm)
    (note,) = form.findChildren(TextArea)
    say(began=note.toPlainText())
    while True:
        for letter in WORDS:
            press(note, Qt.Key.Key_unknown, letter)
            say(typed=note.toPlainText())


if __name__ == "__main__":
    main()
