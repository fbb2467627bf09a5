"""Building a part of a page anew without taking the keyboard or half-written words away."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from socialcase.ui.widgets.field import TextArea, TextBox

Editor = QLineEdit | TextArea


def rebuilding(part: QWidget, build: Callable[[], object]) -> None:
    """Call `build`, then put the keyboard back on the editor with the same object name.

    Words in it that were written and not kept yet are carried over.
    """
    focused = part.focusWidget() if part.isAncestorOf(part.focusWidget() or part) else None
    name = focused.objectName() if focused is not None and focused.hasFocus() else ""
    words, place, before = "", -1, ""
    if name and isinstance(focused, Editor) and _half_written(focused):
        place = _place_in(focused)
        words = focused.text() if isinstance(focused, QLineEdit) else focused.stands()
        before = focused.before if isinstance(focused, TextBox | TextArea) else ""
    build()
    if not name:
        return
    for widget in part.findChildren(QWidget, name):
        if widget is not focused and not widget.isHidden():
            widget.setFocus()
            if place >= 0 and isinstance(widget, Editor):
                _take_up(widget, words, place, before)


def _half_written(editor: Editor) -> bool:
    if isinstance(editor, TextBox | TextArea) and editor.keeps:
        return editor.unkept is not None
    return isinstance(editor, QLineEdit) and editor.isModified()


def _place_in(editor: Editor) -> int:
    if isinstance(editor, QLineEdit):
        return editor.cursorPosition()
    return editor.textCursor().position()


def _take_up(editor: Editor, words: str, place: int, before: str) -> None:
    if isinstance(editor, TextBox | TextArea) and editor.keeps:
        editor.go_on(words, before)
    elif isinstance(editor, QLineEdit):
        editor.setText(words)
    if isinstance(editor, QLineEdit):
        editor.setModified(True)
        editor.setCursorPosition(place)
    else:
        cursor = editor.textCursor()
        cursor.setPosition(place)
        editor.setTextCursor(cursor)
