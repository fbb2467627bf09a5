"""A small form whose fields are written down while somebody types, until its button keeps them."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from socialcase.actions.unkept import Unkept, throw_away
from socialcase.ui.page import Page
from socialcase.ui.unkept import WrittenDown


class WrittenForm:
    """Writes down what differs from what stood in the fields when the form was opened.

    `editors`: what a person writes, chooses or ticks, by names that last.
    """

    def __init__(self, page: Page, editors: Mapping[str, QWidget]) -> None:
        self._page, self._editors = page, editors
        self._first: dict[str, str] = {}
        self._place = ""
        self._down = WrittenDown(page, self._words)
        self._down.hear(*editors.values())

    def begin(self, place: str) -> Unkept | None:
        """Begin with what stands in the fields, and with what was written at `place` before."""
        self._place = place
        self._first = {name: value_of(editor) for name, editor in self._editors.items()}
        unkept = self._down.read(place)
        for name, words in (unkept.words if unkept is not None else {}).items():
            if name in self._editors:
                put_value(self._editors[name], words)
        self._down.begin(place)
        return unkept

    def leave(self) -> None:
        """Write nothing down any more; what was written stays where it is."""
        self._place = ""
        self._down.end()

    def blank(self) -> None:
        """Leave, with the fields as they were when it began."""
        begun = bool(self._place)
        self.leave()
        for name, words in self._first.items() if begun else ():
            put_value(self._editors[name], words)

    def end(self) -> None:
        """What was written was kept, or is not wanted any more: forget it."""
        place = self._place
        self.leave()
        if place:
            self._page.read(lambda: throw_away(self._page.context.workspace, place))

    def _words(self) -> dict[str, str]:
        now = {name: value_of(editor) for name, editor in self._editors.items()}
        return {name: words for name, words in now.items() if words != self._first.get(name)}


def value_of(editor: QWidget) -> str:
    """What stands in an editor: text, the chosen code, "yes" for a tick."""
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, QAbstractButton):
        return "yes" if editor.isChecked() else ""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    return editor.text().strip() if isinstance(editor, QLineEdit) else ""


def put_value(editor: QWidget, words: str) -> None:
    """Put text, a code or a tick into an editor, as a person does."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(words)))
        editor.activated.emit(editor.currentIndex())
    elif isinstance(editor, QAbstractButton):
        if editor.isChecked() != bool(words):
            editor.click()
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
