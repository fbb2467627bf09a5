"""What is in sight on a page: its buttons and words, as a test looks for them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from socialcase.ui.widgets.buttons import Button
from socialcase.ui.widgets.labels import Words


def button(qtbot: QtBot, root: QWidget, words: str) -> Button:
    """The button in sight that says these words, as soon as it is there."""
    return shown(qtbot, root, lambda one: one.text() == words)


def shown(qtbot: QtBot, root: QWidget, fits: Callable[[Button], bool]) -> Button:
    def there() -> list[Button]:
        return [one for one in root.findChildren(Button) if fits(one) and one.isVisibleTo(root)]

    qtbot.waitUntil(lambda: bool(there()))
    return there()[0]


def said(root: QWidget) -> str:
    return " / ".join(words.text() for words in root.findChildren(Words) if words.isVisibleTo(root))
