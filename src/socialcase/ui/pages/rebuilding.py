"""Building a part of a page anew without taking the keyboard or half-written words away."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget


def rebuilding(part: QWidget, build: Callable[[], object]) -> None:
    """Call `build`, then put the keyboard back on the editor with the same object name.

    Words in it that were written and not kept yet are carried over.
    """
    focused = part.focusWidget() if part.isAncestorOf(part.focusWidget() or part) else None
    name = focused.objectName() if focused is not None and focused.hasFocus() else ""
    words, place = "", -1
    if name and isinstance(focused, QLineEdit) and focused.isModified():
        words, place = focused.text(), focused.cursorPosition()
    build()
    if not name:
        return
    for widget in part.findChildren(QWidget, name):
        if widget is not focused and not widget.isHidden():
            _take_up(widget, words, place)


def _take_up(widget: QWidget, words: str, place: int) -> None:
    widget.setFocus()
    if place >= 0 and isinstance(widget, QLineEdit):
        widget.setText(words)
        widget.setModified(True)
        widget.setCursorPosition(place)
