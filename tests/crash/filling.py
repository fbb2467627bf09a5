"""The program that the drill kills at the keyboard: the real page of the filler, without a screen.

    python -m tests.crash.filling LAPTOP DRAFT

It goes through the questions from where the draft was left, presses keys as a person does, and
says after each one what stands on the screen now. What it said has to be there later.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from socialcase.actions.workspaces import Workspace
from socialcase.settings import Settings
from socialcase.ui.jobs import Jobs
from socialcase.ui.page import PageContext
from socialcase.ui.pages.filler import FillerPage
from socialcase.ui.pages.filler.desk import Desk
from socialcase.ui.preferences import Preferences
from tests.crash.world import reopened

WORDS = "Ýazgül öz öýünde ýaşaýar"


def say(**line: object) -> None:
    """Print one line at once."""
    print(json.dumps(line, ensure_ascii=False), flush=True)


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """One key to a widget."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
    QApplication.processEvents()


def fill(desk: Desk) -> None:
    """Answer the question in hand, letter by letter where it takes letters, then go on."""
    place = desk.window().focusWidget()
    ref = desk.place()
    if isinstance(place, QLineEdit | QPlainTextEdit):
        number = desk.filling.node(ref).type in ("int", "decimal")
        said = ""
        for letter in "17" if number else "20.11.2026" if _is_day(desk, ref) else WORDS:
            press(place, Qt.Key.Key_unknown, letter)
            said += letter
            say(typed=said, ref=ref)
    elif place is not None:
        press(place, Qt.Key.Key_1, "1")
        say(value=desk.filling.node(ref).value, ref=ref)
    desk.flush()
    say(value=desk.filling.node(ref).value, ref=ref)
    desk.go_on(ref)


def _is_day(desk: Desk, ref: str) -> bool:
    return desk.filling.node(ref).type == "date"


def page_of(workspace: Workspace, draft: str) -> FillerPage:
    """The page of the filler at a draft, outside of any window."""

    def nothing(*_: object) -> None:
        """What the window would do."""

    context = PageContext(workspace, Jobs(), nothing, nothing, nothing, nothing)
    page = FillerPage(context)
    page.resize(1306, 716)
    page.show()
    page.show_record(draft)
    return page


def main() -> None:
    """Fill until somebody kills this program, going round the questions."""
    app = QApplication([])
    Preferences(app, Settings(palette="light"), lambda _settings: None)
    page = page_of(reopened(Path(sys.argv[1])), sys.argv[2])
    while page.desk is None:  # the draft is read beside the window
        app.processEvents()
    desk = page.desk
    while not desk.place():
        app.processEvents()
    gate = desk.gate()
    if gate is not None:
        gate.opened.emit()
    arrive(app, desk)
    say(at=desk.place())
    while True:
        fill(desk)
        if desk.sheet() is None:
            desk.show_page(0)
        arrive(app, desk)


def arrive(app: QApplication, desk: Desk) -> None:
    """Let the page be built until the keyboard is where it goes."""
    while True:
        app.processEvents()
        sheet, place = desk.sheet(), desk.window().focusWidget()
        block = sheet.block(desk.place()) if sheet is not None else None
        if block is not None and place is not None and block.isAncestorOf(place):
            return


if __name__ == "__main__":
    main()
