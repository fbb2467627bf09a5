"""A small form whose fields are written down while somebody types, until its button keeps them."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from socialcase.actions.unkept import Unkept, forgetting, restore, throw_away
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.buttons import Choices
from socialcase.ui.widgets.canvas import Canvas
from socialcase.ui.written_since import WrittenSince

Result = TypeVar("Result")


class WrittenForm:
    """Writes down what differs from what stood in the fields when the form was opened.

    `editors`: what a person writes, chooses or ticks, by names that last.
    """

    def __init__(self, page: Page, editors: Mapping[str, QWidget]) -> None:
        self._page, self._editors = page, editors
        self._first: dict[str, str] = {}
        self._place = ""
        self._down = WrittenDown(page, self._words, lambda: self._first)
        self._down.hear(*editors.values())

    @cached_property
    def since(self) -> WrittenSince:
        """The line that says that these words were written before: for the head of the form."""
        return WrittenSince(self.anew)

    def begin(self, place: str, among: Sequence[Unkept] | None = None) -> Unkept | None:
        """Begin with what stands in the fields, and with what was written at `place` before.

        `among`: what was read for several places in one go, where it was.
        """
        self._place = place
        self._first = self._words()
        unkept = self._down.read(place, among)
        for name, words in (unkept.words if unkept is not None else {}).items():
            if name in self._editors:
                put_value(self._editors[name], words)
        self._down.begin(place)
        self._say(unkept)
        return unkept

    def changed(self) -> set[str]:
        """The names of what is not as it was when the form was opened."""
        return {name for name, words in self._words().items() if words != self._first.get(name)}

    def leave(self) -> None:
        """Write nothing down any more; what was written stays where it is."""
        self._place = ""
        self._down.end()
        self._say(None)

    def keep(self, act: Callable[[], Result]) -> Result | None:
        """Do the act that keeps the form, as `Page.keep`; it forgets what was written here."""
        done = self._page.keep(self.forgetting(act))
        if done is not None:
            self.end()
        return done

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

    def anew(self) -> None:
        """Throw away what was written, and begin with the fields as they were at first.

        It can be brought back.
        """
        place, ws = self._place, self._page.context.workspace
        thrown_away = self._page.keep(lambda: throw_away(ws, place))
        if thrown_away is not None:
            self.blank()
            self.begin(place)
            self._page.context.toast(tr("Thrown away"), lambda: self._bring_back(thrown_away))

    def forgetting(self, act: Callable[[], Result]) -> Callable[[], Result]:
        """The act, which forgets what was written here in the transaction that keeps it."""

        def both() -> Result:
            if not self._place:
                return act()
            with forgetting(self._page.context.workspace, self._place):
                return act()

        return both

    def note(self) -> None:
        """Write down now: something was chosen or drawn that does not say so by itself."""
        self._down.note()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        if "since" in self.__dict__:
            self.since.retranslate()

    def _say(self, unkept: Unkept | None) -> None:
        if "since" in self.__dict__:
            self.since.show_unkept(unkept, () if unkept is None else self._meanwhile(unkept))

    def _meanwhile(self, unkept: Unkept) -> list[str]:
        """What is kept by now in fields where something else stood when somebody wrote."""
        newer = {
            name: now
            for name, now in self._first.items()
            if name in unkept.words
            and now not in (unkept.words[name], unkept.before.get(name, now))
        }
        return [words_of(self._editors[name], now) for name, now in newer.items()]

    def _bring_back(self, unkept: Unkept) -> None:
        here = self._place == unkept.place
        if here:
            self.blank()
        self._page.keep(lambda: restore(self._page.context.workspace, unkept))
        if here:
            self.begin(unkept.place)

    def _words(self) -> dict[str, str]:
        return {name: value_of(editor) for name, editor in self._editors.items()}


def value_of(editor: QWidget) -> str:
    """What stands in an editor: text, the chosen code, "yes" for a tick, strokes as JSON."""
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, Choices):
        return editor.value()
    if isinstance(editor, Canvas):
        return json.dumps(editor.drawn()) if editor.strokes else ""
    if isinstance(editor, QAbstractButton):
        return "yes" if editor.isChecked() else ""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    return editor.text().strip() if isinstance(editor, QLineEdit) else ""


def words_of(editor: QWidget, value: str) -> str:
    """A value of an editor in words, after what the editor is called."""
    words = tr("“{words}”").format(words=value) if value else tr("emptied")
    if isinstance(editor, QAbstractButton):
        words = tr("yes") if value else tr("no")
    elif isinstance(editor, QComboBox):
        words = editor.itemText(max(0, editor.findData(value)))
    return f"{editor.accessibleName()}: {words}"


def put_value(editor: QWidget, words: str) -> None:
    """Put text, a code or a tick into an editor, as a person does."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findData(words)))
        editor.activated.emit(editor.currentIndex())
    elif isinstance(editor, Choices):
        editor.pick_key(words)
    elif isinstance(editor, Canvas):
        editor.draw(json.loads(words or "[]"))
    elif isinstance(editor, QAbstractButton):
        if editor.isChecked() != bool(words):
            editor.click()
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
